//! Tour progress in a single file that outlives the process.
//!
//! One thread owns the file and takes jobs from a bounded queue: a commit
//! blocks on the disk, which no async thread may do, and redb allows one writer
//! at a time anyway. Jobs that are queued during one commit go into the next,
//! so that a thousand visitors who take a step at once cost a few commits and
//! not a thousand.
//!
//! # Invariants
//!
//! * A job is answered when its transaction is committed, never before.
//! * A revision is given once in the life of a file: an entry that was dropped
//!   and made again is not taken for the earlier one.
//! * There is one row in `AGES` for each in `ENTRIES`.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;

use docent::store::{
    Progress, ProgressKey, ProgressOwner, ProgressStatus, ProgressStore, Revision, StoreError,
    StoreFuture,
};
use redb::{
    Builder, Database, DatabaseError, ReadableDatabase, ReadableTable, ReadableTableMetadata,
    TableDefinition, TableHandle,
};
use sha2::{Digest, Sha256};
use tokio::sync::{mpsc, oneshot};

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
    /// The store is broken and does nothing any more; the reason is logged.
    Closed,
    /// The file is damaged or no database, or the disk failed; see the source.
    File(Arc<dyn Error + Send + Sync>),
}

/// The format of the file, as docent reads and writes it.
const FORMAT: u64 = 2;
/// The format that kept progress field by field. It is converted when it is opened.
const FIELDS: u64 = 1;
const ABOUT: TableDefinition<'_, &str, u64> = TableDefinition::new("docent");
const ENTRIES: TableDefinition<'_, EntryKey<'_>, Entry<'_>> = TableDefinition::new("entries");
const FIELDS_ENTRIES: TableDefinition<'_, EntryKey<'_>, FieldsEntry<'_>> =
    TableDefinition::new("progress");
/// Entries by their revisions, which grow: the first is the one that was saved longest ago.
const AGES: TableDefinition<'_, u64, EntryKey<'_>> = TableDefinition::new("ages");

/// In [`ABOUT`]: the newest revision that was ever given, written when one is deleted.
const NEWEST: &str = "newest";

/// The hash of the owner's id, and the tour's id.
type EntryKey<'a> = (&'a [u8; 32], &'a str);
/// Revision, and the progress as docent encodes it.
type Entry<'a> = (u64, &'a [u8]);
/// Revision, run, version, step, status, whether the step has a name, and the name.
type FieldsEntry<'a> = (u64, u64, u32, u64, u8, bool, &'a str);

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
        let file = File {
            database: guarded(|| open(&path))?,
            capacity: capacity.max(1),
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
    database: Database,
    capacity: u64,
}

impl File {
    /// Does jobs until the queue is closed and empty.
    fn serve(self, mut waiting: mpsc::Receiver<Job>) {
        let mut jobs = Vec::new();
        while waiting.blocking_recv_many(&mut jobs, BATCH) > 0 {
            match guarded(|| self.transact(&jobs)) {
                Ok(done) => {
                    for (job, done) in jobs.drain(..).zip(done) {
                        job.answer(Ok(done));
                    }
                }
                Err(error) => {
                    for job in jobs.drain(..) {
                        job.answer(Err(error.clone()));
                    }
                }
            }
        }
    }

    /// Does jobs in their order in one transaction: all or, if that fails, none.
    fn transact(&self, jobs: &[Job]) -> Result<Vec<Done>, RedbError> {
        let loads = jobs.iter().map_while(|job| match job {
            Job::Load { key, .. } => Some(key),
            Job::Save { .. } | Job::Delete { .. } => None,
        });
        if loads.clone().count() == jobs.len() {
            let transaction = self.database.begin_read().map_err(RedbError::file)?;
            let entries = transaction.open_table(ENTRIES).map_err(RedbError::file)?;
            return loads.map(|key| load(&entries, key)).collect();
        }
        // redb's default durability: `commit` returns when all is on the disk.
        let transaction = self.database.begin_write().map_err(RedbError::file)?;
        let mut done = Vec::with_capacity(jobs.len());
        {
            let mut tables = Tables {
                entries: transaction.open_table(ENTRIES).map_err(RedbError::file)?,
                ages: transaction.open_table(AGES).map_err(RedbError::file)?,
                about: transaction.open_table(ABOUT).map_err(RedbError::file)?,
            };
            for job in jobs {
                done.push(match job {
                    Job::Load { key, .. } => load(&tables.entries, key)?,
                    Job::Save {
                        key,
                        replaces,
                        progress,
                        ..
                    } => {
                        let capacity = self.capacity;
                        Done::Saved(tables.save(capacity, key, *replaces, progress)?)
                    }
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
}

/// The tables of a transaction that writes.
struct Tables<'a> {
    entries: redb::Table<'a, EntryKey<'static>, Entry<'static>>,
    ages: redb::Table<'a, u64, EntryKey<'static>>,
    about: redb::Table<'a, &'static str, u64>,
}

impl Tables<'_> {
    /// Saves an entry if it is still of the revision that is to be replaced.
    fn save(
        &mut self,
        capacity: u64,
        key: &ProgressKey,
        replaces: Option<Revision>,
        progress: &Progress,
    ) -> Result<Option<Revision>, RedbError> {
        let newest = self.newest()?;
        let Self { entries, ages, .. } = self;
        let owner = hash(&key.owner);
        let entry_key = (&owner, &*key.tour);
        let known = entries
            .get(entry_key)
            .map_err(RedbError::file)?
            .map(|entry| entry.value().0);
        if known != replaces.map(|Revision(revision)| revision) {
            return Ok(None);
        }
        let revision = newest + 1;
        match known {
            Some(known) => {
                ages.remove(known).map_err(RedbError::file)?;
            }
            None if entries.len().map_err(RedbError::file)? >= capacity => {
                let oldest = ages.pop_first().map_err(RedbError::file)?;
                if let Some((_, oldest)) = oldest {
                    entries.remove(oldest.value()).map_err(RedbError::file)?;
                }
            }
            None => {}
        }
        let bytes = progress.to_bytes();
        let entry = (revision, &*bytes);
        entries.insert(entry_key, entry).map_err(RedbError::file)?;
        ages.insert(revision, entry_key).map_err(RedbError::file)?;
        Ok(Some(Revision(revision)))
    }

    /// The newest revision that was ever given.
    fn newest(&self) -> Result<u64, RedbError> {
        let newest = self.ages.last().map_err(RedbError::file)?;
        let newest = newest.map_or(0, |(revision, _)| revision.value());
        let deleted = self.about.get(NEWEST).map_err(RedbError::file)?;
        Ok(newest.max(deleted.map_or(0, |deleted| deleted.value())))
    }

    /// Deletes an owner's entry of that tour, or all of them.
    fn delete(&mut self, owner: &ProgressOwner, tour: Option<&str>) -> Result<(), RedbError> {
        let newest = self.newest()?;
        let owner = hash(owner);
        let tours = match tour {
            Some(tour) => vec![tour.to_owned()],
            None => self.tours(&owner)?,
        };
        for tour in tours {
            let entry = self.entries.remove((&owner, &*tour));
            let revision = entry.map_err(RedbError::file)?.map(|entry| entry.value().0);
            if let Some(revision) = revision {
                self.ages.remove(revision).map_err(RedbError::file)?;
            }
        }
        self.about.insert(NEWEST, newest).map_err(RedbError::file)?;
        Ok(())
    }

    /// The tours of which an owner has an entry.
    fn tours(&self, owner: &[u8; 32]) -> Result<Vec<String>, RedbError> {
        let from = self
            .entries
            .range::<EntryKey<'_>>((owner, "")..)
            .map_err(RedbError::file)?;
        let mut tours = Vec::new();
        for entry in from {
            let (key, _) = entry.map_err(RedbError::file)?;
            let (of, tour) = key.value();
            if of != owner {
                break;
            }
            tours.push(tour.to_owned());
        }
        Ok(tours)
    }
}

/// Opens or creates the database, and checks that it is a store of docent's.
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
    let transaction = database.begin_read().map_err(RedbError::file)?;
    let mut tables = transaction.list_tables().map_err(RedbError::file)?;
    let is_ours = tables.any(|table| table.name() == ABOUT.name());
    if is_ours {
        let about = transaction.open_table(ABOUT).map_err(RedbError::file)?;
        let format = about.get("format").map_err(RedbError::file)?;
        return match format.map(|format| format.value()) {
            Some(FORMAT) => Ok(database),
            Some(FIELDS) => {
                convert(&database)?;
                Ok(database)
            }
            Some(format) => Err(RedbError::Newer { format }),
            None => Err(RedbError::Foreign),
        };
    }
    if transaction.list_tables().map_err(RedbError::file)?.count() > 0 {
        return Err(RedbError::Foreign);
    }
    let transaction = database.begin_write().map_err(RedbError::file)?;
    {
        let mut about = transaction.open_table(ABOUT).map_err(RedbError::file)?;
        about.insert("format", FORMAT).map_err(RedbError::file)?;
        transaction.open_table(ENTRIES).map_err(RedbError::file)?;
        transaction.open_table(AGES).map_err(RedbError::file)?;
    }
    transaction.commit().map_err(RedbError::file)?;
    Ok(database)
}

fn load(
    entries: &impl ReadableTable<EntryKey<'static>, Entry<'static>>,
    key: &ProgressKey,
) -> Result<Done, RedbError> {
    let entry = entries
        .get((&hash(&key.owner), &*key.tour))
        .map_err(RedbError::file)?;
    Ok(Done::Loaded(
        entry.map(|entry| decode(entry.value())).transpose(),
    ))
}

/// A visitor's hash is that of the id alone, as in the first format; no user's
/// key is as a visitor's id.
fn hash(owner: &ProgressOwner) -> [u8; 32] {
    match owner {
        ProgressOwner::Visitor(visitor) => Sha256::digest(visitor.id()).into(),
        owner => Sha256::digest(owner.to_key()).into(),
    }
}

fn decode((revision, bytes): Entry<'_>) -> Result<(Progress, Revision), RedbError> {
    let progress = Progress::from_bytes(bytes).map_err(RedbError::file)?;
    Ok((progress, Revision(revision)))
}

/// Converts a file of the first format, whole or not at all.
fn convert(database: &Database) -> Result<(), RedbError> {
    let transaction = database.begin_write().map_err(RedbError::file)?;
    {
        let mut entries = transaction.open_table(ENTRIES).map_err(RedbError::file)?;
        let old = transaction
            .open_table(FIELDS_ENTRIES)
            .map_err(RedbError::file)?;
        for entry in old.iter().map_err(RedbError::file)? {
            let (key, entry) = entry.map_err(RedbError::file)?;
            let (revision, progress) = decode_fields(entry.value())?;
            let bytes = progress.to_bytes();
            entries
                .insert(key.value(), (revision, &*bytes))
                .map_err(RedbError::file)?;
        }
        drop(old);
        transaction
            .delete_table(FIELDS_ENTRIES)
            .map_err(RedbError::file)?;
        let mut about = transaction.open_table(ABOUT).map_err(RedbError::file)?;
        about.insert("format", FORMAT).map_err(RedbError::file)?;
    }
    transaction.commit().map_err(RedbError::file)
}

fn decode_fields(entry: FieldsEntry<'_>) -> Result<(u64, Progress), RedbError> {
    let (revision, run, version, step, status, is_named, name) = entry;
    let status = match status {
        0 => ProgressStatus::Running,
        1 => ProgressStatus::Finished,
        2 => ProgressStatus::Cancelled,
        3 => ProgressStatus::Failed,
        _ => return Err(RedbError::file(std::io::Error::other("an unknown status"))),
    };
    // A step beyond what this machine can count is in no tour: it starts over.
    let step = usize::try_from(step).unwrap_or(usize::MAX);
    let progress = Progress::new(version, step, status, run);
    let progress = match is_named {
        true => progress.with_name(name.to_owned()),
        false => progress,
    };
    Ok((revision, progress))
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
mod tests;
