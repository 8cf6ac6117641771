//! Every variant of the bubble on one page, to look at and to copy from.
//!
//! * `tours.rs`: a tour for each variant.
//! * `view.rs`: the view, whose handler `show` runs one of them.
//! * `gallery.html`: the page, and what the tours point at.
//! * `looks.css`: three looks of the bubble, made of custom properties alone.
//! * `guide.css`: the stylesheet of the guide that docent follows, unchanged;
//!   the page `/guide` has it in place of docent's.

#[cfg(test)]
mod tests;
mod tours;
mod view;

use std::env;

use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::map_response;
use axum::response::Response;
use axum::routing::get;
use axum::{Extension, Router};
use docent::Docent;
use docent::config::DocentBuilder;
use docent::page::Page;
use docent::prelude::*;

pub use view::Gallery;

/// The server. In development, and only there, its pages have the debug panel
/// (Ctrl+Shift+D), unless `DEBUG_PANEL=off` asks for what visitors get.
pub fn server() -> Docent {
    builder().build()
}

/// The server of the edition in which no step ends without the visitor: a page whose
/// settings are not those of the others has one of its own.
pub fn no_timers() -> Docent {
    builder().timers(false).build()
}

fn builder() -> DocentBuilder {
    let is_off = env::var("DEBUG_PANEL").is_ok_and(|wish| wish == "off");
    Docent::builder().debug_panel(cfg!(debug_assertions) && !is_off)
}

/// The gallery in three editions, and its files.
pub fn app(no_timers: Docent) -> Router {
    let edition = || docent::route(Gallery::default);
    Router::new()
        .route("/", edition().layout(with_our_style).live())
        .route("/guide", edition().layout(with_the_guides_style).live())
        .route(
            "/no-timers",
            edition()
                .layout(with_our_style)
                .live()
                .layer(Extension(no_timers)),
        )
        .route("/gallery.css", get(|| css(include_str!("../gallery.css"))))
        .route("/looks.css", get(|| css(include_str!("../looks.css"))))
        .route("/guide.css", get(|| css(include_str!("../guide.css"))))
        .route("/icon.svg", get(icon))
        .merge(docent::assets())
        .layer(map_response(forbid_inline_code))
}

fn with_our_style(page: Page) -> Html {
    let looks = r#"<link rel="stylesheet" href="/looks.css">"#;
    document(format!("{}{looks}", page.head()), page.body())
}

fn with_the_guides_style(page: Page) -> Html {
    let style = r#"<link rel="stylesheet" href="/guide.css">"#;
    document(format!("{}{style}", page.script()), page.body())
}

fn document(head: String, body: Html) -> Html {
    Html::from(format!(
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Gallery · docent</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/gallery.css">
{head}
</head>
<body>
{body}
</body>
</html>
"#
    ))
}

async fn css(text: &'static str) -> ([(HeaderName, &'static str); 1], &'static str) {
    ([(CONTENT_TYPE, "text/css; charset=utf-8")], text)
}

async fn icon() -> ([(HeaderName, &'static str); 1], &'static str) {
    (
        [(CONTENT_TYPE, "image/svg+xml")],
        include_str!("../icon.svg"),
    )
}

/// Neither the gallery nor docent needs anything inline, so nothing inline may run.
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
