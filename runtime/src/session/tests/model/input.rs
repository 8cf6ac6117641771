//! What may happen to a visitor's tabs.

use proptest::prelude::*;

use super::walk::{Answer, HOOKS_PANIC, How, QUESTIONS_PANIC, RENDERS_PANIC};
use crate::tour::tests::oracle::{Asked, Facts, StepIndex};
use crate::tour::tests::promises::MOST_STEPS;

/// What may happen.
#[derive(Clone, Copy, Debug)]
pub(super) enum Input {
    /// The page sends an event that a step may wait for.
    Event {
        tab: usize,
        event: u8,
        how: How,
        facts: Facts,
    },
    /// The app emits an event that a step may wait for, for all tabs.
    Emit {
        how: How,
    },
    /// The page calls one of the mixin's handlers.
    Call {
        tab: usize,
        what: Call,
    },
    /// A button of the step shown, or of one shown before it.
    Control {
        tab: usize,
        what: Asked,
        late: usize,
    },
    /// The page holds the time of the step shown, or of one before it; or lets it run on.
    Time {
        tab: usize,
        runs: bool,
        late: usize,
    },
    /// The handler that hangs goes on.
    Release {
        tab: usize,
    },
    Elapse {
        ms: u64,
    },
    Store(Answer),
    StoreCatchesUp,
    /// A run of the visitor's on another server saves that it is at a step.
    Elsewhere {
        step: StepIndex,
        is_newer: bool,
    },
    /// What comes to the page is applied later.
    Lag {
        tab: usize,
        lags: bool,
    },
    /// Nothing comes through any more, and nobody notices.
    Cut {
        tab: usize,
    },
    /// The connection is lost, and both sides notice.
    Lose {
        tab: usize,
    },
    /// The page is back, or takes its own connection over.
    Reconnect {
        tab: usize,
    },
    /// The page is loaded: for the first time, or again.
    Load {
        tab: usize,
    },
    /// The page stays away for longer than its session waits.
    Leave {
        tab: usize,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Call {
    Start,
    Restart,
    Skip,
    Back,
    Cancel,
}

pub(super) fn input() -> impl Strategy<Value = Input> {
    let tab = || prop_oneof![3 => Just(0_usize), 1 => Just(1)];
    let late = || prop_oneof![4 => Just(0_usize), 1 => 1..4_usize];
    let how = prop_oneof![
        20 => Just(How::Right),
        2 => Just(How::Wrong),
        1 => Just(How::PredicatePanics),
        2 => Just(How::Refused),
        1 => Just(How::HandlerPanics),
        3 => Just(How::Hangs),
        1 => Just(How::HangsAndFails),
        1 => Just(How::Barred),
        1 => Just(How::Malformed),
    ];
    let emitted = prop_oneof![
        8 => Just(How::Right),
        1 => Just(How::Wrong),
        1 => Just(How::PredicatePanics),
    ];
    let facts = prop_oneof![
        8 => 0..16_u8,
        1 => Just(1 << HOOKS_PANIC),
        1 => Just(1 << QUESTIONS_PANIC),
        1 => Just(1 << RENDERS_PANIC),
    ];
    let call = prop_oneof![
        6 => Just(Call::Start),
        1 => Just(Call::Restart),
        1 => Just(Call::Skip),
        1 => Just(Call::Back),
        1 => Just(Call::Cancel),
    ];
    let asked = prop_oneof![
        4 => Just(Asked::Skip),
        4 => Just(Asked::Back),
        1 => Just(Asked::Cancel),
        3 => Just(Asked::Missing),
        4 => Just(Asked::Done),
    ];
    let ms = prop_oneof![Just(30_u64), Just(150), Just(600), Just(1_200)];
    let answer = prop_oneof![
        Just(Answer::AtOnce),
        Just(Answer::Error),
        Just(Answer::Lost),
        Just(Answer::Late),
        Just(Answer::Never),
    ];
    prop_oneof![
        30 => (tab(), 0..2_u8, how, facts).prop_map(|(tab, event, how, facts)| {
            // A handler that is not async cannot hang.
            let how = match how {
                How::Hangs | How::HangsAndFails if event == 0 => How::Right,
                how => how,
            };
            Input::Event { tab, event, how, facts }
        }),
        8 => emitted.prop_map(|how| Input::Emit { how }),
        10 => (tab(), call).prop_map(|(tab, what)| Input::Call { tab, what }),
        10 => (tab(), asked, late())
            .prop_map(|(tab, what, late)| Input::Control { tab, what, late }),
        6 => (tab(), any::<bool>(), late())
            .prop_map(|(tab, runs, late)| Input::Time { tab, runs, late }),
        6 => tab().prop_map(|tab| Input::Release { tab }),
        8 => ms.prop_map(|ms| Input::Elapse { ms }),
        2 => answer.prop_map(Input::Store),
        2 => Just(Input::StoreCatchesUp),
        2 => (0..MOST_STEPS, any::<bool>())
            .prop_map(|(step, is_newer)| Input::Elsewhere { step, is_newer }),
        3 => (tab(), any::<bool>()).prop_map(|(tab, lags)| Input::Lag { tab, lags }),
        2 => tab().prop_map(|tab| Input::Cut { tab }),
        2 => tab().prop_map(|tab| Input::Lose { tab }),
        6 => tab().prop_map(|tab| Input::Reconnect { tab }),
        2 => tab().prop_map(|tab| Input::Load { tab }),
        1 => tab().prop_map(|tab| Input::Leave { tab }),
    ]
}
