//! Where a session's tour is, for handlers, flows and views.

use crate::seq::StepRef;

/// Where a session's tour is: what a handler, a flow and a view that
/// [renders it](crate::View::RENDERS_TOUR) can see of it.
///
/// By [`Default`] no tour is running.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct TourState {
    pub(crate) place: Option<StepRef>,
    pub(crate) current_step: Option<usize>,
    pub(crate) total_steps: usize,
}

impl TourState {
    /// Whether a tour is running.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.current_step.is_some()
    }

    /// The step that is shown, counted from 0; `None` when no tour is running.
    #[must_use]
    pub fn current_step(&self) -> Option<usize> {
        self.current_step
    }

    /// How many steps the running tour has; 0 when none is running.
    #[must_use]
    pub fn total_steps(&self) -> usize {
        self.total_steps
    }
}
