//! What has happened, offered to the tour and to the flows that wait for it.

use crate::event::{Emitted, HandlerOwner};
use crate::inbox::waiters::Happened;
use crate::session::core::SessionCore;
use crate::session::inbound::event_queue::Event;

impl<V: Send + 'static> SessionCore<V> {
    /// The newest waiter that there is.
    pub(crate) fn newest_waiter(&self) -> u64 {
        // None: the session is over, and nothing waits.
        self.mailbox
            .waiters(|waiters| waiters.newest())
            .unwrap_or_default()
    }

    /// Offers an event whose handler has succeeded to the tour and to every
    /// waiter up to `newest`.
    pub(crate) fn offer(&mut self, recipient: HandlerOwner, event: &Event, newest: u64) {
        let handled = Happened::Handled {
            recipient,
            event: &event.name,
            params: &event.params,
        };
        self.offer_to_flows(&handled, newest);
        self.with_tours(|tours, around| {
            tours.offer(recipient, event, around);
        });
    }

    /// Offers an event that the app has emitted to the tour and to every waiter.
    pub(crate) fn emit(&mut self, emitted: &Emitted) {
        let newest = self.newest_waiter();
        self.offer_to_flows(&Happened::Emitted(emitted), newest);
        self.with_tours(|tours, around| tours.emit(emitted, around));
    }

    fn offer_to_flows(&mut self, happened: &Happened<'_>, newest: u64) {
        let waiting = self
            .mailbox
            .waiters(|waiters| waiters.take(happened, newest))
            .unwrap_or_default();
        if !waiting.is_empty() {
            let still: Vec<_> = waiting
                .into_iter()
                .filter_map(|mut waiter| (!waiter.offer(happened)).then_some(waiter))
                .collect();
            // None: the session is over, and with it what waited.
            self.mailbox.waiters(|waiters| waiters.put_back(still));
        }
    }
}
