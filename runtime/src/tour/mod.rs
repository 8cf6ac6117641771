//! Tours: their steps, the machine that leads a visitor through them, and
//! what is stored of the way.
//!
//! This module names neither tokio nor serde nor a socket: a session feeds it
//! and carries out what it says.

mod commands;
mod definition;
mod event;
mod machine;
mod progress;
mod run;
mod script;
#[cfg(test)]
pub(crate) mod tests;

pub use definition::{
    Arm, Autostart, DEFAULT_HIGHLIGHT_CLASS, DEFAULT_NARRATE_EVENT, Message, Position, Step, Tour,
    Tutorial, Wait,
};
pub use event::TourEvent;
pub use machine::{Cause, OnMissing, TourOutcome};
pub(crate) use machine::{Control, Input, Output};
pub use progress::{Progress, Status};
pub(crate) use run::{Completed, Led, Run};
pub use script::Scripts;
