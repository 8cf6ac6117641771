//! What is wrong with a tour, and where.

use std::fmt;
use std::ops::Range;

/// One mistake in a tour.
///
/// As text it is one sentence: the [path](Fault::path), a colon, the
/// [problem](Fault::problem), a semicolon and the [remedy](Fault::remedy).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    rule: Rule,
    path: Path,
    problem: String,
    remedy: String,
}

impl Fault {
    pub(super) fn new(
        rule: Rule,
        path: Path,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            rule,
            path,
            problem: problem.into(),
            remedy: remedy.into(),
        }
    }

    /// Which rule the tour breaks.
    #[must_use]
    pub fn rule(&self) -> Rule {
        self.rule
    }

    /// Where it does.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What is wrong and why: prose without a capital and a full stop.
    #[must_use]
    pub fn problem(&self) -> &str {
        &self.problem
    }

    /// What to write instead: prose without a capital and a full stop.
    #[must_use]
    pub fn remedy(&self) -> &str {
        &self.remedy
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path != Path::of_tour() {
            write!(f, "{}: ", self.path)?;
        }
        write!(f, "{}; {}", self.problem, self.remedy)
    }
}

impl std::error::Error for Fault {}

/// The faults that were found, up to a number.
pub(super) struct Faults {
    found: Vec<Fault>,
    most: usize,
}

impl Faults {
    pub(super) fn new(most: usize) -> Self {
        Self {
            found: Vec::new(),
            most,
        }
    }

    /// Beyond the number it is dropped.
    pub(super) fn push(&mut self, fault: Fault) {
        if !self.is_full() {
            self.found.push(fault);
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.found.len() >= self.most
    }

    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    pub(super) fn into_vec(self) -> Vec<Fault> {
        self.found
    }
}

/// A rule of tours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// A field has a name that a step's fields do not have.
    UnknownField,
    /// A step has the same field twice.
    DuplicateField,
    /// A step lacks `target` or `message`.
    MissingField,
    /// A setting has a name that a tour's settings do not have.
    UnknownSetting,
    /// A tour has the same setting twice.
    DuplicateSetting,
    /// A field of a step is written where the settings are.
    MisplacedField,
    /// A field or setting has no value.
    NoValue,
    /// A value is of another kind than its field, such as a number for a string.
    WrongType,
    /// A selector that browsers refuse.
    Selector,
    /// A word for `position` that is no side.
    UnknownPosition,
    /// A word for `on_missing` that is no policy.
    UnknownOnMissing,
    /// A word for `autostart` that is none of its choices.
    UnknownAutostart,
    /// A `timeout` that is not a length of time.
    NotADuration,
    /// A `timeout` in a unit that there is not.
    UnknownUnit,
    /// A `timeout` below zero.
    NegativeTimeout,
    /// A `timeout` of no length.
    ZeroTimeout,
    /// A `timeout` of more than five hundred years.
    EndlessTimeout,
    /// A `highlight_class` that is no class.
    ClassName,
    /// A `narrate_event` that is no event.
    EventName,
    /// A `wait_for` that no handler can be called.
    HandlerName,
    /// A `wait_for` that no handler of the scope is called.
    UnknownHandler,
    /// `when` without `wait_for`.
    WhenWithoutWaitFor,
    /// An `id` that tells nothing apart.
    EmptyId,
    /// A `version` that is no number from 1 on.
    Version,
    /// A step whose name cannot be written.
    StepName,
    /// A step that is called `end`.
    ReservedName,
    /// Two steps of one name.
    DuplicateName,
    /// `next` with an empty list.
    NoBranches,
    /// A branch to a step that there is not.
    UnknownStep,
    /// A branch behind one that is always taken.
    UnreachableBranch,
    /// A step that no other leads to.
    UnreachableStep,
    /// Steps that lead back to themselves and of which none waits.
    InfiniteLoop,
    /// A tour without a step.
    NoSteps,
    /// A tour with more steps than the scope allows.
    TooManySteps,
}

/// Where in a tour something is. Everything is counted from 0 here; as text,
/// from 1, for people: ``step 2, field `target` ``.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    step: Option<usize>,
    entry: Option<(usize, String)>,
    part: Part,
    branch: Option<usize>,
    bytes: Option<Range<usize>>,
}

/// Which part of what a [`Path`] leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Part {
    /// All of it.
    Whole,
    /// Its name.
    Name,
    /// Its value.
    Value,
}

impl Path {
    pub(super) const fn of_tour() -> Self {
        Self {
            step: None,
            entry: None,
            part: Part::Whole,
            branch: None,
            bytes: None,
        }
    }

    pub(super) const fn of_step(step: usize) -> Self {
        let mut path = Self::of_tour();
        path.step = Some(step);
        path
    }

    /// The entry with that index, of this step or of the tour.
    pub(super) fn at_entry(mut self, at: usize, name: &str, part: Part) -> Self {
        self.entry = Some((at, name.to_owned()));
        self.part = part;
        self
    }

    pub(super) fn at_part(mut self, part: Part) -> Self {
        self.part = part;
        self
    }

    pub(super) fn at_branch(mut self, branch: usize) -> Self {
        self.branch = Some(branch);
        self
    }

    pub(super) fn at_bytes(mut self, bytes: Range<usize>) -> Self {
        self.bytes = Some(bytes);
        self
    }

    /// The index of the step; `None` is the tour itself.
    #[must_use]
    pub fn step(&self) -> Option<usize> {
        self.step
    }

    /// The index among the entries of the step, or among the settings.
    #[must_use]
    pub fn entry(&self) -> Option<usize> {
        self.entry.as_ref().map(|(at, _)| *at)
    }

    /// The name of that field or setting, as it is written.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.entry.as_ref().map(|(_, name)| name.as_str())
    }

    /// Which part of the entry, or else of the step, is meant.
    #[must_use]
    pub fn part(&self) -> Part {
        self.part
    }

    /// The index among the branches of `next`.
    #[must_use]
    pub fn branch(&self) -> Option<usize> {
        self.branch
    }

    /// The bytes of the string that are meant, where the rule knows them.
    #[must_use]
    pub fn bytes(&self) -> Option<Range<usize>> {
        self.bytes.clone()
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.step, &self.entry) {
            (None, None) => f.write_str("the tour")?,
            (None, Some((_, name))) => write!(f, "setting `{name}`")?,
            (Some(step), None) => write!(f, "step {}", step + 1)?,
            (Some(step), Some((_, name))) => write!(f, "step {}, field `{name}`", step + 1)?,
        }
        match self.branch {
            Some(branch) => write!(f, ", branch {}", branch + 1),
            None => Ok(()),
        }
    }
}
