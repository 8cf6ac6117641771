//! (g) What finding the changes of a long page costs, beside the render itself, beside sending
//! all of it, and beside a template that knows its dynamic parts.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use docent::Html;
use docent::internals::Shown;

use super::{Scale, median};
use crate::Outcome;
use crate::statics::{Row as Line, Statics};
use crate::table::{Row, kibibytes, short, times};

const GOAL: Duration = Duration::from_micros(500);

/// What a page shows: its counter and its rows.
type Page = (usize, Vec<Line>);

pub(super) fn measure(scale: Scale) -> Outcome<Vec<Row>> {
    let rounds = scale.pick(101, 3);
    let rows: Vec<Line> = (0..2_000).map(|id| (id, format!("Project {id}"))).collect();
    let start = (1, rows.clone());
    let html = Html::from(render(&start));
    let mut table = vec![Row::plain(
        format!(
            "2,000 rows, {} bytes: the render itself",
            html.as_str().len()
        ),
        short(time(rounds, || (), |()| render(&start)).0),
    )];
    let mut shown = Shown::default();
    shown.update(&html);
    let mut statics = Statics::default();
    statics.update(1, &start.1);
    table.push(
        Row::plain(
            "the same: memory kept of it",
            kibibytes(shown.kept() as f64),
        )
        .beside(
            format!(
                "{} (statics and dynamics)",
                kibibytes(statics.kept() as f64)
            ),
            times(shown.kept() as f64 / statics.kept() as f64),
        ),
    );
    for (what, next) in changes(&start) {
        table.extend(compare(rounds, what, &start, &next));
    }
    Ok(table)
}

/// One change, of which each way knows the page before.
fn compare(rounds: usize, what: &str, start: &Page, next: &Page) -> [Row; 3] {
    let before = Html::from(render(start));
    let after = Html::from(render(next));
    let shown = || {
        let mut shown = Shown::default();
        shown.update(&before);
        shown
    };
    let (patches, sent) = time(rounds, shown, |mut shown| shown.update(&after));
    // The page is not known, so that all of it is sent.
    let (whole, all) = time(rounds, Shown::default, |mut shown| shown.replace(&after));
    let known = || {
        let mut statics = Statics::default();
        statics.update(start.0, &start.1);
        statics
    };
    let (parts, values) = time(rounds, known, |mut statics| statics.update(next.0, &next.1));
    let whole_render = time(rounds, || (), |()| render(next)).0 + whole;
    let is_first = what == "a counter and a cell";
    let bytes = Row::plain(format!("{what}: bytes"), sent.to_string()).beside(
        format!("{values} (statics and dynamics), {all} (whole)"),
        times(sent as f64 / values as f64),
    );
    let beyond = Row::plain(
        format!("{what}: server time beyond the render"),
        short(patches),
    )
    .beside(
        format!("{} (whole)", short(whole)),
        times(patches.as_secs_f64() / whole.as_secs_f64()),
    );
    let all_of_it = Row::plain(
        format!("{what}: server time with the render"),
        short(whole_render - whole + patches),
    )
    .beside(
        format!("{} (statics and dynamics)", short(parts)),
        times((whole_render - whole + patches).as_secs_f64() / parts.as_secs_f64()),
    );
    match is_first {
        true => [
            bytes.goal("< 1,024", sent < 1_024),
            beyond.goal("< 500 µs", patches < GOAL),
            all_of_it,
        ],
        false => [bytes, beyond, all_of_it],
    }
}

/// The median time of the work, after its preparation, and how much it has made.
fn time<P>(
    rounds: usize,
    prepare: impl Fn() -> P,
    work: impl Fn(P) -> String,
) -> (Duration, usize) {
    let mut length = 0;
    let took = (0..rounds).map(|_| {
        let prepared = prepare();
        let began = Instant::now();
        let made = black_box(work(prepared));
        let took = began.elapsed();
        length = made.len();
        took.as_secs_f64()
    });
    (Duration::from_secs_f64(median(took.collect())), length)
}

fn changes(start: &Page) -> [(&'static str, Page); 4] {
    let (count, rows) = start;
    let mut renamed = rows.clone();
    renamed[1_234].1 = "Another name".to_owned();
    let mut longer = rows.clone();
    longer.insert(0, (9_999, "New".to_owned()));
    let mut moved = rows.clone();
    moved.rotate_right(1);
    let mut fewer = rows.clone();
    fewer.retain(|(id, _)| id % 20 != 7);
    [
        ("a counter and a cell", (count + 1, renamed)),
        ("a row at the top", (*count, longer)),
        ("the last row first", (*count, moved)),
        ("100 rows less", (*count, fewer)),
    ]
}

fn render((count, rows): &Page) -> String {
    let mut html = format!(
        "<p id=\"count\">{count} projects</p>\n<table><thead><tr><th>No</th><th>Name</th><th></th></tr></thead>\n<tbody>\n"
    );
    for (id, name) in rows {
        writeln!(
            html,
            "<tr id=\"row-{id}\"><td class=\"number\">{id}</td><td class=\"name\">{name}</td>\
             <td><button type=\"button\" dj-click=\"open({id})\">Open</button></td></tr>"
        )
        .expect("a String takes any text");
    }
    html.push_str("</tbody></table>");
    html
}
