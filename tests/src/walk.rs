//! The view of the tests of what survives: a tour that repeats, and a
//! book of what its handlers did, which outlives every session.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use docent::Visitor;
use docent::prelude::*;

/// How many steps the circle has.
pub const STEPS: u64 = 7;

/// What the handlers of each visitor's views did, in its order.
#[derive(Debug, Clone, Default)]
pub struct Book(Arc<Mutex<HashMap<String, Vec<u64>>>>);

impl Book {
    /// What a visitor's handlers did.
    ///
    /// # Panics
    ///
    /// If a handler has panicked over it.
    #[must_use]
    pub fn of(&self, visitor: &str) -> Vec<u64> {
        let book = self.0.lock().expect("no handler panics");
        book.get(visitor).cloned().unwrap_or_default()
    }
}

/// A view whose tour repeats for as long as someone walks.
#[derive(Debug, Default)]
pub struct Walk {
    visitor: String,
    book: Book,
    steps: u64,
    padding: usize,
}

#[live_view(TutorialMixin, LiveView)]
impl Walk {
    /// Takes a step, and writes it down.
    #[event_handler]
    fn go(&mut self, id: u64) {
        self.steps += 1;
        let mut book = self.book.0.lock().expect("no handler panics");
        book.entry(self.visitor.clone()).or_default().push(id);
    }

    /// Fills the page.
    #[event_handler]
    fn grow(&mut self, bytes: usize) {
        self.padding = bytes;
        self.steps += 1;
    }

    /// Takes its time.
    #[event_handler]
    async fn wait(&mut self, ms: u64) {
        tokio::time::sleep(Duration::from_millis(ms)).await;
        self.steps += 1;
    }

    /// Never ends.
    #[event_handler]
    async fn hang(&mut self) {
        std::future::pending::<()>().await;
    }
}

impl View for Walk {
    fn render(&self) -> Html {
        Html::from(format!(
            "<p>{} steps {}</p>",
            self.steps,
            "x".repeat(self.padding)
        ))
    }
}

tutorial! {
    <Walk>

    step first { target: "#one", message: "1", wait_for: go }
    step { target: "#two", message: "2", wait_for: go }
    step { target: "#three", message: "3", wait_for: go }
    step { target: "#four", message: "4", wait_for: go }
    step { target: "#five", message: "5", wait_for: go }
    step { target: "#six", message: "6", wait_for: go }
    step { target: "#seven", message: "7", wait_for: go, next: [first] }
}

/// Begins a visitor's walk.
pub fn mount(book: &Book) -> impl Fn(Visitor) -> Walk + Clone + Send + Sync + 'static {
    let book = book.clone();
    move |visitor| Walk {
        visitor: visitor.id().to_owned(),
        book: book.clone(),
        ..Walk::default()
    }
}

/// An app with a walk at `/`.
pub fn app(book: &Book) -> Router {
    Router::new().route("/", docent::live(mount(book)))
}
