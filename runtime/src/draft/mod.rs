//! Tours that are made at run time: written as data, checked against a view.
//!
//! A [`Draft`] holds what a tour in `tutorial!` holds, without code: no `when`,
//! `skip_if`, `on_enter`, `on_exit`, no text made from the view, no conditions in
//! `next`. [`Draft::check`] applies the rules of `tutorial!` to it, with the
//! same texts, and returns all faults as values; [`Check::warnings`] has what
//! `tutorial!` warns of. A draft without faults is an
//! [`OwnedTour`](crate::tour::OwnedTour) that [`Guide::run`](crate::Guide::run) leads a visitor through.
//!
//! ```
//! use docent::draft::Draft;
//! use docent::prelude::*;
//! # #[derive(Default)] struct Shop;
//! # impl View for Shop { fn render(&self) -> Html { Html::default() } }
//! # #[live_view(LiveView)]
//! # impl Shop { #[event_handler] fn add_to_cart(&mut self) {} }
//!
//! let draft = Draft::from_json(
//!     r##"{
//!         "id": "first_order",
//!         "steps": [
//!             { "target": "#shelf", "message": "Our tea.", "timeout": "4s" },
//!             { "target": "#cart", "message": "Take some.", "wait_for": "ad_to_cart" }
//!         ]
//!     }"##,
//! )?;
//! let faults = draft.check::<Shop>().tour().expect_err("a misspelt handler");
//! assert_eq!(
//!     faults.to_string(),
//!     "step 2, field `wait_for`: `ad_to_cart` is not an event handler: \
//!      a step that waits for it would never advance; did you mean `add_to_cart`?",
//! );
//! # Ok::<(), docent::draft::DraftError>(())
//! ```
//!
//! # Limits
//!
//! * 64 KiB of JSON: in [`Draft::from_json`], and when a draft that came from
//!   elsewhere is checked, where it is a fault.
//! * 200 steps in a tour, which is a fault, and 100 faults, after which checking stops.
//! * 8 made tours alive in a session: those that run or are about to, and those
//!   whose events the app's mixins have not all received. One more is refused by
//!   [`Guide::run`](crate::Guide::run).
//!
//! Progress in a made tour is not stored, so a draft has no `autostart`.

mod check;
mod data;
#[cfg(test)]
mod tests;
mod value;
mod waits;

pub use check::{Check, Faults};
pub use data::{Draft, DraftError, DraftStep, DraftWait};
pub use docent_check::tour::{Fault, Part, Path, Rule};
