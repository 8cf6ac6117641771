//! The run that a session leads its visitor through, with all that belongs to it alone.

use tokio::time::Instant;

use super::saves::Saves;
use super::step_clock::StepClock;
use crate::context::Asker;
use crate::tour::{Cause, Output, Run};

/// A run that goes on.
pub(super) struct Leading<V: 'static> {
    pub(super) run: Run<V>,
    /// What the run is known by in the store. See [`Progress::run`](crate::Progress::run).
    pub(super) mark: u64,
    pub(super) saves: Saves,
    /// Whether the machine still waits to hear that the step is saved.
    pub(super) held: bool,
    /// When to show the step though the store has not answered.
    pub(super) show_by: Option<Instant>,
    pub(super) clock: StepClock,
    /// Whether steps end by their time at all.
    pub(super) has_timers: bool,
    /// When the current step was entered.
    pub(super) entered: Instant,
    /// A step whose message needs the view.
    pub(super) unwritten: bool,
    /// Empty between inputs: room for what the machine says about the next.
    pub(super) out: Vec<Output>,
    /// Why the last step that ended did.
    pub(super) cause: Option<Cause>,
    pub(super) asker: Option<Asker>,
}

impl<V> Leading<V> {
    pub(super) fn is_durable(&self) -> bool {
        self.run.tour().is_durable()
    }

    /// The step is on its way to the page: its time begins.
    pub(super) fn start_time(&mut self) {
        let shown = self.run.shown();
        let time = shown.and_then(|(_, step)| step.timeout);
        self.clock.start(time.filter(|_| self.has_timers));
    }
}
