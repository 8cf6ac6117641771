use std::panic::AssertUnwindSafe;

use futures_util::FutureExt as _;

use super::*;
use crate::store::{MemoryStore, StoreFuture};

#[tokio::test(flavor = "multi_thread")]
async fn the_store_in_memory_keeps_every_claim() {
    check(|| async { MemoryStore::new() }).await;
}

/// What is wrong with a store.
#[derive(Clone, Copy)]
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
    IgnoresTheVisitor,
    ForgetsTheStatus,
    ForgetsTheName,
    SavesInTwoSteps,
    ForgetsItAll,
    ConflictsAlways,
}

struct Faulty {
    store: Arc<MemoryStore>,
    fault: Fault,
}

/// The key under which all visitors are one.
fn shared(key: ProgressKey) -> ProgressKey {
    ProgressKey {
        visitor: Visitor::from_id(&"0".repeat(32)).expect("an id"),
        ..key
    }
}

impl Faulty {
    fn key(&self, key: ProgressKey) -> ProgressKey {
        match self.fault {
            Fault::CutsTourIds => ProgressKey {
                tour: key.tour.chars().take(999).collect::<String>().into(),
                ..key
            },
            Fault::IgnoresTheVisitor => shared(key),
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
                    let half = Progress::new(0, 0, progress.status, 0);
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
                Fault::ForgetsTheStatus => progress.status = ProgressStatus::Running,
                Fault::ForgetsTheName => progress.name = None,
                _ => {}
            }
            let revision = store.save(key, replaces, progress).await?;
            Ok(match fault {
                Fault::GivesOneRevision => Revision(7),
                _ => revision,
            })
        })
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
            "keys of another visitor or another tour do not mix",
        ),
        (
            Fault::IgnoresTheVisitor,
            "keys of another visitor or another tour do not mix",
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
