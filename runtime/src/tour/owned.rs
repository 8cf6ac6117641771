//! Tours that are made at run time.
//!
//! They are plain data without conditions or code of the app, so one
//! definition serves every session. A session bounds how many of them it keeps
//! alive.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::definition::Position;
use super::id::TourId;
use super::machine::{Next, OnMissing, StepGraph};
use super::page::Elsewhere;
use super::script::Scripts;
use super::wait::Wait;

/// A tour of the view `V` that was made at run time and checked against it.
///
/// [`Draft::check`](crate::draft::Draft::check) makes it, and
/// [`Guide::run`](crate::Guide::run) runs it. A clone is the
/// same tour; its memory is freed with the last clone, run and event of it.
pub struct OwnedTour<V: 'static> {
    tour: Arc<OwnedSteps>,
    view: PhantomData<fn(&V)>,
}

/// The data of an [`OwnedTour`].
pub(crate) struct OwnedSteps {
    pub(crate) id: TourId,
    pub(crate) version: u32,
    pub(crate) steps: Box<[OwnedStep]>,
    pub(crate) scripts: Scripts,
}

/// A step of an [`OwnedTour`].
pub(crate) struct OwnedStep {
    pub(crate) name: Option<Box<str>>,
    pub(crate) target: Box<str>,
    pub(crate) message: Box<str>,
    /// `None`: the one that the bubble in the page has.
    pub(crate) position: Option<Position>,
    pub(crate) waits: Box<[Wait]>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) on_missing: OnMissing,
    pub(crate) page: Option<Box<str>>,
    pub(crate) href: Option<Box<str>>,
    pub(crate) elsewhere: Elsewhere,
    /// The step that follows; past the last one is the end.
    pub(crate) next: usize,
    pub(crate) highlight_class: Box<str>,
    pub(crate) narrate_event: Box<str>,
}

impl<V> OwnedTour<V> {
    /// The steps have been checked: each `next` is a step or the end.
    pub(crate) fn new(id: &str, version: u32, steps: Vec<OwnedStep>) -> Self {
        Self {
            tour: Arc::new(OwnedSteps {
                id: TourId::new(id),
                version,
                steps: steps.into(),
                scripts: Scripts::new(),
            }),
            view: PhantomData,
        }
    }

    /// The tour's id.
    #[must_use]
    pub fn id(&self) -> &TourId {
        &self.tour.id
    }

    /// The tour's version.
    #[must_use]
    pub fn version(&self) -> u32 {
        self.tour.version
    }

    /// How many steps it has.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "a tour has at least one step")]
    pub fn len(&self) -> usize {
        self.tour.steps.len()
    }

    /// A handle with which a test sees whether the tour was freed.
    #[cfg(test)]
    pub(crate) fn downgrade(&self) -> std::sync::Weak<OwnedSteps> {
        Arc::downgrade(&self.tour)
    }
}

impl<V> Clone for OwnedTour<V> {
    fn clone(&self) -> Self {
        Self {
            tour: Arc::clone(&self.tour),
            view: PhantomData,
        }
    }
}

impl<V> fmt::Debug for OwnedTour<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OwnedTour")
            .field("id", self.id())
            .field("version", &self.version())
            .field("steps", &self.len())
            .finish_non_exhaustive()
    }
}

impl StepGraph for OwnedSteps {
    fn len(&self) -> usize {
        self.steps.len()
    }

    fn waits(&self, step: usize) -> bool {
        let step = &self.steps[step];
        !step.waits.is_empty() || step.timeout.is_some()
    }

    fn is_made(&self, _: usize) -> bool {
        false
    }

    fn may_be_satisfied(&self, _: usize) -> bool {
        false
    }

    fn next(&self, step: usize) -> Next {
        Next::To(Some(self.steps[step].next))
    }

    fn on_missing(&self, step: usize) -> OnMissing {
        self.steps[step].on_missing
    }
}

/// How many made tours may be alive in a session: their runs, those that are
/// about to begin, and those whose events the app has not all received.
pub(crate) const MAX_ALIVE: usize = 8;

/// Counts the made tours that are alive in a session.
///
/// Most sessions never run one, so the counter is made by the first.
#[derive(Debug, Default)]
pub(crate) struct OwnedRuns(Option<Arc<AtomicUsize>>);

impl OwnedRuns {
    /// One more run of `tour`; `None` if [`MAX_ALIVE`] are alive.
    pub(crate) fn admit<V>(&mut self, tour: &OwnedTour<V>) -> Option<Arc<OwnedRun>> {
        let alive = self.0.get_or_insert_default();
        alive
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |alive| {
                (alive < MAX_ALIVE).then_some(alive + 1)
            })
            .ok()?;
        Some(Arc::new(OwnedRun {
            tour: Arc::clone(&tour.tour),
            alive: Arc::clone(alive),
        }))
    }
}

/// One run of a made tour. It counts as alive until the last clone is dropped.
pub(crate) struct OwnedRun {
    tour: Arc<OwnedSteps>,
    alive: Arc<AtomicUsize>,
}

impl OwnedRun {
    pub(crate) fn tour(&self) -> &OwnedSteps {
        &self.tour
    }
}

impl Drop for OwnedRun {
    fn drop(&mut self) {
        self.alive.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_keeps_at_most_eight_made_tours_alive() {
        let mut runs = OwnedRuns::default();
        let tour = OwnedTour::<()>::new("tour", 1, Vec::new());
        let mut alive: Vec<_> = (0..MAX_ALIVE).map(|_| runs.admit(&tour)).collect();
        assert!(alive.iter().all(Option::is_some));
        assert!(runs.admit(&tour).is_none());
        let other = alive[0].clone();
        alive.remove(0);
        assert!(runs.admit(&tour).is_none(), "a clone keeps it alive");
        drop(other);
        assert!(runs.admit(&tour).is_some());
    }
}
