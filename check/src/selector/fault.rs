//! What is wrong with a selector, in words.

use std::fmt;
use std::ops::Range;

/// The first fault of a selector.
///
/// As text it is one sentence: the [problem](Fault::problem), a semicolon and
/// the [remedy](Fault::remedy).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    at: Range<usize>,
    problem: String,
    remedy: String,
    exception: Option<Exception>,
    foreign: bool,
}

/// Why a selector is rejected that a browser may accept.
///
/// The [module's page](crate::selector#stricter-than-a-browser) has an example of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Exception {
    /// It selects a pseudo-element, which `querySelector` never finds.
    PseudoElement,
    /// It ends while a bracket, a quote, a comment or an escape is open.
    Unclosed,
    /// The fault is in an argument of `:is()` or `:where()`, which browsers drop if
    /// it is invalid.
    Forgiven,
    /// A name contains a character that looks like a space.
    InvisibleSpace,
    /// A pseudo-class is internal to Chromium.
    Internal,
    /// Pseudo-classes are nested more than 32 deep.
    Depth,
}

impl Fault {
    pub(super) fn new(
        at: Range<usize>,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            at,
            problem: problem.into(),
            remedy: remedy.into(),
            exception: None,
            foreign: false,
        }
    }

    /// Sets the exception, unless there is one already.
    pub(super) fn because(mut self, exception: Exception) -> Self {
        self.exception.get_or_insert(exception);
        self
    }

    /// Marks a pseudo-class that another browser may know.
    pub(super) fn of_another_browser(mut self) -> Self {
        self.foreign = true;
        self
    }

    pub(super) fn is_of_another_browser(&self) -> bool {
        self.foreign
    }

    /// The same fault in a string that begins `by` bytes earlier.
    pub(super) fn moved(mut self, by: usize) -> Self {
        self.at = self.at.start + by..self.at.end + by;
        self
    }

    /// The bytes of the selector that are at fault: not empty and on character
    /// boundaries, except that an empty selector has `0..0`.
    #[must_use]
    pub fn at(&self) -> Range<usize> {
        self.at.clone()
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

    /// The exception by which the selector is rejected, if a browser may accept it.
    #[must_use]
    pub fn exception(&self) -> Option<Exception> {
        self.exception
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problem)?;
        f.write_str("; ")?;
        f.write_str(&self.remedy)
    }
}

impl std::error::Error for Fault {}

/// A piece of a selector in backquotes, shortened to 60 characters.
pub(super) fn quoted(piece: &str) -> String {
    const GLANCE: usize = 60;
    let mut shown = String::from("`");
    for (index, character) in piece.chars().enumerate() {
        if index == GLANCE {
            shown.push('…');
            break;
        }
        if character.is_control() || is_invisible_space(character) {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    shown.push('`');
    shown
}

/// Whether `character` looks like a space or nothing, but is part of a name to CSS
/// (CSS Syntax 3 §4.2, “non-ASCII code point”).
pub(super) fn is_invisible_space(character: char) -> bool {
    !character.is_ascii()
        && (character.is_whitespace() || matches!(character, '\u{200b}' | '\u{feff}'))
}
