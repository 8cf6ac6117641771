use sqlx::{Acquire as _, PgConnection, PgPool};

use crate::error::{PostgresError, code};

/// The files of `migrations/`, in order: their names, and the SQL in them.
///
/// Each can be run again without harm, so nothing has to remember which of them
/// were. An app that has migrations of its own can copy them there instead of
/// calling [`migrate`].
pub const MIGRATIONS: &[(&str, &str)] = &[(
    "0001_progress.sql",
    include_str!("../migrations/0001_progress.sql"),
)];

/// Makes what the store needs in the database, if it is not there.
///
/// It runs the files of [`MIGRATIONS`] in one transaction, so that it does all
/// of it or nothing. The table is made in the first schema of the connection's
/// `search_path`.
///
/// Any number of processes may call it at the same time: one migrates at a time,
/// under an advisory lock, and the others wait for it. There is no limit to that
/// but the `lock_timeout` of the database.
///
/// # Errors
///
/// * [`PostgresError::NoRights`]: the role may not create tables there. It needs
///   that right also when the table is there.
/// * [`PostgresError::NoConnection`], [`PostgresError::Database`]: as
///   [`PostgresStore::new`](crate::PostgresStore::new).
///
/// # Cancel safety
///
/// The future may be dropped at any time; whether it has migrated is then open.
pub async fn migrate(pool: &PgPool) -> Result<(), PostgresError> {
    let mut connection = pool.acquire().await.map_err(|error| match error {
        sqlx::Error::PoolTimedOut => PostgresError::no_connection(pool),
        error => PostgresError::database(error),
    })?;
    match run(&mut connection).await {
        Err(error) if code(&error).as_deref() == Some("42501") => {
            let grant = sqlx::query_scalar(GRANT_CREATE).fetch_one(&mut *connection);
            let grant = grant.await.map_err(PostgresError::database)?;
            Err(PostgresError::NoRights { grant })
        }
        done => done.map_err(PostgresError::database),
    }
}

/// Any number will do that the app is unlikely to lock itself.
const LOCK: i64 = i64::from_be_bytes(*b"docent\0\x01");

const GRANT_CREATE: &str = "SELECT format('GRANT CREATE ON SCHEMA %I TO %I', \
     coalesce(current_schema(), 'public'), current_user)";

async fn run(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    let mut transaction = connection.begin().await?;
    sqlx::query("SELECT pg_advisory_xact_lock($1)")
        .bind(LOCK)
        .execute(&mut *transaction)
        .await?;
    for &(_, sql) in MIGRATIONS {
        sqlx::raw_sql(sql).execute(&mut *transaction).await?;
    }
    transaction.commit().await
}
