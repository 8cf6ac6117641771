//! The flows that run beside a session's other work, and their view accesses.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::task::{Context, Poll};

use crate::app::context::{Flow, FlowFuture};
use crate::app::guide::Guide;
use crate::error::HandlerError;
use crate::inbox::mailbox::Mailbox;
use crate::inbox::message::ViewTask;
use crate::limits::Limits;
use crate::metrics;
use crate::panics::guarded;

/// The flows of one session.
pub(crate) struct Flows<V: 'static>(
    // Apart, since most sessions have none.
    Option<Box<Inner<V>>>,
);

struct Inner<V: 'static> {
    running: Vec<FlowFuture>,
    looks: VecDeque<Box<dyn ViewTask<V>>>,
}

/// How many view accesses may wait for a handler that has the view. One more is
/// refused, and its flow gets [`SessionClosed`](crate::guide::SessionClosed).
const LOOKS: usize = 256;

impl<V: Send + 'static> Flows<V> {
    pub(crate) fn new() -> Self {
        Self(None)
    }

    fn inner(&mut self) -> &mut Inner<V> {
        self.0.get_or_insert_with(|| {
            Box::new(Inner {
                running: Vec::new(),
                looks: VecDeque::new(),
            })
        })
    }

    /// Starts a flow if not too many are running.
    pub(crate) fn start(&mut self, flow: Flow<V>, mailbox: &Arc<Mailbox<V>>, limits: &Limits) {
        let running = &mut self.inner().running;
        if running.len() >= limits.max_flows {
            metrics::limit_hit("max_flows");
            tracing::error!(
                target: "docent::session",
                "a flow was not started: too many are running",
            );
            return;
        }
        let guide = Guide::new(Arc::clone(mailbox));
        running.extend(guarded("the start of a flow", || flow(guide)));
    }

    /// Whether no flow is running.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.as_ref().is_none_or(|flows| flows.running.is_empty())
    }

    /// Polls every flow. `true` if one has ended.
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> bool {
        let Some(flows) = &mut self.0 else {
            return false;
        };
        let before = flows.running.len();
        flows.running.retain_mut(|flow| {
            let outcome = match catch_unwind(AssertUnwindSafe(|| flow.as_mut().poll(cx))) {
                Ok(Poll::Pending) => return true,
                Ok(Poll::Ready(outcome)) => outcome,
                Err(_) => Err(HandlerError::message("it panicked")),
            };
            if let Err(error) = outcome {
                tracing::error!(target: "docent::session", %error, "a flow failed");
            }
            false
        });
        let has_ended = flows.running.len() < before;
        if flows.running.is_empty() && flows.looks.is_empty() {
            self.0 = None;
        }
        has_ended
    }

    /// A flow asks for access to the view.
    pub(crate) fn ask(&mut self, look: Box<dyn ViewTask<V>>) {
        let looks = &mut self.inner().looks;
        if looks.len() >= LOOKS {
            // A flow that gives up and asks again must not fill the queue.
            looks.retain(|look| !look.is_given_up());
        }
        if looks.len() >= LOOKS {
            tracing::error!(target: "docent::session", "a flow does not see the view: too many wait for it");
            return;
        }
        looks.push_back(look);
    }

    /// The access whose turn it is.
    pub(crate) fn next_look(&mut self) -> Option<Box<dyn ViewTask<V>>> {
        self.0.as_mut()?.looks.pop_front()
    }

    /// Drops all flows, and all that they wait for.
    pub(crate) fn end(&mut self) {
        let ended = std::mem::replace(self, Self::new());
        guarded("the end of a flow", || drop(ended));
    }
}
