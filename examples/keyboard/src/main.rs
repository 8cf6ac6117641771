//! A tour that is led by keys as well: arrows, Escape, and a key that starts it.

use std::{env, io};

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use docent::page::Page;
use docent::prelude::*;
use tokio::net::TcpListener;

/// A page that nobody can change.
#[derive(Default)]
struct Editor;

#[live_view(TutorialMixin, LiveView)]
impl Editor {}

impl View for Editor {
    fn render(&self) -> Html {
        // An element without content that cannot have the focus binds keys of the whole
        // page; keys of somebody who types stay in the field.
        Html::from(
            r##"<main>
<div dj-keydown.escape="cancel_tutorial" dj-keydown.right="skip_tutorial"
     dj-keydown.left="back_tutorial" dj-keydown.t="start_tutorial"></div>
<div class="bar">
  <h1 id="title">Keyboard</h1>
  <button dj-click="start_tutorial">Take the tour</button>
</div>
<p><kbd>T</kbd> starts the tour, <kbd>→</kbd> and <kbd>←</kbd> go through it, <kbd>Esc</kbd> closes it.</p>
<div class="cards">
  <section class="card" id="outline"><h2>Outline</h2><p>Three chapters</p></section>
  <section class="card"><h2>Text</h2>
    <label>Heading <input id="heading" value="Chapter one"></label>
    <p class="quiet">In here the arrows move the caret.</p></section>
</div>
</main>"##,
        )
    }
}

tutorial! {
    <Editor>

    step { target: "#title", message: "Press the right arrow, or Next.", wait_for: next }
    step { target: "#outline", message: "The left arrow leads back.", wait_for: next }
    step { target: "#heading", message: "Type here: the arrows are yours.", wait_for: next }
}

fn document(page: Page) -> Html {
    let (head, body) = (page.head(), page.body());
    Html::from(format!(
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Keyboard</title>
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
        .route("/", docent::route(Editor::default).layout(document).live())
        .route("/page.css", get(([(CONTENT_TYPE, "text/css")], style)))
        .merge(docent::assets())
}

#[tokio::main]
async fn main() -> io::Result<()> {
    let port = env::var("PORT").unwrap_or_else(|_| "3000".to_owned());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    println!("The editor is at http://{}", listener.local_addr()?);
    println!("T starts the tour, the arrows go through it, Escape closes it.");
    docent::serve(listener, app()).await
}

#[cfg(test)]
mod tests;
