//! Where tour progress is kept.

mod memory;
mod progress_store;

pub use memory::MemoryStore;
pub use progress_store::{ProgressKey, ProgressStore, Revision, StoreError, StoreFuture};
