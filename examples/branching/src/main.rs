//! A tour that is led by code: beginners and the experienced get other steps, and one step
//! is repeated until it was done.

use std::{env, io};

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use docent::guide::SessionClosed;
use docent::page::Page;
use docent::prelude::*;
use docent::tour::{Step, StepEnd, Wait};
use tokio::net::TcpListener;

#[derive(Default)]
struct Library {
    is_experienced: bool,
    borrowed: u32,
}

#[live_view(TutorialMixin, LiveView)]
impl Library {
    #[event_handler]
    fn choose(&mut self, experienced: bool) {
        self.is_experienced = experienced;
    }

    #[event_handler]
    fn borrow_book(&mut self) {
        self.borrowed += 1;
    }

    /// In place of the mixin's own: what "Take the tour" does here.
    #[event_handler(overrides = TutorialMixin)]
    async fn start_tutorial(guide: Guide<Self>) -> Result<(), SessionClosed> {
        if guide.tutorial_running() {
            return Ok(());
        }
        if guide.with(|view| view.is_experienced).await? {
            guide.run(&ADVANCED).await?;
            return Ok(());
        }
        guide.run(&BEGINNER).await?;
        // Asks again, at most three times, until a book was borrowed.
        for _ in 0..3 {
            if guide.with(|view| view.borrowed > 0).await?
                || guide.run_step(&BORROW).await? == StepEnd::Cancelled
            {
                break;
            }
        }
        Ok(())
    }
}

impl View for Library {
    fn render(&self) -> Html {
        let checked = |is: bool| if is { " checked" } else { "" };
        let (new, old) = (checked(!self.is_experienced), checked(self.is_experienced));
        Html::from(format!(
            r#"<main>
<div class="bar"><h1 id="title">Library</h1><button dj-click="start_tutorial">Take the tour</button></div>
<fieldset><legend>Have you been here before?</legend>
  <label><input type="radio" name="who" dj-click="choose(false)"{new}> No, I am new</label>
  <label><input type="radio" name="who" dj-click="choose(true)"{old}> Yes, I know my way</label></fieldset>
<div class="cards">
  <section class="card" id="shelf"><h2>Shelf</h2><p>Middlemarch</p>
    <button class="primary" id="borrow" dj-click="borrow_book">Borrow it</button></section>
  <section class="card" id="card"><h2>Your card</h2><p class="big">{}</p><p class="quiet">borrowed</p></section>
</div>
</main>"#,
            self.borrowed
        ))
    }

    fn named_tours() -> Vec<&'static docent::tour::Tour<Self>> {
        vec![&BEGINNER, &ADVANCED]
    }
}

tutorial! {
    static BEGINNER: <Library>

    step { target: "#title", message: "Welcome! This is a library.", wait_for: next }
    step { target: "#shelf", message: "Here are the books.", wait_for: next }
}

tutorial! {
    static ADVANCED: <Library>

    step { target: "#card", message: "New: your card shows what you have borrowed.", wait_for: next }
}

static BORROW: Step<Library> = Step::new("#borrow", "Borrow a book. Skip, and I ask again.")
    .wait_for(Wait::on(Library::EVENTS.borrow_book));

fn document(page: Page) -> Html {
    let (head, body) = (page.head(), page.body());
    Html::from(format!(
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Library</title>
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
        .route("/", docent::route(Library::default).layout(document).live())
        .route("/page.css", get(([(CONTENT_TYPE, "text/css")], style)))
        .merge(docent::assets())
}

#[tokio::main]
async fn main() -> io::Result<()> {
    let port = env::var("PORT").unwrap_or_else(|_| "3000".to_owned());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    println!("The library is at http://{}", listener.local_addr()?);
    println!("Take the tour as somebody new, and as somebody who is not.");
    docent::serve(listener, app()).await
}

#[cfg(test)]
mod tests;
