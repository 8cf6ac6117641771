//! A library as a strict user of docent would write it.
//!
//! It is compiled, linted and documented with everything denied, so that no
//! expansion asks its user to relax a lint. A program would not do: the
//! compiler asks for documentation only of what a library shows.
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
