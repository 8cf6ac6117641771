//! What an app hears of its tours.

use std::time::Duration;

use super::id::TourId;
use super::machine::{StepEnd, TourOutcome};

/// Something that happened to a visitor's tour: what analytics need.
///
/// Heard through [`Mixin::tour_event`](crate::mixin::Mixin::tour_event), each exactly once.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum TourEvent {
    /// A run began, or went on after a reload.
    Started {
        /// The tour's id.
        tour: TourId,
        /// The step it began at, counted from 0.
        step: usize,
    },
    /// A step ended.
    StepEnded {
        /// The tour's id.
        tour: TourId,
        /// The step, counted from 0.
        step: usize,
        /// Why it ended.
        cause: StepEnd,
        /// How long the visitor was at it, on the server's clock.
        after: Duration,
    },
    /// A run ended.
    Ended {
        /// The tour's id.
        tour: TourId,
        /// How.
        outcome: TourOutcome,
    },
}
