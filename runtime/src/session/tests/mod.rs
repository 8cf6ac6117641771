//! What a session promises, through its one boundary: frames in, frames out.
//!
//! The connection is in memory and the clock is paused, so nothing here waits
//! for real time.

mod answers;
mod bounds;
mod branches;
mod brief;
mod components;
mod connections;
mod dropped;
mod events;
mod floods;
mod flows;
#[cfg(feature = "metrics")]
mod metrics;
mod model;
mod renders;
mod saves;
mod size;
mod time;
mod tours;
mod turns;
mod waits;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context as TaskContext, Poll};
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

use super::Session;
use crate::prelude::*;
use crate::render::{digest, digest_text};
use crate::tour::TourEvent;
use crate::wire::transport::{Attachment, Lost, Received, Transport};
use crate::wire::{self, CloseCode, Hello};
use crate::{Docent, Visitor};

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

    /// Never ends, and counts how often it is asked.
    #[event_handler]
    async fn stall(&mut self) {
        let asked = Arc::clone(&self.released);
        std::future::poll_fn(|_| {
            asked.fetch_add(1, Ordering::Relaxed);
            Poll::<()>::Pending
        })
        .await;
    }

    /// Never ends, and does not take being dropped well.
    #[event_handler]
    async fn cling(&mut self) {
        struct Clinging;
        impl Drop for Clinging {
            fn drop(&mut self) {
                panic!("boom");
            }
        }
        let _clinging = Clinging;
        std::future::pending::<()>().await;
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

/// A store that never answers.
struct Mute;

impl crate::ProgressStore for Mute {
    fn load(
        &self,
        _: crate::ProgressKey,
    ) -> crate::StoreFuture<Option<(crate::Progress, crate::Revision)>> {
        crate::StoreFuture::new(std::future::pending())
    }

    fn save(
        &self,
        _: crate::ProgressKey,
        _: Option<crate::Revision>,
        _: crate::Progress,
    ) -> crate::StoreFuture<crate::Revision> {
        crate::StoreFuture::new(std::future::pending())
    }
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
    async fn open<V: Live>(docent: &Docent, visitor: &Visitor, view: V) -> Self {
        let hello = Hello {
            digest: Some(digest_text(digest(&view.render()))),
            ..Hello::default()
        };
        let (mut page, attachment) = Self::connection(hello);
        Session::spawn(view, docent.clone(), visitor.clone(), attachment);
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

    /// Sends an event of a page that has confirmed the frames up to `applied`.
    fn event_seen(&mut self, name: &str, applied: u64) {
        self.events += 1;
        let number = self.events;
        self.say(format!("[\"e\",{number},\"{name}\",{{}},{applied}]"));
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
