//! The bounds of sessions.

use std::time::Duration;

/// The bounds of each session, and what happens at them.
///
/// ```
/// # use docent::config::Limits;
/// # use std::time::Duration;
/// const LIMITS: Limits = Limits::new().grace_period(Duration::from_secs(300)).max_flows(2);
/// assert_eq!(LIMITS.max_waiters, Limits::default().max_waiters);
/// ```
///
/// Each field has its default in its first sentence, and a method of its name
/// that sets it.
///
/// Bounds that are not settings:
///
/// | what | bound | at it |
/// | --- | --- | --- |
/// | a page's first frame, the hello | 1 KiB | the socket is closed with 4400 |
/// | a frame's nesting | 16 | an event is refused with `malformed`; after any other frame the socket is closed with 4400 |
/// | the keys of one object in a frame | 512, none twice | an event is refused with `malformed`; after any other frame the socket is closed with 4400 |
/// | a part of an event, but its last | at least a sixteenth of [`max_frame_bytes`](Limits::max_frame_bytes) | the socket is closed with 4400 |
/// | failed commands that one frame reports | 64 | the socket is closed with 4400 |
/// | the selector of a failed command | 256 characters | the socket is closed with 4400 |
/// | the name of a custom command or a hook in such a report | 64 characters | the socket is closed with 4400 |
/// | what a page reports, in the log and to the app | 64 reports at once, 10 in a second | the rest are counted in the next line |
/// | reports of a page that wait while a handler has the view | 64 | one more is dropped, and logged |
/// | reports that a flow has not asked [`PageFailures`](crate::failure::PageFailures) for | 16 | later ones are not seen, and logged |
/// | what others leave for a session: flows, sockets, a server that stops | 256 | one more is refused; see [`Guide`](crate::Guide) |
/// | what the app has not received of its tour's events while a handler hangs | 64 events, and one for each step | the oldest is dropped, and logged |
/// | the name of a [topic](crate::delivery::Topic) | 256 bytes | a subscription is refused with [`SubscribeError::NameTooLong`](crate::delivery::SubscribeError) |
/// | what goes on inside a session (flows, the store, its clock) before its page is polled | 32 things | other tasks have a turn, then the page |
/// | looks at the view ([`Guide::with`](crate::Guide::with)) while a handler has it | 256 | one more is refused with [`SessionClosed`](crate::guide::SessionClosed), and logged |
/// | events that come before a [`WaitFor`](crate::guide::WaitFor) is first polled | 16 | later ones are not seen, and logged |
/// | what mixins ask for in answer to events of the tour | 64 tours and flows before a frame of the page or a timer | the tour ends as failed, and is logged |
/// | steps in a row that wait for nothing | as many as the tour has | the tour ends as failed: it is an infinite loop |
/// | steps that Back goes back | 64 | older ones are dropped |
/// | events that the next snapshot answers | 64 | it answers the others too; if the view cannot be rendered, only these are refused by name |
/// | made tours ([`OwnedTour`](crate::tour::OwnedTour)) that run, are about to, or have events that wait for the app | 8 | one more is refused with [`RunError::TooManyTours`](crate::guide::RunError), and logged |
/// | the JSON of a [`Draft`](crate::draft::Draft) | 64 KiB | it is not read |
/// | the steps of a made tour | 200 | a fault of its draft |
/// | the faults of a draft | 100 | checking stops |
/// | runs that are over before the page has been sent them | 8 | the page gets a snapshot of the current state |
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The largest frame that a page may send, in bytes: 16 KiB. A larger one
    /// closes the socket with 1009; the session goes on when the page is back.
    /// The client sends an event of more than an eighth of it in parts.
    ///
    /// At most four times as much of one message is read before that, in
    /// however many fragments it comes.
    pub max_frame_bytes: usize,
    /// The largest event that a page may send, in bytes: 64 KiB. A larger one
    /// closes the socket with 1009; the session goes on when the page is back.
    /// The client does not send such an event, and shows the person why at the field.
    ///
    /// A page that sends an event in parts holds as much of the server's memory
    /// until the last of them is there, and none afterwards.
    pub max_event_bytes: usize,
    /// How many events a page may send in a second, in the long run: 20. An
    /// event beyond that is refused with `too_fast`, and its handler does not
    /// run. The client sends no more. At least 1.
    pub events_per_second: u32,
    /// How many events may come at once before
    /// [`events_per_second`](Limits::events_per_second) counts: 40. At least 1.
    pub event_burst: u32,
    /// How many events are refused with `too_fast` before the socket is closed
    /// with 4429: 200. They are forgiven at
    /// [`events_per_second`](Limits::events_per_second), whether the page comes
    /// back or not; the session and its tour go on when it does. At least 1.
    pub max_excess_events: u32,
    /// How many frames other than events a page may send in a second, in the
    /// long run: 100, and twice as many at once. They are the buttons of a tour,
    /// acknowledgements, reports of commands that failed, and events that it
    /// sends again; docent's client sends a few. One more closes the socket
    /// with 4429; the session and its tour go on when the page is back. At
    /// least 1.
    pub reports_per_second: u32,
    /// How many events may wait while a handler runs: 64, in frames of at most
    /// four times [`max_frame_bytes`](Limits::max_frame_bytes) in all, or of
    /// [`max_event_bytes`](Limits::max_event_bytes) if that is more. One more is
    /// refused with `busy`. The client lets no more events than this be unanswered.
    pub max_queued_events: usize,
    /// How many frames may be sent that the page has not acknowledged as
    /// applied: 32. Sending then stops, and goes on with a snapshot when
    /// the page has confirmed half of them.
    pub max_unacknowledged_frames: u64,
    /// How many bytes may wait for a slow connection, in addition to the text that is
    /// being sent: 64 KiB. What comes then is not sent; when the connection has
    /// caught up it gets a snapshot. Commands of the app for a page that is
    /// away are kept up to the same bound, and dropped beyond it, and logged.
    pub max_outbox_bytes: usize,
    /// How many [`Guide::wait_for`](crate::Guide::wait_for)s may be armed, together
    /// with the [`Guide::page_failures`](crate::Guide::page_failures): 16.
    /// One more ends at once with [`WaitError::TooMany`](crate::guide::WaitError).
    pub max_waiters: usize,
    /// How many flows may run: 8. One more is dropped unstarted, and logged.
    pub max_flows: usize,
    /// How many [subscriptions](crate::Context::subscribe) to topics a session may have: 32.
    /// One more is refused with
    /// [`SubscribeError::TooMany`](crate::delivery::SubscribeError).
    pub max_subscriptions: usize,
    /// How long a handler may take: 30 s. It is then dropped where it awaits,
    /// and its event refused with `handler_failed`. A handler that blocks its
    /// thread cannot be dropped, and holds up more than its own session.
    pub handler_timeout: Duration,
    /// How long a mount may take, with the function that names its
    /// [user](crate::config::DocentBuilder::identify): 10 s. It is then dropped where it
    /// awaits, and its request answered with 503.
    pub mount_timeout: Duration,
    /// How long a page has for its first frame: 5 s. The socket is then closed
    /// with 4400.
    pub hello_timeout: Duration,
    /// How long a session waits for its page to come back: 60 s. It then ends,
    /// and with it its flows. A tour goes on from its stored progress.
    pub grace_period: Duration,
    /// How many sessions one visitor may have, those included that wait for their pages:
    /// 256. One more page is rendered, and its socket closed with 1013, which is logged as a
    /// warning; the page connects again at its usual intervals, and gets its session when
    /// another has ended. A page whose session lives comes back to it. Requests that are
    /// answered at the same moment, on several threads, may each add one.
    ///
    /// A visitor is a cookie, so this is what one browser, or one program, can make the
    /// server keep. No browser has more sockets open: Chromium 255 of them, Firefox 200.
    pub max_sessions_per_visitor: usize,
    /// How many sessions of one visitor may wait for their pages to come back: 8.
    /// One more ends the one that has waited longest, as at the end of its
    /// [`grace_period`](Limits::grace_period): its progress is saved, and its page
    /// gets a new session that goes on with the tour.
    ///
    /// So one program that opens and drops connections cannot make the server keep more.
    pub max_away_sessions_per_visitor: usize,
    /// How many sessions of the server may wait for their pages to come back: 10,000.
    /// One more ends the one that has waited longest, as above.
    ///
    /// Beyond the sessions of the pages that are connected, a server so keeps at most
    /// as many views: with `n` bytes of a view and about 4 KiB of docent's for each,
    /// `max_away_sessions × (n + 4 KiB)`. With fewer, it is what comes and goes in one
    /// [`grace_period`](Limits::grace_period). Where a proxy in front may drop all
    /// connections at once, set it to the number of pages that shall come back to
    /// their sessions.
    pub max_away_sessions: usize,
    /// How often a heartbeat is sent to the page: every 20 s, give or take a tenth.
    pub heartbeat_interval: Duration,
    /// How long no frame may come from a page: 45 s. Its connection is then
    /// considered dead and dropped, and [`grace_period`](Limits::grace_period) begins.
    ///
    /// This is also how long a page has to finish a message that it sends in
    /// fragments: WebSocket pings and pongs are answered and do not count, and
    /// neither do fragments.
    pub silence_timeout: Duration,
    /// How long a step waits for its progress to be saved before it is shown
    /// all the same: 100 ms. A tour whose store has not answered by then
    /// starts as if nothing were stored; what the visitor does on a new page waits as long for its
    /// handler, since it may be what the stored step waits for. Where a user who signs in takes the visitor's
    /// progress along, each of the calls that this needs has as long: usually three, one
    /// after the other, and three more for each save of another process in between.
    pub store_timeout: Duration,
    /// How long a step that waits for its target is not seen: 3 s. It is then shown in the
    /// middle of the view, with a line that its target is looked for
    /// ([`Labels::looking`](crate::page::Labels#structfield.looking)), so that no tour
    /// runs unseen. In whole milliseconds.
    pub target_timeout: Duration,
}

impl Limits {
    /// The defaults.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            max_frame_bytes: 16 * 1024,
            max_event_bytes: 64 * 1024,
            events_per_second: 20,
            event_burst: 40,
            max_excess_events: 200,
            reports_per_second: 100,
            max_queued_events: 64,
            max_unacknowledged_frames: 32,
            max_outbox_bytes: 64 * 1024,
            max_waiters: 16,
            max_flows: 8,
            max_subscriptions: 32,
            handler_timeout: Duration::from_secs(30),
            mount_timeout: Duration::from_secs(10),
            hello_timeout: Duration::from_secs(5),
            grace_period: Duration::from_secs(60),
            max_sessions_per_visitor: 256,
            max_away_sessions_per_visitor: 8,
            max_away_sessions: 10_000,
            heartbeat_interval: Duration::from_secs(20),
            silence_timeout: Duration::from_secs(45),
            store_timeout: Duration::from_millis(100),
            target_timeout: Duration::from_secs(3),
        }
    }

    /// Sets [`max_frame_bytes`](Limits#structfield.max_frame_bytes).
    #[must_use]
    pub const fn max_frame_bytes(mut self, max_frame_bytes: usize) -> Self {
        self.max_frame_bytes = max_frame_bytes;
        self
    }

    /// Sets [`events_per_second`](Limits#structfield.events_per_second).
    #[must_use]
    pub const fn events_per_second(mut self, events_per_second: u32) -> Self {
        self.events_per_second = events_per_second;
        self
    }

    /// Sets [`event_burst`](Limits#structfield.event_burst).
    #[must_use]
    pub const fn event_burst(mut self, event_burst: u32) -> Self {
        self.event_burst = event_burst;
        self
    }

    /// Sets [`max_excess_events`](Limits#structfield.max_excess_events).
    #[must_use]
    pub const fn max_excess_events(mut self, max_excess_events: u32) -> Self {
        self.max_excess_events = max_excess_events;
        self
    }

    /// Sets [`reports_per_second`](Limits#structfield.reports_per_second).
    #[must_use]
    pub const fn reports_per_second(mut self, reports_per_second: u32) -> Self {
        self.reports_per_second = reports_per_second;
        self
    }

    /// Sets [`max_queued_events`](Limits#structfield.max_queued_events).
    #[must_use]
    pub const fn max_queued_events(mut self, max_queued_events: usize) -> Self {
        self.max_queued_events = max_queued_events;
        self
    }

    /// Sets [`max_unacknowledged_frames`](Limits#structfield.max_unacknowledged_frames).
    #[must_use]
    pub const fn max_unacknowledged_frames(mut self, max_unacknowledged_frames: u64) -> Self {
        self.max_unacknowledged_frames = max_unacknowledged_frames;
        self
    }

    /// Sets [`max_outbox_bytes`](Limits#structfield.max_outbox_bytes).
    #[must_use]
    pub const fn max_outbox_bytes(mut self, max_outbox_bytes: usize) -> Self {
        self.max_outbox_bytes = max_outbox_bytes;
        self
    }

    /// Sets [`max_waiters`](Limits#structfield.max_waiters).
    #[must_use]
    pub const fn max_waiters(mut self, max_waiters: usize) -> Self {
        self.max_waiters = max_waiters;
        self
    }

    /// Sets [`max_event_bytes`](Limits#structfield.max_event_bytes).
    #[must_use]
    pub const fn max_event_bytes(mut self, max_event_bytes: usize) -> Self {
        self.max_event_bytes = max_event_bytes;
        self
    }

    /// Sets [`max_flows`](Limits#structfield.max_flows).
    #[must_use]
    pub const fn max_flows(mut self, max_flows: usize) -> Self {
        self.max_flows = max_flows;
        self
    }

    /// Sets [`max_subscriptions`](Limits#structfield.max_subscriptions).
    #[must_use]
    pub const fn max_subscriptions(mut self, max_subscriptions: usize) -> Self {
        self.max_subscriptions = max_subscriptions;
        self
    }

    /// Sets [`handler_timeout`](Limits#structfield.handler_timeout).
    #[must_use]
    pub const fn handler_timeout(mut self, handler_timeout: Duration) -> Self {
        self.handler_timeout = handler_timeout;
        self
    }

    /// Sets [`mount_timeout`](Limits#structfield.mount_timeout).
    #[must_use]
    pub const fn mount_timeout(mut self, mount_timeout: Duration) -> Self {
        self.mount_timeout = mount_timeout;
        self
    }

    /// Sets [`hello_timeout`](Limits#structfield.hello_timeout).
    #[must_use]
    pub const fn hello_timeout(mut self, hello_timeout: Duration) -> Self {
        self.hello_timeout = hello_timeout;
        self
    }

    /// Sets [`grace_period`](Limits#structfield.grace_period).
    #[must_use]
    pub const fn grace_period(mut self, grace_period: Duration) -> Self {
        self.grace_period = grace_period;
        self
    }

    /// Sets [`max_sessions_per_visitor`](Limits#structfield.max_sessions_per_visitor).
    #[must_use]
    pub const fn max_sessions_per_visitor(mut self, max_sessions_per_visitor: usize) -> Self {
        self.max_sessions_per_visitor = max_sessions_per_visitor;
        self
    }

    /// Sets [`max_away_sessions_per_visitor`](Limits#structfield.max_away_sessions_per_visitor).
    #[must_use]
    pub const fn max_away_sessions_per_visitor(
        mut self,
        max_away_sessions_per_visitor: usize,
    ) -> Self {
        self.max_away_sessions_per_visitor = max_away_sessions_per_visitor;
        self
    }

    /// Sets [`max_away_sessions`](Limits#structfield.max_away_sessions).
    #[must_use]
    pub const fn max_away_sessions(mut self, max_away_sessions: usize) -> Self {
        self.max_away_sessions = max_away_sessions;
        self
    }

    /// Sets [`heartbeat_interval`](Limits#structfield.heartbeat_interval).
    #[must_use]
    pub const fn heartbeat_interval(mut self, heartbeat_interval: Duration) -> Self {
        self.heartbeat_interval = heartbeat_interval;
        self
    }

    /// Sets [`silence_timeout`](Limits#structfield.silence_timeout).
    #[must_use]
    pub const fn silence_timeout(mut self, silence_timeout: Duration) -> Self {
        self.silence_timeout = silence_timeout;
        self
    }

    /// Sets [`store_timeout`](Limits#structfield.store_timeout).
    #[must_use]
    pub const fn store_timeout(mut self, store_timeout: Duration) -> Self {
        self.store_timeout = store_timeout;
        self
    }

    /// Sets [`target_timeout`](Limits#structfield.target_timeout).
    #[must_use]
    pub const fn target_timeout(mut self, target_timeout: Duration) -> Self {
        self.target_timeout = target_timeout;
        self
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::new()
    }
}
