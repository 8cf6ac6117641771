use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use docent::store::{ProgressDecodeError, StoreError};
use sqlx::PgPool;

use crate::{RIGHTS, TABLE};

/// What can go wrong with a [`PostgresStore`](crate::PostgresStore).
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum PostgresError {
    /// The table is in none of the schemas in which the connection looks.
    NoTable,
    /// There is a table of that name, and it is not docent's, or of an older version.
    OtherTable,
    /// The table lacks its primary key, or gives no revisions.
    Incomplete {
        /// The SQL statement that adds it, for the owner of the table.
        alter: String,
    },
    /// The database takes no writes: it is a standby, or was the primary before.
    ReadOnly,
    /// The pool's role may not do what the store does.
    NoRights {
        /// The SQL statement that gives it the rights, for the owner of the table.
        grant: String,
    },
    /// The pool gave no connection in time: all are in use, or the database
    /// cannot be reached.
    NoConnection {
        /// How many connections the pool may have.
        most: u32,
    },
    /// The database did not answer in time.
    TimedOut {
        /// How long it had.
        within: Duration,
    },
    /// The stored bytes are no progress, or that of a newer docent; they were left
    /// as they are.
    Progress(ProgressDecodeError),
    /// The connection was lost, or the database refused; see the source.
    Database(Arc<sqlx::Error>),
}

impl PostgresError {
    pub(crate) fn database(error: sqlx::Error) -> Self {
        match code(&error).as_deref() {
            Some("42P01") => Self::NoTable,
            Some(READ_ONLY) => Self::ReadOnly,
            // An unknown column, or one of a type that cannot be compared with ours.
            Some("42703" | "42883") => Self::OtherTable,
            _ => Self::Database(Arc::new(error)),
        }
    }

    /// Whether it says nothing of the connection that it came by.
    ///
    /// One to a server that takes no writes any more is closed: the next one may lead to
    /// the server that has taken its place.
    pub(crate) fn is_answer(error: &sqlx::Error) -> bool {
        code(error).is_some_and(|code| code != READ_ONLY)
    }

    pub(crate) fn no_connection(pool: &PgPool) -> Self {
        let most = pool.options().get_max_connections();
        Self::NoConnection { most }
    }
}

const READ_ONLY: &str = "25006";

/// What the database has refused, by the list in
/// <https://www.postgresql.org/docs/current/errcodes-appendix.html>.
pub(crate) fn code(error: &sqlx::Error) -> Option<Cow<'_, str>> {
    error.as_database_error()?.code()
}

impl fmt::Display for PostgresError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoTable => write!(
                f,
                "there is no table `{TABLE}` in the schemas of the connection's search_path: \
                 run docent_postgres::migrate, or the files of docent_postgres::MIGRATIONS"
            ),
            Self::OtherTable => write!(
                f,
                "the table `{TABLE}` is not docent's, or of an older version: \
                 run docent_postgres::migrate, or the files of docent_postgres::MIGRATIONS"
            ),
            Self::Incomplete { alter } => write!(
                f,
                "the table `{TABLE}` is not as docent_postgres::migrate makes it: \
                 run, as its owner, `{alter}`"
            ),
            Self::ReadOnly => f.write_str(
                "PostgreSQL takes no writes: the pool leads to a standby, or to a server that \
                 was the primary before",
            ),
            Self::NoRights { grant } => write!(
                f,
                "the role of the PostgreSQL pool lacks rights ({RIGHTS} on `{TABLE}`, \
                 and CREATE on the schema for migrations): run, as the owner, `{grant}`"
            ),
            Self::NoConnection { most } => write!(
                f,
                "no connection to PostgreSQL in time: all of the pool's {most} are in use, \
                 or the database cannot be reached"
            ),
            Self::TimedOut { within } => {
                write!(f, "PostgreSQL did not answer within {within:?}")
            }
            Self::Progress(_) => f.write_str("the stored progress cannot be read"),
            Self::Database(_) => f.write_str("PostgreSQL failed"),
        }
    }
}

impl Error for PostgresError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Progress(error) => Some(error),
            Self::Database(error) => Some(&**error),
            _ => None,
        }
    }
}

impl From<PostgresError> for StoreError {
    fn from(error: PostgresError) -> Self {
        Self::Unavailable(Box::new(error))
    }
}
