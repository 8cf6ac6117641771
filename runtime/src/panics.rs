//! Application code runs here: a panic in it is contained.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Runs code of the app: a panic in it is logged and costs only its own result.
pub(crate) fn guarded<R>(what: &str, run: impl FnOnce() -> R) -> Option<R> {
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(result) => Some(result),
        Err(_) => {
            tracing::error!(target: "docent::session", what, "code of the app panicked");
            None
        }
    }
}

/// Locks, also after a panic under the lock: what docent keeps behind one is
/// whole after every statement, and application code under one is guarded.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
