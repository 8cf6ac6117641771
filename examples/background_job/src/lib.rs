//! A job in the background that reports to the pages of who has started it: its progress
//! survives a reload, and its end ends a step of the tour.
//!
//! The job is in `imports.rs`; the view, which subscribes to what the job publishes, and its
//! tour are in `view.rs`.

mod imports;
#[cfg(test)]
mod tests;
mod view;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use docent::Html;
use docent::page::Page;

pub use imports::Imports;
pub use view::Customers;

/// The page, and docent's files.
pub fn app() -> Router {
    let page = docent::route(Customers::mount).layout(document).live();
    let style = || async { ([(CONTENT_TYPE, "text/css")], include_str!("../style.css")) };
    Router::new()
        .route("/", page)
        .route("/style.css", get(style))
        .merge(docent::assets())
        .with_state(Imports::default())
}

fn document(page: Page) -> Html {
    Html::from(format!(
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Customers</title>
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
        page.body()
    ))
}
