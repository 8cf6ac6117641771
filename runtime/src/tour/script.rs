//! Where a tour keeps its commands as bytes, made at most once per process.

use std::fmt;
use std::sync::OnceLock;

/// The encoded commands of a tour's steps, each made when it is first needed.
///
/// They stand beside the steps and not in them, so that the steps are plain
/// constant data.
pub struct Scripts(OnceLock<Box<[Script]>>);

/// The encoded commands of one step.
#[derive(Default)]
pub(crate) struct Script {
    pub(crate) setup: OnceLock<Setup>,
    pub(crate) on_exit: OnceLock<Box<str>>,
}

/// The `step` operation and `on_enter`, cut where a dynamic message goes in.
pub(crate) struct Setup {
    pub(crate) head: Box<str>,
    /// Empty where the message is static: it is in `head` then, with all that follows.
    pub(crate) tail: Box<str>,
}

impl Scripts {
    /// Nothing is encoded yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(OnceLock::new())
    }

    /// The script of one of `total` steps.
    pub(crate) fn at(&self, step: usize, total: usize) -> &Script {
        let scripts = self
            .0
            .get_or_init(|| (0..total).map(|_| Script::default()).collect());
        &scripts[step]
    }
}

impl Default for Scripts {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Scripts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scripts").finish_non_exhaustive()
    }
}
