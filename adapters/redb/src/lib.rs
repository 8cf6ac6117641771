#![doc = include_str!("../README.md")]

// One thread owns the file and takes jobs from a bounded queue: a commit
// blocks on the disk, which no async thread may do, and redb allows one writer
// at a time anyway. Jobs that are queued during one commit go into the next,
// so that a thousand visitors who take a step at once cost a few commits and
// not a thousand.
//
// # Invariants
//
// * A job is answered when its transaction is committed, never before.
// * A revision is given once in the life of a file: an entry that was dropped
//   and made again is not taken for the earlier one.
// * A disk that fails costs the jobs of that moment, and no later one: the file is
//   opened again, as often as it takes.

mod tables;
mod unsaved;

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use docent::store::{
    Progress, ProgressKey, ProgressOwner, ProgressStore, Revision, StoreError, StoreFuture,
};
use redb::{Builder, Database, DatabaseError, ReadableDatabase};
use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, timeout_at};

use crate::tables::{ENTRIES, FORMAT, Tables, load, prepare};
use crate::unsaved::Unsaved;

/// Keeps progress in a file: it outlives the process.
///
/// ```no_run
/// # async fn run(app: axum::Router) -> Result<(), Box<dyn std::error::Error>> {
/// let store = docent_redb::RedbStore::open("progress.redb")?;
/// let docent = docent::Docent::builder().progress(store).build();
/// let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
/// docent.serve(listener, app).await?;
/// # Ok(()) }
/// ```
///
/// The file is a [redb] database, which one process at a time can open.
///
/// # Durability
///
/// A save is on the disk when it is answered: it survives the end of the
/// process, `kill -9` included, and, as far as the disk honours `fsync`, a
/// power cut. Saves that come while the disk is busy are committed
/// together. An answer takes as long as one or two commits do; where that is
/// longer than [`Limits::store_timeout`](docent::config::Limits::store_timeout), steps are shown unsaved.
///
/// # A disk that fails
///
/// When it is full, or fails in another way, loads and saves fail with
/// [`RedbError::File`] until the store has opened the file again: after 100 ms, and
/// then at intervals that double up to 10 s. It logs once that it fails and once that
/// it works again. The newest progress of each visitor's tour that was not saved
/// meanwhile is saved then, of 16,384 visitors' tours at most; when the store is dropped
/// it is tried once more.
///
/// # Bounds
///
/// [`RedbStore::CAPACITY`] visitors' tours are kept, each in about 330 bytes and
/// what [`Progress::to_bytes`] gives; the
/// one that was saved longest ago makes room for the next. 16,384 loads and
/// saves may wait for the disk; one more fails with [`RedbError::Busy`].
/// 16 MiB of the file are kept in memory.
///
/// # Security
///
/// A visitor's id is a secret, and a user's may be personal data, so the file
/// holds their SHA-256 only. What was deleted is not found any more; its bytes
/// may stay in the file until they are written over.
///
/// Dropping the store finishes what it has taken on and blocks until then.
///
/// [redb]: https://www.redb.org
pub struct RedbStore {
    path: PathBuf,
    // Taken by `drop`, which closes the queue of the thread.
    jobs: Option<mpsc::Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

/// What can go wrong with a [`RedbStore`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum RedbError {
    /// Another process, or another store of this one, has the file open.
    InUse,
    /// The file is of a newer docent; it was left as it is.
    Newer {
        /// The number of the file's format.
        format: u64,
    },
    /// The file is a database of something else; it was left as it is.
    Foreign,
    /// Too many jobs wait for the disk.
    Busy,
    /// The store has ended and does nothing any more; the reason is logged.
    Closed,
    /// The file is damaged or no database, or the disk failed; see the source.
    File(Arc<dyn Error + Send + Sync>),
}

/// How many jobs may wait.
const QUEUE: usize = 16 * 1024;
/// How many jobs one transaction takes.
const BATCH: usize = 1024;
const CACHE: usize = 16 * 1024 * 1024;

impl RedbStore {
    /// How many visitors' tours it remembers.
    pub const CAPACITY: u64 = 1_000_000;

    /// Opens the store in this file, which is made if it is not there.
    ///
    /// It blocks while the whole file is checked, and repaired if the previous
    /// process was killed: some seconds for a full store, milliseconds for a
    /// small one. Call it before serving.
    ///
    /// # Errors
    ///
    /// * [`RedbError::InUse`]: for instance, the previous process has not ended yet.
    /// * [`RedbError::Newer`], [`RedbError::Foreign`]: the file is not ours to change.
    /// * [`RedbError::File`]: the file is damaged, no database, or cannot be read or written.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, RedbError> {
        Self::with_capacity(path, Self::CAPACITY)
    }

    /// The same, for so many visitors' tours: at least one.
    ///
    /// # Errors
    ///
    /// Those of [`RedbStore::open`].
    pub fn with_capacity(path: impl AsRef<Path>, capacity: u64) -> Result<Self, RedbError> {
        let path = path.as_ref().to_owned();
        let file = path.clone();
        Self::start(path, capacity, move || open(&file))
    }

    /// Starts the thread with the database that `open` opens, now and after a failure.
    fn start(
        path: PathBuf,
        capacity: u64,
        open: impl Fn() -> Result<Database, RedbError> + Send + 'static,
    ) -> Result<Self, RedbError> {
        let file = File {
            database: Ok(guarded(&open)?),
            open: Box::new(open),
            capacity: capacity.max(1),
            unsaved: Unsaved::default(),
        };
        let (jobs, waiting) = mpsc::channel(QUEUE);
        let thread = std::thread::Builder::new()
            .name("docent progress".to_owned())
            .spawn(move || file.serve(waiting))
            .map_err(RedbError::file)?;
        Ok(Self {
            path,
            jobs: Some(jobs),
            thread: Some(thread),
        })
    }

    /// Queues a job for the thread. It is done even if nobody waits for the answer.
    fn ask<T: Send + 'static>(
        &self,
        job: impl FnOnce(oneshot::Sender<Result<T, StoreError>>) -> Job,
    ) -> StoreFuture<T> {
        let (answer, answered) = oneshot::channel();
        let left = match &self.jobs {
            Some(jobs) => jobs.try_send(job(answer)).map_err(|error| match error {
                mpsc::error::TrySendError::Full(_) => RedbError::Busy,
                mpsc::error::TrySendError::Closed(_) => RedbError::Closed,
            }),
            None => Err(RedbError::Closed),
        };
        StoreFuture::new(async move {
            left?;
            answered.await.unwrap_or(Err(RedbError::Closed.into()))
        })
    }
}

impl ProgressStore for RedbStore {
    fn load(&self, key: ProgressKey) -> StoreFuture<Option<(Progress, Revision)>> {
        self.ask(|answer| Job::Load { key, answer })
    }

    fn save(
        &self,
        key: ProgressKey,
        replaces: Option<Revision>,
        progress: Progress,
    ) -> StoreFuture<Revision> {
        self.ask(|answer| Job::Save {
            key,
            replaces,
            progress,
            answer,
        })
    }

    fn delete(&self, key: ProgressKey) -> StoreFuture<()> {
        let ProgressKey { owner, tour } = key;
        let tour = Some(tour);
        self.ask(|answer| Job::Delete {
            owner,
            tour,
            answer,
        })
    }

    fn delete_owner(&self, owner: ProgressOwner) -> StoreFuture<()> {
        self.ask(|answer| Job::Delete {
            owner,
            tour: None,
            answer,
        })
    }
}

impl Drop for RedbStore {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!(target: "docent::store", path = %self.path.display(), "the progress store's thread panicked");
        }
    }
}

impl fmt::Debug for RedbStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedbStore")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

/// What the thread is asked for.
enum Job {
    Load {
        key: ProgressKey,
        answer: oneshot::Sender<Loaded>,
    },
    Save {
        key: ProgressKey,
        replaces: Option<Revision>,
        progress: Progress,
        answer: oneshot::Sender<Saved>,
    },
    Delete {
        owner: ProgressOwner,
        /// `None`: of all tours.
        tour: Option<Cow<'static, str>>,
        answer: oneshot::Sender<Result<(), StoreError>>,
    },
}

type Loaded = Result<Option<(Progress, Revision)>, StoreError>;
type Saved = Result<Revision, StoreError>;

/// The result of a job, to be sent when it is committed.
enum Done {
    /// An entry that cannot be decoded fails its own load and no other job.
    Loaded(Result<Option<(Progress, Revision)>, RedbError>),
    /// `None`: the entry is of another revision.
    Saved(Option<Revision>),
    Deleted,
}

impl Job {
    fn answer(self, done: Result<Done, RedbError>) {
        let is_received = match (self, done) {
            (Self::Load { answer, .. }, Ok(Done::Loaded(found))) => {
                answer.send(found.map_err(StoreError::from)).is_ok()
            }
            (Self::Save { answer, .. }, Ok(Done::Saved(saved))) => {
                answer.send(saved.ok_or(StoreError::Conflict)).is_ok()
            }
            (Self::Delete { answer, .. }, Ok(Done::Deleted)) => answer.send(Ok(())).is_ok(),
            (Self::Load { answer, .. }, Err(error)) => answer.send(Err(error.into())).is_ok(),
            (Self::Save { answer, .. }, Err(error)) => answer.send(Err(error.into())).is_ok(),
            (Self::Delete { answer, .. }, Err(error)) => answer.send(Err(error.into())).is_ok(),
            (_, Ok(_)) => unreachable!("a job comes to what it asks for"),
        };
        if !is_received {
            tracing::trace!(target: "docent::store", "nobody waits for the progress store's answer any more");
        }
    }
}

/// The file, as its thread owns it.
struct File {
    database: Result<Database, Failure>,
    open: Box<dyn Fn() -> Result<Database, RedbError> + Send>,
    capacity: u64,
    unsaved: Unsaved,
}

/// Why there is no database at the moment, and when it is opened again.
struct Failure {
    error: RedbError,
    pause: Duration,
    retry_at: Instant,
}

const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

impl File {
    /// Does jobs until the queue is closed and empty.
    fn serve(mut self, mut waiting: mpsc::Receiver<Job>) {
        let clock = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build();
        let clock = match clock {
            Ok(clock) => clock,
            Err(error) => {
                tracing::error!(target: "docent::store", %error, "the progress store ends: its thread has no clock");
                return;
            }
        };
        let mut jobs = Vec::new();
        loop {
            let come = match &self.database {
                Ok(_) => Some(clock.block_on(waiting.recv_many(&mut jobs, BATCH))),
                Err(failure) if failure.retry_at <= Instant::now() => None,
                Err(failure) => {
                    let come = waiting.recv_many(&mut jobs, BATCH);
                    let come = async { timeout_at(failure.retry_at, come).await };
                    clock.block_on(come).ok()
                }
            };
            match come {
                Some(0) => break,
                Some(_) => self.work(&mut jobs),
                None => self.reopen(),
            }
        }
        if self.database.is_err() {
            self.reopen();
        }
        if self.unsaved.len() > 0 {
            tracing::error!(target: "docent::store", "progress is lost: the progress store ends, and its file cannot be used");
        }
    }

    fn work(&mut self, jobs: &mut Vec<Job>) {
        let done = match &self.database {
            Ok(database) => guarded(|| transact(database, self.capacity, jobs)),
            Err(failure) => Err(failure.error.clone()),
        };
        match done {
            Ok(done) => {
                for (job, done) in jobs.drain(..).zip(done) {
                    job.answer(Ok(done));
                }
            }
            Err(error) => {
                for job in jobs.drain(..) {
                    match &job {
                        Job::Load { .. } => {}
                        Job::Save { key, progress, .. } => self.unsaved.keep(key, progress),
                        Job::Delete { owner, tour, .. } => {
                            self.unsaved.forget(owner, tour.as_deref());
                        }
                    }
                    job.answer(Err(error.clone()));
                }
                if self.database.is_ok() {
                    tracing::error!(target: "docent::store", error = &error as &dyn Error, "the progress store fails: its file is opened again");
                    self.fail(error, FIRST_PAUSE);
                }
            }
        }
    }

    /// Closes the database, which after a failure does nothing any more.
    fn fail(&mut self, error: RedbError, pause: Duration) {
        let retry_at = Instant::now() + pause;
        let failure = Failure {
            error,
            pause,
            retry_at,
        };
        let broken = std::mem::replace(&mut self.database, Err(failure));
        let closed = guarded(|| {
            drop(broken);
            Ok(())
        });
        if let Err(error) = closed {
            tracing::debug!(target: "docent::store", error = &error as &dyn Error, "a database that had failed could not be closed");
        }
    }

    /// Opens the database again, and saves what was not saved; or waits longer.
    fn reopen(&mut self) {
        let pause = self.database.as_ref().err().map(|failure| failure.pause);
        let database = guarded(&self.open).and_then(|database| {
            let left = guarded(|| catch_up(&database, self.capacity, &self.unsaved))?;
            Ok((database, left))
        });
        match database {
            Ok((database, left)) => {
                tracing::info!(target: "docent::store", lost = self.unsaved.lost(), "the progress store works again");
                if let Some(left) = left {
                    left.report();
                }
                self.database = Ok(database);
                self.unsaved.clear();
            }
            Err(error) => {
                tracing::debug!(target: "docent::store", error = &error as &dyn Error, "the progress store still fails");
                let pause = pause.map_or(FIRST_PAUSE, |pause| (pause * 2).min(LONGEST_PAUSE));
                self.fail(error, pause);
            }
        }
    }
}

/// Entries that cannot be decoded. They stay as they are: a newer docent may read them.
#[derive(Debug)]
struct Unreadable {
    /// The first of them.
    key: ProgressKey,
    error: RedbError,
    /// How many others there are.
    more: u64,
}

impl Unreadable {
    fn report(&self) {
        tracing::error!(
            target: "docent::store",
            tour = &*self.key.tour,
            entry = tables::short_hash(&self.key.owner),
            error = &self.error as &dyn Error,
            unlogged = self.more,
            "progress that was not saved meanwhile is lost: the entry that it replaces cannot be read, and is kept for the docent that has written it; `delete` or `delete_owner` removes it",
        );
    }
}

/// Saves what was not saved when it came, but for what a newer run has replaced, and what
/// would replace an entry that cannot be decoded.
fn catch_up(
    database: &Database,
    capacity: u64,
    unsaved: &Unsaved,
) -> Result<Option<Unreadable>, RedbError> {
    if unsaved.len() == 0 {
        return Ok(None);
    }
    let mut unreadable: Option<Unreadable> = None;
    let transaction = database.begin_write().map_err(RedbError::file)?;
    {
        let mut tables = Tables::open(&transaction)?;
        for (key, progress) in unsaved.iter() {
            let replaces = match load(&tables.entries, key)? {
                Done::Loaded(Ok(Some((stored, _)))) if stored.run() > progress.run() => continue,
                Done::Loaded(Ok(Some((_, revision)))) => Some(revision),
                Done::Loaded(Err(error)) => {
                    match &mut unreadable {
                        Some(unreadable) => unreadable.more += 1,
                        None => {
                            unreadable = Some(Unreadable {
                                key: key.clone(),
                                error,
                                more: 0,
                            });
                        }
                    }
                    continue;
                }
                _ => None,
            };
            tables.save(capacity, key, replaces, progress)?;
        }
    }
    transaction.commit().map_err(RedbError::file)?;
    Ok(unreadable)
}

/// Does jobs in their order in one transaction: all or, if that fails, none.
fn transact(database: &Database, capacity: u64, jobs: &[Job]) -> Result<Vec<Done>, RedbError> {
    let loads = jobs.iter().map_while(|job| match job {
        Job::Load { key, .. } => Some(key),
        Job::Save { .. } | Job::Delete { .. } => None,
    });
    if loads.clone().count() == jobs.len() {
        let transaction = database.begin_read().map_err(RedbError::file)?;
        let entries = transaction.open_table(ENTRIES).map_err(RedbError::file)?;
        return loads.map(|key| load(&entries, key)).collect();
    }
    // redb's default durability: `commit` returns when all is on the disk.
    let transaction = database.begin_write().map_err(RedbError::file)?;
    let mut done = Vec::with_capacity(jobs.len());
    {
        let mut tables = Tables::open(&transaction)?;
        for job in jobs {
            done.push(match job {
                Job::Load { key, .. } => load(&tables.entries, key)?,
                Job::Save {
                    key,
                    replaces,
                    progress,
                    ..
                } => Done::Saved(tables.save(capacity, key, *replaces, progress)?),
                Job::Delete { owner, tour, .. } => {
                    tables.delete(owner, tour.as_deref())?;
                    Done::Deleted
                }
            });
        }
    }
    let changes = |done: &Done| matches!(done, Done::Saved(Some(_)) | Done::Deleted);
    if done.iter().any(changes) {
        transaction.commit().map_err(RedbError::file)?;
    } else {
        transaction.abort().map_err(RedbError::file)?;
    }
    Ok(done)
}

/// Opens or creates the database.
fn open(path: &Path) -> Result<Database, RedbError> {
    let database = Builder::new()
        .set_cache_size(CACHE)
        // A damaged file is an error now, and not a panic later.
        .set_check_integrity_on_open(true)
        .create(path)
        .map_err(|error| match error {
            DatabaseError::DatabaseAlreadyOpen => RedbError::InUse,
            error => RedbError::file(error),
        })?;
    prepare(database)
}

/// Runs code of the database's: where it panics over a file that it cannot
/// make sense of, that is an error like any other.
fn guarded<R>(work: impl FnOnce() -> Result<R, RedbError>) -> Result<R, RedbError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let text = panic
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned())
            .or_else(|| panic.downcast_ref::<String>().cloned())
            .unwrap_or_default();
        Err(RedbError::file(std::io::Error::other(text)))
    })
}

impl RedbError {
    fn file(error: impl Error + Send + Sync + 'static) -> Self {
        Self::File(Arc::new(error))
    }
}

impl fmt::Display for RedbError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InUse => f.write_str("another process has the progress store's file open"),
            Self::Newer { format } => write!(
                f,
                "the progress store's file is of a newer docent (format {format}, not {FORMAT})"
            ),
            Self::Foreign => f.write_str("the file is a database, but no progress store"),
            Self::Busy => f.write_str("the disk is too slow for the progress store"),
            Self::Closed => f.write_str("the progress store is closed"),
            Self::File(_) => f.write_str("the progress store's file cannot be used"),
        }
    }
}

impl Error for RedbError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::File(error) => Some(&**error),
            _ => None,
        }
    }
}

impl From<RedbError> for StoreError {
    fn from(error: RedbError) -> Self {
        Self::Unavailable(Box::new(error))
    }
}

#[cfg(test)]
mod recovery_tests;
#[cfg(test)]
mod tests;
