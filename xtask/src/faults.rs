//! `cargo xtask faults`: kills a server repeatedly, and checks where its tour goes on.

use crate::{Outcome, Subcommand, process};

pub(crate) const SUBCOMMAND: Subcommand = Subcommand {
    name: "faults",
    arguments: "[kills] [seed]",
    summary: "kill -9 a server at 200 random moments of a tour, or at so many",
    run: kill,
};

fn kill(arguments: &[String]) -> Outcome {
    let mut cargo = process::cargo();
    cargo.args(["test", "--package=docent-tests", "--test=crash", "--"]);
    cargo.args(["--nocapture", "a_killed_server"]);
    cargo.env(
        "DOCENT_KILLS",
        arguments.first().map_or("200", String::as_str),
    );
    if let Some(seed) = arguments.get(1) {
        cargo.env("DOCENT_SEED", seed);
    }
    process::run(&mut cargo)
}
