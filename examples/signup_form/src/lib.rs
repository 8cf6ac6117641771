//! A form to sign up, with errors beside its fields, a file, and a tour over it.
//!
//! What is entered, and what is wrong with it, is in `signup.rs`; the page and its tour are in
//! `view.rs`; the picture goes to a route of its own, in `picture.rs`.

mod picture;
mod signup;
#[cfg(test)]
mod tests;
mod view;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::header::CONTENT_TYPE;
use axum::routing::{get, post};
use docent::Html;
use docent::page::Page;

pub use signup::Signup;
pub use view::SignupPage;

/// The page, the route of its file, and docent's files.
pub fn app() -> Router {
    let page = docent::route(SignupPage::default).layout(document).live();
    let style = || async { ([(CONTENT_TYPE, "text/css")], include_str!("../style.css")) };
    let picture = post(picture::upload).layer(DefaultBodyLimit::max(picture::MAX_BYTES));
    Router::new()
        .route("/", page)
        .route("/picture", picture)
        .route("/style.css", get(style))
        .merge(docent::assets())
}

fn document(page: Page) -> Html {
    Html::from(format!(
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Sign up</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
{}
</head>
<body>
{}
</body>
</html>
"#,
        page.head(),
        page.body(),
    ))
}
