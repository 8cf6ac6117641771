//! What is logged once about a server's settings, and about what its views render.

use std::any::TypeId;
use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::panics::lock;

/// What has been logged.
#[derive(Debug, Default)]
pub(crate) struct Notices {
    pub(crate) missing_assets: Notice,
    pub(crate) missing_secret: Notice,
    pub(crate) missing_store: Notice,
    /// The mistakes of each kind in the markup of each type of view.
    mistakes: Mutex<HashMap<(TypeId, u8), Vec<String>>>,
}

impl Notices {
    /// Whether a mistake is to be logged: the first time, and while there is room.
    pub(crate) fn report(&self, about: (TypeId, u8), mistake: &str, room: usize) -> Reported {
        let mut mistakes = lock(&self.mistakes);
        let known = mistakes.entry(about).or_default();
        if known.len() == room || known.iter().any(|known| known == mistake) {
            return Reported::Before;
        }
        known.push(mistake.to_owned());
        if known.len() == room {
            Reported::Last
        } else {
            Reported::First
        }
    }
}

/// Whether a mistake has been logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reported {
    Before,
    First,
    /// As the last of its kind.
    Last,
}

/// A line that is logged once.
#[derive(Debug, Default)]
pub(crate) struct Notice(AtomicBool);

impl Notice {
    /// Whether it is to be logged: the first time.
    pub(crate) fn is_first(&self) -> bool {
        !self.0.swap(true, Ordering::Relaxed)
    }
}
