//! Whole sessions beside the model: frames in, frames out, one visitor with two tabs.
//!
//! The test keeps the page's side of the protocol (`tab`), drives a view, a
//! tour and a store that do what it asks for (`walk`), and gives the
//! [`Model`] the same in its own terms. After each input the page, the app's
//! tour events and the handlers that ran must be those of the model.
//!
//! Time moves in steps that never meet a deadline: all are multiples of 30 ms,
//! and no deadline of the session is.

mod input;
mod saving;
mod side;
mod tab;
mod walk;
mod world;

use std::cell::Cell;
use std::time::Instant;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};

use self::input::{Call, Input, input};
use self::walk::PANIC;
use self::world::World;
use crate::tour::tests::oracle::{self, Plan};
use crate::tour::tests::promises::plan;

/// How many inputs a case has, at most.
const MOST_INPUTS: usize = 60;

/// A tour of any shape, and anything that may happen; gives how much did.
fn drive(plan: &Plan, inputs: &[Input]) -> u64 {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let mut world = World::new(plan);
        let mut happened = 0;
        let first = [
            Input::Load { tab: 0 },
            Input::Call {
                tab: 0,
                what: Call::Start,
            },
        ];
        for input in first.iter().chain(inputs) {
            let before = world.is_idle(*input);
            happened += u64::from(world.happen(*input).await);
            world.settle().await;
            world.check_all(*input, before);
        }
        happened
    })
}

/// Panics that this test asks for are not worth a line each.
fn quiet_panics() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let loud = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if panic.payload_as_str() != Some(PANIC) {
                loud(panic);
            }
        }));
    });
}

fn drive_for(transitions: u64, seed: u64) -> u64 {
    quiet_panics();
    let taken = Cell::new(0);
    while taken.get() < transitions {
        let mut runner = TestRunner::new(ProptestConfig {
            cases: 20,
            failure_persistence: None,
            rng_seed: RngSeed::Fixed(seed.wrapping_add(taken.get())),
            ..ProptestConfig::default()
        });
        let tried = runner.run(&(plan(), vec(input(), 0..MOST_INPUTS)), |(plan, inputs)| {
            taken.set(taken.get() + drive(&plan, &inputs));
            Ok(())
        });
        if let Err(failure) = tried {
            panic!("seed {seed}: {failure}");
        }
    }
    taken.get()
}

#[test]
fn a_session_keeps_every_promise_in_every_order_of_events() {
    drive_for(1_000, oracle::SEED);
}

/// The long run of `cargo xtask model`.
#[test]
#[ignore = "for a long run: cargo xtask model"]
fn a_session_keeps_every_promise_for_as_long_as_it_is_told_to() {
    let (transitions, seed) = oracle::long_run();
    let began = Instant::now();
    let taken = drive_for(transitions, seed);
    println!(
        "session: {taken} transitions from seed {seed} in {:?}",
        began.elapsed()
    );
}
