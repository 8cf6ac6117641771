//! The saves of one run's progress: one at a time, and after each the newest.
//!
//! # Invariants
//!
//! * What waits for the store is one value, the newest: never a queue.
//! * The newest run is never taken for superseded: a conflict with a
//!   save of its own, whose answer was lost, or of an older run is settled.
//! * A save that hangs is given up, so that a later one can succeed.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::time::Instant;

use crate::ids;
use crate::log_limit::LogLimit;
use crate::metrics::{self, Began};
use crate::server::Docent;
use crate::store::{ProgressKey, ProgressStore, Revision, StoreError, StoreFuture};
use crate::tour::Progress;

/// How long one save may take. Its step was shown long before; what it would
/// have saved, the next save replaces anyway.
const PATIENCE: Duration = Duration::from_secs(5);

/// How often a conflict is looked into before the store is considered broken.
/// Each of them means that another save came between a load and the save
/// after it, and only older runs, which then give up, can have sent it.
pub(crate) const ATTEMPTS: usize = 4;

/// Saves the progress of one run.
pub(crate) struct ProgressWriter {
    store: Arc<dyn ProgressStore>,
    key: ProgressKey,
    /// Whether there is a store at all, whose answers are worth timing.
    is_kept: bool,
    /// What the next save replaces, as far as this run knows.
    replaces: Option<Revision>,
    saving: Option<Saving>,
    /// What is being saved, or what is to be saved when the store has answered.
    newest: Option<Progress>,
    /// Whether it is the latter.
    is_behind: bool,
}

struct Saving {
    answer: StoreFuture<Revision>,
    /// Whether a conflict has been looked into already.
    is_settling: bool,
    until: Instant,
    began: Began,
}

/// How the saves of a run came out, once nothing waits any more.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Saved {
    /// Saved; or not, which is logged: the tour continues in memory.
    Done,
    /// A newer run has begun.
    Superseded,
}

impl ProgressWriter {
    pub(crate) fn new(
        store: Arc<dyn ProgressStore>,
        key: ProgressKey,
        replaces: Option<Revision>,
    ) -> Self {
        Self {
            store,
            key,
            is_kept: true,
            replaces,
            saving: None,
            newest: None,
            is_behind: false,
        }
    }

    /// The saves of a single step, whose progress is not kept.
    pub(crate) fn nowhere(key: ProgressKey) -> Self {
        Self {
            is_kept: false,
            ..Self::new(Arc::new(Nowhere), key, None)
        }
    }

    pub(crate) fn key(&self) -> &ProgressKey {
        &self.key
    }

    /// Saves `progress`, at once or when the save before it is answered.
    pub(crate) fn save(&mut self, progress: Progress) {
        self.newest = Some(progress.clone());
        self.is_behind = self.saving.is_some();
        if !self.is_behind {
            self.send(progress);
        }
    }

    fn send(&mut self, progress: Progress) {
        let store = &self.store;
        let (key, replaces) = (self.key.clone(), self.replaces);
        let answer = guarded(|| store.save(key, replaces, progress))
            .unwrap_or_else(|error| StoreFuture::ready(Err(error)));
        self.saving = Some(Saving {
            answer,
            is_settling: false,
            until: Instant::now() + PATIENCE,
            began: Began::now(),
        });
    }

    /// Whether the store has answered everything.
    pub(crate) fn is_idle(&self) -> bool {
        self.saving.is_none()
    }

    /// Takes the store's answers, until nothing waits for it any more.
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Saved> {
        while let Some(saving) = &mut self.saving {
            let answer = ready!(poll_guarded(&mut saving.answer, cx));
            let Some(saving) = self.saving.take() else {
                break;
            };
            if self.is_kept {
                metrics::store_answered("save", saving.began);
            }
            match answer {
                Ok(revision) => self.replaces = Some(revision),
                Err(StoreError::Conflict) if saving.is_settling => {
                    return Poll::Ready(Saved::Superseded);
                }
                Err(StoreError::Conflict) => {
                    if let Some(newest) = self.newest.clone() {
                        self.settle(saving, newest);
                        continue;
                    }
                }
                Err(error) => report(&self.key, &error, "save"),
            }
            if !self.catch_up() {
                return Poll::Ready(Saved::Done);
            }
        }
        Poll::Pending
    }

    /// When a save is given up.
    pub(crate) fn deadline(&self) -> Option<Instant> {
        self.saving.as_ref().map(|saving| saving.until)
    }

    /// Gives up a save that has timed out. `true` if nothing waits after that.
    pub(crate) fn tick(&mut self, now: Instant) -> bool {
        let late = self.saving.take_if(|saving| saving.until <= now);
        if late.is_none() {
            return false;
        }
        report(&self.key, &unanswered(), "save");
        !self.catch_up()
    }

    /// Saves what came meanwhile; `false` if nothing did.
    fn catch_up(&mut self) -> bool {
        let newest = self.newest.take().filter(|_| self.is_behind);
        if let Some(newest) = newest {
            self.save(newest);
        }
        self.saving.is_some()
    }

    /// Looks into a conflict: was it a newer run, or only an answer that was lost?
    ///
    /// What came meanwhile is saved in the place of the value that met the conflict.
    fn settle(&mut self, saving: Saving, newest: Progress) {
        let (store, key) = (Arc::clone(&self.store), self.key.clone());
        self.is_behind = false;
        self.saving = Some(Saving {
            answer: StoreFuture::new(settle(store, key, newest)),
            is_settling: true,
            began: Began::now(),
            ..saving
        });
    }
}

/// A store that keeps nothing.
struct Nowhere;

impl ProgressStore for Nowhere {
    fn load(&self, _: ProgressKey) -> StoreFuture<Option<(Progress, Revision)>> {
        StoreFuture::ready(Ok(None))
    }

    fn save(&self, _: ProgressKey, _: Option<Revision>, _: Progress) -> StoreFuture<Revision> {
        StoreFuture::ready(Ok(Revision(0)))
    }
}

/// Saves progress in place of what is stored, unless that is a newer run's.
async fn settle(
    store: Arc<dyn ProgressStore>,
    key: ProgressKey,
    progress: Progress,
) -> Result<Revision, StoreError> {
    for _ in 0..ATTEMPTS {
        let replaces = match store.load(key.clone()).await? {
            Some((stored, revision)) if stored == progress => return Ok(revision),
            Some((stored, _)) if stored.run() > progress.run() => return Err(StoreError::Conflict),
            Some((_, revision)) => Some(revision),
            None => None,
        };
        match store.save(key.clone(), replaces, progress.clone()).await {
            Err(StoreError::Conflict) => {}
            answer => return answer,
        }
    }
    Err(endless_conflict())
}

/// What a store that never stops to report conflicts is taken for.
pub(crate) fn endless_conflict() -> StoreError {
    let error = "it reports a conflict with the value that it loads";
    StoreError::Unavailable(error.into())
}

/// What a store that does not answer in time is taken for.
pub(crate) fn unanswered() -> StoreError {
    StoreError::Unavailable("it did not answer in time".into())
}

/// Loads the progress under a key; a store that panics is unavailable.
pub(crate) fn load(docent: &Docent, key: ProgressKey) -> StoreFuture<Option<(Progress, Revision)>> {
    guarded(|| docent.store().load(key)).unwrap_or_else(|error| StoreFuture::ready(Err(error)))
}

/// Polls a store; one that panics is unavailable.
pub(crate) fn poll_guarded<T>(
    answer: &mut StoreFuture<T>,
    cx: &mut Context<'_>,
) -> Poll<Result<T, StoreError>> {
    guarded(|| Pin::new(&mut *answer).poll(cx)).unwrap_or_else(|error| Poll::Ready(Err(error)))
}

fn guarded<R>(ask: impl FnOnce() -> R) -> Result<R, StoreError> {
    catch_unwind(AssertUnwindSafe(ask)).map_err(|_| StoreError::Unavailable("it panicked".into()))
}

pub(crate) fn report(key: &ProgressKey, error: &StoreError, operation: &'static str) {
    // Each step of each visitor's tour fails while a store does.
    static FAILED: LogLimit = LogLimit::new();
    metrics::store_failed(operation);
    if let Some(unlogged) = FAILED.admit() {
        tracing::error!(
            target: "docent::tour",
            tour = &*key.tour,
            error = error as &dyn std::error::Error,
            operation,
            unlogged,
            "the progress store failed: the tour continues in memory",
        );
    }
}

/// The mark of a run that begins now and follows `before`.
///
/// Microseconds since 1970, with random low bits to distinguish runs that begin
/// at once. A run that knows what is stored comes after it regardless of the
/// clocks of two servers; only runs that begin at the same time on servers whose
/// clocks differ are ordered by those.
pub(crate) fn mark(before: Option<u64>) -> u64 {
    const RANDOM_BITS: u32 = 10;
    let micros = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |passed| passed.as_micros());
    let micros = u64::try_from(micros).unwrap_or(u64::MAX);
    let now = (micros << RANDOM_BITS) | ids::below(1 << RANDOM_BITS);
    now.max(before.map_or(0, |before| before.saturating_add(1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log_limit::tests::Lines;
    use crate::visitor::Visitor;

    #[test]
    fn a_store_that_fails_for_everybody_does_not_fill_the_log() {
        let lines = Lines::default();
        let began = Instant::now();
        tracing::subscriber::with_default(lines.clone(), || {
            for _ in 0..1_000 {
                let key = ProgressKey::new(Visitor::new(), "tour");
                report(&key, &unanswered(), "save");
            }
        });
        // Other tests of this process have failing stores as well.
        let most = 10 + began.elapsed().as_secs();
        assert!(lines.taken().len() as u64 <= most);
    }
}
