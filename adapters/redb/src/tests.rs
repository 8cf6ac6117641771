use std::fs;
use std::sync::atomic::{AtomicU64, Ordering};

use docent::Visitor;
use docent::store::ProgressStatus;
use redb::{ReadableDatabase, TableDefinition};
use tempfile::TempDir;

use super::*;
use crate::tables::{ABOUT, AGES, FIELDS, FIELDS_ENTRIES, hash};

fn folder() -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("progress.redb");
    (folder, file)
}

fn key(visitor: &Visitor) -> ProgressKey {
    ProgressKey::new(visitor, "onboarding")
}

fn at(step: usize) -> Progress {
    let run = u64::MAX - step as u64;
    let progress = Progress::new(3, step, ProgressStatus::Running, run);
    match step % 2 == 1 {
        true => progress.with_name(format!("step {step}")),
        false => progress,
    }
}

/// A visitor whom no store has seen.
fn new_visitor() -> Visitor {
    static VISITORS: AtomicU64 = AtomicU64::new(1);
    let id = VISITORS.fetch_add(1, Ordering::Relaxed);
    Visitor::from_id(&format!("{id:032x}")).expect("an id")
}

async fn step(store: &RedbStore, visitor: &Visitor) -> Option<usize> {
    let loaded = store.load(key(visitor)).await.expect("loaded");
    loaded.map(|(progress, _)| progress.step())
}

/// How a file is refused.
fn refused(path: &Path) -> RedbError {
    RedbStore::open(path).expect_err("refused")
}

#[tokio::test]
async fn what_is_saved_is_there_when_the_file_is_opened_again() {
    let (_folder, path) = folder();
    let visitor = new_visitor();
    let store = RedbStore::open(&path).expect("a new file");
    assert_eq!(step(&store, &visitor).await, None);
    let mut saved = Vec::new();
    for (tour, status) in [
        ("a", ProgressStatus::Running),
        ("b", ProgressStatus::Finished),
        ("c", ProgressStatus::Cancelled),
        ("d", ProgressStatus::Failed),
    ] {
        let progress = Progress::new(3, 7, status, 1).with_name("a step");
        let key = ProgressKey::new(&visitor, tour);
        let revision = store.save(key.clone(), None, progress.clone()).await;
        saved.push((key, progress, revision.expect("saved")));
    }
    drop(store);
    let store = RedbStore::open(&path).expect("the same file");
    for (key, progress, revision) in saved {
        let loaded = store.load(key).await.expect("loaded");
        assert_eq!(loaded, Some((progress, revision)));
    }
    assert_eq!(step(&store, &new_visitor()).await, None);
}

#[tokio::test]
async fn a_save_that_does_not_follow_the_newest_one_changes_nothing() {
    let (_folder, path) = folder();
    let visitor = new_visitor();
    let store = RedbStore::open(&path).expect("a new file");
    let first = store.save(key(&visitor), None, at(1)).await.expect("saved");
    let second = store.save(key(&visitor), Some(first), at(2)).await;
    let second = second.expect("saved");
    for stale in [None, Some(first), Some(Revision(second.0 + 1))] {
        let saved = store.save(key(&visitor), stale, at(9)).await;
        assert!(matches!(saved, Err(StoreError::Conflict)), "{stale:?}");
    }
    assert_eq!(step(&store, &visitor).await, Some(2));
}

#[tokio::test]
async fn every_one_of_many_concurrent_savers_counts_once() {
    const SAVERS: usize = 16;
    const SAVES: usize = 5;
    let (_folder, path) = folder();
    let visitor = new_visitor();
    let store = Arc::new(RedbStore::open(&path).expect("a new file"));
    let savers: Vec<_> = (0..SAVERS)
        .map(|_| {
            let (store, visitor) = (Arc::clone(&store), visitor.clone());
            tokio::spawn(async move {
                let mut saved = 0;
                while saved < SAVES {
                    let known = store.load(key(&visitor)).await.expect("loaded");
                    let (step, replaces) = match known {
                        Some((progress, revision)) => (progress.step(), Some(revision)),
                        None => (0, None),
                    };
                    match store.save(key(&visitor), replaces, at(step + 1)).await {
                        Ok(_) => saved += 1,
                        Err(StoreError::Conflict) => {}
                        Err(error) => panic!("{error}"),
                    }
                }
            })
        })
        .collect();
    for saver in savers {
        saver.await.expect("it saves");
    }
    assert_eq!(step(&store, &visitor).await, Some(SAVERS * SAVES));
}

#[tokio::test]
async fn a_save_whose_future_is_dropped_disturbs_no_other() {
    let (_folder, path) = folder();
    let (visitor, other) = (new_visitor(), new_visitor());
    let store = RedbStore::open(&path).expect("a new file");
    drop(store.load(key(&visitor)));
    drop(store.save(key(&visitor), None, at(1)));
    store.save(key(&other), None, at(5)).await.expect("saved");
    assert_eq!(step(&store, &other).await, Some(5));
    assert_eq!(step(&store, &visitor).await, Some(1));
}

#[tokio::test]
async fn dropping_the_store_finishes_what_it_has_taken_on() {
    let (_folder, path) = folder();
    let visitors: Vec<_> = (0..100).map(|_| new_visitor()).collect();
    let store = RedbStore::open(&path).expect("a new file");
    for visitor in &visitors {
        drop(store.save(key(visitor), None, at(4)));
    }
    drop(store);
    let store = RedbStore::open(&path).expect("the same file");
    for visitor in &visitors {
        assert_eq!(step(&store, visitor).await, Some(4));
    }
}

#[tokio::test]
async fn a_full_store_forgets_the_oldest_and_repeats_no_revision() {
    let (_folder, path) = folder();
    let [first, second, third] = std::array::from_fn(|_| new_visitor());
    let store = RedbStore::with_capacity(&path, 2).expect("a new file");
    let old = store.save(key(&first), None, at(1)).await.expect("saved");
    let other = store.save(key(&second), None, at(2)).await.expect("saved");
    // The first is saved again, so the second is the oldest now.
    store
        .save(key(&first), Some(old), at(3))
        .await
        .expect("saved");
    store.save(key(&third), None, at(4)).await.expect("saved");
    assert_eq!(step(&store, &first).await, Some(3));
    assert_eq!(step(&store, &second).await, None);
    assert_eq!(step(&store, &third).await, Some(4));
    let again = store.save(key(&second), None, at(5)).await.expect("saved");
    assert!(again > other, "{again:?} {other:?}");
    let late = store.save(key(&second), Some(other), at(9)).await;
    assert!(matches!(late, Err(StoreError::Conflict)));
}

#[tokio::test]
async fn what_comes_while_the_queue_is_full_fails_at_once() {
    let (jobs, mut waiting) = mpsc::channel(1);
    let store = RedbStore {
        path: PathBuf::new(),
        jobs: Some(jobs),
        thread: None,
    };
    let visitor = new_visitor();
    let taken = store.load(key(&visitor));
    let refused = store.load(key(&visitor)).await.expect_err("full");
    assert!(is(&refused, |error| matches!(error, RedbError::Busy)));
    waiting.close();
    drop(waiting);
    let lost = taken.await.expect_err("the thread is gone");
    assert!(is(&lost, |error| matches!(error, RedbError::Closed)));
}

fn is(error: &StoreError, expected: impl FnOnce(&RedbError) -> bool) -> bool {
    Error::source(error)
        .and_then(|source| source.downcast_ref::<RedbError>())
        .is_some_and(expected)
}

#[tokio::test]
async fn a_file_that_is_open_cannot_be_opened_again() {
    let (_folder, path) = folder();
    let store = RedbStore::open(&path).expect("a new file");
    assert!(matches!(refused(&path), RedbError::InUse));
    drop(store);
    RedbStore::open(&path).expect("it is free again");
}

#[tokio::test]
async fn a_file_of_another_format_is_refused_and_left_as_it_is() {
    const OTHER: TableDefinition<'_, u8, u8> = TableDefinition::new("other");
    let (folder, newer) = folder();
    drop(RedbStore::open(&newer).expect("a new file"));
    let foreign = folder.path().join("other.redb");
    for (path, is_newer) in [(&newer, true), (&foreign, false)] {
        let database = Database::create(path).expect("a database");
        let transaction = database.begin_write().expect("a transaction");
        if is_newer {
            let mut about = transaction.open_table(ABOUT).expect("a table");
            about.insert("format", FORMAT + 1).expect("inserted");
        } else {
            let mut other = transaction.open_table(OTHER).expect("a table");
            other.insert(1, 1).expect("inserted");
        }
        transaction.commit().expect("committed");
    }
    assert!(matches!(refused(&newer), RedbError::Newer { format: 3 }));
    assert!(matches!(refused(&foreign), RedbError::Foreign));
    let database = Database::open(&foreign).expect("still a database");
    let transaction = database.begin_read().expect("a transaction");
    let tables: Vec<_> = transaction.list_tables().expect("tables").collect();
    assert_eq!(tables.len(), 1);
}

#[test]
fn a_file_that_is_no_database_is_refused_and_left_as_it_is() {
    let (_folder, path) = folder();
    let text = "a letter to a friend\n".repeat(10_000);
    fs::write(&path, &text).expect("written");
    assert!(matches!(refused(&path), RedbError::File(_)));
    assert_eq!(fs::read_to_string(&path).expect("read"), text);
}

/// Wherever a file is damaged: it is refused, or what it gives is what was
/// saved, or nothing can be loaded. It never panics, and never gives another step.
#[tokio::test]
async fn a_damaged_file_is_an_error_and_no_panic_or_other_step() {
    let (folder, path) = folder();
    let visitors: Vec<_> = (0..20).map(|_| new_visitor()).collect();
    let store = RedbStore::open(&path).expect("a new file");
    for (step, visitor) in visitors.iter().enumerate() {
        store
            .save(key(visitor), None, at(step))
            .await
            .expect("saved");
    }
    drop(store);
    let whole = fs::read(&path).expect("read");
    let damaged = folder.path().join("damaged.redb");
    let (mut refused, mut opened) = (0, 0);
    // 4091 is prime: no field of the format is passed over in every page. The
    // file's own header is in its first 320 bytes.
    let everywhere = (0..whole.len()).step_by(4091);
    let flips = everywhere.chain((0..320).step_by(5)).map(|byte| {
        let mut bytes = whole.clone();
        bytes[byte] ^= 0x5a;
        bytes
    });
    let cuts = (0..whole.len())
        .step_by(20_011)
        .skip(1)
        .map(|length| whole[..length].to_vec());
    for bytes in flips.chain(cuts) {
        fs::write(&damaged, bytes).expect("written");
        let Ok(store) = RedbStore::open(&damaged) else {
            refused += 1;
            continue;
        };
        opened += 1;
        for (step, visitor) in visitors.iter().enumerate() {
            if let Ok(Some((progress, _))) = store.load(key(visitor)).await {
                assert_eq!(progress, at(step));
            }
        }
    }
    assert!(
        refused > 0 && opened > 0,
        "{refused} refused, {opened} opened"
    );
}

#[tokio::test]
async fn a_file_of_the_first_format_is_converted_when_it_is_opened() {
    let (_folder, path) = folder();
    let visitors: Vec<_> = (0..4).map(|_| new_visitor()).collect();
    let database = Database::create(&path).expect("a database");
    let transaction = database.begin_write().expect("a transaction");
    {
        let mut about = transaction.open_table(ABOUT).expect("a table");
        about.insert("format", FIELDS).expect("inserted");
        let mut ages = transaction.open_table(AGES).expect("a table");
        let mut old = transaction.open_table(FIELDS_ENTRIES).expect("a table");
        for (at, visitor) in visitors.iter().enumerate() {
            let hash = hash(&visitor.into());
            let (key, revision) = ((&hash, "onboarding"), at as u64 + 7);
            let name = if at % 2 == 1 { "save" } else { "" };
            let entry = (revision, 5, 3, at as u64, at as u8, at % 2 == 1, name);
            old.insert(key, entry).expect("inserted");
            ages.insert(revision, key).expect("inserted");
        }
    }
    transaction.commit().expect("committed");
    drop(database);
    for _ in 0..2 {
        let store = RedbStore::open(&path).expect("an older file");
        for (at, visitor) in visitors.iter().enumerate() {
            let loaded = store.load(key(visitor)).await.expect("loaded");
            let (progress, revision) = loaded.expect("it was saved");
            assert_eq!((progress.step(), progress.run()), (at, 5));
            assert_eq!(progress.name(), (at % 2 == 1).then_some("save"));
            assert_eq!(revision, Revision(at as u64 + 7));
        }
        let saved = store.save(key(&new_visitor()), None, at(1)).await;
        assert!(saved.expect("saved") > Revision(10));
    }
}

#[tokio::test]
async fn no_revision_is_given_again_after_a_deletion() {
    let (_folder, path) = folder();
    let visitor = new_visitor();
    let store = RedbStore::open(&path).expect("a new file");
    let first = store.save(key(&visitor), None, at(1)).await.expect("saved");
    store.delete(key(&visitor)).await.expect("deleted");
    assert_eq!(step(&store, &visitor).await, None);
    drop(store);
    let store = RedbStore::open(&path).expect("the same file");
    let second = store.save(key(&visitor), None, at(1)).await.expect("saved");
    assert!(second > first, "{second:?} {first:?}");
}

#[tokio::test]
async fn the_file_does_not_hold_an_owners_id() {
    let (_folder, path) = folder();
    let visitor = new_visitor();
    let store = RedbStore::open(&path).expect("a new file");
    store.save(key(&visitor), None, at(1)).await.expect("saved");
    let user = "somebody@example.org";
    let of_user = ProgressKey::new(ProgressOwner::user(user), "onboarding");
    store.save(of_user, None, at(1)).await.expect("saved");
    drop(store);
    let bytes = fs::read(&path).expect("read");
    for id in [visitor.id(), user] {
        let mut windows = bytes.windows(id.len());
        assert!(!windows.any(|window| window == id.as_bytes()));
    }
    assert!(bytes.windows(10).any(|window| window == b"onboarding"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_store_keeps_every_claim_also_when_opened_again() {
    let (_folder, path) = folder();
    docent::test::store::check_durable(|| async {
        RedbStore::open(&path).expect("no other store has the file open")
    })
    .await;
}
