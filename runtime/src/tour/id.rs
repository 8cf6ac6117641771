//! The names of tours and steps, as events carry them.

use std::fmt;

use smol_str::SmolStr;

/// Defines a name that is cheap to clone.
macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(SmolStr);

        impl $name {
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

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(self.as_str(), f)
            }
        }
    };
}

name! {
    /// The id of a tour in a [`TourEvent`](crate::tour::TourEvent): cheap to clone, also
    /// where the tour was made at run time.
    TourId
}

name! {
    /// The name of a step in a [`TourEvent`](crate::tour::TourEvent): cheap to clone, also
    /// where the tour was made at run time.
    StepName
}
