//! (e) What a session keeps of one large snapshot.

use super::{AT_ONCE, Scale};
use crate::Outcome;
use crate::load::{Crowd, Dialect, Opening, Received, Visitor};
use crate::process::{Program, Server};
use crate::servers::docent::LARGE;
use crate::table::{Row, kibibytes};

pub(super) fn measure(scale: Scale) -> Outcome<Vec<Row>> {
    let count = scale.pick(1_000, 50);
    let without = weigh(count, Visitor::hello, Received::Welcome)?;
    let with = weigh(count, Visitor::hello_blank, Received::Frame)?;
    let kept = with - without;
    Ok(vec![
        Row::plain(
            format!(
                "memory that a session keeps after one snapshot of {} KB",
                LARGE / 1024
            ),
            kibibytes(with),
        )
        .beside(
            format!("{} (docent without it)", kibibytes(without)),
            format!("+ {}", kibibytes(kept)),
        )
        .goal("≤ + 5 KiB", kept <= 5.0 * 1024.0),
    ])
}

fn weigh(count: usize, hello: fn(&Visitor) -> String, until: Received) -> Outcome<f64> {
    let server = Server::start(Program::Plain, &["docent"])?;
    let visitors = Visitor::many(server.address, "/large", count + AT_ONCE)?;
    let openings: Vec<_> = visitors
        .iter()
        .map(|visitor| Opening {
            path: "/large",
            visitor,
            hello: hello(visitor),
            until,
        })
        .collect();
    let mut crowd = Crowd::new(server.address, Dialect::Docent)?;
    crowd.open(&openings[..AT_ONCE], AT_ONCE)?;
    let empty = server.memory()?;
    crowd.open(&openings[AT_ONCE..], AT_ONCE)?;
    Ok((server.memory()? as f64 - empty as f64) / count as f64)
}
