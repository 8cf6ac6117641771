//! Messages to all sessions that have subscribed to a topic.

use std::fmt;

use crate::event::Params;
use crate::inbox::message::{Delivery, Undelivered};
use crate::inbox::topics::{TopicHandler, Topics};
use crate::log_limit::LogLimit;
use crate::metrics;

/// A name that sessions [subscribe](crate::Context::subscribe) to, to publish messages to
/// them: `lists/42`, `job:7`. Made by [`Docent::topic`](crate::Docent::topic).
///
/// A view subscribes one of its handlers in [`View::mounted`](crate::View::mounted). Any
/// code that has a [`Docent`](crate::Docent) publishes: an axum handler, a job, or
/// another session's handler by its [`Context::docent`](crate::Context::docent).
///
/// ```
/// use docent::prelude::*;
/// use docent::Docent;
///
/// # fn read_rows() -> u32 { 3 }
/// #[derive(Default)]
/// struct Import { rows: u32 }
///
/// #[live_view(LiveView)]
/// impl Import {
///     #[event_handler(from = App)]
///     fn progressed(&mut self) { self.rows = read_rows() }
/// }
///
/// impl View for Import {
///     fn mounted(&mut self, cx: &mut Context<'_, Self>) -> Result<(), HandlerError> {
///         cx.subscribe("imports/7", Self::EVENTS.progressed)?;
///         // After that, so that no row is missed in between.
///         self.rows = read_rows();
///         Ok(())
///     }
///
///     fn render(&self) -> Html { Html::from(format!("<p>{} rows</p>", self.rows)) }
/// }
///
/// /// Called by the job whenever it has written rows.
/// fn wrote_rows(docent: &Docent) {
///     docent.topic("imports/7").publish(());
/// }
/// ```
///
/// A message is an event of the handler that was subscribed, and is handled as one that is
/// [sent](crate::delivery::Sessions::send): in its turn, with the view's mixins around it,
/// its actor is [`Actor::App`](crate::event::Actor), and it completes a step that waits
/// for it. A handler `#[event_handler(from = App)]` cannot be called by a page.
///
/// # What is promised
///
/// Messages of one publisher come to a session in their order, each at most once. A session
/// that waits for its page to come back handles them as any other, and the page shows the
/// outcome when it is back. A new session gets none that was published before it had
/// subscribed: subscribe first, and read the state then.
///
/// A session takes as many events of the app as
/// [`max_queued_events`](crate::config::Limits::max_queued_events) while its handlers are
/// behind. One more is dropped for that session: logged as a warning, counted as `deliveries`,
/// and not among the sessions that were reached. So let a message tell that there is
/// something new, and its handler read it from where it is kept: those that wait are handled
/// after the one that was dropped, and read that too.
///
/// In this process only: sessions at other servers get nothing. An app of several processes
/// carries its messages between them (PostgreSQL's `LISTEN`, a broker), and publishes in each.
///
/// # Security
///
/// Whoever can publish decides what handlers are given, and whoever subscribes sees all
/// messages of the topic: check what this visitor may see before you subscribe to a name that has
/// a part of the page's URL in it.
#[derive(Clone, Copy)]
pub struct Topic<'a> {
    topics: &'a Topics,
    name: &'a str,
}

impl<'a> Topic<'a> {
    pub(crate) fn new(topics: &'a Topics, name: &'a str) -> Self {
        Self { topics, name }
    }

    /// Publishes a message; gives the number of sessions that it has reached: none is no error.
    ///
    /// The parameters are those of the handlers that were subscribed, by name,
    /// `[("rows", 3)]`, or by position, `(3,)`; `()` where they take none. A handler that
    /// they do not fit fails in its session, which is logged as a warning.
    ///
    /// Returns when the message is in the sessions' mailboxes; it never waits. A session whose own
    /// handler publishes is among them, and handles the message after that handler.
    pub fn publish(&self, params: impl Into<Params>) -> usize {
        let params = params.into();
        let message = |handler: &TopicHandler| Delivery::Event {
            event: handler.event,
            params: params
                .clone()
                .for_component(handler.component.as_deref().map(str::to_owned)),
        };
        let (mut reached, mut dropped) = (0, 0);
        for (session, deliveries) in self.topics.deliveries(self.name, message) {
            let mut is_reached = true;
            for delivery in deliveries {
                match session.deliver(delivery) {
                    Ok(()) => {}
                    Err(Undelivered::Closed) => is_reached = false,
                    Err(Undelivered::Full) => {
                        metrics::limit_hit("deliveries");
                        is_reached = false;
                        dropped += 1;
                    }
                }
            }
            reached += usize::from(is_reached);
        }
        if dropped > 0 {
            static DROPPED: LogLimit = LogLimit::new();
            if let Some(unlogged) = DROPPED.admit() {
                tracing::warn!(
                    target: "docent::session",
                    topic = self.name,
                    dropped,
                    unlogged,
                    "a message was dropped for sessions whose handlers are behind: let them handle it faster, or raise `Limits::max_queued_events`",
                );
            }
        }
        reached
    }

    /// How many sessions have subscribed to it in this process.
    #[must_use]
    pub fn subscribers(&self) -> usize {
        self.topics.count(self.name)
    }
}

impl fmt::Debug for Topic<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Topic").field(&self.name).finish()
    }
}
