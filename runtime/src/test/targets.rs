//! Whether what a tour points at is on the app's pages.
//!
//! Markup and tours are written in different places, and nothing tells the author of one
//! that the other has changed. A test with [`Page::walk`](crate::test::Page::walk), or for
//! pages that docent does not render with [`check_targets`], does.

use std::fmt;

use crate::test::markup::{Markup, TargetState};
use crate::tour::{OnMissing, Tour};

/// What the pages have of the targets of a tour, step by step.
///
/// Its [`Display`](fmt::Display) has a line for each step: what was looked for, what was
/// found, and the selector that may be meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use = "a target that is not found is a fault only when `assert_found` is called"]
pub struct Targets {
    checks: Vec<TargetCheck>,
    /// Why the walk ended before the tour did.
    stopped: Option<String>,
}

/// What a page has of one step's target.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TargetCheck {
    /// The id of the step's tour.
    pub tour: String,
    /// The step's name, if it has one.
    pub name: Option<String>,
    /// Its place in the tour, counted from 0.
    pub index: usize,
    /// How many steps the tour has.
    pub total: usize,
    /// The selector of its target.
    pub target: String,
    /// What was found; `None`: the step was not shown on its page, so nobody has looked.
    pub state: Option<TargetState>,
    /// Whether nobody has looked because the step was shown only
    /// [elsewhere](crate::test::ShownStep::elsewhere) than on its page.
    pub is_elsewhere: bool,
    /// Whether the step can do without: `on_missing: skip` or `on_missing: center`.
    pub is_optional: bool,
}

impl TargetCheck {
    /// Whether the target is not as the step needs it.
    ///
    /// A target that [only a browser](TargetState::Unknown) can look for is no fault, nor is
    /// a missing or hidden one of a step that can do without.
    #[must_use]
    pub fn is_fault(&self) -> bool {
        match &self.state {
            None | Some(TargetState::Several { .. }) => true,
            Some(TargetState::Missing { .. } | TargetState::Hidden { .. }) => !self.is_optional,
            Some(TargetState::Found | TargetState::Unknown { .. }) => false,
        }
    }

    /// How good what was found is, to choose among pages.
    fn rank(&self) -> u8 {
        match &self.state {
            Some(TargetState::Found) => 0,
            Some(TargetState::Unknown { .. }) => 1,
            Some(TargetState::Several { .. }) => 2,
            Some(TargetState::Hidden { .. }) => 3,
            Some(TargetState::Missing { suggestion, .. }) if suggestion.is_some() => 4,
            Some(TargetState::Missing { .. }) => 5,
            None => 6,
        }
    }

    fn is_of(&self, other: &Self) -> bool {
        self.tour == other.tour && self.index == other.index
    }
}

impl Targets {
    /// The steps that were looked at, and those that were not, in the order of the tour.
    #[must_use]
    pub fn checks(&self) -> &[TargetCheck] {
        &self.checks
    }

    /// Whether every step was looked at, and its target is as the step needs it.
    #[must_use]
    pub fn are_found(&self) -> bool {
        self.stopped.is_none() && !self.checks.iter().any(TargetCheck::is_fault)
    }

    /// Fails the test unless every step was looked at, and its target is there once, and
    /// can be seen.
    ///
    /// # Panics
    ///
    /// With a line for each step, if one is at fault.
    #[track_caller]
    pub fn assert_found(&self) {
        assert!(self.are_found(), "{self}");
    }

    /// What this walk and another one have found together: of a tour that branches each
    /// walk sees a part.
    pub fn and(mut self, other: Self) -> Self {
        self.stopped = self.stopped.or(other.stopped);
        for check in other.checks {
            self.note_unseen(check);
        }
        self
    }

    /// Notes what was found when the step was shown. What is wrong at one visit is not made
    /// good by another one.
    pub(crate) fn note(&mut self, check: TargetCheck) {
        match self.checks.iter_mut().find(|known| known.is_of(&check)) {
            Some(known) if known.state.is_none() || check.rank() > known.rank() => *known = check,
            Some(_) => {}
            None => self.checks.push(check),
        }
    }

    /// Notes a step of another walk, or one that was not shown.
    pub(crate) fn note_unseen(&mut self, check: TargetCheck) {
        let known = self.checks.iter().find(|known| known.is_of(&check));
        let is_news = known.is_none_or(|known| check.is_elsewhere && known.state.is_none());
        if check.state.is_some() || is_news {
            self.note(check);
        }
    }

    /// Brings the steps of each tour into their order.
    pub(crate) fn sort(&mut self) {
        let tours: Vec<String> = self.checks.iter().map(|check| check.tour.clone()).collect();
        let first = |check: &TargetCheck| tours.iter().position(|tour| *tour == check.tour);
        self.checks.sort_by_key(|check| (first(check), check.index));
    }

    pub(crate) fn stop(&mut self, why: String) {
        self.stopped.get_or_insert(why);
    }
}

/// Looks for the targets of a tour in pages that docent does not render: in those of a
/// template engine, or in a file. Each target has to be on one of the pages, once, and
/// nothing in that page's markup may hide it.
///
/// For tours of an [`AttachedView`](crate::AttachedView). Pages that change under a step
/// are given as they are then; for a tour whose handlers change the page see
/// [`Page::walk`](crate::test::Page::walk).
///
/// ```
/// use docent::AttachedView;
/// use docent::prelude::*;
/// use docent::test::check_targets;
/// use docent::tour::Tutorial;
///
/// #[derive(Default)]
/// struct Onboarding;
///
/// #[live_view(TutorialMixin, AttachedView)]
/// impl Onboarding {}
///
/// tutorial! {
///     <Onboarding>
///
///     step { target: "#projects", message: "Your projects.", wait_for: next }
///     step { target: "#new-project", message: "Begin one.", wait_for: dom("click") }
/// }
///
/// // #[test]
/// let page = r#"<ul id="projects"></ul><a id="new-projects" href="/new">New</a>"#;
/// let targets = check_targets(Onboarding::tour(), [page]);
/// assert_eq!(
///     targets.to_string(),
///     "1 of 2 targets is not on the page as its step needs it:
/// ok     step 1 of 2: `#projects`
/// FAULT  step 2 of 2: no element matches `#new-project`; did you mean `#new-projects`?"
/// );
/// ```
pub fn check_targets<V>(
    tour: &Tour<V>,
    pages: impl IntoIterator<Item = impl AsRef<str>>,
) -> Targets {
    let pages = pages.into_iter().map(|html| {
        let mut page = Markup::new();
        page.replace(html.as_ref());
        page
    });
    let pages: Vec<_> = pages.collect();
    let mut targets = Targets::default();
    for index in 0..tour.steps.len() {
        let found = pages.iter().map(|page| TargetCheck {
            state: Some(page.target(tour.steps[index].target, &[])),
            ..unseen(tour, index)
        });
        let best = found.min_by_key(TargetCheck::rank);
        targets.note(best.unwrap_or_else(|| unseen(tour, index)));
    }
    targets
}

/// The step before anybody has looked for its target.
pub(crate) fn unseen<V>(tour: &Tour<V>, index: usize) -> TargetCheck {
    let step = &tour.steps[index];
    TargetCheck {
        tour: tour.id.to_owned(),
        name: step.name.map(str::to_owned),
        index,
        total: tour.steps.len(),
        target: step.target.to_owned(),
        state: None,
        is_elsewhere: false,
        is_optional: matches!(step.on_missing, OnMissing::Skip | OnMissing::Center),
    }
}

impl fmt::Display for Targets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total = self.checks.len();
        match self.checks.iter().filter(|check| check.is_fault()).count() {
            0 => write!(f, "the targets of {total} steps are on the page")?,
            1 => write!(
                f,
                "1 of {total} targets is not on the page as its step needs it"
            )?,
            more => write!(
                f,
                "{more} of {total} targets are not on the page as their steps need them"
            )?,
        }
        if let Some(why) = &self.stopped {
            write!(f, "; the walk ended early: {why}")?;
        }
        f.write_str(":")?;
        let mut tours = self.checks.iter().map(|check| &check.tour);
        let first = tours.next();
        let are_several = tours.any(|tour| Some(tour) != first);
        for check in &self.checks {
            let mark = if check.is_fault() { "FAULT" } else { "ok   " };
            write!(f, "\n{mark}  ")?;
            if are_several {
                write!(f, "tour `{}`, ", check.tour)?;
            }
            write!(f, "{check}")?;
        }
        Ok(())
    }
}

/// One line of the report.
impl fmt::Display for TargetCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, target, .. } = self;
        write!(f, "step {} of {}", self.index + 1, self.total)?;
        if let Some(name) = name {
            write!(f, " `{name}`")?;
        }
        f.write_str(": ")?;
        match &self.state {
            None if self.is_elsewhere => {
                f.write_str("the step is shown on another page, so nobody has looked for ")?;
                match &**target {
                    // A page is not sent it where the step is not shown.
                    "" => f.write_str("its target")?,
                    target => write!(f, "`{target}`")?,
                }
                f.write_str("; go there in the walk with `visit`")
            }
            None => write!(
                f,
                "the step was not shown, so nobody has looked for `{target}`; \
                 do in the walk what leads to it"
            ),
            Some(TargetState::Found) => write!(f, "`{target}`"),
            Some(TargetState::Missing {
                suggestion,
                is_in_template,
            }) => {
                write!(f, "no element matches `{target}`")?;
                if self.is_optional {
                    f.write_str(", which the step allows")?;
                } else if *is_in_template {
                    f.write_str("; one in a `<template>` does, which is never shown")?;
                } else if let Some(suggestion) = suggestion {
                    write!(f, "; did you mean `{suggestion}`?")?;
                }
                Ok(())
            }
            Some(TargetState::Hidden { element, by, why }) => {
                write!(f, "`{target}` cannot be seen: ")?;
                if element == by {
                    write!(f, "{element} {why}")
                } else {
                    write!(f, "{element} is in {by}, which {why}")
                }
            }
            Some(TargetState::Several { elements }) => {
                write!(
                    f,
                    "{} elements match `{target}`, and the page takes the first: {}",
                    elements.len(),
                    elements.join(", ")
                )
            }
            Some(TargetState::Unknown { why }) => {
                write!(f, "`{target}` is not looked for: {why}")
            }
        }
    }
}
