//! `cargo xtask bench`: what docent costs, beside what the machine itself needs.
//!
//! Builds the servers and the load (package `docent-bench`) and runs them, each
//! on a core of its own. A whole run takes about five minutes, prints its
//! table, and writes it into BENCHMARKS.md.
//!
//! `cargo xtask bench browser` prints what an open step and a render cost in
//! Chromium, beside other libraries on the same pages.

use crate::test::BROWSER_TESTS;
use crate::{Outcome, Subcommand, install, process};

pub(crate) const SUBCOMMAND: Subcommand = Subcommand {
    name: "bench",
    arguments: "[--quick] [measure…] | browser",
    summary: "measure memory, time and allocations beside a bare echo",
    run: bench,
};

/// The core of the load; `docent-bench` gives the servers another one.
const LOAD_CORE: &str = "1";

fn bench(arguments: &[String]) -> Outcome {
    if arguments == ["browser"] {
        return browser();
    }
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

fn browser() -> Outcome {
    let chromium = install::node_and_chromium()?;
    install::npm_packages(BROWSER_TESTS)?;
    process::run(
        process::program("node", BROWSER_TESTS)
            .arg("bench.mjs")
            .env("CHROMIUM", chromium),
    )
}
