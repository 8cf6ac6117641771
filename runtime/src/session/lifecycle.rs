//! How a session ends when its server stops.

use std::time::Duration;

use tokio::time::Instant;

/// How long a session goes on when its server stops.
#[derive(Clone, Copy)]
pub(crate) struct Leaving {
    /// When a handler that still runs is dropped.
    pub(crate) handlers_by: Instant,
    /// When the session ends, whatever goes on in it.
    pub(crate) ends_by: Instant,
}

impl Leaving {
    /// Parts the time that there is: what is left after each half is for the
    /// answers, and for the farewell.
    pub(crate) fn within(time: Duration) -> Self {
        let handlers_by = Instant::now() + time / 2;
        Self {
            handlers_by,
            ends_by: handlers_by + time / 4,
        }
    }
}
