//! The checks of docent's guided tours: for its macros at compile time, and for
//! tours that are made at run time.
//!
//! * [`tour`] has the rules of a tour's settings, fields and graph of steps.
//! * [`selector`] checks whether a browser accepts a CSS selector.
//! * [`suggest`] finds the intended name for a misspelt one.
//!
//! Everything works on plain data and returns its findings as values. The crate
//! depends neither on Rust syntax nor on a serialization format, so that a rule
//! has the same text wherever a tour comes from.

pub mod selector;
pub mod suggest;
pub mod tour;
