//! The session's side of one connection: what waits to be sent, and when the page last sent something.

use std::task::{Context, Poll, Waker};
use std::time::Duration;

use tokio::time::Instant;

use crate::ids;
use crate::limits::Limits;
use crate::session::shrinking_queue::ShrinkingQueue;
use crate::wire::transport::{Lost, Received, Transport};
use crate::wire::{self, CloseCode};

/// A connection to a page.
///
/// # Invariants
///
/// * Texts leave in the order in which they were given, parts of one never
///   mixed with another.
/// * What waits is at most [`Limits::max_outbox_bytes`] bytes, not counting the text
///   that is being sent.
pub(crate) struct Connection {
    transport: Box<dyn Transport>,
    waiting: ShrinkingQueue<String>,
    waiting_bytes: usize,
    /// A long text that is being sent in parts, and how much of it has left.
    parted: Option<Box<Parted>>,
    parted_before: u64,
    flushed: bool,
    last_received: Instant,
    next_heartbeat: Instant,
}

struct Parted {
    text: String,
    sent: usize,
}

/// The connection is too slow for what is sent: nothing was taken.
#[derive(Debug)]
pub(crate) struct Full;

impl Connection {
    pub(crate) fn new(transport: Box<dyn Transport>, limits: &Limits) -> Self {
        let now = Instant::now();
        Self {
            transport,
            waiting: ShrinkingQueue::new(),
            waiting_bytes: 0,
            parted: None,
            parted_before: 0,
            flushed: true,
            last_received: now,
            next_heartbeat: now + jittered(limits.heartbeat_interval),
        }
    }

    /// Takes a text to be sent by the next polls.
    pub(crate) fn send(&mut self, text: String, limits: &Limits) -> Result<(), Full> {
        if !self.has_room(&text, limits) {
            // Events that waited for a hanging handler are answered in one
            // batch: what can be sent at once is no backlog. The next poll asks to
            // be woken, and finds out if the connection is gone.
            let sent = self.poll_send(&mut Context::from_waker(Waker::noop()));
            if sent.is_err() || !self.has_room(&text, limits) {
                return Err(Full);
            }
        }
        self.waiting_bytes += text.len();
        self.waiting.push(text);
        Ok(())
    }

    fn has_room(&self, text: &str, limits: &Limits) -> bool {
        self.is_idle() || self.waiting_bytes + text.len() <= limits.max_outbox_bytes
    }

    /// Whether all that was given has left.
    pub(crate) fn is_idle(&self) -> bool {
        self.waiting.is_empty() && self.parted.is_none()
    }

    /// Sends what can be sent, then receives.
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Received> {
        if let Err(Lost) = self.poll_send(cx) {
            return Poll::Ready(Received::Lost);
        }
        let received = self.transport.poll_receive(cx);
        if received.is_ready() {
            self.last_received = Instant::now();
        }
        received
    }

    /// When something is due: a heartbeat, or the end of a silent connection.
    pub(crate) fn deadline(&self, limits: &Limits) -> Instant {
        self.next_heartbeat
            .min(self.last_received + limits.silence_timeout)
    }

    /// Sends the heartbeat if it is due; fails if the page has been silent for too long.
    pub(crate) fn tick(&mut self, now: Instant, limits: &Limits) -> Result<(), Lost> {
        if now >= self.last_received + limits.silence_timeout {
            return Err(Lost);
        }
        if now >= self.next_heartbeat {
            self.next_heartbeat = now + jittered(limits.heartbeat_interval);
            // A connection too full for a heartbeat has not sent anything for a
            // while either: the silence ends it if it stays so.
            self.send(wire::heartbeat(), limits).unwrap_or_else(|Full| {
                tracing::debug!(target: "docent::session", "no room for a heartbeat");
            });
        }
        Ok(())
    }

    pub(crate) fn close(self, code: CloseCode, reason: &'static str) {
        self.transport.close(code, reason);
    }

    fn poll_send(&mut self, cx: &mut Context<'_>) -> Result<(), Lost> {
        while !self.is_idle() {
            match self.transport.poll_ready(cx) {
                Poll::Ready(ready) => ready?,
                Poll::Pending => return Ok(()),
            }
            if let Some(text) = self.next_piece() {
                self.flushed = false;
                self.transport.send(text)?;
            }
        }
        if !self.flushed {
            match self.transport.poll_flush(cx) {
                Poll::Ready(flushed) => flushed?,
                Poll::Pending => return Ok(()),
            }
            self.flushed = true;
        }
        Ok(())
    }

    fn next_piece(&mut self) -> Option<String> {
        if self.parted.is_none() {
            let text = self.waiting.pop()?;
            self.waiting_bytes -= text.len();
            if text.len() <= wire::PART {
                return Some(text);
            }
            self.parted_before += 1;
            self.parted = Some(Box::new(Parted { text, sent: 0 }));
        }
        let Parted { text, sent } = &mut **self.parted.as_mut()?;
        let (piece, held) = wire::part(self.parted_before, &text[*sent..]);
        *sent += held;
        if *sent == text.len() {
            self.parted = None;
        }
        Some(piece)
    }
}

/// A time of this length, give or take a tenth, so that sessions that began together drift apart.
fn jittered(time: Duration) -> Duration {
    let tenth = u64::try_from(time.as_millis() / 10).unwrap_or(u64::MAX / 4);
    time + Duration::from_millis(ids::below(2 * tenth)) - Duration::from_millis(tenth)
}
