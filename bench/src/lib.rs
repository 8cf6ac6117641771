//! What docent costs, beside what the machine itself needs.
//!
//! `cargo xtask bench` runs it. A server (docent, or the echo that it is
//! compared with) has one core, and the load has the other; everything stays
//! on the loopback interface.

pub mod alone;
pub mod http;
pub mod load;
pub mod measures;
pub mod process;
pub mod servers;
pub mod statics;
pub mod table;

use std::error::Error;

/// The result of a measure, or what went wrong.
pub type Outcome<T> = Result<T, Box<dyn Error>>;
