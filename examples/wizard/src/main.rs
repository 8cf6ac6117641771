//! A wizard: a form of several pages that is checked on the server, branches, goes back and
//! survives a reload, with a tour that leads through it.
//!
//! What was entered is in `booking.rs`, the pages of the form are in `view.rs`.

mod booking;
#[cfg(test)]
mod tests;
mod view;

use std::{env, io};

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use docent::Html;
use docent::page::Page;
use tokio::net::TcpListener;

use crate::booking::Bookings;
use crate::view::Wizard;

fn document(page: Page) -> Html {
    let (head, body) = (page.head(), page.body());
    Html::from(format!(
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Book a room</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/page.css">
{head}
</head>
<body>{body}</body>
</html>"#
    ))
}

fn app() -> Router {
    let style = include_str!("../../page.css");
    Router::new()
        .route("/", docent::route(Wizard::mount).layout(document).live())
        .route("/page.css", get(([(CONTENT_TYPE, "text/css")], style)))
        .merge(docent::assets())
        .with_state(Bookings::default())
}

#[tokio::main]
async fn main() -> io::Result<()> {
    let port = env::var("PORT").unwrap_or_else(|_| "3000".to_owned());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    println!("The wizard is at http://{}", listener.local_addr()?);
    println!("Book for a company or for yourself, go back, reload in the middle.");
    docent::serve(listener, app()).await
}
