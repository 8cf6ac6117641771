//! A library as a strict user of docent would write it.
//!
//! It is compiled, linted and documented with all warnings denied, so that no
//! expansion makes its user relax a lint. It is a library because the compiler
//! only requires documentation of public items.
#![deny(
    warnings,
    missing_docs,
    unsafe_code,
    unreachable_pub,
    private_interfaces
)]
#![deny(clippy::all, clippy::pedantic)]

pub mod collisions;
pub mod private;
pub mod shop;
