//! `cargo xtask release`: what has to hold of the packages before they are published.
//!
//! Its tools are not those of the tests, and are not installed here: what is missing is
//! named, with the command that brings it.

use std::error::Error;
use std::fs;

use crate::{Outcome, Subcommand, process};

pub(crate) const SUBCOMMAND: Subcommand = Subcommand {
    name: "release",
    arguments: "[check…]",
    summary: "check the packages as they would be published",
    run: check,
};

/// The packages that are published, each after those that it depends on.
const PACKAGES: [&str; 5] = [
    "docent-check",
    "docent-macros",
    "docent",
    "docent-redb",
    "docent-postgres",
];

struct Check {
    name: &'static str,
    /// The subcommand of cargo that it needs, beside cargo's own.
    tool: Option<&'static str>,
    run: fn() -> Outcome,
}

const CHECKS: [Check; 6] = [
    // Licences, sources, and crates that are there twice. Advisories are for whoever has
    // the database of them: `cargo deny check advisories`.
    Check {
        name: "deny",
        tool: Some("cargo-deny"),
        run: || {
            cargo([
                "deny",
                "--all-features",
                "check",
                "bans",
                "licenses",
                "sources",
            ])
        },
    },
    Check {
        name: "unused",
        tool: Some("cargo-machete"),
        // Inside of `cargo run` it takes the name of its command for a folder.
        run: || process::run(process::cargo().arg("machete").env_remove("CARGO_PKG_NAME")),
    },
    Check {
        name: "features",
        tool: Some("cargo-hack"),
        run: || each_package(["hack", "check", "--feature-powerset", "--no-dev-deps"]),
    },
    Check {
        name: "minimal",
        tool: None,
        run: check_minimal_versions,
    },
    Check {
        name: "package",
        tool: None,
        run: || each_package(["package", "--allow-dirty"]),
    },
    Check {
        name: "semver",
        tool: Some("cargo-semver-checks"),
        run: check_semver,
    },
];

fn check(names: &[String]) -> Outcome {
    let is_asked = |check: &&Check| names.is_empty() || names.iter().any(|name| name == check.name);
    if let Some(name) = names
        .iter()
        .find(|name| !CHECKS.iter().any(|check| check.name == **name))
    {
        let known = CHECKS.map(|check| check.name).join(", ");
        return Err(format!("there is no check `{name}`; there are {known}").into());
    }
    let checks: Vec<_> = CHECKS.iter().filter(is_asked).collect();
    let missing: Vec<_> = checks
        .iter()
        .filter_map(|check| check.tool)
        .filter(|tool| process::find(tool).is_none())
        .collect();
    if !missing.is_empty() {
        let missing = missing.join(" ");
        return Err(format!("not installed: `cargo install --locked {missing}`").into());
    }
    for Check { name, run, .. } in checks {
        println!("\n== {name}");
        run()?;
    }
    Ok(())
}

fn cargo<const N: usize>(arguments: [&str; N]) -> Outcome {
    process::run(process::cargo().args(arguments))
}

fn each_package<const N: usize>(arguments: [&str; N]) -> Outcome {
    let packages = PACKAGES.map(|package| format!("--package={package}"));
    process::run(process::cargo().args(arguments).args(packages))
}

/// Compiles the packages with the oldest versions that they say they take.
///
/// Cargo calls that unstable. The lock file that it writes is put back.
fn check_minimal_versions() -> Outcome {
    let lock = process::root().join("Cargo.lock");
    let newest = fs::read(&lock)?;
    let checked = (|| {
        process::run(
            process::cargo()
                .args(["-Zdirect-minimal-versions", "update"])
                .env("RUSTC_BOOTSTRAP", "1"),
        )?;
        each_package(["check", "--all-features"])
    })();
    fs::write(&lock, newest)?;
    checked
}

/// Compares the public API with that of the last release.
fn check_semver() -> Outcome {
    let baseline = last_release()?;
    let Some(baseline) = baseline else {
        println!("there is no release to compare with");
        return Ok(());
    };
    each_package(["semver-checks", "--baseline-rev", &baseline])
}

/// The newest tag of a version.
fn last_release() -> Result<Option<String>, Box<dyn Error>> {
    let tags = ["tag", "--list", "v*", "--sort=-version:refname"];
    let tags = process::output(process::program("git", "").args(tags)).ok_or("git has no tags")?;
    Ok(tags.lines().next().map(str::to_owned))
}
