//! Where tour progress is kept.

mod memory;
mod progress_store;
#[cfg(feature = "redb")]
pub(crate) mod redb;

pub use memory::MemoryStore;
pub use progress_store::{ProgressKey, ProgressStore, Revision, StoreError, StoreFuture};
