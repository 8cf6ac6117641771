//! The half of a session that needs no view, and so never waits for a handler.
//!
//! It owns the connection, the queue of events, the tour, the flows and the
//! clock. While a handler has the view, this half keeps running: Skip still works,
//! a heartbeat is still answered, a new socket is still welcomed.

mod frames;
mod offers;
mod outgoing;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use smol_str::SmolStr;
use tokio::time::{Instant, Sleep, sleep_until};

use crate::app::context::{Effects, Requests};
use crate::app::guide::Guide;
use crate::error::Rejection;
use crate::identity::Identity;
use crate::ids::SessionId;
use crate::inbox::mailbox::Mailbox;
use crate::inbox::message::{Delivery, Post};
use crate::inbox::page_failure::PageFailure;
use crate::inbox::registry::SessionHandle;
use crate::limits::Limits;
use crate::metrics;
use crate::seq::{EventSeq, FrameSeq};
use crate::server::{Docent, UnderWay};
use crate::session::fairness::{Turn, Turns};
use crate::session::flows::Flows;
use crate::session::inbound::event_queue::{Event, EventQueue, Queued, Source};
use crate::session::inbound::rate_limit::Reports;
use crate::session::lifecycle::Lifecycle;
use crate::session::outbound::outbox::Outbox;
use crate::session::tour::driver::TourDriver;
use crate::session::tour::env::Env;
use crate::tour::{Control, TourEvent};
use crate::wire::transport::{Attachment, Lost, Received};
use crate::wire::{self, CloseCode};

/// Apart from the session, since most never have any.
#[derive(Default)]
struct Failures(Vec<PageFailure>);

/// How long a session that the app ends, or that has to make room, may take to end.
const ENDING: std::time::Duration = std::time::Duration::from_secs(10);

/// Why a handler is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Late {
    /// It has taken longer than `Limits::handler_timeout`.
    Handler,
    /// The server stops.
    Server,
}

/// All of a session but its view and mixins.
pub(crate) struct SessionCore<V: Send + 'static> {
    pub(crate) docent: Docent,
    mailbox: Arc<Mailbox<V>>,

    outbox: Outbox,
    lifecycle: Lifecycle,
    _under_way: UnderWay,

    queue: EventQueue,
    reports: Reports,
    /// Failures of the page that the mixins have not seen.
    failures: Option<Box<Failures>>,
    pub(crate) tours: TourDriver<V>,
    pub(crate) flows: Flows<V>,
    /// The view's own handler in place of what a button of the bubble does.
    overridden: fn(Control) -> Option<&'static str>,
    /// When the running handler times out.
    handler_until: Option<Instant>,
    budget: Turns,
    timer: Pin<Box<Sleep>>,
}

/// Why the core woke up.
pub(crate) enum Input<V: 'static> {
    Post(Post<V>),
    Received(Received),
    Tick,
    /// The store has answered, or a flow has moved.
    Moved,
}

impl<V: Send + 'static> SessionCore<V> {
    /// The core of a new session. `stale` means that the page shows something
    /// else than the view that was just mounted; the number of the first run
    /// follows `run`.
    pub(crate) fn new(
        id: SessionId,
        docent: Docent,
        identity: Identity,
        attachment: Attachment,
        stale: bool,
        run: u64,
        overridden: fn(Control) -> Option<&'static str>,
    ) -> Self {
        let now = Instant::now();
        let limits = Arc::clone(&attachment.limits);
        let mut engine = Self {
            mailbox: Arc::new(Mailbox::new(id, identity, limits)),
            outbox: Outbox::new(stale),
            lifecycle: Lifecycle::default(),
            _under_way: docent.under_way(),
            queue: EventQueue::new(now),
            reports: Reports::new(now),
            failures: None,
            tours: TourDriver::new(run),
            flows: Flows::new(),
            overridden,
            handler_until: None,
            budget: Turns::default(),
            timer: Box::pin(sleep_until(now)),
            docent,
        };
        engine.page_is_at(attachment.hello.path.as_deref(), &attachment.base);
        metrics::session_began();
        engine.docent.registry().insert(id, handle(&engine.mailbox));
        engine
            .outbox
            .welcome(attachment, id, EventSeq::default(), &engine.docent);
        engine.attached();
        if let Some(until) = engine.docent.drains_until() {
            // The server began to stop while the view was mounted.
            engine.drain(until);
        }
        engine
    }

    /// Waits for the next input while the view is free; once the session's budget
    /// is spent, for the page to be polled first.
    pub(crate) async fn next(&mut self) -> Input<V> {
        std::future::poll_fn(|cx| match self.poll(cx) {
            Poll::Pending if !self.budget.are_spent() && self.has_work() => {
                Poll::Ready(Input::Moved)
            }
            polled => polled,
        })
        .await
    }

    /// Whether there is something to do without a new input: what was left for
    /// the next turn, or what sending may have made room for.
    fn has_work(&self) -> bool {
        self.may_handle() || self.tours.has_events() || self.wants_snapshot() || self.is_over()
    }

    /// Whether an event waits that may be handled. What a page brings to a new session may be
    /// what the visitor's step waits for: none is before that step is armed.
    fn may_handle(&self) -> bool {
        !self.queue.is_empty() && !self.tours.is_resuming()
    }

    /// Whether others and the page come before what is left to do.
    pub(crate) fn is_spent(&self) -> bool {
        self.budget.are_spent()
    }

    /// The next thing that happens.
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Input<V>> {
        match self.budget.next() {
            Turn::Inside => {}
            Turn::Others => {
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
            Turn::Page => {
                if let Poll::Ready(received) = self.outbox.poll(cx) {
                    return Poll::Ready(Input::Received(received));
                }
            }
        }
        if let Poll::Ready(input) = self.poll_inside(cx) {
            self.budget.take();
            return Poll::Ready(input);
        }
        self.budget.rest();
        // Last: a page that floods its socket would use up the task's budget in
        // tokio, and nothing after it would ever be polled.
        self.outbox.poll(cx).map(Input::Received)
    }

    /// The next thing that happens, but for what comes from the page.
    fn poll_inside(&mut self, cx: &mut Context<'_>) -> Poll<Input<V>> {
        if let Poll::Ready(post) = self.mailbox.poll(cx) {
            return Poll::Ready(Input::Post(post));
        }
        if let Some(deadline) = self.deadline() {
            if self.timer.deadline() != deadline {
                self.timer.as_mut().reset(deadline);
            }
            if self.timer.as_mut().poll(cx).is_ready() {
                return Poll::Ready(Input::Tick);
            }
        }
        let around = Env {
            docent: &self.docent,
            handle: handle(&self.mailbox),
        };
        if self.tours.poll(cx, &around) {
            self.mailbox.set_tour(self.tours.state());
            return Poll::Ready(Input::Moved);
        }
        if self.flows.poll(cx) {
            return Poll::Ready(Input::Moved);
        }
        Poll::Pending
    }

    /// Whether flows may have to take something in before the next event is handled.
    pub(crate) fn owes_flows(&self) -> bool {
        !self.flows.is_empty() && self.may_handle() && !self.is_spent()
    }

    /// Polls the flows, and does what they ask for. `false` if nothing has moved.
    pub(crate) fn poll_flows(&mut self, cx: &mut Context<'_>) -> bool {
        let mut moved = self.flows.poll(cx);
        while let Poll::Ready(post) = self.mailbox.poll(cx) {
            self.take_post(post);
            moved = true;
        }
        if moved {
            self.budget.take();
        }
        moved
    }

    /// Does what follows from an input, as far as that needs no view.
    pub(crate) fn apply(&mut self, input: Input<V>) {
        match input {
            Input::Post(post) => self.take_post(post),
            Input::Received(received) => self.take_received(received),
            Input::Tick => self.tick(),
            Input::Moved => {}
        }
    }

    fn take_post(&mut self, post: Post<V>) {
        match post {
            Post::Attach(attachment) => self.attach(*attachment),
            Post::Superseded(tour) => {
                self.with_tours(|tours, around| tours.superseded(&tour, around));
            }
            Post::Drain(until) => self.drain(until),
            Post::Disconnect(reason) => self.disconnect(reason),
            Post::Evict => self.evict(),
            Post::Deliver(delivery) => self.take_delivery(*delivery),
            Post::Push(commands) => self.push(&commands),
            Post::With(look) => self.flows.ask(look),
            Post::Tour(request) => self.with_tours(|tours, around| tours.request(request, around)),
        }
    }

    /// The app sends an event, which is queued.
    fn take_delivery(&mut self, delivery: Delivery) {
        self.queue.deliver(match delivery {
            Delivery::Event { event, params } => Queued::Event(Event {
                source: Source::App,
                name: SmolStr::new_static(event),
                params,
                // The app does not repeat events by accident, as a double click does.
                applied: FrameSeq(u64::MAX),
                size: 0,
            }),
            Delivery::Emitted(emitted) => Queued::Emitted(emitted),
        });
    }

    /// Whether an event is not too late: a control means one visit to one step.
    pub(crate) fn is_current(&self, source: Source) -> bool {
        match source {
            Source::Page(_) | Source::App => true,
            Source::Control(at) => self.tours.place() == Some(at),
        }
    }

    /// The oldest event that waits for its handler.
    pub(crate) fn next_event(&mut self) -> Option<Queued> {
        if self.mailbox.is_disconnected() || !self.may_handle() {
            return None;
        }
        let event = self.queue.next();
        if event.as_ref().is_some_and(Queued::is_of_the_app) {
            self.mailbox.delivery_taken();
        }
        if event.is_some() {
            self.budget.take();
            self.outbox.retry_snapshot();
        }
        event
    }

    /// The oldest event of the tour that the mixins have not seen; none once
    /// others and the page come first.
    pub(crate) fn next_tour_event(&mut self) -> Option<TourEvent> {
        if self.is_spent() {
            return None;
        }
        let event = self.tours.next_event()?;
        self.budget.take();
        Some(event)
    }

    /// The event that was taken last is about to be answered.
    pub(crate) fn handled(&mut self) {
        self.queue.handled();
    }

    /// Takes the failures of the page that the mixins have not seen.
    pub(crate) fn take_failures(&mut self) -> Vec<PageFailure> {
        self.failures.take().map_or_else(Vec::new, |all| all.0)
    }

    /// Answers an event that was refused.
    pub(crate) fn refuse(&mut self, event: Source, rejection: &Rejection) {
        metrics::event_refused(rejection.code());
        tracing::debug!(
            target: "docent::session",
            event = event.number().map(|number| number.0),
            code = rejection.code().as_str(),
            "an event was refused",
        );
        if let Source::Page(number) = event {
            self.outbox
                .send(wire::refusal(number, rejection), self.mailbox.limits());
        }
    }

    /// A way into the session, as its flows have one.
    pub(crate) fn guide(&self) -> Guide<V> {
        Guide::new(Arc::clone(&self.mailbox))
    }

    /// Does what a handler or a hook has asked for.
    pub(crate) fn absorb(&mut self, effects: Effects<V>) {
        let Effects { commands, requests } = effects;
        let Requests { flows, tours } = requests;
        self.push(&commands);
        for request in tours {
            self.with_tours(|tours, around| tours.request(request, around));
        }
        for flow in flows {
            self.flows.start(flow, &self.mailbox, self.mailbox.limits());
        }
    }

    /// A page is connected, whose paths begin with `base`.
    fn page_is_at(&mut self, path: Option<&str>, base: &str) {
        self.with_tours(|tours, around| tours.page_is_at(path, base, around));
    }

    // Connections.

    /// A page is back, or another socket has taken it over.
    fn attach(&mut self, mut attachment: Attachment) {
        let received = self.queue.received();
        let path = attachment.hello.path.take();
        let base = std::mem::take(&mut attachment.base);
        // The bounds that the session began with hold to its end.
        attachment.limits = Arc::clone(self.mailbox.limits());
        self.outbox
            .attach(attachment, self.id(), received, &self.docent);
        if self.outbox.is_moving() {
            self.mailbox.has_moved();
        }
        self.attached();
        self.page_is_at(path.as_deref(), &base);
    }

    fn attached(&mut self) {
        self.lifecycle.connect();
        self.note_return();
        self.tours.page_attached();
        tracing::debug!(target: "docent::session", epoch = self.outbox.epoch(), "a page is connected");
    }

    fn close(&mut self, code: CloseCode, reason: &'static str) {
        tracing::debug!(target: "docent::session", code = code.number(), reason, "the connection is closed");
        self.outbox.close(code, reason);
        self.wait_for_return();
    }

    fn lost(&mut self) {
        tracing::debug!(target: "docent::session", "the connection is lost");
        self.outbox.lose();
        self.wait_for_return();
    }

    fn wait_for_return(&mut self) {
        let grace = self.mailbox.limits().grace_period;
        self.lifecycle.disconnect(Instant::now() + grace);
        if self.lifecycle.is_away() {
            self.note_return();
            self.note_absence();
        }
    }

    /// The session takes its place among those that wait for their pages. What is
    /// too many of them ends, that which has waited longest first.
    fn note_absence(&self) {
        let (registry, limits) = (self.docent.registry(), self.docent.limits_ref());
        registry.away.enter(handle(&self.mailbox), |number| {
            self.mailbox.set_away(number);
        });
        let most = limits.max_away_sessions_per_visitor;
        for (number, session) in registry.away_of_visitor(&self.identity().visitor, most) {
            metrics::limit_hit("max_away_sessions_per_visitor");
            registry.away.leave(number);
            session.evict(number);
        }
        while let Some((number, session)) = registry.away.take_excess(limits.max_away_sessions) {
            metrics::limit_hit("max_away_sessions");
            session.evict(number);
        }
    }

    fn note_return(&self) {
        let number = self.mailbox.set_away(0);
        if number != 0 {
            self.docent.registry().away.leave(number);
        }
    }

    /// Ends as a server that stops would end it, progress saved, but for a page that
    /// has come back meanwhile.
    fn evict(&mut self) {
        if self.lifecycle.is_away() {
            tracing::debug!(target: "docent::session", "the session ends: too many wait for their pages");
            self.drain(Instant::now() + ENDING);
        }
    }

    /// The app ends the session: events that wait are dropped with it. Its last save is
    /// waited for, and no page can come back to it.
    fn disconnect(&mut self, reason: &'static str) {
        tracing::debug!(target: "docent::session", reason, "the app ends the session");
        self.outbox.close(CloseCode::Disconnected, reason);
        let visitor = &self.identity().visitor;
        self.docent.forget(self.id(), visitor);
        self.drop_work();
        self.drain(Instant::now() + ENDING);
    }

    fn drain(&mut self, until: Instant) {
        let within = until.saturating_duration_since(Instant::now());
        if !self.lifecycle.drain(within) {
            return;
        }
        let ms = u64::try_from(within.as_millis()).unwrap_or(u64::MAX);
        self.outbox.send(wire::draining(ms), self.mailbox.limits());
        if let (Some(until), Some(by)) = (self.handler_until, self.lifecycle.handlers_by()) {
            self.handler_until = Some(until.min(by));
        }
    }

    // Time.

    fn deadline(&self) -> Option<Instant> {
        let limits = self.mailbox.limits();
        [
            self.lifecycle.deadline(),
            self.handler_until,
            self.tours.deadline(),
            self.outbox.deadline(limits),
        ]
        .into_iter()
        .flatten()
        .min()
    }

    fn tick(&mut self) {
        let now = Instant::now();
        self.with_tours(|tours, around| tours.tick(now, around));
        if let Err(Lost) = self.outbox.tick(now, self.mailbox.limits()) {
            metrics::limit_hit("silence_timeout");
            self.lost();
        }
        let end = self.lifecycle.deadline();
        if end.is_some_and(|end| end <= now) {
            self.end();
        }
    }

    /// The page does not come back: what was started ends, and what waits is
    /// dropped. Only a handler that has the view is waited for, for its time.
    fn end(&mut self) {
        self.lifecycle.end();
        self.drop_work();
    }

    fn drop_work(&mut self) {
        self.mailbox.close();
        self.queue.clear();
        // The flows' tours do not end with them: they resume from their stored progress.
        self.tours.forget_asker();
        self.flows.end();
    }

    /// The view is free: lets the tour query it.
    pub(crate) fn consult(&mut self, view: &V) {
        self.with_tours(|tours, around| tours.consult(view, around));
    }

    /// Ends a tour as failed: a closure of its step's panicked, or a
    /// mixin does not let it.
    pub(crate) fn fail_tour(&mut self) {
        self.with_tours(TourDriver::fail);
    }

    /// Starts the time that a handler has.
    pub(crate) fn start_handler(&mut self) {
        let until = Instant::now() + self.mailbox.limits().handler_timeout;
        let drained = self.lifecycle.handlers_by();
        self.handler_until = Some(drained.map_or(until, |by| until.min(by)));
    }

    pub(crate) fn end_handler(&mut self) {
        self.handler_until = None;
    }

    /// Whether the handler has had its time, and why it has no more.
    pub(crate) fn handler_is_late(&self) -> Option<Late> {
        let now = Instant::now();
        self.handler_until.filter(|until| *until <= now)?;
        match self.lifecycle.handlers_by() {
            Some(by) if by <= now => Some(Late::Server),
            _ => Some(Late::Handler),
        }
    }

    /// Whether the session has ended.
    pub(crate) fn is_over(&self) -> bool {
        // A draining session first handles, saves and sends what it has to.
        let is_done = || self.queue.is_empty() && self.tours.is_saved() && self.outbox.is_idle();
        self.lifecycle.is_over() || self.lifecycle.is_draining() && is_done()
    }

    pub(crate) fn id(&self) -> SessionId {
        self.mailbox.session()
    }

    /// The session's mailbox: what is in it and never changes can be had from there
    /// while the core is borrowed.
    pub(crate) fn mailbox(&self) -> Arc<Mailbox<V>> {
        Arc::clone(&self.mailbox)
    }

    pub(crate) fn identity(&self) -> &Identity {
        self.mailbox.identity()
    }

    pub(crate) fn limits(&self) -> &Limits {
        self.mailbox.limits()
    }

    fn with_tours<R>(&mut self, work: impl FnOnce(&mut TourDriver<V>, &Env<'_>) -> R) -> R {
        let around = Env {
            docent: &self.docent,
            handle: handle(&self.mailbox),
        };
        let outcome = work(&mut self.tours, &around);
        self.mailbox.set_tour(self.tours.state());
        outcome
    }
}

/// How the rest of the server refers to a session.
fn handle<V: Send + 'static>(mailbox: &Arc<Mailbox<V>>) -> Arc<dyn SessionHandle> {
    Arc::clone(mailbox) as Arc<dyn SessionHandle>
}

impl<V: Send + 'static> Drop for SessionCore<V> {
    fn drop(&mut self) {
        metrics::session_ended();
        let visitor = &self.identity().visitor;
        self.docent.forget(self.id(), visitor);
        self.note_return();
        self.tours.leave(&Env {
            docent: &self.docent,
            handle: handle(&self.mailbox),
        });
        self.mailbox.close();
        self.outbox.close(CloseCode::Restart, "the session is over");
    }
}
