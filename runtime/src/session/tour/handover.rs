//! Takes an anonymous visitor's progress along when somebody signs in.

use std::sync::Arc;

use crate::identity::Identity;
use crate::server::Docent;
use crate::session::tour::progress_writer;
use crate::store::{ProgressKey, ProgressStore, Revision, StoreError, StoreFuture};
use crate::tour::Progress;

/// Loads the progress under a key of this identity's.
///
/// A signed-in user gets what their visitor has done before, if they have nothing
/// stored or the visitor is further. It is the user's alone then.
pub(crate) fn load(
    docent: &Docent,
    identity: &Identity,
    key: &ProgressKey,
) -> StoreFuture<Option<(Progress, Revision)>> {
    if identity.user.is_none() {
        return progress_writer::load(docent, key.clone());
    }
    let anonymous = ProgressKey::new(&identity.visitor, key.tour.clone());
    StoreFuture::new(take_along(
        Arc::clone(docent.store()),
        anonymous,
        key.clone(),
    ))
}

/// May be dropped between any two steps: the next load does what is left to do.
async fn take_along(
    store: Arc<dyn ProgressStore>,
    anonymous: ProgressKey,
    user: ProgressKey,
) -> Result<Option<(Progress, Revision)>, StoreError> {
    let theirs = store.load(user.clone()).await?;
    let Some((before, _)) = store.load(anonymous.clone()).await? else {
        return Ok(theirs);
    };
    let replaces = theirs.as_ref().map(|(_, revision)| *revision);
    let is_news = |stored: &(Progress, Revision)| before.is_further_than(&stored.0);
    let loaded = if theirs.as_ref().is_none_or(is_news) {
        match store.save(user.clone(), replaces, before.clone()).await {
            Ok(revision) => Some((before, revision)),
            // Another page of the user's was faster, with the same or its own run.
            Err(StoreError::Conflict) => store.load(user).await?,
            Err(error) => return Err(error),
        }
    } else {
        theirs
    };
    if let Err(error) = store.delete(anonymous.clone()).await {
        // Whoever signs in next at this browser is offered it again.
        progress_writer::report(&anonymous, &error, "delete");
    }
    Ok(loaded)
}
