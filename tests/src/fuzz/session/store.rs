//! A progress store with moods.

use std::future::pending;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use docent::store::{
    MemoryStore, Progress, ProgressKey, ProgressStore, Revision, StoreError, StoreFuture,
};
use tokio::sync::Notify;

/// Answers at once, late, wrongly or never, as the input asks.
#[derive(Debug, Default, Clone)]
pub(super) struct Moody(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    mood: AtomicU8,
    answers: Notify,
    memory: MemoryStore,
}

impl Moody {
    /// Changes how it answers from now on; 0 is at once, and lets late answers go.
    pub(super) fn feel(&self, mood: u8) {
        self.0.mood.store(mood % 5, Ordering::Relaxed);
        self.0.answers.notify_waiters();
    }

    fn answer<T: Send + 'static>(&self, answer: StoreFuture<T>) -> StoreFuture<T> {
        match self.0.mood.load(Ordering::Relaxed) {
            0 => answer,
            1 => {
                let inner = Arc::clone(&self.0);
                StoreFuture::new(async move {
                    inner.answers.notified().await;
                    answer.await
                })
            }
            2 => StoreFuture::ready(Err(StoreError::Unavailable("out of order".into()))),
            3 => StoreFuture::ready(Err(StoreError::Conflict)),
            _ => StoreFuture::new(pending()),
        }
    }
}

impl ProgressStore for Moody {
    fn load(&self, key: ProgressKey) -> StoreFuture<Option<(Progress, Revision)>> {
        self.answer(self.0.memory.load(key))
    }

    fn save(
        &self,
        key: ProgressKey,
        replaces: Option<Revision>,
        progress: Progress,
    ) -> StoreFuture<Revision> {
        // What it reports and what it has done need not agree.
        self.answer(self.0.memory.save(key, replaces, progress))
    }
}
