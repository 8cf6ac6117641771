//! What waits for events: the pending half of [`Guide::wait_for`](crate::Guide::wait_for)
//! and [`Guide::wait_for_app`](crate::Guide::wait_for_app).
//!
//! # Invariants
//!
//! * An event whose handler began before a waiter was armed is not offered to it.
//! * Every waiter whose predicate holds resolves; none takes an event from another.
//! * A withdrawn waiter leaves nothing behind, whenever it is withdrawn.

use std::any::TypeId;

use tokio::sync::mpsc;

use crate::event::{Emitted, HandlerOwner, Params};
use crate::inbox::page_failure::PageFailure;

/// The waiters of one session.
#[derive(Default)]
pub(crate) struct Waiters {
    /// Apart, since most sessions never have one.
    inner: Option<Box<Inner>>,
    last: u64,
}

#[derive(Default)]
struct Inner {
    armed: Vec<Waiter>,
    /// How many are taken out, to be offered an event.
    offered: usize,
    /// Flows that listen for what the page could not do.
    listeners: Vec<(u64, mpsc::Sender<PageFailure>)>,
}

/// How many failures of the page may wait for one flow that listens.
const UNREAD: usize = 16;

/// One armed waiter.
pub(crate) struct Waiter {
    id: u64,
    waits_for: WaitsFor,
    waiting: Box<dyn Waiting>,
}

/// Which events a waiter is offered.
#[derive(Clone, Copy)]
pub(crate) enum WaitsFor {
    /// Those of a handler, by its name.
    Handler(HandlerOwner, &'static str),
    /// Those of the app of a type.
    App(TypeId),
}

/// What is offered to waiters.
pub(crate) enum Happened<'a> {
    /// A handler has succeeded.
    Handled {
        recipient: HandlerOwner,
        event: &'a str,
        params: &'a Params,
    },
    /// The app has emitted an event.
    Emitted(&'a Emitted),
}

impl WaitsFor {
    fn is(self, happened: &Happened<'_>) -> bool {
        match (self, happened) {
            (
                Self::Handler(owner, name),
                Happened::Handled {
                    recipient, event, ..
                },
            ) => name == *event && owner == *recipient,
            (Self::App(id), Happened::Emitted(emitted)) => id == emitted.id(),
            _ => false,
        }
    }
}

/// Whoever waits.
pub(crate) trait Waiting: Send {
    /// Looks at what has happened; `true` once it has what it waits for.
    fn offer(&mut self, happened: &Happened<'_>) -> bool;
    /// Whether nobody waits any more.
    fn is_given_up(&self) -> bool;
}

impl Waiters {
    /// Arms a waiter and gives the id to withdraw it by; `None` at `most`.
    pub(crate) fn arm(
        &mut self,
        waits_for: WaitsFor,
        waiting: Box<dyn Waiting>,
        most: usize,
    ) -> Option<u64> {
        let (id, inner) = self.admit(most)?;
        inner.armed.push(Waiter {
            id,
            waits_for,
            waiting,
        });
        Some(id)
    }

    /// Lets a flow listen for what the page could not do, and gives the id to
    /// withdraw it by; `None` at `most`.
    pub(crate) fn listen(&mut self, most: usize) -> Option<(u64, mpsc::Receiver<PageFailure>)> {
        let (id, inner) = self.admit(most)?;
        let (send, receive) = mpsc::channel(UNREAD);
        inner.listeners.push((id, send));
        Some((id, receive))
    }

    /// The id of one more waiter; `None` at `most`.
    fn admit(&mut self, most: usize) -> Option<(u64, &mut Inner)> {
        let inner = self.inner.get_or_insert_default();
        if inner.armed.len() + inner.offered + inner.listeners.len() >= most {
            return None;
        }
        self.last += 1;
        Some((self.last, inner))
    }

    /// The flows that listen. A failure is sent to them without a lock: it wakes them.
    pub(crate) fn listeners(&self) -> Vec<mpsc::Sender<PageFailure>> {
        let all = self.inner.iter().flat_map(|inner| &inner.listeners);
        all.map(|(_, listener)| listener.clone()).collect()
    }

    /// The id of the newest waiter; those that are armed later have greater ones.
    pub(crate) fn newest(&self) -> u64 {
        self.last
    }

    /// Withdraws a waiter that is given up. One that is taken out just now is
    /// not put back.
    pub(crate) fn withdraw(&mut self, id: u64) {
        let Some(inner) = &mut self.inner else { return };
        inner.listeners.retain(|(listener, _)| *listener != id);
        inner.armed.retain(|waiter| waiter.id != id);
        if inner.armed.is_empty() && inner.listeners.is_empty() && inner.offered == 0 {
            self.inner = None;
        }
    }

    /// Takes out the waiters for what has happened up to the id `newest`,
    /// to be offered it without a lock: a predicate is the app's code and may
    /// well arm the next waiter.
    pub(crate) fn take(&mut self, happened: &Happened<'_>, newest: u64) -> Vec<Waiter> {
        let waits = |waiter: &Waiter| waiter.waits_for.is(happened) && waiter.id <= newest;
        let Some(inner) = self
            .inner
            .as_mut()
            .filter(|inner| inner.armed.iter().any(waits))
        else {
            return Vec::new();
        };
        let (taken, left): (Vec<_>, _) = std::mem::take(&mut inner.armed)
            .into_iter()
            .partition(waits);
        inner.armed = left;
        inner.offered = taken.len();
        taken
    }

    /// Puts back the waiters that still wait, of those that were taken out.
    pub(crate) fn put_back(&mut self, waiters: Vec<Waiter>) {
        let Some(inner) = &mut self.inner else { return };
        inner.offered = 0;
        let still = waiters
            .into_iter()
            .filter(|waiter| !waiter.waiting.is_given_up());
        inner.armed.extend(still);
    }
}

impl Waiter {
    /// Offers the event; `true` if the waiter has what it waited for.
    pub(crate) fn offer(&mut self, happened: &Happened<'_>) -> bool {
        self.waiting.offer(happened)
    }
}
