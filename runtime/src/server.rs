//! What the pages of one server share: its sessions, its progress store, its key and its limits.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::limits::Limits;
use crate::session::Registry;
use crate::store::{MemoryStore, ProgressStore};
use crate::token::TokenKey;

/// What the pages of one server share.
///
/// [`serve`](crate::serve) makes one by itself. An app makes its own to
/// choose the store or the limits, and then serves with
/// [`Docent::serve`](crate::Docent::serve), or by itself:
///
/// ```no_run
/// # use docent::{Docent, Limits};
/// # async fn run(app: axum::Router) -> std::io::Result<()> {
/// let docent = Docent::new().limits(Limits { flows: 2, ..Limits::default() });
/// let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
/// docent.serve(listener, app).await
/// # }
/// ```
///
/// Cheap to clone: the clones are the same server.
#[derive(Clone)]
pub struct Docent {
    shared: Arc<Shared>,
}

struct Shared {
    registry: Registry,
    store: Arc<dyn ProgressStore>,
    key: TokenKey,
    limits: Arc<Limits>,
    draining: AtomicBool,
}

impl Docent {
    /// A server with the default limits that keeps progress in memory.
    #[must_use]
    pub fn new() -> Self {
        Self::with(Arc::new(MemoryStore::new()), Arc::default())
    }

    /// The same with these limits. Call it before serving: pages that are
    /// being served already keep to the server they were made for.
    #[must_use]
    pub fn limits(self, limits: Limits) -> Self {
        Self::with(Arc::clone(&self.shared.store), Arc::new(limits))
    }

    /// The same with this store. Call it before serving.
    #[must_use]
    pub fn progress(self, store: impl ProgressStore) -> Self {
        Self::with(Arc::new(store), Arc::clone(&self.shared.limits))
    }

    /// Sends all pages away, and waits until their sessions are over, for at
    /// most `within`.
    ///
    /// Each page is asked to come back at a random moment within that time:
    /// to the process that takes this one's place. axum's own graceful
    /// shutdown does not wait for WebSockets, so call this when it begins.
    pub async fn drain(&self, within: Duration) {
        self.shared.draining.store(true, Ordering::Relaxed);
        let until = Instant::now() + within;
        for session in self.registry().all() {
            session.drain(within);
        }
        // Sessions end by themselves within milliseconds; there is no one moment to wait for.
        while !self.registry().is_empty() && Instant::now() < until {
            sleep(Duration::from_millis(10)).await;
        }
    }

    /// The server of pages that were given none.
    pub(crate) fn fallback() -> &'static Self {
        static FALLBACK: LazyLock<Docent> = LazyLock::new(Docent::new);
        &FALLBACK
    }

    pub(crate) fn is_draining(&self) -> bool {
        self.shared.draining.load(Ordering::Relaxed)
    }

    pub(crate) fn registry(&self) -> &Registry {
        &self.shared.registry
    }

    pub(crate) fn store(&self) -> &Arc<dyn ProgressStore> {
        &self.shared.store
    }

    pub(crate) fn key(&self) -> &TokenKey {
        &self.shared.key
    }

    pub(crate) fn limits_ref(&self) -> &Arc<Limits> {
        &self.shared.limits
    }

    fn with(store: Arc<dyn ProgressStore>, limits: Arc<Limits>) -> Self {
        Self {
            shared: Arc::new(Shared {
                registry: Registry::new(),
                store,
                key: TokenKey::random(),
                limits,
                draining: AtomicBool::new(false),
            }),
        }
    }
}

impl Default for Docent {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for Docent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Docent")
            .field("limits", &self.shared.limits)
            .finish_non_exhaustive()
    }
}
