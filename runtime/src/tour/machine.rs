//! The tour core: which step a run is at, and what follows from what happens.
//!
//! A [`Machine`] is one run. It is pure: no clock, no socket, no store, no
//! view. It is told what happened ([`Input`]) and answers with what to do
//! ([`Output`]), in order, so that a test can drive it through every order of
//! events.
//!
//! # Invariants
//!
//! * A step is entered ([`Output::Arm`]) before anything of it is shown, and
//!   shown only after its progress is saved or given up on.
//! * A step that was entered ends exactly once ([`Output::Ended`]), for one cause.
//! * What was shown is cleared ([`Output::Clear`]) before the next step is entered.
//! * A control that names another visit than the current one does nothing.
//! * A run that is over ignores every input.

/// One run of a tour.
#[derive(Debug)]
pub(crate) struct Machine {
    phase: Phase,
    /// Grows with every step entered, so that a second visit to a step is not the first.
    visit: u64,
    /// The steps that were waited at, for Back. No longer than [`MAX_HISTORY`].
    history: Vec<usize>,
    /// How many steps have passed since the last one that was waited at.
    unwaited: usize,
}

/// How many steps Back can take back in a row; older ones are forgotten.
const MAX_HISTORY: usize = 64;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// The step's waiter is armed and its progress on the way to the store.
    Saving { step: usize },
    /// The step is on the page.
    Shown { step: usize },
    /// The run is over.
    Over,
}

/// What the machine has to know of a tour.
pub(crate) trait Plan {
    /// How many steps there are.
    fn len(&self) -> usize;
    /// Whether the step waits for anything: an event or its time.
    fn waits(&self, step: usize) -> bool;
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Input {
    /// The progress of the entered step is saved, or the store had its time.
    Saved,
    /// The handler that the step waits for has run and succeeded.
    Completed,
    /// The step's time is over.
    TimedOut,
    /// The visitor left the step of that visit by a button.
    Controlled { control: Control, visit: u64 },
    /// A newer run of the visitor's has begun.
    Superseded,
    /// The tour cannot go on.
    Failed,
}

/// A button that leaves a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Control {
    /// To the next step.
    Skip,
    /// To the step before.
    Back,
    /// Out of the tour.
    Cancel,
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Output {
    /// Start to listen for what ends the step.
    Arm { step: usize },
    /// Save that the visitor is at the step, then answer [`Input::Saved`].
    Save { step: usize },
    /// Put the step on the page and start its time.
    Show { step: usize },
    /// Stop to listen, and note how the step ended.
    Ended { step: usize, cause: Cause },
    /// Take the step off the page.
    Clear { step: usize },
    /// The run is over.
    Over(TourOutcome),
}

/// Why a step ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cause {
    /// The visitor did what it waited for; or it waited for nothing.
    Completed,
    /// Its time was over first.
    TimedOut,
    /// The visitor skipped it.
    Skipped,
    /// The visitor went back to the step before.
    Back,
    /// The visitor ended the tour.
    Cancelled,
    /// A newer run took its place.
    Superseded,
    /// The tour could not go on.
    Failed,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TourOutcome {
    /// It got past its last step.
    Finished,
    /// The visitor ended it.
    Cancelled,
    /// A newer run took its place: a restart, another tab.
    Superseded,
    /// It could not go on.
    Failed,
}

impl Machine {
    /// Enters `step` as the first of a new run.
    pub(crate) fn start(plan: &impl Plan, step: usize, out: &mut Vec<Output>) -> Self {
        let mut machine = Self {
            phase: Phase::Over,
            visit: 0,
            history: Vec::new(),
            unwaited: 0,
        };
        machine.enter(plan, step, out);
        machine
    }

    /// Takes in what happened, and appends what to do about it.
    pub(crate) fn apply(&mut self, plan: &impl Plan, input: Input, out: &mut Vec<Output>) {
        let (step, shown) = match self.phase {
            Phase::Saving { step } => (step, false),
            Phase::Shown { step } => (step, true),
            Phase::Over => return,
        };
        match input {
            Input::Saved if !shown => {
                self.phase = Phase::Shown { step };
                out.push(Output::Show { step });
                if !plan.waits(step) {
                    self.leave(plan, Cause::Completed, out);
                }
            }
            Input::Saved => {}
            Input::Completed => self.leave(plan, Cause::Completed, out),
            Input::TimedOut => self.leave(plan, Cause::TimedOut, out),
            Input::Controlled { visit, .. } if visit != self.visit => {}
            Input::Controlled { control, .. } => match control {
                Control::Skip => self.leave(plan, Cause::Skipped, out),
                Control::Cancel => self.leave(plan, Cause::Cancelled, out),
                // There is nothing before the first step.
                Control::Back if self.history.is_empty() => {}
                Control::Back => self.leave(plan, Cause::Back, out),
            },
            Input::Superseded => self.leave(plan, Cause::Superseded, out),
            Input::Failed => self.leave(plan, Cause::Failed, out),
        }
    }

    /// The step that the visitor is at; `None` once the run is over.
    pub(crate) fn step(&self) -> Option<usize> {
        match self.phase {
            Phase::Saving { step } | Phase::Shown { step } => Some(step),
            Phase::Over => None,
        }
    }

    /// The step that is on the page.
    pub(crate) fn shown(&self) -> Option<usize> {
        match self.phase {
            Phase::Shown { step } => Some(step),
            Phase::Saving { .. } | Phase::Over => None,
        }
    }

    /// The number of the current visit.
    pub(crate) fn visit(&self) -> u64 {
        self.visit
    }

    fn enter(&mut self, plan: &impl Plan, step: usize, out: &mut Vec<Output>) {
        self.visit += 1;
        if step >= plan.len() {
            self.over(TourOutcome::Finished, out);
            return;
        }
        self.phase = Phase::Saving { step };
        out.push(Output::Arm { step });
        out.push(Output::Save { step });
    }

    /// Ends the current step, and enters the one that follows from the cause.
    fn leave(&mut self, plan: &impl Plan, cause: Cause, out: &mut Vec<Output>) {
        let (step, shown) = match self.phase {
            Phase::Saving { step } => (step, false),
            Phase::Shown { step } => (step, true),
            Phase::Over => return,
        };
        out.push(Output::Ended { step, cause });
        if shown {
            out.push(Output::Clear { step });
        }
        match cause {
            Cause::Completed | Cause::TimedOut | Cause::Skipped => {
                if plan.waits(step) {
                    self.unwaited = 0;
                    if self.history.len() == MAX_HISTORY {
                        self.history.remove(0);
                    }
                    self.history.push(step);
                } else {
                    self.unwaited += 1;
                }
                // More steps without a wait than there are steps: the tour turns in a circle.
                if self.unwaited > plan.len() {
                    self.over(TourOutcome::Failed, out);
                } else {
                    self.enter(plan, step + 1, out);
                }
            }
            Cause::Back => {
                let before = self.history.pop().unwrap_or(0);
                self.enter(plan, before, out);
            }
            Cause::Cancelled => self.over(TourOutcome::Cancelled, out),
            Cause::Superseded => self.over(TourOutcome::Superseded, out),
            Cause::Failed => self.over(TourOutcome::Failed, out),
        }
    }

    fn over(&mut self, outcome: TourOutcome, out: &mut Vec<Output>) {
        self.phase = Phase::Over;
        out.push(Output::Over(outcome));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tour whose steps wait (`true`) or flash by (`false`).
    struct Steps(&'static [bool]);

    impl Plan for Steps {
        fn len(&self) -> usize {
            self.0.len()
        }

        fn waits(&self, step: usize) -> bool {
            self.0[step]
        }
    }

    const THREE: Steps = Steps(&[true, true, true]);

    fn started(plan: &Steps) -> (Machine, Vec<Output>) {
        let mut out = Vec::new();
        let machine = Machine::start(plan, 0, &mut out);
        (machine, out)
    }

    fn apply(machine: &mut Machine, plan: &Steps, input: Input) -> Vec<Output> {
        let mut out = Vec::new();
        machine.apply(plan, input, &mut out);
        out
    }

    fn control(machine: &Machine, control: Control) -> Input {
        Input::Controlled {
            control,
            visit: machine.visit(),
        }
    }

    #[test]
    fn a_step_is_armed_before_it_is_saved_and_shown_after() {
        let (mut machine, out) = started(&THREE);
        assert_eq!(out, [Output::Arm { step: 0 }, Output::Save { step: 0 }]);
        assert_eq!(
            apply(&mut machine, &THREE, Input::Saved),
            [Output::Show { step: 0 }]
        );
    }

    #[test]
    fn an_event_that_comes_before_the_step_is_shown_counts() {
        let (mut machine, _) = started(&THREE);
        assert_eq!(
            apply(&mut machine, &THREE, Input::Completed),
            [
                Output::Ended {
                    step: 0,
                    cause: Cause::Completed
                },
                Output::Arm { step: 1 },
                Output::Save { step: 1 },
            ]
        );
    }

    #[test]
    fn a_late_or_repeated_skip_does_nothing() {
        let (mut machine, _) = started(&THREE);
        apply(&mut machine, &THREE, Input::Saved);
        let skip = control(&machine, Control::Skip);
        assert!(!apply(&mut machine, &THREE, skip).is_empty());
        assert_eq!(apply(&mut machine, &THREE, skip), []);
        assert_eq!(machine.step(), Some(1));
    }

    #[test]
    fn back_returns_to_the_last_step_that_was_waited_at() {
        let plan = Steps(&[true, false, true]);
        let (mut machine, _) = started(&plan);
        apply(&mut machine, &plan, Input::Saved);
        apply(&mut machine, &plan, Input::Completed);
        apply(&mut machine, &plan, Input::Saved);
        apply(&mut machine, &plan, Input::Saved);
        assert_eq!(machine.shown(), Some(2));
        let back = control(&machine, Control::Back);
        apply(&mut machine, &plan, back);
        assert_eq!(machine.step(), Some(0));
    }

    #[test]
    fn back_at_the_first_step_does_nothing() {
        let (mut machine, _) = started(&THREE);
        let back = control(&machine, Control::Back);
        assert_eq!(apply(&mut machine, &THREE, back), []);
    }

    #[test]
    fn what_was_shown_is_cleared_however_the_step_ends() {
        for input in [
            Input::Completed,
            Input::TimedOut,
            Input::Superseded,
            Input::Failed,
            Input::Controlled {
                control: Control::Cancel,
                visit: 1,
            },
        ] {
            let (mut machine, _) = started(&THREE);
            apply(&mut machine, &THREE, Input::Saved);
            let out = apply(&mut machine, &THREE, input);
            assert!(out.contains(&Output::Clear { step: 0 }), "{input:?}");
            let ends = out
                .iter()
                .filter(|output| matches!(output, Output::Ended { .. }));
            assert_eq!(ends.count(), 1, "{input:?}");
        }
    }

    #[test]
    fn the_last_step_finishes_the_run_and_nothing_follows() {
        let plan = Steps(&[true]);
        let (mut machine, _) = started(&plan);
        apply(&mut machine, &plan, Input::Saved);
        let out = apply(&mut machine, &plan, Input::TimedOut);
        assert_eq!(out.last(), Some(&Output::Over(TourOutcome::Finished)));
        for input in [Input::Saved, Input::Completed, Input::Superseded] {
            assert_eq!(apply(&mut machine, &plan, input), []);
        }
    }

    #[test]
    fn an_empty_tour_finishes_at_once() {
        let (machine, out) = started(&Steps(&[]));
        assert_eq!(out, [Output::Over(TourOutcome::Finished)]);
        assert_eq!(machine.step(), None);
    }
}
