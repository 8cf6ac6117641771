//! A tour that starts when the store has said how far its visitor is.

use tokio::time::Instant;

use crate::context::Asker;
use crate::metrics::Began;
use crate::store::{ProgressKey, Revision, StoreError, StoreFuture};
use crate::tour::{Led, Progress};

/// What the store was asked, for which tour.
pub(super) struct Starting<V: 'static> {
    pub(super) tour: Led<V>,
    pub(super) key: ProgressKey,
    pub(super) loading: StoreFuture<Option<(Progress, Revision)>>,
    pub(super) until: Instant,
    pub(super) purpose: Purpose,
    pub(super) began: Began,
    pub(super) asker: Option<Asker>,
}

/// Why a tour asks how far its visitor is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// The view was mounted: go on, or start if the tour does so by itself.
    Mount,
    /// Something starts it.
    Start,
}

/// What the store has said.
pub(super) type Loaded = Result<Option<(Progress, Revision)>, StoreError>;
