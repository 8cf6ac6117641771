//! `cargo xtask bench`: what docent costs, beside what the machine itself needs.
//!
//! Builds the servers and the load (package `docent-bench`) and runs them, each
//! on a core of its own. A whole run takes about five minutes, prints its
//! table, and writes it into BENCHMARKS.md.

use crate::{Outcome, Subcommand, process};

pub(crate) const SUBCOMMAND: Subcommand = Subcommand {
    name: "bench",
    arguments: "[--quick] [measure…]",
    summary: "measure memory, time and allocations beside a bare echo",
    run: bench,
};

/// The core of the load; `docent-bench` gives the servers another one.
const LOAD_CORE: &str = "1";

fn bench(arguments: &[String]) -> Outcome {
    process::run(process::cargo().args(["build", "--release", "--package=docent-bench"]))?;
    let bench = process::root().join("target/release/docent-bench");
    let pins = ["-c", LOAD_CORE, "true"];
    let mut command = if process::output(process::program("taskset", "").args(pins)).is_some() {
        let mut taskset = process::program("taskset", "");
        taskset.args(["-c", LOAD_CORE]).arg(bench);
        taskset
    } else {
        process::program(bench, "")
    };
    process::run(command.args(arguments))
}
