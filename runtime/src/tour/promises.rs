//! The tour core's promises, asserted by name over arbitrary orders of events.

use proptest::collection::vec;
use proptest::prelude::*;

use super::machine::{
    Cause, Control, Input, Machine, Next, OnMissing, Output, Plan, Question, TourOutcome,
};

/// A tour whose steps wait or flash by, may be done already, and ask what follows.
#[derive(Debug, Clone)]
struct Steps(Vec<Shape>);

#[derive(Debug, Clone, Copy)]
struct Shape {
    waits: bool,
    may_be_satisfied: bool,
    next: Next,
    on_missing: OnMissing,
}

fn shape() -> impl Strategy<Value = Shape> {
    let next = prop_oneof![
        6 => (0..6_usize).prop_map(|step| Next::To(Some(step))),
        2 => Just(Next::Ask),
        1 => Just(Next::To(None)),
    ];
    let on_missing = prop_oneof![
        Just(OnMissing::Wait),
        Just(OnMissing::Skip),
        Just(OnMissing::Center),
        Just(OnMissing::Cancel),
    ];
    (any::<bool>(), any::<bool>(), next, on_missing).prop_map(
        |(waits, may_be_satisfied, next, on_missing)| Shape {
            waits,
            may_be_satisfied,
            next,
            on_missing,
        },
    )
}

impl Plan for Steps {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn waits(&self, step: usize) -> bool {
        self.0[step].waits
    }

    fn may_be_satisfied(&self, step: usize) -> bool {
        self.0[step].may_be_satisfied
    }

    fn next(&self, step: usize) -> Next {
        self.0[step].next
    }

    fn on_missing(&self, step: usize) -> OnMissing {
        self.0[step].on_missing
    }
}

/// What may happen, with a control's visit as a distance from the current one.
#[derive(Debug, Clone, Copy)]
enum Happening {
    Saved,
    Completed,
    TimedOut,
    Controlled(Control, u64),
    Missing(u64),
    /// The view answers whatever it is asked.
    Answered {
        step: Option<usize>,
        satisfied: bool,
    },
    Superseded,
    Failed,
}

fn happening() -> impl Strategy<Value = Happening> {
    let control = prop_oneof![
        4 => Just(Control::Skip),
        3 => Just(Control::Back),
        1 => Just(Control::Cancel),
    ];
    prop_oneof![
        10 => Just(Happening::Saved),
        6 => Just(Happening::Completed),
        3 => Just(Happening::TimedOut),
        6 => (control, prop_oneof![3 => Just(0_u64), 1 => 1..4_u64])
            .prop_map(|(control, late)| Happening::Controlled(control, late)),
        3 => (0..3_u64).prop_map(Happening::Missing),
        8 => (proptest::option::of(0..7_usize), any::<bool>())
            .prop_map(|(step, satisfied)| Happening::Answered { step, satisfied }),
        1 => Just(Happening::Superseded),
        1 => Just(Happening::Failed),
    ]
}

/// What an observer of the outputs knows, and what it has to complain about.
#[derive(Default)]
struct Observer {
    /// The step that is armed, and whether it is saved and shown.
    active: Option<(usize, bool, bool)>,
    asked: Option<Question>,
    to_clear: Option<usize>,
    over: Option<TourOutcome>,
}

impl Observer {
    fn see(&mut self, output: Output) {
        assert_eq!(
            self.over, None,
            "nothing follows the end of a run: {output:?}"
        );
        match output {
            Output::Ask(question) => {
                assert_eq!(
                    self.active, None,
                    "nothing is armed while the view is asked"
                );
                assert_eq!(
                    self.to_clear, None,
                    "a step is cleared before the view is asked"
                );
                self.asked = Some(question);
            }
            Output::Arm { step } => {
                self.asked = None;
                assert_eq!(self.active, None, "at most one step is active");
                assert_eq!(
                    self.to_clear, None,
                    "a step is cleared before the next is entered"
                );
                self.active = Some((step, false, false));
            }
            Output::Save { step } => {
                assert_eq!(
                    self.active,
                    Some((step, false, false)),
                    "armed before saved"
                );
                self.active = Some((step, true, false));
            }
            Output::Show { step } => {
                assert_eq!(
                    self.active,
                    Some((step, true, false)),
                    "saved before shown, once"
                );
                self.active = Some((step, true, true));
            }
            Output::Ended { step, .. } => {
                let (active, _, shown) = self.active.take().expect("a step ends exactly once");
                assert_eq!(active, step, "the active step is the one that ends");
                self.to_clear = shown.then_some(step);
            }
            Output::Clear { step } => {
                assert_eq!(
                    self.to_clear.take(),
                    Some(step),
                    "what was shown is cleared, once"
                );
            }
            Output::Over(outcome) => {
                assert_eq!(self.active, None, "no step outlives its run");
                assert_eq!(self.to_clear, None, "nothing shown outlives its run");
                self.over = Some(outcome);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn every_order_of_events_keeps_every_promise(
        shapes in vec(shape(), 0..6),
        happenings in vec(happening(), 0..60),
    ) {
        let plan = Steps(shapes);
        let mut observer = Observer::default();
        let mut out = Vec::new();
        let mut machine = Machine::start(&plan, 0, &mut out);
        out.drain(..).for_each(|output| observer.see(output));

        for happening in happenings {
            let visit = machine.visit();
            let input = match happening {
                Happening::Saved => Input::Saved,
                Happening::Completed => Input::Completed,
                Happening::TimedOut => Input::TimedOut,
                Happening::Superseded => Input::Superseded,
                Happening::Failed => Input::Failed,
                Happening::Controlled(control, late) => Input::Controlled {
                    control,
                    visit: visit.saturating_sub(late),
                },
                Happening::Missing(late) => Input::Missing {
                    visit: visit.saturating_sub(late),
                },
                Happening::Answered { step, satisfied } => match machine.question() {
                    Some(Question::Satisfied { .. }) => Input::Satisfied(satisfied),
                    _ => Input::Chosen { step },
                },
            };
            machine.apply(&plan, input, &mut out);

            let ends = out.iter().filter(|output| matches!(output, Output::Ended { .. })).count();
            prop_assert!(ends <= 1, "one input ends at most one step: {out:?}");
            if matches!(happening, Happening::Controlled(_, 1..) | Happening::Missing(1..)) && visit > 3 {
                prop_assert!(out.is_empty(), "what is late does nothing: {out:?}");
            }
            for output in out.drain(..) {
                if let Output::Ended { cause, .. } = output {
                    prop_assert_eq!(cause_of(input), cause, "a step ends for the cause that came");
                }
                observer.see(output);
            }
            if let Some((step, ..)) = observer.active {
                prop_assert_eq!(machine.step(), Some(step));
            }
            prop_assert_eq!(machine.step().is_none(), observer.over.is_some());
            if machine.question().is_some() {
                prop_assert_eq!(machine.question(), observer.asked, "the question is the one asked");
            }
            prop_assert_eq!(
                machine.shown(),
                observer.active.and_then(|(step, _, shown)| shown.then_some(step)),
            );
        }
    }
}

fn cause_of(input: Input) -> Cause {
    match input {
        // Only a step that waits for nothing ends because it was saved and shown.
        Input::Saved | Input::Completed => Cause::Completed,
        Input::TimedOut => Cause::TimedOut,
        Input::Controlled { control, .. } => match control {
            Control::Skip => Cause::Skipped,
            Control::Back => Cause::Back,
            Control::Cancel => Cause::Cancelled,
        },
        Input::Satisfied(_) => Cause::Satisfied,
        Input::Missing { .. } => Cause::Missing,
        Input::Superseded => Cause::Superseded,
        Input::Failed => Cause::Failed,
        Input::Chosen { .. } => unreachable!("an answer about what follows ends no step"),
    }
}
