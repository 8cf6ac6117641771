//! What the pages of one server share: its sessions, its progress store, its key and its limits.

pub(crate) mod delivery;
pub(crate) mod token;

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, timeout_at};

use crate::inbox::registry::Registry;
use crate::limits::Limits;
use crate::metrics;
use crate::server::delivery::VisitorSessions;
use crate::server::token::TokenKey;
use crate::store::{MemoryStore, ProgressStore};
use crate::visitor::Visitor;

/// What the pages of one server share.
///
/// [`serve`](crate::serve) makes one by itself. An app makes its own to
/// choose the store or the limits, and then serves with
/// [`Docent::serve`](crate::Docent::serve), or by itself:
///
/// ```no_run
/// # use docent::{Docent, Limits};
/// # async fn run(app: axum::Router) -> std::io::Result<()> {
/// let docent = Docent::new().limits(Limits { flows: 2, ..Limits::default() });
/// let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
/// docent.serve(listener, app).await
/// # }
/// ```
///
/// Cheap to clone: the clones are the same server.
#[derive(Clone)]
pub struct Docent {
    shared: Arc<Shared>,
}

struct Shared {
    registry: Registry,
    key: TokenKey,
    settings: Settings,
    /// Until when the pages are to be gone, once the server stops.
    draining: watch::Sender<Option<Instant>>,
    /// How much the server must not end without. See [`UnderWay`].
    under_way: watch::Sender<usize>,
}

/// What an app chooses for its server.
#[derive(Clone)]
struct Settings {
    store: Arc<dyn ProgressStore>,
    limits: Arc<Limits>,
    /// The app's own name for its build.
    build: Arc<str>,
    debug_panel: bool,
}

/// Something that a server which stops waits for, for as long as this lives: a
/// session, or a socket that has not said its hello or its farewell yet.
pub(crate) struct UnderWay(Docent);

impl Docent {
    /// A server with the default limits that keeps progress in memory.
    #[must_use]
    pub fn new() -> Self {
        Self::with(Settings {
            store: Arc::new(MemoryStore::new()),
            limits: Arc::default(),
            build: Arc::default(),
            debug_panel: false,
        })
    }

    /// The same with these limits. Call it before serving: pages that are
    /// being served already keep to the server they were made for.
    #[must_use]
    pub fn limits(self, limits: Limits) -> Self {
        let limits = Arc::new(limits);
        Self::with(Settings {
            limits,
            ..self.settings()
        })
    }

    /// The same with this store. Call it before serving.
    #[must_use]
    pub fn progress(self, store: impl ProgressStore) -> Self {
        let store = Arc::new(store);
        Self::with(Settings {
            store,
            ..self.settings()
        })
    }

    /// The same for this build of the app: a version, a commit, a hash of its
    /// stylesheets. Call it before serving.
    ///
    /// A page that another build has rendered is told so (4410) when it opens
    /// its socket, and reloads within 5 s, at a random moment; a page in which
    /// someone is typing at that moment, or that was reloaded and is still of
    /// another build, says that it is out of date and leaves it there. Without
    /// this only a page with another version of docent's own script is told so,
    /// and after a restart of the server every other page goes on: its live part
    /// is rendered anew, what the layout puts around it is not. A reload keeps
    /// what the view and the browser keep, and no more, so name only what makes
    /// it worth one.
    #[must_use]
    pub fn build(self, build: impl Into<String>) -> Self {
        let build = build.into().into();
        Self::with(Settings {
            build,
            ..self.settings()
        })
    }

    /// The same with the debug panel on its pages, or without: off unless this
    /// says otherwise. Call it before serving.
    ///
    /// On a page of a server that has it on, Ctrl+Shift+D opens a panel with
    /// the frames both ways, the timeline of the tour and why each step ended
    /// as far as a page can tell, what the step on the page waits for, a target
    /// that is missing, and how long events take. It can be filtered, paused,
    /// cleared, and copied as JSON for a bug report. Esc closes it.
    ///
    /// ```
    /// // In development only.
    /// let docent = docent::Docent::new().debug_panel(cfg!(debug_assertions));
    /// ```
    ///
    /// The pages then load `/docent/docent-debug.js` in place of
    /// `/docent/docent.js`: the same client, with the panel. Where it is off,
    /// that file is answered with 404, and the script of the pages has not a
    /// byte of it. A page with a server of its own (an `Extension` of its
    /// route) must agree with the server of [`assets`](crate::assets()), or it
    /// finds no script; and a page whose script tag the app writes itself names
    /// the one or the other.
    ///
    /// A page keeps the last 500 frames, 4 Mi characters of them in all and
    /// 64 Ki of each, and the last 500 lines of the timeline. What is older is
    /// forgotten, and the panel says how many frames that were.
    ///
    /// # Security
    ///
    /// The panel shows a visitor what their own page says and hears, as the
    /// browser's own tools do. It is kept in the page and sent nowhere. The
    /// page's token and its session's id are left out; what people typed and
    /// what the app rendered is in it: read a copy before you post it.
    #[must_use]
    pub fn debug_panel(self, is_on: bool) -> Self {
        Self::with(Settings {
            debug_panel: is_on,
            ..self.settings()
        })
    }

    /// The sessions of a visitor in this process, to send events to.
    ///
    /// ```
    /// # use docent::prelude::*;
    /// # #[derive(Default)] struct Exam;
    /// # impl View for Exam { fn render(&self) -> Html { Html::default() } }
    /// # #[live_view(LiveView)]
    /// # impl Exam { #[event_handler] fn graded(&mut self, grade: u8) {} }
    /// use docent::{Docent, SendError, Visitor};
    ///
    /// /// An ordinary axum handler: a grader posts what a visitor has reached.
    /// async fn grade(docent: Docent, visitor: Visitor) {
    ///     match docent.visitor(&visitor).send(Exam::EVENTS.graded, (1,)) {
    ///         Ok(()) => {}
    ///         Err(SendError::NoSession) => { /* seen at the next visit */ }
    ///         Err(error) => eprintln!("{error}"),
    ///     }
    /// }
    /// ```
    #[must_use]
    pub fn visitor<'a>(&'a self, visitor: &'a Visitor) -> VisitorSessions<'a> {
        VisitorSessions::new(self.registry(), visitor)
    }

    /// Sends all pages away, and waits until their sessions are over, for at
    /// most `within`. What has not ended then is left as it is.
    ///
    /// Each page is asked to come back at a random moment within that time: to
    /// the process that takes this one's place. Events that it has sent are
    /// answered and progress is saved; a handler that takes longer than half
    /// the time is dropped, and a page that does not read, or a store that does
    /// not answer, is not waited for beyond three quarters of it. Sockets that have not said
    /// hello, and those that are opened from now on, are closed with 1012.
    /// axum's own graceful shutdown does not wait for WebSockets, so call this
    /// when it begins.
    ///
    /// # Cancel safety
    ///
    /// The pages are sent away by the first poll, and stay so.
    pub async fn drain(&self, within: Duration) {
        let until = Instant::now() + within;
        self.shared.draining.send_replace(Some(until));
        metrics::drained();
        let sessions = self.registry().all();
        tracing::info!(target: "docent::serve", sessions = sessions.len(), "the pages are sent away");
        for session in sessions {
            session.drain(until);
        }
        let mut under_way = self.shared.under_way.subscribe();
        let none = under_way.wait_for(|under_way| *under_way == 0);
        if timeout_at(until, none).await.is_err() {
            tracing::warn!(target: "docent::serve", "not every page was sent away in time");
        }
    }

    /// The server of pages that were given none.
    pub(crate) fn fallback() -> &'static Self {
        static FALLBACK: LazyLock<Docent> = LazyLock::new(Docent::new);
        &FALLBACK
    }

    /// Until when the pages are to be gone, if the server stops.
    pub(crate) fn drains_until(&self) -> Option<Instant> {
        *self.shared.draining.borrow()
    }

    /// Waits until the server stops.
    pub(crate) async fn drains(&self) {
        let mut draining = self.shared.draining.subscribe();
        if draining.wait_for(Option::is_some).await.is_err() {
            // Its sender lives as long as `self`.
            std::future::pending::<()>().await;
        }
    }

    /// Notes something that the server must not end without.
    pub(crate) fn under_way(&self) -> UnderWay {
        self.shared
            .under_way
            .send_modify(|under_way| *under_way += 1);
        UnderWay(self.clone())
    }

    pub(crate) fn registry(&self) -> &Registry {
        &self.shared.registry
    }

    pub(crate) fn store(&self) -> &Arc<dyn ProgressStore> {
        &self.shared.settings.store
    }

    pub(crate) fn key(&self) -> &TokenKey {
        &self.shared.key
    }

    pub(crate) fn limits_ref(&self) -> &Arc<Limits> {
        &self.shared.settings.limits
    }

    pub(crate) fn build_ref(&self) -> &str {
        &self.shared.settings.build
    }

    pub(crate) fn has_debug_panel(&self) -> bool {
        self.shared.settings.debug_panel
    }

    fn settings(&self) -> Settings {
        self.shared.settings.clone()
    }

    fn with(settings: Settings) -> Self {
        metrics::describe();
        Self {
            shared: Arc::new(Shared {
                registry: Registry::new(),
                key: TokenKey::random(),
                settings,
                draining: watch::Sender::new(None),
                under_way: watch::Sender::new(0),
            }),
        }
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        let Self(docent) = self;
        docent
            .shared
            .under_way
            .send_modify(|under_way| *under_way -= 1);
    }
}

impl Default for Docent {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for Docent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Docent")
            .field("limits", &self.shared.settings.limits)
            .finish_non_exhaustive()
    }
}
