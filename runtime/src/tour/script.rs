//! What a tour computes from its steps at most once per process: their commands
//! as bytes, and the marks by which a stored step is found.

use std::sync::OnceLock;

use super::marks::Marks;

/// The encoded commands of a tour's steps, each made when it is first needed.
///
/// They are kept beside the steps and not in them, so that the steps are plain
/// constant data.
pub(crate) struct Scripts {
    scripts: OnceLock<Box<[Script]>>,
    marks: OnceLock<Marks>,
}

/// The encoded commands of one step.
#[derive(Default)]
pub(crate) struct Script {
    /// Without a step to go back to, and with one.
    setups: [OnceLock<Setup>; 2],
    pub(crate) on_exit: OnceLock<Box<str>>,
}

impl Script {
    /// What shows the step, with a step to go back to or without.
    pub(crate) fn setup(&self, has_back: bool) -> &OnceLock<Setup> {
        &self.setups[usize::from(has_back)]
    }
}

/// The `step` operation and `on_enter`, cut where a dynamic message goes in.
pub(crate) struct Setup {
    pub(crate) head: Box<str>,
    /// Empty where the message is static: it is in `head` then, with all that follows.
    pub(crate) tail: Box<str>,
}

impl Scripts {
    /// Nothing is encoded yet.
    pub(crate) const fn new() -> Self {
        Self {
            scripts: OnceLock::new(),
            marks: OnceLock::new(),
        }
    }

    /// The marks of the steps, made by `make` when they are first needed.
    pub(crate) fn marks(&self, make: impl FnOnce() -> Marks) -> &Marks {
        self.marks.get_or_init(make)
    }

    /// The script of one of `total` steps.
    pub(crate) fn at(&self, step: usize, total: usize) -> &Script {
        let scripts = self
            .scripts
            .get_or_init(|| (0..total).map(|_| Script::default()).collect());
        &scripts[step]
    }
}
