//! Where people leave a tour: what a server reports of its tours goes into SQLite, and a
//! page for the product's team draws it.
//!
//! [`server`] hands each report to the [`Recorder`] (`recorder.rs`), whose thread writes
//! it; `funnel.rs` reads it again, and `page.rs` draws it. The product itself, and its
//! tour, are in `view.rs`.

mod funnel;
mod page;
mod recorder;
mod sample;
#[cfg(test)]
mod tests;
mod view;

use std::io;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use docent::Docent;

pub use recorder::{Database, Recorder};
pub use sample::sample;
pub use view::Invoices;

/// The server: what happens in its tours goes to the recorder.
pub fn server(recorder: &Recorder) -> Docent {
    let recorder = recorder.clone();
    Docent::builder()
        .on_tour_event(move |report| recorder.record(report))
        .build()
}

/// The product, and the page that shows where people leave its tour.
pub fn app(database: Database) -> Router {
    Router::new()
        .route(
            "/",
            docent::route(Invoices::default)
                .layout(page::document)
                .live(),
        )
        .route("/funnel", get(show))
        .route("/style.css", get(style))
        .merge(docent::assets())
        .with_state(database)
}

/// In a product it is for whoever has signed in as one of its team.
async fn show(State(database): State<Database>) -> Response {
    // SQLite blocks.
    let read = tokio::task::spawn_blocking(move || funnel::read(&database, view::TOUR)).await;
    match read.map_err(io::Error::other) {
        Ok(Ok(funnel)) => page::funnel(&funnel).into_response(),
        Ok(Err(error)) => failed(&error),
        Err(error) => failed(&error),
    }
}

fn failed(error: &dyn std::error::Error) -> Response {
    eprintln!("the funnel could not be read: {error}");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

async fn style() -> impl IntoResponse {
    let css = [(CONTENT_TYPE, "text/css; charset=utf-8")];
    (css, include_str!("../style.css"))
}
