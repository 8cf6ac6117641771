//! What an app receives of its tours.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::id::{StepName, TourId};
use super::machine::{StepEnd, TourOutcome};

/// Something that happened to a visitor's tour: what analytics need.
///
/// Each is passed to [`Mixin::tour_event`](crate::mixin::Mixin::tour_event) exactly once.
///
/// `user` is the app's user whose tour it is, `None` where nobody is signed in or
/// the app sets no user.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum TourEvent {
    /// A run began.
    #[non_exhaustive]
    Started {
        /// The tour's id.
        tour: TourId,
        /// The step it began at, counted from 0.
        step: usize,
        /// That step's name, if it has one.
        name: Option<StepName>,
        /// Whether it goes on from stored progress, as after a reload.
        resumed: bool,
        /// The app's id of the user.
        user: Option<Arc<str>>,
    },
    /// A step ended.
    #[non_exhaustive]
    StepEnded {
        /// The tour's id.
        tour: TourId,
        /// The step, counted from 0.
        step: usize,
        /// Its name, if it has one.
        name: Option<StepName>,
        /// Why it ended.
        cause: StepEnd,
        /// How long the visitor was at it, on the server's clock.
        after: Duration,
        /// The app's id of the user.
        user: Option<Arc<str>>,
    },
    /// A run ended.
    #[non_exhaustive]
    Ended {
        /// The tour's id.
        tour: TourId,
        /// How.
        outcome: TourOutcome,
        /// The app's id of the user.
        user: Option<Arc<str>>,
    },
}

impl StepEnd {
    /// A word for databases and metrics, which stays as it is: `completed`,
    /// `timed_out`, `satisfied`, `skipped`, `back`, `cancelled`, `missing`,
    /// `superseded`, `failed`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::TimedOut => "timed_out",
            Self::Satisfied => "satisfied",
            Self::Skipped => "skipped",
            Self::Back => "back",
            Self::Cancelled => "cancelled",
            Self::Missing => "missing",
            Self::Superseded => "superseded",
            Self::Failed => "failed",
        }
    }
}

impl TourOutcome {
    /// A word for databases and metrics, which stays as it is: `finished`,
    /// `cancelled`, `superseded`, `failed`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Finished => "finished",
            Self::Cancelled => "cancelled",
            Self::Superseded => "superseded",
            Self::Failed => "failed",
        }
    }
}

impl fmt::Display for StepEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Display for TourOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
