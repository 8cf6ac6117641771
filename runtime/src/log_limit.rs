//! Lines of the log that anyone on the network can cause, as often as they like.
//!
//! Each such line has a limit of its own, a `static` beside it, for the whole
//! process: who floods a server must not fill its disk, or hide other lines.

use std::sync::Mutex;
use std::time::Duration;

use tokio::time::Instant;

use crate::panics::lock;

/// How often one line may be logged.
pub(crate) struct LogLimit(Mutex<Inner>);

struct Inner {
    /// When as many lines as [`BURST`] may come at once again; `None` before the first.
    full_at: Option<Instant>,
    unlogged: u64,
}

/// How many are logged at once.
const BURST: u32 = 10;
/// How long it takes until one more is.
const INTERVAL: Duration = Duration::from_secs(1);

impl LogLimit {
    pub(crate) const fn new() -> Self {
        Self(Mutex::new(Inner {
            full_at: None,
            unlogged: 0,
        }))
    }

    /// Whether the line is logged now, and if so how many were not before it.
    pub(crate) fn admit(&self) -> Option<u64> {
        self.admit_at(Instant::now())
    }

    fn admit_at(&self, now: Instant) -> Option<u64> {
        let mut inner = lock(&self.0);
        let full_at = inner.full_at.map_or(now, |full_at| full_at.max(now)) + INTERVAL;
        if full_at - now > INTERVAL * BURST {
            inner.unlogged += 1;
            return None;
        }
        inner.full_at = Some(full_at);
        Some(std::mem::take(&mut inner.unlogged))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::sync::Arc;

    use tracing::span::{Attributes, Id, Record};

    use super::*;

    /// Writes down what is logged: its level, then field by field.
    #[derive(Clone, Default)]
    pub(crate) struct Lines(Arc<Mutex<Vec<String>>>);

    impl Lines {
        /// Takes the lines that were logged since they were last taken.
        pub(crate) fn taken(&self) -> Vec<String> {
            std::mem::take(&mut lock(&self.0))
        }
    }

    impl tracing::Subscriber for Lines {
        fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
            true
        }

        fn new_span(&self, _: &Attributes<'_>) -> Id {
            Id::from_u64(1)
        }

        fn record(&self, _: &Id, _: &Record<'_>) {}

        fn record_follows_from(&self, _: &Id, _: &Id) {}

        fn event(&self, event: &tracing::Event<'_>) {
            let mut line = format!("{} ", event.metadata().level());
            event.record(
                &mut |field: &tracing::field::Field, value: &dyn std::fmt::Debug| {
                    line.push_str(&format!("{}={value:?} ", field.name()));
                },
            );
            lock(&self.0).push(line);
        }

        fn enter(&self, _: &Id) {}

        fn exit(&self, _: &Id) {}
    }

    #[test]
    fn ten_lines_come_at_once_then_one_a_second_and_a_count() {
        let limit = LogLimit::new();
        let now = Instant::now();
        let admitted = |after| {
            let now = now + Duration::from_secs(after);
            let all = (0..100).filter_map(|_| limit.admit_at(now));
            all.collect::<Vec<_>>()
        };
        assert_eq!(admitted(0), [0; 10]);
        assert_eq!(admitted(1), [90]);
        assert_eq!(admitted(3), [99, 0]);
        assert_eq!(admitted(1000).len(), 10);
    }
}
