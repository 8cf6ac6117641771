//! docent's inside, for docent's own benchmarks and fuzz targets.
//!
//! Behind the feature `internals`, hidden from the documentation, and free to
//! change with every release. An app has no use for it.
//!
//! A [`Rig`] is a server without sockets and without tasks: its sessions move
//! when they are told to, so that a run of one is the same every time.

use std::collections::VecDeque;
use std::fmt;
use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use crate::app::view::Live;
use crate::event::Params;
use crate::http::socket;
use crate::server::Docent;
use crate::session::Session;
use crate::tour::{Input, Led, Run, Tour};
use crate::visitor::Visitor;
use crate::wire::transport::{Attachment, Lost, Received, Transport};
use crate::wire::{self, Broken, CloseCode, FromPage};

/// A frame of a page's that keeps to the protocol.
#[derive(Debug)]
pub struct Frame(FromPage);

/// Reads a frame as a session does.
///
/// # Errors
///
/// What the close frame would say.
pub fn decode(text: &str) -> Result<Frame, &'static str> {
    match wire::decode(text) {
        Ok(frame) => Ok(Frame(frame)),
        Err(Broken(reason)) => Err(reason),
    }
}

impl Frame {
    /// The parameters of an event.
    #[must_use]
    pub fn into_params(self) -> Option<Params> {
        match self.0 {
            FromPage::Event { params, .. } => Some(params),
            _ => None,
        }
    }
}

/// Leads one run of a tour through so many steps, each ended by its event,
/// with nothing around it; says how many inputs its machine has taken.
pub fn walk_machine<V>(tour: &'static Tour<V>, steps: usize) -> usize {
    let mut out = Vec::new();
    let mut run = Run::start(Led::Tour(tour), 1, 0, &mut out);
    let inputs = [Input::Saved, Input::Completed];
    for _ in 0..steps {
        for input in inputs {
            out.clear();
            run.apply(input, &mut out);
        }
    }
    steps * inputs.len()
}

/// A visitor who was never here before.
#[must_use]
pub fn visitor() -> Visitor {
    Visitor::new()
}

/// A server whose sessions move only in [`settle`](Rig::settle).
///
/// It is used inside a tokio runtime, whose clock the sessions look at.
pub struct Rig {
    docent: Docent,
    sessions: Vec<Task>,
}

struct Task {
    future: Pin<Box<dyn Future<Output = ()> + Send>>,
    woken: Arc<Woken>,
}

struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Rig {
    /// A server with no session.
    #[must_use]
    pub fn new(docent: Docent) -> Self {
        Self {
            docent,
            sessions: Vec::new(),
        }
    }

    /// Opens a connection whose first frame is `hello`, as a socket does that
    /// was let in: to the session which it names, or else to a new one of the
    /// view that `mount` makes.
    ///
    /// # Errors
    ///
    /// What the close frame would say, if `hello` is none.
    pub fn connect<V: Live>(
        &mut self,
        visitor: &Visitor,
        hello: &str,
        mount: impl FnOnce() -> V,
    ) -> Result<Line, &'static str> {
        let hello = match wire::decode(hello) {
            Ok(FromPage::Hello(hello)) => hello,
            Ok(_) => return Err("the first frame is a hello"),
            Err(Broken(reason)) => return Err(reason),
        };
        let line = Line(Arc::default());
        let transport = Box::new(SessionEnd(Arc::clone(&line.0)));
        let attachment = Attachment { transport, hello };
        let sessions = &mut self.sessions;
        let attached = pin!(socket::attach(
            self.docent.clone(),
            visitor.clone(),
            attachment,
            |docent, visitor, attachment| {
                let future = Box::pin(Session::task(mount(), docent, visitor, attachment));
                let woken = Arc::new(Woken(AtomicBool::new(true)));
                sessions.push(Task { future, woken });
                std::future::ready(())
            },
        ));
        let attached = attached.poll(&mut Context::from_waker(Waker::noop()));
        assert!(attached.is_ready(), "nothing here waits for anything");
        Ok(line)
    }

    /// Lets every session do all that it can do now.
    ///
    /// # Panics
    ///
    /// If a session panics, or is never done: it would hold its thread for ever.
    pub fn settle(&mut self) {
        let mut turns = 0;
        while self.sessions.iter().any(|task| task.woken.is_set()) {
            self.sessions.retain_mut(Task::poll);
            turns += 1;
            assert!(turns < 100_000, "a session goes on and on");
        }
    }

    /// Asks every session to send its page away and to end.
    pub fn drain(&self, within: Duration) {
        for session in self.docent.registry().all() {
            session.drain(tokio::time::Instant::now() + within);
        }
    }

    /// How many sessions live.
    #[must_use]
    pub fn sessions(&self) -> usize {
        self.sessions.len()
    }

    /// Whether no session lives, and none is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sessions.is_empty() && self.docent.registry().is_empty()
    }
}

impl Task {
    /// Moves on if there is reason to; `false` when it is over.
    fn poll(&mut self) -> bool {
        if !self.woken.0.swap(false, Ordering::Relaxed) {
            return true;
        }
        let waker = Waker::from(Arc::clone(&self.woken));
        let polled = self.future.as_mut().poll(&mut Context::from_waker(&waker));
        polled.is_pending()
    }
}

impl Woken {
    fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl fmt::Debug for Rig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rig")
            .field("sessions", &self.sessions.len())
            .finish_non_exhaustive()
    }
}

/// A page's end of a connection in memory.
#[derive(Debug)]
pub struct Line(Arc<Mutex<Ends>>);

/// The session's end.
struct SessionEnd(Arc<Mutex<Ends>>);

#[derive(Debug, Default)]
struct Ends {
    to_session: VecDeque<Received>,
    to_page: Vec<Sent>,
    /// Whether the page takes nothing.
    stuck: bool,
    /// Whether the session has let go of its end.
    gone: bool,
    session: Option<Waker>,
}

/// What a page hears.
#[derive(Debug, PartialEq, Eq)]
pub enum Sent {
    /// A frame, or a part of one.
    Text(String),
    /// The connection was closed with that code and reason.
    Closed(u16, &'static str),
}

impl Line {
    /// The page sends a text.
    pub fn say(&self, text: &str) {
        self.receive(match wire::decode(text) {
            Ok(frame) => Received::Frame(frame),
            Err(broken) => Received::Broken(broken),
        });
    }

    /// The page sends a text over the limit.
    pub fn say_too_much(&self) {
        self.receive(Received::TooLarge);
    }

    /// The connection breaks.
    pub fn cut(&self) {
        self.receive(Received::Lost);
    }

    /// Whether the page takes what is sent from now on, or lets it wait.
    pub fn take(&self, takes: bool) {
        let mut ends = self.lock();
        ends.stuck = !takes;
        ends.wake();
    }

    /// What has come to the page since it was last asked.
    #[must_use]
    pub fn heard(&self) -> Vec<Sent> {
        std::mem::take(&mut self.lock().to_page)
    }

    /// Whether nobody listens any more.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.lock().gone
    }

    fn receive(&self, received: Received) {
        let mut ends = self.lock();
        ends.to_session.push_back(received);
        ends.wake();
    }

    fn lock(&self) -> MutexGuard<'_, Ends> {
        lock(&self.0)
    }
}

fn lock(ends: &Mutex<Ends>) -> MutexGuard<'_, Ends> {
    ends.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Ends {
    fn wake(&mut self) {
        if let Some(session) = self.session.take() {
            session.wake();
        }
    }
}

impl Transport for SessionEnd {
    fn poll_receive(&mut self, cx: &mut Context<'_>) -> Poll<Received> {
        let mut ends = lock(&self.0);
        match ends.to_session.pop_front() {
            Some(received) => Poll::Ready(received),
            None => {
                ends.session = Some(cx.waker().clone());
                Poll::Pending
            }
        }
    }

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Lost>> {
        let mut ends = lock(&self.0);
        if ends.stuck {
            ends.session = Some(cx.waker().clone());
            return Poll::Pending;
        }
        Poll::Ready(Ok(()))
    }

    fn send(&mut self, text: String) -> Result<(), Lost> {
        lock(&self.0).to_page.push(Sent::Text(text));
        Ok(())
    }

    fn poll_flush(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Lost>> {
        Poll::Ready(Ok(()))
    }

    fn close(self: Box<Self>, code: CloseCode, reason: &'static str) {
        lock(&self.0)
            .to_page
            .push(Sent::Closed(code.number(), reason));
    }
}

impl Drop for SessionEnd {
    fn drop(&mut self) {
        lock(&self.0).gone = true;
    }
}
