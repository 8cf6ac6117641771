//! What a server's app is told of all of its tours.

use std::sync::Arc;
use std::time::Duration;

use super::event::TourEvent;
use super::id::{StepName, TourId};
use super::machine::{StepEnd, TourOutcome};
use crate::visitor::Visitor;

/// Something that happened in a tour of the server: see
/// [`on_tour_event`](crate::config::DocentBuilder::on_tour_event).
///
/// # A tour over several pages
///
/// A visitor's tour goes on when they reload a page, follow a link or open another tab.
/// That is one [`Started`](TourStage::Started) with `resumed`, and no end of what came
/// before: neither a step nor a run that a newer run has taken the place of is reported
/// as ended. The step where it goes on is reported as shown once more. A tour that
/// the visitor starts it again has `resumed: false`, and where they close the page nothing
/// is reported: who has left is who was shown a step and has not ended it.
///
/// # Security
///
/// Whoever knows the id of a visitor is that visitor: store a hash of it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TourReport {
    /// The tour's id.
    pub tour: TourId,
    /// The browser.
    pub visitor: Visitor,
    /// The app's id of the user, if one is signed in.
    pub user: Option<Arc<str>>,
    /// What happened.
    pub stage: TourStage,
}

/// What happened in a tour. See [`TourReport`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum TourStage {
    /// It began, or goes on.
    #[non_exhaustive]
    Started {
        /// The step that it began at, counted from 0.
        step: usize,
        /// That step's name, if it has one.
        name: Option<StepName>,
        /// Whether it goes on from where it was on another page, or at another time.
        resumed: bool,
    },
    /// A step is shown: once, also if its [page](crate::tour::Step::page) is left and
    /// comes back.
    #[non_exhaustive]
    StepShown {
        /// The step, counted from 0.
        step: usize,
        /// Its name, if it has one.
        name: Option<StepName>,
    },
    /// A step ended.
    #[non_exhaustive]
    StepEnded {
        /// The step, counted from 0.
        step: usize,
        /// Its name, if it has one.
        name: Option<StepName>,
        /// Why.
        cause: StepEnd,
        /// How long the visitor was at it in this page, on the server's clock.
        after: Duration,
    },
    /// It is over.
    #[non_exhaustive]
    Ended {
        /// How.
        outcome: TourOutcome,
    },
}

impl TourStage {
    pub(crate) fn shown(step: usize, name: Option<StepName>) -> Self {
        Self::StepShown { step, name }
    }

    /// What is reported of an event, and of which tour; `None` for the end of a run
    /// whose tour goes on in a newer one.
    pub(crate) fn of(event: &TourEvent) -> Option<(TourId, Self)> {
        Some(match event.clone() {
            TourEvent::Started {
                tour,
                step,
                name,
                resumed,
                ..
            } => (
                tour,
                Self::Started {
                    step,
                    name,
                    resumed,
                },
            ),
            TourEvent::StepEnded {
                cause: StepEnd::Superseded,
                ..
            }
            | TourEvent::Ended {
                outcome: TourOutcome::Superseded,
                ..
            } => return None,
            TourEvent::StepEnded {
                tour,
                step,
                name,
                cause,
                after,
                ..
            } => (
                tour,
                Self::StepEnded {
                    step,
                    name,
                    cause,
                    after,
                },
            ),
            TourEvent::Ended { tour, outcome, .. } => (tour, Self::Ended { outcome }),
        })
    }
}
