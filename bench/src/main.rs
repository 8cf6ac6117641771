//! `docent-bench [--quick] [name…]` measures; `docent-bench serve …` is one of the servers.

use std::fs;
use std::process::{Command, ExitCode};

use docent_bench::measures::{MEASURES, Measure, Scale};
use docent_bench::{Outcome, process, servers, table};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.split_first() {
        Some((first, rest)) if first == "serve" => servers::run(rest, None).map_err(Into::into),
        _ => measure(&arguments),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("docent-bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(arguments: &[String]) -> Outcome<()> {
    rlimit::increase_nofile_limit(u64::MAX)?;
    let is_quick = |argument: &&String| *argument == "--quick";
    let scale = match arguments.iter().find(is_quick) {
        Some(_) => Scale::Quick,
        None => Scale::Full,
    };
    let names: Vec<_> = arguments
        .iter()
        .filter(|argument| !is_quick(argument))
        .collect();
    let mut rows = Vec::new();
    let mut failed = Vec::new();
    for measure in select(&names)? {
        eprintln!("measuring: {}", measure.name);
        // The others are worth having all the same.
        match (measure.run)(scale) {
            Ok(measured) => rows.extend(measured),
            Err(error) => failed.push(format!("{}: {error}", measure.name)),
        }
    }
    let report = format!("{}\n\n{}", machine(), table::markdown(&rows));
    println!("{report}");
    if !failed.is_empty() {
        return Err(format!("not measured: {}", failed.join("; ")).into());
    }
    if scale == Scale::Full && names.is_empty() {
        keep(&report)?;
    }
    Ok(())
}

/// Writes the report into BENCHMARKS.md, below the text there about it.
fn keep(report: &str) -> Outcome<()> {
    const ABOVE: &str = "<!-- What follows is written by `cargo xtask bench`. -->\n";
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../BENCHMARKS.md");
    let text = fs::read_to_string(path)?;
    let (about, _) = text
        .split_once(ABOVE)
        .ok_or("BENCHMARKS.md has no place for the table")?;
    fs::write(path, format!("{about}{ABOVE}\n{report}"))?;
    println!("Written into BENCHMARKS.md.");
    Ok(())
}

/// The measures of these names; all of them if there is none.
fn select(names: &[&String]) -> Outcome<Vec<Measure>> {
    if let Some(unknown) = names
        .iter()
        .find(|name| MEASURES.iter().all(|known| known.name != name.as_str()))
    {
        let known: Vec<_> = MEASURES.iter().map(|known| known.name).collect();
        return Err(format!("there is no `{unknown}`; there are: {}", known.join(", ")).into());
    }
    Ok(MEASURES
        .into_iter()
        .filter(|known| names.is_empty() || names.iter().any(|name| *name == known.name))
        .collect())
}

/// When and on what.
fn machine() -> String {
    let output_of = |program: &str, arguments: &[&str]| {
        Command::new(program)
            .args(arguments)
            .output()
            .ok()
            .map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
            .unwrap_or_default()
    };
    let kernel = output_of("uname", &["-r"]);
    let kernel = kernel.split('-').next().unwrap_or_default();
    let rustc = output_of("rustc", &["--version"]);
    let rustc: Vec<_> = rustc.split(' ').take(2).collect();
    let pinned = if process::is_pinnable() {
        "server and load pinned to a core each"
    } else {
        "**not pinned**: the server and the load share the cores"
    };
    format!(
        "{}: {} cores, {} {kernel}, {}, {pinned}.",
        output_of("date", &["-u", "+%F"]),
        output_of("nproc", &["--all"]),
        output_of("uname", &["-s"]),
        rustc.join(" "),
    )
}
