//! Asks the store what a tour needs to begin, and whether its visitor wants any.

use std::sync::Arc;

use crate::inbox::registry::SessionHandle;
use crate::server::{Docent, opt_out};
use crate::session::tour::handover;
use crate::session::tour::pending_start::Loaded;
use crate::store::{ProgressKey, Revision, StoreFuture};
use crate::tour::Progress;

/// The progress under a key of this session's; the record of who has opted out in its
/// place, also where the server or the page has no tours.
///
/// A tour that is not kept asks the store nothing: it is the app's own.
pub(crate) fn load(
    docent: &Docent,
    handle: &Arc<dyn SessionHandle>,
    key: &ProgressKey,
    is_durable: bool,
) -> StoreFuture<Option<(Progress, Revision)>> {
    if !docent.has_tours() || !handle.identity().place.has_tours() {
        return StoreFuture::ready(Ok(Some((opt_out::record(), Revision(0)))));
    }
    if !is_durable {
        return StoreFuture::ready(Ok(None));
    }
    let every = handover::load(docent, handle, &opt_out::key(key.owner.clone()));
    let this = handover::load(docent, handle, key);
    StoreFuture::new(async move {
        let (every, this) = tokio::try_join!(every, this)?;
        let opted_out = every.filter(|(progress, _)| opt_out::is_record(progress));
        Ok(opted_out.or(this))
    })
}

/// Whether a tour must not begin.
pub(crate) fn is_opted_out(loaded: &Loaded) -> bool {
    let stored = loaded.as_ref().ok().and_then(Option::as_ref);
    stored.is_some_and(|(progress, _)| opt_out::is_record(progress))
}
