//! One view in the base templates of three engines, under a policy with a nonce.
//!
//! The layouts are in [`askama_layout`], [`maud_layout`] and [`minijinja_layout`]; each is
//! what an app with that engine writes.

pub mod askama_layout;
mod inbox;
pub mod maud_layout;
pub mod minijinja_layout;
mod policy;

use axum::Router;
use axum::middleware;

pub use crate::inbox::{Inbox, inbox};

/// The inbox at `/askama`, `/maud` and `/minijinja`.
pub fn app() -> Router {
    Router::new()
        .route(
            "/askama",
            docent::route(inbox)
                .view_layout(askama_layout::layout)
                .live(),
        )
        .route(
            "/maud",
            docent::route(inbox).view_layout(maud_layout::layout).live(),
        )
        .route(
            "/minijinja",
            docent::route(inbox)
                .view_layout(minijinja_layout::layout)
                .live(),
        )
        .merge(docent::assets())
        .layer(middleware::from_fn(policy::set))
}
