//! How the steps of a tour are recognised after it was edited.

use std::borrow::Cow;
use std::sync::Arc;

/// How a step is recognised after its tour was edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StepMark {
    pub(crate) name: Option<Cow<'static, str>>,
    /// A hash of the step's target and of what it waits for.
    pub(crate) fingerprint: u64,
}

/// How long the encodings of a step's name and of all marks may be, so that
/// the whole stays below [`Progress::MAX_BYTES`](crate::store::Progress::MAX_BYTES).
pub(crate) const MAX_MARKS: usize = 63 * 1024;

/// The marks of a tour's steps.
pub(crate) struct Marks {
    all: Arc<[StepMark]>,
    /// Whether they fit into a stored value.
    fit: bool,
}

impl Marks {
    pub(crate) fn new(all: Arc<[StepMark]>) -> Self {
        let size = |mark: &StepMark| 1 + 8 + mark.name.as_deref().map_or(0, |name| 4 + name.len());
        let fit = all.iter().map(size).sum::<usize>() <= MAX_MARKS;
        Self { all, fit }
    }

    pub(crate) fn all(&self) -> &[StepMark] {
        &self.all
    }

    /// What is stored of them; `None` if they are too long.
    pub(crate) fn stored(&self) -> Option<&Arc<[StepMark]>> {
        self.fit.then_some(&self.all)
    }
}
