//! Tour progress in memory.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};

use super::owner::ProgressOwner;
use super::progress_store::{ProgressKey, ProgressStore, Revision, StoreError, StoreFuture};
use crate::panics::lock;
use crate::tour::Progress;

/// Keeps progress in the process: the default. It is gone with it.
///
/// Deleting looks through all entries.
///
/// At [`MemoryStore::CAPACITY`] entries the one that was first saved makes
/// room for the next; that visitor's tour starts over.
#[derive(Debug, Default)]
pub struct MemoryStore {
    entries: Mutex<Entries>,
}

#[derive(Debug, Default)]
struct Entries {
    saved: HashMap<Arc<ProgressKey>, (Progress, Revision)>,
    oldest_first: VecDeque<Arc<ProgressKey>>,
    /// The newest revision that was given. One for all keys, so that a key which
    /// was deleted and saved again gets none that it had before.
    newest: u64,
}

impl Entries {
    fn save(
        &mut self,
        key: ProgressKey,
        replaces: Option<Revision>,
        progress: Progress,
    ) -> Result<Revision, StoreError> {
        if let Some((saved, revision)) = self.saved.get_mut(&key) {
            if Some(*revision) != replaces {
                return Err(StoreError::Conflict);
            }
            self.newest += 1;
            *revision = Revision(self.newest);
            *saved = progress;
            return Ok(*revision);
        }
        if replaces.is_some() {
            return Err(StoreError::Conflict);
        }
        if self.saved.len() == MemoryStore::CAPACITY
            && let Some(oldest) = self.oldest_first.pop_front()
        {
            self.saved.remove(&oldest);
        }
        self.newest += 1;
        let revision = Revision(self.newest);
        let key = Arc::new(key);
        self.oldest_first.push_back(Arc::clone(&key));
        self.saved.insert(key, (progress, revision));
        Ok(revision)
    }

    fn delete(&mut self, is_gone: impl Fn(&ProgressKey) -> bool) {
        self.saved.retain(|key, _| !is_gone(key));
        self.oldest_first.retain(|key| !is_gone(key));
    }
}

impl MemoryStore {
    /// How many visitors' tours it remembers.
    pub const CAPACITY: usize = 100_000;

    /// A store with nothing in it.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl ProgressStore for MemoryStore {
    fn load(&self, key: ProgressKey) -> StoreFuture<Option<(Progress, Revision)>> {
        let entries = lock(&self.entries);
        StoreFuture::ready(Ok(entries.saved.get(&key).cloned()))
    }

    fn delete(&self, key: ProgressKey) -> StoreFuture<()> {
        let mut entries = lock(&self.entries);
        entries.delete(|saved| *saved == key);
        StoreFuture::ready(Ok(()))
    }

    fn delete_owner(&self, owner: ProgressOwner) -> StoreFuture<()> {
        let mut entries = lock(&self.entries);
        entries.delete(|saved| saved.owner == owner);
        StoreFuture::ready(Ok(()))
    }

    fn save(
        &self,
        key: ProgressKey,
        replaces: Option<Revision>,
        progress: Progress,
    ) -> StoreFuture<Revision> {
        let mut entries = lock(&self.entries);
        StoreFuture::ready(entries.save(key, replaces, progress))
    }
}
