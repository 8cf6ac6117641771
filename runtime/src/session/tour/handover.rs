//! Takes an anonymous visitor's progress along when somebody signs in.
//!
//! # Invariants
//!
//! * What is deleted of the visitor's is stored for the user, or is not further than
//!   what is stored for them.
//! * The number of the user's run never falls.

use std::sync::Arc;

use crate::inbox::registry::SessionHandle;
use crate::metrics;
use crate::server::Docent;
use crate::session::tour::progress_writer::{self, ATTEMPTS};
use crate::store::{ProgressKey, ProgressStore, Revision, StoreError, StoreFuture};
use crate::tour::{Progress, ProgressStatus};

/// Loads the progress under a key of this session's.
///
/// A signed-in user gets what their visitor has done before, if they have nothing
/// stored or the visitor is further. It is the user's alone then: a run of the
/// visitor's that goes on in another of this process's sessions ends, since it would
/// save its progress again.
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
    StoreFuture::new(take_along(store, anonymous, key.clone()))
}

/// May be dropped between any two steps: the next load does what is left to do.
async fn take_along(
    store: Arc<dyn ProgressStore>,
    anonymous: ProgressKey,
    user: ProgressKey,
) -> Result<Option<(Progress, Revision)>, StoreError> {
    for _ in 0..ATTEMPTS {
        let (theirs, before) =
            tokio::try_join!(store.load(user.clone()), store.load(anonymous.clone()))?;
        let Some((before, _)) = before else {
            return Ok(theirs);
        };
        let loaded = match theirs {
            Some(theirs) if !is_ahead(&before, &theirs.0) => theirs,
            theirs => {
                let run = theirs.as_ref().map_or(0, |(theirs, _)| theirs.run() + 1);
                let taken = before.clone().with_run(before.run().max(run));
                let replaces = theirs.map(|(_, revision)| revision);
                match store.save(user.clone(), replaces, taken.clone()).await {
                    Ok(revision) => (taken, revision),
                    // Another page of the user's has saved in between.
                    Err(StoreError::Conflict) => continue,
                    Err(error) => return Err(error),
                }
            }
        };
        if let Err(error) = store.delete(anonymous.clone()).await {
            metrics::store_failed("delete");
            tracing::error!(
                target: "docent::tour",
                tour = &*anonymous.tour,
                error = &error as &dyn std::error::Error,
                operation = "delete",
                "the progress that a user took along is still the visitor's: it is offered again to whoever signs in there",
            );
        }
        return Ok(Some(loaded));
    }
    Err(progress_writer::endless_conflict())
}

/// Whether the visitor is further. Of two versions of a tour that nobody has finished
/// the newer one counts, in which the steps are.
fn is_ahead(visitor: &Progress, user: &Progress) -> bool {
    let is_open = |progress: &Progress| progress.status() != ProgressStatus::Finished;
    visitor.is_further_than(user)
        || is_open(user) && is_open(visitor) && visitor.version() > user.version()
}
