//! What is logged once about a server's settings.

use std::sync::atomic::{AtomicBool, Ordering};

/// What has been logged.
#[derive(Debug, Default)]
pub(crate) struct Notices {
    pub(crate) missing_assets: Notice,
    pub(crate) missing_secret: Notice,
    pub(crate) missing_store: Notice,
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
