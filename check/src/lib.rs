//! What docent checks of a guided tour: for its macros at compile time, and at
//! run time for tours that are made there.
//!
//! * [`selector`] tells whether a browser takes a CSS selector.

pub mod selector;
