//! (d) All visitors come back at once.

use std::time::{Duration, Instant};

use super::{AT_ONCE, Scale, enter, frame_of_a_step, start_tours};
use crate::Outcome;
use crate::http::Http;
use crate::load::{Crowd, Dialect, Opening, Page, Received, Visitor, quantile};
use crate::process::{Program, Server};
use crate::servers::docent::STEPS;
use crate::table::{Row, short, times};

/// The result.
struct Return {
    all: Duration,
    p99: Duration,
    cpu: Duration,
}

pub(super) fn measure(scale: Scale) -> Outcome<Vec<Row>> {
    let count = scale.pick(8_000, 100);
    let echo = {
        let server = Server::start(Program::Plain, &["echo", &frame_of_a_step()?])?;
        let nobody = Visitor::default();
        let opening = Opening {
            path: "/",
            visitor: &nobody,
            hello: format!("[\"h\",\"{}\"]", "x".repeat(200)),
            until: Received::Frame,
        };
        let mut crowd = Crowd::new(server.address, Dialect::Echo)?;
        come_back(&server, &mut crowd, &vec![opening; count])?
    };
    let server = Server::start(Program::Plain, &["docent"])?;
    let visitors = Visitor::many(server.address, "/", count)?;
    let mut crowd = Crowd::new(server.address, Dialect::Docent)?;
    enter(&mut crowd, "/", &visitors)?;
    start_tours(&mut crowd)?;
    // So that they are not all at the same step.
    for step in 1..STEPS {
        crowd.ask(AT_ONCE, |at, page| {
            // One that stays asks for something that changes nothing.
            page.say_event(if at % STEPS >= step {
                "tick"
            } else {
                "start_tutorial"
            })
        })?;
    }
    let before = std::mem::take(&mut crowd.pages);
    drop(crowd);
    let attached = attach_again(&server, &visitors, &before)?;
    let reloaded = reload(&server, &visitors)?;

    let row = |what: &str, one: &Return| {
        [
            Row::plain(
                format!("{count} {what}: until all are back"),
                short(one.all),
            )
            .beside(short(echo.all), times(one.all.div_duration_f64(echo.all))),
            Row::plain(format!("{count} {what}: p99 of each"), short(one.p99))
                .beside(short(echo.p99), times(one.p99.div_duration_f64(echo.p99))),
            Row::plain(
                format!("{count} {what}: server CPU for each"),
                short(one.cpu),
            )
            .beside(short(echo.cpu), times(one.cpu.div_duration_f64(echo.cpu))),
        ]
    };
    let mut rows = Vec::from(row("lost sockets attach again", &attached));
    rows.extend(row("reloaded pages resume by stored progress", &reloaded));
    Ok(rows)
}

/// The pages have lost their sockets, and open new ones to the same sessions.
fn attach_again(server: &Server, visitors: &[Visitor], before: &[Page]) -> Outcome<Return> {
    let openings: Vec<_> = before
        .iter()
        .zip(visitors)
        .map(|(page, visitor)| Opening {
            path: "/",
            visitor,
            hello: page.say_hello_again(visitor),
            until: Received::Welcome,
        })
        .collect();
    let mut crowd = Crowd::new(server.address, Dialect::Docent)?;
    let back = come_back(server, &mut crowd, &openings)?;
    for (before, after) in before.iter().zip(&crowd.pages) {
        let (Some((old, _)), Some((new, _))) = (&before.session, &after.session) else {
            return Err("a page was not welcomed".into());
        };
        if old != new {
            return Err("a page did not get its session back".into());
        }
    }
    Ok(back)
}

/// The visitors load their pages again, and are shown the step that they were at.
fn reload(server: &Server, visitors: &[Visitor]) -> Outcome<Return> {
    let mut http = Http::open(server.address)?;
    let visitors = visitors
        .iter()
        .map(|visitor| Visitor::open(&mut http, "/", Some(&visitor.cookie)))
        .collect::<Outcome<Vec<_>>>()?;
    let openings: Vec<_> = visitors
        .iter()
        .map(|visitor| Opening {
            path: "/",
            visitor,
            hello: visitor.hello(),
            until: Received::Frame,
        })
        .collect();
    let mut crowd = Crowd::new(server.address, Dialect::Docent)?;
    come_back(server, &mut crowd, &openings)
}

/// Everybody at once, as far as the kernel's queue of new connections and the
/// hello's deadline of 5 s allow on a slow machine.
fn come_back(server: &Server, crowd: &mut Crowd, openings: &[Opening<'_>]) -> Outcome<Return> {
    const QUEUE: usize = 1_000;
    let (cpu, started) = (server.cpu()?, Instant::now());
    let mut took = crowd.open(openings, QUEUE)?;
    let all = started.elapsed();
    Ok(Return {
        all,
        p99: quantile(&mut took, 0.99),
        cpu: (server.cpu()? - cpu) / u32::try_from(openings.len())?,
    })
}
