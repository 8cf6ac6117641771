//! (e) What is left when sessions have come and gone.

use std::thread::sleep;
use std::time::{Duration, Instant};

use super::{AT_ONCE, Scale, enter, start_tours};
use crate::Outcome;
use crate::http::Http;
use crate::load::{Crowd, Dialect, Visitor};
use crate::process::{Program, Server};
use crate::table::{Row, kibibytes};

const SESSIONS: usize = 100;
/// How much more may be in use, in all: the maps of the server keep their capacity.
const SLACK: f64 = 4.0 * 1024.0;

pub(super) fn measure(scale: Scale) -> Outcome<Vec<Row>> {
    let rounds = scale.pick(10, 2);
    let server = Server::start(Program::Counted, &["docent-brief"])?;
    let visitors = Visitor::many(server.address, "/", SESSIONS)?;
    // The first round brings what is made once: among it, 100 visitors' progress.
    come_and_go(&server, &visitors)?;
    come_and_go(&server, &visitors)?;
    let (bytes, memory) = (server.counted()?.bytes, server.memory()?);
    for _ in 0..rounds {
        come_and_go(&server, &visitors)?;
    }
    let grown = server.counted()?.bytes as f64 - bytes as f64;
    let memory_grown = server.memory()? as f64 - memory as f64;
    let what = format!("after {SESSIONS} sessions came and went, {rounds} times");
    Ok(vec![
        Row::plain(format!("bytes in use {what}"), format!("{grown:+.0} B"))
            .goal("it comes back", grown <= SLACK),
        Row::plain(
            format!("memory {what}"),
            format!("+ {}", kibibytes(memory_grown)),
        ),
    ])
}

/// Lets 100 pages come, start their tours and go; waits until their sessions are over.
fn come_and_go(server: &Server, visitors: &[Visitor]) -> Outcome<()> {
    let mut crowd = Crowd::new(server.address, Dialect::Docent)?;
    enter(&mut crowd, "/", visitors)?;
    start_tours(&mut crowd)?;
    crowd.ask(AT_ONCE, |_, page| page.say_event("tick"))?;
    drop(crowd);
    let mut http = Http::open(server.address)?;
    let until = Instant::now() + Duration::from_secs(30);
    while http.get("/views", None)?.body != "0" {
        if Instant::now() > until {
            return Err("sessions do not end".into());
        }
        sleep(Duration::from_millis(10));
    }
    Ok(())
}
