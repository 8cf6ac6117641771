//! The rules of a tour, on plain data.
//!
//! [`check`] takes a tour as it is written, with its mistakes: the names of fields
//! are strings, and each value is what was written. It returns all faults, not
//! only the first. [`warnings`] returns what is valid and yet most likely a mistake.
//!
//! ```
//! use docent_check::tour::{Entry, Scope, Step, Tour, Value, check};
//!
//! let mut step = Step::default();
//! step.entries.push(Entry::new("target", Value::Text("#new".into())));
//! step.entries.push(Entry::new("mesage", Value::Text("Create a project.".into())));
//! step.entries.push(Entry::new("wait_for", Value::Text("create_project".into())));
//! let mut tour = Tour::default();
//! tour.steps.push(step);
//!
//! let faults = check(&tour, &Scope::data());
//! assert_eq!(faults.len(), 1);
//! assert_eq!(
//!     faults[0].to_string(),
//!     "step 1, field `mesage`: a step has no field `mesage`; did you mean `message`?",
//! );
//! ```
//!
//! # Invariants
//!
//! * One mistake is one fault: a branch to an unknown step disables the rules
//!   about reachability, and a field that cannot be identified disables the rule
//!   about missing fields.
//! * The same tour gives the same faults in the same order.
//! * Nothing panics on any input: a tour may come from a request. Time and memory
//!   grow with the size of the tour times the number of its steps,
//!   which [`Scope::max_steps`] bounds, and with the number of its faults, which
//!   [`Scope::max_faults`] bounds.

mod checked;
pub mod duration;
mod fault;
mod fields;
mod graph;
mod keywords;
mod names;
mod page;
mod selector;
mod settings;
#[cfg(test)]
mod tests;
mod values;
mod waits;
mod words;

use fault::Faults;
pub use fault::{Fault, Part, Path, Rule};
pub use fields::Resolved;
pub use graph::END;
pub use keywords::{ABSENT, ANY, CALLS, DOM, NEXT, NOTHING, PRESENT};
pub use names::{Field, Setting};
pub use page::matches as page_matches;
pub use values::parse_version;
pub use waits::names_handlers;
pub use words::{Autostart, Elsewhere, OnMissing, Position};

/// A tour as it is written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tour {
    /// The settings, in the order in which they are written.
    pub settings: Vec<Entry>,
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// How many bytes it takes as data, such as JSON; 0 in source.
    pub bytes: usize,
}

/// A step as it is written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    /// The name, if it is not one of the entries.
    pub name: Option<String>,
    /// The fields, in the order in which they are written.
    pub entries: Vec<Entry>,
    /// Whether a `#[cfg]` may remove it.
    pub optional: bool,
}

/// `name: value`, of a step or of the tour.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The name as it is written, known or not.
    pub name: String,
    /// The value as it is written.
    pub value: Value,
}

impl Entry {
    /// `name: value`
    #[must_use]
    pub fn new(name: impl Into<String>, value: Value) -> Self {
        Self {
            name: name.into(),
            value,
        }
    }
}

/// The value of a field or setting.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// Nothing follows the name.
    Empty,
    /// A string. In source a name of a handler is [`Named`](Self::Named), in quotes or not.
    Text(String),
    /// A whole number; as a `timeout` it counts milliseconds.
    Integer(i64),
    /// A word, a number or a length of time, in the notation of `tutorial!`:
    /// `bottom`, `1.5s`.
    Written(String),
    /// The branches of `next`.
    Branches(Vec<Branch>),
    /// What a step waits for, with arguments.
    Call(Call),
    /// A name that the caller checks: a handler's or a type's.
    Named(String),
    /// Names with values of their own, in braces.
    Object,
    /// Something else, with its description: `"a boolean"`.
    Other(&'static str),
    /// Checked by the caller: Rust code, or a value whose fault is already
    /// reported. The field counts as present.
    Opaque,
}

impl Value {
    /// The description of the value, where another kind is expected.
    fn kind(&self) -> &'static str {
        match self {
            Self::Empty => "nothing",
            Self::Text(_) => "a string",
            Self::Integer(_) => "an integer",
            Self::Written(_) => "a word",
            Self::Branches(_) => "an array",
            Self::Call(_) => "an object",
            Self::Named(_) => "a name",
            Self::Object => "an object",
            Self::Other(kind) => kind,
            Self::Opaque => "code",
        }
    }
}

/// A wait with arguments, such as `dom("click")`: see [`CALLS`].
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// Its name, known or not.
    pub name: String,
    /// What follows in parentheses.
    pub arguments: Vec<Argument>,
}

/// An argument of a [`Call`].
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// Its value.
    pub value: Value,
    /// Whether a `when` follows it.
    pub conditional: bool,
}

impl From<Value> for Argument {
    fn from(value: Value) -> Self {
        Self {
            value,
            conditional: false,
        }
    }
}

/// One branch of `next`.
#[derive(Clone, Debug, PartialEq)]
pub struct Branch {
    /// [`Value::Text`] is the name of a step or [`END`].
    pub to: Value,
    /// Whether it has a condition.
    pub conditional: bool,
    /// Whether a `#[cfg]` of its own may remove it.
    pub optional: bool,
}

impl Branch {
    /// The branch that always leads to `step`.
    #[must_use]
    pub fn to(step: impl Into<String>) -> Self {
        Self {
            to: Value::Text(step.into()),
            conditional: false,
            optional: false,
        }
    }
}

/// Where a tour is written, which decides what it can contain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// In `tutorial!`: with code; the name of a step comes before its fields.
    Source,
    /// As data, at run time: without code; the name of a step is a field.
    Data,
}

/// How many steps a tour that is made at run time may have.
const MAX_STEPS: usize = 200;
/// After how many faults checking such a tour stops.
const MAX_FAULTS: usize = 100;

/// What a tour is checked against.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Scope {
    /// Where the tour is written.
    pub form: Form,
    /// The name of the view, which must not qualify its own handlers.
    pub view: Option<String>,
    /// The handlers that a step can wait for, as `wait_for` names them:
    /// `create_project`, `ProjectForm::save`. With `None` any valid name passes.
    pub handlers: Option<Vec<String>>,
    /// The most steps that a tour can have. A tour with more has that one fault,
    /// and is not checked further.
    pub max_steps: usize,
    /// The most bytes that a tour can take as data, likewise.
    pub max_bytes: usize,
    /// The most faults that are returned; checking stops after them.
    pub max_faults: usize,
}

impl Scope {
    /// A tour in `tutorial!`, whose handlers the compiler knows.
    #[must_use]
    pub fn source() -> Self {
        Self {
            form: Form::Source,
            view: None,
            handlers: None,
            max_steps: usize::MAX,
            max_bytes: usize::MAX,
            max_faults: usize::MAX,
        }
    }

    /// A tour that is made at run time, of at most 200 steps and with at most
    /// 100 faults.
    #[must_use]
    pub fn data() -> Self {
        Self {
            form: Form::Data,
            view: None,
            handlers: None,
            max_steps: MAX_STEPS,
            max_bytes: usize::MAX,
            max_faults: MAX_FAULTS,
        }
    }
}

/// Returns all faults of a tour.
///
/// The faults of the settings come first, then those of each step, then those
/// of the graph of steps. A tour without faults can be run.
#[must_use]
pub fn check(tour: &Tour, scope: &Scope) -> Vec<Fault> {
    if tour.bytes > scope.max_bytes {
        let (bytes, most) = (tour.bytes, scope.max_bytes);
        return vec![Fault::new(
            Rule::TooManyBytes,
            Path::of_tour(),
            format!("this tour takes {bytes} bytes, more than the limit of {most}"),
            "shorten its texts, or split it into several tours",
        )];
    }
    let steps = tour.steps.len();
    if steps > scope.max_steps {
        let most = scope.max_steps;
        return vec![Fault::new(
            Rule::TooManySteps,
            Path::of_tour(),
            format!("this tour has {steps} steps, more than the limit of {most}"),
            "split it into several tours, one for each goal",
        )];
    }
    let mut faults = Faults::new(scope.max_faults);
    let misplaced = settings::check(&tour.settings, scope, &mut faults);
    if tour.steps.is_empty() && faults.is_empty() {
        faults.push(Fault::new(
            Rule::NoSteps,
            Path::of_tour(),
            "this tour has no steps, so it would end as soon as it starts",
            r##"add a step: `step { target: "#id", message: "…", timeout: 4s }`"##,
        ));
    }
    let resolved: Vec<Resolved> = tour
        .steps
        .iter()
        .map(|step| step.resolve(scope.form))
        .collect();
    for (at, (step, resolved)) in tour.steps.iter().zip(&resolved).enumerate() {
        fields::check(at, step, resolved, &misplaced, scope, &mut faults);
        values::check(at, step, resolved, scope, &mut faults);
    }
    graph::check(&tour.steps, &resolved, scope, &mut faults);
    faults.into_vec()
}

/// Returns what a tour can contain, and is yet most likely a mistake: the warnings,
/// up to [`Scope::max_faults`].
///
/// For a tour without faults: of one that [`check`] does not look into, because it
/// is too large, there are none.
///
/// ```
/// use docent_check::tour::{Entry, Scope, Step, Tour, Value, warnings};
///
/// let mut step = Step::default();
/// step.entries.push(Entry::new("target", Value::Text("#new".into())));
/// step.entries.push(Entry::new("message", Value::Text("Create a project.".into())));
/// let mut tour = Tour::default();
/// tour.steps.push(step);
/// assert_eq!(
///     warnings(&tour, &Scope::data())[0].to_string(),
///     "step 1: this step waits for nothing, so it is over before anybody can see it; \
///      write `wait_for: next` for a Next button, or add another `wait_for` or a \
///      `timeout: 4s`; if nobody is to see it, write `wait_for: nothing`",
/// );
/// ```
#[must_use]
pub fn warnings(tour: &Tour, scope: &Scope) -> Vec<Fault> {
    if tour.bytes > scope.max_bytes || tour.steps.len() > scope.max_steps {
        return Vec::new();
    }
    let steps = tour.steps.iter().enumerate();
    steps
        .filter_map(|(at, step)| {
            let resolved = step.resolve(scope.form);
            bare(at, &resolved).or_else(|| without_unit(at, step, &resolved))
        })
        .take(scope.max_faults)
        .collect()
}

fn bare(at: usize, resolved: &Resolved) -> Option<Fault> {
    let is_bare = !resolved.has_unidentified()
        && resolved.get(Field::WaitFor).is_none()
        && resolved.get(Field::Timeout).is_none();
    is_bare.then(|| {
        Fault::new(
            Rule::BareStep,
            Path::of_step(at),
            "this step waits for nothing, so it is over before anybody can see it",
            "write `wait_for: next` for a Next button, or add another `wait_for` or a `timeout: 4s`; if nobody is to see it, write `wait_for: nothing`",
        )
    })
}

/// From how many seconds on a number without a unit was probably meant in milliseconds.
const MANY_SECONDS: u64 = 1_000;

fn without_unit(at: usize, step: &Step, resolved: &Resolved) -> Option<Fault> {
    let entry = resolved.get(Field::Timeout)?;
    let (Value::Written(written) | Value::Text(written)) = &step.entries[entry].value else {
        return None;
    };
    let number: u64 = written.replace('_', "").parse().ok()?;
    (number >= MANY_SECONDS).then(|| {
        Fault::new(
            Rule::TimeoutWithoutUnit,
            Path::of_step(at).at_entry(entry, Field::Timeout.name(), Part::Value),
            format!(
                "a number without a unit is in seconds, and {number} seconds are {} minutes",
                number / 60
            ),
            format!("write `timeout: {written}ms`, or `timeout: {written}s` if that is meant"),
        )
    })
}
