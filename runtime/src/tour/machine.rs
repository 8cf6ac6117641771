//! The tour core: which step a run is at, and what follows from what happens.
//!
//! A [`Machine`] is one run. It is pure: no clock, no socket, no store, no
//! view. It takes what happened ([`Input`]) and returns what to do
//! ([`Output`]), in order, so that a test can drive it through every order of
//! events.
//!
//! # Invariants
//!
//! * A step is armed ([`Output::Arm`]) before anything of it is shown, and
//!   shown only after its progress is saved or given up on.
//! * A step that was armed ends exactly once ([`Output::Ended`]), for one cause.
//! * A step that waits for nothing ends once its message was shown.
//! * What was shown is cleared ([`Output::Clear`]) before the next step is entered.
//! * A control that names another visit than the current one does nothing.
//! * A step on another page is armed as any; what only its own page knows (its target,
//!   what is looked for there, whether it is done already) does not count meanwhile.
//! * What only the view knows is asked for ([`Output::Ask`]), and nothing is
//!   armed until it is answered.
//! * A run that is over ignores every input.

use super::page::Whereabouts;

/// One run of a tour.
#[derive(Debug)]
pub(crate) struct Machine {
    phase: Phase,
    /// Grows with every step entered, so that a second visit to a step is not the first.
    visit: u64,
    /// The steps that were waited at, for Back. No longer than [`MAX_HISTORY`].
    history: Vec<PastStep>,
    /// How many steps have passed since the last one that was waited at.
    unwaited: usize,
    /// Whether Back has led to the step: it is shown again, done or not.
    is_revisit: bool,
}

/// A step that Back leads to. Two bytes: each of thousands of runs has a list of
/// them. A step beyond the 65,536th is not in it.
pub(crate) type PastStep = u16;

/// How many steps Back can take back in a row; older ones are dropped.
pub(crate) const MAX_HISTORY: usize = 64;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// The view is asked something.
    Asking(Question),
    /// The step's waiter is armed and its progress on the way to the store.
    Saving { step: usize, then: Then },
    /// The step is on the page.
    Shown { step: usize },
    /// The step is armed, and the page is another one than its own.
    Elsewhere { step: usize },
    /// The page has changed, and the view is asked whether the step, which is armed, is
    /// there and done already.
    Arriving { step: usize, is_shown: bool },
    /// The run is over.
    Over,
}

/// What becomes of an armed step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    /// It is shown.
    Show,
    /// It is left for its own page.
    Leave,
    /// The view is asked.
    Ask,
}

/// What the machine has to know of a tour.
pub(crate) trait StepGraph {
    /// How many steps there are.
    fn len(&self) -> usize;
    /// Whether the step waits for anything: an event or its time.
    fn waits(&self, step: usize) -> bool;
    /// Whether the view makes the step's message.
    fn is_made(&self, step: usize) -> bool;
    /// Whether the step has a `skip_if`.
    fn may_be_satisfied(&self, step: usize) -> bool;
    /// The step that follows.
    fn next(&self, step: usize) -> Next;
    /// What happens while the step's target is not on the page.
    fn on_missing(&self, step: usize) -> OnMissing;
    /// Whether the step is shown where the page is now.
    fn whereabouts(&self, _: usize) -> Whereabouts {
        Whereabouts::Here
    }
}

/// What follows a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    /// That step; past the last one, or `None`, the end.
    To(Option<usize>),
    /// It depends on the view.
    Ask,
}

/// What only the view knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Question {
    /// Which step follows this one?
    Next { after: usize },
    /// Has the visitor done this step already? Or is it on another page?
    Satisfied { step: usize },
}

/// What happens while a step's target is not on the page, or nobody can see it there:
/// it is hidden, transparent, clipped, or where no scrolling leads to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum OnMissing {
    /// The step waits until it is there.
    #[default]
    Wait,
    /// The step is left for the next one.
    Skip,
    /// The step is shown in the middle of the page.
    Center,
    /// The tour ends.
    Cancel,
}

impl OnMissing {
    /// The word for it in `tutorial!` and in logs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Wait => "wait",
            Self::Skip => "skip",
            Self::Center => "center",
            Self::Cancel => "cancel",
        }
    }
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Input {
    /// The progress of the entered step is saved, or the store timed out.
    Saved,
    /// The view has made the step's message.
    MessageRendered,
    /// The handler that the step waits for has run and succeeded.
    Completed,
    /// The step's time is over.
    TimedOut,
    /// The visitor left the step of that visit by a button.
    Controlled { control: Control, visit: u64 },
    /// The target of the step of that visit is not on the page.
    Missing { visit: u64 },
    /// The view's answer to [`Question::Next`]: a step, or the end.
    Chosen { step: Option<usize> },
    /// The view's answer to [`Question::Satisfied`].
    Satisfied(bool),
    /// The same, where the step is on another page.
    Elsewhere,
    /// The page is at another path.
    Moved,
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
    /// Ask the view, then answer [`Input::Chosen`] or [`Input::Satisfied`].
    Ask(Question),
    /// Start to listen for what ends the step.
    Arm { step: usize },
    /// Save that the visitor is at the step, then answer [`Input::Saved`].
    Save { step: usize },
    /// Put the step on the page and start its time.
    Show { step: usize },
    /// Show that the step goes on at another page. Its time does not run.
    Elsewhere { step: usize },
    /// Stop to listen, and note how the step ended.
    Ended { step: usize, cause: StepEnd },
    /// Take the step off the page.
    Clear { step: usize },
    /// The run is over.
    Over(TourOutcome),
}

/// Why a step ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum StepEnd {
    /// The visitor did what it waited for; or it waited for nothing.
    Completed,
    /// Its time was over first.
    TimedOut,
    /// The visitor had done it before it was shown.
    Satisfied,
    /// The visitor skipped it.
    Skipped,
    /// The visitor went back to the step before.
    Back,
    /// The visitor ended the tour.
    Cancelled,
    /// Its target was not on the page, and its `on_missing` is `skip`.
    Missing,
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
    /// Begins a new run at `step`, from which Back leads to the last of `history`.
    pub(crate) fn start(
        plan: &impl StepGraph,
        step: usize,
        mut history: Vec<PastStep>,
        out: &mut Vec<Output>,
    ) -> Self {
        history.drain(..history.len().saturating_sub(MAX_HISTORY));
        let mut machine = Self {
            phase: Phase::Over,
            visit: 0,
            history,
            unwaited: 0,
            is_revisit: false,
        };
        machine.arrive(plan, Some(step), out);
        machine
    }

    /// Applies an input, and appends the outputs.
    pub(crate) fn apply(&mut self, plan: &impl StepGraph, input: Input, out: &mut Vec<Output>) {
        match self.phase {
            Phase::Over => {}
            Phase::Asking(question) => self.answer(plan, question, input, out),
            Phase::Saving { step, then } => match input {
                Input::Saved => self.place(plan, step, then, out),
                Input::Moved => {
                    let then = self.after_move(plan, step, then == Then::Show);
                    self.phase = Phase::Saving { step, then };
                }
                input => self.happen(plan, step, input, out),
            },
            Phase::Shown { step } => match input {
                Input::MessageRendered if !plan.waits(step) => {
                    self.end(plan, step, StepEnd::Completed, out);
                }
                Input::Moved => {
                    let then = self.after_move(plan, step, true);
                    if then != Then::Show {
                        self.place(plan, step, then, out);
                    }
                }
                input => self.happen(plan, step, input, out),
            },
            Phase::Elsewhere { step } => match input {
                Input::Moved => {
                    let then = self.after_move(plan, step, false);
                    self.place(plan, step, then, out);
                }
                input => self.happen(plan, step, input, out),
            },
            Phase::Arriving { step, is_shown } => match input {
                Input::Satisfied(true) if !self.is_revisit => {
                    self.end(plan, step, StepEnd::Satisfied, out);
                }
                Input::Satisfied(_) if is_shown => self.phase = Phase::Shown { step },
                Input::Satisfied(_) => self.place(plan, step, Then::Show, out),
                Input::Elsewhere => self.place(plan, step, Then::Leave, out),
                // The view is asked where the page is by then.
                Input::Moved => {}
                input => self.happen(plan, step, input, out),
            },
        }
    }

    /// What becomes of an armed step now that the page is at another path. `is_here`
    /// is whether it is known not to be done.
    fn after_move(&self, plan: &impl StepGraph, step: usize, is_here: bool) -> Then {
        let is_open = is_here || self.is_revisit || !plan.may_be_satisfied(step);
        match plan.whereabouts(step) {
            Whereabouts::Elsewhere => Then::Leave,
            Whereabouts::Here if is_open => Then::Show,
            Whereabouts::Here | Whereabouts::Ask => Then::Ask,
        }
    }

    /// Does what becomes of a step that is armed and saved.
    fn place(&mut self, plan: &impl StepGraph, step: usize, then: Then, out: &mut Vec<Output>) {
        let was_shown = self.shown().is_some();
        match then {
            Then::Show => {
                if !matches!(self.phase, Phase::Saving { .. }) {
                    self.visit += 1;
                }
                self.phase = Phase::Shown { step };
                out.push(Output::Show { step });
                if !plan.waits(step) && !plan.is_made(step) {
                    self.end(plan, step, StepEnd::Completed, out);
                }
            }
            Then::Leave => {
                if was_shown {
                    out.push(Output::Clear { step });
                    // What the page still reports of the step where it was is late.
                    self.visit += 1;
                }
                self.phase = Phase::Elsewhere { step };
                out.push(Output::Elsewhere { step });
            }
            Then::Ask => {
                self.phase = Phase::Arriving {
                    step,
                    is_shown: was_shown,
                };
                out.push(Output::Ask(Question::Satisfied { step }));
            }
        }
    }

    /// The step that the visitor is at, or has just left; `None` once the run is over.
    pub(crate) fn step(&self) -> Option<usize> {
        match self.phase {
            Phase::Saving { step, .. }
            | Phase::Shown { step }
            | Phase::Elsewhere { step }
            | Phase::Arriving { step, .. }
            | Phase::Asking(Question::Satisfied { step } | Question::Next { after: step }) => {
                Some(step)
            }
            Phase::Over => None,
        }
    }

    /// The step that is on the page.
    pub(crate) fn shown(&self) -> Option<usize> {
        match self.phase {
            Phase::Shown { step }
            | Phase::Arriving {
                step,
                is_shown: true,
            } => Some(step),
            _ => None,
        }
    }

    /// The step of which the page shows that it goes on elsewhere.
    pub(crate) fn elsewhere(&self) -> Option<usize> {
        match self.phase {
            Phase::Elsewhere { step } => Some(step),
            _ => None,
        }
    }

    /// Whether the step at hand is not on its page, as far as is known.
    pub(crate) fn is_elsewhere(&self) -> bool {
        match self.phase {
            Phase::Saving { then, .. } => then != Then::Show,
            Phase::Elsewhere { .. } => true,
            Phase::Arriving { is_shown, .. } => !is_shown,
            Phase::Asking(_) | Phase::Shown { .. } | Phase::Over => false,
        }
    }

    /// What the view is asked.
    pub(crate) fn question(&self) -> Option<Question> {
        match self.phase {
            Phase::Asking(question) => Some(question),
            Phase::Arriving { step, .. } => Some(Question::Satisfied { step }),
            _ => None,
        }
    }

    /// The steps that Back leads to, the last one last.
    pub(crate) fn history(&self) -> &[PastStep] {
        &self.history
    }

    /// The number of the current visit.
    pub(crate) fn visit(&self) -> u64 {
        self.visit
    }

    /// Something happened while a step is armed.
    fn happen(&mut self, plan: &impl StepGraph, step: usize, input: Input, out: &mut Vec<Output>) {
        let cause = match input {
            Input::Completed => StepEnd::Completed,
            Input::TimedOut => StepEnd::TimedOut,
            Input::Superseded => StepEnd::Superseded,
            Input::Failed => StepEnd::Failed,
            Input::Controlled { control, visit } if visit == self.visit => match control {
                Control::Skip => StepEnd::Skipped,
                Control::Cancel => StepEnd::Cancelled,
                // There is nothing before the first step.
                Control::Back if self.history.is_empty() => return,
                Control::Back => StepEnd::Back,
            },
            Input::Missing { visit } if visit == self.visit && !self.is_elsewhere() => {
                match plan.on_missing(step) {
                    OnMissing::Wait | OnMissing::Center => return,
                    OnMissing::Skip | OnMissing::Cancel => StepEnd::Missing,
                }
            }
            // Late, or the answer to a question that is not asked any more.
            _ => return,
        };
        self.end(plan, step, cause, out);
    }

    /// Something happened while the view is asked.
    fn answer(
        &mut self,
        plan: &impl StepGraph,
        question: Question,
        input: Input,
        out: &mut Vec<Output>,
    ) {
        match (question, input) {
            (Question::Next { .. }, Input::Chosen { step }) => self.arrive(plan, step, out),
            (Question::Satisfied { step }, Input::Satisfied(false)) => {
                self.enter(step, Then::Show, out);
            }
            (Question::Satisfied { step }, Input::Elsewhere) => self.enter(step, Then::Leave, out),
            (Question::Satisfied { step }, Input::Satisfied(true)) => {
                out.push(Output::Arm { step });
                self.end(plan, step, StepEnd::Satisfied, out);
            }
            (
                _,
                Input::Controlled {
                    control: Control::Cancel,
                    visit,
                },
            ) if visit == self.visit => {
                self.over(TourOutcome::Cancelled, out);
            }
            (_, Input::Superseded) => self.over(TourOutcome::Superseded, out),
            (_, Input::Failed) => self.over(TourOutcome::Failed, out),
            _ => {}
        }
    }

    /// Enters a step, and asks whether it is done already if it has a `skip_if`.
    fn arrive(&mut self, plan: &impl StepGraph, step: Option<usize>, out: &mut Vec<Output>) {
        match step.filter(|step| *step < plan.len()) {
            None => self.over(TourOutcome::Finished, out),
            Some(step) => {
                self.visit += 1;
                self.is_revisit = false;
                match self.after_move(plan, step, false) {
                    Then::Ask => self.ask(Question::Satisfied { step }, out),
                    then => self.enter(step, then, out),
                }
            }
        }
    }

    fn ask(&mut self, question: Question, out: &mut Vec<Output>) {
        self.phase = Phase::Asking(question);
        out.push(Output::Ask(question));
    }

    fn enter(&mut self, step: usize, then: Then, out: &mut Vec<Output>) {
        self.phase = Phase::Saving { step, then };
        out.push(Output::Arm { step });
        out.push(Output::Save { step });
    }

    /// Ends an armed step, and goes to the step that follows from the cause.
    fn end(&mut self, plan: &impl StepGraph, step: usize, cause: StepEnd, out: &mut Vec<Output>) {
        out.push(Output::Ended { step, cause });
        if self.shown().is_some() {
            out.push(Output::Clear { step });
        }
        match cause {
            StepEnd::Completed | StepEnd::TimedOut | StepEnd::Skipped if plan.waits(step) => {
                self.unwaited = 0;
                if self.history.len() == MAX_HISTORY {
                    self.history.remove(0);
                }
                self.history.extend(PastStep::try_from(step));
                self.proceed(plan, step, out);
            }
            StepEnd::Missing if plan.on_missing(step) == OnMissing::Cancel => {
                self.over(TourOutcome::Cancelled, out);
            }
            StepEnd::Completed
            | StepEnd::TimedOut
            | StepEnd::Skipped
            | StepEnd::Satisfied
            | StepEnd::Missing => {
                self.unwaited += 1;
                // More steps without a wait than there are steps: an infinite loop.
                if self.unwaited > plan.len() {
                    self.over(TourOutcome::Failed, out);
                } else {
                    self.proceed(plan, step, out);
                }
            }
            StepEnd::Back => {
                // Requested by the visitor: shown again, done or not.
                let before = self.history.pop().unwrap_or(0).into();
                self.visit += 1;
                self.is_revisit = true;
                let then = self.after_move(plan, before, false);
                self.enter(before, then, out);
            }
            StepEnd::Cancelled => self.over(TourOutcome::Cancelled, out),
            StepEnd::Superseded => self.over(TourOutcome::Superseded, out),
            StepEnd::Failed => self.over(TourOutcome::Failed, out),
        }
    }

    fn proceed(&mut self, plan: &impl StepGraph, after: usize, out: &mut Vec<Output>) {
        match plan.next(after) {
            Next::To(step) => self.arrive(plan, step, out),
            Next::Ask => self.ask(Question::Next { after }, out),
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

    /// A tour whose steps wait (`true`) or advance immediately (`false`).
    struct Steps(&'static [bool]);

    impl StepGraph for Steps {
        fn len(&self) -> usize {
            self.0.len()
        }

        fn waits(&self, step: usize) -> bool {
            self.0[step]
        }

        fn is_made(&self, _: usize) -> bool {
            false
        }

        fn may_be_satisfied(&self, _: usize) -> bool {
            false
        }

        fn next(&self, step: usize) -> Next {
            Next::To(Some(step + 1))
        }

        fn on_missing(&self, _: usize) -> OnMissing {
            OnMissing::Wait
        }
    }

    const THREE: Steps = Steps(&[true, true, true]);

    fn started(plan: &Steps) -> (Machine, Vec<Output>) {
        let mut out = Vec::new();
        let machine = Machine::start(plan, 0, Vec::new(), &mut out);
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
    fn back_goes_back_sixty_four_steps_and_no_further() {
        const MANY: Steps = Steps(&[true; 80]);
        let (mut machine, _) = started(&MANY);
        for _ in 0..70 {
            apply(&mut machine, &MANY, Input::Completed);
        }
        for step in (6..70).rev() {
            let back = control(&machine, Control::Back);
            apply(&mut machine, &MANY, back);
            assert_eq!(machine.step(), Some(step));
        }
        let back = control(&machine, Control::Back);
        assert_eq!(apply(&mut machine, &MANY, back), []);
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
                    cause: StepEnd::Completed
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
    fn back_leads_to_the_history_that_a_run_begins_with() {
        let mut machine = Machine::start(&THREE, 2, vec![0, 1], &mut Vec::new());
        for step in [1, 0] {
            let back = control(&machine, Control::Back);
            apply(&mut machine, &THREE, back);
            assert_eq!(machine.step(), Some(step));
        }
        let back = control(&machine, Control::Back);
        assert_eq!(apply(&mut machine, &THREE, back), []);
        let many = vec![1; MAX_HISTORY + 1];
        let machine = Machine::start(&THREE, 2, many, &mut Vec::new());
        assert_eq!(machine.history().len(), MAX_HISTORY);
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

    /// A tour of three steps: the second may be satisfied, and after each the
    /// view decides what follows.
    struct Asking(OnMissing);

    impl StepGraph for Asking {
        fn len(&self) -> usize {
            3
        }

        fn waits(&self, _: usize) -> bool {
            true
        }

        fn is_made(&self, _: usize) -> bool {
            false
        }

        fn may_be_satisfied(&self, step: usize) -> bool {
            step == 1
        }

        fn next(&self, _: usize) -> Next {
            Next::Ask
        }

        fn on_missing(&self, _: usize) -> OnMissing {
            self.0
        }
    }

    fn shown(plan: &Asking) -> Machine {
        let mut out = Vec::new();
        let mut machine = Machine::start(plan, 0, Vec::new(), &mut out);
        machine.apply(plan, Input::Saved, &mut out);
        machine
    }

    fn feed(machine: &mut Machine, plan: &Asking, input: Input) -> Vec<Output> {
        let mut out = Vec::new();
        machine.apply(plan, input, &mut out);
        out
    }

    #[test]
    fn the_view_says_what_follows_and_what_is_done_already() {
        let plan = Asking(OnMissing::Wait);
        let mut machine = shown(&plan);
        let after = Question::Next { after: 0 };
        let out = feed(&mut machine, &plan, Input::Completed);
        assert_eq!(out.last(), Some(&Output::Ask(after)));
        assert_eq!(machine.question(), Some(after));

        let satisfied = Question::Satisfied { step: 1 };
        let out = feed(&mut machine, &plan, Input::Chosen { step: Some(1) });
        assert_eq!(out, [Output::Ask(satisfied)]);
        assert_eq!(
            feed(&mut machine, &plan, Input::Satisfied(true)),
            [
                Output::Arm { step: 1 },
                Output::Ended {
                    step: 1,
                    cause: StepEnd::Satisfied
                },
                Output::Ask(Question::Next { after: 1 }),
            ]
        );
        assert_eq!(
            feed(&mut machine, &plan, Input::Chosen { step: None }),
            [Output::Over(TourOutcome::Finished)]
        );
    }

    #[test]
    fn a_tour_that_turns_in_a_circle_without_waiting_fails() {
        struct Circle;
        impl StepGraph for Circle {
            fn len(&self) -> usize {
                2
            }
            fn waits(&self, _: usize) -> bool {
                false
            }
            fn is_made(&self, _: usize) -> bool {
                false
            }

            fn may_be_satisfied(&self, _: usize) -> bool {
                true
            }
            fn next(&self, step: usize) -> Next {
                Next::To(Some((step + 1) % 2))
            }
            fn on_missing(&self, _: usize) -> OnMissing {
                OnMissing::Wait
            }
        }
        let mut out = Vec::new();
        let mut machine = Machine::start(&Circle, 0, Vec::new(), &mut out);
        for _ in 0..10 {
            machine.apply(&Circle, Input::Satisfied(true), &mut out);
        }
        assert_eq!(out.last(), Some(&Output::Over(TourOutcome::Failed)));
    }

    #[test]
    fn cancel_acts_while_the_view_is_asked() {
        let plan = Asking(OnMissing::Wait);
        let mut machine = shown(&plan);
        feed(&mut machine, &plan, Input::Completed);
        let cancel = Input::Controlled {
            control: Control::Cancel,
            visit: machine.visit(),
        };
        assert_eq!(
            feed(&mut machine, &plan, cancel),
            [Output::Over(TourOutcome::Cancelled)]
        );
    }

    #[test]
    fn a_missing_target_does_what_its_step_says() {
        for (policy, ends, last) in [
            (OnMissing::Wait, false, None),
            (OnMissing::Center, false, None),
            (
                OnMissing::Skip,
                true,
                Some(Output::Ask(Question::Next { after: 0 })),
            ),
            (
                OnMissing::Cancel,
                true,
                Some(Output::Over(TourOutcome::Cancelled)),
            ),
        ] {
            let plan = Asking(policy);
            let mut machine = shown(&plan);
            assert_eq!(feed(&mut machine, &plan, Input::Missing { visit: 9 }), []);
            let out = feed(&mut machine, &plan, Input::Missing { visit: 1 });
            let missing = Output::Ended {
                step: 0,
                cause: StepEnd::Missing,
            };
            assert_eq!(out.contains(&missing), ends, "{policy:?}");
            assert_eq!(out.last().copied(), last, "{policy:?}");
        }
    }

    #[test]
    fn an_empty_tour_finishes_at_once() {
        let (machine, out) = started(&Steps(&[]));
        assert_eq!(out, [Output::Over(TourOutcome::Finished)]);
        assert_eq!(machine.step(), None);
    }
}
