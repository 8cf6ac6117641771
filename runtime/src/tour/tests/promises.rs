//! The machine beside the [`Model`], through arbitrary orders of events.

use std::time::Instant;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};

use super::oracle::{
    self, Asked, Facts, Model, Place, Plan, PlanPage, PlanStep, Promise, Received, Shown,
    StepIndex, Way, holds,
};
use crate::seq::StepRef;
use crate::tour::TourOutcome;
use crate::tour::machine::{
    Control, Input, Machine, Next, OnMissing, Output, PastStep, Question, StepGraph,
};
use crate::tour::page::Whereabouts;

/// The longest tour that is tried.
pub(crate) const MOST_STEPS: usize = 6;

/// How many pages there are.
const PAGES: u8 = 3;

/// How many inputs follow a start, at most.
const MOST_HAPPENINGS: usize = 80;

/// Any tour: steps that wait or advance immediately, branch, loop, may be satisfied or missing.
pub(crate) fn plan() -> impl Strategy<Value = Plan> {
    let way = (option::weighted(0.8, 0..MOST_STEPS), option::of(0..4_u8))
        .prop_map(|(to, when)| Way { to, when });
    let on_missing = prop_oneof![
        Just(OnMissing::Wait),
        Just(OnMissing::Skip),
        Just(OnMissing::Center),
        Just(OnMissing::Cancel),
    ];
    let waits_for = prop_oneof![
        4 => Just(vec![]),
        4 => Just(vec![0]),
        4 => Just(vec![1]),
        2 => Just(vec![1, 0]),
    ];
    let step = (
        (
            waits_for,
            proptest::bool::weighted(0.2),
            proptest::bool::weighted(0.2),
            proptest::bool::weighted(0.2),
        ),
        any::<bool>(),
        proptest::bool::weighted(0.2),
        option::weighted(0.3, 0..4_u8),
        prop_oneof![3 => Just(Vec::new()), 1 => vec(way, 1..3)],
        on_missing,
    )
        .prop_map(
            |(
                (waits_for, of_app, next_button, on_page),
                timed,
                made,
                skip_if,
                next,
                on_missing,
            )| {
                PlanStep {
                    waits_for,
                    of_app,
                    next_button,
                    on_page,
                    timed,
                    made,
                    skip_if,
                    next,
                    on_missing,
                    page: None,
                }
            },
        );
    vec(step, 0..=MOST_STEPS).prop_map(|steps| Plan { steps, at: 0 })
}

/// The same over several pages.
fn plan_of_pages() -> impl Strategy<Value = Plan> {
    let page = (0..PAGES, proptest::bool::weighted(0.3))
        .prop_map(|(on, is_made)| PlanPage { on, is_made });
    let pages = vec(option::weighted(0.5, page), MOST_STEPS);
    (plan(), pages).prop_map(|(mut plan, pages)| {
        for (step, page) in plan.steps.iter_mut().zip(pages) {
            step.page = page;
        }
        plan
    })
}

impl StepGraph for Plan {
    fn len(&self) -> usize {
        self.steps.len()
    }

    fn waits(&self, step: usize) -> bool {
        self.steps[step].waits()
    }

    fn is_made(&self, step: usize) -> bool {
        self.steps[step].made
    }

    fn may_be_satisfied(&self, step: usize) -> bool {
        self.steps[step].skip_if.is_some()
    }

    fn next(&self, step: usize) -> Next {
        match self.steps[step].next.first() {
            None => Next::To(Some(step + 1)),
            Some(way) if way.when.is_none() => Next::To(way.to),
            Some(_) => Next::Ask,
        }
    }

    fn on_missing(&self, step: usize) -> OnMissing {
        self.steps[step].on_missing
    }

    fn whereabouts(&self, step: usize) -> Whereabouts {
        match self.steps[step].page {
            Some(page) if page.is_made => Whereabouts::Ask,
            Some(page) if page.on != self.at => Whereabouts::Elsewhere,
            _ => Whereabouts::Here,
        }
    }
}

/// What may happen, with a control's visit as a distance from the current one.
#[derive(Debug, Clone, Copy)]
enum Happening {
    Start(StepIndex, [StepIndex; 2]),
    /// The store has answered, or timed out.
    Stored,
    /// A handler has succeeded, and the predicate has returned this.
    Event {
        event: u8,
        is_right: bool,
    },
    /// The app emits an event, and the predicate has returned this.
    Emitted {
        is_right: bool,
    },
    TimedOut,
    Asked {
        what: Asked,
        late: u64,
    },
    /// The page is at another path.
    Moved(u8),
    /// The view is free, and answers until nothing is asked.
    ViewIsFree(Facts),
    Superseded,
    /// Code of the app panicked where the tour needs its answer.
    Panicked,
}

fn happening() -> impl Strategy<Value = Happening> {
    let what = prop_oneof![
        4 => Just(Asked::Skip),
        4 => Just(Asked::Back),
        1 => Just(Asked::Cancel),
        3 => Just(Asked::Missing),
        4 => Just(Asked::Done),
    ];
    let late = prop_oneof![4 => Just(0_u64), 1 => 1..4_u64];
    prop_oneof![
        1 => (0..MOST_STEPS, [0..MOST_STEPS, 0..MOST_STEPS])
            .prop_map(|(at, left)| Happening::Start(at, left)),
        12 => Just(Happening::Stored),
        10 => (0..2_u8, proptest::bool::weighted(0.8))
            .prop_map(|(event, is_right)| Happening::Event { event, is_right }),
        4 => proptest::bool::weighted(0.8)
            .prop_map(|is_right| Happening::Emitted { is_right }),
        4 => Just(Happening::TimedOut),
        8 => (what, late).prop_map(|(what, late)| Happening::Asked { what, late }),
        6 => (0..PAGES).prop_map(Happening::Moved),
        10 => any::<Facts>().prop_map(Happening::ViewIsFree),
        1 => Just(Happening::Superseded),
        1 => Just(Happening::Panicked),
    ]
}

/// The machine, and what an observer of its outputs knows.
struct Real {
    machine: Option<Machine>,
    armed: Option<StepIndex>,
    is_saved: bool,
    on_page: Option<StepIndex>,
    is_written: bool,
    received: Vec<Received>,
    inputs: u64,
}

impl Real {
    fn new() -> Self {
        Self {
            machine: None,
            armed: None,
            is_saved: false,
            on_page: None,
            is_written: false,
            received: Vec::new(),
            inputs: 0,
        }
    }

    fn start(&mut self, plan: &Plan, at: StepIndex, left: Vec<StepIndex>) {
        self.apply(plan, Input::Superseded);
        self.inputs += 1;
        self.received.push(Received::Started(at));
        let mut out = Vec::new();
        let history = left.into_iter().map(|step| step as PastStep).collect();
        self.machine = Some(Machine::start(plan, at, history, &mut out));
        out.into_iter().for_each(|output| self.see(output));
    }

    fn apply(&mut self, plan: &Plan, input: Input) {
        let Some(machine) = &mut self.machine else {
            return;
        };
        self.inputs += 1;
        let mut out = Vec::new();
        machine.apply(plan, input, &mut out);
        out.into_iter().for_each(|output| self.see(output));
    }

    /// The view is free: answers what the machine asks, and makes a step's message.
    fn see_view(&mut self, plan: &Plan, facts: Facts) {
        self.answer(plan, facts);
        while !self.is_written && self.on_page.is_some_and(|step| plan.steps[step].made) {
            self.is_written = true;
            self.apply(plan, Input::MessageRendered);
            self.answer(plan, facts);
        }
    }

    /// Answers what the machine asks, as the view has it.
    fn answer(&mut self, plan: &Plan, facts: Facts) {
        while let Some(question) = self.machine.as_ref().and_then(Machine::question) {
            let answer = match question {
                Question::Next { after } => {
                    let mut ways = plan.steps[after].next.iter();
                    let open = ways.find(|way| way.when.is_none_or(|when| holds(when, facts)));
                    Input::Chosen {
                        step: open.map_or(Some(after + 1), |way| way.to),
                    }
                }
                Question::Satisfied { step } if !plan.is_here(step) => Input::Elsewhere,
                Question::Satisfied { step } => {
                    let skip_if = plan.steps[step].skip_if;
                    Input::Satisfied(skip_if.is_some_and(|fact| holds(fact, facts)))
                }
            };
            self.apply(plan, answer);
        }
    }

    fn see(&mut self, output: Output) {
        let idle = self.armed.is_none() && self.on_page.is_none();
        match output {
            Output::Ask(question) => {
                // Of a step at hand: whether it is to be shown on this page.
                let is_of = |step| question == Question::Satisfied { step };
                Promise::OneActiveStepAndTheNewestRunWins.hold(
                    idle || self.armed.is_some_and(is_of),
                    format_args!("a step goes on while the view is asked {question:?}"),
                );
            }
            Output::Arm { step } => {
                Promise::OneActiveStepAndTheNewestRunWins.hold(
                    self.armed.is_none(),
                    format_args!("step {step} is armed beside {:?}", self.armed),
                );
                Promise::NothingOutlivesItsStep.hold(
                    self.on_page.is_none(),
                    format_args!("{:?} is on the page when {step} is entered", self.on_page),
                );
                self.armed = Some(step);
                self.is_saved = false;
            }
            Output::Save { step } => {
                Promise::ArmedBeforeItReachesThePage.hold(
                    self.armed == Some(step),
                    format_args!("step {step} is saved before it is armed"),
                );
                self.is_saved = true;
            }
            Output::Show { step } => {
                Promise::ArmedBeforeItReachesThePage.hold(
                    self.armed == Some(step),
                    format_args!("step {step} is shown before it is armed"),
                );
                Promise::ShownWhenSavedOrAfterALimit.hold(
                    self.is_saved,
                    format_args!("step {step} is shown before it is saved"),
                );
                self.on_page = Some(step);
                self.is_written = false;
            }
            Output::Elsewhere { step } => Promise::NothingOutlivesItsStep.hold(
                self.armed == Some(step) && self.is_saved && self.on_page.is_none(),
                format_args!(
                    "step {step} goes on elsewhere and {:?} is shown",
                    self.on_page
                ),
            ),
            Output::Ended { step, cause } => {
                Promise::AStepEndsOnceForOneCause.hold(
                    self.armed.take() == Some(step),
                    format_args!("step {step} ends by {cause:?} and is not at hand"),
                );
                self.received.push(Received::StepEnded(step, cause));
            }
            Output::Clear { step } => Promise::NothingOutlivesItsStep.hold(
                // One that goes on at another page is still armed.
                self.armed.is_none_or(|armed| armed == step) && self.on_page.take() == Some(step),
                format_args!("step {step} is cleared when it is not on the page"),
            ),
            Output::Over(outcome) => {
                Promise::NothingOutlivesItsStep.hold(
                    idle,
                    format_args!("a step outlives its run, which {outcome:?}"),
                );
                self.received.push(Received::Ended(outcome));
            }
        }
    }

    /// Everything that is visible from outside is as in the model.
    fn agrees_with(&self, model: &Model, after: &Happening) {
        let (armed, asks) = match model.place {
            Place::NotRunning => (None, false),
            Place::Asking(_) => (None, true),
            Place::At(step, shown) => (Some(step), matches!(shown, Shown::Unsure(_))),
        };
        let machine = self.machine.as_ref();
        match after {
            // What is late must do nothing at all; a wrong effect of it is this promise's.
            Happening::Asked { .. } => Promise::LateControlsDoNothingOthersActAtOnce.agree(
                self.armed,
                armed,
                format_args!("the step after {after:?}"),
            ),
            Happening::Event { .. } => Promise::NoClickIsTooFastAndADoubleClickIsOneAnswer.agree(
                self.armed,
                armed,
                format_args!("the step after {after:?}"),
            ),
            _ => Promise::OneActiveStepAndTheNewestRunWins.agree(
                self.armed,
                armed,
                format_args!("the step after {after:?}"),
            ),
        }
        Promise::OneActiveStepAndTheNewestRunWins.agree(
            machine.is_some_and(|machine| machine.question().is_some()),
            asks,
            format_args!("whether the view is asked after {after:?}"),
        );
        // The machine does not know who makes a message: it has shown the step.
        let shown = match model.place {
            Place::At(step, Shown::Yes | Shown::NotWritten | Shown::Unsure(Some(_))) => Some(step),
            _ => None,
        };
        let elsewhere = match model.place {
            Place::At(step, Shown::Elsewhere) => Some(step),
            _ => None,
        };
        Promise::NothingOutlivesItsStep.agree(
            machine.and_then(Machine::elsewhere),
            elsewhere,
            format_args!("the step that goes on elsewhere after {after:?}"),
        );
        Promise::ShownWhenSavedOrAfterALimit.agree(
            machine.and_then(Machine::shown),
            shown,
            format_args!("the step on the page after {after:?}"),
        );
        Promise::NothingOutlivesItsStep.agree(
            self.on_page,
            shown,
            format_args!("what is left on the page after {after:?}"),
        );
        if self.received != model.received {
            let ends = |received: &[Received]| -> Vec<Received> {
                let is_end = |received: &Received| matches!(received, Received::StepEnded(..));
                received.iter().copied().filter(is_end).collect()
            };
            Promise::AStepEndsOnceForOneCause.agree(
                ends(&self.received),
                ends(&model.received),
                format_args!("the steps' ends after {after:?}"),
            );
            let is_loop = model.received.last() == Some(&Received::Ended(TourOutcome::Failed));
            let promise = match is_loop {
                true => Promise::StepsWithoutWaitingAreBounded,
                false => Promise::TheAppHearsOfAllExactlyOnce,
            };
            promise.agree(
                &self.received,
                &model.received,
                format_args!("what the app receives after {after:?}"),
            );
        }
        if model.place != Place::NotRunning {
            Promise::LateControlsDoNothingOthersActAtOnce.agree(
                machine.map(Machine::visit),
                Some(model.visit),
                format_args!("the visit after {after:?}"),
            );
        }
    }
}

/// Lets one thing happen to both.
fn happen(real: &mut Real, model: &mut Model, happening: &Happening) {
    let plan = model.plan.clone();
    match *happening {
        Happening::Start(at, left) => {
            // Only steps that wait are left for Back.
            let may_be = |step: &StepIndex| plan.steps.get(*step).is_some_and(PlanStep::waits);
            let left: Vec<_> = left.into_iter().filter(may_be).collect();
            model.start(at, &left);
            real.start(&plan, at, left);
        }
        Happening::Stored => {
            // An answer from the store is about the step that is saved, or comes too late.
            model.stored();
            real.apply(&plan, Input::Saved);
        }
        Happening::Event { event, is_right } => {
            let waited_for = match model.place {
                Place::At(step, _) => plan.steps[step].waits_for.contains(&event),
                _ => false,
            };
            let seen = Some(model.newest());
            model.happened(event, is_right, seen);
            // As `Run::offer` does: only the success of the event that is waited for is an input.
            if waited_for && is_right {
                real.apply(&plan, Input::Completed);
            }
        }
        Happening::Emitted { is_right } => {
            // As `Run::emit` does.
            if let Place::At(step, _) = model.place
                && plan.steps[step].of_app
                && is_right
            {
                real.apply(&plan, Input::Completed);
            }
            model.emitted(is_right);
        }
        Happening::TimedOut => {
            if let Place::At(step, Shown::Yes) = model.place
                && plan.steps[step].timed
            {
                real.apply(&plan, Input::TimedOut);
            }
            model.time_is_over();
        }
        Happening::Asked { what, late } => {
            let StepRef { run, visit } = model.newest();
            let visit = visit.saturating_sub(late);
            let control = |control| Input::Controlled { control, visit };
            // As `Run::report` does: only what the step at hand waits for is an input.
            let waits = |of: fn(&PlanStep) -> bool| match model.place {
                Place::At(step, _) => {
                    let is_elsewhere = real.machine.as_ref().is_some_and(Machine::is_elsewhere);
                    visit == model.visit && of(&plan.steps[step]) && !is_elsewhere
                }
                _ => false,
            };
            let input = match what {
                Asked::Skip if waits(|step| step.next_button) => Some(Input::Completed),
                Asked::Skip => Some(control(Control::Skip)),
                Asked::Back => Some(control(Control::Back)),
                Asked::Cancel => Some(control(Control::Cancel)),
                Asked::Missing => Some(Input::Missing { visit }),
                Asked::Done => waits(|step| step.on_page).then_some(Input::Completed),
            };
            model.asked(what, StepRef { run, visit });
            if let Some(input) = input {
                real.apply(&plan, input);
            }
        }
        Happening::Moved(at) => {
            model.moved(at);
            real.apply(&model.plan, Input::Moved);
        }
        Happening::ViewIsFree(facts) => {
            while matches!(
                model.place,
                Place::Asking(_) | Place::At(_, Shown::NotWritten | Shown::Unsure(_))
            ) {
                model.view_says(facts);
            }
            real.see_view(&plan, facts);
        }
        Happening::Superseded => {
            model.superseded();
            real.apply(&plan, Input::Superseded);
        }
        Happening::Panicked => {
            model.failed();
            real.apply(&plan, Input::Failed);
        }
    }
}

/// Any tour and any inputs; returns how many of them the machine took.
fn drive(plan: Plan, happenings: &[Happening]) -> u64 {
    let mut model = Model::new(plan);
    let mut real = Real::new();
    let start = Happening::Start(0, [0; 2]);
    for happening in std::iter::once(&start).chain(happenings) {
        happen(&mut real, &mut model, happening);
        real.agrees_with(&model, happening);
    }
    real.inputs
}

/// Drives the machine until it has taken `transitions` inputs; gives how many it took.
fn drive_for(transitions: u64, seed: u64) -> u64 {
    let taken = std::cell::Cell::new(0);
    while taken.get() < transitions {
        // A runner for each batch: one would keep what it has seen.
        let mut runner = TestRunner::new(ProptestConfig {
            cases: 100,
            failure_persistence: None,
            rng_seed: RngSeed::Fixed(seed.wrapping_add(taken.get())),
            ..ProptestConfig::default()
        });
        let tried = runner.run(
            &(plan_of_pages(), vec(happening(), 0..MOST_HAPPENINGS)),
            |(plan, happenings)| {
                taken.set(taken.get() + drive(plan, &happenings));
                Ok(())
            },
        );
        if let Err(failure) = tried {
            panic!("seed {seed}: {failure}");
        }
    }
    taken.get()
}

#[test]
fn the_machine_keeps_every_promise_in_every_order_of_events() {
    drive_for(10_000, oracle::SEED);
}

/// The long run of `cargo xtask model`.
#[test]
#[ignore = "for a long run: cargo xtask model"]
fn the_machine_keeps_every_promise_for_as_long_as_it_is_told_to() {
    let (transitions, seed) = oracle::long_run();
    let began = Instant::now();
    let taken = drive_for(transitions, seed);
    println!(
        "machine: {taken} transitions from seed {seed} in {:?}",
        began.elapsed()
    );
}
