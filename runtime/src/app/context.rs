//! What a handler may do other than change its view.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use crate::app::guide::Guide;
use crate::app::handler::IntoHandlerResult;
use crate::app::view::{Live, View};
use crate::error::HandlerError;
use crate::event::{Actor, Embedded, EventKey};
use crate::identity::Identity;
use crate::ids::SessionId;
use crate::inbox::mailbox::Mailbox;
use crate::inbox::message::TourRequest;
use crate::inbox::registry::SessionHandle;
use crate::inbox::topics::{SubscribeError, TopicHandler};
use crate::js::Js;
use crate::metrics;
use crate::server::Docent;
use crate::tour::{Control, TourState};
use crate::visitor::Visitor;

/// A handler's way to the page, the visitor and the tour.
///
/// What it asks for happens when the handler has returned: the commands go to
/// the browser in the one frame that answers the event, after the change of
/// the page; what a failed handler asked for happens too.
///
/// A component's handler reaches the page and the visitor by it; flows and
/// tours are the view's.
pub struct Context<'a, V: 'static> {
    page: OnPage<'a>,
    /// What only a view has; `None` in a component.
    view: Option<OfView<'a, V>>,
}

/// The half of a [`Context`] that a component's handler does not have.
struct OfView<'a, V: 'static> {
    requests: &'a mut Requests<V>,
    mailbox: &'a Arc<Mailbox<V>>,
}

/// The half of a [`Context`] that is the same for whoever handles the event.
pub struct OnPage<'a> {
    commands: &'a mut Js,
    docent: Docent,
    session: SessionId,
    identity: &'a Identity,
    actor: Actor,
    tutorial: TourState,
}

/// What a handler asked for, collected until it has returned.
pub(crate) struct Effects<V: 'static> {
    pub(crate) commands: Js,
    pub(crate) requests: Requests<V>,
}

/// The flows and tours that a handler asked for.
pub(crate) struct Requests<V: 'static> {
    pub(crate) flows: Vec<Flow<V>>,
    pub(crate) tours: Vec<TourRequest<V>>,
}

/// A flow that waits to be given its guide.
pub(crate) type Flow<V> = Box<dyn FnOnce(Guide<V>) -> FlowFuture + Send>;

/// A running flow.
pub(crate) type FlowFuture = Pin<Box<dyn Future<Output = Result<(), HandlerError>> + Send>>;

impl<V> Default for Effects<V> {
    fn default() -> Self {
        Self {
            commands: Js::default(),
            requests: Requests::default(),
        }
    }
}

impl<V> Default for Requests<V> {
    fn default() -> Self {
        Self {
            flows: Vec::new(),
            tours: Vec::new(),
        }
    }
}

impl<'a, V> Context<'a, V> {
    pub(crate) fn new(
        effects: &'a mut Effects<V>,
        docent: Docent,
        mailbox: &'a Arc<Mailbox<V>>,
        tutorial: TourState,
    ) -> Self {
        Self {
            page: OnPage {
                commands: &mut effects.commands,
                docent,
                session: mailbox.session(),
                identity: mailbox.identity(),
                actor: Actor::default(),
                tutorial,
            },
            view: Some(OfView {
                requests: &mut effects.requests,
                mailbox,
            }),
        }
    }

    /// The same for an event of this actor.
    pub(crate) fn acting(mut self, actor: Actor) -> Self {
        self.page.actor = actor;
        self
    }

    /// The context of a component's handler.
    pub(crate) fn of_component(page: OnPage<'a>) -> Self {
        Self { page, view: None }
    }

    /// What a component's handler is given of this.
    pub(crate) fn into_page(self) -> OnPage<'a> {
        self.page
    }

    /// Sends commands to the page.
    pub fn exec(&mut self, commands: Js) {
        let before = std::mem::take(self.page.commands);
        *self.page.commands = before.then(commands);
    }

    /// Sends the page to a URL of its own site, as a link does: what a handler has in
    /// place of axum's `Redirect`.
    ///
    /// The page is left when the handler has returned and the page has its frame; see
    /// [`Js::navigate`], which a flow or a step sends with `exec` or `on_exit`. The
    /// session ends as after any link: if the page does not come back within
    /// [`Limits::grace_period`](crate::config::Limits::grace_period). A tour goes on at
    /// the next page from its stored progress.
    ///
    /// ```
    /// use docent::prelude::*;
    ///
    /// # #[derive(Default)]
    /// struct NewProject { id: u32 }
    /// # impl View for NewProject { fn render(&self) -> Html { Html::default() } }
    ///
    /// #[live_view(LiveView)]
    /// impl NewProject {
    ///     #[event_handler]
    ///     fn save(&mut self, cx: &mut Context<'_, Self>) {
    ///         self.id += 1;
    ///         cx.redirect(format!("/projects/{}", self.id));
    ///     }
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// A URL that may lead to another site is not followed: the event fails when its
    /// handler has returned, which is logged. As of any handler that fails, the page shows
    /// what the view renders, and one of the app's own a message.
    pub fn redirect(&mut self, url: impl Into<String>) {
        self.exec(Js::redirect(url.into(), false));
    }

    /// The same for a whole URL of another site, as of a payment provider.
    ///
    /// # Security
    ///
    /// See [`Js::navigate_external`]: the URL must not come from the visitor.
    pub fn redirect_external(&mut self, url: impl Into<String>) {
        self.exec(Js::redirect(url.into(), true));
    }

    /// Changes the page's URL without loading another page: for a filter, a tab or a
    /// page of a list that a link or a reload should find again.
    ///
    /// `url` is as for [`Js::navigate`]. The browser's history gets an entry; of several
    /// in one frame only the last one. The handler itself changes the view; when the
    /// person goes back or forward,
    /// [`View::url_changed`](crate::View::url_changed) is called. Scroll and focus stay.
    ///
    /// A GET of the URL must be answered by a route of this view: a reload mounts there.
    /// A page that has lost its connection connects at its new URL, and finds its session
    /// again if that is of the same route; elsewhere it gets a new one.
    ///
    /// ```
    /// use axum::extract::Query;
    /// use axum::http::Uri;
    /// use docent::prelude::*;
    /// # use serde::Deserialize;
    ///
    /// #[derive(Default, Deserialize)]
    /// #[serde(default)]
    /// struct List { page: u32 }
    /// # impl List { fn mount(Query(list): Query<List>) -> Self { list } }
    ///
    /// #[live_view(LiveView)]
    /// impl List {
    ///     #[event_handler]
    ///     fn next_page(&mut self, cx: &mut Context<'_, Self>) {
    ///         self.page += 1;
    ///         cx.patch_url(format!("?page={}", self.page));
    ///     }
    /// }
    ///
    /// impl View for List {
    ///     fn render(&self) -> Html { Html::from(format!("Page {}", self.page)) }
    ///
    ///     async fn url_changed(
    ///         &mut self,
    ///         url: &Uri,
    ///         _: &mut Context<'_, Self>,
    ///     ) -> Result<(), HandlerError> {
    ///         Query(*self) = Query::try_from_uri(url)?;
    ///         Ok(())
    ///     }
    /// }
    /// # let _: axum::Router = axum::Router::new().route("/", docent::live(List::mount));
    /// ```
    ///
    /// # Errors
    ///
    /// As of [`redirect`](Self::redirect).
    pub fn patch_url(&mut self, url: impl Into<String>) {
        self.exec(Js::patch_url(url.into(), false));
    }

    /// The same in place of the history's current entry: Back leads to where it led before.
    pub fn replace_url(&mut self, url: impl Into<String>) {
        self.exec(Js::patch_url(url.into(), true));
    }

    /// Who is looking at the page, by the browser's cookie.
    #[must_use]
    pub fn visitor(&self) -> &Visitor {
        &self.page.identity.visitor
    }

    /// The app's user whose page it is, as
    /// [`identify`](crate::config::DocentBuilder::identify) named them when the page's
    /// session began; `None` if nobody was signed in then, or the server names none.
    #[must_use]
    pub fn user(&self) -> Option<&str> {
        self.page.identity.user.as_deref()
    }

    /// The session of this page: where the app [sends](crate::Docent::session) an
    /// event for it later.
    #[must_use]
    pub fn session_id(&self) -> SessionId {
        self.page.session
    }

    /// The server of this page: to [publish](crate::delivery::Topic::publish) to others,
    /// for one.
    #[must_use]
    pub fn docent(&self) -> &Docent {
        &self.page.docent
    }

    /// Who has caused the event: the visitor, or the app from outside the
    /// session. In a hook that belongs to no event, the visitor.
    #[must_use]
    pub fn actor(&self) -> Actor {
        self.page.actor
    }

    /// Whether a tour is leading this visitor through this page now.
    #[must_use]
    pub fn tutorial_running(&self) -> bool {
        self.page.tutorial.is_running()
    }

    /// The step that is shown, counted from 0; `None` when no tour is running.
    #[must_use]
    pub fn tutorial_current_step(&self) -> Option<usize> {
        self.page.tutorial.current_step()
    }

    /// How many steps the running tour has; 0 when none is running.
    #[must_use]
    pub fn tutorial_total_steps(&self) -> usize {
        self.page.tutorial.total_steps()
    }

    fn requests(&mut self, what: &str) -> Option<&mut Requests<V>> {
        if self.view.is_none() {
            tracing::error!(
                target: "docent::session",
                "a component's handler asked for {what}, which belongs to the view: nothing was started",
            );
        }
        self.view.as_mut().map(|view| &mut *view.requests)
    }
}

impl<V: View> Context<'_, V> {
    /// Starts a flow beside the session's other work.
    ///
    /// The flow belongs to the session, which polls it and drops it when it
    /// ends. It starts when this handler has returned. Beyond
    /// [`Limits::max_flows`](crate::config::Limits::max_flows) running flows it is dropped
    /// unstarted, and logged; likewise where a type that is a view on
    /// a page of its own is asked as a component of another.
    pub fn spawn<F, Fut>(&mut self, flow: F)
    where
        F: FnOnce(Guide<V>) -> Fut + Send + 'static,
        Fut: Future<Output: IntoHandlerResult> + Send + 'static,
    {
        if let Some(requests) = self.requests("a flow") {
            requests.flows.push(Box::new(move |guide| {
                let flow = flow(guide);
                Box::pin(async move { flow.await.into_result() })
            }));
        }
    }

    /// Subscribes a handler of this view to a [topic](crate::delivery::Topic): from now on,
    /// also while this handler goes on, until the session ends or
    /// [unsubscribes](Self::unsubscribe).
    ///
    /// The usual place is [`View::mounted`]. A second time changes nothing.
    ///
    /// # Errors
    ///
    /// See [`SubscribeError`].
    pub fn subscribe<E>(&mut self, topic: &str, key: EventKey<V, E>) -> Result<(), SubscribeError> {
        self.subscribe_handler(topic, key.name(), None)
    }

    /// The same for a handler of the component that has this id.
    ///
    /// # Errors
    ///
    /// As of [`subscribe`](Self::subscribe). An id that the view does not know when a
    /// message comes refuses that message, which is logged.
    pub fn subscribe_component<C: 'static, E>(
        &mut self,
        topic: &str,
        component: &str,
        key: EventKey<Embedded<C>, E>,
    ) -> Result<(), SubscribeError> {
        self.subscribe_handler(topic, key.name(), Some(component.into()))
    }

    fn subscribe_handler(
        &mut self,
        topic: &str,
        event: &'static str,
        component: Option<Box<str>>,
    ) -> Result<(), SubscribeError> {
        let OnPage {
            docent, session, ..
        } = &self.page;
        let Some(OfView { mailbox, .. }) = &self.view else {
            return Err(SubscribeError::InComponent);
        };
        let handle = Arc::clone(mailbox) as Arc<dyn SessionHandle>;
        let handler = TopicHandler { event, component };
        let most = mailbox.limits().max_subscriptions;
        docent
            .topics()
            .subscribe(topic, *session, handle, handler, most)
            .inspect_err(|error| {
                if *error == SubscribeError::TooMany {
                    metrics::limit_hit("max_subscriptions");
                }
            })
    }

    /// Ends this session's subscriptions to a topic. Messages that wait are still handled.
    pub fn unsubscribe(&mut self, topic: &str) {
        let OnPage {
            docent, session, ..
        } = &self.page;
        docent.topics().unsubscribe(topic, *session);
    }

    /// Leaves the step that was shown when this handler began, for the next one.
    ///
    /// Does nothing if the step is over by the time the handler has returned;
    /// nor do [`back_tutorial`](Self::back_tutorial) and
    /// [`cancel_tutorial`](Self::cancel_tutorial).
    pub fn skip_tutorial(&mut self) {
        self.leave(Control::Skip);
    }

    /// Goes back to the step before the one that was shown when this handler began.
    pub fn back_tutorial(&mut self) {
        self.leave(Control::Back);
    }

    /// Ends the tour that was running when this handler began.
    pub fn cancel_tutorial(&mut self) {
        self.leave(Control::Cancel);
    }

    fn leave(&mut self, control: Control) {
        self.tour(TourRequest::Control(control, self.page.tutorial.place));
    }

    pub(crate) fn tour(&mut self, request: TourRequest<V>) {
        if let Some(requests) = self.requests("a tour") {
            requests.tours.push(request);
        }
    }
}

impl<V: Live> Context<'_, V> {
    /// Starts the view's own tour at its first step; does nothing while a tour
    /// is running, or where the view has none.
    ///
    /// For another tour: [`spawn`](Self::spawn) a flow and
    /// [`Guide::run`](crate::Guide::run) it.
    pub fn start_tutorial(&mut self) {
        if let Some(tour) = V::own_tour() {
            self.tour(TourRequest::Start(tour));
        }
    }

    /// Starts the view's own tour at its first step, in place of any tour that is running.
    pub fn restart_tutorial(&mut self) {
        if let Some(tour) = V::own_tour() {
            self.tour(TourRequest::Restart(tour));
        }
    }
}

impl<V> std::fmt::Debug for Context<'_, V> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Context")
            .field("page", &self.page)
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for OnPage<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OnPage")
            .field("visitor", &self.identity.visitor)
            .field("tutorial", &self.tutorial)
            .finish_non_exhaustive()
    }
}
