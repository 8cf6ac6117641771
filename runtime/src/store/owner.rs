//! Whose progress it is.

use std::fmt;
use std::sync::Arc;

use crate::visitor::Visitor;

/// Whose progress in a tour is stored.
#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ProgressOwner {
    /// A visitor of this browser.
    Visitor(Visitor),
    /// A user of the app, by the app's own id, on all their devices.
    User(Arc<str>),
}

impl ProgressOwner {
    /// The user of that id.
    pub fn user(id: impl Into<Arc<str>>) -> Self {
        Self::User(id.into())
    }

    /// A stable key for stores: `visitor:` or `user:`, and the id. No two owners
    /// have the same.
    ///
    /// # Security
    ///
    /// Whoever knows a visitor's id is that visitor, and an app's user ids may be
    /// personal data. A store should keep a hash of this.
    #[must_use]
    pub fn to_key(&self) -> String {
        match self {
            Self::Visitor(visitor) => format!("visitor:{}", visitor.id()),
            Self::User(id) => format!("user:{id}"),
        }
    }
}

impl From<Visitor> for ProgressOwner {
    fn from(visitor: Visitor) -> Self {
        Self::Visitor(visitor)
    }
}

impl From<&Visitor> for ProgressOwner {
    fn from(visitor: &Visitor) -> Self {
        Self::Visitor(visitor.clone())
    }
}

impl fmt::Debug for ProgressOwner {
    /// Of a user nothing: the id may be personal data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Visitor(visitor) => fmt::Debug::fmt(visitor, f),
            Self::User(_) => f.write_str("User(…)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_owners_key_is_stable_and_its_debug_text_is_no_key() {
        let id = "0123456789abcdef0123456789abcdef";
        let visitor = ProgressOwner::from(Visitor::from_id(id).expect("an id"));
        let user = ProgressOwner::user(id);
        assert_eq!(visitor.to_key(), format!("visitor:{id}"));
        assert_eq!(user.to_key(), format!("user:{id}"));
        assert_ne!(visitor, user);
        let text = format!("{visitor:?} {user:?}");
        assert_eq!(text, "Visitor(01234567…) User(…)");
    }
}
