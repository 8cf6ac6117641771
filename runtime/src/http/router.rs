//! A view's URL: the page and its socket.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};

use crate::app::view::{Attached, Live, Rendered};
use crate::http::assets;
use crate::http::attached_page;
use crate::http::base_path;
use crate::http::caller::{Caller, KnownBy};
use crate::http::cookie::{self, Jar};
use crate::http::hosts;
use crate::http::layout::{AnyView, IntoDocument, Layout, OfView};
use crate::http::mount::{Mount, Mounting, NotMounted};
use crate::http::origin::{self, Origins};
use crate::http::page::{Marks, Page};
use crate::http::page_token::{self, PageToken};
use crate::http::proxies::Scheme;
use crate::http::socket::{self, Admission};
use crate::http::startup;
use crate::http::upgrade;
use crate::limits::Limits;
use crate::log_limit::LogLimit;
use crate::metrics;
use crate::panics::guarded;
use crate::render::{self, lint};
use crate::server::Docent;
use crate::tour::TourState;
use crate::wire;

/// How many live routes there are, to tell their pages apart.
static ROUTES: AtomicU32 = AtomicU32::new(0);

/// The page of a view and its socket, at one URL.
///
/// A GET mounts the view and answers with the page; a WebSocket upgrade of the
/// same URL mounts it again and starts its session. Path parameters, state,
/// cookies and the app's middleware serve both. See [`Mount`] for what may be
/// mounted, and [`route()`] for what can be chosen.
///
/// A page whose connection was lost is mounted again as well when it comes back. If
/// its session still lives the fresh view is dropped: the mount is asked whether the
/// visitor may still have the page. If it answers with a redirect or an error
/// (but for 408, 429 and those of the server, 5xx), that is the answer to the
/// upgrade, and the sessions that the visitor has of this URL end. The page then
/// reloads, and goes where its URL leads.
///
/// ```
/// use docent::prelude::*;
///
/// #[derive(Default)]
/// struct Counter { count: u32 }
///
/// #[live_view(LiveView)]
/// impl Counter {
///     #[event_handler]
///     fn count(&mut self) { self.count += 1 }
/// }
///
/// impl View for Counter {
///     fn render(&self) -> Html {
///         Html::from(format!("<button dj-click=\"count\">{}</button>", self.count))
///     }
/// }
///
/// let app: axum::Router = axum::Router::new()
///     .route("/", docent::live(Counter::default))
///     .merge(docent::assets());
/// ```
///
/// The route needs a server: [`serve`](crate::serve()) and
/// [`Docent::serve`] add it, and an app with a server of its own adds
/// `.layer(Extension(docent))` after its routes. A route that has none answers
/// 500, and logs an error.
///
/// # Security
///
/// The socket is refused (403) to pages of other origins, and closed (4401)
/// to a page that does not hold a token which this server gave this visitor: beside the
/// visitor's cookie, or alone to a browser that takes none.
/// A page is attached again only to a session of the same visitor, the same
/// [user](crate::config::DocentBuilder::identify), this route and the same URL with its
/// query; if a handler has [changed its URL](crate::Context::patch_url), to any URL of this
/// route whose mount lets the visitor in. A socket that stays open is not asked again: at a logout end the sessions of
/// the user, with [`disconnect`](crate::delivery::Sessions::disconnect).
pub fn live<V, M, S>(mount: impl Mount<V, M, S>) -> MethodRouter<S>
where
    V: Live + Rendered,
    S: Clone + Send + Sync + 'static,
{
    route(mount).live()
}

/// Begins a view's URL whose document or origins the app chooses: see [`Route`].
pub fn route<F>(mount: F) -> Route<F> {
    Route {
        mount,
        settings: Settings::default(),
        layout: AnyView::default(),
    }
}

/// A view's URL before it is a `MethodRouter`: see [`route()`].
///
/// ```
/// # use docent::prelude::*;
/// # use docent::page::Page;
/// # #[derive(Default)]
/// # struct Counter { count: u32 }
/// # #[live_view(LiveView)]
/// # impl Counter {}
/// # impl View for Counter {
/// #     fn render(&self) -> Html { Html::from(self.count.to_string()) }
/// # }
/// fn layout(page: Page) -> Html {
///     Html::from(format!("<!doctype html><head>{}</head>{}", page.head(), page.body()))
/// }
///
/// let app: axum::Router = axum::Router::new()
///     .route("/", docent::route(Counter::default).layout(layout).live());
/// ```
///
/// Of two calls of one method the last counts. A `MethodRouter` has none of
/// them, so that a layout is never chosen for something that is no view:
///
/// ```compile_fail,E0599
/// # fn layout(_: docent::page::Page) -> docent::Html { unreachable!() }
/// let app: axum::Router = axum::Router::new()
///     .route("/", axum::routing::get(|| async {}).layout(layout));
/// ```
#[derive(Clone)]
#[must_use = "a route does nothing until `live` makes a `MethodRouter` of it"]
pub struct Route<F, L = AnyView> {
    mount: F,
    settings: Settings,
    layout: L,
}

/// What an app chooses for a view's URL.
#[derive(Clone, Default)]
struct Settings {
    origins: Origins,
    /// Whether the page may be in the frames of other sites.
    is_embedded: bool,
    limits: Option<Arc<Limits>>,
    /// Whether the pages are the app's, and only the socket is here.
    is_attached: bool,
}

impl Settings {
    /// In which cookie a visitor is kept.
    fn jar(&self, known_by: KnownBy, is_framed: bool) -> Jar {
        match known_by {
            KnownBy::Cookie(jar) => jar,
            _ if self.is_embedded && is_framed => Jar::Embedded,
            _ => Jar::Own,
        }
    }
}

impl<F, L> Route<F, L> {
    /// Wraps the live part into the app's own document. See [`Page`], which has the
    /// view's title and the request too.
    ///
    /// The layout gives `Html`, or a `Result` of it: of an error and of a panic the
    /// visitor gets a 500, and the log the text.
    pub fn layout<R: IntoDocument>(
        self,
        layout: impl Fn(Page) -> R + Send + Sync + 'static,
    ) -> Route<F> {
        Route {
            mount: self.mount,
            settings: self.settings,
            layout: AnyView::new(layout),
        }
    }

    /// The same with the view that the mount has made: for what only it knows, such as
    /// the name of the user or a message that is shown once.
    ///
    /// What the layout takes from the view is not live: it is as it was when the page was
    /// requested, but for the [title](crate::View::title).
    ///
    /// ```
    /// # use docent::prelude::*;
    /// # use docent::{escape, page::Page};
    /// # #[derive(Default)]
    /// struct Inbox { user: String }
    /// # #[live_view(LiveView)]
    /// # impl Inbox {}
    /// # impl View for Inbox { fn render(&self) -> Html { Html::default() } }
    ///
    /// fn layout(page: Page, inbox: &Inbox) -> Html {
    ///     let (head, body, user) = (page.head(), page.body(), escape(&inbox.user));
    ///     Html::from(format!("<!doctype html>{head}<body><header>{user}</header>{body}"))
    /// }
    ///
    /// let app: axum::Router = axum::Router::new()
    ///     .route("/", docent::route(Inbox::default).view_layout(layout).live());
    /// ```
    pub fn view_layout<V, R: IntoDocument>(
        self,
        layout: impl Fn(Page, &V) -> R + Send + Sync + 'static,
    ) -> Route<F, OfView<V>> {
        Route {
            mount: self.mount,
            settings: self.settings,
            layout: OfView::new(layout),
        }
    }

    /// Lets pages of these origins (`https://www.example`) open the socket
    /// too, and, where `allow_missing` is set, clients that name no origin at
    /// all: programs, never browsers.
    pub fn origins(
        mut self,
        origins: impl IntoIterator<Item = impl Into<String>>,
        allow_missing: bool,
    ) -> Self {
        self.settings.origins = Origins {
            allowed: origins.into_iter().map(Into::into).collect(),
            allow_missing,
        };
        self
    }

    /// Lets the page work in the frames of other sites.
    ///
    /// Its visitor is then known by a cookie that belongs to the site around it
    /// (`SameSite=None; Secure; Partitioned`, of the name `__Host-docent-embedded`): the
    /// same person is another visitor in the frames of each site, and in a tab of the
    /// page's own. Browsers take it by TLS. Where they take none, the session lives with
    /// its page, as [`VisitorCookie`](crate::config::VisitorCookie) describes. Chrome 114
    /// and Firefox 141 are the first that keep such cookies apart by site; an older one that
    /// takes cookies of other sites has one visitor in the frames of all.
    ///
    /// Without this a page in a frame of another site has no session, and shows
    /// [`Labels::framed`](crate::page::Labels#structfield.framed). Frames of the app's own
    /// site need nothing.
    ///
    /// # Security
    ///
    /// A site that shows the page can have its visitors press what they do not see in
    /// it (clickjacking). Name the sites that may, in a header of the page's answer:
    ///
    /// ```
    /// # use docent::prelude::*;
    /// # #[derive(Default)]
    /// # struct Counter;
    /// # #[live_view(LiveView)]
    /// # impl Counter {}
    /// # impl View for Counter { fn render(&self) -> Html { Html::default() } }
    /// use axum::http::header::{CONTENT_SECURITY_POLICY, HeaderValue};
    /// use axum::middleware::map_response;
    /// use axum::response::Response;
    ///
    /// async fn frames(mut response: Response) -> Response {
    ///     let sites = HeaderValue::from_static("frame-ancestors https://partner.example");
    ///     response.headers_mut().append(CONTENT_SECURITY_POLICY, sites);
    ///     response
    /// }
    ///
    /// let app: axum::Router = axum::Router::new()
    ///     .route("/widget", docent::route(Counter::default).embedded().live())
    ///     .layer(map_response(frames));
    /// ```
    pub fn embedded(mut self) -> Self {
        self.settings.is_embedded = true;
        self
    }

    /// Bounds the sessions of this URL by these, and not by those of the server.
    ///
    /// ```
    /// # use docent::prelude::*;
    /// # #[derive(Default)]
    /// # struct Editor;
    /// # #[live_view(LiveView)]
    /// # impl Editor {}
    /// # impl View for Editor { fn render(&self) -> Html { Html::default() } }
    /// use docent::config::Limits;
    ///
    /// // A text of 100 pages, in one field.
    /// const LONG_TEXTS: Limits = Limits::new().max_event_bytes(512 * 1024);
    ///
    /// let app: axum::Router = axum::Router::new()
    ///     .route("/edit", docent::route(Editor::default).limits(LONG_TEXTS).live());
    /// ```
    ///
    /// What is about several URLs together is the server's still:
    /// [`max_sessions_per_visitor`](Limits#structfield.max_sessions_per_visitor),
    /// [`max_away_sessions_per_visitor`](Limits#structfield.max_away_sessions_per_visitor),
    /// [`max_away_sessions`](Limits#structfield.max_away_sessions) and
    /// [`store_timeout`](Limits#structfield.store_timeout).
    pub fn limits(mut self, limits: Limits) -> Self {
        self.settings.limits = Some(Arc::new(limits));
        self
    }

    /// The page of the view and its socket, as [`live()`] makes them.
    pub fn live<V, M, S>(self) -> MethodRouter<S>
    where
        F: Mount<V, M, S>,
        L: Layout<V>,
        V: Live + Rendered,
        S: Clone + Send + Sync + 'static,
    {
        self.serve()
    }

    /// The socket of a view whose tours run on pages of the app's own, as
    /// [`attach()`](crate::attach()) makes it. It has no use for a layout.
    pub fn attach<V, M, S>(mut self) -> MethodRouter<S>
    where
        F: Mount<V, M, S>,
        L: Layout<V>,
        V: Live + Attached,
        S: Clone + Send + Sync + 'static,
    {
        self.settings.is_attached = true;
        self.serve()
    }

    fn serve<V, M, S>(self) -> MethodRouter<S>
    where
        F: Mount<V, M, S>,
        L: Layout<V>,
        V: Live,
        S: Clone + Send + Sync + 'static,
    {
        let Self {
            mount,
            settings,
            layout,
        } = self;
        let settings = Arc::new(settings);
        let route = ROUTES.fetch_add(1, Ordering::Relaxed);
        let answer = move |State(state): State<S>, request: Request| {
            serve(request, state, mount, layout, settings, route)
        };
        // The latter opens a WebSocket over HTTP/2 (RFC 8441).
        get(answer.clone()).connect(answer)
    }
}

impl<F, L> std::fmt::Debug for Route<F, L> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Route")
            .field("origins", &self.settings.origins)
            .field("embedded", &self.settings.is_embedded)
            .finish_non_exhaustive()
    }
}

/// Answers a request of a view's URL.
async fn serve<V: Live, M, S: Clone + Send + Sync + 'static>(
    request: Request,
    state: S,
    mount: impl Mount<V, M, S>,
    layout: impl Layout<V>,
    settings: Arc<Settings>,
    route: u32,
) -> Response {
    let (mut parts, _) = request.into_parts();
    let Some(docent) = parts.extensions.get::<Docent>().cloned() else {
        static NO_SERVER: LogLimit = LogLimit::new();
        if let Some(unlogged) = NO_SERVER.admit() {
            tracing::error!(target: "docent::serve", view = V::NAME, unlogged, "a live route has no server: serve the app with docent::serve, or add .layer(Extension(docent)) to it");
        }
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    if let Some(refusal) = hosts::refuse(&parts, &docent) {
        return refusal;
    }
    if let Some(refusal) = upgrade::refuse_lost(&parts) {
        return refusal;
    }
    let is_socket = upgrade::is_websocket(&parts);
    let request = (!is_socket).then(|| page_token::request(&parts.headers));
    let request = match request.flatten().transpose() {
        Ok(request) => request,
        Err(refusal) => return refusal,
    };
    let cookie = cookie::of(Some(&docent));
    let scheme = Scheme::of(Some(&docent), &parts);
    let caller = Caller::by_cookie(&cookie, &parts, scheme, settings.is_embedded);
    let caller = match &request {
        Some(request) => caller.or_by_token(&docent, &request.token),
        None if is_socket => caller.or_by_protocol(&docent, &parts),
        None => caller,
    };
    let Caller { visitor, known_by } = caller;
    parts.extensions.insert(visitor.clone());
    let limits = settings.limits.as_ref().unwrap_or(docent.limits_ref());
    let mounting = Mounting {
        limits: Arc::clone(limits),
        docent,
        visitor: visitor.clone(),
        route,
        mount,
        state,
    };
    if is_socket {
        return connect(parts, mounting, &settings.origins, scheme, known_by).await;
    }
    let waits = cookie.waits_for_a_tour();
    let (mut response, jar) = if let Some(request) = request {
        let Settings {
            origins,
            is_embedded,
            ..
        } = &*settings;
        let refusal = page_token::refuse(
            &parts,
            &request,
            origins,
            *is_embedded,
            known_by,
            scheme,
            &mounting.docent,
        );
        if let Some(refusal) = refusal {
            return refusal;
        }
        let (kind, sets_cookie) = match known_by {
            // Pages renew it.
            KnownBy::Cookie(_) => (PageToken::Bound, false),
            KnownBy::Token => (PageToken::Provisional, !waits || request.has_tour),
            KnownBy::Nothing => (PageToken::Provisional, !waits),
        };
        let jar = settings.jar(known_by, request.is_framed);
        let response = token(parts, mounting, kind, settings.is_attached).await;
        (response, sets_cookie.then_some(jar))
    } else if settings.is_attached {
        return attached_page::no_page();
    } else {
        let sets_cookie = known_by != KnownBy::Nothing || !waits;
        let jar = settings.jar(known_by, page_token::is_framed(&parts.headers));
        let kind = match sets_cookie {
            true => PageToken::Bound,
            false => PageToken::without_cookie(&parts.headers, settings.is_embedded),
        };
        let response = page(parts, mounting, &layout, kind).await;
        (response, sets_cookie.then_some(jar))
    };
    if let Some(jar) = jar {
        cookie.set(&mut response, &visitor, scheme, jar);
    }
    response
}

/// Answers a GET with the page.
async fn page<V: Live, M, S>(
    parts: Parts,
    mounting: Mounting<impl Mount<V, M, S>, S>,
    layout: &impl Layout<V>,
    kind: PageToken,
) -> Response {
    let (docent, visitor) = (mounting.docent.clone(), mounting.visitor.clone());
    let urls = assets::urls(docent.has_debug_panel(), &base_path::of(&docent, &parts));
    let request = parts.clone();
    let mut view = match mounting.run(parts, None).await {
        Ok((view, _)) => view,
        Err(NotMounted { response, .. }) => return response,
    };
    let Some(html) = render::render(&view, &TourState::default()) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    startup::answers(&docent);
    lint::first_render(&docent, &mut view, &html);
    let title = render::title(&view);
    let digest = render::digest_text(render::digest(&html), title.as_deref());
    let token = kind.issue(&docent, &visitor);
    let marks = Marks {
        token: &token,
        digest: &digest,
        build: &assets::build(docent.build_ref()),
    };
    let page = Page::new(&html, V::NAME, title, &marks, &urls, request);
    let document = match guarded("a layout", || layout.document(page, &view)) {
        Some(Ok(document)) => document,
        Some(Err(error)) => {
            static FAILED: LogLimit = LogLimit::new();
            if let Some(unlogged) = FAILED.admit() {
                tracing::error!(target: "docent::serve", view = V::NAME, error, unlogged, "a layout failed: its page is answered with 500");
            }
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
        None => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    };
    lint::document::<V>(&docent, &document);
    page_token::answer("text/html; charset=utf-8", document.into_string())
}

/// Answers a page that wants a fresh token, if its mount lets it in.
async fn token<V: Live, M, S>(
    parts: Parts,
    mounting: Mounting<impl Mount<V, M, S>, S>,
    kind: PageToken,
    is_attached: bool,
) -> Response {
    let (docent, visitor) = (mounting.docent.clone(), mounting.visitor.clone());
    let base = is_attached.then(|| base_path::of(&docent, &parts));
    match mounting.run(parts, None).await {
        Ok(_) => {
            let token = kind.issue(&docent, &visitor);
            let grant = match base {
                Some(base) => attached_page::grant::<V>(&docent, &token, &base),
                None => wire::page_token(&token),
            };
            page_token::answer(page_token::TYPE, grant)
        }
        Err(refusal) => refusal.response,
    }
}

/// Answers an upgrade with the socket.
async fn connect<V: Live, M, S: Clone + Send + Sync + 'static>(
    mut parts: Parts,
    mounting: Mounting<impl Mount<V, M, S>, S>,
    origins: &Origins,
    scheme: Scheme,
    known_by: KnownBy,
) -> Response {
    let host = hosts::authority(&parts, &mounting.docent);
    let is_own = origins.allow(&parts.headers, host, scheme == Scheme::Https);
    if !is_own && !origin::may_everywhere(&mounting.docent, &parts.headers) {
        origin::log_refusal(&parts.headers, host);
        metrics::socket_refused("origin");
        return (StatusCode::FORBIDDEN, "this origin may not open a socket").into_response();
    }
    let upgrade = match WebSocketUpgrade::from_request_parts(&mut parts, &mounting.state).await {
        Ok(upgrade) => upgrade,
        Err(rejection) => {
            metrics::socket_refused("upgrade");
            return rejection.into_response();
        }
    };
    let docent = mounting.docent.clone();
    let admission = Admission {
        known_by,
        // Before the mount is asked: it may answer by a login that ends meanwhile.
        arrival: mounting.arrive::<V>(),
        limits: Arc::clone(&mounting.limits),
        base: base_path::of(&docent, &parts).into(),
    };
    match mounting.run(parts, Some(&admission.arrival)).await {
        Ok((view, identity)) => socket::upgrade(upgrade, docent, identity, view, admission),
        Err(refusal) => {
            metrics::socket_refused("mount");
            refusal.end_sessions(&docent);
            refusal.response
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};
    use axum::http::{Method, Version};
    use axum::{Extension, Router};
    use hyper::service::Service as _;
    use hyper_util::service::TowerToHyperService;

    use super::*;
    use crate::prelude::*;

    #[derive(Default)]
    struct Still;

    #[live_view(LiveView)]
    impl Still {}

    impl View for Still {
        fn render(&self) -> Html {
            Html::from("<p>still</p>")
        }
    }

    /// What a server of the app's own that speaks HTTP/2 passes on, and the answer.
    async fn answer(method: Method, lines: &[(&'static str, &'static str)]) -> (u16, String) {
        let app = Router::new()
            .route("/", live(Still::default))
            .layer(Extension(Docent::new()));
        let request = Request::builder().method(method).version(Version::HTTP_2);
        let request = lines.iter().fold(
            request.uri("https://localhost/"),
            |request, (name, value)| request.header(*name, *value),
        );
        let request = request.body(Body::empty()).expect("a request");
        let answer = TowerToHyperService::new(app).call(request).await;
        let answer = answer.unwrap_or_else(|never| match never {});
        let status = answer.status().as_u16();
        let body = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
        (status, String::from_utf8_lossy(&body).into_owned())
    }

    #[tokio::test]
    async fn a_get_of_http_2_has_the_page() {
        let (status, body) = answer(Method::GET, &[]).await;
        assert_eq!(status, 200);
        assert!(body.contains("<p>still</p>"), "{body}");
    }

    #[tokio::test]
    async fn a_connect_that_opens_no_websocket_is_refused() {
        // Without the `:protocol` that a server which offers extended CONNECT passes on.
        let socket = [
            ("origin", "https://localhost"),
            ("sec-websocket-version", "13"),
        ];
        let (status, _) = answer(Method::CONNECT, &socket).await;
        assert!((400..500).contains(&status), "{status}");
        let elsewhere = [("origin", "https://evil.example")];
        assert_eq!(answer(Method::CONNECT, &elsewhere).await.0, 403);
    }
}
