//! What a page that docent does not render is answered by its tours' route.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};

use crate::app::view::Live;
use crate::http::{assets, bubble, startup};
use crate::server::Docent;
use crate::wire;

/// What a page is sent beside its token: it may have neither bubble nor stylesheet, and its
/// markup need not name the handlers.
pub(super) fn grant<V: Live>(docent: &Docent, token: &str, base: &str) -> String {
    startup::answers(docent);
    let style = assets::urls(docent.has_debug_panel(), base).style;
    let bound = V::HANDLERS.iter().filter_map(|handler| {
        let (event, selector) = handler.on?;
        Some([event, selector, handler.name])
    });
    wire::attached_page_token(token, &bubble::bubble().to_string(), &style, bound)
}

/// The answer to whoever takes the route for a page.
pub(super) fn no_page() -> Response {
    const HINT: &str = "Here is the socket of tours, and no page: a page has them by \
        <script src=\"/docent/docent-attach.js\" data-docent=\"(this path)\" defer></script>\n";
    (StatusCode::NOT_FOUND, HINT).into_response()
}
