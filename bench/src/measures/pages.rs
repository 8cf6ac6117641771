//! (h) What a session keeps of its page, and what it costs to render long pages again and again.

use std::time::Duration;

use super::{AT_ONCE, Scale, enter, median};
use crate::Outcome;
use crate::load::{Crowd, Dialect, Pace, Visitor};
use crate::process::{Program, Server};
use crate::table::{Row, kibibytes, short, times};

/// The most that is kept of a page, in percent, and beyond that in bytes.
const SHARE: (f64, f64) = (6.0, 128.0);

pub(super) fn measure(scale: Scale) -> Outcome<Vec<Row>> {
    let mut rows = Vec::new();
    let count = scale.pick(8_000, 50);
    for kibibytes in [4, 40] {
        rows.push(kept(count, kibibytes)?);
    }
    rows.extend(again(scale)?);
    Ok(rows)
}

/// What 8,000 sessions keep of pages from which patches are made, beside pages of the same
/// length that are sent whole.
fn kept(count: usize, size: usize) -> Outcome<Row> {
    let with = weigh(count, &format!("/lines/{size}"))?;
    let without = weigh(count, &format!("/whole/{size}"))?;
    let kept = with - without;
    let length = size as f64 * 1024.0;
    let most = length * SHARE.0 / 100.0 + SHARE.1;
    Ok(Row::plain(
        format!("memory per session of a page of {size} KB, {count} of them"),
        kibibytes(with),
    )
    .beside(
        format!("{} (sent whole)", kibibytes(without)),
        format!("+ {:.0} B, {:.1} %", kept, 100.0 * kept / length),
    )
    .goal(format!("≤ + 6 % + 128 B: {most:.0} B"), kept <= most))
}

fn weigh(count: usize, path: &str) -> Outcome<f64> {
    let server = Server::start(Program::Plain, &["docent"])?;
    let visitors = Visitor::many(server.address, path, count + AT_ONCE)?;
    let mut crowd = Crowd::new(server.address, Dialect::Docent)?;
    enter(&mut crowd, path, &visitors[..AT_ONCE])?;
    let empty = server.memory()?;
    enter(&mut crowd, path, &visitors[AT_ONCE..])?;
    Ok((server.memory()? as f64 - empty as f64) / count as f64)
}

/// 200 pages of 100 KB, each rendered again every second with a counter and a line changed.
fn again(scale: Scale) -> Outcome<[Row; 2]> {
    let count = scale.pick(200, 10);
    let rounds = scale.pick(5, 1);
    let pace = Pace {
        rate: u32::try_from(count)?,
        time: scale.pick(Duration::from_secs(5), Duration::from_secs(2)),
        acknowledges: true,
    };
    let open = |path: &str| -> Outcome<(Server, Crowd)> {
        let server = Server::start(Program::Plain, &["docent"])?;
        let visitors = Visitor::many(server.address, path, count)?;
        let mut crowd = Crowd::new(server.address, Dialect::Docent)?;
        enter(&mut crowd, path, &visitors)?;
        Ok((server, crowd))
    };
    let (mut patched, mut whole) = (open("/lines/100")?, open("/whole/100")?);
    let (mut cpu, mut bytes, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        let walks = [&mut patched, &mut whole].map(|(server, crowd)| -> Outcome<_> {
            let before = server.cpu()?;
            let walked = crowd.walk(pace)?;
            let steps = walked.took.len() as f64;
            let cpu = (server.cpu()? - before).as_secs_f64() / steps;
            Ok((cpu, walked.bytes as f64 / steps))
        });
        let [own, all] = walks;
        let (own, all) = (own?, all?);
        cpu.push((own.0, all.0));
        bytes.push((own.1, all.1));
        ratios.push((own.0 / all.0, all.1 / own.1));
    }
    let middle = |pairs: &[(f64, f64)]| {
        let (first, second) = pairs.iter().copied().unzip();
        (median(first), median(second))
    };
    let (cpu, bytes, (slower, fewer)) = (middle(&cpu), middle(&bytes), middle(&ratios));
    let time = |seconds| short(Duration::from_secs_f64(seconds));
    let what = format!("{count} pages of 100 KB rendered again each second, median of {rounds}");
    Ok([
        Row::plain(
            format!("{what}: bytes of a render"),
            format!("{:.0}", bytes.0),
        )
        .beside(format!("{:.0} (sent whole)", bytes.1), times(1.0 / fewer))
        .goal("≥ 5 × fewer", fewer >= 5.0),
        Row::plain(format!("{what}: server CPU of a render"), time(cpu.0))
            .beside(format!("{} (sent whole)", time(cpu.1)), times(slower))
            .goal("≤ 1.25 ×", slower <= 1.25),
    ])
}
