//! The names of tours and steps, as events carry them.

// Written out twice and not by a macro: these are part of the public API, and its
// listing is read from the source.

use std::fmt;

use smol_str::SmolStr;

/// The id of a tour in a [`TourEvent`](crate::tour::TourEvent): cheap to clone, also
/// where the tour was made at run time.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TourId(SmolStr);

impl TourId {
    pub(crate) const fn new_static(name: &'static str) -> Self {
        Self(SmolStr::new_static(name))
    }

    pub(crate) fn new(name: &str) -> Self {
        Self(SmolStr::new(name))
    }

    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for TourId {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq<str> for TourId {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for TourId {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl fmt::Display for TourId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for TourId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

/// The name of a step in a [`TourEvent`](crate::tour::TourEvent): cheap to clone, also
/// where the tour was made at run time.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StepName(SmolStr);

impl StepName {
    pub(crate) const fn new_static(name: &'static str) -> Self {
        Self(SmolStr::new_static(name))
    }

    pub(crate) fn new(name: &str) -> Self {
        Self(SmolStr::new(name))
    }

    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for StepName {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq<str> for StepName {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for StepName {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl fmt::Display for StepName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for StepName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}
