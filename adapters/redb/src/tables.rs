//! The tables of the file, and how progress is found in them.
//!
//! # Invariants
//!
//! * There is one row in [`AGES`] for each in [`ENTRIES`].

use docent::store::{Progress, ProgressKey, ProgressOwner, ProgressStatus, Revision};
use redb::{
    Database, ReadableDatabase, ReadableTable, ReadableTableMetadata, TableDefinition, TableHandle,
};
use sha2::{Digest, Sha256};

use crate::{Done, RedbError};

/// The format of the file, as docent reads and writes it.
pub(crate) const FORMAT: u64 = 2;
/// The format that kept progress field by field. It is converted when it is opened.
pub(crate) const FIELDS: u64 = 1;
pub(crate) const ABOUT: TableDefinition<'_, &str, u64> = TableDefinition::new("docent");
pub(crate) const ENTRIES: TableDefinition<'_, EntryKey<'_>, Entry<'_>> =
    TableDefinition::new("entries");
pub(crate) const FIELDS_ENTRIES: TableDefinition<'_, EntryKey<'_>, FieldsEntry<'_>> =
    TableDefinition::new("progress");
/// Entries by their revisions, which grow: the first is the one that was saved longest ago.
pub(crate) const AGES: TableDefinition<'_, u64, EntryKey<'_>> = TableDefinition::new("ages");

/// In [`ABOUT`]: the newest revision that was ever given, written when one is deleted.
pub(crate) const NEWEST: &str = "newest";

/// The hash of the owner's id, and the tour's id.
pub(crate) type EntryKey<'a> = (&'a [u8; 32], &'a str);
/// Revision, and the progress as docent encodes it.
pub(crate) type Entry<'a> = (u64, &'a [u8]);
/// Revision, run, version, step, status, whether the step has a name, and the name.
pub(crate) type FieldsEntry<'a> = (u64, u64, u32, u64, u8, bool, &'a str);

/// The tables of a transaction that writes.
pub(crate) struct Tables<'a> {
    pub(crate) entries: redb::Table<'a, EntryKey<'static>, Entry<'static>>,
    pub(crate) ages: redb::Table<'a, u64, EntryKey<'static>>,
    pub(crate) about: redb::Table<'a, &'static str, u64>,
}

impl<'a> Tables<'a> {
    pub(crate) fn open(transaction: &'a redb::WriteTransaction) -> Result<Self, RedbError> {
        Ok(Self {
            entries: transaction.open_table(ENTRIES).map_err(RedbError::file)?,
            ages: transaction.open_table(AGES).map_err(RedbError::file)?,
            about: transaction.open_table(ABOUT).map_err(RedbError::file)?,
        })
    }

    /// Saves an entry if it is still of the revision that is to be replaced.
    pub(crate) fn save(
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
    pub(crate) fn delete(
        &mut self,
        owner: &ProgressOwner,
        tour: Option<&str>,
    ) -> Result<(), RedbError> {
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

/// Checks that a database is a store of docent's, or makes an empty one a store.
pub(crate) fn prepare(database: Database) -> Result<Database, RedbError> {
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

pub(crate) fn load(
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
pub(crate) fn hash(owner: &ProgressOwner) -> [u8; 32] {
    match owner {
        ProgressOwner::Visitor(visitor) => Sha256::digest(visitor.id()).into(),
        owner => Sha256::digest(owner.to_key()).into(),
    }
}

/// The first bytes of that hash, to find an entry by: for the log.
pub(crate) fn short_hash(owner: &ProgressOwner) -> String {
    let hash = hash(owner);
    hash[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn decode((revision, bytes): Entry<'_>) -> Result<(Progress, Revision), RedbError> {
    let progress = Progress::from_bytes(bytes).map_err(RedbError::file)?;
    Ok((progress, Revision(revision)))
}

/// Converts a file of the first format, whole or not at all.
pub(crate) fn convert(database: &Database) -> Result<(), RedbError> {
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

pub(crate) fn decode_fields(entry: FieldsEntry<'_>) -> Result<(u64, Progress), RedbError> {
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
