//! `cargo xtask client`: the browser's half, from TypeScript to the bundle.
//!
//! The bundle is committed, so that users of the crate need no Node.

use std::process::Command;

use crate::{Outcome, Subcommand, install, process};

pub(crate) const SUBCOMMAND: Subcommand = Subcommand {
    name: "client",
    arguments: "",
    summary: "rebuild the client's bundle from its TypeScript",
    run: build,
};

pub(crate) const DIRECTORY: &str = "runtime/client";

fn build(_: &[String]) -> Outcome {
    install::node()?;
    install::npm_packages(DIRECTORY)?;
    check_types()?;
    process::run(&mut build_script())?;
    println!("Built the bundle in {DIRECTORY}/dist: commit it together with the source.");
    Ok(())
}

/// Type-checks the client's sources.
pub(crate) fn check_types() -> Outcome {
    process::run(process::program("npx", DIRECTORY).args(["--no-install", "tsc", "--noEmit"]))
}

/// Checks that the committed bundle is the one its sources make.
pub(crate) fn check_bundle() -> Outcome {
    process::run(build_script().arg("--check"))
}

fn build_script() -> Command {
    let mut node = process::program("node", DIRECTORY);
    node.arg("build.mjs");
    node
}
