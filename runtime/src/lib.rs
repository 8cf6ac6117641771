//! Server-driven guided tours, onboarding flows and wizards for axum.
//!
//! A tour is a list of steps in [`tutorial!`]; what a visitor can do is a
//! method marked [`#[event_handler]`](macro@event_handler). The compiler checks
//! that the two fit. At run time each visitor is led through the steps over
//! one WebSocket: an element is highlighted, a bubble explains what it is for, and
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
//! # Where to begin
//!
//! | you want to | read |
//! | --- | --- |
//! | write a tour | [`tutorial!`]: every field and every wait, with examples |
//! | define what a visitor can do | [`live_view`], [`event_handler`](macro@event_handler), [`View`], [`Context`] |
//! | serve a page that docent renders | [`live`](live()), and [`routing`] for a layout or origins of your own |
//! | add a tour to pages that you render | [`attach`](attach()) |
//! | choose the bubble's look and language | [`bubble`](bubble()), [`page::Labels`] |
//! | lead the visitor by code, or choose between tours | [`Guide`], [`mixin`](mod@mixin) |
//! | wait for what the app does, or push to a page | [`delivery`]: `emit`, `send`, topics |
//! | build a page of parts, or of lists | [`view::Component`] |
//! | lead over several pages | [several pages](chapters::several_pages) |
//! | send the page elsewhere, open a dialog, set the title | [from page to page](chapters::navigation) |
//! | show what is wrong in a form, beside its fields | [`form`], and [forms](chapters::forms) |
//! | use your own JavaScript | [hooks and commands](chapters::hooks) |
//! | test a tour | `test`, with the feature `test` |
//! | make tours at run time, from data | [`draft`] |
//! | keep progress for good | [`store`], and the crates docent-redb and docent-postgres |
//! | know who is signed in | [`DocentBuilder::identify`](config::DocentBuilder::identify) |
//! | deploy | [`config`], [behind a proxy](chapters::proxies), [security](chapters::security), [logs](chapters::logs), [metrics](chapters::metrics) |
//! | find out what is wrong | [when it does not compile](chapters::when_it_does_not_compile), [when things break](chapters::when_things_break), [the debug panel](config::DocentBuilder::debug_panel) |
//!
//! At the root is what nearly every app writes; everything else is in the module of its
//! subject. [`prelude`] has what a view's source file needs.
//!
//! # Features
//!
//! None is on by default.
//!
//! * `metrics`: sessions, events and tours are counted for the recorder that the app
//!   installs, under the [names of the `metrics` crate](chapters::metrics).
//! * `test`: the module `test` drives views and their tours in `cargo test`, and
//!   checks stores. It brings an HTML parser, so it belongs under
//!   `[dev-dependencies]`.
//!
//! A template engine needs no feature: [`Html`] is made from any string, and
//! [`escape`] is for texts in it.
//!
//! # What is promised
//!
//! Advancing is exactly-once: a step ends once, for one cause, and an event of
//! the browser's is handled at most once, in order, across reconnects. What else
//! a handler does is as reliable as the handler makes it. [When things
//! break](chapters::when_things_break) goes through it, fault by fault.

#![cfg_attr(docsrs, feature(doc_cfg))]

// The macros name the crate as its users do.
#[cfg(test)]
extern crate self as docent;

#[doc(hidden)]
pub mod __private;
mod app;
#[cfg(doc)]
pub mod chapters;
mod cut;
pub mod draft;
mod error;
pub mod event;
pub mod form;
mod html;
mod http;
mod identity;
mod ids;
mod inbox;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod internals;
mod js;
mod json;
mod limits;
mod log_limit;
mod metrics;
mod panics;
pub mod prelude;
mod render;
mod seq;
mod server;
mod session;
pub mod store;
#[cfg(any(test, feature = "test"))]
pub mod test;
pub mod tour;
mod visitor;
mod wire;

#[doc = include_str!("../docs/tutorial.md")]
pub use docent_macros::tutorial;
pub use docent_macros::{event_handler, live_view};

pub use crate::app::component::component;
pub use crate::app::context::Context;
pub use crate::app::guide::Guide;
pub use crate::app::mixin::{AttachedView, LiveView};
pub use crate::app::tutorial_mixin::TutorialMixin;
pub use crate::app::view::View;
pub use crate::error::HandlerError;
pub use crate::html::{Html, escape, js_arg};
pub use crate::http::assets::assets;
pub use crate::http::attach::attach;
pub use crate::http::bubble::bubble;
pub use crate::http::router::{live, route};
pub use crate::http::serve::serve;
pub use crate::js::Js;
pub use crate::server::Docent;
pub use crate::visitor::Visitor;

// The compiler's messages call them by their bare names.
#[doc(hidden)]
pub use crate::__private::{Owner, TutorialHandlers};

pub mod config {
    //! A server's settings, and its limits.
    //!
    //! [`Docent::builder`](crate::Docent::builder) gives a [`DocentBuilder`]; an app
    //! without settings of its own uses [`serve`](crate::serve) and needs neither.

    pub use crate::http::cookie::VisitorCookie;
    pub use crate::http::identify::Identify;
    pub use crate::http::proxies::TrustedProxies;
    pub use crate::limits::Limits;
    pub use crate::server::builder::DocentBuilder;
}

pub mod delivery {
    //! Events that the app itself sends to sessions, and their end.
    //!
    //! [`Docent::visitor`](crate::Docent::visitor) gives the [`Sessions`] of a
    //! browser, [`Docent::user`](crate::Docent::user) those of a user, and
    //! [`Docent::session`](crate::Docent::session) a [`LiveSession`]: for what happens
    //! outside a page, such as a job that has finished, a webhook or a logout. A
    //! [`Topic`] is for all pages that show the same thing.

    pub use crate::ids::SessionId;
    pub use crate::inbox::topics::SubscribeError;
    pub use crate::server::delivery::{LiveSession, SendError, SessionView, Sessions};
    pub use crate::server::topic::Topic;
}

pub mod failure {
    //! What a page could not do: a step's missing target, a command that failed.
    //!
    //! A [`PageFailure`] comes to
    //! [`Mixin::page_failure`](crate::mixin::Mixin::page_failure), and to a flow that
    //! listens with [`Guide::page_failures`](crate::Guide::page_failures).

    pub use crate::app::page_failures::PageFailures;
    pub use crate::inbox::page_failure::PageFailure;
    pub use crate::js::{CommandError, CommandName};
}

pub mod guide {
    //! What a flow awaits, and why that may fail.
    //!
    //! A handler or a mixin that takes a [`Guide`](crate::Guide) leads the visitor by
    //! code. These are the futures that its methods return and their errors; a flow
    //! whose errors all end it names none of them.

    pub use crate::app::guide::{SessionClosed, WaitError, WaitFor};
    pub use crate::app::runnable::{RunError, Runnable, Running};
}

pub mod mixin {
    //! Code around every event of a view.
    //!
    //! A [`Mixin`] sees each [`Event`] before and after its handler, and what happens
    //! in tours: for logs, permissions, or handlers that several views share.
    //! [`LiveView`](crate::LiveView) and [`TutorialMixin`](crate::TutorialMixin) are
    //! two of them.

    pub use crate::app::mixin::{Event, EventOutcome, Mixin, MixinOrder};
}

pub mod page {
    //! The document around a view, the bubble and its labels.
    //!
    //! [`assets`](crate::assets) and a layout of docent's own come without any of it.
    //! A layout of the app's is given a [`Page`]; [`bubble`](crate::bubble) makes a
    //! [`Bubble`], which [`Labels`] translate.

    pub use crate::http::bubble::{Bubble, Labels};
    pub use crate::http::page::Page;
}

pub mod routing {
    //! Routes with a layout or origins of their own, mounts, and serving them.
    //!
    //! [`live`](crate::live) is all that most routes need. [`route`](crate::route) gives
    //! a [`Route`]; a [`Mount`] is the function that makes a view for a request.
    //! [`serve`](crate::serve()) gives a [`Serve`].

    pub use crate::http::layout::{AnyView, IntoDocument, Layout, OfView};
    pub use crate::http::mount::Mount;
    pub use crate::http::router::Route;
    pub use crate::http::serve::Serve;
}

pub mod view {
    //! Components, and what the handlers of views and components may return.
    //!
    //! A [`View`](crate::View) and its handlers name nothing of it. A [`Component`] is
    //! a part of a page with markup and handlers of its own; [`Live`] and
    //! [`LiveComponent`] hold the typed names of the handlers, and
    //! `#[live_view]` implements them. A view is [`Rendered`] by docent, or [`Attached`] to
    //! pages that the app renders.

    #[doc(hidden)]
    pub use crate::app::component::Answer;
    pub use crate::app::component::{Component, LiveComponent};
    pub use crate::app::handler::IntoHandlerResult;
    pub use crate::app::view::{Attached, Live, Rendered};
}
