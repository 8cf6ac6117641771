//! What docent checks of a guided tour: for its macros at compile time, and at
//! run time for tours that are made there.
//!
//! * [`tour`] has the rules of a tour's fields and of how its steps connect.
//! * [`selector`] tells whether a browser takes a CSS selector.
//! * [`suggest`] finds the name that a misspelt one was probably meant to be.
//!
//! Everything here works on plain data and gives its findings as values: the
//! crate knows neither Rust syntax nor a serialization format, so that one rule
//! has one text wherever a tour comes from.

pub mod selector;
pub mod suggest;
pub mod tour;
