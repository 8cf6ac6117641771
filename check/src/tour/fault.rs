//! What is wrong with a tour, and where.

use std::fmt;
use std::ops::Range;

/// One mistake in a tour, or what is most likely one: a warning.
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

/// The faults that were found, up to a limit.
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

    /// Adds a fault; beyond the limit it is dropped.
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
    /// A step has no field of that name.
    UnknownField,
    /// A field is given twice.
    DuplicateField,
    /// A step lacks `target` or `message`.
    MissingField,
    /// A tour has no setting of that name.
    UnknownSetting,
    /// A setting is given twice.
    DuplicateSetting,
    /// A field of a step is written among the settings.
    MisplacedField,
    /// A field or setting has no value.
    NoValue,
    /// A value has the wrong type, such as a number for a string.
    WrongType,
    /// Browsers reject the selector.
    Selector,
    /// A `position` that does not exist.
    UnknownPosition,
    /// An `on_missing` policy that does not exist.
    UnknownOnMissing,
    /// An `autostart` policy that does not exist.
    UnknownAutostart,
    /// An `elsewhere` that does not exist.
    UnknownElsewhere,
    /// A `page` that is no pattern of a path.
    PagePattern,
    /// A `href` that is no path of this site.
    Href,
    /// `href` or `elsewhere` without `page`.
    WithoutPage,
    /// A `page` with parameters without a `href`, to which a link is to lead.
    MissingHref,
    /// A `timeout` that is not a duration.
    NotADuration,
    /// A `timeout` with an unknown unit.
    UnknownUnit,
    /// A negative `timeout`.
    NegativeTimeout,
    /// A `timeout` of zero.
    ZeroTimeout,
    /// A `timeout` of more than 500 years.
    EndlessTimeout,
    /// A `highlight_class` that is not a class name.
    ClassName,
    /// An empty `narrate_event`.
    EventName,
    /// A `wait_for` that is not a valid name of a handler.
    HandlerName,
    /// A `wait_for` that names no handler of the scope.
    UnknownHandler,
    /// `when` without `wait_for`.
    WhenWithoutWaitFor,
    /// An empty `id`.
    EmptyId,
    /// A `version` that is not an integer from 1.
    Version,
    /// A step whose name is not an identifier.
    StepName,
    /// A step named `end`.
    ReservedName,
    /// Two steps of one name.
    DuplicateName,
    /// `next` without branches.
    NoBranches,
    /// A branch to a step that does not exist.
    UnknownStep,
    /// A branch after one that is always taken.
    UnreachableBranch,
    /// A step that no step leads to.
    UnreachableStep,
    /// A loop in which no step waits.
    InfiniteLoop,
    /// A tour without steps.
    NoSteps,
    /// A tour with more steps than the scope allows.
    TooManySteps,
    /// A tour that takes more bytes than the scope allows.
    TooManyBytes,
    /// A `timeout` in a step that waits for `nothing`.
    TimeoutWithNothing,
    /// A `when` at what has no parameters, or beside `any`.
    MisplacedWhen,
    /// A call in `wait_for` that does not exist.
    UnknownWait,
    /// A wait with too few or too many arguments.
    WaitArguments,
    /// A name that no DOM event has.
    DomEvent,
    /// An `any` without alternatives.
    EmptyAny,
    /// An `any` in an `any`.
    NestedAny,
    /// `nothing` in an `any`.
    NothingInAny,
    /// The same alternative twice in an `any`.
    DuplicateAlternative,
    /// A step without `wait_for` and `timeout`. This is a warning.
    BareStep,
    /// A `timeout` of thousands of seconds that names no unit. This is a warning.
    TimeoutWithoutUnit,
}

/// A position in a tour.
///
/// Indices start at 0. As text they start at 1: ``step 2, field `target` ``.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    step: Option<usize>,
    entry: Option<(usize, String)>,
    part: Part,
    branch: Option<usize>,
    alternative: Option<usize>,
    argument: Option<usize>,
    bytes: Option<Range<usize>>,
}

/// A part of the step, field or setting that a [`Path`] leads to.
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
            alternative: None,
            argument: None,
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

    pub(super) fn at_alternative(mut self, alternative: usize) -> Self {
        self.alternative = Some(alternative);
        self
    }

    pub(super) fn at_argument(mut self, argument: usize) -> Self {
        self.argument = Some(argument);
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

    /// The part of the entry, or else of the step.
    #[must_use]
    pub fn part(&self) -> Part {
        self.part
    }

    /// The index among the branches of `next`.
    #[must_use]
    pub fn branch(&self) -> Option<usize> {
        self.branch
    }

    /// The index among the alternatives of an `any`.
    #[must_use]
    pub fn alternative(&self) -> Option<usize> {
        self.alternative
    }

    /// The index among the arguments of a wait, such as `present("#menu")`.
    #[must_use]
    pub fn argument(&self) -> Option<usize> {
        self.argument
    }

    /// The bytes of the value, if the rule knows them.
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
        for (kind, at) in [
            ("branch", self.branch),
            ("alternative", self.alternative),
            ("argument", self.argument),
        ] {
            if let Some(at) = at {
                write!(f, ", {kind} {}", at + 1)?;
            }
        }
        Ok(())
    }
}
