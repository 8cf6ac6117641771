//! The tour of a run, regardless of where its steps are kept.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use super::definition::{Autostart, Step, Tour};
use super::id::{StepName, TourId};
use super::machine::{Next, OnMissing, StepGraph};
use super::owned::OwnedRun;
use super::progress::{Progress, ProgressStatus};
use super::resume::Resumed;
use super::wait::Wait;

/// The tour of a run: a whole one, or the single step that a flow runs.
pub(crate) enum TourRef<V: 'static> {
    /// A tour from the app's source.
    Static(&'static Tour<V>),
    /// A single step from the app's source.
    Step(Arc<Tour<V>>),
    /// A tour that was made at run time.
    Owned(Arc<OwnedRun>),
}

/// Calls the same on either kind of steps.
macro_rules! either {
    ($of:expr, $tour:ident => $do:expr) => {
        match $of {
            TourRef::Static($tour) => $do,
            TourRef::Step($tour) => $do,
            TourRef::Owned(run) => {
                let $tour = run.tour();
                $do
            }
        }
    };
}

impl<V> TourRef<V> {
    /// A tour of that one step.
    pub(crate) fn step(step: &'static Step<V>) -> Self {
        let id = step.name.unwrap_or(step.target);
        Self::Step(Arc::new(Tour::new(id, std::slice::from_ref(step))))
    }

    /// The steps that are from the app's source, if they are.
    fn written(&self) -> Option<&Tour<V>> {
        match self {
            Self::Static(tour) => Some(tour),
            Self::Step(tour) => Some(tour),
            Self::Owned(_) => None,
        }
    }

    pub(crate) fn id(&self) -> &str {
        match self {
            Self::Static(tour) => tour.id,
            Self::Step(tour) => tour.id,
            Self::Owned(run) => run.tour().id.as_str(),
        }
    }

    /// The id as an owned value; allocates nothing.
    pub(crate) fn tour_id(&self) -> TourId {
        match self {
            Self::Static(tour) => TourId::new_static(tour.id),
            Self::Step(tour) => TourId::new_static(tour.id),
            Self::Owned(run) => run.tour().id.clone(),
        }
    }

    /// The id as a key of the store.
    pub(crate) fn key(&self) -> Cow<'static, str> {
        match self {
            Self::Static(tour) => Cow::Borrowed(tour.id),
            Self::Step(tour) => Cow::Borrowed(tour.id),
            Self::Owned(run) => Cow::Owned(run.tour().id.as_str().to_owned()),
        }
    }

    /// What metrics call it: one word for all tours that are made at run time,
    /// whose ids have no bound.
    pub(crate) fn label(&self) -> &'static str {
        match self {
            Self::Static(tour) => tour.id,
            Self::Step(tour) => tour.id,
            Self::Owned(_) => "made",
        }
    }

    pub(crate) fn autostart(&self) -> Autostart {
        match self {
            Self::Static(tour) => tour.autostart,
            Self::Step(_) | Self::Owned(_) => Autostart::Never,
        }
    }

    /// What keeps a made tour counted among those that are alive.
    pub(crate) fn owned(&self) -> Option<Arc<OwnedRun>> {
        match self {
            Self::Static(_) | Self::Step(_) => None,
            Self::Owned(run) => Some(Arc::clone(run)),
        }
    }

    /// The encoded commands that put step `at` on the page. See [`Tour::setup`].
    ///
    /// Those of a static tour are shared by all visitors; the others' end with
    /// their runs, so these are copied.
    pub(crate) fn setup(&self, at: usize, made: Option<&str>, has_back: bool) -> Cow<'static, str> {
        match self {
            Self::Static(tour) => tour.setup(at, made, has_back),
            Self::Step(tour) => Cow::Owned(tour.setup(at, made, has_back).into_owned()),
            Self::Owned(run) => Cow::Owned(run.tour().setup(at, has_back).to_owned()),
        }
    }

    /// The encoded commands of step `at`'s `on_exit`.
    pub(crate) fn on_exit(&self, at: usize) -> Cow<'static, str> {
        match self {
            Self::Static(tour) => Cow::Borrowed(tour.on_exit(at)),
            Self::Step(tour) => Cow::Owned(tour.on_exit(at).to_owned()),
            Self::Owned(_) => Cow::Borrowed(""),
        }
    }

    /// Whether step `at` can be shown without asking the view.
    pub(crate) fn is_static(&self, at: usize) -> bool {
        !self.is_made(at)
    }

    /// The text of step `at`, if the view makes it.
    pub(crate) fn dynamic_text(&self, at: usize, view: &V) -> Option<Cow<'static, str>> {
        let step = &self.written()?.steps[at];
        (!step.is_static()).then(|| step.text(view))
    }

    /// The name of step `at`, if it has one.
    pub(crate) fn name(&self, at: usize) -> Option<&str> {
        match self {
            Self::Owned(run) => run.tour().steps[at].name.as_deref(),
            _ => self.written()?.steps[at].name,
        }
    }

    /// The name of step `at` as an owned value. That of a step from the app's
    /// source allocates nothing.
    pub(crate) fn step_name(&self, at: usize) -> Option<StepName> {
        match self {
            Self::Owned(run) => run.tour().steps.get(at)?.name.as_deref().map(StepName::new),
            _ => self
                .written()?
                .steps
                .get(at)?
                .name
                .map(StepName::new_static),
        }
    }

    /// The selector of step `at`'s target.
    pub(crate) fn target(&self, at: usize) -> &str {
        match self {
            Self::Static(tour) => tour.steps[at].target,
            Self::Step(tour) => tour.steps[at].target,
            Self::Owned(run) => &run.tour().steps[at].target,
        }
    }

    /// What ends step `at`, other than its time: any of it.
    pub(crate) fn waits_of(&self, at: usize) -> &[Wait] {
        match self {
            Self::Static(tour) => tour.steps[at].waits.as_slice(),
            Self::Step(tour) => tour.steps[at].waits.as_slice(),
            Self::Owned(run) => &run.tour().steps[at].waits,
        }
    }

    pub(crate) fn timeout(&self, at: usize) -> Option<Duration> {
        either!(self, tour => tour.steps[at].timeout)
    }

    /// Whether the visitor has done step `at` already, as the view has it.
    pub(crate) fn is_satisfied(&self, at: usize, view: &V) -> bool {
        self.written()
            .and_then(|tour| tour.steps[at].skip_if)
            .is_some_and(|skip_if| skip_if(view))
    }

    /// The step that follows, as the view has it; `None` is the end.
    pub(crate) fn choose(&self, after: usize, view: &V) -> Option<usize> {
        match self {
            Self::Static(tour) => tour.choose(after, view),
            Self::Step(tour) => tour.choose(after, view),
            Self::Owned(run) => Some(run.tour().steps[after].next),
        }
    }

    /// Whether the visitor's progress is kept: only that in a tour from the
    /// app's source is.
    pub(crate) fn is_durable(&self) -> bool {
        matches!(self, Self::Static(_))
    }

    /// The progress of a visitor who is at `step`, without a way back.
    pub(crate) fn progress(&self, step: usize, status: ProgressStatus, run: u64) -> Progress {
        match self {
            Self::Static(tour) => Progress::at(tour, step, status, run),
            // Never stored: see `is_durable`.
            Self::Step(tour) => Progress::new(tour.version, step, status, run),
            Self::Owned(owned) => Progress::new(owned.tour().version, step, status, run),
        }
    }

    /// Where a visitor with this progress goes on.
    pub(crate) fn resume(&self, progress: &Progress) -> Option<Resumed> {
        match self {
            Self::Static(tour) => progress.resume(tour),
            Self::Step(_) | Self::Owned(_) => None,
        }
    }
}

impl<V> StepGraph for TourRef<V> {
    fn len(&self) -> usize {
        either!(self, tour => tour.len())
    }

    fn waits(&self, step: usize) -> bool {
        either!(self, tour => tour.waits(step))
    }

    fn is_made(&self, step: usize) -> bool {
        either!(self, tour => tour.is_made(step))
    }

    fn may_be_satisfied(&self, step: usize) -> bool {
        either!(self, tour => tour.may_be_satisfied(step))
    }

    fn next(&self, step: usize) -> Next {
        either!(self, tour => tour.next(step))
    }

    fn on_missing(&self, step: usize) -> OnMissing {
        either!(self, tour => tour.on_missing(step))
    }
}

impl<V> Clone for TourRef<V> {
    fn clone(&self) -> Self {
        match self {
            Self::Static(tour) => Self::Static(tour),
            Self::Step(tour) => Self::Step(Arc::clone(tour)),
            Self::Owned(run) => Self::Owned(Arc::clone(run)),
        }
    }
}
