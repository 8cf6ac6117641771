//! One run of a tour in one session: the machine, and the tour it leads through.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::Arc;

use super::definition::{Autostart, Step, Tour, Wait};
use super::machine::{Input, Machine, Output, Question, StepEnd};
use super::script::Scripts;
use crate::event::{HandlerOwner, Params};

/// One run: a [`Machine`] with the tour that it leads through, and the waiter
/// that it has armed.
pub(crate) struct Run<V: 'static> {
    tour: TourRef<V>,
    number: u64,
    machine: Machine,
    armed: Option<&'static Wait>,
    /// The event whose success ended the step before.
    completed_by: Option<Completed>,
    /// The number of the frame that put the step on the page, once one did.
    shown_by: Option<u64>,
}

/// The event that ended a step: whose handler it was for, and which component's.
pub(crate) struct Completed {
    wait: &'static Wait,
    component: Option<Box<str>>,
}

impl Completed {
    fn of(wait: &'static Wait, params: &Params) -> Self {
        Self {
            wait,
            component: params.component_id().map(Into::into),
        }
    }

    fn is_repeated_by(&self, recipient: HandlerOwner, event: &str, params: &Params) -> bool {
        self.wait.is_for(recipient, event) && self.component.as_deref() == params.component_id()
    }
}

impl<V> Run<V> {
    /// Begins run `number` at `step`.
    pub(crate) fn start(tour: TourRef<V>, number: u64, step: usize, out: &mut Vec<Output>) -> Self {
        let mut run = Self {
            number,
            machine: Machine::start(&*tour, step, out),
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

    /// Tells the machine what happened.
    pub(crate) fn apply(&mut self, input: Input, out: &mut Vec<Output>) {
        let known = out.len();
        self.machine.apply(&*self.tour, input, out);
        self.follow(out, known);
    }

    /// Offers an event whose handler has succeeded. `applied` is the last
    /// frame that the browser had applied when it sent the event.
    ///
    /// Everything that happens while the step's waiter is armed counts, but
    /// for one case: the repeat of the very event that ended the step before
    /// counts only if the browser had this step on the page when it sent it.
    /// A double click is one answer.
    pub(crate) fn offer(
        &mut self,
        recipient: HandlerOwner,
        event: &str,
        params: &Params,
        applied: u64,
        out: &mut Vec<Output>,
    ) {
        let Some(wait) = self.armed.filter(|wait| wait.is_for(recipient, event)) else {
            return;
        };
        let repeat = self
            .completed_by
            .as_ref()
            .is_some_and(|before| before.is_repeated_by(recipient, event, params));
        if repeat && self.shown_by.is_none_or(|frame| applied < frame) {
            return;
        }
        if wait.matches(params) {
            self.apply(Input::Completed, out);
            self.completed_by = Some(Completed::of(wait, params));
        }
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
            Question::Satisfied { step } => {
                let skip_if = self.tour.steps[step].skip_if;
                Input::Satisfied(skip_if.is_some_and(|skip_if| skip_if(view)))
            }
        })
    }

    /// Notes that the current step is on the page once frame `number` is applied.
    pub(crate) fn shown_in(&mut self, number: u64) {
        // Later frames do not put it there again.
        self.shown_by.get_or_insert(number);
    }

    pub(crate) fn tour(&self) -> TourRef<V> {
        self.tour.clone()
    }

    pub(crate) fn number(&self) -> u64 {
        self.number
    }

    pub(crate) fn visit(&self) -> u64 {
        self.machine.visit()
    }

    /// The step that the visitor is at, shown or about to be.
    pub(crate) fn at(&self) -> Option<usize> {
        self.machine.step()
    }

    /// The step that is on the page.
    pub(crate) fn shown(&self) -> Option<(usize, &'static Step<V>)> {
        self.machine.shown().map(|step| (step, self.step(step)))
    }

    fn step(&self, at: usize) -> &'static Step<V> {
        let steps: &'static [Step<V>] = self.tour.steps;
        &steps[at]
    }

    fn follow(&mut self, out: &[Output], from: usize) {
        for output in &out[from..] {
            match *output {
                Output::Arm { step } => {
                    self.armed = self.step(step).wait_for.as_ref();
                    self.shown_by = None;
                }
                Output::Ended { cause, .. } => {
                    self.armed = None;
                    // A step that nobody saw does not come between an event and its repeat.
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

/// What a run leads through: a tour, or a step that a flow runs by itself.
pub(crate) enum TourRef<V: 'static> {
    Tour(&'static Tour<V>),
    Step(Arc<Tour<V>>),
}

impl<V> TourRef<V> {
    /// A tour of that one step.
    pub(crate) fn step(step: &'static Step<V>) -> Self {
        Self::Step(Arc::new(Tour {
            id: step.name.unwrap_or(step.target),
            version: 1,
            autostart: Autostart::Never,
            steps: std::slice::from_ref(step),
            scripts: Scripts::new(),
        }))
    }

    /// The encoded commands that put step `at` on the page. See [`Tour::setup`].
    ///
    /// Those of a tour are shared by all visitors; a single step's are its run's own.
    pub(crate) fn setup(&self, at: usize, made: Option<&str>) -> Cow<'static, str> {
        match self {
            Self::Tour(tour) => tour.setup(at, made),
            Self::Step(tour) => Cow::Owned(tour.setup(at, made).into_owned()),
        }
    }

    /// The encoded commands of step `at`'s `on_exit`.
    pub(crate) fn on_exit(&self, at: usize) -> Cow<'static, str> {
        match self {
            Self::Tour(tour) => Cow::Borrowed(tour.on_exit(at)),
            Self::Step(tour) => Cow::Owned(tour.on_exit(at).to_owned()),
        }
    }

    /// Whether the visitor's progress is kept: that in a single step is not.
    pub(crate) fn is_durable(&self) -> bool {
        matches!(self, Self::Tour(_))
    }
}

impl<V> Deref for TourRef<V> {
    type Target = Tour<V>;

    fn deref(&self) -> &Tour<V> {
        match self {
            Self::Tour(tour) => tour,
            Self::Step(tour) => tour,
        }
    }
}

impl<V> Clone for TourRef<V> {
    fn clone(&self) -> Self {
        match self {
            Self::Tour(tour) => Self::Tour(tour),
            Self::Step(tour) => Self::Step(Arc::clone(tour)),
        }
    }
}
