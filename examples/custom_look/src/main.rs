//! A bubble with a class, an event and a style sheet of the app's own.

use std::{env, io};

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use docent::page::Page;
use docent::prelude::*;
use tokio::net::TcpListener;

#[derive(Default)]
struct Bakery {
    loaves: u32,
}

#[live_view(TutorialMixin, LiveView)]
impl Bakery {
    #[event_handler]
    fn bake(&mut self) {
        self.loaves += 1;
    }
}

impl View for Bakery {
    fn render(&self) -> Html {
        // A view that renders the bubble has it behind the live part.
        let labels = docent::page::Labels::default()
            .step("{step} / {total}")
            .skip("Next one");
        let bubble = docent::bubble()
            .css_class("note")
            .event("bakery:note")
            .position(docent::tour::Position::Right)
            .labels(labels);
        Html::from(format!(
            r#"<div dj-root><main>
<div class="bar"><h1>Bakery</h1><button dj-click="start_tutorial">Take the tour</button></div>
<div class="cards">
  <section class="card"><h2>Oven</h2><button class="primary" id="bake" dj-click="bake">Bake a loaf</button></section>
  <section class="card" id="shelf"><h2>Shelf</h2><p class="big">{}</p><p class="quiet">loaves</p></section>
</div>
</main></div>{bubble}"#,
            self.loaves
        ))
    }
}

tutorial! {
    <Bakery>
    narrate_event: "bakery:note",
    highlight_class: "chalked",

    step { target: "#bake", message: "The oven is hot: bake a loaf.", wait_for: bake }
    step {
        target: "#shelf",
        message: "There it is, and it is still warm.",
        highlight_class: "chalked warm",
        position: bottom,
        wait_for: next,
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
<title>Bakery</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/page.css">
<link rel="stylesheet" href="/note.css">
{head}
</head>
<body>{body}</body>
</html>"#
    ))
}

fn app() -> Router {
    let css = |text| get(([(CONTENT_TYPE, "text/css")], text));
    Router::new()
        .route("/", docent::route(Bakery::default).layout(document).live())
        .route("/page.css", css(include_str!("../../page.css")))
        .route("/note.css", css(include_str!("../note.css")))
        .merge(docent::assets())
}

#[tokio::main]
async fn main() -> io::Result<()> {
    let port = env::var("PORT").unwrap_or_else(|_| "3000".to_owned());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    println!("The bakery is at http://{}", listener.local_addr()?);
    println!("The bubble, its buttons and the highlight are those of note.css.");
    docent::serve(listener, app()).await
}

#[cfg(test)]
mod tests;
