//! What is promised of one visitor's tour, implemented a second time, as simply as
//! possible.
//!
//! A [`Model`] is written from the promises alone and driven beside the machine
//! (`promises`) and beside whole sessions (`session::tests::model`) by the same
//! inputs. It is slow and obvious where they are fast: it returns where the
//! visitor is and which tour events the app has received, and [`Promise`] gives
//! each disagreement the name of the promise that broke.
//!
//! Where the promises leave something open the model follows the library's
//! documentation, marked "silent".

use std::fmt;

use crate::seq::StepRef;
use crate::tour::{OnMissing, StepEnd, TourOutcome};

/// The seed of the inputs, so that a failure is reproducible.
pub(crate) const SEED: u64 = 0;

/// How many transitions a long run is to reach, and from which seed.
pub(crate) fn long_run() -> (u64, u64) {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    (
        number("DOCENT_MODEL_TRANSITIONS").unwrap_or(1_000_000),
        number("DOCENT_MODEL_SEED").unwrap_or(SEED),
    )
}

/// A step's place in its tour, counted from 0.
pub(crate) type StepIndex = usize;

/// One of eight things that may be true of a view.
pub(crate) type Fact = u8;

/// What is true of the view: a bit for each [`Fact`].
pub(crate) type Facts = u8;

/// The tour, as far as what is promised depends on it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    pub(crate) steps: Vec<PlanStep>,
    /// Where the page is: one of a few.
    pub(crate) at: u8,
}

/// The page of a step.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlanPage {
    pub(crate) on: u8,
    /// Whether only the view knows.
    pub(crate) is_made: bool,
}

/// One step of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct PlanStep {
    /// Which events it waits for: any of them.
    pub(crate) waits_for: Vec<u8>,
    /// Whether it waits for an event of the app as well.
    pub(crate) of_app: bool,
    /// Whether it waits for Next as well.
    pub(crate) next_button: bool,
    /// Whether it waits for what the page sees as well.
    pub(crate) on_page: bool,
    /// Whether it has a time.
    pub(crate) timed: bool,
    /// Whether the view makes its message.
    pub(crate) made: bool,
    /// What must be true for it to be satisfied.
    pub(crate) skip_if: Option<Fact>,
    /// The branches; the step below if no condition holds.
    pub(crate) next: Vec<Way>,
    pub(crate) on_missing: OnMissing,
    /// Where it is shown; any page if there is none.
    pub(crate) page: Option<PlanPage>,
}

/// A branch, whose condition is a fact. To `None` is the end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Way {
    pub(crate) to: Option<StepIndex>,
    pub(crate) when: Option<Fact>,
}

pub(crate) fn holds(fact: Fact, facts: Facts) -> bool {
    facts & (1 << fact) != 0
}

impl Plan {
    /// Whether the page is the step's.
    pub(crate) fn is_here(&self, step: StepIndex) -> bool {
        self.steps[step].page.is_none_or(|page| page.on == self.at)
    }
}

impl PlanStep {
    /// A step that waits for nothing and has no time advances immediately.
    pub(crate) fn waits(&self) -> bool {
        !self.waits_for.is_empty() || self.of_app || self.next_button || self.on_page || self.timed
    }
}

/// The app's tour events, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Received {
    Started(StepIndex),
    StepEnded(StepIndex, StepEnd),
    Ended(TourOutcome),
}

/// Where the visitor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    NotRunning,
    /// Between two steps: only the view knows which one follows.
    Asking(Question),
    /// At a step, whose waiter is armed from the first moment on.
    At(StepIndex, Shown),
}

/// How far a step is on its way to the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    /// Its progress is being saved.
    NotSaved(Fit),
    /// The view has to make its message.
    NotWritten,
    /// It is on the page.
    Yes,
    /// The page is another one than the step's.
    Elsewhere,
    /// The page has changed, and only the view knows whether the step is there and not
    /// done. If the page has shown it, whether its message is there.
    Unsure(Option<bool>),
}

/// Whether a step is to be shown where the page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// It is there, and not done.
    Here,
    /// It is on another page.
    Elsewhere,
    /// Only the view knows.
    Unknown,
}

/// What only the view knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Question {
    /// Which step follows that one.
    After(StepIndex),
    /// Whether that one is satisfied.
    Into(StepIndex),
}

/// What a page may ask of the step that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    Skip,
    Back,
    Cancel,
    /// The step's target is not on the page.
    Missing,
    /// What the step waits for on the page has happened.
    Done,
}

/// The reference.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub(crate) plan: Plan,
    pub(crate) place: Place,
    /// The number of the current run, or of the last one.
    pub(crate) run: u64,
    /// How many steps the run has entered. A control names its step by this.
    pub(crate) visit: u64,
    /// The steps that the visitor has left forwards, for Back.
    pub(crate) left: Vec<StepIndex>,
    /// How many steps have passed since one was waited at.
    passed: usize,
    /// Whether Back has led to the step: then it is shown, done or not.
    went_back: bool,
    /// Which event ended the step before.
    completed_by: Option<u8>,
    /// The tour events that the app has received.
    pub(crate) received: Vec<Received>,
}

/// How many steps Back can take back in a row. (Silent.)
const MOST_LEFT: usize = 64;

impl Model {
    pub(crate) fn new(plan: Plan) -> Self {
        Self {
            plan,
            place: Place::NotRunning,
            run: 0,
            visit: 0,
            left: Vec::new(),
            passed: 0,
            went_back: false,
            completed_by: None,
            received: Vec::new(),
        }
    }

    /// A run begins: at the first step, or at the one that was stored, with the
    /// steps that were left before it. The newest run wins.
    pub(crate) fn start(&mut self, at: StepIndex, left: &[StepIndex]) {
        self.superseded();
        self.run += 1;
        self.visit = 0;
        self.left = left[left.len().saturating_sub(MOST_LEFT)..].to_vec();
        self.passed = 0;
        self.completed_by = None;
        self.received.push(Received::Started(at));
        self.come_to(Some(at));
    }

    /// A newer run has taken its place.
    pub(crate) fn superseded(&mut self) {
        self.end_run(StepEnd::Superseded, TourOutcome::Superseded);
    }

    /// It cannot go on: the app's code panicked where the tour needs its answer.
    pub(crate) fn failed(&mut self) {
        self.end_run(StepEnd::Failed, TourOutcome::Failed);
    }

    /// The visitor, or the app, ends the run, at any step.
    pub(crate) fn cancelled(&mut self) {
        self.end_run(StepEnd::Cancelled, TourOutcome::Cancelled);
    }

    /// The session ended. The progress stays stored, and the app gets no event.
    pub(crate) fn gone(&mut self) {
        self.place = Place::NotRunning;
    }

    /// The view is free, and these things are true of it.
    pub(crate) fn view_says(&mut self, facts: Facts) {
        match self.place {
            Place::Asking(Question::After(step)) => {
                let below = Some(step + 1);
                let mut ways = self.plan.steps[step].next.iter();
                let open = ways.find(|way| way.when.is_none_or(|when| holds(when, facts)));
                self.come_to(open.map_or(below, |way| way.to));
            }
            Place::Asking(Question::Into(step)) => {
                self.place = Place::At(step, Shown::NotSaved(Fit::Here));
                if !self.plan.is_here(step) {
                    self.place = Place::At(step, Shown::NotSaved(Fit::Elsewhere));
                } else if self.is_done(step, facts) {
                    self.go_on(step, StepEnd::Satisfied);
                }
            }
            Place::At(step, Shown::Unsure(on_page)) => {
                if !self.plan.is_here(step) {
                    self.leave(step, on_page.is_some());
                } else if self.is_done(step, facts) && !self.went_back {
                    self.go_on(step, StepEnd::Satisfied);
                } else {
                    match on_page {
                        Some(true) => self.place = Place::At(step, Shown::Yes),
                        Some(false) => self.place = Place::At(step, Shown::NotWritten),
                        None => self.come_back(step),
                    }
                }
            }
            Place::At(step, Shown::NotWritten) => self.show(step),
            Place::At(..) | Place::NotRunning => {}
        }
    }

    /// The progress of the step is saved, or the save failed, or 100 ms have passed.
    pub(crate) fn stored(&mut self) {
        if let Place::At(step, Shown::NotSaved(fit)) = self.place {
            match fit {
                Fit::Here => self.begin_to_show(step),
                Fit::Elsewhere => self.leave(step, false),
                Fit::Unknown => self.place = Place::At(step, Shown::Unsure(None)),
            }
        }
    }

    /// The page is somewhere else.
    pub(crate) fn moved(&mut self, at: u8) {
        self.plan.at = at;
        let Place::At(step, shown) = self.place else {
            return;
        };
        let is_open = matches!(
            shown,
            Shown::NotSaved(Fit::Here) | Shown::NotWritten | Shown::Yes
        );
        let fit = self.fit(step, is_open);
        match (shown, fit) {
            (Shown::NotSaved(_), fit) => self.place = Place::At(step, Shown::NotSaved(fit)),
            // The view is asked where the page is then.
            (Shown::Unsure(_), _) => {}
            (Shown::NotWritten | Shown::Yes, Fit::Here) => {}
            (Shown::NotWritten | Shown::Yes, Fit::Elsewhere) => self.leave(step, true),
            (Shown::NotWritten, Fit::Unknown) => {
                self.place = Place::At(step, Shown::Unsure(Some(false)));
            }
            (Shown::Yes, Fit::Unknown) => {
                self.place = Place::At(step, Shown::Unsure(Some(true)));
            }
            (Shown::Elsewhere, Fit::Here) => self.come_back(step),
            (Shown::Elsewhere, Fit::Elsewhere) => {}
            (Shown::Elsewhere, Fit::Unknown) => {
                self.place = Place::At(step, Shown::Unsure(None));
            }
        }
    }

    /// Whether a step is to be shown; `is_open` if it is known not to be done.
    fn fit(&self, step: StepIndex, is_open: bool) -> Fit {
        let what = &self.plan.steps[step];
        match what.page {
            Some(page) if page.is_made => Fit::Unknown,
            Some(page) if page.on != self.plan.at => Fit::Elsewhere,
            _ if is_open || self.went_back || what.skip_if.is_none() => Fit::Here,
            _ => Fit::Unknown,
        }
    }

    fn is_done(&self, step: StepIndex, facts: Facts) -> bool {
        let skip_if = self.plan.steps[step].skip_if;
        skip_if.is_some_and(|fact| holds(fact, facts))
    }

    /// A step that is not on its page cannot be missing there, nor seen there to be done.
    fn is_seen(&self) -> bool {
        match self.place {
            Place::At(_, shown) => !matches!(
                shown,
                Shown::NotSaved(Fit::Elsewhere | Fit::Unknown)
                    | Shown::Elsewhere
                    | Shown::Unsure(None)
            ),
            _ => false,
        }
    }

    /// The step goes on at another page. What is reported of where it was is late.
    fn leave(&mut self, step: StepIndex, was_on_page: bool) {
        self.visit += u64::from(was_on_page);
        self.place = Place::At(step, Shown::Elsewhere);
    }

    /// The page is the step's again, or at last.
    fn come_back(&mut self, step: StepIndex) {
        self.visit += 1;
        self.begin_to_show(step);
    }

    fn begin_to_show(&mut self, step: StepIndex) {
        if self.plan.steps[step].made {
            self.place = Place::At(step, Shown::NotWritten);
        } else {
            self.show(step);
        }
    }

    /// The handler of an event has succeeded. `seen` is the step that the page
    /// had applied when it sent the event, and `is_right` the step's predicate.
    pub(crate) fn happened(&mut self, event: u8, is_right: bool, seen: Option<StepRef>) {
        let Place::At(step, _) = self.place else {
            return;
        };
        let repeated = self.completed_by == Some(event) && seen != Some(self.newest());
        if self.plan.steps[step].waits_for.contains(&event) && is_right && !repeated {
            self.completed_by = Some(event);
            self.go_on(step, StepEnd::Completed);
        }
    }

    /// The time of the step, which began when it was shown, is over.
    pub(crate) fn time_is_over(&mut self) {
        if let Place::At(step, Shown::Yes) = self.place
            && self.plan.steps[step].timed
        {
            self.go_on(step, StepEnd::TimedOut);
        }
    }

    /// The page asks something of the step it names; what is late does nothing.
    pub(crate) fn asked(&mut self, what: Asked, at: StepRef) {
        if at != self.newest() {
            return;
        }
        match (what, self.place) {
            // The button is the same, and called Next.
            (Asked::Skip, Place::At(step, _))
                if self.plan.steps[step].next_button && self.is_seen() =>
            {
                self.done(step);
            }
            (what, _) => self.ask(what),
        }
    }

    /// The app has emitted an event, in its turn among those of the page. It does not
    /// repeat events by accident.
    pub(crate) fn emitted(&mut self, is_right: bool) {
        if let Place::At(step, _) = self.place
            && self.plan.steps[step].of_app
            && is_right
        {
            self.done(step);
        }
    }

    /// What the step waits for has happened, and is no event that could be repeated.
    fn done(&mut self, step: StepIndex) {
        self.go_on(step, StepEnd::Completed);
        self.completed_by = None;
    }

    /// The app asks something of the step that the visitor is at.
    pub(crate) fn ask(&mut self, what: Asked) {
        match (what, self.place) {
            // Silent: between two steps, Cancel is of the run.
            (Asked::Cancel, _) => self.cancelled(),
            (_, Place::NotRunning | Place::Asking(_)) => {}
            (Asked::Skip, Place::At(step, _)) => self.go_on(step, StepEnd::Skipped),
            (Asked::Back, Place::At(step, _)) => {
                // Silent: to the step that was left last, satisfied or not; nowhere from the first.
                if let Some(before) = self.left.pop() {
                    self.end_step(step, StepEnd::Back);
                    self.visit += 1;
                    self.went_back = true;
                    self.place = Place::At(before, Shown::NotSaved(self.fit(before, false)));
                }
            }
            (Asked::Done, Place::At(step, _)) => {
                if self.plan.steps[step].on_page && self.is_seen() {
                    self.done(step);
                }
            }
            (Asked::Missing, Place::At(..)) if !self.is_seen() => {}
            (Asked::Missing, Place::At(step, _)) => match self.plan.steps[step].on_missing {
                OnMissing::Wait | OnMissing::Center => {}
                OnMissing::Skip => self.go_on(step, StepEnd::Missing),
                OnMissing::Cancel => self.end_run(StepEnd::Missing, TourOutcome::Cancelled),
            },
        }
    }

    /// The step that is on the page, if one is.
    pub(crate) fn on_page(&self) -> Option<StepIndex> {
        match self.place {
            Place::At(step, Shown::Yes) => Some(step),
            _ => None,
        }
    }

    /// The run and the step in it that frames name.
    pub(crate) fn named(&self) -> Option<StepRef> {
        (self.place != Place::NotRunning).then_some(self.newest())
    }

    /// The newest run, and the newest visit in it.
    pub(crate) fn newest(&self) -> StepRef {
        StepRef {
            run: self.run,
            visit: self.visit,
        }
    }

    fn show(&mut self, step: StepIndex) {
        self.place = Place::At(step, Shown::Yes);
        if !self.plan.steps[step].waits() {
            self.go_on(step, StepEnd::Completed);
        }
    }

    /// A step ends, and the one that follows is entered.
    fn go_on(&mut self, step: StepIndex, cause: StepEnd) {
        self.end_step(step, cause);
        let what = &self.plan.steps[step];
        let answered = matches!(
            cause,
            StepEnd::Completed | StepEnd::TimedOut | StepEnd::Skipped
        );
        if what.waits() && answered {
            self.passed = 0;
            self.left.push(step);
            if self.left.len() > MOST_LEFT {
                self.left.remove(0);
            }
        } else {
            self.passed += 1;
        }
        // Silent: how many. More than there are means an infinite loop.
        if self.passed > self.plan.steps.len() {
            return self.end_run(StepEnd::Failed, TourOutcome::Failed);
        }
        match what.next.first() {
            None => self.come_to(Some(step + 1)),
            Some(way) if way.when.is_none() => self.come_to(way.to),
            Some(_) => self.place = Place::Asking(Question::After(step)),
        }
    }

    fn come_to(&mut self, step: Option<StepIndex>) {
        let Some(step) = step.filter(|step| *step < self.plan.steps.len()) else {
            self.place = Place::NotRunning;
            return self.received.push(Received::Ended(TourOutcome::Finished));
        };
        self.visit += 1;
        self.went_back = false;
        self.place = match self.fit(step, false) {
            Fit::Unknown => Place::Asking(Question::Into(step)),
            fit => Place::At(step, Shown::NotSaved(fit)),
        };
    }

    fn end_step(&mut self, step: StepIndex, cause: StepEnd) {
        self.received.push(Received::StepEnded(step, cause));
        // Only a step that was seen separates an event from its repeat.
        if !matches!(cause, StepEnd::Completed | StepEnd::Satisfied) {
            self.completed_by = None;
        }
        self.place = Place::Asking(Question::After(step));
    }

    fn end_run(&mut self, cause: StepEnd, outcome: TourOutcome) {
        if let Place::At(step, _) = self.place {
            self.end_step(step, cause);
        }
        if self.place != Place::NotRunning {
            self.place = Place::NotRunning;
            self.received.push(Received::Ended(outcome));
        }
    }
}

/// The promises, by their numbers and names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Promise {
    OneActiveStepAndTheNewestRunWins,
    AStepEndsOnceForOneCause,
    ArmedBeforeItReachesThePage,
    NoClickIsTooFastAndADoubleClickIsOneAnswer,
    NothingOutlivesItsStep,
    AnEventIsProcessedAtMostOnceInOrder,
    TheTourIsAtTheStepItWasAt,
    LateControlsDoNothingOthersActAtOnce,
    ShownWhenSavedOrAfterALimit,
    StepsWithoutWaitingAreBounded,
    TheAppHearsOfAllExactlyOnce,
    OneFrameOrOneRefusalForAnEvent,
    NothingOrASnapshotAfterAReconnect,
}

impl fmt::Display for Promise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let section = match self {
            Self::OneActiveStepAndTheNewestRunWins => "§5.1",
            Self::AStepEndsOnceForOneCause => "§5.2",
            Self::ArmedBeforeItReachesThePage => "§5.3",
            Self::NoClickIsTooFastAndADoubleClickIsOneAnswer => "§5.3",
            Self::NothingOutlivesItsStep => "§5.4",
            Self::AnEventIsProcessedAtMostOnceInOrder => "§5.5",
            Self::TheTourIsAtTheStepItWasAt => "§5.7",
            Self::LateControlsDoNothingOthersActAtOnce => "§5, controls",
            Self::ShownWhenSavedOrAfterALimit => "§5, the store",
            Self::StepsWithoutWaitingAreBounded => "§5, the bound",
            Self::TheAppHearsOfAllExactlyOnce => "§5, the hook",
            Self::OneFrameOrOneRefusalForAnEvent => "§10, `f` and `x`",
            Self::NothingOrASnapshotAfterAReconnect => "§10, re-attach",
        };
        write!(f, "{self:?} ({section})")
    }
}

impl Promise {
    /// Panics with the promise's name unless `kept`.
    #[track_caller]
    pub(crate) fn hold(self, kept: bool, what: impl fmt::Display) {
        assert!(kept, "broken: {self}: {what}");
    }

    /// The same for two values that must agree.
    #[track_caller]
    pub(crate) fn agree<T: PartialEq + fmt::Debug>(
        self,
        real: T,
        model: T,
        what: impl fmt::Display,
    ) {
        assert!(
            real == model,
            "broken: {self}: {what}: it is {real:?} and should be {model:?}"
        );
    }
}
