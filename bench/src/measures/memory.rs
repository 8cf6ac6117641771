//! (a) How much memory a connected session takes.

use std::time::Duration;

use super::{Scale, enter, enter_echo, frame_of_a_step, start_tours};
use crate::Outcome;
use crate::load::{Crowd, Dialect, Pace, Visitor};
use crate::process::{Program, Server};
use crate::table::{Row, kibibytes};

/// Sessions that are there before anything is measured: what the first ones
/// cost once is not what each costs.
const FIRST: usize = 16;

pub(super) fn measure(scale: Scale) -> Outcome<Vec<Row>> {
    let mut rows = Vec::new();
    for count in scale.pick(&[1_000, 8_000][..], &[200]) {
        rows.extend(weigh(*count)?);
    }
    Ok(rows)
}

fn weigh(count: usize) -> Outcome<Vec<Row>> {
    let echo = {
        let server = Server::start(Program::Plain, &["echo", &frame_of_a_step()?])?;
        let mut crowd = Crowd::new(server.address, Dialect::Echo)?;
        enter_echo(&mut crowd, FIRST)?;
        let empty = server.memory()?;
        enter_echo(&mut crowd, count)?;
        per_session(empty, server.memory()?, count)
    };
    let server = Server::start(Program::Plain, &["docent"])?;
    let visitors = Visitor::many(server.address, "/", FIRST + count)?;
    let mut crowd = Crowd::new(server.address, Dialect::Docent)?;
    enter(&mut crowd, "/", &visitors[..FIRST])?;
    let empty = server.memory()?;
    enter(&mut crowd, "/", &visitors[FIRST..])?;
    let idle = per_session(empty, server.memory()?, count);
    start_tours(&mut crowd)?;
    let waiting = per_session(empty, server.memory()?, count);
    // Faster than a visitor, slower than the limit of 20 events a second.
    let pace = Pace {
        rate: u32::try_from(count)?.min(1_000) * 10,
        time: Duration::from_secs_f64(count as f64 / 1_000.0 * 4.0).max(Duration::from_secs(4)),
        acknowledges: true,
    };
    crowd.walk(pace)?;
    let walked = per_session(empty, server.memory()?, count);

    let row = |what: &str, bytes: f64| {
        Row::plain(
            format!("memory per session, {what}, {count} of them"),
            kibibytes(bytes),
        )
        .beside(kibibytes(echo), format!("+ {}", kibibytes(bytes - echo)))
    };
    Ok(vec![
        row("idle", idle).goal("≤ + 1 KiB", idle - echo <= 1024.0),
        row("a tour waiting", waiting).goal("≤ + 2.5 KiB", waiting - echo <= 2560.0),
        row("after 40 steps each", walked),
    ])
}

fn per_session(before: u64, after: u64, count: usize) -> f64 {
    (after as f64 - before as f64) / count as f64
}
