//! One run of a tour in one session: the machine, and its tour.

use super::machine::{Input, Machine, Output, PastStep, Question, StepEnd, StepGraph};
use super::tour_ref::TourRef;
use super::wait::{Reported, Wait};
use crate::event::{Emitted, HandlerOwner, Params};
use crate::seq::{FrameSeq, StepRef};

/// One run: a [`Machine`] with its tour, and the waiter that it has armed.
pub(crate) struct Run<V: 'static> {
    tour: TourRef<V>,
    number: u64,
    machine: Machine,
    /// The step whose waiter is armed.
    armed: Option<usize>,
    /// The event whose success ended the step before.
    completed_by: Option<Completed>,
    /// The number of the frame that put the step on the page, if one has.
    shown_by: Option<FrameSeq>,
}

/// The event that ended a step: whose handler it was for, and which component's.
pub(crate) struct Completed {
    recipient: HandlerOwner,
    event: &'static str,
    component: Option<Box<str>>,
}

impl Completed {
    fn is_repeated_by(&self, recipient: HandlerOwner, event: &str, params: &Params) -> bool {
        self.event == event
            && self.recipient == recipient
            && self.component.as_deref() == params.component_id()
    }
}

impl<V> Run<V> {
    /// Begins run `number` at `step`, from which Back leads to the last of `history`.
    pub(crate) fn start(
        tour: TourRef<V>,
        number: u64,
        step: usize,
        history: Vec<PastStep>,
        out: &mut Vec<Output>,
    ) -> Self {
        let mut run = Self {
            number,
            machine: Machine::start(&tour, step, history, out),
            tour,
            armed: None,
            completed_by: None,
            shown_by: None,
        };
        run.follow(out, 0);
        run
    }

    /// Takes out the event that ended the step before.
    pub(crate) fn take_completed(&mut self) -> Option<Completed> {
        self.completed_by.take()
    }

    /// Follows a run that was ended by this event: a double click is one answer
    /// there and here.
    pub(crate) fn follow_on(&mut self, completed: Option<Completed>) {
        self.completed_by = completed;
    }

    /// Gives the machine an input.
    pub(crate) fn apply(&mut self, input: Input, out: &mut Vec<Output>) {
        let known = out.len();
        self.machine.apply(&self.tour, input, out);
        self.follow(out, known);
    }

    /// Offers an event whose handler has succeeded. `applied` is the last
    /// frame that the browser had applied when it sent the event.
    ///
    /// Everything that happens while the step's waiter is armed counts, but
    /// for one case: the repeat of the event that ended the step before
    /// counts only if the browser had this step on the page when it sent it.
    /// A double click is one answer.
    pub(crate) fn offer(
        &mut self,
        recipient: HandlerOwner,
        event: &str,
        params: &Params,
        applied: FrameSeq,
        out: &mut Vec<Output>,
    ) {
        let waits = self.armed.map_or(&[][..], |step| self.tour.waits_of(step));
        let awaited = waits.iter().filter(|wait| wait.is_for(recipient, event));
        let Some(event) = awaited.clone().find_map(Wait::handler) else {
            return;
        };
        let repeat = self
            .completed_by
            .as_ref()
            .is_some_and(|before| before.is_repeated_by(recipient, event, params));
        if repeat && self.shown_by.is_none_or(|frame| applied < frame) {
            return;
        }
        if awaited.into_iter().any(|wait| wait.matches(params)) {
            self.apply(Input::Completed, out);
            self.completed_by = Some(Completed {
                recipient,
                event,
                component: params.component_id().map(Into::into),
            });
        }
    }

    /// The app has emitted this event. Only what happens while the step is armed counts.
    pub(crate) fn emit(&mut self, emitted: &Emitted, out: &mut Vec<Output>) {
        let waits = self.armed.map_or(&[][..], |step| self.tour.waits_of(step));
        if waits.iter().any(|wait| wait.is_met_by_event(emitted)) {
            self.complete(out);
        }
    }

    /// Ends the step by something that is never repeated by accident.
    fn complete(&mut self, out: &mut Vec<Output>) {
        self.apply(Input::Completed, out);
        self.completed_by = None;
    }

    /// The page has reported this of the step of that visit. What is late, or is not
    /// waited for, does nothing.
    pub(crate) fn report(&mut self, reported: Reported, visit: u64, out: &mut Vec<Output>) {
        if visit == self.machine.visit() && self.awaits(reported) {
            self.complete(out);
        }
    }

    /// Whether this report ends the step that is armed.
    pub(crate) fn awaits(&self, reported: Reported) -> bool {
        self.armed.is_some_and(|step| {
            let mut waits = self.tour.waits_of(step).iter();
            waits.any(|wait| wait.is_met_by(reported))
        })
    }

    /// Whether the view is asked something.
    pub(crate) fn is_asking(&self) -> bool {
        self.machine.question().is_some()
    }

    /// The view's answer to what it is asked.
    pub(crate) fn ask(&self, view: &V) -> Option<Input> {
        self.machine.question().map(|question| match question {
            Question::Next { after } => Input::Chosen {
                step: self.tour.choose(after, view),
            },
            Question::Satisfied { step } => Input::Satisfied(self.tour.is_satisfied(step, view)),
        })
    }

    /// Notes that the current step is on the page once frame `number` is applied.
    pub(crate) fn shown_in(&mut self, number: FrameSeq) {
        // Later frames do not put it there again.
        self.shown_by.get_or_insert(number);
    }

    pub(crate) fn tour(&self) -> &TourRef<V> {
        &self.tour
    }

    /// How many steps there are.
    pub(crate) fn total(&self) -> usize {
        self.tour.len()
    }

    /// The run and the current visit in it.
    pub(crate) fn place(&self) -> StepRef {
        StepRef {
            run: self.number,
            visit: self.machine.visit(),
        }
    }

    /// Whether there is a step to go back to.
    pub(crate) fn has_back(&self) -> bool {
        !self.machine.history().is_empty()
    }

    /// The steps that Back leads to, the last one last.
    pub(crate) fn history(&self) -> &[PastStep] {
        self.machine.history()
    }

    /// The step that the visitor is at, shown or about to be.
    pub(crate) fn at(&self) -> Option<usize> {
        self.machine.step()
    }

    /// The step that is on the page.
    pub(crate) fn shown(&self) -> Option<usize> {
        self.machine.shown()
    }

    fn follow(&mut self, out: &[Output], from: usize) {
        for output in &out[from..] {
            match *output {
                Output::Arm { step } => {
                    self.armed = Some(step);
                    self.shown_by = None;
                }
                Output::Ended { cause, .. } => {
                    self.armed = None;
                    // A step that was not seen does not separate an event from its repeat.
                    if !matches!(cause, StepEnd::Completed | StepEnd::Satisfied) {
                        self.completed_by = None;
                    }
                }
                Output::Ask(_)
                | Output::Save { .. }
                | Output::Show { .. }
                | Output::Clear { .. }
                | Output::Over(_) => {}
            }
        }
    }
}
