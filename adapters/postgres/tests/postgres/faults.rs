use std::sync::Arc;
use std::time::{Duration, Instant};

use docent::store::{
    Progress, ProgressKey, ProgressOwner, ProgressStore, Revision, StoreError, StoreFuture,
};
use docent::test::store::check;
use docent_postgres::{PostgresError, PostgresStore};
use futures_util::FutureExt as _;
use sqlx::postgres::PgPoolOptions;
use sqlx::{PgPool, Postgres, Transaction};

use crate::cluster::Cluster;
use crate::proxy::{Fault, Proxy, Way};
use crate::{at, failure, key, step};

/// A pool behind a proxy, and one of the same database that is not.
pub(crate) async fn behind_a_proxy(connections: u32) -> (Proxy, PgPool, PgPool) {
    let cluster = Cluster::shared();
    let proxy = Proxy::before(cluster).await;
    let options = cluster.database().await;
    let good = PgPool::connect_lazy_with(options.clone());
    docent_postgres::migrate(&good).await.expect("migrated");
    let bad = PgPoolOptions::new()
        .max_connections(connections)
        .connect_lazy_with(proxy.options(options));
    (proxy, bad, good)
}

pub(crate) async fn stores(pools: [&PgPool; 2]) -> [PostgresStore; 2] {
    let [bad, good] = pools.map(|pool| PostgresStore::new(pool.clone()));
    [bad.await.expect("a store"), good.await.expect("a store")]
}

/// Waits until sqlx has taken its connection back.
pub(crate) async fn is_idle(pool: &PgPool) {
    while pool.num_idle() == 0 {
        tokio::task::yield_now().await;
    }
}

/// A store that asks again until it has an answer, as docent's sessions do with
/// their next save: a conflict with a value that this very save has left is none.
struct Insistent(Arc<PostgresStore>);

impl ProgressStore for Insistent {
    fn load(&self, key: ProgressKey) -> StoreFuture<Option<(Progress, Revision)>> {
        let store = Arc::clone(&self.0);
        StoreFuture::new(insist(move || store.load(key.clone())))
    }

    fn save(
        &self,
        key: ProgressKey,
        replaces: Option<Revision>,
        progress: Progress,
    ) -> StoreFuture<Revision> {
        let store = Arc::clone(&self.0);
        StoreFuture::new(async move {
            let mut saves = 0;
            let saved = insist(|| {
                saves += 1;
                store.save(key.clone(), replaces, progress.clone())
            });
            match saved.await {
                Err(StoreError::Conflict) if saves > 1 => {
                    let stored = insist(|| store.load(key.clone())).await?;
                    match stored {
                        Some((stored, revision)) if stored == progress => Ok(revision),
                        _ => Err(StoreError::Conflict),
                    }
                }
                saved => saved,
            }
        })
    }

    fn delete(&self, key: ProgressKey) -> StoreFuture<()> {
        let store = Arc::clone(&self.0);
        StoreFuture::new(insist(move || store.delete(key.clone())))
    }

    fn delete_owner(&self, owner: ProgressOwner) -> StoreFuture<()> {
        let store = Arc::clone(&self.0);
        StoreFuture::new(insist(move || store.delete_owner(owner.clone())))
    }
}

async fn insist<T>(mut ask: impl FnMut() -> StoreFuture<T>) -> Result<T, StoreError> {
    let mut failures = 0;
    loop {
        match ask().await {
            Err(StoreError::Unavailable(_)) if failures < 20 => failures += 1,
            answer => return answer,
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_store_keeps_every_claim_over_a_slow_network() {
    let (proxy, bad, good) = behind_a_proxy(10).await;
    let [store, _] = stores([&bad, &good]).await;
    proxy.set(Fault::Slow);
    check(|| async { store.clone() }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_store_keeps_every_claim_over_connections_that_are_cut() {
    let (proxy, bad, good) = behind_a_proxy(10).await;
    let [store, _] = stores([&bad, &good]).await;
    let store = Arc::new(store);
    for first in [6, 9] {
        proxy.set(Fault::CutEach(first));
        check(|| async { Insistent(Arc::clone(&store)) }).await;
    }
}

#[tokio::test]
async fn a_save_that_is_cut_anywhere_leaves_the_old_value_or_the_new() {
    let (proxy, bad, good) = behind_a_proxy(1).await;
    let [bad, good] = stores([&bad, &good]).await;
    let key = key();
    let mut newest = good.save(key.clone(), None, at(0)).await.expect("saved");
    let (mut lost, mut kept) = (0, 0);
    for way in [Way::Up, Way::Down] {
        for bytes in (0..).step_by(3) {
            // The connection is open, and the statement prepared.
            step(&bad, &key).await;
            let (before, after) = (at(1), at(2 + bytes));
            newest = good
                .save(key.clone(), Some(newest), before.clone())
                .await
                .expect("saved");
            proxy.set(Fault::CutOnce(way, bytes));
            let saved = bad.save(key.clone(), Some(newest), after.clone()).await;
            let is_cut = proxy.fault() == Fault::None;
            proxy.set(Fault::None);
            let loaded = good.load(key.clone()).await.expect("loaded");
            let (progress, revision) = loaded.expect("a value");
            match saved {
                Ok(saved) => assert_eq!((&progress, revision), (&after, saved)),
                Err(_) if revision == newest => {
                    assert_eq!(progress, before);
                    lost += 1;
                }
                Err(error) => {
                    let error = failure::<()>(Err(error));
                    assert!(matches!(error, PostgresError::Database(_)), "{error:?}");
                    assert_eq!(progress, after);
                    kept += 1;
                }
            }
            newest = revision;
            if !is_cut {
                break;
            }
        }
    }
    assert!(lost > 10 && kept > 3, "{lost} lost, {kept} kept");
}

#[tokio::test]
async fn a_silent_network_ends_in_time_and_costs_no_connection() {
    let (proxy, bad, good) = behind_a_proxy(1).await;
    let [store, good] = stores([&bad, &good]).await;
    let key = key();
    good.save(key.clone(), None, at(1)).await.expect("saved");
    for silent in [false, true, false, true, false] {
        if !silent {
            // The pool has one connection, and may not have given up the silent one.
            let loaded = insist(|| store.load(key.clone())).await.expect("loaded");
            assert_eq!(loaded.expect("a value").0, at(1));
            is_idle(&bad).await;
            continue;
        }
        proxy.set(Fault::Silent);
        let began = Instant::now();
        let error = failure(store.load(key.clone()).await);
        assert!(
            matches!(error, PostgresError::NoConnection { most: 1 }),
            "{error:?}"
        );
        assert!(began.elapsed() < PostgresStore::TIMEOUT + Duration::from_secs(3));
        proxy.set(Fault::None);
    }
}

#[tokio::test]
async fn a_server_that_was_demoted_costs_one_save_of_each_connection() {
    let options = Cluster::shared().database().await;
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .connect_lazy_with(options);
    docent_postgres::migrate(&pool).await.expect("migrated");
    let store = PostgresStore::new(pool.clone()).await.expect("a store");
    let key = key();
    let first = store.save(key.clone(), None, at(1)).await.expect("saved");
    // The pool's connection is now as one to a server that has become a standby.
    let demoted = sqlx::query("SET default_transaction_read_only = on").execute(&pool);
    demoted.await.expect("set");
    let error = failure(store.save(key.clone(), Some(first), at(2)).await);
    assert!(matches!(error, PostgresError::ReadOnly), "{error:?}");
    let next = store.save(key.clone(), Some(first), at(3)).await;
    next.expect("another connection is another server");
    assert_eq!(step(&store, &key).await, Some(3));
}

/// Locks the table until the transaction ends.
async fn locked(pool: &PgPool) -> Transaction<'static, Postgres> {
    let mut lock = pool.begin().await.expect("a transaction");
    let locked = sqlx::query("LOCK TABLE docent_progress").execute(&mut *lock);
    locked.await.expect("locked");
    lock
}

/// Whether so many operations wait for a lock.
async fn are_waiting(pool: &PgPool, number: i64) -> bool {
    let waiting = "SELECT count(*) FROM pg_stat_activity \
         WHERE datname = current_database() AND wait_event_type = 'Lock'";
    let waiting = sqlx::query_scalar::<_, i64>(waiting).fetch_one(pool).await;
    waiting.expect("an answer") == number
}

#[tokio::test]
async fn a_locked_table_ends_in_time_and_costs_no_connection() {
    let options = Cluster::shared().database().await;
    let other = PgPool::connect_lazy_with(options.clone());
    docent_postgres::migrate(&other).await.expect("migrated");
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .connect_lazy_with(options);
    let store = PostgresStore::new(pool.clone()).await.expect("a store");
    let key = key();
    let first = store.save(key.clone(), None, at(1)).await.expect("saved");

    let lock = locked(&other).await;
    let error = failure(store.save(key.clone(), Some(first), at(2)).await);
    assert!(matches!(error, PostgresError::TimedOut { .. }), "{error:?}");
    // The pool has its place back while the statement still waits.
    let answer = sqlx::query("SELECT 1").execute(&pool).await;
    answer.expect("another connection");
    assert!(are_waiting(&other, 1).await);

    // A future that is dropped gives it back as well.
    let mut load = store.load(key.clone());
    while !are_waiting(&other, 2).await {
        assert!(
            (&mut load).now_or_never().is_none(),
            "it waits for the lock"
        );
        tokio::task::yield_now().await;
    }
    drop(load);
    let answer = sqlx::query("SELECT 1").execute(&pool).await;
    answer.expect("another connection");

    lock.rollback().await.expect("unlocked");
    let loaded = store.load(key.clone()).await.expect("loaded");
    let (progress, newest) = loaded.expect("a value");
    assert!(progress == at(1) || progress == at(2), "{progress:?}");
    // The save may come through now; then it is a newer value.
    let saved = match store.save(key.clone(), Some(newest), at(3)).await {
        Err(StoreError::Conflict) => {
            let loaded = store.load(key.clone()).await.expect("loaded");
            let (_, newest) = loaded.expect("a value");
            store.save(key, Some(newest), at(3)).await
        }
        saved => saved,
    };
    saved.expect("saved");
}

#[tokio::test]
async fn a_full_pool_fails_in_time_and_the_next_call_works() {
    let options = Cluster::shared().database().await;
    let pool = PgPoolOptions::new()
        .max_connections(2)
        .connect_lazy_with(options);
    docent_postgres::migrate(&pool).await.expect("migrated");
    let store = PostgresStore::new(pool.clone()).await.expect("a store");
    let key = key();
    let in_use = [pool.acquire().await, pool.acquire().await];
    let began = Instant::now();
    let error = failure(store.save(key.clone(), None, at(1)).await);
    let waited = began.elapsed();
    assert!(
        matches!(error, PostgresError::NoConnection { most: 2 }),
        "{error:?}"
    );
    assert!(error.to_string().contains("all of the pool's 2"), "{error}");
    let timeout = PostgresStore::TIMEOUT;
    assert!(waited >= timeout && waited < timeout + Duration::from_secs(3));
    drop(in_use);
    store.save(key.clone(), None, at(1)).await.expect("saved");
    assert_eq!(step(&store, &key).await, Some(1));
}

#[tokio::test]
async fn a_killed_database_keeps_what_it_has_answered() {
    // Killing the shared one would end the other tests.
    let cluster = Cluster::start();
    let store = PostgresStore::new(cluster.migrated().await)
        .await
        .expect("a store");
    let key = key();
    let mut newest = None;
    for round in 0..3 {
        for number in 0..10 {
            let progress = at(round * 10 + number);
            let saved = store.save(key.clone(), newest, progress).await;
            newest = Some(saved.expect("saved"));
        }
        let next = store.save(key.clone(), newest, at(1_000 + round));
        cluster.kill();
        // A process that serves a connection may outlive the server's first for a moment.
        let next = next.await;
        while let Ok(loaded) = store.load(key.clone()).await {
            assert!(loaded.is_some());
        }
        cluster.restart();
        let loaded = store.load(key.clone()).await.expect("loaded");
        let (progress, revision) = loaded.expect("a value");
        match (next, progress) {
            (Ok(saved), progress) => {
                assert_eq!((progress, revision), (at(1_000 + round), saved));
            }
            (Err(_), progress) if Some(revision) == newest => {
                assert_eq!(progress, at(round * 10 + 9));
            }
            (Err(error), progress) => {
                failure::<()>(Err(error));
                assert_eq!(progress, at(1_000 + round));
            }
        }
        newest = Some(revision);
    }
}
