//! (c) Parts of docent alone.

use std::time::Duration;

use super::Scale;
use crate::Outcome;
use crate::process::{Program, output};
use crate::table::{Row, short};

pub(super) fn measure(scale: Scale) -> Outcome<Vec<Row>> {
    let times = scale.pick("1000000", "1000");
    [
        ("the tour's machine alone, for a transition", "machine"),
        ("a session alone, in memory, for a step", "session"),
    ]
    .into_iter()
    .map(|(what, part)| {
        let printed = output(Program::Counted, &["alone", part, times])?;
        let numbers: Vec<u64> = printed
            .split_whitespace()
            .map(str::parse)
            .collect::<Result<_, _>>()?;
        let [count, nanoseconds, allocations] = numbers[..] else {
            return Err(format!("{part} printed {printed:?}").into());
        };
        let each = short(Duration::from_nanos(nanoseconds / count));
        let allocations = allocations as f64 / count as f64;
        let figure = match part {
            "machine" => format!("{each}, {allocations:.2} allocations"),
            // The page's own allocations are among them: no figure.
            _ => each,
        };
        Ok(Row::plain(what, figure))
    })
    .collect()
}
