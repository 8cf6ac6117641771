//! A server in memory: its sessions are polled by whoever drives their pages.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, Weak};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use axum::http::Request;
use axum::http::request::Parts;
use tokio::task::coop::unconstrained;
use tokio::time::Instant;

use crate::app::guide::Guide;
use crate::app::view::Live;
use crate::http::{base_path, socket};
use crate::identity::Identity;
use crate::panics::lock;
use crate::server::Docent;
use crate::session::Session;
use crate::test::memory::{PageSocket, connection};
use crate::visitor::Visitor;
use crate::wire::transport::Attachment;
use crate::wire::{self, ClientFrame, Hello, ProtocolError};

/// A server without sockets and without tasks.
///
/// Its sessions move only while something of the test is awaited, or in
/// [`settle`](Server::settle), so that a run of one is the same every time.
/// Cheap to clone: the clones are the same server.
#[derive(Clone)]
pub struct Server {
    docent: Docent,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    sessions: Mutex<Vec<Task>>,
    pages: Mutex<Vec<Weak<dyn Pump>>>,
    wakers: Arc<Wakers>,
    /// Where the numbers of the next session's runs begin.
    runs: AtomicU64,
}

/// How far apart the runs of two sessions are numbered.
const RUNS: u64 = 1 << 24;

/// A page that takes what has come to it whenever sessions move.
pub(crate) trait Pump: Send + Sync {
    /// `true` if there was anything.
    fn pump(&self, cx: &mut Context<'_>) -> bool;
}

struct Task {
    future: Pin<Box<dyn Future<Output = ()> + Send>>,
    woken: Arc<Woken>,
}

/// Whoever awaits something that a session may do.
#[derive(Default)]
struct Wakers(Mutex<Vec<Waker>>);

struct Woken {
    is_set: AtomicBool,
    wakers: Arc<Wakers>,
}

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.is_set.store(true, Ordering::Relaxed);
        for waker in std::mem::take(&mut *lock(&self.wakers.0)) {
            waker.wake();
        }
    }
}

impl Default for Server {
    fn default() -> Self {
        Self::new(Docent::default())
    }
}

impl Server {
    /// A server of these settings, with no session.
    #[must_use]
    pub fn new(docent: Docent) -> Self {
        Self {
            docent,
            shared: Arc::default(),
        }
    }

    /// The settings and sessions of the server.
    #[must_use]
    pub fn docent(&self) -> &Docent {
        &self.docent
    }

    /// Opens a connection whose first frame is `hello`, as a socket does that
    /// was accepted: to the session which it names, or else to a new one of the
    /// view that `mount` makes.
    ///
    /// # Errors
    ///
    /// The reason that the close frame would have, if `hello` is none.
    pub fn connect<V: Live>(
        &self,
        visitor: &Visitor,
        hello: &str,
        mount: impl FnOnce() -> V,
    ) -> Result<PageSocket, &'static str> {
        match wire::decode(hello) {
            Ok(ClientFrame::Hello(hello)) => {
                let identity = visitor.clone().into();
                let (parts, ()) = Request::default().into_parts();
                let (socket, _) = self.attach(&identity, hello, &parts, mount);
                Ok(socket)
            }
            Ok(_) => Err("the first frame is a hello"),
            Err(ProtocolError(reason)) => Err(reason),
        }
    }

    /// Opens a connection, as a page of that request does; gives the way into the
    /// session if it is a new one.
    pub(crate) fn attach<V: Live>(
        &self,
        identity: &Identity,
        hello: Hello,
        request: &Parts,
        mount: impl FnOnce() -> V,
    ) -> (PageSocket, Option<Guide<V>>) {
        let (page, session) = connection();
        let transport = Box::new(session);
        let attachment = Attachment {
            transport,
            hello,
            limits: Arc::clone(self.docent.limits_ref()),
            base: base_path::of(&self.docent, request).into(),
        };
        let mut guide = None;
        if let Some(attachment) = socket::attach(&self.docent, identity, attachment) {
            let run = self.shared.runs.fetch_add(RUNS, Ordering::Relaxed);
            let (docent, identity) = (self.docent.clone(), identity.clone());
            let (way_in, future) = Session::task(mount(), docent, identity, attachment, run);
            guide = Some(way_in);
            let woken = Arc::new(Woken {
                is_set: AtomicBool::new(true),
                wakers: Arc::clone(&self.shared.wakers),
            });
            let future = Box::pin(unconstrained(future));
            lock(&self.shared.sessions).push(Task { future, woken });
        }
        (page, guide)
    }

    pub(crate) fn add_page(&self, page: Weak<dyn Pump>) {
        let mut pages = lock(&self.shared.pages);
        pages.retain(|page| page.strong_count() > 0);
        pages.push(page);
    }

    /// Lets every session, and every page, do all that it can do now.
    ///
    /// # Panics
    ///
    /// If a session panics, or is never done: it would hold its thread forever.
    pub fn settle(&self) {
        self.poll(&mut Context::from_waker(Waker::noop()));
    }

    /// The same, and `cx` is woken when there is more to do.
    pub(crate) fn poll(&self, cx: &mut Context<'_>) {
        {
            let mut wakers = lock(&self.shared.wakers.0);
            if !wakers.iter().any(|waker| waker.will_wake(cx.waker())) {
                wakers.push(cx.waker().clone());
            }
        }
        for _ in 0..MOST_TURNS {
            let mut moved = false;
            // Taken out: application code that runs here may connect a page.
            let mut sessions = std::mem::take(&mut *lock(&self.shared.sessions));
            sessions.retain_mut(|task| {
                let is_woken = task.woken.is_set.swap(false, Ordering::Relaxed);
                moved |= is_woken;
                !is_woken || task.poll().is_pending()
            });
            lock(&self.shared.sessions).splice(0..0, sessions);
            let pages = lock(&self.shared.pages).clone();
            for page in pages.iter().filter_map(Weak::upgrade) {
                moved |= page.pump(cx);
            }
            if !moved {
                return;
            }
        }
        panic!("a session goes on and on");
    }

    /// Waits until every session and page has done all that it can do without
    /// time passing.
    pub(crate) async fn settled(&self) {
        // What a session has woken elsewhere, as a task of the app's, has its
        // turn, and may wake the session again.
        for _ in 0..YIELDS {
            std::future::poll_fn(|cx| {
                self.poll(cx);
                Poll::Ready(())
            })
            .await;
            tokio::task::yield_now().await;
        }
        self.settle();
    }

    /// Asks every session to end, and its page to reconnect.
    pub fn drain(&self, within: Duration) {
        for session in self.docent.registry().all() {
            session.drain(Instant::now() + within);
        }
    }

    /// How many sessions live.
    #[must_use]
    pub fn sessions(&self) -> usize {
        lock(&self.shared.sessions).len()
    }

    /// Whether no session lives, and none is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sessions() == 0 && self.docent.registry().is_empty()
    }
}

/// How often sessions are polled in a row before one is taken for endless.
const MOST_TURNS: u32 = 100_000;
/// How often the tasks of the app have a turn before sessions are settled.
const YIELDS: u32 = 4;

impl Task {
    fn poll(&mut self) -> Poll<()> {
        let waker = Waker::from(Arc::clone(&self.woken));
        self.future.as_mut().poll(&mut Context::from_waker(&waker))
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("sessions", &self.sessions())
            .finish_non_exhaustive()
    }
}
