//! Where tour progress is kept.

#[cfg(feature = "redb")]
pub(crate) mod redb;

use std::borrow::Cow;
use std::collections::{HashMap, VecDeque};
use std::error::Error;
use std::fmt;
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};

use crate::tour::Progress;
use crate::visitor::Visitor;

/// Keeps how far each visitor has got in each tour.
///
/// Saving is a compare-and-swap: it says which revision it follows, and fails
/// with [`StoreError::Conflict`] if another came between. That is how one run
/// learns that a newer one, on another server, has taken its place.
///
/// A store that is slow or fails never stops a tour: see
/// [`Limits::store`](crate::Limits::store).
pub trait ProgressStore: Send + Sync + 'static {
    /// The progress under a key and its revision; `None` if there is none.
    ///
    /// # Cancel safety
    ///
    /// The future may be dropped at any time.
    fn load(&self, key: ProgressKey) -> StoreFuture<Option<(Progress, Revision)>>;

    /// Saves progress in place of `replaces`, `None` meaning that there was
    /// nothing, and gives the new revision.
    ///
    /// # Cancel safety
    ///
    /// The future may be dropped at any time; whether it has saved is then open.
    fn save(
        &self,
        key: ProgressKey,
        replaces: Option<Revision>,
        progress: Progress,
    ) -> StoreFuture<Revision>;
}

/// What a store gives back.
pub type StoreFuture<T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send>>;

/// Whose progress, in which tour.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ProgressKey {
    /// The visitor.
    pub visitor: Visitor,
    /// The tour's [`id`](crate::Tour::id).
    pub tour: Cow<'static, str>,
}

/// Which of the values that were saved under a key, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision(pub u64);

/// Why a store did not do it.
#[derive(Debug)]
#[non_exhaustive]
pub enum StoreError {
    /// Another value was saved since the revision that this one replaces.
    Conflict,
    /// The store cannot be reached, or is broken.
    Unavailable(Box<dyn Error + Send + Sync>),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Conflict => f.write_str("other progress was saved in between"),
            Self::Unavailable(_) => f.write_str("the progress store is not available"),
        }
    }
}

impl Error for StoreError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Conflict => None,
            Self::Unavailable(error) => Some(&**error),
        }
    }
}

/// Keeps progress in the process: the default. It is gone with it.
///
/// At [`MemoryStore::CAPACITY`] entries the one that was first saved makes
/// room for the next; that visitor's tour starts over.
#[derive(Debug, Default)]
pub struct MemoryStore {
    entries: Mutex<Entries>,
}

#[derive(Debug, Default)]
struct Entries {
    saved: HashMap<ProgressKey, (Progress, Revision)>,
    oldest_first: VecDeque<ProgressKey>,
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
            revision.0 += 1;
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
        self.oldest_first.push_back(key.clone());
        self.saved.insert(key, (progress, Revision(1)));
        Ok(Revision(1))
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
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        Box::pin(ready(Ok(entries.saved.get(&key).cloned())))
    }

    fn save(
        &self,
        key: ProgressKey,
        replaces: Option<Revision>,
        progress: Progress,
    ) -> StoreFuture<Revision> {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        Box::pin(ready(entries.save(key, replaces, progress)))
    }
}
