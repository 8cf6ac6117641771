//! What a session promises, through its one boundary: frames in, frames out.
//!
//! The connection is in memory and the clock is paused, so nothing here waits
//! for real time.

mod away;
mod bounds;
mod branches;
mod cancellation;
mod components;
mod connections;
mod deliveries;
mod edited_tours;
mod emitted;
mod events;
mod fairness;
mod flows;
mod logins;
#[cfg(feature = "metrics")]
mod metrics;
mod mixin_loops;
mod mixin_refusals;
mod model;
mod navigation;
mod off;
mod page_failures;
mod page_waits;
mod pages;
mod patches;
mod rate_limits;
mod renders;
mod reports;
mod saves;
mod size;
mod time;
mod topics;
mod tours;
mod unseen_runs;
mod waits;

use std::fmt;
use std::ops::{AddAssign, Deref};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context as TaskContext, Poll};
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

use super::Session;
use crate::event::Value;
use crate::mixin::Event;
use crate::prelude::*;
use crate::render::{digest, digest_text};
use crate::seq::{EventSeq, FrameSeq, StepRef};
use crate::test::{Command, PageSocket, Sent, ServerFrame, Update, connection};
use crate::tour::TourEvent;
use crate::wire::transport::{Attachment, Lost, Received, Transport};
use crate::wire::{self, CloseCode, Hello};
use crate::{Docent, Visitor};

/// A mixin that records the events that it gets.
#[derive(Default)]
struct Diary;

impl Mixin<Shop> for Diary {
    const NAME: &'static str = "Diary";

    fn before_event(
        &mut self,
        shop: &mut Shop,
        _: &mut Context<'_, Shop>,
        event: &Event<'_>,
    ) -> Result<(), HandlerError> {
        shop.note(format!("before {}", event.name()));
        Ok(())
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
    fn refuse(&mut self) -> Result<(), HandlerError> {
        self.clicks += 100;
        Err(HandlerError::refused("Sold out."))
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
        guide.exec(Js::set_attr("title", text).to("#seen"));
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

impl crate::store::ProgressStore for Mute {
    fn load(
        &self,
        _: crate::store::ProgressKey,
    ) -> crate::store::StoreFuture<Option<(crate::store::Progress, crate::store::Revision)>> {
        crate::store::StoreFuture::new(std::future::pending())
    }

    fn save(
        &self,
        _: crate::store::ProgressKey,
        _: Option<crate::store::Revision>,
        _: crate::store::Progress,
    ) -> crate::store::StoreFuture<crate::store::Revision> {
        crate::store::StoreFuture::new(std::future::pending())
    }
}

/// The browser's end of a connection, which sends what the test asks for.
struct Page {
    socket: PageSocket,
    events: u64,
    applied: u64,
    /// The target of the step that the page shows.
    shown: Option<String>,
}

/// Texts of a session one after the other, mostly one, and the frames that they are.
#[derive(Default)]
struct Frame {
    text: String,
    frames: Vec<ServerFrame>,
    /// The targets of the steps that it takes off the page.
    cleared: Vec<String>,
}

impl Frame {
    fn read(text: String) -> Self {
        let frame = wire::page::read(&text).expect("a session keeps to the protocol");
        Self {
            text,
            frames: vec![frame],
            cleared: Vec::new(),
        }
    }

    fn updates(&self) -> impl Iterator<Item = &Update> {
        self.frames.iter().filter_map(|frame| match frame {
            ServerFrame::Update(update) => Some(update),
            _ => None,
        })
    }

    /// The commands of the app, and those of runs that are over.
    fn outside(&self) -> impl Iterator<Item = &Command> {
        self.updates().flat_map(|update| &update.commands)
    }

    /// The tour's own commands.
    fn inside(&self) -> impl Iterator<Item = &Command> {
        let tours = self.updates().filter_map(|update| update.tour.as_ref());
        tours.flat_map(|tour| &tour.commands)
    }
}

impl AddAssign for Frame {
    fn add_assign(&mut self, next: Self) {
        self.text += &next.text;
        self.frames.extend(next.frames);
        self.cleared.extend(next.cleared);
    }
}

impl Deref for Frame {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

impl PartialEq<str> for Frame {
    fn eq(&self, text: &str) -> bool {
        self.text == text
    }
}

impl PartialEq<String> for Frame {
    fn eq(&self, text: &String) -> bool {
        self.text == *text
    }
}

impl PartialEq<&str> for Frame {
    fn eq(&self, text: &&str) -> bool {
        self.text == *text
    }
}

impl Page {
    fn connection(hello: Hello) -> (Self, Attachment) {
        let (socket, session) = connection();
        let page = Self {
            socket,
            events: 0,
            applied: hello.ack.0,
            shown: None,
        };
        let transport = Box::new(session);
        let limits = Arc::default();
        (
            page,
            Attachment {
                base: Box::default(),
                transport,
                hello,
                limits,
            },
        )
    }

    /// Opens the page of a freshly mounted view, and takes its welcome.
    async fn open<V: Live>(docent: &Docent, visitor: &Visitor, view: V) -> Self {
        let hello = Hello {
            digest: Some(digest_text(digest(&view.render()), None)),
            ..Hello::default()
        };
        let (mut page, attachment) = Self::connection(hello);
        spawn(view, docent.clone(), visitor.clone(), attachment);
        assert!(page.next().await.starts_with("[\"w\","));
        page
    }

    async fn alone() -> Self {
        Self::open(&Docent::new(), &Visitor::new(), Shop::default()).await
    }

    /// What has come, if the session has sent anything; `None` too once it is gone.
    async fn received(&mut self) -> Option<Sent> {
        // Paused time jumps here as soon as every task waits: the session is then done.
        let next = timeout(Duration::from_millis(1), self.socket.next());
        next.await.ok().flatten()
    }

    /// The next text, once the session has one.
    async fn next(&mut self) -> Frame {
        match self.received().await {
            Some(Sent::Text(text)) => self.read(text),
            Some(Sent::Closed(code, reason)) => panic!("closed: {code} {reason}"),
            None => panic!("the session sends nothing"),
        }
    }

    /// Reads a text, and notes what it does to the page.
    fn read(&mut self, text: String) -> Frame {
        let mut frame = Frame::read(text);
        self.applied += frame.updates().count() as u64;
        let mut cleared = Vec::new();
        for operation in frame.outside().chain(frame.inside()) {
            match operation.name() {
                "step" => self.shown = operation.text("target").map(str::to_owned),
                "end" => cleared.extend(self.shown.take()),
                _ => {}
            }
        }
        frame.cleared = cleared;
        frame
    }

    async fn silent(&mut self) {
        if let Some(Sent::Text(text)) = self.received().await {
            panic!("unexpected: {text}");
        }
    }

    /// The code with which the connection is closed.
    async fn closed(&mut self) -> u16 {
        loop {
            match self.received().await {
                Some(Sent::Closed(code, _)) => return code,
                Some(Sent::Text(_)) => {}
                None => panic!("the connection was not closed"),
            }
        }
    }

    fn send(&self, text: impl AsRef<str>) {
        self.socket.send(text.as_ref());
    }

    /// Sends an event of a page that has confirmed the frames up to `applied`.
    fn event_seen(&mut self, name: &str, applied: u64) {
        self.events += 1;
        let params = Value::map::<String>([]);
        let (number, applied) = (EventSeq(self.events), FrameSeq(applied));
        self.send(wire::page::event(number, name, &params, applied, None));
    }

    fn event(&mut self, name: &str, params: &str) {
        self.events += 1;
        let params = wire::plain(params, 16).expect("parameters are JSON");
        let (number, applied) = (EventSeq(self.events), FrameSeq(self.applied));
        self.send(wire::page::event(number, name, &params, applied, None));
    }

    async fn fire(&mut self, name: &str) -> Frame {
        self.event(name, "{}");
        self.next().await
    }

    fn control(&self, run: u64, visit: u64, name: &str) {
        self.send(wire::page::control(StepRef { run, visit }, name));
    }
}

/// Starts the session of a view that was just mounted; its runs count from 1.
fn spawn<V: Live>(view: V, docent: Docent, visitor: Visitor, attachment: Attachment) {
    let attachment = Attachment {
        base: Box::default(),
        limits: Arc::clone(docent.limits_ref()),
        ..attachment
    };
    let (_, session) = Session::task(view, docent, visitor, attachment, 0);
    tokio::spawn(session);
}

/// Asserts that a frame puts a target on the page.
#[track_caller]
fn assert_shows(frame: &Frame, target: &str) {
    let is_shown = frame.inside().any(|command| shows(command, target));
    assert!(is_shown, "{target} is not shown by {frame}");
}

/// Whether a command puts a step's target on the page.
fn shows(command: &Command, target: &str) -> bool {
    command.name() == "step" && command.option("target") == Some(&target.into())
}

/// Asserts that a frame takes the step of this target off the page.
#[track_caller]
fn assert_clears(frame: &Frame, target: &str) {
    let is_cleared = frame.cleared.iter().any(|cleared| cleared == target);
    assert!(is_cleared, "{target} is not cleared by {frame}");
}
