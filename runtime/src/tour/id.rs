//! The name of a tour, as events carry it.

use std::fmt;

use smol_str::SmolStr;

/// The id of a tour in a [`TourEvent`](crate::tour::TourEvent): cheap to clone, also
/// where the tour was made at run time.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TourId(SmolStr);

impl TourId {
    pub(crate) const fn new_static(id: &'static str) -> Self {
        Self(SmolStr::new_static(id))
    }

    pub(crate) fn new(id: &str) -> Self {
        Self(SmolStr::new(id))
    }

    /// The id as text.
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
