//! Both kinds of steps: some end by themselves, others wait until the visitor has done it.

use std::{env, io};

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use docent::page::Page;
use docent::prelude::*;
use tokio::net::TcpListener;

/// What has to be watered.
struct Plants {
    thirsty: Vec<&'static str>,
    watered: Vec<&'static str>,
}

impl Plants {
    fn new() -> Self {
        Self {
            thirsty: vec!["Basil", "Fern", "Monstera"],
            watered: Vec::new(),
        }
    }
}

#[live_view(TutorialMixin, LiveView)]
impl Plants {
    /// Waters the first one.
    #[event_handler]
    fn water(&mut self) -> Result<(), HandlerError> {
        if self.thirsty.is_empty() {
            return Err(HandlerError::refused("All of them have had enough."));
        }
        self.watered.push(self.thirsty.remove(0));
        Ok(())
    }
}

impl View for Plants {
    fn render(&self) -> Html {
        let list = |plants: &[&str]| -> String {
            match plants {
                [] => "<li class=\"quiet\">None</li>".to_owned(),
                plants => plants
                    .iter()
                    .map(|plant| format!("<li>{plant}</li>"))
                    .collect(),
            }
        };
        Html::from(format!(
            r#"<main>
<div class="bar">
  <h1 id="title">Plants</h1>
  <button dj-click="start_tutorial">Take the tour</button>
</div>
<div class="cards">
  <section class="card" id="thirsty"><h2>Thirsty</h2><ul>{}</ul>
    <button class="primary" id="water" dj-click="water">Water the first</button></section>
  <section class="card" id="watered"><h2>Watered</h2><ul>{}</ul></section>
</div>
</main>"#,
            list(&self.thirsty),
            list(&self.watered),
        ))
    }
}

tutorial! {
    <Plants>

    step { target: "#title", message: "Welcome! This page knows your plants.", timeout: 3s }
    step { target: "#thirsty", message: "These have been dry for days.", timeout: 4s }
    step { target: "#water", message: "Go ahead: water the first one.", wait_for: water }
    step { target: "#watered", message: "It is here now. Well done!", timeout: 4s }
}

fn document(page: Page) -> Html {
    let (head, body) = (page.head(), page.body());
    Html::from(format!(
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Plants</title>
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
        .route("/", docent::route(Plants::new).layout(document).live())
        .route("/page.css", get(([(CONTENT_TYPE, "text/css")], style)))
        .merge(docent::assets())
}

#[tokio::main]
async fn main() -> io::Result<()> {
    let port = env::var("PORT").unwrap_or_else(|_| "3000".to_owned());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    println!("The plants are at http://{}", listener.local_addr()?);
    println!("Two steps go by; the third waits until you press Water; the last goes by again.");
    docent::serve(listener, app()).await
}

#[cfg(test)]
mod tests;
