//! (c) How many allocations one step makes.

use std::time::Duration;

use super::{Scale, enter, enter_echo, frame_of_a_step, start_tours};
use crate::Outcome;
use crate::load::{Crowd, Dialect, Pace, Visitor};
use crate::process::{Program, Server};
use crate::table::Row;

/// So few that heartbeats do not count, and so many that each is well below its rate.
const PAGES: usize = 100;

pub(super) fn measure(_: Scale) -> Outcome<Vec<Row>> {
    let mut rows = Vec::new();
    for (what, acknowledges) in [("", false), (", acknowledged", true)] {
        let (docent, echo) = per_step(acknowledges)?;
        let row = Row::plain(
            format!("allocations for a static step{what}"),
            format!("{docent:.1}"),
        )
        .beside(format!("{echo:.1}"), format!("+ {:.1}", docent - echo));
        rows.push(if acknowledges {
            row
        } else {
            row.goal("+ 1: the frame alone", docent - echo < 1.1)
        });
    }
    Ok(rows)
}

/// How many allocations docent and the echo make in one step, sockets included.
///
/// The echo sends a reply that is shared: docent's additional ones are the
/// frame, and what it needs to make it.
///
/// # Errors
///
/// If a server or a page fails.
pub fn per_step(acknowledges: bool) -> Outcome<(f64, f64)> {
    let docent = {
        let server = Server::start(Program::Counted, &["docent"])?;
        let mut crowd = Crowd::new(server.address, Dialect::Docent)?;
        enter(&mut crowd, "/", &Visitor::many(server.address, "/", PAGES)?)?;
        start_tours(&mut crowd)?;
        count(&server, &mut crowd, acknowledges)?
    };
    let server = Server::start(Program::Counted, &["echo", &frame_of_a_step()?])?;
    let mut crowd = Crowd::new(server.address, Dialect::Echo)?;
    enter_echo(&mut crowd, PAGES)?;
    let echo = count(&server, &mut crowd, acknowledges)?;
    Ok((docent, echo))
}

fn count(server: &Server, crowd: &mut Crowd, acknowledges: bool) -> Outcome<f64> {
    let pace = Pace {
        // Slow enough for each frame to be acknowledged separately.
        rate: u32::try_from(PAGES)? * if acknowledges { 3 } else { 15 },
        time: Duration::from_secs(1),
        acknowledges,
    };
    // What grows with the first steps has grown: a tour keeps 64 of them for Back.
    crowd.walk(Pace {
        rate: u32::try_from(PAGES)? * 15,
        time: Duration::from_secs(5),
        acknowledges,
    })?;
    let probe = server.counted()?.allocations;
    let before = server.counted()?.allocations;
    let walked = crowd.walk(pace)?;
    let after = server.counted()?.allocations;
    let steps = (after - before).saturating_sub(before - probe);
    Ok(steps as f64 / walked.took.len() as f64)
}
