//! What may be left in a session's mailbox.

use std::sync::Arc;
use std::task::Context as TaskContext;

use tokio::sync::oneshot;
use tokio::time::Instant;

use crate::event::{Emitted, Params};
use crate::js::Js;
use crate::seq::StepRef;
use crate::tour::{Control, StepEnd, Tour, TourOutcome, TourRef};
use crate::wire::transport::Attachment;

/// A flow's look at the view, when it is free.
pub(crate) trait ViewTask<V>: Send {
    fn run(self: Box<Self>, view: &mut V);
    /// Whether nobody waits for it any more.
    fn is_given_up(&self) -> bool;
}

/// An event that the app sends from outside.
#[derive(Debug)]
pub(crate) enum Delivery {
    /// For the handler of that name.
    Event { event: &'static str, params: Params },
    /// For whoever waits for it.
    Emitted(Arc<Emitted>),
}

/// Why an event of the app was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Undelivered {
    /// The session is over, or about to be.
    Closed,
    /// As many wait as may, or the mailbox is full.
    Full,
}

/// Something left for a session.
pub(crate) enum Post<V: 'static> {
    /// A new connection.
    Attach(Box<Attachment>),
    /// A newer run of this tour has begun in another session.
    Superseded(String),
    /// The server stops: the page may come back until then.
    Drain(Instant),
    /// The app ends the session.
    Disconnect(&'static str),
    /// Too many sessions wait for their pages: it ends, if its page is away.
    Evict,
    /// The app sends an event.
    Deliver(Box<Delivery>),
    /// A flow pushes commands.
    Push(Js),
    /// A flow wants the view when it is free.
    With(Box<dyn ViewTask<V>>),
    /// A flow asks for a tour.
    Tour(TourRequest<V>),
}

/// What a mixin or a flow asks of the session's tour.
pub(crate) enum TourRequest<V: 'static> {
    /// Resume at the visitor's stored progress, or start if the tour's autostart asks for it.
    Mounted(&'static Tour<V>),
    /// Start from the first step, unless a tour is running.
    Start(&'static Tour<V>),
    /// Start from the first step, in place of any tour that is running.
    Restart(&'static Tour<V>),
    /// Start from the first step, in place of any tour that is running, and report how it ended;
    /// end when nobody asks any more.
    Run(TourRef<V>, RunWaiter),
    /// Leave that step; the one that is shown if none is named.
    Control(Control, Option<StepRef>),
}

/// The flow that waits for the end of the run that it has started.
#[derive(Debug)]
pub(crate) enum RunWaiter {
    /// It has run a tour.
    Tour(oneshot::Sender<TourOutcome>),
    /// It has run a step.
    Step(oneshot::Sender<StepEnd>),
}

impl RunWaiter {
    /// Sends the flow how the run ended, or why its last step did.
    pub(crate) fn resolve(self, outcome: TourOutcome, cause: Option<StepEnd>) {
        let is_received = match self {
            Self::Tour(asker) => asker.send(outcome).is_ok(),
            // A step that never began ends as its run does.
            Self::Step(asker) => asker
                .send(cause.unwrap_or(match outcome {
                    TourOutcome::Finished => StepEnd::Completed,
                    TourOutcome::Cancelled => StepEnd::Cancelled,
                    TourOutcome::Superseded => StepEnd::Superseded,
                    TourOutcome::Failed => StepEnd::Failed,
                }))
                .is_ok(),
        };
        if !is_received {
            tracing::trace!(target: "docent::tour", "the flow that ran the tour is gone");
        }
    }

    /// Whether the flow has dropped the run. Wakes the session when it does.
    pub(crate) fn poll_gone(&mut self, cx: &mut TaskContext<'_>) -> bool {
        match self {
            Self::Tour(asker) => asker.poll_closed(cx).is_ready(),
            Self::Step(asker) => asker.poll_closed(cx).is_ready(),
        }
    }
}
