//! What a store of tour progress must do.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::owner::ProgressOwner;
use crate::tour::Progress;

/// Keeps how far each visitor has got in each tour.
///
/// Saving is a compare-and-swap: it names the revision that it follows, and fails
/// with [`StoreError::Conflict`] if another came between. That is how one run
/// learns that a newer one, on another server, has taken its place.
///
/// A store that is slow or fails never stops a tour: see
/// [`Limits::store_timeout`](crate::config::Limits::store_timeout).
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

    /// Forgets the progress under a key; it is no error if there is none.
    ///
    /// A later save replaces `None`, and its revision is one that was never
    /// given under this key. A run that goes on meanwhile saves its progress again.
    ///
    /// docent itself never calls it.
    ///
    /// # Errors
    ///
    /// Unless a store implements it: [`StoreError::Unavailable`].
    ///
    /// # Cancel safety
    ///
    /// The future may be dropped at any time; whether it has deleted is then open.
    fn delete(&self, key: ProgressKey) -> StoreFuture<()> {
        drop(key);
        StoreFuture::ready(Err(no_deletion()))
    }

    /// Forgets all that is stored of an owner, in every tour: what somebody who
    /// leaves an app may ask for. Otherwise as [`delete`](ProgressStore::delete).
    ///
    /// # Errors
    ///
    /// Unless a store implements it: [`StoreError::Unavailable`].
    fn delete_owner(&self, owner: ProgressOwner) -> StoreFuture<()> {
        drop(owner);
        StoreFuture::ready(Err(no_deletion()))
    }
}

fn no_deletion() -> StoreError {
    StoreError::Unavailable("this store cannot delete".into())
}

/// What a store gives back: an answer that is there already, or one that comes.
///
/// ```
/// # use docent::store::{StoreError, StoreFuture};
/// # async fn ask() -> Result<u64, StoreError> { Ok(1) }
/// let known = StoreFuture::ready(Ok(1));
/// let asked = StoreFuture::new(async { ask().await });
/// # let _: [StoreFuture<u64>; 2] = [known, asked];
/// ```
#[must_use = "a store's answer is worth nothing until it is awaited"]
pub struct StoreFuture<T>(Answer<T>);

enum Answer<T> {
    /// Until it is taken.
    Known(Option<Result<T, StoreError>>),
    Awaited(Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send>>),
}

impl<T> StoreFuture<T> {
    /// An answer that is there already. It costs no allocation.
    pub fn ready(answer: Result<T, StoreError>) -> Self {
        Self(Answer::Known(Some(answer)))
    }

    /// An answer that comes.
    pub fn new(answer: impl Future<Output = Result<T, StoreError>> + Send + 'static) -> Self {
        Self(Answer::Awaited(Box::pin(answer)))
    }
}

/// A known answer is moved out, and what is awaited is pinned in its box.
impl<T> Unpin for StoreFuture<T> {}

impl<T> Future for StoreFuture<T> {
    type Output = Result<T, StoreError>;

    /// # Panics
    ///
    /// When it is polled again after its answer, as futures may.
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut self.get_mut().0 {
            Answer::Known(answer) => Poll::Ready(answer.take().expect("polled after its answer")),
            Answer::Awaited(answer) => answer.as_mut().poll(cx),
        }
    }
}

impl<T> fmt::Debug for StoreFuture<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StoreFuture").finish_non_exhaustive()
    }
}

/// Whose progress, in which tour.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ProgressKey {
    /// Whose progress it is.
    pub owner: ProgressOwner,
    /// The tour's [`id`](crate::tour::Tour::id).
    pub tour: Cow<'static, str>,
}

impl ProgressKey {
    /// The key of that owner's progress in the tour of that id.
    pub fn new(owner: impl Into<ProgressOwner>, tour: impl Into<Cow<'static, str>>) -> Self {
        Self {
            owner: owner.into(),
            tour: tour.into(),
        }
    }
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
