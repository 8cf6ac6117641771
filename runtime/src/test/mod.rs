//! Views and their tours, driven in `cargo test`: no socket, no browser, and no
//! time that really passes.
//!
//! With the feature `test`:
//!
//! ```toml
//! [dev-dependencies]
//! docent = { version = "0.1", features = ["test"] }
//! tokio = { version = "1", features = ["macros", "rt", "test-util"] }
//! ```
//!
//! ```
//! use std::time::Duration;
//!
//! use docent::prelude::*;
//! use docent::test::{Page, Refusal};
//!
//! #[derive(Default)]
//! struct Shop { cart: Vec<String> }
//!
//! #[live_view(TutorialMixin, LiveView)]
//! impl Shop {
//!     #[event_handler]
//!     fn add(&mut self, title: String) { self.cart.push(title) }
//! }
//!
//! impl View for Shop {
//!     fn render(&self) -> Html {
//!         Html::new(format_args!(
//!             r#"<button id="help" dj-click="start_tutorial">Help</button>
//!                <form dj-submit="add"><input name="title"><button>Add</button></form>
//!                <p id="cart">{}</p>"#,
//!             self.cart.len(),
//!         ))
//!     }
//! }
//!
//! tutorial! {
//!     <Shop>
//!     step { target: "#cart", message: "Your cart.", timeout: 4s }
//!     step { target: "form", message: "Put something in.", wait_for: add }
//! }
//!
//! # fn main() -> Result<(), Refusal> {
//! # tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().expect("a runtime").block_on(async {
//! // #[tokio::test(start_paused = true)]
//! let mut page = Page::mount(Shop::default).await;
//! page.click("#help").await?;
//! assert_eq!(page.step().expect("a step").target, "#cart");
//! page.advance(Duration::from_secs(4)).await;
//! assert_eq!(page.step().expect("a step").target, "form");
//! page.input("[name=title]", "Tea").await?;
//! page.submit("form").await?;
//! assert_eq!(page.step(), None, "the tour is over");
//! assert_eq!(page.text("#cart"), "1");
//! # Ok(()) }) }
//! ```
//!
//! # The test that every app should have
//!
//! A tour points at elements by their selectors, and whoever changes the markup does not
//! think of it. [`Page::walk`] walks through a tour and looks for each target; for pages that
//! docent does not render there is [`check_targets`].
//!
//! ```
//! # use docent::prelude::*;
//! # use docent::test::Page;
//! # #[derive(Default)] struct Shop;
//! # #[live_view(TutorialMixin, LiveView)] impl Shop {}
//! # impl View for Shop { fn render(&self) -> Html { Html::from("<p id=\"cart\"></p>") } }
//! # tutorial! { <Shop> step { target: "#cart", message: "Your cart.", timeout: 4s } }
//! # tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().expect("a runtime").block_on(async {
//! // #[tokio::test(start_paused = true)]
//! let mut page = Page::mount(Shop::default).await;
//! page.walk(async |_, _| Ok(())).await.assert_found();
//! # })
//! ```
//!
//! # What a person does
//!
//! What a person does is resolved in the rendered HTML as the browser's script
//! does it; [`Page::fire`] sends an event by its typed key instead, so that a
//! renamed handler does not compile.

mod builder;
mod client;
mod context;
mod history;
mod ledger;
mod markup;
mod memory;
mod page;
mod server;
mod state;
pub mod store;
mod targets;
#[cfg(test)]
mod tests;

pub use builder::Builder;
#[doc(hidden)]
pub use client::{AfterClose, Client, Ticket};
pub use client::{EndedStep, ShownElsewhere, ShownStep};
pub use context::TestContext;
#[doc(hidden)]
pub use ledger::Ledger;
pub use markup::TargetState;
#[cfg(test)]
pub(crate) use memory::connection;
#[doc(hidden)]
pub use memory::{PageSocket, Sent};
pub use page::Page;
pub use server::Server;
pub use targets::{TargetCheck, Targets, check_targets};

use crate::render::apply::apply;
use crate::render::{Grain, Rendered};
#[doc(hidden)]
pub use crate::seq::StepRef;
use crate::wire::Patch;
pub use crate::wire::page::{Command, Refusal};
/// The patches, as JSON, that lead a page from one render to another. If they are
/// `fine`, each node is a part, also of a small page.
#[doc(hidden)]
#[must_use]
pub fn patches(before: &str, after: &str, fine: bool) -> String {
    let grain = if fine { Grain::FINE } else { Grain::DEFAULT };
    let mut rendered = Rendered::default();
    rendered.update_by(&before.to_owned().into(), grain);
    let after = after.to_owned().into();
    let patches = rendered.update_by(&after, grain);
    let patches: Vec<_> = patches.iter().map(Patch::encode).collect();
    format!("[{}]", patches.join(","))
}

/// The nodes of some markup as they are told apart; `None` where a page is sent whole.
#[doc(hidden)]
#[must_use]
pub fn nodes(html: &str) -> Option<String> {
    crate::render::nodes::nodes(html)
}

/// What the patches from one render to another make of the first: always the other.
#[doc(hidden)]
#[must_use]
pub fn patched(before: &str, after: &str, fine: bool) -> Option<String> {
    let grain = if fine { Grain::FINE } else { Grain::DEFAULT };
    let mut rendered = Rendered::default();
    rendered.update_by(&before.to_owned().into(), grain);
    let after = after.to_owned().into();
    apply(before, &rendered.update_by(&after, grain))
}

#[doc(hidden)]
pub use crate::wire::page::{ServerFrame, TourSection, Update};
