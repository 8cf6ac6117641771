//! What the pages of one server share: its sessions, its progress store, its key and its limits.

pub(crate) mod builder;
pub(crate) mod delivery;
pub(crate) mod hosts;
pub(crate) mod notices;
pub(crate) mod opt_out;
pub(crate) mod token;
pub(crate) mod topic;

use std::hash::RandomState;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, timeout_at};

use crate::identity::{Place, asks_for_no_tours};
use crate::ids::SessionId;
use crate::inbox::registry::Registry;
use crate::inbox::topics::Topics;
use crate::limits::Limits;
use crate::metrics;
use crate::server::delivery::{LiveSession, SessionView, Sessions};
use crate::server::hosts::Hosts;
use crate::server::notices::Notices;
use crate::server::token::TokenKey;
use crate::server::topic::Topic;
use crate::store::ProgressStore;
use crate::tour::TourReport;
use crate::visitor::Visitor;

/// What the pages of one server share.
///
/// [`serve`](crate::serve) makes one. An app that chooses the store
/// or the limits makes its own with [`Docent::builder`], and then serves with
/// [`Docent::serve`](crate::Docent::serve), or with its own server:
///
/// ```no_run
/// # use docent::Docent;
/// # use docent::config::Limits;
/// # async fn run(app: axum::Router) -> std::io::Result<()> {
/// let docent = Docent::builder()
///     .limits(Limits::default().max_flows(2))
///     .build();
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
    topics: Topics,
    key: TokenKey,
    settings: Settings,
    /// The key of the [`Place`](crate::identity::Place)s where pages are mounted.
    places: RandomState,
    /// Until when the pages are to be gone, once the server stops.
    draining: watch::Sender<Option<Instant>>,
    /// How much the server must not end without. See [`UnderWay`].
    under_way: watch::Sender<usize>,
    notices: Notices,
}

/// The app's function that is told of its tours.
pub(crate) type TourHook = Arc<dyn Fn(&TourReport) + Send + Sync>;

/// What an app chooses for its server.
struct Settings {
    store: Arc<dyn ProgressStore>,
    /// Whether the app has chosen none.
    is_default_store: bool,
    limits: Arc<Limits>,
    /// The app's own name for its build.
    build: String,
    debug_panel: bool,
    timers: bool,
    tours: bool,
    /// Whether `?docent=off` turns them off for a page.
    url_may_end_tours: bool,
    on_tour_event: Option<TourHook>,
    /// What the edge keeps of its own settings, by type.
    edge: ::http::Extensions,
    hosts: Hosts,
}

/// Something that a server which stops waits for, for as long as this lives: a
/// session, or a socket that has not received its hello or sent its close frame yet.
pub(crate) struct UnderWay(Docent);

impl Docent {
    /// The sessions of a visitor in this process, to send events to.
    ///
    /// ```
    /// # use docent::prelude::*;
    /// # #[derive(Default)] struct Exam;
    /// # impl View for Exam { fn render(&self) -> Html { Html::default() } }
    /// # #[live_view(LiveView)]
    /// # impl Exam { #[event_handler] fn graded(&mut self, grade: u8) {} }
    /// use docent::{Docent, Visitor};
    /// use docent::delivery::SendError;
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
    pub fn visitor<'a>(&'a self, visitor: &'a Visitor) -> Sessions<'a> {
        Sessions::of_visitor(self.registry(), &**self.store(), visitor)
    }

    /// The sessions of a user of the app in this process, on all their devices, to
    /// send events to or to end.
    ///
    /// ```
    /// # use docent::Docent;
    /// /// An ordinary axum handler. No page that is still open can act any more.
    /// async fn sign_out(docent: Docent) {
    ///     # let user = "42";
    ///     // … end the login, then:
    ///     docent.user(user).disconnect("signed out");
    /// }
    /// ```
    ///
    /// The id is that which [`identify`](crate::config::DocentBuilder::identify) gives.
    #[must_use]
    pub fn user<'a>(&'a self, id: &'a str) -> Sessions<'a> {
        Sessions::of_user(self.registry(), &**self.store(), id)
    }

    /// Ends the sessions in this process for which `is_meant` returns `true`; gives
    /// their number. As [`Sessions::disconnect`].
    ///
    /// ```
    /// # use docent::Docent;
    /// # let docent = Docent::new();
    /// // The admins' rights have changed.
    /// docent.disconnect_where(|session| session.user().is_some_and(|id| id.starts_with("admin:")), "other rights");
    /// ```
    pub fn disconnect_where(
        &self,
        is_meant: impl Fn(&SessionView<'_>) -> bool,
        reason: &'static str,
    ) -> usize {
        delivery::disconnect_where(self.registry(), is_meant, reason)
    }

    /// The session of that id in this process, to send events to: what a
    /// handler, a flow or a mixin has as
    /// [`Context::session_id`](crate::Context::session_id) or
    /// [`Guide::session_id`](crate::Guide::session_id). See [`SessionId`] for an
    /// example.
    #[must_use]
    pub fn session<'a>(&'a self, id: &SessionId) -> LiveSession<'a> {
        LiveSession::new(self.registry(), *id)
    }

    /// The sessions in this process that have [subscribed](crate::Context::subscribe) to a
    /// topic, to publish a message to them. See [`Topic`].
    #[must_use]
    pub fn topic<'a>(&'a self, name: &'a str) -> Topic<'a> {
        Topic::new(self.topics(), name)
    }

    /// Asks all pages to reconnect, and waits until their sessions are over, for at
    /// most `within`. What has not ended then is left as it is.
    ///
    /// Each page is asked to come back at a random moment within that time: to
    /// the process that takes this one's place. Events that it has sent are
    /// answered and progress is saved; a handler that takes longer than half
    /// the time is dropped, and a page that does not read, or a store that does
    /// not answer, is not waited for beyond three quarters of it. Sockets without a
    /// hello, and those that are opened from now on, are closed with 1012.
    /// axum's own graceful shutdown does not wait for WebSockets, so call this
    /// when it begins.
    ///
    /// # Cancel safety
    ///
    /// The first poll asks the pages; a dropped future takes nothing back.
    pub async fn drain(&self, within: Duration) {
        let until = Instant::now() + within;
        self.shared.draining.send_replace(Some(until));
        metrics::drained();
        let sessions = self.registry().all();
        tracing::info!(target: "docent::serve", sessions = sessions.len(), "the sessions drain: their pages are asked to reconnect");
        for session in sessions {
            session.drain(until);
        }
        let mut under_way = self.shared.under_way.subscribe();
        let none = under_way.wait_for(|under_way| *under_way == 0);
        if timeout_at(until, none).await.is_err() {
            tracing::warn!(target: "docent::serve", "not every session ended in time");
        }
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

    /// A session is over: nothing reaches it any more.
    pub(crate) fn forget(&self, id: SessionId, visitor: &Visitor) {
        self.registry().remove(id, visitor);
        self.topics().forget(id);
    }

    pub(crate) fn topics(&self) -> &Topics {
        &self.shared.topics
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

    pub(crate) fn edge(&self) -> &::http::Extensions {
        &self.shared.settings.edge
    }

    /// The place of that URL at a route.
    pub(crate) fn place(&self, route: u32, url: &str) -> Place {
        let place = Place::new(&self.shared.places, route, url);
        match self.shared.settings.url_may_end_tours && asks_for_no_tours(url) {
            true => place.without_tours(),
            false => place,
        }
    }

    pub(crate) fn has_debug_panel(&self) -> bool {
        self.shared.settings.debug_panel
    }

    /// Whether progress is kept in memory because the app has chosen no store.
    pub(crate) fn has_default_store(&self) -> bool {
        self.shared.settings.is_default_store
    }

    pub(crate) fn notices(&self) -> &Notices {
        &self.shared.notices
    }

    pub(crate) fn hosts(&self) -> &Hosts {
        &self.shared.settings.hosts
    }

    /// Whether steps end by themselves.
    pub(crate) fn has_timers(&self) -> bool {
        self.shared.settings.timers
    }

    pub(crate) fn has_tours(&self) -> bool {
        self.shared.settings.tours
    }

    pub(crate) fn tour_hook(&self) -> Option<&TourHook> {
        self.shared.settings.on_tour_event.as_ref()
    }

    fn with(settings: Settings, key: TokenKey) -> Self {
        metrics::describe();
        Self {
            shared: Arc::new(Shared {
                registry: Registry::new(),
                topics: Topics::new(),
                key,
                settings,
                places: RandomState::new(),
                draining: watch::Sender::new(None),
                under_way: watch::Sender::new(0),
                notices: Notices::default(),
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

impl std::fmt::Debug for Docent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Docent")
            .field("limits", &self.shared.settings.limits)
            .finish_non_exhaustive()
    }
}
