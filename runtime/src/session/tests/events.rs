//! Events: answered, refused, failed, and waited for.

use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::advance;

use super::*;
use crate::config::Limits;

#[tokio::test(start_paused = true)]
async fn an_event_gets_one_frame_with_what_changed() {
    let mut page = Page::alone().await;
    assert_eq!(
        page.fire("click").await,
        r#"["f",1,1,[["html","<p>1 </p>"]],[],0]"#
    );
    assert_eq!(page.fire("watch").await, r#"["f",2,2,[],[],0]"#);
    page.silent().await;
}

#[tokio::test(start_paused = true)]
async fn a_handler_past_its_deadline_is_dropped() {
    let (_open, gate) = oneshot::channel();
    let shop = Shop {
        gate: Some(gate),
        ..Shop::default()
    };
    let mut page = Page::open(&Docent::new(), &Visitor::new(), shop).await;
    page.event("hang", "{}");
    page.event("click", "{}");
    page.silent().await;
    advance(Duration::from_secs(15)).await;
    page.send("[\"k\",0]");
    advance(Duration::from_secs(16)).await;
    let mut frames = vec![page.next().await, page.next().await, page.next().await];
    frames.retain(|frame| frame != "[\"p\"]");
    assert_eq!(
        frames,
        [
            r#"["x",1,"handler_failed","the event handler `hang` failed"]"#,
            r#"["f",1,2,[["html","<p>1 </p>"]],[],0]"#,
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_failed_handler_hides_its_text_and_the_view_renders() {
    let mut page = Page::alone().await;
    assert_eq!(
        page.fire("fail").await,
        r#"["x",1,"handler_failed","the event handler `fail` failed"]"#
    );
    assert_eq!(
        page.next().await,
        r#"["f",1,1,[["html","<p>100 </p>"]],[],0]"#
    );
}

#[tokio::test(start_paused = true)]
async fn a_refusal_tells_the_page_its_text_and_the_view_renders() {
    let mut page = Page::alone().await;
    assert_eq!(
        page.fire("refuse").await,
        r#"["x",1,"refused","Sold out."]"#
    );
    assert_eq!(
        page.next().await,
        r#"["f",1,1,[["html","<p>100 </p>"]],[],0]"#
    );
}

#[tokio::test(start_paused = true)]
async fn a_panic_in_a_handler_fails_that_event_and_nothing_else() {
    let mut page = Page::alone().await;
    assert!(
        page.fire("explode")
            .await
            .starts_with("[\"x\",1,\"handler_failed\"")
    );
    assert!(page.fire("click").await.contains("<p>1 </p>"));
}

#[tokio::test(start_paused = true)]
async fn a_handler_that_panics_on_drop_fails_only_its_event() {
    let mut page = Page::alone().await;
    page.event("cling", "{}");
    page.silent().await;
    advance(Duration::from_secs(31)).await;
    let mut answer = page.next().await;
    if answer == "[\"p\"]" {
        answer = page.next().await;
    }
    assert!(
        answer.starts_with("[\"x\",1,\"handler_failed\""),
        "{answer}"
    );
    assert!(page.fire("click").await.contains("<p>1 </p>"));
}

#[tokio::test(start_paused = true)]
async fn an_unknown_event_is_refused_by_name() {
    let mut page = Page::alone().await;
    assert_eq!(
        page.fire("drop_table").await,
        r#"["x",1,"unknown_event","there is no event handler `drop_table`"]"#
    );
    assert!(page.fire("click").await.starts_with("[\"f\",1,2,"));
}

#[tokio::test(start_paused = true)]
async fn every_waiter_gets_an_event_that_its_predicate_accepts() {
    let mut page = Page::alone().await;
    page.fire("watch").await;
    page.fire("watch").await;
    page.event("rename", r#"{"title":"no"}"#);
    page.next().await;
    page.silent().await;
    page.event("rename", r#"{"title":"yes"}"#);
    let mut answers = page.next().await;
    answers += page.next().await;
    let seen = r##"["set_attr",{"to":"#seen","name":"title","value":"yes"}]"##;
    assert_eq!(answers.matches(seen).count(), 2, "{answers}");
}

#[tokio::test(start_paused = true)]
async fn a_flow_changes_the_view_when_it_is_free() {
    let mut page = Page::alone().await;
    page.fire("bump").await;
    assert_eq!(
        page.next().await,
        r#"["f",2,1,[["html","<p>7 </p>"]],[],0]"#
    );
}

#[tokio::test(start_paused = true)]
async fn events_beyond_the_rate_are_refused() {
    let mut page = Page::alone().await;
    for _ in 0..41 {
        page.event("nothing", "{}");
    }
    let mut answers = Vec::new();
    for _ in 0..41 {
        answers.push(page.next().await);
    }
    let refused = |code: &str| {
        answers
            .iter()
            .filter(|answer| answer.contains(code))
            .count()
    };
    assert_eq!((refused("unknown_event"), refused("too_fast")), (40, 1));
    advance(Duration::from_secs(1)).await;
    assert!(page.fire("click").await.starts_with("[\"f\",1,42,"));
}

#[tokio::test(start_paused = true)]
async fn events_beyond_the_mailbox_are_refused_while_a_handler_runs() {
    let (_open, gate) = oneshot::channel();
    let shop = Shop {
        gate: Some(gate),
        ..Shop::default()
    };
    let docent = Docent::builder()
        .limits(Limits {
            max_queued_events: 2,
            ..Limits::default()
        })
        .build();
    let mut page = Page::open(&docent, &Visitor::new(), shop).await;
    page.event("hang", "{}");
    page.silent().await;
    for _ in 0..3 {
        page.event("click", "{}");
    }
    assert_eq!(
        page.next().await,
        r#"["x",4,"busy","too many events are waiting"]"#
    );
}

#[tokio::test(start_paused = true)]
async fn long_events_beyond_the_byte_bound_are_refused() {
    let (_open, gate) = oneshot::channel();
    let shop = Shop {
        gate: Some(gate),
        ..Shop::default()
    };
    let mut page = Page::open(&Docent::new(), &Visitor::new(), shop).await;
    page.event("hang", "{}");
    page.silent().await;
    let lists = vec!["[0]"; 3_500].join(",");
    for _ in 0..6 {
        page.event("click", &format!("[{lists}]"));
    }
    // Four of them are 56 KB; a fifth would be over 64 KiB.
    for refused in [6, 7] {
        let busy = format!(r#"["x",{refused},"busy","too many events are waiting"]"#);
        assert_eq!(page.next().await, busy);
    }
    page.silent().await;
}

/// A view whose flows want more than they may have.
struct Greedy;

#[live_view(LiveView)]
impl Greedy {
    #[event_handler]
    fn ping(&mut self) {}

    #[event_handler]
    async fn wait(guide: Guide<Self>) {
        let most = Limits::default().max_waiters;
        let waits: Vec<_> = (0..most)
            .map(|_| guide.wait_for(Greedy::EVENTS.ping))
            .collect();
        let one_more = guide.wait_for(Greedy::EVENTS.ping).await.is_err();
        drop(waits);
        let later = guide.wait_for(Greedy::EVENTS.ping);
        guide.exec(Js::set_attr("title", one_more.to_string()).to("#seen"));
        if later.await.is_ok() {
            guide.exec(Js::add_class("noticed").to("#seen"));
        }
    }

    #[event_handler]
    async fn stay(guide: Guide<Self>) {
        guide.exec(Js::add_class("started").to("#seen"));
        std::future::pending::<()>().await;
    }
}

impl View for Greedy {
    fn render(&self) -> Html {
        Html::from("<p id=\"seen\"></p>".to_owned())
    }
}

#[tokio::test(start_paused = true)]
async fn a_wait_beyond_sixteen_ends_at_once_until_another_is_dropped() {
    let mut page = Page::open(&Docent::new(), &Visitor::new(), Greedy).await;
    page.event("wait", "{}");
    let mut frame = page.next().await;
    while !frame.contains("title") {
        frame = page.next().await;
    }
    assert!(frame.contains("\"true\""), "{frame}");
    page.event("ping", "{}");
    while !frame.contains("noticed") {
        frame = page.next().await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_ninth_flow_is_dropped_and_its_event_is_still_answered() {
    let mut page = Page::open(&Docent::new(), &Visitor::new(), Greedy).await;
    let (mut started, mut answered) = (0, 0);
    for event in 1..=10 {
        page.event("stay", "{}");
        while answered < event || started < event.min(8) {
            let frame = page.next().await;
            answered = answered.max(u64::from(frame.contains(&format!(",{event},["))) * event);
            started += u64::from(frame.contains("started"));
        }
    }
    page.silent().await;
    assert_eq!((started, answered), (8, 10));
}
