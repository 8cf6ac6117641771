//! A tour that starts once the store has answered.

use tokio::time::Instant;

use crate::inbox::message::RunWaiter;
use crate::metrics::Began;
use crate::store::{ProgressKey, Revision, StoreError, StoreFuture};
use crate::tour::{Progress, TourRef};

/// What the store was asked, for which tour.
pub(crate) struct PendingStart<V: 'static> {
    pub(crate) tour: TourRef<V>,
    pub(crate) key: ProgressKey,
    pub(crate) loading: StoreFuture<Option<(Progress, Revision)>>,
    pub(crate) until: Instant,
    pub(crate) purpose: Purpose,
    pub(crate) began: Began,
    pub(crate) asker: Option<RunWaiter>,
}

/// Why a tour asks how far its visitor is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// The view was mounted: go on, or start if the tour does so by itself.
    Mount,
    /// Something starts it.
    Start,
}

/// The store's answer.
pub(crate) type Loaded = Result<Option<(Progress, Revision)>, StoreError>;
