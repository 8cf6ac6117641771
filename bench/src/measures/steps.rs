//! (b) What a step costs the server, and how long its visitor waits.

use std::time::Duration;

use super::{Scale, enter, enter_echo, frame_of_a_step, median, start_tours};
use crate::Outcome;
use crate::http::Http;
use crate::load::{Crowd, Dialect, Pace, Visitor, quantile};
use crate::process::{self, Program, Server};
use crate::table::{Row, short, times};

/// One server's share of a round.
struct Walk {
    cpu: Duration,
    p50: Duration,
    p99: Duration,
    late: Duration,
    skipped: usize,
    /// For how long of each second others had the server's core, and the load's.
    disturbed: [Duration; 2],
}

pub(super) fn measure(scale: Scale) -> Outcome<Vec<Row>> {
    let count = scale.pick(8_000, 100);
    let rate = scale.pick(20_000, 500);
    let rounds = scale.pick(5, 1);
    let mut pace = Pace {
        rate,
        time: scale.pick(Duration::from_secs(5), Duration::from_secs(1)),
        acknowledges: true,
    };
    let frame = frame_of_a_step()?;
    let echo_server = Server::start(Program::Plain, &["echo", &frame])?;
    let mut echo_crowd = Crowd::new(echo_server.address, Dialect::Echo)?;
    enter_echo(&mut echo_crowd, count)?;
    let docent_server = Server::start(Program::Plain, &["docent"])?;
    let mut docent_crowd = Crowd::new(docent_server.address, Dialect::Docent)?;
    let visitors = Visitor::many(docent_server.address, "/", count)?;
    enter(&mut docent_crowd, "/", &visitors)?;
    start_tours(&mut docent_crowd)?;

    let mut control = Http::open(echo_server.address)?;
    let mut compute = |time: Duration| {
        let path = format!("/compute/{}", time.as_nanos());
        control.get(&path, None).map(drop)
    };
    let (mut bare, mut acknowledged, mut docent) = (Vec::new(), Vec::new(), Vec::new());
    let (mut busy, mut more) = (Vec::new(), Duration::ZERO);
    let newest = |walks: &[Walk]| walks.last().map_or(Duration::ZERO, |walk| walk.cpu);
    for _ in 0..rounds {
        // At the same time: what the machine does meanwhile affects all four.
        pace.acknowledges = false;
        bare.push(walk(&echo_server, &mut echo_crowd, pace)?);
        pace.acknowledges = true;
        docent.push(walk(&docent_server, &mut docent_crowd, pace)?);
        acknowledged.push(walk(&echo_server, &mut echo_crowd, pace)?);
        // What this one has of docent's tail is the queue before a busy core,
        // and no delay of docent's own.
        let costs = newest(&busy).max(newest(&acknowledged));
        more = (more + newest(&docent)).saturating_sub(costs);
        compute(more)?;
        busy.push(walk(&echo_server, &mut echo_crowd, pace)?);
        compute(Duration::ZERO)?;
    }

    let of = |walks: &[Walk], what: fn(&Walk) -> Duration| {
        Duration::from_secs_f64(median(
            walks.iter().map(|walk| what(walk).as_secs_f64()).collect(),
        ))
    };
    let ratio = |to: &[Walk], what: fn(&Walk) -> Duration| {
        let ratios = docent.iter().zip(to);
        median(
            ratios
                .map(|(one, other)| what(one).as_secs_f64() / what(other).as_secs_f64())
                .collect(),
        )
    };
    let row = |name: &str, to: &[Walk], what: fn(&Walk) -> Duration| {
        Row::plain(name, short(of(&docent, what)))
            .beside(short(of(to, what)), times(ratio(to, what)))
    };
    let at = format!("{rate} steps/s, {count} sessions, median of {rounds}");
    let cpu = ratio(&bare, |walk| walk.cpu);
    let p99 = ratio(&bare, |walk| walk.p99);
    let lost: usize = docent.iter().map(|walk| walk.skipped).sum();
    let late = of(&docent, |walk| walk.late);
    Ok(vec![
        row(&format!("server CPU for a step, {at}"), &bare, |walk| {
            walk.cpu
        })
        .goal("≤ 1.9 ×", cpu <= 1.9),
        row(
            "the same, beside an echo that reads acknowledgements too",
            &acknowledged,
            |walk| walk.cpu,
        ),
        row("event sent → next setup received, p50", &bare, |walk| {
            walk.p50
        }),
        row("event sent → next setup received, p99", &bare, |walk| {
            walk.p99
        })
        .goal("≤ 1.5 ×", p99 <= 1.5),
        row(
            "the same, beside an echo that reads acknowledgements too",
            &acknowledged,
            |walk| walk.p99,
        ),
        row(
            "the same, beside that echo made as busy as docent",
            &busy,
            |walk| walk.p99,
        ),
        row(
            "server CPU for a step, beside the busy echo",
            &busy,
            |walk| walk.cpu,
        ),
        Row::plain(
            "the load's own delay, p99; steps that it could not take",
            format!("{}; {lost}", short(late)),
        ),
        Row::plain(
            "others had the server's core, and the load's, of each second for",
            format!(
                "{}; {}",
                short(of(&docent, |walk| walk.disturbed[0])),
                short(of(&docent, |walk| walk.disturbed[1])),
            ),
        ),
    ])
}

fn walk(server: &Server, crowd: &mut Crowd, pace: Pace) -> Outcome<Walk> {
    // Caches that a pause has emptied are warm again before it counts.
    let warm_up = pace.time / 5;
    crowd.walk(Pace {
        time: warm_up,
        ..pace
    })?;
    let before = server.cpu()?;
    let waited = [server.waited()?, process::load_waited()?];
    let mut walked = crowd.walk(pace)?;
    let cpu = server.cpu()? - before;
    let waits = [
        server.waited()? - waited[0],
        process::load_waited()? - waited[1],
    ];
    let steps = u32::try_from(walked.took.len())?.max(1);
    Ok(Walk {
        cpu: cpu / steps,
        p50: quantile(&mut walked.took, 0.5),
        p99: quantile(&mut walked.took, 0.99),
        late: quantile(&mut walked.late, 0.99),
        skipped: walked.skipped,
        disturbed: waits.map(|wait| wait.div_f64(pace.time.as_secs_f64())),
    })
}
