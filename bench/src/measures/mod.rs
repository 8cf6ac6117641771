//! What is measured.

mod allocations;
mod churn;
mod machine;
mod memory;
mod pages;
mod renders;
mod resumes;
mod skip;
mod snapshot;
mod steps;

use crate::Outcome;
use crate::load::{Crowd, Dialect, Opening, Received, Visitor};
use crate::process::{Program, Server};
use crate::table::Row;

pub use allocations::per_step as allocations_per_step;

/// One thing to measure, by its name.
#[derive(Debug, Clone, Copy)]
pub struct Measure {
    /// What the command calls it.
    pub name: &'static str,
    /// Measures it.
    pub run: fn(Scale) -> Outcome<Vec<Row>>,
}

/// Everything that is measured.
pub const MEASURES: [Measure; 10] = [
    Measure {
        name: "memory",
        run: memory::measure,
    },
    Measure {
        name: "snapshot",
        run: snapshot::measure,
    },
    Measure {
        name: "renders",
        run: renders::measure,
    },
    Measure {
        name: "pages",
        run: pages::measure,
    },
    Measure {
        name: "churn",
        run: churn::measure,
    },
    Measure {
        name: "allocations",
        run: allocations::measure,
    },
    Measure {
        name: "machine",
        run: machine::measure,
    },
    Measure {
        name: "steps",
        run: steps::measure,
    },
    Measure {
        name: "resumes",
        run: resumes::measure,
    },
    Measure {
        name: "skip",
        run: skip::measure,
    },
];

/// How much is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// As much as the goals require.
    Full,
    /// As little as shows that everything works.
    Quick,
}

impl Scale {
    /// The one or the other.
    fn pick<T>(self, full: T, quick: T) -> T {
        match self {
            Self::Full => full,
            Self::Quick => quick,
        }
    }
}

/// How many connections are opened at once where their number is not what is measured.
const AT_ONCE: usize = 8;

/// Opens pages for these visitors.
fn enter(crowd: &mut Crowd, path: &str, visitors: &[Visitor]) -> Outcome<()> {
    let openings: Vec<_> = visitors
        .iter()
        .map(|visitor| Opening {
            path,
            visitor,
            hello: visitor.hello(),
            until: Received::Welcome,
        })
        .collect();
    crowd.open(&openings, AT_ONCE).map(drop)
}

/// Opens as many sockets of the echo. Each sends something, and is answered.
fn enter_echo(crowd: &mut Crowd, count: usize) -> Outcome<()> {
    let nobody = Visitor::default();
    let opening = Opening {
        path: "/",
        visitor: &nobody,
        // As long as a hello, so that the buffers are as large.
        hello: format!("[\"h\",\"{}\"]", "x".repeat(124)),
        until: Received::Frame,
    };
    crowd.open(&vec![opening; count], AT_ONCE).map(drop)
}

/// Starts the tour of every page.
fn start_tours(crowd: &mut Crowd) -> Outcome<()> {
    crowd
        .ask(AT_ONCE, |_, page| page.say_event("start_tutorial"))
        .map(drop)
}

/// The frame that answers an event with the next step's setup, taken from docent itself.
fn frame_of_a_step() -> Outcome<String> {
    let server = Server::start(Program::Plain, &["docent"])?;
    let mut crowd = Crowd::new(server.address, Dialect::Docent)?;
    enter(&mut crowd, "/", &Visitor::many(server.address, "/", 1)?)?;
    start_tours(&mut crowd)?;
    let tick = crowd.pages[0].say_event("tick");
    crowd.send(0, &tick)?;
    let mut frame = String::new();
    while frame.is_empty() {
        crowd.listen(std::time::Duration::from_secs(10), |_, _, _, text| {
            text.clone_into(&mut frame);
            Ok(())
        })?;
    }
    if !frame.contains("tour:narrate") {
        return Err(format!("a step's frame has no narration: {frame}").into());
    }
    Ok(frame)
}

/// The middle one.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values[values.len() / 2]
}
