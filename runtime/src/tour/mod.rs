//! Tours and their steps as values, and what happens in a tour.
//!
//! `tutorial!` makes a [`Tour`] of [`Step`]s; an app names them where it runs a tour
//! by hand or makes a single step for [`Guide::run_step`](crate::Guide::run_step).
//! A mixin receives what happens as [`TourEvent`]s, and a flow gets a
//! [`TourOutcome`] or a [`StepEnd`].

// Nothing in it names tokio, serde or a socket: a session feeds the machine
// and carries out what it returns.

mod commands;
mod definition;
mod event;
mod id;
mod machine;
mod marks;
mod owned;
mod page;
pub(crate) mod progress;
mod report;
mod resume;
mod run;
mod script;
mod state;
#[cfg(test)]
pub(crate) mod tests;
mod tour_ref;
mod wait;

pub(crate) use commands::at_path;
pub use definition::{
    Autostart, Branch, DEFAULT_HIGHLIGHT_CLASS, DEFAULT_NARRATE_EVENT, Position, Step, Tour,
    Tutorial,
};
pub use event::TourEvent;
pub use id::{StepName, TourId};
pub(crate) use machine::{Control, Input, Output, PastStep, StepGraph};
pub use machine::{OnMissing, StepEnd, TourOutcome};
#[cfg(any(test, feature = "test"))]
pub(crate) use marks::StepMark;
pub use owned::OwnedTour;
pub(crate) use owned::{OwnedRun, OwnedRuns, OwnedStep};
pub use page::Elsewhere;
pub(crate) use page::{Location, PagePath};
pub(crate) use progress::{HistoryRoom, Progress, ProgressStatus};
pub use report::{TourReport, TourStage};
pub(crate) use resume::{Resumed, ResumedBy};
pub(crate) use run::{Completed, Run};
pub use state::TourState;
pub(crate) use tour_ref::TourRef;
pub use wait::{AppEvent, Wait};
pub(crate) use wait::{PageWait, Reported};
