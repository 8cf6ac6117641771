//! What every [`ProgressStore`] must do, checked.
//!
//! ```
//! # tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(async {
//! // #[tokio::test]
//! docent::test::store::check(|| async { docent::store::MemoryStore::new() }).await;
//! # });
//! ```
//!
//! A check panics with the claim that the store does not keep. It saves under
//! new visitors only, so the store need not be empty.

use std::borrow::Cow;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Waker};

use futures_util::future::join_all;

use crate::store::{ProgressKey, ProgressOwner, ProgressStore, Revision, StoreError};
use crate::tour::{HistoryRoom, Progress, ProgressStatus, StepMark};
use crate::visitor::Visitor;

/// Checks what the documentation of [`ProgressStore`] promises.
///
/// Concurrent saves are tasks of tokio's: on a runtime of several threads they
/// are parallel.
///
/// # Panics
///
/// If the store breaks a claim, or fails.
pub async fn check<S, F>(open: impl Fn() -> F)
where
    S: ProgressStore,
    F: Future<Output = S>,
{
    let subject = Subject(Arc::new(open().await));
    subject.nothing_is_loaded_before_a_save().await;
    subject.saves_follow_each_other().await;
    subject.other_saves_conflict().await;
    subject.keys_do_not_mix().await;
    subject.values_are_kept().await;
    subject.what_is_deleted_is_gone().await;
    subject.owners_can_be_deleted().await;
    subject.one_of_many_saves_wins().await;
    subject.futures_may_be_dropped().await;
}

/// Checks [`check`]'s claims, and that what was saved outlives the store: each
/// call of `open` gives a store of the same data, after the one before was dropped.
///
/// # Panics
///
/// As [`check`].
pub async fn check_durable<S, F>(open: impl Fn() -> F)
where
    S: ProgressStore,
    F: Future<Output = S>,
{
    check(&open).await;
    let key = key("durable");
    let first = Subject(Arc::new(open().await));
    let revision = first.saved(&key, None, &at(1)).await;
    drop(first);
    let second = Subject(Arc::new(open().await));
    let claim = "what was saved is loaded by the next store of the same data";
    second.holds(claim, &key, Some((&at(1), revision))).await;
    let claim = "a revision means the same to the next store of the same data";
    second.conflicts(claim, &key, None).await;
    second.saved(&key, Some(revision), &at(2)).await;
}

/// The store that is checked.
struct Subject<S>(Arc<S>);

impl<S: ProgressStore> Subject<S> {
    async fn nothing_is_loaded_before_a_save(&self) {
        let claim = "a key that was never saved loads as nothing";
        self.holds(claim, &key("absent"), None).await;
    }

    async fn saves_follow_each_other(&self) {
        let key = key("follow");
        let mut revisions: Vec<Revision> = Vec::new();
        for step in 0..10 {
            let revision = self.saved(&key, revisions.last().copied(), &at(step)).await;
            let claim = "each save under a key gives a revision of its own";
            assert!(!revisions.contains(&revision), "{claim}: {revision:?}");
            revisions.push(revision);
            let claim = "the newest value is loaded with the revision that its save gave";
            self.holds(claim, &key, Some((&at(step), revision))).await;
        }
    }

    async fn other_saves_conflict(&self) {
        let key = key("conflict");
        let claim = "a save that replaces a revision conflicts where nothing is stored";
        self.conflicts(claim, &key, Some(Revision(1))).await;
        self.holds(claim, &key, None).await;
        let first = self.saved(&key, None, &at(1)).await;
        let second = self.saved(&key, Some(first), &at(2)).await;
        let unknown = Revision(first.0.max(second.0) + 1);
        for (claim, replaces) in [
            (
                "a save that replaces nothing conflicts with a stored value",
                None,
            ),
            (
                "a save that replaces a stale revision conflicts",
                Some(first),
            ),
            (
                "a save that replaces an unknown revision conflicts",
                Some(unknown),
            ),
        ] {
            self.conflicts(claim, &key, replaces).await;
            let claim = "a save that conflicts changes nothing";
            self.holds(claim, &key, Some((&at(2), second))).await;
        }
    }

    async fn keys_do_not_mix(&self) {
        let long = "a".repeat(1_000);
        let ids = [
            "a",
            "A",
            "a ",
            "ab",
            "a.b",
            "a/b",
            "e\u{301}",
            "\u{e9}",
            "\u{1f980}",
            "%",
            "'",
            &long[..999],
            &long,
        ];
        let visitors = [Visitor::new(), Visitor::new()];
        let keys: Vec<_> = visitors
            .iter()
            .flat_map(|visitor| {
                let user = ProgressOwner::user(visitor.id());
                let owners = [ProgressOwner::from(visitor), user];
                owners
                    .into_iter()
                    .flat_map(|owner| ids.map(|id| ProgressKey::new(owner.clone(), id.to_owned())))
            })
            .collect();
        let claim = "keys of another owner or another tour do not mix";
        let mut revisions = Vec::new();
        for (step, key) in keys.iter().enumerate() {
            self.holds(claim, key, None).await;
            revisions.push(self.saved(key, None, &at(step)).await);
        }
        for ((step, key), revision) in keys.iter().enumerate().zip(revisions) {
            self.holds(claim, key, Some((&at(step), revision))).await;
        }
    }

    async fn values_are_kept(&self) {
        let key = key("values");
        let mut newest = None;
        let long = "é".repeat(500);
        let names = [
            None,
            Some(""),
            Some("save"),
            Some("führung \u{1f980}"),
            Some(&*long),
        ];
        let name = |name: &str| Some(Cow::from(name.to_owned()));
        let marks =
            [None, name(""), name("führung"), name(&"é".repeat(15_000))].map(|name| StepMark {
                name,
                fingerprint: u64::MAX - 1,
            });
        let marks = Arc::from(marks);
        let history: Vec<_> = (0..100).collect();
        let history = HistoryRoom::default().fill(&history);
        for status in [
            ProgressStatus::Running,
            ProgressStatus::Finished,
            ProgressStatus::Cancelled,
            ProgressStatus::Failed,
            ProgressStatus::Moved,
            ProgressStatus::OptedOut,
        ] {
            for name in names {
                for (version, step, run) in [(0, 0, 0), (u32::MAX, usize::MAX, u64::MAX)] {
                    let unnamed = Progress::new(version, step, status, run);
                    let progress = match name {
                        Some(name) => unnamed.clone().with_name(name.to_owned()),
                        None => unnamed.clone(),
                    };
                    let whole = unnamed.with_steps(&marks).with_history(history.clone());
                    for progress in [progress, whole] {
                        let revision = self.saved(&key, newest, &progress).await;
                        let claim = "every value is loaded as it was saved";
                        self.holds(claim, &key, Some((&progress, revision))).await;
                        newest = Some(revision);
                    }
                }
            }
        }
    }

    async fn one_of_many_saves_wins(&self) {
        let key = key("concurrent");
        let mut newest = None;
        for _ in 0..5 {
            let saves = (0..16).map(|step| {
                let (store, key) = (Arc::clone(&self.0), key.clone());
                tokio::spawn(async move { (step, store.save(key, newest, at(step)).await) })
            });
            let mut won = Vec::new();
            for saved in join_all(saves).await {
                match saved.expect("a save does not panic") {
                    (step, Ok(revision)) => won.push((step, revision)),
                    (_, Err(StoreError::Conflict)) => {}
                    (_, Err(error)) => panic!("a save failed: {error:?}"),
                }
            }
            let claim = "of concurrent saves over the same revision exactly one succeeds";
            let [(step, revision)] = won[..] else {
                panic!("{claim}: {won:?}");
            };
            self.holds(claim, &key, Some((&at(step), revision))).await;
            newest = Some(revision);
        }
    }

    async fn futures_may_be_dropped(&self) {
        let key = key("dropped");
        let revision = self.saved(&key, None, &at(0)).await;
        drop(self.0.load(key.clone()));
        let claim = "a load that is dropped changes nothing";
        self.holds(claim, &key, Some((&at(0), revision))).await;
        for polls in 0..4 {
            let dropped = at(1_000 + polls);
            let (before, revision) = self.loaded(&key).await.expect("a value");
            {
                let save = self.0.save(key.clone(), Some(revision), dropped.clone());
                let mut save = pin!(save);
                for _ in 0..polls {
                    let polled = save.as_mut().poll(&mut Context::from_waker(Waker::noop()));
                    if polled.is_ready() {
                        break;
                    }
                }
            }
            // The dropped save may still be on its way, and come in between once.
            let mut failed = None;
            for _ in 0..3 {
                let (progress, revision) = self.loaded(&key).await.expect("a value");
                let claim = "a save that is dropped leaves the old value or the new one";
                assert!(
                    progress == before || progress == dropped,
                    "{claim}: {progress:?}"
                );
                let save = self.0.save(key.clone(), Some(revision), at(polls));
                failed = save.await.err();
                if failed.is_none() {
                    break;
                }
            }
            let claim = "a key whose save was dropped can be saved again";
            assert!(failed.is_none(), "{claim}: {failed:?}");
        }
    }

    async fn what_is_deleted_is_gone(&self) {
        let key = key("deleted");
        let other = ProgressKey::new(key.owner.clone(), "kept");
        let first = self.saved(&key, None, &at(1)).await;
        let kept = self.saved(&other, None, &at(2)).await;
        self.deleted(self.0.delete(key.clone()).await);
        let claim = "progress that was deleted loads as nothing";
        self.holds(claim, &key, None).await;
        let claim = "a deletion leaves what is under other keys";
        self.holds(claim, &other, Some((&at(2), kept))).await;
        let claim = "a save that replaces a deleted revision conflicts";
        self.conflicts(claim, &key, Some(first)).await;
        let again = self.saved(&key, None, &at(3)).await;
        let claim = "no revision of a key is given again after a deletion";
        assert!(again != first, "{claim}: {again:?}");
        self.conflicts(claim, &key, Some(first)).await;
        self.deleted(self.0.delete(self::key("absent").clone()).await);
    }

    async fn owners_can_be_deleted(&self) {
        let visitor = Visitor::new();
        let owner = ProgressOwner::from(&visitor);
        let others = [
            ProgressOwner::from(Visitor::new()),
            ProgressOwner::user(visitor.id()),
        ];
        let mut kept = Vec::new();
        for other in others {
            let key = ProgressKey::new(other, "a");
            let revision = self.saved(&key, None, &at(1)).await;
            kept.push((key, revision));
        }
        let keys = ["", "a", "b", "\u{10ffff}"].map(|id| ProgressKey::new(owner.clone(), id));
        for key in &keys {
            self.saved(key, None, &at(2)).await;
        }
        self.deleted(self.0.delete_owner(owner.clone()).await);
        for key in &keys {
            let claim = "of an owner that was deleted nothing is loaded";
            self.holds(claim, key, None).await;
        }
        for (key, revision) in &kept {
            let claim = "deleting an owner leaves what is of others";
            self.holds(claim, key, Some((&at(1), *revision))).await;
        }
        self.deleted(self.0.delete_owner(owner).await);
    }

    fn deleted(&self, deleted: Result<(), StoreError>) {
        let claim = "what is stored can be deleted, also if it is not there";
        deleted.unwrap_or_else(|error| panic!("{claim}: {error:?}"));
    }

    async fn loaded(&self, key: &ProgressKey) -> Option<(Progress, Revision)> {
        let loaded = self.0.load(key.clone()).await;
        loaded.unwrap_or_else(|error| panic!("a load failed: {error:?}"))
    }

    /// A save that must succeed.
    async fn saved(
        &self,
        key: &ProgressKey,
        replaces: Option<Revision>,
        progress: &Progress,
    ) -> Revision {
        let claim = "a save that replaces the newest revision succeeds";
        let saved = self.0.save(key.clone(), replaces, progress.clone()).await;
        saved.unwrap_or_else(|error| panic!("{claim}: {error:?}"))
    }

    async fn conflicts(&self, claim: &str, key: &ProgressKey, replaces: Option<Revision>) {
        let saved = self.0.save(key.clone(), replaces, at(99)).await;
        assert!(
            matches!(saved, Err(StoreError::Conflict)),
            "{claim}: {saved:?}"
        );
    }

    async fn holds(&self, claim: &str, key: &ProgressKey, value: Option<(&Progress, Revision)>) {
        let loaded = self.loaded(key).await;
        let found = loaded
            .as_ref()
            .map(|(progress, revision)| (progress, *revision));
        assert!(found == value, "{claim}: {found:?} and not {value:?}");
    }
}

/// A key of a new visitor.
fn key(tour: &'static str) -> ProgressKey {
    ProgressKey::new(Visitor::new(), tour)
}

fn at(step: usize) -> Progress {
    Progress::new(1, step, ProgressStatus::Running, step as u64 + 1)
}

#[cfg(test)]
mod tests;
