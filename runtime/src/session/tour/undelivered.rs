//! Events of the tour that wait until the app can be given them.

use std::sync::Arc;

use crate::session::shrinking_queue::ShrinkingQueue;
use crate::tour::{OwnedRun, TourEvent};

/// How many events of the tour may wait for the app, besides one for each
/// step of the tour. They wait while a handler has the view; the oldest is
/// then dropped, and logged.
const MAX_EVENTS: usize = 64;

/// The events that wait, the oldest first.
pub(crate) struct UndeliveredEvents(ShrinkingQueue<Undelivered>);

struct Undelivered {
    event: TourEvent,
    /// Keeps a made tour counted until the app has been given it.
    _owned: Option<Arc<OwnedRun>>,
}

impl UndeliveredEvents {
    pub(crate) fn new() -> Self {
        Self(ShrinkingQueue::new())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn pop(&mut self) -> Option<TourEvent> {
        self.0.pop().map(|undelivered| undelivered.event)
    }

    /// Adds an event of a tour of so many steps.
    pub(crate) fn push(&mut self, event: TourEvent, owned: Option<Arc<OwnedRun>>, steps: usize) {
        if self.0.len() >= MAX_EVENTS + steps {
            self.0.pop();
            tracing::error!(target: "docent::tour", "a tour event was dropped: too many wait while a handler hangs");
        }
        self.0.push(Undelivered {
            event,
            _owned: owned,
        });
    }
}
