//! Server-driven guided tours, onboarding flows and wizards for axum.
//!
//! A tour is a list of steps in [`tutorial!`]; what a visitor can do is a
//! method marked [`#[event_handler]`](macro@event_handler). The compiler checks
//! that the two fit. At run time each visitor is led through the steps over
//! one WebSocket: an element is highlighted, a bubble says what it is for, and
//! the tour goes on when the visitor has really done the thing: when the
//! handler has run and succeeded.
//!
//! ```no_run
//! use docent::prelude::*;
//!
//! #[derive(Default)]
//! struct Onboarding { projects: Vec<String> }
//!
//! #[live_view(TutorialMixin, LiveView)]
//! impl Onboarding {
//!     /// Creates an empty project.
//!     #[event_handler]
//!     fn create_project(&mut self) { self.projects.push(String::new()) }
//! }
//!
//! impl View for Onboarding {
//!     fn render(&self) -> Html {
//!         Html::from(format!(
//!             r#"<button dj-click="start_tutorial">Take the tour</button>
//!                <button id="btn-new-project" dj-click="create_project">New project</button>
//!                <p id="count">{} projects</p>"#,
//!             self.projects.len(),
//!         ))
//!     }
//! }
//!
//! tutorial! {
//!     <Onboarding>
//!
//!     step {
//!         target: "#count",
//!         message: "Here you see how many projects you have.",
//!         timeout: 4s,
//!     }
//!     step {
//!         target: "#btn-new-project",
//!         message: "Click here to create your first project.",
//!         wait_for: create_project,
//!     }
//! }
//!
//! #[tokio::main]
//! async fn main() -> std::io::Result<()> {
//!     let app = axum::Router::new()
//!         .route("/", docent::live(Onboarding::default))
//!         .merge(docent::assets());
//!     docent::serve(tokio::net::TcpListener::bind("127.0.0.1:3000").await?, app).await
//! }
//! ```
//!
//! [When it does not compile](_when_it_does_not_compile) explains what the
//! compiler says about a mistake.
//!
//! # What is promised
//!
//! Advancing is exactly-once: a step ends once, for one cause, and an event of
//! the browser's is handled at most once, in order, across reconnects. What a
//! handler does besides is as reliable as the handler makes it. [When things
//! break](_when_things_break) says what happens then, and [what is logged](_logs)
//! how an operator hears of it; [what is counted](_metrics) takes the feature
//! `metrics`. In development a [debug panel](DocentBuilder::debug_panel) in the page
//! says why a step waits.

// The macros name the crate as its users do.
#[cfg(test)]
extern crate self as docent;

#[doc(hidden)]
pub mod __private;
mod app;
pub mod draft;
mod error;
mod event;
mod html;
mod http;
mod ids;
mod inbox;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod internals;
mod js;
mod json;
mod limits;
mod metrics;
mod panics;
pub mod prelude;
mod render;
mod server;
mod session;
mod store;
#[cfg(any(test, feature = "test"))]
pub mod test;
mod tour;
mod visitor;
mod wire;

#[doc = include_str!("../docs/when_it_does_not_compile.md")]
pub mod _when_it_does_not_compile {}

#[doc = include_str!("../docs/when_things_break.md")]
pub mod _when_things_break {}

#[doc = include_str!("../docs/logs.md")]
pub mod _logs {}

#[doc = include_str!("../docs/metrics.md")]
pub mod _metrics {}

pub use docent_macros::{event_handler, live_view, tutorial};

#[doc(hidden)]
pub use crate::app::component::Answer;
pub use crate::app::component::{Component, LiveComponent, component};
pub use crate::app::context::Context;
pub use crate::app::handler::IntoHandlerResult;
pub use crate::error::{HandlerError, Rejection, RejectionCode};
pub use crate::http::assets::assets;
pub use crate::http::bubble::{Bubble, Labels, bubble};
// The compiler's messages call them by their bare names.
#[doc(hidden)]
pub use crate::__private::{Owner, TutorialHandlers};
pub use crate::app::guide::{Guide, SessionClosed, WaitError, WaitFor};
pub use crate::app::mixin::{Event, EventOutcome, LiveView, Mixin, MixinOrder};
pub use crate::app::runnable::{RunError, Runnable, Running};
pub use crate::app::tutorial_mixin::TutorialMixin;
pub use crate::app::view::{Live, View};
pub use crate::event::{Actor, Awaitable, Embedded, EventKey, Parameter, Params, Value};
#[doc(hidden)]
pub use crate::event::{EventHandler, FromEvent};
pub use crate::html::{Html, escape};
pub use crate::http::mount::Mount;
pub use crate::http::page::Page;
pub use crate::http::router::{Route, live, route};
pub use crate::http::serve::serve;
pub use crate::js::Js;
pub use crate::limits::Limits;
pub use crate::server::Docent;
pub use crate::server::builder::DocentBuilder;
pub use crate::server::delivery::{SendError, VisitorSessions};
pub use crate::store::{
    MemoryStore, ProgressKey, ProgressStore, Revision, StoreError, StoreFuture,
};
pub use crate::tour::{
    Autostart, Branch, DEFAULT_HIGHLIGHT_CLASS, DEFAULT_NARRATE_EVENT, Message, OnMissing,
    OwnedTour, Position, Progress, ProgressDecodeError, ProgressStatus, Step, StepEnd, Tour,
    TourEvent, TourId, TourOutcome, TourState, Tutorial, Wait,
};
pub use crate::visitor::Visitor;
