use docent::store::ProgressStore as _;
use docent_postgres::{MIGRATIONS, PostgresError, PostgresStore, migrate};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{AssertSqlSafe, PgPool};

use crate::cluster::Cluster;
use crate::{at, key};

/// Runs statements that are not the tests' input.
async fn run(pool: &PgPool, sql: &str) {
    let done = sqlx::raw_sql(AssertSqlSafe(sql)).execute(pool).await;
    done.unwrap_or_else(|error| panic!("{sql}: {error}"));
}

async fn refused(pool: &PgPool) -> PostgresError {
    let refused = PostgresStore::new(pool.clone()).await;
    refused.expect_err("refused")
}

/// A database, and a pool of a role in it that owns nothing.
async fn with_role(role: &str) -> (PgPool, PgPool) {
    let options = Cluster::shared().database().await;
    let owner = PgPool::connect_lazy_with(options.clone());
    run(&owner, &format!("CREATE ROLE \"{role}\" LOGIN")).await;
    let pool = PgPool::connect_lazy_with(options.username(role));
    (owner, pool)
}

#[tokio::test]
async fn a_missing_table_is_refused_and_named_with_its_cure() {
    let pool = PgPool::connect_lazy_with(Cluster::shared().database().await);
    let error = refused(&pool).await;
    assert!(matches!(error, PostgresError::NoTable), "{error:?}");
    let text = error.to_string();
    assert!(
        text.contains("`docent_progress`") && text.contains("docent_postgres::migrate"),
        "{text}"
    );
    migrate(&pool).await.expect("migrated");
    PostgresStore::new(pool).await.expect("a store");
}

#[tokio::test]
async fn another_table_of_that_name_is_refused_and_left_as_it_is() {
    for columns in [
        "id int",
        "owner text, tour text, revision bigint, progress bytea, saved_at timestamptz",
    ] {
        let pool = PgPool::connect_lazy_with(Cluster::shared().database().await);
        run(&pool, &format!("CREATE TABLE docent_progress ({columns})")).await;
        let error = refused(&pool).await;
        assert!(matches!(error, PostgresError::OtherTable), "{error:?}");
    }
}

#[tokio::test]
async fn a_table_that_lacks_its_key_or_revisions_is_told_the_cure() {
    for damage in [
        "DROP CONSTRAINT docent_progress_pkey",
        "ALTER COLUMN revision DROP IDENTITY",
        "ALTER COLUMN revision DROP IDENTITY, ALTER COLUMN revision DROP NOT NULL",
    ] {
        let pool = PgPool::connect_lazy_with(Cluster::shared().database().await);
        migrate(&pool).await.expect("migrated");
        let store = PostgresStore::new(pool.clone()).await.expect("a store");
        let key = key();
        let first = store.save(key.clone(), None, at(1)).await.expect("saved");
        run(&pool, &format!("ALTER TABLE docent_progress {damage}")).await;
        let error = refused(&pool).await;
        let PostgresError::Incomplete { alter } = &error else {
            panic!("{damage}: {error:?}");
        };
        assert!(error.to_string().contains(alter), "{error}");
        run(&pool, alter).await;
        let store = PostgresStore::new(pool).await.expect("a store");
        let next = store.save(key, Some(first), at(2)).await.expect("saved");
        assert!(next > first, "{damage}");
    }
}

#[tokio::test]
async fn a_key_of_other_columns_is_not_taken_for_ours() {
    for key in [
        "UNIQUE (owner)",
        "UNIQUE (owner, revision)",
        "UNIQUE (owner, tour, revision)",
    ] {
        let pool = PgPool::connect_lazy_with(Cluster::shared().database().await);
        migrate(&pool).await.expect("migrated");
        let table = "ALTER TABLE docent_progress";
        run(
            &pool,
            &format!("{table} DROP CONSTRAINT docent_progress_pkey"),
        )
        .await;
        run(&pool, &format!("{table} ADD {key}")).await;
        let error = refused(&pool).await;
        assert!(
            matches!(error, PostgresError::Incomplete { .. }),
            "{key}: {error:?}"
        );
        run(&pool, &format!("{table} ADD UNIQUE (tour, owner)")).await;
        PostgresStore::new(pool).await.expect("a store");
    }
}

#[tokio::test]
async fn a_database_that_takes_no_writes_is_refused() {
    let options = Cluster::shared().database().await;
    let pool = PgPool::connect_lazy_with(options.clone());
    migrate(&pool).await.expect("migrated");
    let read_only = options.options([("default_transaction_read_only", "on")]);
    let error = refused(&PgPool::connect_lazy_with(read_only)).await;
    assert!(matches!(error, PostgresError::ReadOnly), "{error:?}");
}

#[tokio::test]
async fn a_role_without_rights_is_told_the_statement_that_helps() {
    let (owner, pool) = with_role("Web App").await;
    migrate(&owner).await.expect("migrated");
    let error = refused(&pool).await;
    let PostgresError::NoRights { grant } = &error else {
        panic!("{error:?}");
    };
    assert!(error.to_string().contains(grant), "{error}");
    // Reading alone is not enough.
    run(&owner, "GRANT SELECT ON docent_progress TO \"Web App\"").await;
    assert!(matches!(
        refused(&pool).await,
        PostgresError::NoRights { .. }
    ));
    run(&owner, grant).await;
    let store = PostgresStore::new(pool).await.expect("a store");
    let key = key();
    let first = store.save(key.clone(), None, at(1)).await.expect("saved");
    let next = store.save(key.clone(), Some(first), at(2)).await;
    next.expect("saved again");
    store.delete(key).await.expect("deleted");
}

#[tokio::test]
async fn a_role_that_may_not_migrate_is_told_what_helps() {
    let (owner, pool) = with_role("migrator").await;
    let error = migrate(&pool).await.expect_err("refused");
    let PostgresError::NoRights { grant } = &error else {
        panic!("{error:?}");
    };
    run(&owner, grant).await;
    migrate(&pool).await.expect("migrated");
    PostgresStore::new(pool).await.expect("a store");
}

#[tokio::test]
async fn a_database_that_cannot_be_reached_is_refused_in_time() {
    let nowhere = tempfile::TempDir::new().expect("a folder");
    let options = PgConnectOptions::new_without_pgpass().socket(nowhere.path());
    let pool = PgPoolOptions::new()
        .acquire_timeout(std::time::Duration::from_millis(200))
        .connect_lazy_with(options);
    let error = refused(&pool).await;
    assert!(
        matches!(
            error,
            PostgresError::NoConnection { .. } | PostgresError::Database(_)
        ),
        "{error:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn eight_processes_may_migrate_at_the_same_time() {
    let options = Cluster::shared().database().await;
    let migrations: Vec<_> = (0..8)
        .map(|_| {
            let pool = PgPool::connect_lazy_with(options.clone());
            tokio::spawn(async move {
                migrate(&pool).await?;
                PostgresStore::new(pool).await
            })
        })
        .collect();
    for migrated in migrations {
        migrated.await.expect("no panic").expect("migrated");
    }
}

#[tokio::test]
async fn migrations_can_be_run_again_and_keep_what_is_stored() {
    let pool = PgPool::connect_lazy_with(Cluster::shared().database().await);
    for (_, sql) in MIGRATIONS {
        run(&pool, sql).await;
    }
    let store = PostgresStore::new(pool.clone()).await.expect("a store");
    let key = key();
    store.save(key.clone(), None, at(7)).await.expect("saved");
    migrate(&pool).await.expect("migrated");
    assert_eq!(crate::step(&store, &key).await, Some(7));
}

#[tokio::test]
async fn the_table_may_be_in_another_schema_of_the_search_path() {
    let options = Cluster::shared().database().await;
    let owner = PgPool::connect_lazy_with(options.clone());
    run(&owner, "CREATE SCHEMA app").await;
    let pool = PgPool::connect_lazy_with(options.options([("search_path", "app")]));
    migrate(&pool).await.expect("migrated");
    let store = PostgresStore::new(pool).await.expect("a store");
    let key = key();
    store.save(key.clone(), None, at(1)).await.expect("saved");
    assert!(matches!(refused(&owner).await, PostgresError::NoTable));
}
