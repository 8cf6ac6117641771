//! Takes an anonymous visitor's progress along when somebody signs in.
//!
//! # Invariants
//!
//! * What is taken from the visitor is stored for the user, or is not further than
//!   what is stored for them.
//! * The number of a run never falls, the user's and the visitor's.
//! * A run of the visitor's saves nothing once its progress is taken, on any server: what
//!   is left in its place is of a newer run.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::timeout;

use crate::inbox::registry::SessionHandle;
use crate::log_limit::LogLimit;
use crate::metrics;
use crate::server::Docent;
use crate::session::tour::progress_writer::{self, ATTEMPTS};
use crate::store::{ProgressKey, ProgressStore, Revision, StoreError, StoreFuture};
use crate::tour::{Progress, ProgressStatus};

/// Loads the progress under a key of this session's.
///
/// A signed-in user gets what their visitor has done before, if they have nothing
/// stored or the visitor is further. It is the user's alone then: a run of the
/// visitor's ends, at once in another of this process's sessions, and in another process
/// at its next save.
pub(crate) fn load(
    docent: &Docent,
    handle: &Arc<dyn SessionHandle>,
    key: &ProgressKey,
) -> StoreFuture<Option<(Progress, Revision)>> {
    let identity = handle.identity();
    if identity.user.is_none() {
        return progress_writer::load(docent, key.clone());
    }
    let anonymous = ProgressKey::new(&identity.visitor, key.tour.clone());
    docent.registry().claim(&anonymous, handle);
    docent.registry().release(&anonymous, handle);
    let store = Arc::clone(docent.store());
    let within = docent.limits_ref().store_timeout;
    StoreFuture::new(take_along(store, anonymous, key.clone(), within))
}

/// How many calls of the store a load waits for at most, one after the other. Each has
/// [`Limits::store_timeout`](crate::config::Limits::store_timeout).
pub(crate) fn calls(handle: &dyn SessionHandle) -> u32 {
    match handle.identity().user {
        Some(_) => CALLS * ATTEMPTS as u32,
        None => 1,
    }
}

/// Two loads at once, the user's save, and the visitor's.
const CALLS: u32 = 3;

/// May be dropped between any two steps: the next load does what is left to do.
async fn take_along(
    store: Arc<dyn ProgressStore>,
    anonymous: ProgressKey,
    user: ProgressKey,
    within: Duration,
) -> Result<Option<(Progress, Revision)>, StoreError> {
    for _ in 0..ATTEMPTS {
        let (theirs, before) = tokio::try_join!(
            in_time(within, store.load(user.clone())),
            in_time(within, store.load(anonymous.clone())),
        )?;
        let Some((before, left)) = before.filter(|(before, _)| !is_moved(before)) else {
            return Ok(theirs);
        };
        let loaded = match theirs {
            Some(theirs) if !is_ahead(&before, &theirs.0) => theirs,
            theirs => {
                let run = theirs.as_ref().map_or(0, |(theirs, _)| theirs.run() + 1);
                let taken = before.clone().with_run(before.run().max(run));
                let replaces = theirs.map(|(_, revision)| revision);
                let save = store.save(user.clone(), replaces, taken.clone());
                match in_time(within, save).await {
                    Ok(revision) => (taken, revision),
                    // Another page of the user's has saved in between.
                    Err(StoreError::Conflict) => continue,
                    Err(error) => return Err(error),
                }
            }
        };
        let moved = Progress::moved(progress_writer::mark(Some(before.run())));
        let save = store.save(anonymous.clone(), Some(left), moved);
        match in_time(within, save).await {
            Ok(_) => {}
            // The visitor's run has saved in another process: it may be further now.
            Err(StoreError::Conflict) => continue,
            Err(error) => report_left(&anonymous, &error),
        }
        return Ok(Some(loaded));
    }
    Err(progress_writer::endless_conflict())
}

/// One call of the store's, in the time that it has.
async fn in_time<T>(within: Duration, call: StoreFuture<T>) -> Result<T, StoreError> {
    let late = |_| progress_writer::unanswered();
    timeout(within, call).await.map_err(late)?
}

fn report_left(anonymous: &ProgressKey, error: &StoreError) {
    static LEFT: LogLimit = LogLimit::new();
    metrics::store_failed("save");
    if let Some(unlogged) = LEFT.admit() {
        tracing::error!(
            target: "docent::tour",
            tour = &*anonymous.tour,
            error = error as &dyn std::error::Error,
            operation = "save",
            unlogged,
            "the progress that a user took along is still the visitor's: it is offered again to whoever signs in there",
        );
    }
}

fn is_moved(progress: &Progress) -> bool {
    progress.status() == ProgressStatus::Moved
}

/// Whether the visitor is further. Of two versions of a tour that nobody has finished
/// the newer one counts, in which the steps are.
fn is_ahead(visitor: &Progress, user: &Progress) -> bool {
    let is_open = |progress: &Progress| progress.status() != ProgressStatus::Finished;
    visitor.is_further_than(user)
        || is_open(user) && is_open(visitor) && visitor.version() > user.version()
}
