//! Tours: their steps, the machine that leads a visitor through them, and
//! what is stored of the way.
//!
//! This module names neither tokio nor serde nor a socket: a session feeds it
//! and carries out what it says.

mod commands;
mod definition;
mod event;
mod id;
mod machine;
mod owned;
mod progress;
mod run;
mod script;
mod state;
#[cfg(test)]
pub(crate) mod tests;
mod tour_ref;

pub use definition::{
    Autostart, Branch, DEFAULT_HIGHLIGHT_CLASS, DEFAULT_NARRATE_EVENT, Message, Position, Step,
    Tour, Tutorial, Wait,
};
pub use event::TourEvent;
pub use id::TourId;
pub(crate) use machine::{Control, Input, Output, StepGraph};
pub use machine::{OnMissing, StepEnd, TourOutcome};
pub use owned::OwnedTour;
pub(crate) use owned::{OwnedRun, OwnedRuns, OwnedStep};
pub use progress::{Progress, ProgressDecodeError, ProgressStatus};
pub(crate) use run::{Completed, Run};
pub use script::Scripts;
pub use state::TourState;
pub(crate) use tour_ref::TourRef;
