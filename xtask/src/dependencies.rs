//! `cargo xtask dependencies`: what docent brings along, and what that costs a clean build.
//!
//! Apps of one line are generated outside the workspace: with axum and tokio alone, with
//! docent beside them, and with each of its features. The crates of each are counted, and
//! each is built from nothing, one after the other, three times. Processor time is compared,
//! which other work on the machine disturbs less than the clock.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::cost::processor;
use crate::{Outcome, Subcommand, process};

pub(crate) const SUBCOMMAND: Subcommand = Subcommand {
    name: "dependencies",
    arguments: "",
    summary: "count what docent brings, and measure a clean build",
    run: measure,
};

const ROUNDS: usize = 3;

/// What bare axum needs for the same sockets.
const AXUM: &str = r#"axum = { version = "0.8", default-features = false, features = ["http1", "matched-path", "original-uri", "query", "tokio", "tracing", "ws"] }
tokio = { version = "1", features = ["macros", "net", "rt-multi-thread", "signal", "sync", "time"] }
"#;

struct App {
    name: &'static str,
    /// What it depends on beside [`AXUM`]: a package of the workspace by its folder, and its
    /// features.
    also: &'static [(&'static str, &'static str, &'static str)],
}

const APPS: [App; 5] = [
    App {
        name: "axum",
        also: &[],
    },
    App {
        name: "docent",
        also: &[("docent", "runtime", "")],
    },
    App {
        name: "docent-metrics",
        also: &[("docent", "runtime", "\"metrics\"")],
    },
    App {
        name: "docent-test",
        also: &[("docent", "runtime", "\"test\"")],
    },
    App {
        name: "docent-redb",
        also: &[
            ("docent", "runtime", ""),
            ("docent-redb", "adapters/redb", ""),
        ],
    },
];

fn measure(_: &[String]) -> Outcome {
    let mut times = APPS.map(|_| Vec::new());
    let folders = APPS.iter().map(generate).collect::<Result<Vec<_>, _>>()?;
    for _ in 0..ROUNDS {
        for (folder, times) in folders.iter().zip(&mut times) {
            times.push(build(folder)?);
        }
    }
    println!("| app | crates | clean build, processor time | beside axum |");
    println!("| --- | ---: | ---: | ---: |");
    let medians = times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        times[ROUNDS / 2]
    });
    for ((app, folder), time) in APPS.iter().zip(&folders).zip(medians) {
        let crates = count(folder)?;
        let ratio = time / medians[0];
        println!("| {} | {crates} | {time:.1} s | {ratio:.2} |", app.name);
    }
    Ok(())
}

fn generate(app: &App) -> Result<PathBuf, std::io::Error> {
    let root = process::root();
    let folder = root.join("target/dependencies").join(app.name);
    fs::create_dir_all(folder.join("src"))?;
    let mut manifest = format!(
        "[package]\nname = \"app\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n{AXUM}"
    );
    for (package, path, features) in app.also {
        let path = root.join(path);
        manifest.push_str(&format!(
            "{package} = {{ path = {path:?}, features = [{features}] }}\n"
        ));
    }
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    fs::write(folder.join("src/main.rs"), "fn main() {}\n")?;
    Ok(folder)
}

/// Builds an app from nothing, and gives the processor time in seconds.
fn build(folder: &Path) -> Result<f64, Box<dyn std::error::Error>> {
    let target = folder.join("target");
    if target.exists() {
        fs::remove_dir_all(&target)?;
    }
    let before = processor()?;
    let status = process::cargo()
        .current_dir(folder)
        .args(["build", "--quiet"])
        .env("CARGO_TARGET_DIR", &target)
        .stdin(Stdio::null())
        .status()?;
    if !status.success() {
        return Err(format!("{} does not build", folder.display()).into());
    }
    Ok(processor()? - before)
}

/// How many crates an app is made of, itself not counted.
fn count(folder: &Path) -> Result<usize, Box<dyn std::error::Error>> {
    let tree = ["tree", "--edges=normal,build", "--prefix=none"];
    let tree = process::output(process::cargo().current_dir(folder).args(tree))
        .ok_or("cargo tree failed")?;
    let crates: BTreeSet<_> = tree
        .lines()
        .map(|line| {
            line.split_whitespace()
                .take(2)
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    Ok(crates.len() - 1)
}
