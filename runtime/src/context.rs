//! What a handler may do besides changing its view.

use std::future::Future;
use std::pin::Pin;

use tokio::sync::oneshot;

use crate::dispatch::HandlerReturn;
use crate::error::HandlerError;
use crate::guide::Guide;
use crate::js::Js;
use crate::tour::{Control, Tour, TourOutcome};
use crate::visitor::Visitor;

/// A handler's way to the page, the visitor and the tour.
///
/// What it asks for happens when the handler has returned: the commands go to
/// the browser in the one frame that answers the event, after the change of
/// the page; what a failed handler asked for happens too.
pub struct Context<'a, V: 'static> {
    effects: &'a mut Effects<V>,
    visitor: &'a Visitor,
    tutorial: TutorialState,
}

/// Where a session's tour is. All zero where none is running.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TutorialState {
    pub(crate) current_step: Option<usize>,
    pub(crate) total_steps: usize,
}

/// What a handler asked for, collected until it has returned.
pub(crate) struct Effects<V: 'static> {
    pub(crate) commands: Js,
    pub(crate) flows: Vec<Flow<V>>,
    pub(crate) tours: Vec<TourRequest<V>>,
}

/// A flow that waits to be given its guide.
pub(crate) type Flow<V> = Box<dyn FnOnce(Guide<V>) -> FlowFuture + Send>;

/// A running flow.
pub(crate) type FlowFuture = Pin<Box<dyn Future<Output = Result<(), HandlerError>> + Send>>;

/// What a mixin or a flow asks of the session's tour.
pub(crate) enum TourRequest<V: 'static> {
    /// Go on where the visitor's stored progress says, or start if the tour does so by itself.
    Mounted(&'static Tour<V>),
    /// Start from the first step, unless a tour is running.
    Start(&'static Tour<V>),
    /// Start from the first step, whatever is running.
    Restart(&'static Tour<V>),
    /// Start from the first step, whatever is running, and say how it ended.
    Run(&'static Tour<V>, oneshot::Sender<TourOutcome>),
    /// Skip, back or cancel the step that is shown.
    Control(Control),
}

impl<V> Default for Effects<V> {
    fn default() -> Self {
        Self {
            commands: Js::default(),
            flows: Vec::new(),
            tours: Vec::new(),
        }
    }
}

impl<'a, V> Context<'a, V> {
    pub(crate) fn new(
        effects: &'a mut Effects<V>,
        visitor: &'a Visitor,
        tutorial: TutorialState,
    ) -> Self {
        Self {
            effects,
            visitor,
            tutorial,
        }
    }

    /// Sends commands to the page.
    pub fn push(&mut self, commands: Js) {
        let before = std::mem::take(&mut self.effects.commands);
        self.effects.commands = before.then(commands);
    }

    /// Starts a flow beside the session's other work.
    ///
    /// The flow belongs to the session, which polls it and drops it when it
    /// ends. It starts when this handler has returned. Beyond
    /// [`Limits::flows`](crate::Limits::flows) running flows it is dropped
    /// unstarted, and the log says so.
    pub fn spawn<F, Fut>(&mut self, flow: F)
    where
        F: FnOnce(Guide<V>) -> Fut + Send + 'static,
        Fut: Future<Output: HandlerReturn> + Send + 'static,
    {
        self.effects.flows.push(Box::new(move |guide| {
            let flow = flow(guide);
            Box::pin(async move { flow.await.into_result() })
        }));
    }

    /// Who is looking at the page, as the browser's cookie says.
    #[must_use]
    pub fn visitor(&self) -> &Visitor {
        self.visitor
    }

    /// Whether a tour is leading this visitor through this page now.
    #[must_use]
    pub fn tutorial_running(&self) -> bool {
        self.tutorial.current_step.is_some()
    }

    /// The step that is shown, counted from 0; `None` when no tour is running.
    #[must_use]
    pub fn tutorial_current_step(&self) -> Option<usize> {
        self.tutorial.current_step
    }

    /// How many steps the running tour has; 0 when none is running.
    #[must_use]
    pub fn tutorial_total_steps(&self) -> usize {
        self.tutorial.total_steps
    }

    pub(crate) fn tour(&mut self, request: TourRequest<V>) {
        self.effects.tours.push(request);
    }
}

impl<V> std::fmt::Debug for Context<'_, V> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Context")
            .field("visitor", &self.visitor)
            .field("tutorial", &self.tutorial)
            .finish_non_exhaustive()
    }
}
