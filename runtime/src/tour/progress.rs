//! How far a visitor has got in a tour, as it is stored.

use std::borrow::Cow;

use super::definition::Tour;

/// How far a visitor has got in one tour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// The [`version`](Tour::version) of the tour that this speaks of.
    pub version: u32,
    /// The step that was shown last, counted from 0.
    pub step: usize,
    /// That step's name, if it has one.
    pub name: Option<Cow<'static, str>>,
    /// Whether the tour goes on.
    pub status: ProgressStatus,
    /// Which run of the tour says so. A later run has a larger number, on
    /// whatever server it began, so two that conflict can tell which is newer.
    pub run: u64,
}

/// Whether a stored tour goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProgressStatus {
    /// The visitor was in the middle of it.
    Running,
    /// The visitor got past the last step.
    Finished,
    /// The visitor ended it.
    Cancelled,
    /// It could not go on.
    Failed,
}

impl Progress {
    /// The progress of a visitor who is at `step` of `tour`.
    pub(crate) fn at<V>(tour: &Tour<V>, step: usize, status: ProgressStatus, run: u64) -> Self {
        Self {
            version: tour.version,
            step,
            name: tour
                .steps
                .get(step)
                .and_then(|step| step.name)
                .map(Cow::Borrowed),
            status,
            run,
        }
    }

    /// The step of `tour` at which this visitor goes on, if the tour was running.
    ///
    /// In a tour of another version that is the step of the same name, or the
    /// first one where there is none.
    pub(crate) fn resume<V>(&self, tour: &Tour<V>) -> Option<usize> {
        if self.status != ProgressStatus::Running {
            return None;
        }
        if self.version == tour.version && self.step < tour.steps.len() {
            return Some(self.step);
        }
        let named = self.name.as_deref().and_then(|name| tour.find(name));
        Some(named.unwrap_or(0))
    }
}
