//! The same servers, and parts of docent alone, under an allocator that counts. In a program of its own,
//! so that counting costs the others nothing.

use std::alloc::System;
use std::process::ExitCode;

use docent_bench::alone;
use docent_bench::servers::{self, Counted};
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.split_first() {
        Some((first, rest)) if first == "alone" => alone::run(rest, count),
        _ => servers::run(&arguments, Some(count)).map_err(Into::into),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("counted: {error}");
            ExitCode::FAILURE
        }
    }
}

fn count() -> Counted {
    let stats = ALLOCATOR.stats();
    Counted {
        allocations: stats.allocations + stats.reallocations,
        bytes: stats.bytes_allocated - stats.bytes_deallocated,
    }
}
