//! A shopping list that everybody shares: what one page changes, all of them show.
//!
//! The list itself is in `list.rs`; the view, which subscribes to its changes and publishes
//! its own, is in `view.rs`.

mod list;
#[cfg(test)]
mod tests;
mod view;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use docent::Html;
use docent::page::Page;

pub use list::List;
pub use view::Shopping;

/// The page, and docent's files.
pub fn app() -> Router {
    let page = docent::route(Shopping::mount).layout(document).live();
    let style = || async { ([(CONTENT_TYPE, "text/css")], include_str!("../style.css")) };
    Router::new()
        .route("/", page)
        .route("/style.css", get(style))
        .merge(docent::assets())
        .with_state(List::default())
}

fn document(page: Page) -> Html {
    Html::from(format!(
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Shopping</title>
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
