//! What a session promises, through its one boundary: frames in, frames out.
//!
//! The connection is in memory and the clock is paused, so nothing here waits
//! for real time.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context as TaskContext, Poll};
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::time::{advance, timeout};

use super::{Attachment, Lost, Received, Session, Transport, digest, digest_text};
use crate::prelude::*;
use crate::store::{MemoryStore, ProgressKey, ProgressStore, Revision, StoreError, StoreFuture};
use crate::tour::{Progress, TourEvent};
use crate::wire::{self, CloseCode, Hello};
use crate::{Docent, Limits, Visitor};

/// A mixin that writes down what it hears.
#[derive(Default)]
struct Diary;

impl Mixin<Shop> for Diary {
    const NAME: &'static str = "Diary";

    fn before_event(&mut self, shop: &mut Shop, _: &mut Context<'_, Shop>, event: &Event<'_>) {
        shop.note(format!("before {}", event.name()));
    }

    fn after_event(
        &mut self,
        shop: &mut Shop,
        _: &mut Context<'_, Shop>,
        event: &Event<'_>,
        outcome: &EventOutcome<'_>,
    ) {
        let outcome = match outcome {
            EventOutcome::Succeeded => "succeeded",
            EventOutcome::Rejected(rejection) => rejection.code().as_str(),
        };
        shop.note(format!("{} {outcome}", event.name()));
    }

    fn tour_event(&mut self, shop: &mut Shop, _: &mut Context<'_, Shop>, event: &TourEvent) {
        shop.note(match event {
            TourEvent::Started { step, .. } => format!("started at {step}"),
            TourEvent::StepEnded {
                step, cause, after, ..
            } => format!("step {step} {cause:?} after {after:?}"),
            TourEvent::Ended { outcome, .. } => format!("tour {outcome:?}"),
        });
    }

    fn disconnected(&mut self, shop: &mut Shop) {
        shop.note("gone".to_owned());
    }
}

/// A view with a handler of every kind.
#[derive(Default)]
struct Shop {
    clicks: u32,
    title: String,
    gate: Option<oneshot::Receiver<()>>,
    released: Arc<AtomicU32>,
    diary: Option<mpsc::UnboundedSender<String>>,
}

impl Shop {
    fn note(&self, line: String) {
        if let Some(diary) = &self.diary {
            diary.send(line).expect("the test reads");
        }
    }
}

#[live_view(Diary, TutorialMixin, LiveView)]
impl Shop {
    #[event_handler]
    fn click(&mut self) {
        self.clicks += 1;
    }

    #[event_handler]
    fn rename(&mut self, title: String) {
        self.title = title;
    }

    #[event_handler]
    async fn hang(&mut self) {
        if let Some(gate) = self.gate.take() {
            if gate.await.is_err() {
                std::future::pending::<()>().await;
            }
            self.released.fetch_add(1, Ordering::Relaxed);
        }
    }

    #[event_handler]
    fn fail(&mut self) -> Result<(), HandlerError> {
        self.clicks += 100;
        Err(HandlerError::message("canary"))
    }

    #[event_handler]
    fn explode(&mut self) {
        panic!("boom");
    }

    #[event_handler]
    async fn watch(guide: Guide<Self>) {
        let seen = guide
            .wait_for(Shop::EVENTS.rename)
            .when(|event| event.title.len() > 2)
            .await;
        let text = match seen {
            Ok(event) => event.title,
            Err(error) => error.to_string(),
        };
        guide.push(Js::set_attr("title", text).to("#seen"));
    }

    #[event_handler]
    async fn bump(guide: Guide<Self>) {
        if guide.with(|shop| shop.clicks += 7).await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

impl View for Shop {
    fn render(&self) -> Html {
        Html::from(format!("<p>{} {}</p>", self.clicks, self.title))
    }
}

tutorial! {
    <Shop>

    step { target: "#look", message: "Look.", timeout: 4s }
    step { target: "#click", message: "Click.", wait_for: click }
    step { target: "#again", message: "Again.", wait_for: click }
    step { target: "#name", message: |shop| format!("{} clicks", shop.clicks), wait_for: rename }
}

/// The browser's end of a connection.
struct Page {
    to_session: mpsc::UnboundedSender<String>,
    from_session: mpsc::UnboundedReceiver<Sent>,
    events: u64,
    applied: u64,
}

enum Sent {
    Text(String),
    Closed(CloseCode, &'static str),
}

/// The session's end.
struct Memory {
    incoming: mpsc::UnboundedReceiver<String>,
    outgoing: mpsc::UnboundedSender<Sent>,
}

impl Transport for Memory {
    fn poll_receive(&mut self, cx: &mut TaskContext<'_>) -> Poll<Received> {
        self.incoming.poll_recv(cx).map(|text| match text {
            None => Received::Lost,
            Some(text) => match wire::decode(&text) {
                Ok(frame) => Received::Frame(frame),
                Err(broken) => Received::Broken(broken),
            },
        })
    }

    fn poll_ready(&mut self, _: &mut TaskContext<'_>) -> Poll<Result<(), Lost>> {
        Poll::Ready(Ok(()))
    }

    fn send(&mut self, text: String) -> Result<(), Lost> {
        self.outgoing.send(Sent::Text(text)).map_err(|_| Lost)
    }

    fn poll_flush(&mut self, _: &mut TaskContext<'_>) -> Poll<Result<(), Lost>> {
        Poll::Ready(Ok(()))
    }

    fn close(self: Box<Self>, code: CloseCode, reason: &'static str) {
        // The test may have let go of its page first.
        self.outgoing.send(Sent::Closed(code, reason)).unwrap_or(());
    }
}

impl Page {
    fn connection(hello: Hello) -> (Self, Attachment) {
        let (to_session, incoming) = mpsc::unbounded_channel();
        let (outgoing, from_session) = mpsc::unbounded_channel();
        let page = Self {
            to_session,
            from_session,
            events: 0,
            applied: hello.ack,
        };
        let transport = Box::new(Memory { incoming, outgoing });
        (page, Attachment { transport, hello })
    }

    /// Opens the page of a freshly mounted view, and takes its welcome.
    async fn open(docent: &Docent, visitor: &Visitor, shop: Shop) -> Self {
        let hello = Hello {
            digest: Some(digest_text(digest(&shop.render()))),
            ..Hello::default()
        };
        let (mut page, attachment) = Self::connection(hello);
        Session::spawn(shop, docent.clone(), visitor.clone(), attachment);
        assert!(page.next().await.starts_with("[\"w\","));
        page
    }

    async fn alone() -> Self {
        Self::open(&Docent::new(), &Visitor::new(), Shop::default()).await
    }

    /// The next text, once the session has one.
    async fn next(&mut self) -> String {
        // Paused time jumps here as soon as every task waits: the session is then done.
        match timeout(Duration::from_millis(1), self.from_session.recv()).await {
            Ok(Some(Sent::Text(text))) => {
                if text.starts_with("[\"f\",") || text.starts_with("[\"s\",") {
                    self.applied += 1;
                }
                text
            }
            Ok(Some(Sent::Closed(code, reason))) => panic!("closed: {code:?} {reason}"),
            Ok(None) => panic!("the session dropped the connection"),
            Err(_) => panic!("the session has nothing to say"),
        }
    }

    async fn silent(&mut self) {
        if let Ok(Some(Sent::Text(text))) =
            timeout(Duration::from_millis(1), self.from_session.recv()).await
        {
            panic!("unexpected: {text}");
        }
    }

    async fn closed(&mut self) -> CloseCode {
        loop {
            match timeout(Duration::from_millis(1), self.from_session.recv()).await {
                Ok(Some(Sent::Closed(code, _))) => return code,
                Ok(Some(Sent::Text(_))) => {}
                _ => panic!("the connection was not closed"),
            }
        }
    }

    fn say(&self, text: impl Into<String>) {
        self.to_session
            .send(text.into())
            .expect("the session listens");
    }

    fn event(&mut self, name: &str, params: &str) {
        self.events += 1;
        let (number, applied) = (self.events, self.applied);
        self.say(format!("[\"e\",{number},\"{name}\",{params},{applied}]"));
    }

    async fn fire(&mut self, name: &str) -> String {
        self.event(name, "{}");
        self.next().await
    }

    fn control(&self, run: u64, visit: u64, name: &str) {
        self.say(format!("[\"t\",{run},{visit},\"{name}\"]"));
    }
}

/// Asserts that a frame puts a target on the page.
#[track_caller]
fn assert_shows(frame: &str, target: &str) {
    let setup = format!("[\"add_class\",{{\"to\":\"{target}\",\"names\":\"tour-highlight\"}}]");
    assert!(frame.contains(&setup), "{target} is not shown by {frame}");
}

#[track_caller]
fn assert_clears(frame: &str, target: &str) {
    let cleanup =
        format!("[\"remove_class\",{{\"to\":\"{target}\",\"names\":\"tour-highlight\"}}]");
    assert!(
        frame.contains(&cleanup),
        "{target} is not cleared by {frame}"
    );
}

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
async fn a_page_that_shows_the_mounted_view_is_sent_nothing_but_a_welcome() {
    let mut page = Page::alone().await;
    page.silent().await;
}

#[tokio::test(start_paused = true)]
async fn a_page_that_shows_another_render_is_sent_the_view() {
    let (mut page, attachment) = Page::connection(Hello {
        digest: Some("0000000000000000".to_owned()),
        ..Hello::default()
    });
    Session::spawn(Shop::default(), Docent::new(), Visitor::new(), attachment);
    assert!(page.next().await.starts_with("[\"w\","));
    assert_eq!(
        page.next().await,
        r#"["f",1,0,[["html","<p>0 </p>"]],[],0]"#
    );
}

#[tokio::test(start_paused = true)]
async fn a_page_that_does_not_say_what_it_shows_is_sent_a_snapshot() {
    let (mut page, attachment) = Page::connection(Hello::default());
    Session::spawn(Shop::default(), Docent::new(), Visitor::new(), attachment);
    assert!(page.next().await.starts_with("[\"w\","));
    assert_eq!(page.next().await, r#"["s",1,0,"<p>0 </p>",0,[]]"#);
}

#[tokio::test(start_paused = true)]
async fn the_whole_tour_is_led_through() {
    let mut page = Page::alone().await;
    let frame = page.fire("start_tutorial").await;
    assert_shows(&frame, "#look");
    let narration = r##"["dispatch",{"to":"#look","event":"tour:narrate","detail":{"text":"Look.","target":"#look","position":"bottom","step":0,"total":4}}],["focus",{"to":"#look"}]"##;
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
        frame.ends_with(r#"["dispatch",{"event":"tour:hide"}]],0]"#),
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
        r#"["x",2,"missing_parameter","parameter `title` is missing"]"#
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
async fn cancel_ends_the_tour_and_start_begins_it_anew() {
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
async fn a_handler_past_its_deadline_is_dropped_and_the_session_goes_on() {
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
    page.say("[\"k\",0]");
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
async fn a_handler_that_fails_says_so_without_its_text_and_the_view_is_rendered() {
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
    let answers = page.next().await + &page.next().await + &page.next().await;
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
async fn an_event_that_is_sent_again_is_not_run_again() {
    let mut page = Page::alone().await;
    page.fire("click").await;
    page.say("[\"e\",1,\"click\",{},0]");
    page.silent().await;
}

#[tokio::test(start_paused = true)]
async fn a_gap_in_the_events_closes_the_connection_and_keeps_the_session() {
    let docent = Docent::new();
    let visitor = Visitor::new();
    let mut page = Page::open(&docent, &visitor, Shop::default()).await;
    page.fire("click").await;
    page.say("[\"e\",3,\"click\",{},0]");
    assert_eq!(page.closed().await, CloseCode::Protocol);
    let session = docent.registry().all().pop().expect("the session lives");
    let (mut page, attachment) = Page::connection(Hello {
        ack: 1,
        epoch: 1,
        ..Hello::default()
    });
    assert!(session.attach(attachment).is_ok());
    // The page is up to date: it has its welcome, and nothing else is sent.
    assert!(page.next().await.contains(",2,1,{"));
    page.silent().await;
}

#[tokio::test(start_paused = true)]
async fn a_page_that_missed_something_gets_a_snapshot_with_the_step_it_is_at() {
    let docent = Docent::new();
    let visitor = Visitor::new();
    let mut page = Page::open(&docent, &visitor, Shop::default()).await;
    page.fire("start_tutorial").await;
    page.control(1, 1, "skip");
    page.next().await;
    let session = docent.registry().all().pop().expect("the session lives");
    drop(page);
    let (mut page, attachment) = Page::connection(Hello {
        ack: 1,
        epoch: 1,
        run: Some((1, 1)),
        ..Hello::default()
    });
    assert!(session.attach(attachment).is_ok());
    page.next().await;
    let snapshot = page.next().await;
    assert!(
        snapshot.starts_with(r#"["s",3,1,"<p>0 </p>",[1,2,["#),
        "{snapshot}"
    );
    assert_shows(&snapshot, "#click");
}

#[tokio::test(start_paused = true)]
async fn a_second_connection_takes_the_session_over() {
    let docent = Docent::new();
    let mut first = Page::open(&docent, &Visitor::new(), Shop::default()).await;
    let session = docent.registry().all().pop().expect("the session lives");
    let (mut second, attachment) = Page::connection(Hello::default());
    assert!(session.attach(attachment).is_ok());
    assert_eq!(first.closed().await, CloseCode::TakenOver);
    assert!(second.next().await.starts_with("[\"w\","));
}

#[tokio::test(start_paused = true)]
async fn a_session_ends_a_minute_after_its_page_left() {
    let docent = Docent::new();
    let page = Page::open(&docent, &Visitor::new(), Shop::default()).await;
    drop(page);
    tokio::time::sleep(Duration::from_secs(59)).await;
    assert!(!docent.registry().is_empty());
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert!(docent.registry().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_silent_page_is_asked_and_then_taken_for_dead() {
    let docent = Docent::new();
    let mut page = Page::open(&docent, &Visitor::new(), Shop::default()).await;
    advance(Duration::from_secs(23)).await;
    assert_eq!(page.next().await, "[\"p\"]");
    page.say("[\"k\",0]");
    page.silent().await;
    tokio::time::sleep(Duration::from_secs(44)).await;
    page.say("[\"k\",0]");
    tokio::time::sleep(Duration::from_secs(46)).await;
    while let Ok(Some(_)) = timeout(Duration::from_millis(1), page.from_session.recv()).await {}
    assert!(page.from_session.is_closed());
}

#[tokio::test(start_paused = true)]
async fn a_page_that_never_acknowledges_gets_no_more_than_32_frames_and_then_a_snapshot() {
    let mut page = Page::alone().await;
    for event in 1..=40 {
        // Never faster than the rate, and always with the same old acknowledgement.
        advance(Duration::from_millis(60)).await;
        page.say(format!("[\"e\",{event},\"click\",{{}},0]"));
    }
    for frame in 1..=32 {
        assert!(page.next().await.starts_with(&format!("[\"f\",{frame},")));
    }
    page.silent().await;
    page.say("[\"k\",32]");
    assert_eq!(page.next().await, r#"["s",33,40,"<p>40 </p>",0,[]]"#);
}

#[tokio::test(start_paused = true)]
async fn events_beyond_the_rate_are_refused_and_nothing_else_is_disturbed() {
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
    let docent = Docent::new().limits(Limits {
        mailbox: 2,
        ..Limits::default()
    });
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
async fn a_new_page_of_the_same_visitor_goes_on_where_the_tour_was_and_the_old_one_stops() {
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
async fn a_mixin_hears_of_every_event_and_of_all_that_happens_to_the_tour() {
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

/// A store that answers as it is told to.
struct Stubborn {
    memory: MemoryStore,
    answer: Answer,
}

#[derive(Clone, Copy)]
enum Answer {
    Never,
    Error,
}

impl Stubborn {
    fn instead<T: Send + 'static>(&self) -> StoreFuture<T> {
        let answer = self.answer;
        Box::pin(async move {
            match answer {
                Answer::Never => std::future::pending().await,
                Answer::Error => Err(StoreError::Unavailable("the disk is full".into())),
            }
        })
    }
}

impl ProgressStore for Stubborn {
    fn load(&self, key: ProgressKey) -> StoreFuture<Option<(Progress, Revision)>> {
        self.memory.load(key)
    }

    fn save(&self, _: ProgressKey, _: Option<Revision>, _: Progress) -> StoreFuture<Revision> {
        self.instead()
    }
}

#[tokio::test(start_paused = true)]
async fn a_store_that_hangs_delays_a_step_by_100_ms_and_no_more() {
    let docent = Docent::new().progress(Stubborn {
        memory: MemoryStore::new(),
        answer: Answer::Never,
    });
    let mut page = Page::open(&docent, &Visitor::new(), Shop::default()).await;
    assert!(page.fire("start_tutorial").await.ends_with(",[1,1,[]]]"));
    advance(Duration::from_millis(90)).await;
    page.silent().await;
    advance(Duration::from_millis(10)).await;
    assert_shows(&page.next().await, "#look");
}

#[tokio::test(start_paused = true)]
async fn a_store_that_fails_stops_no_tour() {
    let docent = Docent::new().progress(Stubborn {
        memory: MemoryStore::new(),
        answer: Answer::Error,
    });
    let mut page = Page::open(&docent, &Visitor::new(), Shop::default()).await;
    assert_shows(&page.fire("start_tutorial").await, "#look");
    page.control(1, 1, "skip");
    assert_shows(&page.next().await, "#click");
}

#[tokio::test(start_paused = true)]
async fn an_event_that_comes_before_the_step_is_shown_is_not_lost() {
    let docent = Docent::new().progress(Stubborn {
        memory: MemoryStore::new(),
        answer: Answer::Never,
    });
    let mut page = Page::open(&docent, &Visitor::new(), Shop::default()).await;
    page.fire("start_tutorial").await;
    advance(Duration::from_millis(100)).await;
    page.next().await;
    page.control(1, 1, "skip");
    page.next().await;
    // "#click" is armed and not shown yet: its save hangs.
    page.event("click", "{}");
    page.next().await;
    advance(Duration::from_millis(100)).await;
    assert_shows(&page.next().await, "#again");
}

#[tokio::test(start_paused = true)]
async fn a_drained_session_sends_its_page_away_and_ends() {
    let docent = Docent::new();
    let mut page = Page::open(&docent, &Visitor::new(), Shop::default()).await;
    docent.drain(Duration::from_secs(10)).await;
    assert!(docent.registry().is_empty());
    assert!(page.next().await.starts_with("[\"d\","));
    assert_eq!(page.closed().await, CloseCode::Restart);
}
