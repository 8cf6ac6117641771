//! `cargo xtask test`: everything that has to hold before a commit.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{fs, io};

use crate::{Outcome, Subcommand, client, fuzz, install, links, process};

pub(crate) const SUBCOMMAND: Subcommand = Subcommand {
    name: "test",
    arguments: "[quick | stage…]",
    summary: "install what is missing, then run every check, the quick ones, or the named ones",
    run: test,
};

pub(crate) const BROWSER_TESTS: &str = "tests/browser";
const ENGINE_TESTS: &str = "tests/browser/engines";

struct Stage {
    name: &'static str,
    needs: Needs,
    run: fn() -> Outcome,
}

/// What has to be installed for a stage.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Needs {
    /// Cargo, rustfmt and clippy, as for every stage.
    Rust,
    /// PostgreSQL's server, nginx and Caddy.
    Servers,
    /// Node.js and the client's npm packages.
    Client,
    /// What the client needs, Chromium, the proxies and the browser tests' npm packages.
    Browser,
    /// What the browser tests need, Firefox and WebKitGTK.
    Engines,
}

/// In order of their cost, so that the cheapest fails first.
const STAGES: [Stage; 13] = [
    Stage {
        name: "format",
        needs: Needs::Rust,
        run: || process::run(process::cargo().args(["fmt", "--all", "--check"])),
    },
    Stage {
        name: "links",
        needs: Needs::Rust,
        run: links::check,
    },
    Stage {
        name: "types",
        needs: Needs::Client,
        run: || client::check_types(),
    },
    Stage {
        name: "bundle",
        needs: Needs::Client,
        run: || client::check_bundle(),
    },
    Stage {
        name: "lint",
        needs: Needs::Rust,
        run: || {
            process::run(process::cargo().args([
                "clippy",
                "--workspace",
                "--all-targets",
                "--all-features",
                "--",
                "-D",
                "warnings",
            ]))
        },
    },
    // With every feature on, code that only makes sense without one is not seen.
    Stage {
        name: "default",
        needs: Needs::Rust,
        run: || {
            let lint = [
                "clippy",
                "--package=docent",
                "--all-targets",
                "--",
                "-Dwarnings",
            ];
            process::run(process::cargo().args(lint))?;
            process::run(process::cargo().args(["test", "--package=docent", "--lib"]))
        },
    },
    Stage {
        name: "cargo",
        needs: Needs::Servers,
        run: || {
            let test = ["test", "--workspace", "--all-targets", "--all-features"];
            process::run(process::cargo().args(test))
        },
    },
    Stage {
        name: "doctest",
        needs: Needs::Rust,
        run: || {
            let test = ["test", "--workspace", "--doc", "--all-features"];
            process::run(process::cargo().args(test))
        },
    },
    Stage {
        name: "editor",
        needs: Needs::Rust,
        run: run_editor_tests,
    },
    Stage {
        name: "fuzz",
        needs: Needs::Rust,
        run: fuzz::smoke,
    },
    Stage {
        name: "doc",
        needs: Needs::Rust,
        run: || {
            process::run(
                process::cargo()
                    .args(["doc", "--workspace", "--no-deps", "--all-features"])
                    .env("RUSTDOCFLAGS", "-D warnings"),
            )?;
            links::check_reference()
        },
    },
    Stage {
        name: "engines",
        needs: Needs::Engines,
        run: run_engine_tests,
    },
    Stage {
        name: "browser",
        needs: Needs::Browser,
        run: run_browser_tests,
    },
];

/// What `cargo xtask test quick` runs before [`UNIT`], while something is being written.
const QUICK: [&str; 3] = ["format", "links", "lint"];

/// The unit and compile-time tests, and the rules of the sources: the tests
/// that need no server, no browser and no release build. The whole run has them
/// in its stage `cargo`.
const UNIT: Stage = Stage {
    name: "unit",
    needs: Needs::Rust,
    run: || {
        let test = ["test", "--workspace", "--all-features", "--lib", "--bins"];
        let targets = ["--test=architecture", "--test=compile"];
        process::run(process::cargo().args(test).args(targets))
    },
};

fn test(names: &[String]) -> Outcome {
    let stages = select(names)?;
    let started = Instant::now();

    let needs: BTreeSet<_> = stages.iter().map(|stage| stage.needs).collect();
    // The longest list of what has to be installed by hand comes first.
    for needs in needs.into_iter().rev() {
        install(needs)?;
    }
    let mut times = vec![("install", started.elapsed())];
    for stage in stages {
        println!("\n=== {} ===", stage.name);
        let stage_started = Instant::now();
        let outcome = (stage.run)();
        times.push((stage.name, stage_started.elapsed()));
        if let Err(error) = outcome {
            print_summary(&times, Some(stage.name));
            // The stage that only a quick run has cannot be selected by name.
            let again = if stage.name == UNIT.name {
                "quick"
            } else {
                stage.name
            };
            return Err(format!(
                "FAILED at {}: {error}\nTo run it again: cargo xtask test {again}",
                stage.name
            )
            .into());
        }
    }

    print_summary(&times, None);
    let what = if names.is_empty() {
        "Everything".to_owned()
    } else {
        names.join(", ")
    };
    println!("\n{what} passed in {}.", seconds(started.elapsed()));
    Ok(())
}

/// The stages with these names in their usual order; all of them if no name is
/// given, and the quick ones for `quick`.
fn select(names: &[String]) -> Result<Vec<&'static Stage>, String> {
    if names == ["quick"] {
        return Ok(STAGES
            .iter()
            .filter(|stage| QUICK.contains(&stage.name))
            .chain([&UNIT])
            .collect());
    }
    if let Some(unknown) = names
        .iter()
        .find(|name| STAGES.iter().all(|stage| stage.name != name.as_str()))
    {
        let known: Vec<&str> = STAGES.iter().map(|stage| stage.name).collect();
        return Err(format!(
            "there is no stage `{unknown}`; there are: quick, {}",
            known.join(", ")
        ));
    }
    Ok(STAGES
        .iter()
        .filter(|stage| names.is_empty() || names.iter().any(|name| name == stage.name))
        .collect())
}

fn install(needs: Needs) -> Outcome {
    install::rust_components()?;
    match needs {
        Needs::Rust => Ok(()),
        Needs::Servers => install::servers(),
        Needs::Client => {
            install::node()?;
            install::npm_packages(client::DIRECTORY)
        }
        Needs::Browser => {
            // First, so that one list names everything that has to be installed by hand.
            install::node_and_chromium()?;
            install::proxies()?;
            install::npm_packages(BROWSER_TESTS)?;
            install::npm_packages(client::DIRECTORY)
        }
        Needs::Engines => {
            install::node_and_engines()?;
            install::npm_packages(BROWSER_TESTS)?;
            install::npm_packages(client::DIRECTORY)
        }
    }
}

/// What rust-analyzer knows of a tour, where it is or can be had.
fn run_editor_tests() -> Outcome {
    if let Err(error) = install::rust_analyzer() {
        println!("NOT RUN: what an editor knows of a tour. {error}");
        println!("That an expansion names the handlers where the tour does was still tested.");
        return Ok(());
    }
    let test = ["test", "--package=docent-ui-tests", "--test=editor"];
    process::run(process::cargo().args(test).args(["--", "--ignored"]))
}

fn run_browser_tests() -> Outcome {
    let chromium = install::node_and_chromium()?;
    // Each file has a server and a browser, which would slow each other down.
    run_specs(BROWSER_TESTS, 1, &[("CHROMIUM", chromium)])
}

/// The claims that are tested in Chromium, Firefox and WebKitGTK.
fn run_engine_tests() -> Outcome {
    // They wait most of the time: two engines at once took three quarters of the time of one by one.
    run_specs(ENGINE_TESTS, 2, &install::node_and_engines()?)
}

/// Runs the spec files of a folder, so many `at_once`.
fn run_specs(directory: &str, at_once: u32, browsers: &[(&str, PathBuf)]) -> Outcome {
    // The tests build what they visit; if that fails, one message here is better than one for
    // each test.
    let build = "(await import('./servers.mjs')).buildAll()";
    process::run(process::program("node", BROWSER_TESTS).args([
        "--input-type=module",
        "--eval",
        build,
    ]))?;
    let specs = specs(&process::root().join(directory))?;
    process::run(
        process::program("node", directory)
            .args(["--test", "--test-reporter=spec"])
            .arg(format!("--test-concurrency={at_once}"))
            .args(specs)
            .envs(browsers.iter().map(|(name, path)| (*name, path))),
    )
}

/// The spec files, by name: `node --test` takes no pattern before version 21.
fn specs(directory: &Path) -> io::Result<Vec<String>> {
    let mut specs = Vec::new();
    for entry in fs::read_dir(directory)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".spec.mjs") {
            specs.push(name);
        }
    }
    specs.sort();
    Ok(specs)
}

fn print_summary(times: &[(&str, Duration)], failed: Option<&str>) {
    println!("\n=== summary ===");
    for (name, time) in times {
        let verdict = if failed == Some(name) { "FAILED" } else { "ok" };
        println!("{name:<10}{verdict:<8}{:>8}", seconds(*time));
    }
    if failed.is_some() {
        println!("What comes after it was not run.");
    }
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(arguments: &[&str]) -> Vec<&'static str> {
        let arguments: Vec<String> = arguments.iter().map(|name| (*name).to_owned()).collect();
        let stages = select(&arguments).expect("known stages");
        stages.iter().map(|stage| stage.name).collect()
    }

    #[test]
    fn a_quick_run_checks_format_and_lint_and_runs_the_unit_tests() {
        assert_eq!(names(&["quick"]), ["format", "links", "lint", "unit"]);
    }

    #[test]
    fn a_whole_run_has_every_stage_and_named_ones_keep_their_order() {
        assert_eq!(names(&[]).len(), STAGES.len());
        assert_eq!(names(&["doc", "lint"]), ["lint", "doc"]);
    }

    #[test]
    fn an_unknown_stage_is_refused_with_the_known_ones() {
        let error = select(&["quik".to_owned()]).err().expect("an error");
        assert!(
            error.contains("`quik`") && error.contains("quick, format"),
            "{error}"
        );
    }
}
