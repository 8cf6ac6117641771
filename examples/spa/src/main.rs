//! A page that a JavaScript framework renders, with a tour: docent never sees its markup.
//!
//! `page.js` does what a framework does: it fetches, renders the page again and changes the
//! URL. What was added for the tour is the route `/tour`, the script in the page
//! and the `emit` below.

use std::sync::{Arc, Mutex, PoisonError};
use std::{env, io};

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::Html;
use axum::routing::get;
use axum::{Json, Router};
use docent::{AttachedView, Docent, TutorialMixin, Visitor, live_view, tutorial};
use tokio::net::TcpListener;

type Tasks = Arc<Mutex<Vec<String>>>;

/// Somebody has added a task.
struct TaskAdded;

#[derive(Default)]
struct Onboarding;

#[live_view(TutorialMixin, AttachedView)]
impl Onboarding {}

tutorial! {
    <Onboarding>

    step {
        target: "#add [name=title]",
        message: "What is there to do? Add something.",
        wait_for: TaskAdded,
    }
    step {
        target: "#tasks li:last-child",
        message: "The app has it, and the page has rendered itself again.",
        wait_for: next,
    }
    step {
        target: "#to-done",
        message: "Go to the other view: the page stays, and so does the tour.",
        wait_for: dom("click"),
    }
    step {
        target: "#done",
        message: "What is done will be here.",
        wait_for: next,
    }
}

async fn tasks(State(tasks): State<Tasks>) -> Json<Vec<String>> {
    Json(tasks.lock().unwrap_or_else(PoisonError::into_inner).clone())
}

/// Adds a task, and tells the pages of who has added it.
async fn add(
    State(tasks): State<Tasks>,
    docent: Docent,
    visitor: Visitor,
    Json(title): Json<String>,
) -> StatusCode {
    if title.trim().is_empty() {
        return StatusCode::UNPROCESSABLE_ENTITY;
    }
    tasks
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(title);
    docent.visitor(&visitor).emit(TaskAdded);
    StatusCode::CREATED
}

fn app() -> Router {
    let file = |kind, text: &'static str| get(([(CONTENT_TYPE, kind)], text));
    let page = get(Html(include_str!("../page.html")));
    Router::new()
        .route("/", page.clone())
        .route("/done", page)
        .route(
            "/page.js",
            file("text/javascript", include_str!("../page.js")),
        )
        .route(
            "/page.css",
            file("text/css", include_str!("../../page.css")),
        )
        .route("/tasks", get(tasks).post(add))
        .route("/tour", docent::attach(Onboarding::default))
        .merge(docent::assets())
        .with_state(Tasks::default())
}

#[tokio::main]
async fn main() -> io::Result<()> {
    let port = env::var("PORT").unwrap_or_else(|_| "3000".to_owned());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    println!("The tasks are at http://{}", listener.local_addr()?);
    println!("The page renders itself; the tour follows its elements, and waits for its server.");
    docent::serve(listener, app()).await
}

#[cfg(test)]
mod tests;
