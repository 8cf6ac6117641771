//! (f) Skip, while a handler hangs.

use std::time::Duration;

use super::{Scale, enter, start_tours};
use crate::Outcome;
use crate::load::{Crowd, Dialect, Visitor, quantile};
use crate::process::{Program, Server};
use crate::table::{Row, short};

const GOAL: Duration = Duration::from_millis(10);

pub(super) fn measure(scale: Scale) -> Outcome<Vec<Row>> {
    let count = scale.pick(1_000, 50);
    let skips = scale.pick(10, 2);
    let server = Server::start(Program::Plain, &["docent"])?;
    let mut crowd = Crowd::new(server.address, Dialect::Docent)?;
    enter(&mut crowd, "/", &Visitor::many(server.address, "/", count)?)?;
    start_tours(&mut crowd)?;
    // None of these is ever answered: their sessions' views are taken.
    for at in 0..count {
        let hang = crowd.pages[at].say_event("hang");
        crowd.send(at, &hang)?;
    }
    let mut took = Vec::new();
    for _ in 0..skips {
        took.extend(crowd.ask(1, |_, page| page.say_skip())?);
    }
    let (p50, p99) = (quantile(&mut took, 0.5), quantile(&mut took, 0.99));
    Ok(vec![
        Row::plain(
            format!("Skip while {count} handlers hang → next setup received, p50 / p99"),
            format!("{} / {}", short(p50), short(p99)),
        )
        .goal("p99 ≤ 10 ms", p99 <= GOAL),
    ])
}
