//! Application code runs here: a panic in it is contained.

use std::panic::{AssertUnwindSafe, catch_unwind};

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
