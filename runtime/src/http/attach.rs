//! Tours on pages that docent does not render.

use axum::routing::MethodRouter;

use crate::app::view::{Attached, Live};
use crate::http::mount::Mount;
use crate::http::router;

/// The socket of a view whose tours run on pages that the app renders itself.
///
/// Two lines add a tour to a page: this route, and the script in the page's layout, which
/// names the route in `data-docent`:
///
/// ```
/// use docent::prelude::*;
/// use docent::AttachedView;
///
/// #[derive(Default)]
/// struct Onboarding;
///
/// #[live_view(TutorialMixin, AttachedView)]
/// impl Onboarding {
///     #[event_handler]
///     fn menu_opened(&mut self) {}
/// }
///
/// tutorial! {
///     <Onboarding>
///
///     step { target: "#menu", message: "Everything is in here.", wait_for: menu_opened }
/// }
///
/// const LAYOUT: &str = r##"<!doctype html>
/// <script src="/docent/docent-attach.js" data-docent="/tours/onboarding" defer></script>
/// <button id="menu" dj-click="menu_opened">Menu</button>
/// <button data-docent-start>Show me around</button>"##;
///
/// let app: axum::Router = axum::Router::new()
///     .route("/", axum::routing::get(|| async { axum::response::Html(LAYOUT) }))
///     .route("/tours/onboarding", docent::attach(Onboarding::default))
///     .merge(docent::assets());
/// ```
///
/// The view has no `render`. What the person does reaches its handlers by the attributes
/// that docent knows (`dj-click` and its like), where the app writes them. One script may be
/// on every page of the app: a tour goes on in the page that is opened next, at the step where
/// it was. An element with `data-docent-start` starts the tour when it is pressed. Scripts of
/// the page do that with `docent.start()`, and press the bubble's buttons with `skip()`,
/// `back()` and `cancel()`. They are told by the events `tour:started`, `tour:step` and
/// `tour:ended` of the document, whose `detail` has `tour`, `name`, `step` (from 0) and `total`,
/// that of the last one also the `reason`.
///
/// A step ends by what the page does (`wait_for: dom("click")`, `present("…")`), by what the
/// app has done (`wait_for: ProjectCreated`, a type that it
/// [emits](crate::delivery::Sessions::emit)), or by Next. A handler marked
/// `#[event_handler(on = "click #menu")]` needs no attribute in the page. The example
/// `existing_app` has a tour over three pages, a form and its redirect.
///
/// A step has no page: where its target is on another one it waits, and is shown in the
/// middle of the view after [`target_timeout`](crate::config::Limits#structfield.target_timeout).
/// [`skip_if`](crate::tutorial) is asked by each page that is opened.
///
/// The script gets a token with a GET of this route, then connects. A page that has no bubble
/// gets the default one, with docent's stylesheet, while a step is shown; to choose the words
/// or the look put [`bubble`](crate::bubble) and a stylesheet into the page. Where the route cannot
/// be reached, or its mount refuses, the page works as if docent were not there.
///
/// Everything else is as for [`live`](crate::live()): what may be mounted, origins, cookies
/// and [`route`](crate::route()) with its settings. A GET of the route by a person is
/// answered with 404.
///
/// # Security
///
/// That of [`live`](crate::live()). The page is the app's: a Content Security Policy needs
/// `script-src 'self'`, `connect-src 'self'` and, for the default bubble, `style-src 'self'`;
/// with Trusted Types the policy `docent`.
pub fn attach<V, M, S>(mount: impl Mount<V, M, S>) -> MethodRouter<S>
where
    V: Live + Attached,
    S: Clone + Send + Sync + 'static,
{
    router::route(mount).attach()
}
