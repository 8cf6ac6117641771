//! `cargo xtask model`: the tour core and whole sessions beside the model, for long.
//!
//! The same tests as in `cargo xtask test`, optimised, from a new seed, until
//! they have taken as many transitions as asked for. The machine is quick and
//! takes nine tenths of them.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::{Outcome, Subcommand, process};

pub(crate) const SUBCOMMAND: Subcommand = Subcommand {
    name: "model",
    arguments: "[transitions [seed]]",
    summary: "drive the tour core and whole sessions beside the model",
    run: model,
};

const TRANSITIONS: u64 = 10_000_000;

/// The tests, and how many of ten transitions each of them takes.
const LEVELS: [(&str, u64); 2] = [
    (
        "the_machine_keeps_every_promise_for_as_long_as_it_is_told_to",
        9,
    ),
    (
        "a_session_keeps_every_promise_for_as_long_as_it_is_told_to",
        1,
    ),
];

fn model(arguments: &[String]) -> Outcome {
    let number = |at: usize| arguments.get(at).map(|text| text.parse()).transpose();
    let transitions = number(0)?.unwrap_or(TRANSITIONS);
    let seed = match number(1)? {
        Some(seed) => seed,
        None => SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs(),
    };
    for (test, tenths) in LEVELS {
        process::run(
            process::cargo()
                .args([
                    "test",
                    "--release",
                    "--quiet",
                    "--package",
                    "docent",
                    "--lib",
                ])
                .args(["--", "--ignored", "--nocapture", test])
                .env(
                    "DOCENT_MODEL_TRANSITIONS",
                    (transitions * tenths / 10).to_string(),
                )
                .env("DOCENT_MODEL_SEED", seed.to_string()),
        )?;
    }
    Ok(())
}
