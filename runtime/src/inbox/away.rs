//! The sessions whose pages are away, in the order in which those left.
//!
//! # Invariants
//!
//! * A session is here from the loss of its connection until its page is back, it
//!   ends, or it is asked to end: once, under the number that its mailbox holds. Whoever
//!   finds it here finds that number in its mailbox.

use std::collections::BTreeMap;
use std::sync::Mutex;

use crate::panics::lock;

/// The sessions of a server that wait for their pages, by their handles.
///
/// Takes memory only for these, and none of a session that is connected.
pub(crate) struct Away<H>(Mutex<Inner<H>>);

struct Inner<H> {
    newest: u64,
    /// By their numbers: the first is the one that has been away longest.
    sessions: BTreeMap<u64, H>,
}

impl<H> Away<H> {
    pub(crate) fn new() -> Self {
        Self(Mutex::new(Inner {
            newest: 0,
            sessions: BTreeMap::new(),
        }))
    }

    /// Takes a session in, under a number that is not 0. `tell` gives it that number:
    /// under the lock, so that nobody asks it to end before it knows.
    pub(crate) fn enter(&self, handle: H, tell: impl FnOnce(u64)) {
        let mut inner = lock(&self.0);
        inner.newest += 1;
        let number = inner.newest;
        tell(number);
        inner.sessions.insert(number, handle);
    }

    /// The session of that number is no longer away.
    pub(crate) fn leave(&self, number: u64) {
        lock(&self.0).sessions.remove(&number);
    }

    /// Takes out the session that has been away longest, if there are more than so many.
    pub(crate) fn take_excess(&self, most: usize) -> Option<(u64, H)> {
        let mut inner = lock(&self.0);
        if inner.sessions.len() > most {
            inner.sessions.pop_first()
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    #[test]
    fn whoever_is_found_away_knows_its_number() {
        let away = Away::<Arc<AtomicU64>>::new();
        std::thread::scope(|threads| {
            let leaving = threads.spawn(|| {
                for _ in 0..20_000 {
                    let known = Arc::new(AtomicU64::new(0));
                    away.enter(Arc::clone(&known), |number| {
                        known.store(number, Ordering::Relaxed);
                    });
                }
            });
            loop {
                let is_last = leaving.is_finished();
                while let Some((number, known)) = away.take_excess(0) {
                    assert_eq!(known.load(Ordering::Relaxed), number);
                }
                if is_last {
                    break;
                }
            }
        });
    }
}
