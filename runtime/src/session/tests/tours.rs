//! Tours: run to the end, left, interrupted, resumed.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::time::advance;

use super::*;

#[tokio::test(start_paused = true)]
async fn the_whole_tour_is_led_through() {
    let mut page = Page::alone().await;
    let frame = page.fire("start_tutorial").await;
    assert_shows(&frame, "#look");
    let narration = r##"["step",{"tour":"shop","step":0,"total":4,"target":"#look","class":"tour-highlight","event":"tour:narrate","timeout":4000,"only_timeout":true,"text":"Look."}]"##;
    assert!(frame.contains(narration), "{frame}");

    advance(Duration::from_secs(4)).await;
    let frame = page.next().await;
    assert_clears(&frame, "#look");
    assert_shows(&frame, "#click");

    let frame = page.fire("click").await;
    assert_clears(&frame, "#click");
    assert_shows(&frame, "#again");

    let frame = page.fire("click").await;
    assert_shows(&frame, "#name");
    assert!(frame.contains("\"text\":\"2 clicks\""), "{frame}");

    page.event("rename", r#"{"title":"x"}"#);
    let frame = page.next().await;
    assert_clears(&frame, "#name");
    assert!(
        frame.ends_with(r#"["end",{"cause":"completed"}],["over",{"outcome":"finished"}]],0]"#),
        "{frame}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_step_that_is_waited_for_by_an_event_has_no_time_of_its_own() {
    let mut page = Page::alone().await;
    page.fire("start_tutorial").await;
    page.control(1, 1, "skip");
    page.next().await;
    advance(Duration::from_secs(17)).await;
    page.silent().await;
}

#[tokio::test(start_paused = true)]
async fn a_handler_that_fails_or_refuses_does_not_advance_the_tour() {
    let mut page = Page::alone().await;
    page.fire("start_tutorial").await;
    page.control(1, 1, "skip");
    page.next().await;
    page.control(1, 2, "skip");
    page.next().await;
    page.control(1, 3, "skip");
    assert_shows(&page.next().await, "#name");
    page.event("rename", "{}");
    assert_eq!(
        page.next().await,
        r#"["x",2,"missing_parameter","parameter `title` is missing","title"]"#
    );
    page.silent().await;
    page.event("rename", r#"{"title":"x"}"#);
    assert_clears(&page.next().await, "#name");
}

#[tokio::test(start_paused = true)]
async fn skip_and_then_the_awaited_event_at_once_advance_once() {
    let mut page = Page::alone().await;
    page.fire("start_tutorial").await;
    page.control(1, 1, "skip");
    assert_shows(&page.next().await, "#click");
    // Skips "#click"; the click that it waited for is on its way already, and
    // also what "#again" waits for: it counts there, and once.
    page.control(1, 2, "skip");
    page.event("rename", r#"{"title":"x"}"#);
    assert_shows(&page.next().await, "#again");
    assert_eq!(
        page.next().await,
        r#"["f",4,2,[["html","<p>0 x</p>"]],[],[1,3,[]]]"#
    );
}

#[tokio::test(start_paused = true)]
async fn a_double_click_is_one_answer() {
    let mut page = Page::alone().await;
    page.fire("start_tutorial").await;
    page.control(1, 1, "skip");
    page.next().await;
    page.event("click", "{}");
    page.event("click", "{}");
    assert_shows(&page.next().await, "#again");
    let second = page.next().await;
    assert!(second.ends_with("[1,3,[]]]"), "{second}");
    // With the step on the page, the same event is an answer to it.
    assert_shows(&page.fire("click").await, "#name");
}

#[tokio::test(start_paused = true)]
async fn the_same_event_counts_again_once_the_step_is_on_the_page() {
    let mut page = Page::alone().await;
    page.fire("start_tutorial").await;
    page.control(1, 1, "skip");
    page.next().await;
    assert_shows(&page.fire("click").await, "#again");
    // Another frame is on its way to the page when the visitor clicks again.
    page.event("rename", r#"{"title":"x"}"#);
    page.event("click", "{}");
    page.next().await;
    assert_shows(&page.next().await, "#name");
}

#[tokio::test(start_paused = true)]
async fn an_overridden_button_queues_and_runs_the_apps_handler() {
    let mut page = Page::open(&Docent::new(), &Visitor::new(), Careful::default()).await;
    assert_shows(&page.fire("start_tutorial").await, "#one");
    // The first press is refused by the app, a repeat of it while it waits is the same press.
    page.control(1, 1, "skip");
    assert_eq!(
        page.next().await,
        r#"["f",2,1,[["html","1 skips"]],[],[1,1,[]]]"#
    );
    page.control(1, 1, "skip");
    let frame = page.next().await;
    assert!(frame.contains("2 skips"), "{frame}");
    assert_clears(&frame, "#one");
    assert_shows(&frame, "#two");
    // Late: the handler is not even called.
    page.control(1, 1, "skip");
    page.silent().await;
    // What the app has not overridden acts at once.
    page.control(1, 2, "cancel");
    assert_clears(&page.next().await, "#two");
}

/// A view that lets a step be skipped at the second try only.
#[derive(Default)]
struct Careful {
    skips: u32,
}

#[live_view(TutorialMixin, LiveView)]
impl Careful {
    #[event_handler(overrides = TutorialMixin)]
    fn skip_tutorial(&mut self, cx: &mut Context<'_, Self>) {
        self.skips += 1;
        if self.skips > 1 {
            cx.skip_tutorial();
        }
    }

    #[event_handler]
    async fn leave(guide: Guide<Self>) {
        guide.cancel_tutorial();
    }
}

impl View for Careful {
    fn render(&self) -> Html {
        Html::from(format!("{} skips", self.skips))
    }
}

tutorial! {
    <Careful>

    step { target: "#one", message: "One.", timeout: 1h }
    step { target: "#two", message: "Two.", timeout: 1h }
}

#[tokio::test(start_paused = true)]
async fn a_flow_can_end_the_tour_that_is_running() {
    let mut page = Page::open(&Docent::new(), &Visitor::new(), Careful::default()).await;
    assert_shows(&page.fire("start_tutorial").await, "#one");
    page.fire("leave").await;
    let frame = page.next().await;
    assert_clears(&frame, "#one");
    assert!(frame.ends_with(",0]"), "{frame}");
}

#[tokio::test(start_paused = true)]
async fn a_late_or_repeated_control_does_nothing() {
    let mut page = Page::alone().await;
    page.fire("start_tutorial").await;
    page.control(1, 1, "skip");
    assert_shows(&page.next().await, "#click");
    page.control(1, 1, "skip");
    page.control(7, 2, "skip");
    page.control(1, 9, "cancel");
    page.silent().await;
}

#[tokio::test(start_paused = true)]
async fn back_shows_the_step_before_again() {
    let mut page = Page::alone().await;
    page.fire("start_tutorial").await;
    page.control(1, 1, "skip");
    page.next().await;
    page.control(1, 2, "back");
    let frame = page.next().await;
    assert_clears(&frame, "#click");
    assert_shows(&frame, "#look");
}

#[tokio::test(start_paused = true)]
async fn cancel_ends_the_tour_and_start_begins_it_again() {
    let mut page = Page::alone().await;
    page.fire("start_tutorial").await;
    page.control(1, 1, "cancel");
    let frame = page.next().await;
    assert_clears(&frame, "#look");
    assert!(frame.ends_with(",0]"), "{frame}");
    let frame = page.fire("start_tutorial").await;
    assert_shows(&frame, "#look");
    assert!(frame.contains(",[2,1,["), "{frame}");
}

#[tokio::test(start_paused = true)]
async fn start_during_a_run_does_nothing_and_restart_begins_a_new_run() {
    let mut page = Page::alone().await;
    page.fire("start_tutorial").await;
    page.control(1, 1, "skip");
    page.next().await;
    assert_eq!(
        page.fire("start_tutorial").await,
        r#"["f",3,2,[],[],[1,2,[]]]"#
    );
    let frame = page.fire("restart_tutorial").await;
    assert_clears(&frame, "#click");
    assert_shows(&frame, "#look");
    assert!(frame.contains(",[2,1,["), "{frame}");
}

#[tokio::test(start_paused = true)]
async fn skip_and_cancel_act_while_a_handler_hangs() {
    let (open, gate) = oneshot::channel();
    let shop = Shop {
        gate: Some(gate),
        ..Shop::default()
    };
    let released = Arc::clone(&shop.released);
    let mut page = Page::open(&Docent::new(), &Visitor::new(), shop).await;
    page.fire("start_tutorial").await;
    page.event("hang", "{}");
    page.control(1, 1, "skip");
    assert_shows(&page.next().await, "#click");
    page.control(1, 2, "cancel");
    assert_clears(&page.next().await, "#click");
    open.send(()).expect("the handler waits");
    assert!(page.next().await.starts_with("[\"f\",4,2,"));
    assert_eq!(released.load(Ordering::Relaxed), 1);
}

#[tokio::test(start_paused = true)]
async fn a_made_message_waits_until_the_view_is_free() {
    let (open, gate) = oneshot::channel();
    let shop = Shop {
        gate: Some(gate),
        ..Shop::default()
    };
    let mut page = Page::open(&Docent::new(), &Visitor::new(), shop).await;
    page.fire("start_tutorial").await;
    page.control(1, 1, "skip");
    page.next().await;
    page.control(1, 2, "skip");
    page.next().await;
    page.event("hang", "{}");
    page.control(1, 3, "skip");
    let frame = page.next().await;
    assert_clears(&frame, "#again");
    assert!(!frame.contains("#name"), "{frame}");
    open.send(()).expect("the handler waits");
    assert_shows(&page.next().await, "#name");
}

#[tokio::test(start_paused = true)]
async fn a_visitors_new_page_takes_the_tour_over_from_the_old_one() {
    let docent = Docent::new();
    let visitor = Visitor::new();
    let mut first = Page::open(&docent, &visitor, Shop::default()).await;
    first.fire("start_tutorial").await;
    first.control(1, 1, "skip");
    first.next().await;

    let mut second = Page::open(&docent, &visitor, Shop::default()).await;
    assert_shows(&second.next().await, "#click");
    let frame = first.next().await;
    assert_clears(&frame, "#click");
    assert!(frame.ends_with(",0]"), "{frame}");

    // The tour is the second page's now.
    assert!(first.fire("click").await.ends_with(",0]"));
    assert_shows(&second.fire("click").await, "#again");
}

#[tokio::test(start_paused = true)]
async fn another_visitors_tour_is_not_disturbed() {
    let docent = Docent::new();
    let mut one = Page::open(&docent, &Visitor::new(), Shop::default()).await;
    one.fire("start_tutorial").await;
    let mut other = Page::open(&docent, &Visitor::new(), Shop::default()).await;
    other.silent().await;
    other.fire("start_tutorial").await;
    one.silent().await;
}

#[tokio::test(start_paused = true)]
async fn a_tour_that_is_over_does_not_come_back() {
    let docent = Docent::new();
    let visitor = Visitor::new();
    let mut page = Page::open(&docent, &visitor, Shop::default()).await;
    page.fire("start_tutorial").await;
    page.control(1, 1, "cancel");
    page.next().await;
    Page::open(&docent, &visitor, Shop::default())
        .await
        .silent()
        .await;
}

#[tokio::test(start_paused = true)]
async fn a_mixin_sees_every_event_and_every_tour_event() {
    let (diary, mut read) = mpsc::unbounded_channel();
    let shop = Shop {
        diary: Some(diary),
        ..Shop::default()
    };
    let mut page = Page::open(&Docent::new(), &Visitor::new(), shop).await;
    page.fire("start_tutorial").await;
    advance(Duration::from_secs(4)).await;
    page.next().await;
    page.fire("click").await;
    page.fire("fail").await;
    page.next().await;
    page.control(1, 3, "skip");
    page.next().await;
    page.control(1, 4, "cancel");
    page.next().await;
    drop(page);
    tokio::time::sleep(Duration::from_secs(61)).await;
    let mut lines = Vec::new();
    while let Some(line) = read.recv().await {
        lines.push(line);
    }
    let without_times = |line: &String| line.split(" after ").next().map(str::to_owned);
    assert_eq!(
        lines.iter().filter_map(without_times).collect::<Vec<_>>(),
        [
            "before start_tutorial",
            "start_tutorial succeeded",
            "started at 0",
            "step 0 TimedOut",
            "before click",
            "click succeeded",
            "step 1 Completed",
            "before fail",
            "fail handler_failed",
            "step 2 Skipped",
            "step 3 Cancelled",
            "tour Cancelled",
            "gone",
        ]
    );
}
