//! The load: thousands of pages in one thread, which cost less than what they measure.

mod crowd;
mod page;
mod walk;
mod websocket;

pub use crowd::{Crowd, Dialect, Opening};
pub use page::{Page, Received, Visitor};
pub use walk::{Pace, Walked};

use std::time::Duration;

/// The value below which this share of the sorted `times` lies.
#[must_use]
pub fn quantile(times: &mut [Duration], share: f64) -> Duration {
    times.sort_unstable();
    let last = times.len().saturating_sub(1);
    times
        .get((last as f64 * share).round() as usize)
        .copied()
        .unwrap_or_default()
}
