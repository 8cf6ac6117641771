//! `cargo xtask cost`: what a tour adds to `cargo check`.
//!
//! Crates of 10, 100 and 1,000 steps are generated twice: once with `tutorial!`,
//! once with the same data as plain constants. Both are checked in turn, again
//! and again, with everything they depend on built already; the medians are
//! compared. The machine's noise is in both.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Instant;

use crate::{Outcome, Subcommand, process};

pub(crate) const SUBCOMMAND: Subcommand = Subcommand {
    name: "cost",
    arguments: "",
    summary: "measure what a tour adds to cargo check",
    run: measure,
};

const SIZES: [usize; 3] = [10, 100, 1_000];
const ROUNDS: usize = 7;
const HANDLERS: usize = 20;

fn measure(_: &[String]) -> Outcome {
    println!("| steps | plain consts | `tutorial!` | added | added processor time |");
    println!("| ---: | ---: | ---: | ---: | ---: |");
    for steps in SIZES {
        let tour = generate("tour", steps, &with_macro(steps))?;
        let plain = generate("plain", steps, &plain(steps))?;
        // The first check of each builds what they depend on.
        check(&tour)?;
        check(&plain)?;
        let (mut with, mut without) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            without.push(check(&plain)?);
            with.push(check(&tour)?);
        }
        let (with, without) = (Spent::median(&with), Spent::median(&without));
        println!(
            "| {steps} | {:.2} s | {:.2} s | {:+.2} s | {:+.2} s |",
            without.clock,
            with.clock,
            with.clock - without.clock,
            with.processor - without.processor,
        );
    }
    Ok(())
}

/// What a check took, in seconds.
struct Spent {
    clock: f64,
    processor: f64,
}

impl Spent {
    fn median(all: &[Self]) -> Self {
        let median = |of: fn(&Self) -> f64| {
            let mut times: Vec<f64> = all.iter().map(of).collect();
            times.sort_by(f64::total_cmp);
            times[times.len() / 2]
        };
        Self {
            clock: median(|spent| spent.clock),
            processor: median(|spent| spent.processor),
        }
    }
}

/// How long the processes that have ended so far ran in user mode, in seconds.
pub(crate) fn processor() -> Result<f64, Box<dyn std::error::Error>> {
    // proc_pid_stat(5): `cutime` is the 14th field after the name in brackets,
    // in ticks of 10 ms.
    let stat = fs::read_to_string("/proc/self/stat")?;
    let (_, fields) = stat.rsplit_once(')').ok_or("/proc/self/stat has no name")?;
    let ticks = fields.split_whitespace().nth(13).ok_or("no cutime")?;
    Ok(ticks.parse::<f64>()? / 100.0)
}

/// Writes a crate that depends on docent, outside the workspace.
fn generate(name: &str, steps: usize, source: &str) -> Result<PathBuf, std::io::Error> {
    let root = process::root();
    let folder = root.join("target/cost").join(format!("{name}-{steps}"));
    fs::create_dir_all(folder.join("src"))?;
    let manifest = format!(
        "[package]\nname = \"{name}-{steps}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [workspace]\n\n[dependencies]\ndocent = {{ path = {:?} }}\n",
        root.join("runtime")
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    fs::write(folder.join("src/lib.rs"), source)?;
    Ok(folder)
}

/// Checks a crate whose source has just changed, and prints how long it took.
fn check(folder: &Path) -> Result<Spent, Box<dyn std::error::Error>> {
    let source = folder.join("src/lib.rs");
    fs::write(&source, fs::read(&source)?)?;
    let (started, before) = (Instant::now(), processor()?);
    let status = process::cargo()
        .current_dir(folder)
        .args(["check", "--quiet", "--offline"])
        .env(
            "CARGO_TARGET_DIR",
            process::root().join("target/cost/target"),
        )
        .stdin(Stdio::null())
        .status()?;
    if !status.success() {
        return Err(format!("{} does not compile", folder.display()).into());
    }
    Ok(Spent {
        clock: started.elapsed().as_secs_f64(),
        processor: processor()? - before,
    })
}

/// The view that both crates have, with the macro's attributes or without.
fn view(live: &str, handler: &str) -> String {
    let mut source = String::from(
        "use docent::prelude::*;\n\n#[derive(Default)]\npub struct Shop { pub title: String }\n\n\
         impl View for Shop {\n    fn render(&self) -> Html { Html::from(self.title.clone()) }\n}\n\n",
    );
    writeln!(source, "{live}impl Shop {{").expect("a String takes any text");
    for number in 0..HANDLERS {
        writeln!(
            source,
            "    {handler}pub fn handler_{number}(&mut self, title: String) {{ self.title = title; }}"
        )
        .expect("a String takes any text");
    }
    source.push_str("}\n\n");
    source
}

fn with_macro(steps: usize) -> String {
    let mut source = view(
        "#[live_view(TutorialMixin, LiveView)]\n",
        "#[event_handler] ",
    );
    source.push_str("tutorial! {\n    <Shop>\n\n");
    for step in 0..steps {
        let handler = step % HANDLERS;
        writeln!(
            source,
            "    step {{\n        target: \"#target-{step} .button\",\n        message: \"This is step {step}.\",\n        \
             position: top,\n        wait_for: handler_{handler},\n        timeout: 4s,\n    }}"
        )
        .expect("a String takes any text");
    }
    source.push_str("}\n");
    source
}

fn plain(steps: usize) -> String {
    // The view's handlers are answered by hand: only the tour is compared.
    let mut source = view("#[live_view(LiveView)]\n", "#[event_handler] ");
    source.push_str(
        "pub enum Position { Top, Bottom }\n\npub struct Step {\n    pub target: &'static str,\n    pub message: &'static str,\n    \
         pub position: Position,\n    pub wait_for: Option<&'static str>,\n    pub timeout: Option<std::time::Duration>,\n}\n\n\
         pub static TOUR: &[Step] = &[\n",
    );
    for step in 0..steps {
        let handler = step % HANDLERS;
        writeln!(
            source,
            "    Step {{ target: \"#target-{step} .button\", message: \"This is step {step}.\", position: Position::Top, \
             wait_for: Some(\"handler_{handler}\"), timeout: Some(std::time::Duration::new(4, 0)) }},"
        )
        .expect("a String takes any text");
    }
    source.push_str("];\n");
    source
}
