//! A tour that starts once the store has answered.

use tokio::time::Instant;

use crate::inbox::message::RunWaiter;
use crate::metrics::Began;
use crate::store::{ProgressKey, Revision, StoreError, StoreFuture};
use crate::tour::{
    Autostart, PastStep, Progress, ProgressStatus, Resumed, ResumedBy, TourOutcome, TourRef,
};

/// What the store was asked, for which tour.
pub(crate) struct PendingStart<V: 'static> {
    pub(crate) tour: TourRef<V>,
    pub(crate) key: ProgressKey,
    pub(crate) loading: StoreFuture<Option<(Progress, Revision)>>,
    pub(crate) until: Instant,
    pub(crate) purpose: Purpose,
    pub(crate) began: Began,
    pub(crate) asker: Option<RunWaiter>,
}

/// Why a tour asks how far its visitor is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// The view was mounted: go on, or start if the tour has an autostart.
    Mount,
    /// Something starts it.
    Start,
}

/// The store's answer.
pub(crate) type Loaded = Result<Option<(Progress, Revision)>, StoreError>;

/// Where a run begins.
pub(crate) struct Opening {
    pub(crate) step: usize,
    /// The steps that Back leads to, the last one last.
    pub(crate) history: Vec<PastStep>,
    /// Whether it goes on from what is stored.
    pub(crate) resumed: bool,
}

impl<V> PendingStart<V> {
    /// It does not begin: its visitor wants no tours.
    pub(crate) fn decline(self) {
        tracing::debug!(target: "docent::tour", tour = self.tour.id(), "a tour does not begin: tours are off for this visitor or server");
        if let Some(asker) = self.asker {
            asker.resolve(TourOutcome::Cancelled, None);
        }
    }

    /// Where the run begins if that is stored of it; `None` if none begins.
    /// Where the store has failed, what is stored is not known.
    pub(crate) fn opening(&self, stored: Option<&Progress>, is_known: bool) -> Option<Opening> {
        let first = Opening {
            step: 0,
            history: Vec::new(),
            resumed: false,
        };
        if self.purpose == Purpose::Start {
            return Some(first);
        }
        // What a user has taken along is as if it had never been.
        let stored = stored.filter(|stored| stored.status() != ProgressStatus::Moved);
        if let Some(stored) = stored
            && let Some(Resumed { step, history, by }) = self.tour.resume(stored)
        {
            log_resumed(self.tour.id(), stored, step, by);
            return Some(Opening {
                step,
                history,
                resumed: true,
            });
        }
        let starts = match self.tour.autostart() {
            Autostart::Never => false,
            Autostart::Once => is_known && stored.is_none(),
            Autostart::Always => true,
        };
        starts.then_some(first)
    }
}

/// Logs where a stored run goes on; for the operator where the tour was edited
/// and its step was found by less than its name.
fn log_resumed(tour: &str, stored: &Progress, step: usize, by: ResumedBy) {
    let (was, found_by) = (stored.step(), by.as_str());
    let name = stored.name().unwrap_or_default();
    match by {
        ResumedBy::Position | ResumedBy::Name => {
            tracing::debug!(target: "docent::tour", tour, step, was, name, found_by, "a stored run goes on");
        }
        ResumedBy::Fingerprint | ResumedBy::Following | ResumedBy::Start => {
            tracing::info!(target: "docent::tour", tour, step, was, name, found_by, "a stored run goes on in a tour that was edited");
        }
    }
}
