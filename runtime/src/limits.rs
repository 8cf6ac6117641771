//! The bounds of a session.

use std::time::Duration;

/// The bounds of each session, and what happens at them.
///
/// ```
/// # use docent::Limits;
/// # use std::time::Duration;
/// let limits = Limits { grace: Duration::from_secs(300), ..Limits::default() };
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// The largest frame that a page may send, in bytes: 16 KiB. A larger one
    /// closes the socket with 1009; the session goes on when the page is back.
    pub frame: usize,
    /// How many events a page may send in a second, in the long run: 20. An
    /// event beyond that is refused with `too_fast`.
    pub events_per_second: u32,
    /// How many events may come at once before
    /// [`events_per_second`](Limits::events_per_second) counts: 40.
    pub burst: u32,
    /// How many events may wait while a handler runs: 64, in frames of at most
    /// four times [`frame`](Limits::frame) in all. One more is refused with `busy`.
    pub mailbox: usize,
    /// How many frames may be on their way without the page's word that they
    /// were applied: 32. Sending then stops, and goes on with a snapshot.
    pub unacknowledged: u64,
    /// How many bytes may wait for a slow connection: 64 KiB. What comes then
    /// is not sent; when the connection has caught up it gets a snapshot.
    pub outbox: usize,
    /// How many [`Guide::wait_for`](crate::Guide::wait_for)s may be armed: 16.
    /// One more ends at once with [`WaitError::TooMany`](crate::WaitError).
    pub waiters: usize,
    /// How many flows may run: 8. One more is dropped unstarted, and logged.
    pub flows: usize,
    /// How long a handler may take: 30 s. It is then dropped where it awaits,
    /// and its event refused with `handler_failed`.
    pub handler: Duration,
    /// How long a page has for its first frame: 5 s. The socket is then closed.
    pub hello: Duration,
    /// How long a session waits for its page to come back: 60 s. It then ends,
    /// and with it its flows. A tour goes on from its stored progress.
    pub grace: Duration,
    /// How often a page is asked whether it is still there: every 20 s, give
    /// or take a tenth.
    pub heartbeat: Duration,
    /// How long a connection may be silent: 45 s. It is then taken for dead.
    pub silence: Duration,
    /// How long a step waits for its progress to be saved before it is shown
    /// all the same: 100 ms.
    pub store: Duration,
    /// Whether steps end by themselves: yes. With `false` no `timeout` of any
    /// tour counts: a step that has only a `timeout` waits for the visitor, and
    /// its Skip button reads "Next"; one with `wait_for` and a `timeout` waits
    /// for the event. For an app whose visitors need more time than anybody can
    /// guess.
    ///
    /// Where timers are on, each visitor can still hold one: the bubble of a
    /// step that ends by itself has a Pause button, and its time stands still
    /// while the pointer or the focus is in the bubble or the tab is hidden.
    /// The two together are what WCAG asks for in 2.2.1 (Timing Adjustable:
    /// turn off, or extend) and 2.2.2 (Pause, Stop, Hide).
    pub timers: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            frame: 16 * 1024,
            events_per_second: 20,
            burst: 40,
            mailbox: 64,
            unacknowledged: 32,
            outbox: 64 * 1024,
            waiters: 16,
            flows: 8,
            handler: Duration::from_secs(30),
            hello: Duration::from_secs(5),
            grace: Duration::from_secs(60),
            heartbeat: Duration::from_secs(20),
            silence: Duration::from_secs(45),
            store: Duration::from_millis(100),
            timers: true,
        }
    }
}
