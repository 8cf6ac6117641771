//! Who wants no tours: one record in the store for all tours.

use crate::store::{
    Progress, ProgressKey, ProgressOwner, ProgressStatus, ProgressStore, StoreError,
};

/// In place of a tour's id. No tour has it: theirs begin with a letter.
const EVERY_TOUR: &str = "*";

/// How often a conflict is followed by another attempt.
const ATTEMPTS: usize = 3;

pub(crate) fn key(owner: ProgressOwner) -> ProgressKey {
    ProgressKey::new(owner, EVERY_TOUR)
}

pub(crate) fn record() -> Progress {
    Progress::new(0, 0, ProgressStatus::OptedOut, 0)
}

pub(crate) fn is_record(progress: &Progress) -> bool {
    progress.status() == ProgressStatus::OptedOut
}

/// Whether it is stored of an owner.
pub(crate) async fn is_stored(
    store: &dyn ProgressStore,
    owner: ProgressOwner,
) -> Result<bool, StoreError> {
    let stored = store.load(key(owner)).await?;
    Ok(stored.is_some_and(|(progress, _)| is_record(&progress)))
}

/// Stores it of an owner.
pub(crate) async fn save(
    store: &dyn ProgressStore,
    owner: ProgressOwner,
) -> Result<(), StoreError> {
    let key = key(owner);
    for _ in 0..ATTEMPTS {
        let replaces = match store.load(key.clone()).await? {
            Some((progress, _)) if is_record(&progress) => return Ok(()),
            stored => stored.map(|(_, revision)| revision),
        };
        match store.save(key.clone(), replaces, record()).await {
            Err(StoreError::Conflict) => {}
            saved => return saved.map(drop),
        }
    }
    Err(StoreError::Conflict)
}
