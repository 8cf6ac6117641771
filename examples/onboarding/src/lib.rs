//! A small product, Canopy, with a guided tour: docent's main example.
//!
//! [`server`] and [`app`] are all the wiring there is. The view, its handlers
//! and its tour are in `view.rs`, the markup in `page.rs`, what the product itself
//! remembers in `projects.rs`.

mod page;
mod projects;
#[cfg(test)]
mod targets;
#[cfg(test)]
mod tests;
mod view;

use std::env;

use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::middleware::map_response;
use axum::response::Response;
use axum::routing::get;
use docent::Docent;

pub use view::Onboarding;

/// The server. In development, and only there, its pages have the debug panel
/// (Ctrl+Shift+D), unless `DEBUG_PANEL=off` asks for what visitors get.
pub fn server() -> Docent {
    let is_off = env::var("DEBUG_PANEL").is_ok_and(|wish| wish == "off");
    Docent::builder()
        .debug_panel(cfg!(debug_assertions) && !is_off)
        .build()
}

/// The whole app: the page with its socket, the page's own files, docent's files.
pub fn app() -> Router {
    Router::new()
        .route(
            "/",
            docent::route(Onboarding::mount)
                .layout(page::document)
                .live(),
        )
        .route("/style.css", get(page::stylesheet))
        .route("/icon.svg", get(page::icon))
        .merge(docent::assets())
        .layer(map_response(forbid_inline_code))
        .with_state(projects::Workspaces::default())
}

/// Neither the app nor docent needs anything inline, so nothing inline may run.
async fn forbid_inline_code(mut response: Response) -> Response {
    response.headers_mut().insert(
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; \
             img-src 'self'; require-trusted-types-for 'script'",
        ),
    );
    response
}
