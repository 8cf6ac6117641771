//! Events that the app sends to a session from outside.

use std::any::{Any, TypeId};
use std::fmt;
use std::sync::Arc;

use crate::event::{Embedded, Emitted, EventKey, Params};
use crate::identity::Identity;
use crate::ids::SessionId;
use crate::inbox::message::Delivery;
use crate::inbox::registry::{Registry, SessionHandle};
use crate::metrics;
use crate::server::opt_out;
use crate::store::{ProgressOwner, ProgressStore, StoreError};
use crate::visitor::Visitor;

/// The sessions of one visitor, or of one user of the app on all their devices, to send
/// events to or to end. Made by [`Docent::visitor`](crate::Docent::visitor) and
/// [`Docent::user`](crate::Docent::user).
///
/// An event that is sent is handled like one of the page: in its turn, by the
/// view's handler, with its mixins around it, and a step that waits for it is
/// completed. Its actor is [`Actor::App`](crate::event::Actor).
///
/// In this process only: a page that is connected to another process is not
/// reached.
#[derive(Clone, Copy)]
pub struct Sessions<'a> {
    registry: &'a Registry,
    store: &'a dyn ProgressStore,
    owner: Owner<'a>,
}

/// Whose sessions they are.
#[derive(Clone, Copy)]
enum Owner<'a> {
    Visitor(&'a Visitor),
    User(&'a str),
}

/// One session, to send events to or to end. Made by [`Docent::session`](crate::Docent::session).
///
/// What is sent is handled as it is for a visitor: see [`Sessions`]. It goes
/// to this session and to no other of its visitor, whichever leads a tour.
///
/// In this process only: a session that lives in another process is not found.
#[derive(Clone, Copy)]
pub struct LiveSession<'a> {
    registry: &'a Registry,
    id: SessionId,
}

/// Why an event was not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SendError {
    /// There is none to send it to in this process: the session is over, or the
    /// visitor has no session of that view. No page is open, or it is connected
    /// to another process.
    NoSession,
    /// The session shows another view than the one whose handler was named.
    OtherView,
    /// The session is ending, or its handlers are behind: as many events of the
    /// app wait as [`Limits`](crate::config::Limits) allows events to wait. It may be
    /// sent later.
    Busy,
}

impl<'a> Sessions<'a> {
    pub(crate) fn of_visitor(
        registry: &'a Registry,
        store: &'a dyn ProgressStore,
        visitor: &'a Visitor,
    ) -> Self {
        Self {
            registry,
            store,
            owner: Owner::Visitor(visitor),
        }
    }

    pub(crate) fn of_user(
        registry: &'a Registry,
        store: &'a dyn ProgressStore,
        user: &'a str,
    ) -> Self {
        Self {
            registry,
            store,
            owner: Owner::User(user),
        }
    }

    /// Sends an event to the view's handler of that key: in the session that
    /// runs a tour, else in the one that began last; of a user's at several browsers, in
    /// one that began last at one of them.
    ///
    /// The parameters go by name, `[("grade", 1)]`, or by position, `(1,)`.
    /// Returns when the event is in the session's mailbox; it never waits. That
    /// its handler fails is logged, as for an event of the page.
    ///
    /// # Errors
    ///
    /// See [`SendError`]; nothing was sent then.
    pub fn send<V: 'static, E>(
        &self,
        key: EventKey<V, E>,
        params: impl Into<Params>,
    ) -> Result<(), SendError> {
        let (event, params) = (key.name(), params.into());
        self.deliver(Some(TypeId::of::<V>()), Delivery::Event { event, params })
    }

    /// The same for a handler of the component that has this id, in a session
    /// of any view.
    ///
    /// # Errors
    ///
    /// As of [`send`](Self::send). An id that the view does not know is refused
    /// and logged when the event is handled.
    pub fn send_to<C: 'static, E>(
        &self,
        component: &str,
        key: EventKey<Embedded<C>, E>,
        params: impl Into<Params>,
    ) -> Result<(), SendError> {
        let params = params.into().for_component(Some(component.to_owned()));
        let event = key.name();
        self.deliver(None, Delivery::Event { event, params })
    }

    /// Emits an event of the app: to every session of theirs in this process, of any view.
    /// Gives the number of sessions that it has reached.
    ///
    /// A step that waits for events of type `T` ends, and so does a flow's
    /// [`wait_for_app`](crate::Guide::wait_for_app); nothing else happens. No handler
    /// is called, and mixins do not see it. In each session it comes in its turn, behind
    /// the events that wait for their handlers.
    ///
    /// None reached is no error. Between a form's POST and the page that follows there
    /// is no session: a tour that goes on there looks with `skip_if` whether its step is
    /// done.
    ///
    /// Never waits. A session that is ending, or in which as many events of the app wait
    /// as [`Limits`](crate::config::Limits) allows events to wait, is not reached, which
    /// is counted and logged.
    ///
    /// ```
    /// # use docent::prelude::*;
    /// use axum::response::Redirect;
    /// use docent::{Docent, Visitor};
    ///
    /// struct ProjectCreated { id: u64 }
    ///
    /// # #[derive(Default)] struct Projects;
    /// # impl View for Projects { fn render(&self) -> Html { Html::default() } }
    /// # #[live_view(TutorialMixin, LiveView)] impl Projects {}
    /// tutorial! {
    ///     <Projects>
    ///
    ///     step {
    ///         target: "#new",
    ///         message: "Create a project.",
    ///         wait_for: ProjectCreated,
    ///         when: |event| event.id > 3,
    ///     }
    /// }
    ///
    /// /// An ordinary axum handler.
    /// async fn create(docent: Docent, visitor: Visitor) -> Redirect {
    ///     let id = 4;
    ///     docent.visitor(&visitor).emit(ProjectCreated { id });
    ///     Redirect::to("/projects")
    /// }
    /// ```
    pub fn emit<T: Any + Send + Sync>(&self, event: T) -> usize {
        let emitted = Emitted::new(event);
        let sessions = self.all();
        let reached = sessions.iter().filter(|session| {
            let delivery = Delivery::Emitted(Arc::clone(&emitted));
            let is_reached = deliver(session.as_ref(), delivery).is_ok();
            if !is_reached {
                tracing::warn!(
                    target: "docent::session",
                    app_event = emitted.name(),
                    "an event of the app did not reach a session: it is ending, or too many wait while a handler hangs",
                );
            }
            is_reached
        });
        reached.count()
    }

    /// Sends an event to the session that is meant: of a view, if it is named, and of
    /// several to the one that runs a tour, else to the one that began last.
    fn deliver(&self, view: Option<TypeId>, delivery: Delivery) -> Result<(), SendError> {
        let mut meant = self.all();
        meant.retain(|session| view.is_none_or(|view| session.view() == view));
        // Stable: of several, the one that began last is the last.
        meant.sort_by_key(|session| session.runs_tour());
        let session = meant.last().ok_or(SendError::NoSession)?;
        deliver(session.as_ref(), delivery)
    }

    /// Whether there is none in this process.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all().is_empty()
    }

    /// Ends them in this process; gives their number.
    ///
    /// At once: events that wait for their handlers are dropped, their sockets are
    /// closed with 4403 and this reason, of which 123 bytes are sent, and the pages
    /// cannot come back to them. A handler that runs has 5 s more, and its page does not
    /// learn of it. A page whose mount runs, or which has not sent its hello yet, is
    /// ended too, and not counted. Progress in tours stays stored: a save that is on its
    /// way is waited for, for up to 7.5 s. A page then connects again, and its mount
    /// decides whether it may have a new session.
    ///
    /// This is what an app calls when somebody signs out.
    pub fn disconnect(&self, reason: &'static str) -> usize {
        let owner = self.owner;
        let is_theirs = |identity: &Identity, _| match owner {
            Owner::Visitor(visitor) => identity.visitor == *visitor,
            Owner::User(user) => identity.user.as_deref() == Some(user),
        };
        // First: a page that arrives meanwhile is in one of the two.
        self.registry.arrivals.end(reason, is_theirs);
        disconnect(self.all(), reason)
    }

    /// Turns tours off for this visitor or user, until [`opt_in`](Self::opt_in): none
    /// begins or goes on at any of their pages, whether by `autostart`, by
    /// `start_tutorial`, or by a flow's [`Guide::run`](crate::Guide::run), which then
    /// gives [`Cancelled`](crate::tour::TourOutcome). Single steps that a flow shows and
    /// tours made at run time are the app's own affair: ask
    /// [`has_opted_out`](Self::has_opted_out) first.
    ///
    /// ```
    /// # use docent::prelude::*;
    /// use axum::http::StatusCode;
    /// use docent::{Docent, Visitor};
    ///
    /// /// An ordinary axum handler: "Show me no more tours".
    /// async fn no_tours(docent: Docent, visitor: Visitor) -> StatusCode {
    ///     match docent.visitor(&visitor).opt_out().await {
    ///         Ok(()) => StatusCode::NO_CONTENT,
    ///         Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    ///     }
    /// }
    /// ```
    ///
    /// It is kept in the [store](crate::config::DocentBuilder::progress), in a record of
    /// the tour `*`, for all processes that share it, and taken along by a visitor who
    /// signs in. A tour that runs goes on to its end: a flow ends it with
    /// [`cancel_tutorial`](crate::Guide::cancel_tutorial).
    ///
    /// # Errors
    ///
    /// Those of the store; whether it was kept is then not known.
    pub async fn opt_out(&self) -> Result<(), StoreError> {
        opt_out::save(self.store, self.progress_owner()).await
    }

    /// Turns tours on again for who has [opted out](Self::opt_out). Progress is as it was
    /// then; it is no error if they had not.
    ///
    /// # Errors
    ///
    /// Those of the store: of one that cannot delete,
    /// [`StoreError::Unavailable`](crate::store::StoreError).
    pub async fn opt_in(&self) -> Result<(), StoreError> {
        let key = opt_out::key(self.progress_owner());
        self.store.delete(key).await
    }

    /// Whether they have [opted out](Self::opt_out).
    ///
    /// # Errors
    ///
    /// Those of the store.
    pub async fn has_opted_out(&self) -> Result<bool, StoreError> {
        opt_out::is_stored(self.store, self.progress_owner()).await
    }

    fn progress_owner(&self) -> ProgressOwner {
        match self.owner {
            Owner::Visitor(visitor) => visitor.into(),
            Owner::User(id) => ProgressOwner::user(id),
        }
    }

    fn all(&self) -> Vec<Arc<dyn SessionHandle>> {
        match self.owner {
            Owner::Visitor(visitor) => self.registry.of_visitor(visitor),
            Owner::User(user) => self.registry.of_user(user),
        }
    }
}

/// A session as the app sees it from outside, to choose those that it ends; or a page
/// that is about to have one.
pub struct SessionView<'a> {
    identity: &'a Identity,
    view: TypeId,
}

impl SessionView<'_> {
    /// The browser that it belongs to.
    #[must_use]
    pub fn visitor(&self) -> &Visitor {
        &self.identity.visitor
    }

    /// The app's user, if one was signed in when it began.
    #[must_use]
    pub fn user(&self) -> Option<&str> {
        self.identity.user.as_deref()
    }

    /// Whether it shows this view.
    #[must_use]
    pub fn shows<V: 'static>(&self) -> bool {
        self.view == TypeId::of::<V>()
    }
}

/// Ends the sessions for which `is_meant` returns `true`.
pub(crate) fn disconnect_where(
    registry: &Registry,
    is_meant: impl Fn(&SessionView<'_>) -> bool,
    reason: &'static str,
) -> usize {
    let is_meant = |identity: &Identity, view: TypeId| is_meant(&SessionView { identity, view });
    // First: a page that arrives meanwhile is in one of the two.
    registry.arrivals.end(reason, is_meant);
    let mut sessions = registry.all();
    sessions.retain(|session| is_meant(session.identity(), session.view()));
    disconnect(sessions, reason)
}

fn disconnect(sessions: Vec<Arc<dyn SessionHandle>>, reason: &'static str) -> usize {
    for session in &sessions {
        session.disconnect(reason);
    }
    sessions.len()
}

impl<'a> LiveSession<'a> {
    pub(crate) fn new(registry: &'a Registry, id: SessionId) -> Self {
        Self { registry, id }
    }

    /// Sends an event to the view's handler of that key.
    ///
    /// As [`Sessions::send`].
    ///
    /// # Errors
    ///
    /// See [`SendError`]; nothing was sent then.
    pub fn send<V: 'static, E>(
        &self,
        key: EventKey<V, E>,
        params: impl Into<Params>,
    ) -> Result<(), SendError> {
        let session = self.registry.get(self.id).ok_or(SendError::NoSession)?;
        if session.view() != TypeId::of::<V>() {
            return Err(SendError::OtherView);
        }
        let (event, params) = (key.name(), params.into());
        deliver(session.as_ref(), Delivery::Event { event, params })
    }

    /// The same for a handler of the component that has this id.
    ///
    /// # Errors
    ///
    /// As of [`send`](Self::send), but for [`SendError::OtherView`]. An id that the
    /// view does not know is refused and logged when the event is handled.
    pub fn send_to<C: 'static, E>(
        &self,
        component: &str,
        key: EventKey<Embedded<C>, E>,
        params: impl Into<Params>,
    ) -> Result<(), SendError> {
        let session = self.registry.get(self.id).ok_or(SendError::NoSession)?;
        let params = params.into().for_component(Some(component.to_owned()));
        let event = key.name();
        deliver(session.as_ref(), Delivery::Event { event, params })
    }

    /// Emits an event of the app to the session, as [`Sessions::emit`].
    ///
    /// # Errors
    ///
    /// As of [`send`](Self::send), but for [`SendError::OtherView`].
    pub fn emit<T: Any + Send + Sync>(&self, event: T) -> Result<(), SendError> {
        let session = self.registry.get(self.id).ok_or(SendError::NoSession)?;
        deliver(session.as_ref(), Delivery::Emitted(Emitted::new(event)))
    }

    /// Ends the session; `false` if there is none in this process. As
    /// [`Sessions::disconnect`].
    pub fn disconnect(&self, reason: &'static str) -> bool {
        let session = self.registry.get(self.id);
        if let Some(session) = &session {
            session.disconnect(reason);
        }
        session.is_some()
    }
}

fn deliver(session: &dyn SessionHandle, delivery: Delivery) -> Result<(), SendError> {
    session.deliver(delivery).map_err(|_| {
        metrics::limit_hit("deliveries");
        SendError::Busy
    })
}

impl fmt::Debug for Sessions<'_> {
    /// Of a user nothing: the id may be personal data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut sessions = f.debug_struct("Sessions");
        if let Owner::Visitor(visitor) = self.owner {
            sessions.field("visitor", visitor);
        }
        sessions.finish_non_exhaustive()
    }
}

impl fmt::Debug for SessionView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.identity, f)
    }
}

impl fmt::Debug for LiveSession<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("LiveSession").field(&self.id).finish()
    }
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoSession => "there is no session here to send the event to",
            Self::OtherView => "the session shows another view",
            Self::Busy => "too many events of the app wait in the session",
        })
    }
}

impl std::error::Error for SendError {}
