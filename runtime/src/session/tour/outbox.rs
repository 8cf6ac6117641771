//! What the page does not know yet of the session's tour.
//!
//! # Invariants
//!
//! * What puts a step on the page goes there under its run's number, and so
//!   into the run's ledger, even if the run is over by then.
//! * What comes after the end of a run is not in its ledger: the page has
//!   already reverted it, and keeps what `on_exit` changes.
//! * Of more than [`MAX_ENDED`] runs that are over by the next frame nothing is
//!   kept: the page gets a snapshot of what remains.

use std::borrow::Cow;

use crate::seq::StepRef;
use crate::tour::{StepEnd, TourOutcome};
use crate::wire::{self, Commands};

/// Commands of tours that are not sent yet, and whether a tour has moved.
#[derive(Default)]
pub(crate) struct PendingCommands {
    /// Commands of the current run.
    commands: Commands,
    /// How many of them, from the first on, put a step on the page or come
    /// before that.
    setups: usize,
    /// What is left of runs that are over. Apart, since it is there for one frame.
    over: Option<Box<Over>>,
    /// Whether there was more of that than can be sent.
    is_too_much: bool,
    /// Whether the page does not know where the tour is.
    has_moved: bool,
}

/// Runs that are over since the last frame.
#[derive(Default)]
struct Over {
    /// Their commands.
    parting: Commands,
    /// Those that put a step on the page and were over before a frame was sent.
    unseen: Vec<UnseenRun>,
    /// How many they are.
    ended: usize,
}

/// How many runs may be over by the next frame.
///
/// A bound on memory and on frames, not on time: each run keeps its commands
/// until they are sent, in a frame of its own.
const MAX_ENDED: usize = 8;

/// A run that is over before its last step was sent to the page.
///
/// The step goes to the page all the same, in a frame of the run's own, and the
/// next frame reverts it.
pub(crate) struct UnseenRun {
    /// Commands of the runs before it.
    pub(crate) parting: Commands,
    pub(crate) at: StepRef,
    pub(crate) commands: Commands,
}

impl PendingCommands {
    /// The tour is somewhere else.
    pub(crate) fn move_on(&mut self) {
        self.has_moved = true;
    }

    /// A step of the current run is put on the page.
    pub(crate) fn set_up(&mut self, setup: Cow<'static, str>) {
        self.commands.push(setup);
        self.setups = self.commands.count();
        self.has_moved = true;
    }

    /// A step of the current run has ended. `on_exit` is empty if the step was
    /// never put on the page.
    pub(crate) fn end_step(&mut self, on_exit: Cow<'static, str>, cause: StepEnd) {
        self.commands.push(on_exit);
        self.commands.push(wire::end(cause));
    }

    /// A step of the current run is not on the page any more, and has not ended.
    pub(crate) fn leave_step(&mut self, on_exit: Cow<'static, str>) {
        self.commands.push(on_exit);
    }

    /// The run whose last step is `at` is over.
    pub(crate) fn end(&mut self, at: StepRef, outcome: TourOutcome) {
        self.has_moved = true;
        let over = self.over.get_or_insert_default();
        if self.setups > 0 {
            let rest = self.commands.split_off(std::mem::take(&mut self.setups));
            over.unseen.push(UnseenRun {
                parting: std::mem::take(&mut over.parting),
                at,
                commands: std::mem::replace(&mut self.commands, rest),
            });
        }
        over.parting.append(&mut self.commands);
        over.parting.push(wire::over(outcome));
        over.ended += 1;
        if over.ended > MAX_ENDED {
            self.clear();
            self.has_moved = true;
            self.is_too_much = true;
        }
    }

    /// Whether more has happened than can be sent, so that the page needs a snapshot.
    pub(crate) fn is_too_much(&self) -> bool {
        self.is_too_much
    }

    pub(crate) fn is_empty(&self) -> bool {
        !self.has_moved && self.commands.is_empty() && self.over.is_none()
    }

    /// Takes the runs that begin and end with the next frames, the oldest first.
    pub(crate) fn take_unseen(&mut self) -> Vec<UnseenRun> {
        let over = self.over.as_mut();
        over.map_or_else(Vec::new, |over| std::mem::take(&mut over.unseen))
    }

    /// For the frame after those: commands of runs that are over, and those of
    /// the current run.
    pub(crate) fn commands(&self) -> (&Commands, &Commands) {
        const NONE: &Commands = &Commands::new();
        let parting = self.over.as_ref().map_or(NONE, |over| &over.parting);
        (parting, &self.commands)
    }

    /// Nothing is new any more. Capacity for a few commands is kept.
    pub(crate) fn clear(&mut self) {
        self.commands.clear();
        self.setups = 0;
        self.over = None;
        self.is_too_much = false;
        self.has_moved = false;
    }
}
