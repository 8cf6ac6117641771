#![doc = include_str!("../README.md")]

// # Invariants
//
// * Each operation is one statement: it is done or not, wherever its future is dropped.
// * A connection whose answer has not come is closed: in the pool it would be
//   waited for, without an end where the network is silent.

mod error;
mod migration;

use std::fmt;
use std::time::Duration;

use docent::store::{
    Progress, ProgressKey, ProgressOwner, ProgressStore, Revision, StoreError, StoreFuture,
};
use sha2::{Digest as _, Sha256};
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgArguments, PgRow};
use sqlx::query::QueryAs;
use sqlx::{FromRow, PgPool, Postgres};

pub use error::PostgresError;
pub use migration::{MIGRATIONS, migrate};

/// Keeps progress in a table of the app's PostgreSQL database.
///
/// See the [crate's documentation](crate) for an example, and for what happens
/// when something is wrong. Cheap to clone: the clones share the pool.
///
/// # Bounds
///
/// An operation takes at most [`PostgresStore::TIMEOUT`], of which it may wait for
/// a connection as long as the pool's `acquire_timeout`, and uses one connection.
/// How many may wait for the pool is not bounded here: a session has one load or
/// save on its way. A row takes about 200 bytes and what [`Progress::to_bytes`] gives.
///
/// A tour's id has at most 2,500 bytes and no zero byte; the database refuses
/// others, and characters that its encoding does not have. UTF-8 has all.
///
/// # Durability
///
/// A save is committed when it is answered. What that means depends on the database's
/// `synchronous_commit`; by default, that it is on the disk.
///
/// # Security
///
/// A visitor's id is a secret, and a user's may be personal data, so the table
/// holds their SHA-256 only. An id that can be guessed, as an e-mail address, can
/// be found in the table by who guesses it.
#[derive(Clone)]
pub struct PostgresStore {
    pool: PgPool,
}

const TABLE: &str = "docent_progress";
const RIGHTS: &str = "SELECT, INSERT, UPDATE, DELETE";

/// Whether the role has [`RIGHTS`] on [`TABLE`], and what gives them to it.
/// Nothing is known of a table that is not there.
const CHECK_RIGHTS: &str = "SELECT \
         coalesce(has_table_privilege(seen, 'SELECT') AND has_table_privilege(seen, 'INSERT') \
             AND has_table_privilege(seen, 'UPDATE') AND has_table_privilege(seen, 'DELETE'), true), \
         format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO %I', seen, current_user) \
     FROM to_regclass('docent_progress') AS seen";

/// Fails where the table, a column or its type is another one.
const CHECK_TABLE: &str = "SELECT true FROM docent_progress \
     WHERE owner = ''::bytea AND tour = ''::text AND revision = 0::bigint \
         AND progress = ''::bytea AND saved_at = now() \
     LIMIT 1";

/// Gives a row where no two rows are kept from having one owner and tour.
const LACKS_KEY: &str = "SELECT format('ALTER TABLE %s ADD PRIMARY KEY (owner, tour)', seen) \
     FROM to_regclass('docent_progress') AS seen \
     WHERE NOT EXISTS (SELECT FROM pg_index \
         WHERE indrelid = seen AND indisunique AND indisvalid AND indimmediate \
             AND indpred IS NULL AND indnkeyatts = 2 \
             AND 2 = (SELECT count(*) FROM pg_attribute \
                 WHERE attrelid = seen AND attname IN ('owner', 'tour') \
                     AND attnum IN (indkey[0], indkey[1])))";

/// Gives a row where a save gets no new revision.
const LACKS_REVISIONS: &str = "SELECT format('ALTER TABLE %s \
         ALTER COLUMN revision DROP DEFAULT, \
         ALTER COLUMN revision SET NOT NULL, \
         ALTER COLUMN revision ADD GENERATED ALWAYS AS IDENTITY (START WITH %s)', \
         seen, (SELECT coalesce(max(revision), 0) + 1 FROM docent_progress)) \
     FROM to_regclass('docent_progress') AS seen \
     WHERE EXISTS (SELECT FROM pg_attribute \
         WHERE attrelid = seen AND attname = 'revision' AND attidentity = '')";

const IS_READ_ONLY: &str = "SELECT current_setting('transaction_read_only') = 'on'";

const LOAD: &str = "SELECT progress, revision FROM docent_progress WHERE owner = $1 AND tour = $2";

const INSERT: &str = "INSERT INTO docent_progress (owner, tour, progress) VALUES ($1, $2, $3) \
     ON CONFLICT (owner, tour) DO NOTHING RETURNING revision";

/// Of several at once the later ones look at the row again when the first is
/// done, and find another revision.
const UPDATE: &str = "UPDATE docent_progress \
     SET progress = $3, revision = DEFAULT, saved_at = now() \
     WHERE owner = $1 AND tour = $2 AND revision = $4 RETURNING revision";

const DELETE: &str = "DELETE FROM docent_progress WHERE owner = $1 AND tour = $2";

const DELETE_OWNER: &str = "DELETE FROM docent_progress WHERE owner = $1";

impl PostgresStore {
    /// How long an operation may take.
    ///
    /// It is less than the five seconds that docent gives a save, so that the log
    /// names what was waited for.
    pub const TIMEOUT: Duration = Duration::from_secs(4);

    /// Keeps progress in the database of this pool, whose table must be there:
    /// see [`migrate`]. Nothing is changed.
    ///
    /// # Errors
    ///
    /// * [`PostgresError::NoTable`], [`PostgresError::OtherTable`]: it was not migrated.
    /// * [`PostgresError::Incomplete`]: it was made by other means, without its primary
    ///   key or the identity of its revisions.
    /// * [`PostgresError::NoRights`]: the role may not read or write the table.
    /// * [`PostgresError::ReadOnly`], [`PostgresError::NoConnection`],
    ///   [`PostgresError::TimedOut`], [`PostgresError::Database`]: the database cannot be
    ///   used now.
    ///
    /// # Cancel safety
    ///
    /// The future may be dropped at any time.
    pub async fn new(pool: PgPool) -> Result<Self, PostgresError> {
        let store = Self { pool };
        let rights = store.ask::<(bool, String)>(sqlx::query_as(CHECK_RIGHTS));
        if let Some((false, grant)) = rights.await? {
            return Err(PostgresError::NoRights { grant });
        }
        store.ask::<(bool,)>(sqlx::query_as(CHECK_TABLE)).await?;
        for lacks in [LACKS_KEY, LACKS_REVISIONS] {
            let alter = store.ask::<(String,)>(sqlx::query_as(lacks)).await?;
            if let Some((alter,)) = alter {
                return Err(PostgresError::Incomplete { alter });
            }
        }
        match store.ask(sqlx::query_as(IS_READ_ONLY)).await? {
            Some((true,)) => Err(PostgresError::ReadOnly),
            _ => Ok(store),
        }
    }

    /// Runs a statement that gives at most one row on a connection of the pool.
    async fn ask<R>(&self, statement: Statement<'_, R>) -> Result<Option<R>, PostgresError>
    where
        R: for<'r> FromRow<'r, PgRow> + Send + Unpin,
    {
        let deadline = tokio::time::Instant::now() + Self::TIMEOUT;
        let connection = match tokio::time::timeout_at(deadline, self.pool.acquire()).await {
            Err(_) | Ok(Err(sqlx::Error::PoolTimedOut)) => {
                return Err(PostgresError::no_connection(&self.pool));
            }
            Ok(connection) => connection.map_err(PostgresError::database)?,
        };
        let mut borrowed = Borrowed {
            connection,
            has_answered: false,
        };
        let answer = statement.fetch_optional(&mut *borrowed.connection);
        let answer = tokio::time::timeout_at(deadline, answer).await;
        let answer = answer.map_err(|_| PostgresError::TimedOut {
            within: Self::TIMEOUT,
        })?;
        // A refusal is an answer too.
        borrowed.has_answered = answer
            .as_ref()
            .map_or_else(PostgresError::is_answer, |_| true);
        answer.map_err(PostgresError::database)
    }
}

type Statement<'q, R> = QueryAs<'q, Postgres, R, PgArguments>;

/// A connection of the pool, which goes back only if it has answered.
struct Borrowed {
    connection: PoolConnection<Postgres>,
    has_answered: bool,
}

impl Drop for Borrowed {
    fn drop(&mut self) {
        if !self.has_answered {
            self.connection.close_on_drop();
        }
    }
}

impl ProgressStore for PostgresStore {
    fn load(&self, key: ProgressKey) -> StoreFuture<Option<(Progress, Revision)>> {
        let store = self.clone();
        StoreFuture::new(async move {
            let load = sqlx::query_as(LOAD).bind(hash(&key.owner)).bind(&*key.tour);
            let row: Option<(Vec<u8>, i64)> = store.ask(load).await?;
            let Some((bytes, revision)) = row else {
                return Ok(None);
            };
            let progress = Progress::from_bytes(&bytes).map_err(PostgresError::Progress)?;
            Ok(Some((progress, Revision(revision.cast_unsigned()))))
        })
    }

    fn save(
        &self,
        key: ProgressKey,
        replaces: Option<Revision>,
        progress: Progress,
    ) -> StoreFuture<Revision> {
        let store = self.clone();
        StoreFuture::new(async move {
            let sql = match replaces {
                None => INSERT,
                Some(_) => UPDATE,
            };
            let mut save = sqlx::query_as(sql)
                .bind(hash(&key.owner))
                .bind(&*key.tour)
                .bind(progress.to_bytes());
            if let Some(Revision(revision)) = replaces {
                save = save.bind(revision.cast_signed());
            }
            let revision: Option<(i64,)> = match store.ask(save).await {
                Err(PostgresError::Database(error)) if is_overtaken(&error) => None,
                saved => saved?,
            };
            let (revision,) = revision.ok_or(StoreError::Conflict)?;
            Ok(Revision(revision.cast_unsigned()))
        })
    }

    fn delete(&self, key: ProgressKey) -> StoreFuture<()> {
        let store = self.clone();
        StoreFuture::new(async move {
            let delete = sqlx::query_as(DELETE)
                .bind(hash(&key.owner))
                .bind(&*key.tour);
            store.ask::<(bool,)>(delete).await?;
            Ok(())
        })
    }

    fn delete_owner(&self, owner: ProgressOwner) -> StoreFuture<()> {
        let store = self.clone();
        StoreFuture::new(async move {
            let delete = sqlx::query_as(DELETE_OWNER).bind(hash(&owner));
            store.ask::<(bool,)>(delete).await?;
            Ok(())
        })
    }
}

/// Another transaction has changed the row first: what is reported instead of an
/// unknown revision where the pool's transactions are `repeatable read` or stricter.
fn is_overtaken(error: &sqlx::Error) -> bool {
    error::code(error).as_deref() == Some("40001")
}

fn hash(owner: &ProgressOwner) -> Vec<u8> {
    Sha256::digest(owner.to_key()).to_vec()
}

impl fmt::Debug for PostgresStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostgresStore").finish_non_exhaustive()
    }
}
