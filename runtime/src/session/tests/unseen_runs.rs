//! Non-blocking steps, and runs that end before their page has seen them.

use super::*;
use crate::tour::TourOutcome;

/// A view whose tour ends with a step that waits for nothing.
#[derive(Default)]
struct Party {
    guests: u32,
}

#[live_view(TutorialMixin, LiveView)]
impl Party {
    #[event_handler]
    fn arrive(&mut self) {
        self.guests += 1;
    }

    /// Starts the tour so often before the page gets a frame.
    #[event_handler]
    fn insist(&mut self, times: u32, cx: &mut Context<'_, Self>) {
        for _ in 0..times {
            cx.restart_tutorial();
        }
    }

    /// Starts the tour twice before the page gets a frame.
    #[event_handler]
    fn hurry(&mut self, cx: &mut Context<'_, Self>) {
        cx.restart_tutorial();
        cx.restart_tutorial();
    }

    #[event_handler]
    async fn walk(guide: Guide<Self>) {
        guide.run(&WALK).await.unwrap_or(TourOutcome::Failed);
    }

    #[event_handler]
    async fn greet(guide: Guide<Self>) {
        guide.run(&GREETING).await.unwrap_or(TourOutcome::Failed);
    }
}

impl View for Party {
    fn render(&self) -> Html {
        Html::from(format!("{} guests", self.guests))
    }
}

tutorial! {
    <Party>

    step {
        target: "#door",
        message: "Come in.",
        wait_for: arrive,
        on_enter: Js::set_attr("title", "open").to("#door"),
    }
    step {
        target: "#cake",
        message: "There is cake.",
        wait_for: nothing,
        on_enter: Js::set_attr("title", "lit").to("#cake"),
        on_exit: Js::dispatch("blown").to("#cake"),
    }
}

tutorial! {
    static GREETING: <Party>

    step { target: "#host", message: |party| format!("Hello, {} of you.", party.guests), wait_for: nothing }
    step { target: "#hall", message: |party| format!("Room for {}.", 9 - party.guests), wait_for: nothing }
}

tutorial! {
    static WALK: <Party>

    step { target: "#gate", message: "In here.", wait_for: arrive }
    step {
        target: "#path",
        message: "Along the path.",
        wait_for: nothing,
        on_enter: Js::set_attr("title", "lit").to("#path"),
        on_exit: Js::dispatch("passed").to("#path"),
    }
    step { target: "#known", message: "You know this.", wait_for: arrive, skip_if: |_| true }
    step { target: "#house", message: "Here we are.", wait_for: arrive }
}

async fn party() -> Page {
    Page::open(&Docent::new(), &Visitor::new(), Party::default()).await
}

#[tokio::test(start_paused = true)]
async fn a_non_blocking_last_step_is_in_the_ledger_before_the_end() {
    let mut page = party().await;
    page.fire("start_tutorial").await;

    let shown = page.fire("arrive").await;
    assert!(
        shown.starts_with(r#"["f",2,2,[["html","1 guests"]],[],[1,2,["#),
        "in the run: {shown}"
    );
    assert_clears(&shown, "#door");
    assert_shows(&shown, "#cake");
    assert!(shown.contains(r#""value":"lit""#), "{shown}");
    assert!(!shown.contains("blown"), "{shown}");

    let ended = page.next().await;
    assert!(ended.starts_with(r#"["f",3,2,[],["#), "{ended}");
    assert!(
        ended.contains("blown") && ended.contains("[\"over\","),
        "{ended}"
    );
    assert_clears(&ended, "#cake");
    assert!(!ended.contains("set_attr"), "{ended}");
    assert!(ended.ends_with(",0]"), "no run: {ended}");
    page.silent().await;
}

#[tokio::test(start_paused = true)]
async fn a_step_superseded_as_it_is_shown_is_in_its_own_runs_ledger() {
    let mut page = party().await;
    let first = page.fire("hurry").await;
    assert!(first.starts_with(r#"["f",1,1,[],[],[1,1,["#), "{first}");
    assert_shows(&first, "#door");

    let second = page.next().await;
    assert!(second.outside().any(|command| command.name() == "end"));
    assert!(second.outside().all(|command| command.name() != "set_attr"));
    assert!(second.contains(",[2,1,["), "the second run");
    assert_shows(&second, "#door");
    page.silent().await;
}

#[tokio::test(start_paused = true)]
async fn a_non_blocking_step_narrates_a_message_made_by_the_view() {
    let mut page = party().await;
    page.fire("arrive").await;
    page.fire("greet").await;
    let frame = page.next().await;
    assert!(frame.contains(r#""text":"Hello, 1 of you.""#), "{frame}");
    assert_clears(&frame, "#host");
    assert!(frame.contains(r#""text":"Room for 8.""#), "{frame}");
    assert!(page.next().await.ends_with(",0]"));
    page.silent().await;
}

#[tokio::test(start_paused = true)]
async fn a_run_that_ended_while_its_page_was_away_is_not_sent() {
    let docent = Docent::new();
    let mut page = Page::open(&docent, &Visitor::new(), Party::default()).await;
    // Too far behind for another frame.
    for _ in 0..docent.limits_ref().max_unacknowledged_frames {
        page.event_seen("arrive", 0);
        page.next().await;
    }
    page.event_seen("hurry", 0);
    page.silent().await;
    page.send(format!("[\"k\",{}]", page.applied));
    let snapshot = page.next().await;
    assert!(snapshot.starts_with("[\"s\","), "{snapshot}");
    assert!(snapshot.contains(",[2,1,["), "{snapshot}");
    assert!(!snapshot.contains("[\"over\","), "{snapshot}");
}

#[tokio::test(start_paused = true)]
async fn more_than_eight_unseen_runs_force_a_snapshot() {
    let mut page = party().await;
    page.event("insist", "{\"times\":9}");
    for run in 1..=9 {
        let frame = page.next().await;
        assert!(frame.starts_with("[\"f\","), "{frame}");
        assert!(frame.contains(&format!(",[{run},1,[")), "{frame}");
    }
    page.silent().await;

    let mut page = party().await;
    page.event("insist", "{\"times\":10}");
    let snapshot = page.next().await;
    assert!(snapshot.starts_with("[\"s\",1,1,"), "{snapshot}");
    assert!(snapshot.contains(",[10,1,["), "{snapshot}");
    assert_shows(&snapshot, "#door");
    assert!(!snapshot.contains("remove_class"), "{snapshot}");
    page.silent().await;
    // What comes then is sent in frames again.
    assert!(page.fire("arrive").await.starts_with("[\"f\",2,2,"));
}

/// In the middle of a tour a non-blocking step needs no frame of its own: the
/// run goes on, and with it the ledger that its commands go into.
#[tokio::test(start_paused = true)]
async fn a_non_blocking_step_is_sent_in_order_with_the_next_step() {
    let mut page = party().await;
    page.fire("walk").await;
    assert_shows(&page.next().await, "#gate");

    let frame = page.fire("arrive").await;
    // Of the step that waits: there the buttons and the repeat of an event count.
    let (_, run) = frame.split_once(",[],[1,4,[").expect(&frame);
    let order = [
        r##"["end",{"cause":"completed"}]"##,
        r##""target":"#path""##,
        "Along the path.",
        "\"lit\"",
        "\"passed\"",
        r##"["end",{"cause":"completed"}]"##,
        r##"["end",{"cause":"satisfied"}]"##,
        r##""target":"#house""##,
        "Here we are.",
    ];
    let mut rest = run;
    for what in order {
        (_, rest) = rest
            .split_once(what)
            .unwrap_or_else(|| panic!("no {what} in {rest}: {frame}"));
    }
    assert_eq!(frame.cleared, ["#gate", "#path"]);
    assert!(!run.contains("#known"), "it was never shown: {frame}");
    page.silent().await;

    // The double click that left the first step does not leave the last one.
    page.event_seen("arrive", page.applied - 1);
    assert!(!page.next().await.contains("[\"over\","));
    let ended = page.fire("arrive").await;
    assert!(ended.contains("[\"over\","), "{ended}");
    page.silent().await;
}

#[tokio::test(start_paused = true)]
async fn a_non_blocking_step_is_sent_alone_if_the_next_one_is_saving() {
    let docent = Docent::builder().progress(Mute).build();
    let mut page = Page::open(&docent, &Visitor::new(), Party::default()).await;
    let wait = docent.limits_ref().store_timeout;
    // Neither a load nor any save is answered.
    tokio::time::advance(wait).await;
    page.fire("walk").await;
    for _ in 0..2 {
        tokio::time::advance(wait).await;
        let frame = page.next().await;
        assert_eq!(frame.contains("In here."), page.applied == 3, "{frame}");
    }
    assert_clears(&page.fire("arrive").await, "#gate");

    tokio::time::advance(wait).await;
    let flash = page.next().await;
    assert_shows(&flash, "#path");
    assert_clears(&flash, "#path");
    assert!(!flash.contains("#house"), "{flash}");
    tokio::time::advance(wait).await;
    let next = page.next().await;
    assert_shows(&next, "#house");
    assert!(!next.contains("#path"), "{next}");
    page.silent().await;
}
