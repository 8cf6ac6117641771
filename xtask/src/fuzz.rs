//! `cargo xtask fuzz`: the fuzz targets, for a chosen time.
//!
//! They begin with the seeds in `fuzz/corpus`. What they find goes into
//! `fuzz/target/found`, where the next run finds it again; what breaks them into
//! `fuzz/artifacts`, and the command fails.

use std::fs;
use std::process::Command;
use std::time::Instant;

use crate::{Outcome, Subcommand, process};

pub(crate) const SUBCOMMAND: Subcommand = Subcommand {
    name: "fuzz",
    arguments: "[target] [executions]",
    summary: "run the fuzz targets, or one, from their seeds",
    run: fuzz,
};

const TARGETS: [&str; 4] = ["decode", "params", "render", "session"];
const FOLDER: &str = "fuzz";
/// How often a target runs where nothing else is asked for.
const EXECUTIONS: u64 = 1_000_000;
/// How often in the test command: a few seconds.
const SMOKE: u64 = 20_000;

fn fuzz(arguments: &[String]) -> Outcome {
    let (mut targets, mut executions) = (TARGETS.to_vec(), EXECUTIONS);
    for argument in arguments {
        if let Ok(number) = argument.replace('_', "").parse() {
            executions = number;
        } else if let Some(target) = TARGETS.iter().find(|target| *target == argument) {
            targets = vec![target];
        } else {
            return Err(format!("there is no target `{argument}`: {}", TARGETS.join(", ")).into());
        }
    }
    if let Some(missing) = missing() {
        return Err(missing.into());
    }
    targets
        .iter()
        .try_for_each(|target| run(target, executions))
}

/// A short run of every target, where the machine has the tools.
pub(crate) fn smoke() -> Outcome {
    if let Some(missing) = missing() {
        println!("NOT RUN: the fuzz targets. {missing}");
        println!("Their corpus was replayed by the test `corpus`.");
        return Ok(());
    }
    TARGETS.iter().try_for_each(|target| run(target, SMOKE))
}

/// What the machine lacks, and how to get it.
fn missing() -> Option<String> {
    let has = |arguments: &[&str]| process::output(process::program("cargo", "").args(arguments));
    if has(&["+nightly", "--version"]).is_none() {
        return Some("There is no nightly toolchain: rustup toolchain install nightly".to_owned());
    }
    if has(&["+nightly", "fuzz", "--version"]).is_none() {
        return Some("There is no cargo-fuzz: cargo install cargo-fuzz".to_owned());
    }
    None
}

/// `cargo +nightly fuzz run`, without what the cargo that runs this has set for itself.
///
/// Comparisons are not traced: that took two fifths of the time of a session's
/// script, and finds nothing that the corpus does not hold.
fn cargo_fuzz(target: &str) -> Result<Command, Box<dyn std::error::Error>> {
    let cargo = process::find("cargo").ok_or("there is no cargo on the PATH")?;
    let how = ["--sanitizer", "none", "--no-trace-compares"];
    let mut program = process::program(cargo, FOLDER);
    program
        .args(["+nightly", "fuzz", "run"])
        .args(how)
        .arg(target)
        .env_remove("CARGO")
        .env_remove("RUSTUP_TOOLCHAIN")
        .env_remove("RUSTC");
    Ok(program)
}

/// Runs one target.
fn run(target: &str, executions: u64) -> Outcome {
    let found = process::root()
        .join(FOLDER)
        .join("target/found")
        .join(target);
    fs::create_dir_all(&found)?;
    let started = Instant::now();
    let output = cargo_fuzz(target)?
        // Into the first folder goes what is found.
        .arg(&found)
        .arg(format!("corpus/{target}"))
        .arg("--")
        .arg(format!("-runs={executions}"))
        .args(options(target))
        .args(["-timeout=5", "-rss_limit_mb=1024", "-print_final_stats=1"])
        .output()?;
    let log = String::from_utf8_lossy(&output.stderr);
    let log_file = found.with_extension("log");
    fs::write(&log_file, log.as_bytes())?;
    let covered = log.lines().rev().find_map(|line| word_after(line, "cov: "));
    println!(
        "{target:<8} {:>12} executions, {:>6} edges covered, {:>6} inputs found, {:>6.1} s: {}",
        log.lines()
            .find_map(|line| word_after(line, "stat::number_of_executed_units: "))
            .unwrap_or("?"),
        covered.unwrap_or("?"),
        fs::read_dir(&found)?.count(),
        started.elapsed().as_secs_f64(),
        if output.status.success() {
            "nothing broke"
        } else {
            "BROKEN"
        },
    );
    if output.status.success() {
        return Ok(());
    }
    let end: Vec<&str> = log.lines().rev().take(40).collect();
    Err(format!(
        "the fuzz target `{target}` broke: {}\n{}",
        log_file.display(),
        end.into_iter().rev().collect::<Vec<_>>().join("\n")
    )
    .into())
}

/// What suits a target's inputs.
fn options(target: &str) -> &'static [&'static str] {
    match target {
        // Some hundred lines. A script touches so much of the code that rating
        // it by what is rare in it takes longer than to play it.
        "session" => &["-max_len=256", "-entropic=0"],
        _ => &["-max_len=4096"],
    }
}

fn word_after<'a>(line: &'a str, before: &str) -> Option<&'a str> {
    let (_, rest) = line.split_once(before)?;
    rest.split_whitespace().next()
}
