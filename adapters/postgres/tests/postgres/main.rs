//! The store against a real PostgreSQL server, a bad network and its own kind.

mod cluster;
mod faults;
mod processes;
mod proxy;
mod start;
mod store;
mod tours;

use std::sync::atomic::{AtomicU64, Ordering};

use docent::Visitor;
use docent::store::{Progress, ProgressKey, ProgressStatus, ProgressStore, StoreError};
use docent_postgres::{PostgresError, PostgresStore};

/// A visitor whom no store has seen.
fn new_visitor() -> Visitor {
    static VISITORS: AtomicU64 = AtomicU64::new(1);
    let id = VISITORS.fetch_add(1, Ordering::Relaxed);
    Visitor::from_id(&format!("{id:032x}")).expect("an id")
}

fn key() -> ProgressKey {
    ProgressKey::new(new_visitor(), "onboarding")
}

fn at(step: usize) -> Progress {
    Progress::new(1, step, ProgressStatus::Running, step as u64 + 1)
}

async fn step(store: &PostgresStore, key: &ProgressKey) -> Option<usize> {
    let loaded = store.load(key.clone()).await.expect("loaded");
    loaded.map(|(progress, _)| progress.step())
}

/// Why the database was not available.
#[track_caller]
fn failure<T: std::fmt::Debug>(answer: Result<T, StoreError>) -> PostgresError {
    let Err(StoreError::Unavailable(error)) = answer else {
        panic!("unavailable, and not {answer:?}");
    };
    *error.downcast().expect("an error of the store's")
}
