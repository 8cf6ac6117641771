//! The events that wait for their handler.
//!
//! # Invariants
//!
//! * Event `received + 1` is the only one that is taken; each once.
//! * At most [`Limits::max_queued_events`] events wait, in frames of at most
//!   [`FULL_FRAMES`] times [`Limits::max_frame_bytes`] in all, or of
//!   [`Limits::max_event_bytes`] if that is more, and no more come than
//!   [`Limits::events_per_second`] allows; what is beyond that is refused.

use std::sync::Arc;

use smol_str::SmolStr;
use tokio::time::Instant;

use crate::error::{Rejection, RejectionCode};
use crate::event::{Actor, Emitted, Params};
use crate::limits::Limits;
use crate::seq::{EventSeq, FrameSeq, StepRef};
use crate::session::inbound::rate_limit::{Pace, Rate};
use crate::session::shrinking_queue::ShrinkingQueue;
use crate::wire::ProtocolError;

/// How many of the largest frames may wait. A decoded frame takes up to some
/// fifty times its length in memory (a list of short lists), so it is their
/// length that has to be bounded, and not only their number.
const FULL_FRAMES: usize = 4;

/// How long the frames of the waiting events may be in all: one event always fits.
fn most_bytes(limits: &Limits) -> usize {
    (FULL_FRAMES * limits.max_frame_bytes).max(limits.max_event_bytes)
}

/// The events of one page, in the order in which they came.
pub(crate) struct EventQueue {
    received: EventSeq,
    /// The event of the page that is being handled.
    running: Option<EventSeq>,
    waiting: ShrinkingQueue<Queued>,
    /// How long the frames of the waiting events were, in bytes.
    size: usize,
    rate: Rate,
    /// Whether the newest event was one of too many that came too fast.
    is_flooded: bool,
}

/// What waits in the queue.
#[derive(Debug)]
pub(crate) enum Queued {
    /// For its handler.
    Event(Event),
    /// For whoever waits for it: the app has emitted it, and no handler answers it.
    Emitted(Arc<Emitted>),
}

impl Queued {
    fn event(&self) -> Option<&Event> {
        match self {
            Self::Event(event) => Some(event),
            Self::Emitted(_) => None,
        }
    }

    /// Whether it is the app's, from outside the session.
    pub(crate) fn is_of_the_app(&self) -> bool {
        self.event().is_none_or(|event| event.source == Source::App)
    }
}

/// An event that waits for its handler.
#[derive(Debug)]
pub(crate) struct Event {
    pub(crate) source: Source,
    pub(crate) name: SmolStr,
    pub(crate) params: Params,
    /// The last frame that the page had applied when it sent the event.
    pub(crate) applied: FrameSeq,
    /// How long its frame was, in bytes.
    pub(crate) size: usize,
}

/// Where an event came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// The page, which numbered it and waits for an answer.
    Page(EventSeq),
    /// A button of the bubble's, in that step, whose handler the app has
    /// overridden. It gets no answer.
    Control(StepRef),
    /// The app, from outside the session. It gets no answer.
    App,
}

impl Source {
    /// Who is behind the event.
    pub(crate) fn actor(self) -> Actor {
        match self {
            Self::Page(_) | Self::Control(_) => Actor::Visitor,
            Self::App => Actor::App,
        }
    }

    /// The number of an event that the page has sent.
    pub(crate) fn number(self) -> Option<EventSeq> {
        match self {
            Self::Page(number) => Some(number),
            Self::Control(_) | Self::App => None,
        }
    }
}

impl EventQueue {
    pub(crate) fn new(now: Instant) -> Self {
        Self {
            received: EventSeq::default(),
            running: None,
            waiting: ShrinkingQueue::new(),
            size: 0,
            rate: Rate::new(now),
            is_flooded: false,
        }
    }

    /// The number of the last event that was taken or refused.
    pub(crate) fn received(&self) -> EventSeq {
        self.received
    }

    /// Every event up to this one has been answered, or is about to be.
    pub(crate) fn answered(&self) -> EventSeq {
        let mut events = self.waiting.iter().filter_map(Queued::event);
        let waiting = || events.find_map(|event| event.source.number());
        match self.running.or_else(waiting) {
            Some(EventSeq(oldest)) => EventSeq(oldest - 1),
            None => self.received,
        }
    }

    /// Takes event `number`, which may be one to refuse; the inner error refuses it.
    pub(crate) fn take(
        &mut self,
        number: EventSeq,
        event: Result<Event, Rejection>,
        limits: &Limits,
    ) -> Result<Result<(), Rejection>, ProtocolError> {
        if number <= self.received {
            // Sent again after a reconnect: it was taken, and was or will be answered.
            return Ok(Ok(()));
        }
        if number > self.received.next() {
            return Err(ProtocolError("an event is missing before this one"));
        }
        self.received = number;
        let pace = self.rate.take(Instant::now(), limits);
        self.is_flooded = pace == Pace::TooFastForTooLong;
        if pace != Pace::Fine {
            let reason = "events come too fast";
            return Ok(Err(Rejection::new(RejectionCode::TooFast, reason)));
        }
        Ok(event.and_then(|event| self.add(event, limits)))
    }

    fn add(&mut self, event: Event, limits: &Limits) -> Result<(), Rejection> {
        if self.waiting.len() >= limits.max_queued_events
            || self.size + event.size > most_bytes(limits)
        {
            let reason = "too many events are waiting";
            return Err(Rejection::new(RejectionCode::Busy, reason));
        }
        self.size += event.size;
        self.waiting.push(Queued::Event(event));
        Ok(())
    }

    /// Whether the newest event was one of too many that came too fast.
    pub(crate) fn is_flooded(&self) -> bool {
        self.is_flooded
    }

    /// Takes a tour control, once while it waits; `false` if there is no room for it.
    pub(crate) fn insist(&mut self, control: Event, limits: &Limits) -> bool {
        let is_same = |other: &Event| other.source == control.source && other.name == control.name;
        if self.waiting.iter().filter_map(Queued::event).any(is_same) {
            return true;
        }
        let has_room = self.waiting.len() < limits.max_queued_events;
        if has_room {
            self.waiting.push(Queued::Event(control));
        }
        has_room
    }

    /// Takes an event of the app. Its mailbox bounds how many wait.
    pub(crate) fn deliver(&mut self, queued: Queued) {
        self.waiting.push(queued);
    }

    /// Whether no event waits.
    pub(crate) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// The oldest of what waits.
    pub(crate) fn next(&mut self) -> Option<Queued> {
        let queued = self.waiting.pop()?;
        if let Queued::Event(event) = &queued {
            self.size -= event.size;
            self.running = event.source.number();
        }
        Some(queued)
    }

    /// The event that was taken last is about to be answered.
    pub(crate) fn handled(&mut self) {
        self.running = None;
    }

    /// Drops all that waits.
    pub(crate) fn clear(&mut self) {
        self.waiting = ShrinkingQueue::new();
        self.size = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn control(visit: u64) -> Event {
        Event {
            source: Source::Control(StepRef { run: 1, visit }),
            name: "skip_tutorial".into(),
            params: Params::none(),
            applied: FrameSeq::default(),
            size: 0,
        }
    }

    #[test]
    fn a_control_waits_once_and_not_beyond_the_mailbox() {
        let limits = Limits {
            max_queued_events: 2,
            ..Limits::default()
        };
        let mut queue = EventQueue::new(Instant::now());
        assert!(queue.insist(control(1), &limits));
        assert!(queue.insist(control(1), &limits), "it waits already");
        assert!(queue.insist(control(2), &limits));
        assert!(!queue.insist(control(3), &limits));
        let waiting = std::iter::from_fn(|| queue.next());
        assert_eq!(waiting.count(), 2);
    }
}
