use std::panic::AssertUnwindSafe;

use futures_util::FutureExt as _;

use super::*;
use crate::store::{MemoryStore, StoreFuture};

#[tokio::test(flavor = "multi_thread")]
async fn the_store_in_memory_keeps_every_claim() {
    check(|| async { MemoryStore::new() }).await;
}

/// What is wrong with a store.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    LoadsWhatWasNeverSaved,
    GivesOneRevision,
    SavesOverNothing,
    SavesOverAnything,
    SavesOverAValue,
    SavesOverStale,
    SavesOverUnknown,
    SavesAndConflicts,
    SavesInHalves,
    CutsTourIds,
    IgnoresTheOwner,
    ForgetsTheStatus,
    ForgetsTheName,
    ForgetsTheSteps,
    ForgetsTheWayBack,
    DeletesNothing,
    DeletesTheOwner,
    DeletesOneKeyOfAnOwner,
    DeletesUsersToo,
    CannotDelete,
    SavesInTwoSteps,
    ForgetsItAll,
    ConflictsAlways,
}

struct Faulty {
    store: Arc<MemoryStore>,
    fault: Fault,
}

/// The key under which all owners are one.
fn shared(key: ProgressKey) -> ProgressKey {
    ProgressKey::new(ProgressOwner::user("all"), key.tour)
}

impl Faulty {
    fn key(&self, key: ProgressKey) -> ProgressKey {
        match self.fault {
            Fault::CutsTourIds => ProgressKey {
                tour: key.tour.chars().take(999).collect::<String>().into(),
                ..key
            },
            Fault::IgnoresTheOwner => shared(key),
            _ => key,
        }
    }
}

impl ProgressStore for Faulty {
    fn load(&self, key: ProgressKey) -> StoreFuture<Option<(Progress, Revision)>> {
        let answer = self.store.load(self.key(key));
        let fault = self.fault;
        StoreFuture::new(async move {
            let loaded = answer.await?;
            Ok(match fault {
                Fault::LoadsWhatWasNeverSaved => loaded.or(Some((at(0), Revision(1)))),
                Fault::GivesOneRevision => loaded.map(|(progress, _)| (progress, Revision(7))),
                Fault::ForgetsItAll => None,
                _ => loaded,
            })
        })
    }

    fn save(
        &self,
        key: ProgressKey,
        replaces: Option<Revision>,
        mut progress: Progress,
    ) -> StoreFuture<Revision> {
        let (store, fault, key) = (Arc::clone(&self.store), self.fault, self.key(key));
        StoreFuture::new(async move {
            let known = store.load(key.clone()).await?.map(|(_, revision)| revision);
            let replaces = match fault {
                Fault::GivesOneRevision | Fault::SavesOverAnything => known,
                Fault::SavesOverNothing if known.is_none() => None,
                Fault::SavesOverAValue if replaces.is_none() => known,
                Fault::SavesOverStale if replaces < known && replaces.is_some() => known,
                Fault::SavesOverUnknown if replaces > known && known.is_some() => known,
                Fault::SavesAndConflicts if replaces != known && known.is_some() => {
                    store.save(key, known, progress).await?;
                    return Err(StoreError::Conflict);
                }
                Fault::SavesInHalves if replaces == known => {
                    let half = Progress::new(0, 0, progress.status(), 0);
                    let half = store.save(key.clone(), known, half).await?;
                    tokio::task::yield_now().await;
                    Some(half)
                }
                Fault::SavesInTwoSteps if known == replaces => {
                    tokio::task::yield_now().await;
                    store.load(key.clone()).await?.map(|(_, revision)| revision)
                }
                Fault::ConflictsAlways => return Err(StoreError::Conflict),
                _ => replaces,
            };
            match fault {
                Fault::ForgetsTheStatus => {
                    progress = Progress::new(
                        progress.version(),
                        progress.step(),
                        ProgressStatus::Running,
                        progress.run(),
                    );
                }
                Fault::ForgetsTheName | Fault::ForgetsTheSteps => {
                    let bare = Progress::new(
                        progress.version(),
                        progress.step(),
                        progress.status(),
                        progress.run(),
                    );
                    progress = match progress.name().map(str::to_owned) {
                        Some(name) if fault == Fault::ForgetsTheSteps => bare.with_name(name),
                        _ => bare,
                    };
                }
                Fault::ForgetsTheWayBack => progress = progress.with_history(None),
                _ => {}
            }
            let revision = store.save(key, replaces, progress).await?;
            Ok(match fault {
                Fault::GivesOneRevision => Revision(7),
                _ => revision,
            })
        })
    }

    fn delete(&self, key: ProgressKey) -> StoreFuture<()> {
        match self.fault {
            Fault::DeletesNothing => StoreFuture::ready(Ok(())),
            Fault::DeletesTheOwner => self.store.delete_owner(key.owner),
            Fault::CannotDelete => StoreFuture::ready(Err(StoreError::Conflict)),
            _ => self.store.delete(self.key(key)),
        }
    }

    fn delete_owner(&self, owner: ProgressOwner) -> StoreFuture<()> {
        match (self.fault, &owner) {
            (Fault::DeletesOneKeyOfAnOwner, _) => self.store.delete(ProgressKey::new(owner, "a")),
            (Fault::DeletesUsersToo, ProgressOwner::Visitor(visitor)) => {
                let (store, user) = (Arc::clone(&self.store), ProgressOwner::user(visitor.id()));
                StoreFuture::new(async move {
                    store.delete_owner(owner).await?;
                    store.delete_owner(user).await
                })
            }
            _ => self.store.delete_owner(owner),
        }
    }
}

#[tokio::test]
async fn each_fault_of_a_store_is_named_by_its_claim() {
    for (fault, claim) in [
        (
            Fault::LoadsWhatWasNeverSaved,
            "a key that was never saved loads as nothing",
        ),
        (
            Fault::GivesOneRevision,
            "each save under a key gives a revision of its own",
        ),
        (
            Fault::ForgetsItAll,
            "the newest value is loaded with the revision that its save gave",
        ),
        (
            Fault::ConflictsAlways,
            "a save that replaces the newest revision succeeds",
        ),
        (
            Fault::SavesOverNothing,
            "a save that replaces a revision conflicts where nothing is stored",
        ),
        (
            Fault::SavesOverAValue,
            "a save that replaces nothing conflicts with a stored value",
        ),
        (
            Fault::SavesOverStale,
            "a save that replaces a stale revision conflicts",
        ),
        (
            Fault::SavesOverUnknown,
            "a save that replaces an unknown revision conflicts",
        ),
        (
            Fault::SavesAndConflicts,
            "a save that conflicts changes nothing",
        ),
        (
            Fault::SavesInHalves,
            "a save that is dropped leaves the old value or the new one",
        ),
        (
            Fault::CutsTourIds,
            "keys of another owner or another tour do not mix",
        ),
        (
            Fault::IgnoresTheOwner,
            "keys of another owner or another tour do not mix",
        ),
        (
            Fault::SavesOverAnything,
            "a save that replaces a revision conflicts where nothing is stored",
        ),
        (
            Fault::ForgetsTheStatus,
            "every value is loaded as it was saved",
        ),
        (
            Fault::ForgetsTheName,
            "every value is loaded as it was saved",
        ),
        (
            Fault::ForgetsTheSteps,
            "every value is loaded as it was saved",
        ),
        (
            Fault::ForgetsTheWayBack,
            "every value is loaded as it was saved",
        ),
        (
            Fault::DeletesNothing,
            "progress that was deleted loads as nothing",
        ),
        (
            Fault::DeletesTheOwner,
            "a deletion leaves what is under other keys",
        ),
        (
            Fault::DeletesOneKeyOfAnOwner,
            "of an owner that was deleted nothing is loaded",
        ),
        (
            Fault::DeletesUsersToo,
            "deleting an owner leaves what is of others",
        ),
        (
            Fault::CannotDelete,
            "what is stored can be deleted, also if it is not there",
        ),
        (
            Fault::SavesInTwoSteps,
            "of concurrent saves over the same revision exactly one succeeds",
        ),
    ] {
        let checked = check(|| async move {
            Faulty {
                store: Arc::new(MemoryStore::new()),
                fault,
            }
        });
        let panic = AssertUnwindSafe(checked).catch_unwind().await;
        let panic = panic.expect_err(claim);
        let text = panic.downcast_ref::<String>().expect("a text");
        assert!(text.starts_with(claim), "{text}, and not: {claim}");
    }
}

#[tokio::test]
async fn a_store_that_is_lost_with_its_handle_is_not_durable() {
    let checked = check_durable(|| async { MemoryStore::new() });
    let panic = AssertUnwindSafe(checked).catch_unwind().await;
    let panic = panic.expect_err("it is lost");
    let text = panic.downcast_ref::<String>().expect("a text");
    let claim = "what was saved is loaded by the next store of the same data";
    assert!(text.starts_with(claim), "{text}");
}
