//! The project's own commands, for what is more than one plain cargo command.
//!
//! A subcommand is a module with a `SUBCOMMAND`; to add one, write its file
//! and list it below.

mod bench;
mod book;
mod client;
mod cost;
mod dependencies;
mod faults;
mod fuzz;
mod install;
mod links;
mod markdown;
mod model;
mod process;
mod release;
mod test;

use std::error::Error;
use std::process::ExitCode;

/// The result of a subcommand or one of its parts: nothing, or a text that
/// names what went wrong and what to do.
type Outcome = Result<(), Box<dyn Error>>;

struct Subcommand {
    name: &'static str,
    arguments: &'static str,
    summary: &'static str,
    run: fn(&[String]) -> Outcome,
}

const SUBCOMMANDS: [Subcommand; 11] = [
    test::SUBCOMMAND,
    client::SUBCOMMAND,
    cost::SUBCOMMAND,
    dependencies::SUBCOMMAND,
    bench::SUBCOMMAND,
    model::SUBCOMMAND,
    faults::SUBCOMMAND,
    fuzz::SUBCOMMAND,
    release::SUBCOMMAND,
    links::SUBCOMMAND,
    book::SUBCOMMAND,
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Outcome {
    let Some((name, rest)) = arguments.split_first() else {
        return Err(format!("which command?\n\n{}", usage()).into());
    };
    if matches!(name.as_str(), "help" | "--help" | "-h") {
        println!("{}", usage());
        return Ok(());
    }
    let Some(subcommand) = SUBCOMMANDS.iter().find(|known| known.name == name) else {
        return Err(format!("there is no command `{name}`\n\n{}", usage()).into());
    };
    (subcommand.run)(rest)
}

fn usage() -> String {
    let mut text = String::from("usage: cargo xtask <command>\n");
    for Subcommand {
        name,
        arguments,
        summary,
        ..
    } in SUBCOMMANDS
    {
        let call = format!("{name} {arguments}");
        text.push_str(&format!("\n  {call:<28}{summary}"));
    }
    text
}
