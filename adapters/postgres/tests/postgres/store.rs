use std::borrow::Cow;

use docent::store::{
    ProgressDecodeError, ProgressKey, ProgressOwner, ProgressStore as _, StoreError,
};
use docent::test::store::{check, check_durable};
use docent_postgres::{PostgresError, PostgresStore};
use futures_util::FutureExt as _;
use sqlx::PgPool;

use crate::cluster::Cluster;
use crate::{at, failure, key};

#[tokio::test(flavor = "multi_thread")]
async fn the_store_keeps_every_claim_also_when_opened_again() {
    let options = Cluster::shared().database().await;
    let migrated = PgPool::connect_lazy_with(options.clone());
    docent_postgres::migrate(&migrated).await.expect("migrated");
    check_durable(|| async {
        let pool = PgPool::connect_lazy_with(options.clone());
        PostgresStore::new(pool).await.expect("a store")
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_store_keeps_every_claim_at_any_isolation_level() {
    for level in ["repeatable read", "serializable"] {
        let options = Cluster::shared().database().await;
        let options = options.options([("default_transaction_isolation", level)]);
        let pool = PgPool::connect_lazy_with(options);
        docent_postgres::migrate(&pool).await.expect("migrated");
        check(|| async { PostgresStore::new(pool.clone()).await.expect("a store") }).await;
    }
}

#[tokio::test]
async fn of_two_servers_that_save_at_once_one_conflicts() {
    let options = Cluster::shared().database().await;
    let pools = [(); 2].map(|()| PgPool::connect_lazy_with(options.clone()));
    docent_postgres::migrate(&pools[0]).await.expect("migrated");
    let [a, b] = pools.map(PostgresStore::new);
    let (a, b) = (a.await.expect("a store"), b.await.expect("a store"));
    let key = key();
    let mut newest = None;
    for round in 0..50 {
        let saves = (
            a.save(key.clone(), newest, at(2 * round)),
            b.save(key.clone(), newest, at(2 * round + 1)),
        );
        let (step, revision) = match tokio::join!(saves.0, saves.1) {
            (Ok(revision), Err(StoreError::Conflict)) => (2 * round, revision),
            (Err(StoreError::Conflict), Ok(revision)) => (2 * round + 1, revision),
            both => panic!("one saves and one conflicts, and not {both:?}"),
        };
        let stored = Some((at(step), revision));
        assert_eq!(a.load(key.clone()).await.expect("loaded"), stored);
        newest = Some(revision);
    }
}

#[tokio::test]
async fn a_save_waits_for_the_one_before_it_and_conflicts() {
    let pool = Cluster::shared().migrated().await;
    let store = PostgresStore::new(pool.clone()).await.expect("a store");
    let key = key();
    let first = store.save(key.clone(), None, at(1)).await.expect("saved");
    let mut other = pool.begin().await.expect("a transaction");
    let lock = "UPDATE docent_progress SET revision = DEFAULT";
    sqlx::query(lock)
        .execute(&mut *other)
        .await
        .expect("locked");
    let mut save = store.save(key, Some(first), at(2));
    loop {
        let answer = (&mut save).now_or_never();
        assert!(answer.is_none(), "it waits for the lock");
        let waiting = "SELECT count(*) FROM pg_stat_activity \
             WHERE datname = current_database() AND wait_event_type = 'Lock'";
        let waiting: i64 = sqlx::query_scalar(waiting)
            .fetch_one(&pool)
            .await
            .expect("a number");
        if waiting == 1 {
            break;
        }
    }
    other.commit().await.expect("committed");
    let saved = save.await;
    assert!(matches!(saved, Err(StoreError::Conflict)), "{saved:?}");
}

#[tokio::test]
async fn progress_of_a_newer_docent_is_an_error_and_stays() {
    let pool = Cluster::shared().migrated().await;
    let store = PostgresStore::new(pool.clone()).await.expect("a store");
    let key = key();
    let revision = store.save(key.clone(), None, at(1)).await.expect("saved");
    let newer = "UPDATE docent_progress SET progress = '\\x0903'";
    sqlx::query(newer).execute(&pool).await.expect("changed");
    let error = failure(store.load(key.clone()).await);
    let unknown = ProgressDecodeError::UnknownVersion(9);
    assert!(
        matches!(&error, PostgresError::Progress(error) if *error == unknown),
        "{error:?}"
    );
    // A run that could not load it has nothing to replace.
    let saved = store.save(key.clone(), None, at(2)).await;
    assert!(matches!(saved, Err(StoreError::Conflict)), "{saved:?}");
    let bytes: Vec<u8> = sqlx::query_scalar("SELECT progress FROM docent_progress")
        .fetch_one(&pool)
        .await
        .expect("a row");
    assert_eq!(bytes, [9, 3]);
    store.delete(key.clone()).await.expect("deleted");
    let saved = store.save(key, None, at(3)).await.expect("saved");
    assert!(saved > revision);
}

#[tokio::test]
async fn the_table_does_not_hold_an_owners_id() {
    let pool = Cluster::shared().migrated().await;
    let store = PostgresStore::new(pool.clone()).await.expect("a store");
    let owner = ProgressOwner::user("ada@example.com");
    let key = ProgressKey::new(owner, "onboarding");
    store.save(key, None, at(1)).await.expect("saved");
    let row: String = sqlx::query_scalar(
        "SELECT concat(docent_progress, encode(owner, 'escape'), encode(progress, 'escape')) \
         FROM docent_progress",
    )
    .fetch_one(&pool)
    .await
    .expect("a row");
    assert!(
        row.contains("onboarding") && !row.contains("example"),
        "{row}"
    );
}

#[tokio::test]
async fn a_tour_id_that_the_table_cannot_hold_is_refused() {
    let pool = Cluster::shared().migrated().await;
    let store = PostgresStore::new(pool).await.expect("a store");
    let owner = key().owner;
    // Letters at random, which cannot be compressed.
    let random: String = (0..10_000u64)
        .map(|at| {
            char::from(
                b'a' + (at.wrapping_mul(at).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as u8 % 26,
            )
        })
        .collect();
    let longest = random[..2_500].to_owned();
    for id in [Cow::from("zero\0"), Cow::from(random)] {
        let key = ProgressKey::new(owner.clone(), id);
        let error = failure(store.save(key, None, at(1)).await);
        assert!(matches!(error, PostgresError::Database(_)), "{error:?}");
    }
    let longest = ProgressKey::new(owner, longest);
    store.save(longest, None, at(1)).await.expect("saved");
}
