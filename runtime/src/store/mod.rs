//! Where tour progress is kept.
//!
//! An app without a store keeps it in a [`MemoryStore`], and loses it when it
//! restarts. A database is tied to docent by a [`ProgressStore`]; the suite in
//! `docent::test::store` checks one.

mod memory;
mod owner;
mod progress_store;

pub use memory::MemoryStore;
pub use owner::ProgressOwner;
pub use progress_store::{ProgressKey, ProgressStore, Revision, StoreError, StoreFuture};

pub use crate::tour::progress::{Progress, ProgressDecodeError, ProgressStatus};
