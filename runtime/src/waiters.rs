//! What waits for events: the pending half of [`Guide::wait_for`](crate::Guide::wait_for).
//!
//! # Invariants
//!
//! * An event offered before a waiter was armed is never replayed to it.
//! * Every waiter whose predicate holds resolves; none takes an event from another.
//! * A withdrawn waiter leaves nothing behind.

use crate::event::{Params, Recipient};

/// The armed waiters of one session.
#[derive(Default)]
pub(crate) struct Waiters {
    armed: Vec<Waiter>,
    last: u64,
}

/// One armed waiter.
pub(crate) struct Waiter {
    id: u64,
    recipient: Recipient,
    event: &'static str,
    /// Says whether the event was the one, and if so resolves the wait.
    resolve: Resolve,
}

/// Looks at an event's parameters; `true` once it has what it waits for.
pub(crate) type Resolve = Box<dyn FnMut(&Params) -> bool + Send>;

impl Waiters {
    /// Arms a waiter and gives the id to withdraw it by; `None` at `most`.
    pub(crate) fn arm(
        &mut self,
        recipient: Recipient,
        event: &'static str,
        resolve: Resolve,
        most: usize,
    ) -> Option<u64> {
        if self.armed.len() >= most {
            return None;
        }
        self.last += 1;
        self.armed.push(Waiter {
            id: self.last,
            recipient,
            event,
            resolve,
        });
        Some(self.last)
    }

    pub(crate) fn withdraw(&mut self, id: u64) {
        self.armed.retain(|waiter| waiter.id != id);
        if self.armed.is_empty() {
            self.armed = Vec::new();
        }
    }

    /// Takes out the waiters for the recipient's `event`, to be offered it
    /// without a lock: a predicate is the app's code and may well arm the next
    /// waiter.
    pub(crate) fn take(&mut self, recipient: Recipient, event: &str) -> Vec<Waiter> {
        let waits = |waiter: &Waiter| waiter.event == event && waiter.recipient == recipient;
        if !self.armed.iter().any(waits) {
            return Vec::new();
        }
        let (taken, left) = std::mem::take(&mut self.armed).into_iter().partition(waits);
        self.armed = left;
        taken
    }

    /// Puts back the waiters that still wait.
    pub(crate) fn put_back(&mut self, waiters: Vec<Waiter>) {
        self.armed.extend(waiters);
    }
}

impl Waiter {
    /// Offers the event; `true` if the waiter has what it waited for.
    pub(crate) fn offer(&mut self, params: &Params) -> bool {
        (self.resolve)(params)
    }
}
