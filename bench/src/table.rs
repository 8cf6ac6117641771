//! What was measured, as a table.

use std::fmt::Write as _;
use std::time::Duration;

/// One thing that was measured.
#[derive(Debug, Clone)]
pub struct Row {
    /// What.
    pub what: String,
    /// docent's figure.
    pub docent: String,
    /// That of the echo, where there is one.
    pub reference: String,
    /// The two beside each other.
    pub compared: String,
    /// What is to be reached, where there is one.
    pub goal: String,
    /// Whether it is.
    pub is_met: Option<bool>,
}

impl Row {
    /// A figure with nothing to compare it with and nothing to reach.
    #[must_use]
    pub fn plain(what: impl Into<String>, docent: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            docent: docent.into(),
            reference: String::new(),
            compared: String::new(),
            goal: String::new(),
            is_met: None,
        }
    }

    /// The same beside the echo's figure.
    #[must_use]
    pub fn beside(mut self, reference: impl Into<String>, compared: impl Into<String>) -> Self {
        self.reference = reference.into();
        self.compared = compared.into();
        self
    }

    /// The same with what is to be reached.
    #[must_use]
    pub fn goal(mut self, goal: impl Into<String>, is_met: bool) -> Self {
        self.goal = goal.into();
        self.is_met = Some(is_met);
        self
    }
}

/// The rows as a Markdown table.
#[must_use]
pub fn markdown(rows: &[Row]) -> String {
    let mut text = String::from(
        "| what | docent | echo | compared | goal | |\n| --- | ---: | ---: | ---: | ---: | --- |\n",
    );
    for row in rows {
        let verdict = match row.is_met {
            Some(true) => "met",
            Some(false) => "**missed**",
            None => "",
        };
        writeln!(
            text,
            "| {} | {} | {} | {} | {} | {verdict} |",
            row.what, row.docent, row.reference, row.compared, row.goal
        )
        .expect("a String takes any text");
    }
    text
}

/// So many bytes, as KiB.
#[must_use]
pub fn kibibytes(bytes: f64) -> String {
    format!("{:.2} KiB", bytes / 1024.0)
}

/// A short time, as it is best read.
#[must_use]
pub fn short(time: Duration) -> String {
    match time.as_nanos() {
        0..1_000 => format!("{} ns", time.as_nanos()),
        1_000..1_000_000 => format!("{:.1} µs", time.as_nanos() as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} ms", time.as_nanos() as f64 / 1e6),
        _ => format!("{:.2} s", time.as_secs_f64()),
    }
}

/// How many times the one is the other.
#[must_use]
pub fn times(ratio: f64) -> String {
    format!("{ratio:.2} ×")
}
