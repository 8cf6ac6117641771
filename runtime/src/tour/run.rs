//! One run of a tour in one session: the machine, and its tour.

use super::machine::{
    Input, Machine, Next, OnMissing, Output, PastStep, Question, StepEnd, StepGraph,
};
use super::page::{Location, PagePath, Whereabouts};
use super::tour_ref::TourRef;
use super::wait::{Reported, Wait};
use crate::event::{Emitted, HandlerOwner, Params};
use crate::seq::{FrameSeq, StepRef};

/// One run: a [`Machine`] with its tour, and the waiter that it has armed.
pub(crate) struct Run<V: 'static> {
    tour: TourRef<V>,
    number: u64,
    machine: Machine,
    /// Where the page is.
    at: Location,
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
        at: Location,
        out: &mut Vec<Output>,
    ) -> Self {
        let machine = Machine::start(&Located(&tour, at.as_deref()), step, history, out);
        let mut run = Self {
            number,
            machine,
            tour,
            at,
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
        let plan = Located(&self.tour, self.at.as_deref());
        self.machine.apply(&plan, input, out);
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

    /// The page is somewhere else.
    pub(crate) fn moved(&mut self, at: Location, out: &mut Vec<Output>) {
        self.at = at;
        self.apply(Input::Moved, out);
    }

    /// Where the page is.
    pub(crate) fn location(&self) -> Option<&PagePath> {
        self.at.as_deref()
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

    /// Whether this report ends the step that is armed. On another page it does not.
    pub(crate) fn awaits(&self, reported: Reported) -> bool {
        let armed = self.armed.filter(|_| !self.machine.is_elsewhere());
        armed.is_some_and(|step| {
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
            Question::Satisfied { step } if !self.tour.is_at(step, view, self.location()) => {
                Input::Elsewhere
            }
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

    /// The step of which the page shows that it goes on elsewhere.
    pub(crate) fn elsewhere(&self) -> Option<usize> {
        self.machine.elsewhere()
    }

    /// Whether the page shows the step, or that it goes on elsewhere.
    pub(crate) fn is_on_page(&self) -> bool {
        self.shown().or(self.elsewhere()).is_some()
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
                | Output::Elsewhere { .. }
                | Output::Clear { .. }
                | Output::Over(_) => {}
            }
        }
    }
}

/// A tour as a page sees it that is there.
struct Located<'a, V: 'static>(&'a TourRef<V>, Option<&'a PagePath>);

impl<V> StepGraph for Located<'_, V> {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn waits(&self, step: usize) -> bool {
        self.0.waits(step)
    }

    fn is_made(&self, step: usize) -> bool {
        self.0.is_made(step)
    }

    fn may_be_satisfied(&self, step: usize) -> bool {
        self.0.may_be_satisfied(step)
    }

    fn next(&self, step: usize) -> Next {
        self.0.next(step)
    }

    fn on_missing(&self, step: usize) -> OnMissing {
        self.0.on_missing(step)
    }

    fn whereabouts(&self, step: usize) -> Whereabouts {
        self.0.whereabouts(step, self.1)
    }
}
