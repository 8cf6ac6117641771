//! A page in memory, and the person in front of it.

mod actions;
mod walk;

use std::any::Any;
use std::fmt;
use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, Weak};
use std::task::Poll;
use std::time::Duration;

use axum::http::request::Parts;
use axum::http::{Request, Uri};
use axum::response::Response;

use crate::app::component::LiveComponent;
use crate::app::guide::Guide;
use crate::app::view::Live;
use crate::event::{Embedded, EventKey, Params, Value};
use crate::http::layout::AnyView;
use crate::http::mount::NotMounted;
use crate::identity::Identity;
use crate::js::{CommandError, CommandName};
use crate::panics::lock;
use crate::seq::StepRef;
use crate::server::Docent;
use crate::server::delivery::SendError;
use crate::test::client::{EndedStep, ShownStep, Ticket};
use crate::test::history::History;
use crate::test::markup::ActionError;
use crate::test::server::Server;
use crate::test::state::{Served, State};
use crate::visitor::Visitor;
use crate::wire;
use crate::wire::page::{Command, Refusal};

/// A page of the view `V` in memory, and the person in front of it.
///
/// See the [module](crate::test) for an example. What a person does is an
/// `async` method that returns when the session has answered, and has done all
/// that it can do then without time passing.
///
/// A page whose connection is lost keeps what it would send until it is
/// connected again; the methods then return at once.
pub struct Page<V: Live> {
    state: Arc<Mutex<State>>,
    server: Server,
    identity: Identity,
    /// The page's first request.
    request: Parts,
    /// The URL of the last one.
    mounted_at: String,
    mount: Remount<V>,
    layout: Option<AnyView>,
    /// Whether the view can be had only once.
    is_single: bool,
    guide: Guide<V>,
}

/// A view on its way.
pub(crate) type Mounting<V> = Pin<Box<dyn Future<Output = Result<V, Response>> + Send>>;
/// What mounts the view for a request of the page.
pub(crate) type Remount<V> = Arc<dyn Fn(Parts) -> Mounting<V> + Send + Sync>;

/// The path of a request with its query.
pub(crate) fn url_of(uri: &Uri) -> &str {
    uri.path_and_query().map_or("/", |url| url.as_str())
}

/// The request of the page at that URL, with what `first` had.
fn request_at(url: &str, first: &Parts, identity: &Identity) -> Parts {
    let mut parts = first.clone();
    if url != url_of(&parts.uri) {
        let moved = url.parse();
        parts.uri = moved.unwrap_or_else(|_| panic!("`{url}` is no URL: percent-encode it"));
    }
    parts.extensions.insert(identity.visitor.clone());
    parts
}

impl<V: Live> Page<V> {
    /// Opens a page of this very view. A reload of the page panics: there is
    /// no second view. Use [`mount`](Page::mount) for a page that is reloaded.
    pub async fn open(view: V) -> Self {
        let view = Mutex::new(Some(view));
        let mount: Remount<V> = Arc::new(move |_| {
            let view = lock(&view).take();
            Box::pin(async { Ok(view.expect("a page of `Page::open` cannot be reloaded")) })
        });
        let identity = Identity::from(Visitor::new());
        let (request, ()) = Request::default().into_parts();
        match Self::load(Server::default(), identity, request, mount, None).await {
            Ok(page) => Self {
                is_single: true,
                ..page
            },
            Err(response) => panic!("the mount answered with {}", response.status()),
        }
    }

    pub(crate) async fn load(
        server: Server,
        identity: Identity,
        first: Parts,
        mount: Remount<V>,
        layout: Option<AnyView>,
    ) -> Result<Self, Response> {
        let url = url_of(&first.uri).to_owned();
        let request = request_at(&url, &first, &identity);
        // Mounted once for the page, and once for its socket, as in a browser.
        // A view that can be had only once serves both.
        let view = mount(request.clone()).await?;
        let served = Served::of(&view, server.docent(), request.clone(), layout.as_ref());
        let state = State::new(served, History::new(&url));
        let state = Arc::new(Mutex::new(state));
        let weak: Weak<Mutex<State>> = Arc::downgrade(&state);
        server.add_page(weak);
        let hello = lock(&state).client.hello_frame();
        let (socket, guide) = server.attach(&identity, hello, &request, || view);
        lock(&state).socket = Some(socket);
        let page = Self {
            state,
            server,
            identity,
            request: first,
            mounted_at: url,
            mount,
            layout,
            is_single: false,
            guide: guide.expect("a page that names no session is given one"),
        };
        page.settle().await;
        Ok(page)
    }

    /// The person sends an event to the view's handler of that key.
    ///
    /// The parameters go by name, `[("title", "x")]`, or by position, `(3, "Q3")`;
    /// `()` are none.
    ///
    /// # Errors
    ///
    /// The refusal: the handler failed, or a parameter does not fit. An event that
    /// only the app may send, `#[event_handler(from = App)]`, is refused as
    /// `unknown_event`, as it is from any page: [`deliver`](Page::deliver) sends it.
    pub async fn fire<E>(
        &mut self,
        key: EventKey<V, E>,
        params: impl Into<Params>,
    ) -> Result<(), Refusal> {
        self.send(key.name(), params.into().into_value(), None)
            .await
    }

    /// The same for a handler of the component that has this id.
    ///
    /// # Errors
    ///
    /// As of [`fire`](Page::fire), and if the view knows no such component.
    pub async fn fire_in<C: LiveComponent, E>(
        &mut self,
        component: &str,
        key: EventKey<Embedded<C>, E>,
        params: impl Into<Params>,
    ) -> Result<(), Refusal> {
        self.send(key.name(), params.into().into_value(), Some(component))
            .await
    }

    /// The app sends an event to this page's session, as by
    /// [`Docent::session`](crate::Docent::session), and it is handled. That its
    /// handler fails is logged and no error here.
    ///
    /// # Errors
    ///
    /// See [`SendError`](crate::delivery::SendError).
    pub async fn deliver<E>(
        &mut self,
        key: EventKey<V, E>,
        params: impl Into<Params>,
    ) -> Result<(), SendError> {
        let id = self.guide.session_id();
        self.docent().session(&id).send(key, params)?;
        self.settle().await;
        Ok(())
    }

    /// The app emits an event to this page's session, as by
    /// [`Docent::session`](crate::Docent::session), and who waits for it gets it.
    ///
    /// # Errors
    ///
    /// See [`SendError`](crate::delivery::SendError).
    pub async fn emit<T: Any + Send + Sync>(&mut self, event: T) -> Result<(), SendError> {
        let id = self.guide.session_id();
        self.docent().session(&id).emit(event)?;
        self.settle().await;
        Ok(())
    }

    /// Sends any event, as a page may that the app did not write.
    ///
    /// # Errors
    ///
    /// As of [`fire`](Page::fire).
    pub async fn send(
        &mut self,
        name: &str,
        params: Value,
        component: Option<&str>,
    ) -> Result<(), Refusal> {
        let ticket = lock(&self.state).event(name, params, component);
        self.answered(ticket).await
    }

    /// The same, and does not wait for the answer: for a handler that hangs.
    pub async fn send_without_waiting(&mut self, name: &str, params: Value) {
        lock(&self.state).event(name, params, None);
        self.settle().await;
    }

    /// Presses Skip, or Next, in the bubble.
    pub async fn skip(&mut self) {
        self.control("skip").await;
    }

    /// Presses Back in the bubble.
    pub async fn back(&mut self) {
        self.control("back").await;
    }

    /// Presses Close in the bubble.
    pub async fn cancel(&mut self) {
        self.control("cancel").await;
    }

    /// Presses Pause in the bubble: the step's time stops.
    pub async fn pause(&mut self) {
        self.control("hold").await;
    }

    /// Presses Resume in the bubble: what is left of the step's time runs on.
    pub async fn resume(&mut self) {
        self.control("resume").await;
    }

    /// Reports that something has happened that the page looks for while it shows the
    /// step: [`present`](crate::tour::Wait::present),
    /// [`absent`](crate::tour::Wait::absent), or an event
    /// ([`Wait::dom`](crate::tour::Wait::dom)) of the app's own scripts.
    ///
    /// The driver cannot know: it shows nothing. What the page looks for is in
    /// [`ShownStep::until`]. An event that an action brings, as [`click`](Page::click)
    /// does, is reported without this.
    pub async fn report_done(&mut self) {
        self.control("done").await;
    }

    /// Reports that the step's target is not on the page.
    ///
    /// The driver cannot know: a target may be in the app's
    /// layout, which is not rendered here.
    pub async fn report_missing(&mut self) {
        self.control("missing").await;
    }

    /// Reports that a command did not happen, as the browser's script does in
    /// the moment in which it carries out the frame with the command.
    ///
    /// `selector` is what the command had in [`Js::to`](crate::Js::to) or its
    /// likes; empty if it had none. The driver cannot know: it
    /// runs no commands. For a custom one see
    /// [`report_named_failure`](Self::report_named_failure).
    pub async fn report_failure(
        &mut self,
        command: CommandName,
        selector: &str,
        error: CommandError,
    ) {
        self.report(command.as_str(), selector, error).await;
    }

    /// The same for the [custom](crate::Js::custom) command of that name, or the hook: of a
    /// `command` that has names of the app's own.
    pub async fn report_named_failure(
        &mut self,
        command: CommandName,
        name: &str,
        error: CommandError,
    ) {
        let command = format!("{}:{name}", command.as_str());
        self.report(&command, "", error).await;
    }

    async fn report(&mut self, command: &str, selector: &str, error: CommandError) {
        {
            let mut state = lock(&self.state);
            state.client.report_failure(command, selector, error);
            state.transmit();
        }
        self.settle().await;
    }

    async fn control(&mut self, name: &str) {
        {
            let mut state = lock(&self.state);
            state.client.control(name);
            state.transmit();
        }
        self.settle().await;
    }

    /// Calls `start_tutorial`, as a button of the page does.
    ///
    /// # Errors
    ///
    /// As of [`fire`](Page::fire).
    pub async fn start_tutorial(&mut self) -> Result<(), Refusal> {
        self.send("start_tutorial", Value::Null, None).await
    }

    /// Lets time pass: handlers, flows, steps and the server's own timers go on
    /// as they become due.
    ///
    /// Under `#[tokio::test(start_paused = true)]` no real time passes.
    pub async fn advance(&mut self, time: Duration) {
        let mut passed = pin!(tokio::time::sleep(time));
        let server = &self.server;
        std::future::poll_fn(|cx| {
            server.poll(cx);
            passed.as_mut().poll(cx)
        })
        .await;
        self.settle().await;
    }

    /// Lets the connection go, as a network does. The session waits for the
    /// page for [`Limits::grace_period`](crate::config::Limits::grace_period).
    pub async fn disconnect(&mut self) {
        lock(&self.state).lose();
        self.settle().await;
    }

    /// Connects again: to the same session if it still lives, else to a new one.
    ///
    /// # Panics
    ///
    /// If the view cannot be mounted again.
    pub async fn reconnect(&mut self) {
        if let Err(response) = self.try_reconnect().await {
            panic!("the mount answered with {}", response.status());
        }
    }

    /// The same where the mount may refuse: the page then stays without a
    /// connection, and the sessions that its visitor has of this URL end.
    ///
    /// # Errors
    ///
    /// The response that the mount gives instead of a view.
    pub async fn try_reconnect(&mut self) -> Result<(), Response> {
        lock(&self.state).lose();
        self.arrive();
        let hello = lock(&self.state).client.hello_frame();
        let is_known = hello
            .session
            .as_deref()
            .is_some_and(|id| self.docent().registry().find(id, &self.identity).is_some());
        let request = self.request();
        // Mounted beforehand, as it is before the socket of a browser opens.
        let view = match self.is_single && is_known {
            true => None,
            false => match (self.mount)(request.clone()).await {
                Ok(view) => Some(view),
                Err(response) => {
                    let Identity { visitor, place, .. } = self.identity.clone();
                    let refusal = NotMounted {
                        response,
                        visitor,
                        place,
                    };
                    refusal.end_sessions(self.docent());
                    self.settle().await;
                    return Err(refusal.response);
                }
            },
        };
        let (socket, guide) = self.server.attach(&self.identity, hello, &request, || {
            view.expect("a session that was known a moment ago")
        });
        if let Some(guide) = guide {
            self.guide = guide;
        }
        lock(&self.state).socket = Some(socket);
        self.settle().await;
        Ok(())
    }

    /// The app's user of the page's next requests changes: somebody signs in, or,
    /// with `None`, out. An open connection does not notice.
    pub fn set_user(&mut self, user: Option<&str>) {
        self.identity.user = user.map(Into::into);
    }

    /// Reloads the page: the view is mounted again, and a tour goes on from
    /// its stored progress.
    ///
    /// # Panics
    ///
    /// If the view cannot be mounted again.
    pub async fn reload(&mut self) {
        lock(&self.state).lose();
        self.settle().await;
        self.arrive();
        let request = self.request();
        let view = match (self.mount)(request.clone()).await {
            Ok(view) => view,
            Err(response) => panic!("the mount answered with {}", response.status()),
        };
        let served = Served::of(&view, self.docent(), request.clone(), self.layout.as_ref());
        {
            let mut state = lock(&self.state);
            let history = state.history.clone();
            *state = State::new(served, history);
        }
        let hello = lock(&self.state).client.hello_frame();
        let (socket, guide) = self.server.attach(&self.identity, hello, &request, || view);
        self.guide = guide.expect("a page that names no session is given one");
        lock(&self.state).socket = Some(socket);
        self.settle().await;
    }

    /// The person opens another page of the app, on which the same view is mounted: a
    /// full page load at this path, with a query if it has one. The tour goes on there.
    ///
    /// # Panics
    ///
    /// As of [`reload`](Page::reload).
    pub async fn visit(&mut self, url: &str) {
        lock(&self.state).history.patch(url, false);
        self.reload().await;
    }

    /// A script of the page changes its URL, as by `history.pushState`: the session
    /// stays. For [`page`](crate::tour::Step::page) of the steps of a tour.
    pub async fn move_to(&mut self, path: &str) {
        lock(&self.state).move_to(path);
        self.settle().await;
    }

    /// The browser brings the page back as it was, from its cache for Back and Forward,
    /// and it connects again. A tour that another page has taken since goes on here.
    ///
    /// # Panics
    ///
    /// As of [`reconnect`](Page::reconnect).
    pub async fn restore(&mut self) {
        lock(&self.state).client.control("again");
        self.reconnect().await;
    }

    /// The next request of the page is of the URL where it is now.
    fn arrive(&mut self) {
        let url = self.url();
        if url != self.mounted_at {
            self.identity.place = self.docent().place(0, &url);
            self.mounted_at = url;
        }
    }

    /// The request of the page where it is now.
    fn request(&self) -> Parts {
        request_at(&self.url(), &self.request, &self.identity)
    }

    /// The person goes back to the URL before
    /// [`Context::patch_url`](crate::Context::patch_url).
    ///
    /// # Errors
    ///
    /// The refusal of [`View::url_changed`](crate::View::url_changed). The script then
    /// loads the page again: so does [`reload`](Page::reload).
    ///
    /// # Panics
    ///
    /// If there is no such entry in the page's history.
    #[track_caller]
    pub fn go_back(&mut self) -> impl Future<Output = Result<(), Refusal>> + use<'_, V> {
        self.travel(-1)
    }

    /// The same forward.
    ///
    /// # Errors
    ///
    /// As of [`go_back`](Page::go_back).
    ///
    /// # Panics
    ///
    /// As of [`go_back`](Page::go_back).
    #[track_caller]
    pub fn go_forward(&mut self) -> impl Future<Output = Result<(), Refusal>> + use<'_, V> {
        self.travel(1)
    }

    #[track_caller]
    fn travel(&mut self, by: isize) -> impl Future<Output = Result<(), Refusal>> + use<'_, V> {
        let ticket = {
            let mut state = lock(&self.state);
            let Some(url) = state.history.go(by).map(Value::from) else {
                panic!("the page's history has no entry there: no handler has patched its URL");
            };
            state.note_path();
            state.event(wire::URL_CHANGED, Value::map([("url", url)]), None)
        };
        self.answered(ticket)
    }

    /// Shows a page of the app's own, from its markup: what an
    /// [`AttachedView`](crate::AttachedView) runs its tours on. The tour goes on, as it does
    /// when such an app shows its next page.
    ///
    /// For a view that docent renders see [`Builder::layout`](crate::test::Builder::layout).
    pub fn set_document(&mut self, html: impl AsRef<str>) {
        lock(&self.state).markup.replace(html.as_ref());
    }

    /// The path of the page with its query: that of its request, or what a handler or a
    /// script has made of it. [`Page::open`] is at `/`.
    #[must_use]
    pub fn url(&self) -> String {
        lock(&self.state).history.url().to_owned()
    }

    /// The URL to which the page was sent last, as by
    /// [`Context::redirect`](crate::Context::redirect). The page itself stays: no
    /// other one is opened here.
    #[must_use]
    pub fn redirected_to(&self) -> Option<String> {
        lock(&self.state).redirected_to.clone()
    }

    /// The [title](crate::View::title) of the document; `None` if the view has none.
    #[must_use]
    pub fn title(&self) -> Option<String> {
        lock(&self.state).title().map(str::to_owned)
    }

    /// Waits for the answer to an event.
    async fn answered(&mut self, ticket: Ticket) -> Result<(), Refusal> {
        let (state, server) = (&self.state, &self.server);
        let answer = std::future::poll_fn(|cx| {
            server.poll(cx);
            let mut state = lock(state);
            match state.client.answer(ticket) {
                Some(answer) => Poll::Ready(answer),
                None if state.socket.is_none() => Poll::Ready(Ok(())),
                None => Poll::Pending,
            }
        })
        .await;
        self.settle().await;
        answer
    }

    /// Waits until the session, and every other page of the server, has done
    /// all that it can do without time passing.
    pub async fn settle(&self) {
        self.server.settled().await;
    }

    /// Looks at the view, when no handler has it.
    ///
    /// # Panics
    ///
    /// If the session is over, or `look` panics.
    pub async fn view<R: Send + 'static>(
        &mut self,
        look: impl FnOnce(&mut V) -> R + Send + 'static,
    ) -> R {
        let seen = {
            let mut looking = pin!(self.guide.with(look));
            let server = &self.server;
            std::future::poll_fn(|cx| {
                let looked = looking.as_mut().poll(cx);
                server.poll(cx);
                match looked {
                    Poll::Pending => looking.as_mut().poll(cx),
                    ready => ready,
                }
            })
            .await
        };
        self.settle().await;
        seen.expect("the session lives")
    }

    /// A handle to the page's session, as its flows have one.
    #[must_use]
    pub fn guide(&self) -> Guide<V> {
        self.guide.clone()
    }

    /// Whose page it is.
    #[must_use]
    pub fn visitor(&self) -> &Visitor {
        &self.identity.visitor
    }

    #[cfg(test)]
    pub(crate) fn identity(&self) -> &Identity {
        &self.identity
    }

    /// The server of the page, to open another page of.
    #[must_use]
    pub fn server(&self) -> &Server {
        &self.server
    }

    fn docent(&self) -> &Docent {
        self.server.docent()
    }

    /// The step that the page shows; `None` while it shows none.
    #[must_use]
    pub fn step(&self) -> Option<ShownStep> {
        lock(&self.state).client.step().cloned()
    }

    /// The steps that have ended on this page, the oldest first, and why.
    #[must_use]
    pub fn ended_steps(&self) -> Vec<EndedStep> {
        lock(&self.state).client.ended_steps().to_vec()
    }

    /// How the last tour ended: `finished`, `cancelled`, `superseded`,
    /// `failed`; `None` before one did, and while another is running.
    #[must_use]
    pub fn outcome(&self) -> Option<String> {
        lock(&self.state).client.outcome().map(str::to_owned)
    }

    /// The run and the visit that the page is in, while a tour is running.
    #[must_use]
    pub fn place(&self) -> Option<StepRef> {
        lock(&self.state).client.place()
    }

    /// Takes the commands that the app has sent since they were last taken.
    #[must_use]
    pub fn take_commands(&mut self) -> Vec<Command> {
        lock(&self.state).client.take_commands()
    }

    /// The events that were refused, the oldest first.
    #[must_use]
    pub fn refusals(&self) -> Vec<Refusal> {
        lock(&self.state).client.refusals().to_vec()
    }

    /// The live part, as the page shows it.
    #[must_use]
    pub fn html(&self) -> String {
        lock(&self.state).client.html().to_owned()
    }

    /// Whether an element matches the selector in the live part.
    ///
    /// # Panics
    ///
    /// If the selector is none, or asks for what only a browser knows
    /// (`:hover`). The methods after it panic too where no element matches, or
    /// several do.
    #[must_use]
    #[track_caller]
    pub fn has(&self, selector: &str) -> bool {
        found(lock(&self.state).markup.exists(selector))
    }

    /// Whether the element is shown, as far as the markup shows: style sheets
    /// are not read.
    #[must_use]
    #[track_caller]
    pub fn is_shown(&self, selector: &str) -> bool {
        found(lock(&self.state).markup.is_shown(selector))
    }

    /// The text of the element.
    #[must_use]
    #[track_caller]
    pub fn text(&self, selector: &str) -> String {
        found(lock(&self.state).markup.text(selector))
    }

    /// An attribute of the element; `None` if it has none of that name.
    #[must_use]
    #[track_caller]
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        found(lock(&self.state).markup.attribute(selector, name))
    }

    /// The value of a field, or the choice in a select.
    #[must_use]
    #[track_caller]
    pub fn value(&self, selector: &str) -> String {
        found(lock(&self.state).markup.value(selector))
    }

    /// Whether a checkbox or a radio button is ticked.
    #[must_use]
    #[track_caller]
    pub fn is_checked(&self, selector: &str) -> bool {
        found(lock(&self.state).markup.is_checked(selector))
    }

    /// Whether the page is connected to a session.
    #[must_use]
    pub fn is_connected(&self) -> bool {
        let state = lock(&self.state);
        state.socket.is_some() && state.client.is_open()
    }

    /// The code with which the page's last connection was closed.
    #[must_use]
    pub fn closed(&self) -> Option<u16> {
        lock(&self.state).closed
    }
}

impl<V: Live> fmt::Debug for Page<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page")
            .field("step", &self.step())
            .field("html", &self.html())
            .finish_non_exhaustive()
    }
}

/// What was looked for, at the caller's expense.
#[track_caller]
fn found<T>(found: Result<T, ActionError>) -> T {
    match found {
        Ok(found) => found,
        Err(error) => panic!("{error}"),
    }
}
