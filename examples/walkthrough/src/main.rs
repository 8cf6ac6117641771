//! A walk-through: every step ends after a few seconds, and can be paused.

use std::{env, io};

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use docent::page::Page;
use docent::prelude::*;
use tokio::net::TcpListener;

/// A page that nobody can change.
#[derive(Default)]
struct Harbour;

#[live_view(TutorialMixin, LiveView)]
impl Harbour {}

impl View for Harbour {
    fn render(&self) -> Html {
        Html::from(
            r#"<main>
<div class="bar">
  <h1>Harbour</h1>
  <button dj-click="start_tutorial">Take the tour</button>
</div>
<div class="cards">
  <section class="card" id="tide"><h2>Tide</h2><p class="big">2.4 m</p><p class="quiet">High at 14:20</p></section>
  <section class="card" id="wind"><h2>Wind</h2><p class="big">4 Bft</p><p class="quiet">From the south-west</p></section>
  <section class="card" id="berths"><h2>Berths</h2><p class="big">7 free</p><p class="quiet">Of 40</p></section>
</div>
</main>"#,
        )
    }
}

tutorial! {
    <Harbour>

    step {
        target: "#tide",
        message: "How high the water is now. Press Pause if you read slowly.",
        timeout: 4s,
    }
    step {
        target: "#wind",
        message: "The wind at the pier. The time also stops while the pointer is here.",
        timeout: 4s,
    }
    step {
        target: "#berths",
        message: "Where you can moor tonight.",
        timeout: 4s,
    }
}

fn document(page: Page) -> Html {
    let (head, body) = (page.head(), page.body());
    Html::from(format!(
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Harbour</title>
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
        .route("/", docent::route(Harbour::default).layout(document).live())
        .route("/page.css", get(([(CONTENT_TYPE, "text/css")], style)))
        .merge(docent::assets())
}

#[tokio::main]
async fn main() -> io::Result<()> {
    let port = env::var("PORT").unwrap_or_else(|_| "3000".to_owned());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    println!("The harbour is at http://{}", listener.local_addr()?);
    println!("Take the tour: each step ends after 4 seconds. Pause it, and go on.");
    docent::serve(listener, app()).await
}

#[cfg(test)]
mod tests;
