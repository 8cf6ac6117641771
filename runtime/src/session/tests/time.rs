//! The time of a step: held, resumed, and switched off.

use std::time::Duration;

use tokio::time::advance;

use super::*;
use crate::config::Limits;

/// A server without heartbeats.
fn docent() -> Docent {
    Docent::builder().limits(patient()).build()
}

fn patient() -> Limits {
    let hour = Duration::from_secs(3600);
    Limits {
        heartbeat_interval: hour,
        silence_timeout: 2 * hour,
        ..Limits::default()
    }
}

/// The page of a shop whose tour is at its first step, which lasts 4 s.
async fn at_a_timed_step(docent: &Docent) -> Page {
    let mut page = Page::open(docent, &Visitor::new(), Shop::default()).await;
    assert_shows(&page.fire("start_tutorial").await, "#look");
    page
}

/// The same page on a new socket: it is up to date, and gets nothing but its welcome.
async fn back(docent: &Docent, epoch: u64) -> Page {
    let session = docent.registry().all().pop().expect("the session lives");
    let (mut page, attachment) = Page::connection(Hello {
        epoch,
        ack: FrameSeq(1),
        run: Some(StepRef { run: 1, visit: 1 }),
        ..Hello::default()
    });
    assert!(session.attach(Box::new(attachment)).is_ok());
    assert!(page.next().await.starts_with("[\"w\","));
    page
}

async fn pass(seconds: u64) {
    advance(Duration::from_secs(seconds)).await;
}

/// Lets the session read what was sent before time passes.
async fn settle(page: &mut Page) {
    page.silent().await;
}

#[tokio::test(start_paused = true)]
async fn a_held_step_waits_and_then_has_what_was_left_of_its_time() {
    let mut page = at_a_timed_step(&docent()).await;
    pass(3).await;
    page.control(1, 1, "hold");
    settle(&mut page).await;
    pass(17).await;
    page.silent().await;
    page.control(1, 1, "resume");
    settle(&mut page).await;
    advance(Duration::from_millis(900)).await;
    page.silent().await;
    advance(Duration::from_millis(100)).await;
    let frame = page.next().await;
    assert_clears(&frame, "#look");
    assert_shows(&frame, "#click");
}

#[tokio::test(start_paused = true)]
async fn a_repeated_or_late_hold_or_resume_changes_nothing() {
    let mut page = at_a_timed_step(&docent()).await;
    // Nothing is held yet, and visits 0 and 2 and run 2 are not on the page.
    page.control(1, 1, "resume");
    page.control(1, 0, "hold");
    page.control(1, 2, "hold");
    page.control(2, 1, "hold");
    settle(&mut page).await;
    pass(2).await;
    page.control(1, 1, "hold");
    settle(&mut page).await;
    pass(5).await;
    page.control(1, 1, "hold");
    settle(&mut page).await;
    pass(5).await;
    page.control(1, 1, "resume");
    page.control(1, 1, "resume");
    settle(&mut page).await;
    pass(2).await;
    assert_shows(&page.next().await, "#click");
    // Of the step before; this one waits for an event and has no time.
    page.control(1, 1, "hold");
    page.control(1, 2, "hold");
    page.control(1, 2, "resume");
    settle(&mut page).await;
    pass(10).await;
    page.silent().await;
    assert_shows(&page.fire("click").await, "#again");
}

#[tokio::test(start_paused = true)]
async fn a_held_step_is_left_by_its_buttons() {
    let mut page = at_a_timed_step(&docent()).await;
    page.control(1, 1, "hold");
    page.control(1, 1, "skip");
    assert_shows(&page.next().await, "#click");
    page.control(1, 2, "back");
    assert_shows(&page.next().await, "#look");
    // The hold was another visit's: this one has its whole time.
    pass(4).await;
    assert_shows(&page.next().await, "#click");
}

#[tokio::test(start_paused = true)]
async fn a_pause_does_not_survive_a_reconnect() {
    let docent = docent();
    let mut page = at_a_timed_step(&docent).await;
    pass(3).await;
    page.control(1, 1, "hold");
    settle(&mut page).await;
    drop(page);
    // While no page is there the hold lasts: nobody would see the next step.
    pass(20).await;
    let mut page = back(&docent, 1).await;
    page.control(1, 1, "hold");
    settle(&mut page).await;
    pass(20).await;
    page.silent().await;
    drop(page);
    let mut page = back(&docent, 2).await;
    pass(1).await;
    assert_shows(&page.next().await, "#click");
}

#[tokio::test(start_paused = true)]
async fn a_page_that_left_while_it_held_a_step_holds_it_no_longer() {
    let docent = docent();
    let (diary, mut lines) = mpsc::unbounded_channel();
    let shop = Shop {
        diary: Some(diary),
        ..Shop::default()
    };
    let mut page = Page::open(&docent, &Visitor::new(), shop).await;
    page.fire("start_tutorial").await;
    page.control(1, 1, "hold");
    settle(&mut page).await;
    drop(page);
    pass(60).await;
    let mut last = String::new();
    while let Some(line) = lines.recv().await {
        last = line;
    }
    assert_eq!(last, "gone");
}

#[tokio::test(start_paused = true)]
async fn without_timers_a_step_with_a_time_waits_for_the_visitor() {
    let docent = Docent::builder().limits(patient()).timers(false).build();
    let (mut page, attachment) = Page::connection(Hello::default());
    spawn(Shop::default(), docent, Visitor::new(), attachment);
    let welcome = page.next().await;
    assert!(
        welcome.ends_with(
            r#",{"frame":16384,"event":65536,"events":[20,40,64],"target":3000,"timers":false}]"#
        ),
        "{welcome}"
    );
    page.next().await;
    let frame = page.fire("start_tutorial").await;
    assert_shows(&frame, "#look");
    // The bytes of a step are the same for everybody.
    assert!(
        frame.contains(r#""timeout":4000,"only_timeout":true"#),
        "{frame}"
    );
    pass(30).await;
    page.silent().await;
    page.control(1, 1, "resume");
    settle(&mut page).await;
    pass(5).await;
    page.silent().await;
    page.control(1, 1, "skip");
    assert_shows(&page.next().await, "#click");
}
