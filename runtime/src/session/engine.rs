//! The half of a session that needs no view, and so never waits for a handler.
//!
//! It owns the connection, the queue of events, the tour, the flows and the
//! clock. While a handler has the view, this half goes on: a Skip still acts,
//! a heartbeat is still answered, a new socket is still welcomed.

use std::collections::VecDeque;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::time::{Instant, Sleep, sleep_until};

use super::connection::{Connection, Full};
use super::mailbox::{Mailbox, Post};
use super::rate::Rate;
use super::registry::SessionHandle;
use super::tours::{Surroundings, Tours};
use super::transport::{Lost, Received};
use super::{Attachment, guarded};
use crate::context::{Effects, Flow, FlowFuture};
use crate::error::{HandlerError, Rejection, RejectionCode};
use crate::event::Params;
use crate::guide::Guide;
use crate::ids;
use crate::js::Js;
use crate::limits::Limits;
use crate::server::Docent;
use crate::tour::Control;
use crate::visitor::Visitor;
use crate::wire::{self, Broken, CloseCode, Frame, FromPage};

/// All of a session but its view and mixins.
///
/// # Invariants
///
/// * Event `received + 1` is the only one that is taken; each once.
/// * `acked <= sent`, and both only grow.
/// * Nothing is sent while `stale` but welcomes, refusals, heartbeats and the
///   snapshot that ends it.
pub(crate) struct Engine<V: 'static> {
    id: String,
    docent: Docent,
    visitor: Visitor,
    mailbox: Arc<Mailbox<V>>,
    handle: Arc<dyn SessionHandle>,

    connection: Option<Box<Connection>>,
    epoch: u64,
    /// When the session ends if no page comes back.
    ends_at: Option<Instant>,
    draining: bool,
    over: bool,

    received: u64,
    sent: u64,
    acked: u64,
    /// Whether the page has missed something, so that only a snapshot helps.
    stale: bool,
    /// Whether the view could not be rendered for the snapshot that is due.
    unrenderable: bool,
    /// The run and visit in the last frame that was sent.
    on_page: Option<(u64, u64)>,
    /// Commands of the app that wait for the next frame.
    commands: String,

    events: VecDeque<Event>,
    rate: Rate,
    pub(super) tours: Tours<V>,
    flows: Vec<FlowFuture>,
    visits: VecDeque<Visit<V>>,
    /// The view's own handler in place of what a button of the bubble does.
    overridden: fn(Control) -> Option<&'static str>,
    /// When the running handler has had its time.
    handler_until: Option<Instant>,
    timer: Pin<Box<Sleep>>,
}

/// A flow's look at the view, when it is free.
pub(super) type Visit<V> = Box<dyn FnOnce(&mut V) + Send>;

/// An event that waits for its handler.
#[derive(Debug)]
pub(super) struct Event {
    pub(super) source: Source,
    pub(super) name: String,
    pub(super) params: Params,
    /// The last frame that the page had applied when it sent the event.
    pub(super) applied: u64,
}

/// Where an event came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// The page, which numbered it and waits for an answer.
    Page(u64),
    /// A button of the bubble's, in that run and visit, whose handler the app
    /// has overridden. Nobody waits for an answer.
    Control { run: u64, visit: u64 },
}

/// What the engine woke up for.
pub(super) enum Input<V: 'static> {
    Post(Post<V>),
    Received(Received),
    Tick,
    /// The store has answered, or a flow has moved.
    Moved,
}

impl<V: Send + 'static> Engine<V> {
    /// The engine of a new session. `stale` says that the page shows something
    /// else than the view that was just mounted.
    pub(super) fn new(
        docent: Docent,
        visitor: Visitor,
        attachment: Attachment,
        stale: bool,
        overridden: fn(Control) -> Option<&'static str>,
    ) -> Self {
        let now = Instant::now();
        let mailbox = Arc::new(Mailbox::new(
            visitor.clone(),
            Arc::clone(docent.limits_ref()),
        ));
        let mut engine = Self {
            id: ids::hex_128(),
            handle: Arc::clone(&mailbox) as Arc<dyn SessionHandle>,
            mailbox,
            visitor,
            connection: None,
            epoch: 0,
            ends_at: None,
            draining: false,
            over: false,
            received: 0,
            sent: 0,
            acked: 0,
            stale,
            unrenderable: false,
            on_page: None,
            commands: String::new(),
            events: VecDeque::new(),
            rate: Rate::new(now),
            tours: Tours::new(),
            flows: Vec::new(),
            visits: VecDeque::new(),
            overridden,
            handler_until: None,
            timer: Box::pin(sleep_until(now)),
            docent,
        };
        engine
            .docent
            .registry()
            .insert(engine.id.clone(), Arc::clone(&engine.handle));
        engine.welcome(attachment);
        engine
    }

    /// Waits for the next thing that happens while the view is free.
    pub(super) async fn next(&mut self) -> Input<V> {
        std::future::poll_fn(|cx| match self.poll(cx) {
            // Sending may have made room for what waits to be sent or done.
            Poll::Pending if self.wants_snapshot() || self.is_over() => Poll::Ready(Input::Moved),
            polled => polled,
        })
        .await
    }

    /// The next thing that happens.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Input<V>> {
        if let Poll::Ready(post) = self.mailbox.poll(cx) {
            return Poll::Ready(Input::Post(post));
        }
        if let Some(connection) = &mut self.connection
            && let Poll::Ready(received) = connection.poll(cx)
        {
            return Poll::Ready(Input::Received(received));
        }
        let around = Surroundings {
            docent: &self.docent,
            visitor: &self.visitor,
            handle: &self.handle,
        };
        if self.tours.poll(cx, &around) {
            return Poll::Ready(Input::Moved);
        }
        if self.poll_flows(cx) {
            return Poll::Ready(Input::Moved);
        }
        let Some(deadline) = self.deadline() else {
            return Poll::Pending;
        };
        if self.timer.deadline() != deadline {
            self.timer.as_mut().reset(deadline);
        }
        self.timer.as_mut().poll(cx).map(|()| Input::Tick)
    }

    /// Does what follows from an input, as far as that needs no view.
    pub(super) fn apply(&mut self, input: Input<V>) {
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
            Post::Drain(within) => self.drain(within),
            Post::Push(commands) => self.push(&commands),
            Post::With(visit) => self.visits.push_back(visit),
            Post::Tour(request) => self.with_tours(|tours, around| tours.request(request, around)),
        }
    }

    fn take_received(&mut self, received: Received) {
        match received {
            Received::Frame(frame) => match self.take_frame(frame) {
                Ok(()) => {}
                Err(Broken(reason)) => self.close(CloseCode::Protocol, reason),
            },
            Received::Broken(Broken(reason)) => self.close(CloseCode::Protocol, reason),
            Received::TooLarge => self.close(CloseCode::TooLarge, "the frame is too large"),
            Received::Lost => self.lost(),
        }
    }

    fn take_frame(&mut self, frame: FromPage) -> Result<(), Broken> {
        match frame {
            FromPage::Hello(_) => Err(Broken("a second hello")),
            FromPage::Event {
                number,
                name,
                params,
                applied,
            } => {
                self.acknowledge(applied)?;
                self.take_event(
                    number,
                    Event {
                        source: Source::Page(number),
                        name,
                        params,
                        applied,
                    },
                )
            }
            FromPage::Control {
                run,
                visit,
                control,
            } => {
                match (self.overridden)(control) {
                    Some(handler) => self.take_overridden(handler, run, visit),
                    None => {
                        self.with_tours(|tours, around| tours.control(control, run, visit, around));
                    }
                }
                Ok(())
            }
            FromPage::Missing { run, visit } => {
                tracing::warn!(
                    target: "docent::page",
                    session = self.short_id(),
                    run,
                    visit,
                    "the target of a step is not on the page",
                );
                self.with_tours(|tours, around| tours.missing(run, visit, around));
                Ok(())
            }
            FromPage::Ack { applied, failures } => {
                for failure in failures {
                    tracing::warn!(
                        target: "docent::page",
                        session = self.short_id(),
                        frame = failure.frame,
                        command = failure.command,
                        code = ?failure.code,
                        "a command did not happen on the page",
                    );
                }
                self.acknowledge(applied)
            }
        }
    }

    fn acknowledge(&mut self, applied: u64) -> Result<(), Broken> {
        if applied > self.sent {
            return Err(Broken("a frame was acknowledged that was never sent"));
        }
        self.acked = self.acked.max(applied);
        Ok(())
    }

    fn take_event(&mut self, number: u64, event: Event) -> Result<(), Broken> {
        if number <= self.received {
            // Sent again after a reconnect: it was taken, and was or will be answered.
            return Ok(());
        }
        if number > self.received + 1 {
            return Err(Broken("an event is missing before this one"));
        }
        self.received = number;
        let limits = self.docent.limits_ref();
        if !self.rate.take(Instant::now(), limits) {
            let rejection = Rejection::new(RejectionCode::TooFast, "events come too fast");
            self.refuse(event.source, &rejection);
        } else if self.events.len() >= limits.mailbox {
            let rejection = Rejection::new(RejectionCode::Busy, "too many events are waiting");
            self.refuse(event.source, &rejection);
        } else {
            self.events.push_back(event);
        }
        Ok(())
    }

    /// A button of the bubble's whose handler is the app's own: it waits in line.
    fn take_overridden(&mut self, handler: &str, run: u64, visit: u64) {
        let source = Source::Control { run, visit };
        let waits = |event: &Event| event.source == source && event.name == handler;
        if !self.is_current(source) || self.events.iter().any(waits) {
            return;
        }
        if self.events.len() >= self.docent.limits_ref().mailbox {
            tracing::warn!(
                target: "docent::session",
                session = self.short_id(),
                handler,
                "a tour control was dropped: too many events are waiting",
            );
            return;
        }
        self.events.push_back(Event {
            source,
            name: handler.to_owned(),
            params: Params::none(),
            applied: self.acked,
        });
    }

    /// Whether an event is not too late: a control means one visit to one step.
    pub(super) fn is_current(&self, source: Source) -> bool {
        match source {
            Source::Page(_) => true,
            Source::Control { run, visit } => self.tours.place() == Some((run, visit)),
        }
    }

    /// The oldest event that waits for its handler.
    pub(super) fn next_event(&mut self) -> Option<Event> {
        let event = self.events.pop_front();
        self.unrenderable &= event.is_none();
        if self.events.is_empty() {
            self.events = VecDeque::new();
        }
        event
    }

    /// Answers an event that was turned away.
    pub(super) fn refuse(&mut self, event: Source, rejection: &Rejection) {
        tracing::debug!(
            target: "docent::session",
            session = self.short_id(),
            ?event,
            code = rejection.code().as_str(),
            "an event was refused",
        );
        if let Source::Page(number) = event {
            self.send(wire::refusal(number, rejection));
        }
    }

    /// Offers an event whose handler has succeeded to the tour and to every waiter.
    pub(super) fn offer(&mut self, event: &Event) {
        let waiting = self
            .mailbox
            .waiters(|waiters| waiters.take(&event.name))
            .unwrap_or_default();
        if !waiting.is_empty() {
            let still: Vec<_> = waiting
                .into_iter()
                .filter_map(|mut waiter| (!waiter.offer(&event.params)).then_some(waiter))
                .collect();
            // None: the session is over, and with it what waited.
            self.mailbox.waiters(|waiters| waiters.put_back(still));
        }
        self.with_tours(|tours, around| {
            tours.offer(&event.name, &event.params, event.applied, around);
        });
    }

    /// Does what a handler or a hook has asked for.
    pub(super) fn absorb(&mut self, effects: Effects<V>) {
        let Effects {
            commands,
            flows,
            tours,
        } = effects;
        self.push(&commands);
        for request in tours {
            self.with_tours(|tours, around| tours.request(request, around));
        }
        for flow in flows {
            self.start(flow);
        }
    }

    fn start(&mut self, flow: Flow<V>) {
        if self.flows.len() >= self.docent.limits_ref().flows {
            tracing::error!(
                target: "docent::session",
                session = self.short_id(),
                "a flow was not started: too many are running",
            );
            return;
        }
        self.flows.push(flow(Guide::new(Arc::clone(&self.mailbox))));
    }

    fn poll_flows(&mut self, cx: &mut Context<'_>) -> bool {
        let mut ended = false;
        let session = self.id.get(..8).unwrap_or_default();
        self.flows.retain_mut(|flow| {
            let outcome = match catch_unwind(AssertUnwindSafe(|| flow.as_mut().poll(cx))) {
                Ok(Poll::Pending) => return true,
                Ok(Poll::Ready(outcome)) => outcome,
                Err(_) => Err(HandlerError::message("it panicked")),
            };
            if let Err(error) = outcome {
                tracing::error!(target: "docent::session", session, %error, "a flow failed");
            }
            ended = true;
            false
        });
        if self.flows.is_empty() {
            self.flows = Vec::new();
        }
        ended
    }

    /// The next flow's look at the view.
    pub(super) fn next_visit(&mut self) -> Option<Visit<V>> {
        self.visits.pop_front()
    }

    /// Takes commands of the app for the next frame.
    fn push(&mut self, commands: &Js) {
        let encoded = wire::encode_chain(commands);
        if self.commands.len() + encoded.len() > self.docent.limits_ref().outbox {
            tracing::error!(
                target: "docent::session",
                session = self.short_id(),
                "commands were dropped: too many wait for a page that is away",
            );
            return;
        }
        wire::push_commands(&mut self.commands, &[&encoded]);
    }

    // What is sent.

    /// Whether the page has missed something, and can be given a snapshot now.
    pub(super) fn wants_snapshot(&self) -> bool {
        let caught_up = self.sent - self.acked <= self.docent.limits_ref().unacknowledged / 2;
        self.stale
            && caught_up
            && !self.unrenderable
            && self
                .connection
                .as_ref()
                .is_some_and(|connection| connection.is_idle())
    }

    /// The view could not be rendered for a snapshot: the next event may mend that.
    pub(super) fn snapshot_failed(&mut self) {
        self.unrenderable = true;
    }

    /// Sends all that the page shows.
    pub(super) fn send_snapshot(&mut self, html: &str, view: &V) {
        let number = self.sent + 1;
        let tour = self.tours.take_all(number, view);
        let commands = std::mem::take(&mut self.commands);
        let run = self.tours.place();
        let part = run.map(|(run, visit)| (run, visit, tour.as_str()));
        let text = wire::snapshot(number, self.received, html, part, &commands);
        self.sent = number;
        self.on_page = run;
        self.stale = !self.send(text);
    }

    /// Whether there is something for the page besides a changed view.
    pub(super) fn has_news(&self) -> bool {
        !self.commands.is_empty() || self.tours.has_news()
    }

    /// Sends what is new, and the live part if it has changed, as one frame.
    ///
    /// For a page that is away or too far behind nothing is sent or kept: it
    /// gets a snapshot when it is back.
    pub(super) fn send_frame(&mut self, html: Option<&str>) {
        let behind = self.sent - self.acked >= self.docent.limits_ref().unacknowledged;
        if self.stale || behind || self.connection.is_none() {
            self.stale = true;
            self.tours.drop_news();
            return;
        }
        let number = self.sent + 1;
        let (parting, tour) = self.tours.take_news(number);
        let mut commands = std::mem::take(&mut self.commands);
        wire::push_commands(&mut commands, &[&parting]);
        let run = self.tours.place();
        let text = Frame {
            number,
            received: self.received,
            html,
            commands: &commands,
            run: run.map(|(run, visit)| (run, visit, tour.as_str())),
        }
        .encode();
        self.sent = number;
        self.on_page = run;
        self.stale = !self.send(text);
    }

    /// Gives a text to the connection; `false` if there is none, or none that would take it.
    fn send(&mut self, text: String) -> bool {
        let limits = self.docent.limits_ref();
        match &mut self.connection {
            Some(connection) => match connection.send(text, limits) {
                Ok(()) => true,
                Err(Full) => {
                    tracing::debug!(target: "docent::session", session = self.short_id(), "the connection is too slow");
                    self.stale = true;
                    false
                }
            },
            None => false,
        }
    }

    // Connections.

    /// A page is back, or another socket has taken it over.
    fn attach(&mut self, attachment: Attachment) {
        if let Some(old) = self.connection.take() {
            old.close(CloseCode::TakenOver, "another connection has taken over");
        }
        let hello = &attachment.hello;
        let up_to_date =
            hello.ack == self.sent && hello.epoch == self.epoch && hello.run == self.on_page;
        self.stale |= !up_to_date;
        self.unrenderable = false;
        self.welcome(attachment);
    }

    fn welcome(&mut self, attachment: Attachment) {
        self.epoch += 1;
        // What was not acknowledged on the old connection is settled by the hello.
        self.acked = self.sent;
        self.ends_at = None;
        let limits = Arc::clone(self.docent.limits_ref());
        self.connection = Some(Box::new(Connection::new(attachment.transport, &limits)));
        self.send(wire::welcome(
            &self.id,
            self.epoch,
            self.received,
            limits.frame,
        ));
        tracing::debug!(target: "docent::session", session = self.short_id(), epoch = self.epoch, "a page is connected");
    }

    fn close(&mut self, code: CloseCode, reason: &'static str) {
        tracing::debug!(target: "docent::session", session = self.short_id(), ?code, reason, "the connection is closed");
        if let Some(connection) = self.connection.take() {
            connection.close(code, reason);
        }
        self.wait_for_return();
    }

    fn lost(&mut self) {
        tracing::debug!(target: "docent::session", session = self.short_id(), "the connection is lost");
        self.connection = None;
        self.wait_for_return();
    }

    fn wait_for_return(&mut self) {
        self.ends_at = Some(Instant::now() + self.docent.limits_ref().grace);
    }

    fn drain(&mut self, within: Duration) {
        let within = u64::try_from(within.as_millis()).unwrap_or(u64::MAX);
        self.send(wire::draining(within));
        self.draining = true;
    }

    // Time.

    fn deadline(&self) -> Option<Instant> {
        let limits = self.docent.limits_ref();
        [
            self.ends_at,
            self.handler_until,
            self.tours.deadline(),
            self.connection
                .as_ref()
                .map(|connection| connection.deadline(limits)),
        ]
        .into_iter()
        .flatten()
        .min()
    }

    fn tick(&mut self) {
        let now = Instant::now();
        self.with_tours(|tours, around| tours.tick(now, around));
        let limits = self.docent.limits_ref();
        if let Some(connection) = &mut self.connection
            && let Err(Lost) = connection.tick(now, limits)
        {
            self.lost();
        }
        // Taken, and not only looked at: a handler may still hold the session
        // up, and a deadline in the past would wake it without end.
        if self.ends_at.take_if(|ends_at| *ends_at <= now).is_some() {
            self.end();
        }
    }

    /// The page does not come back: what was started ends, and what waits is
    /// dropped. Only a handler that has the view is waited for, for its time.
    fn end(&mut self) {
        self.over = true;
        self.mailbox.close();
        self.events = VecDeque::new();
        let (visits, flows) = (
            std::mem::take(&mut self.visits),
            std::mem::take(&mut self.flows),
        );
        guarded("the end of a flow", || drop((visits, flows)));
    }

    /// The view is free: lets the tour ask it what it has to.
    pub(super) fn consult(&mut self, view: &V) {
        self.with_tours(|tours, around| tours.consult(view, around));
    }

    /// Ends a tour that cannot go on: a closure of its step's panicked.
    pub(super) fn fail_tour(&mut self) {
        self.with_tours(Tours::fail);
    }

    /// Starts the time that a handler has.
    pub(super) fn start_handler(&mut self) {
        self.handler_until = Some(Instant::now() + self.docent.limits_ref().handler);
    }

    pub(super) fn end_handler(&mut self) {
        self.handler_until = None;
    }

    pub(super) fn handler_is_late(&self) -> bool {
        self.handler_until
            .is_some_and(|until| until <= Instant::now())
    }

    /// Whether the session has ended.
    pub(super) fn is_over(&self) -> bool {
        // A draining session first saves and sends what it has to.
        let is_settled = self.tours.is_saved()
            && self
                .connection
                .as_ref()
                .is_none_or(|connection| connection.is_idle());
        self.over || self.draining && is_settled
    }

    pub(super) fn visitor(&self) -> &Visitor {
        &self.visitor
    }

    pub(super) fn limits(&self) -> &Limits {
        self.docent.limits_ref()
    }

    /// Enough of the id to follow a session through a log, too little to take it over.
    pub(super) fn short_id(&self) -> &str {
        self.id.get(..8).unwrap_or_default()
    }

    fn with_tours<R>(&mut self, work: impl FnOnce(&mut Tours<V>, &Surroundings<'_>) -> R) -> R {
        let around = Surroundings {
            docent: &self.docent,
            visitor: &self.visitor,
            handle: &self.handle,
        };
        work(&mut self.tours, &around)
    }
}

impl<V: 'static> Drop for Engine<V> {
    fn drop(&mut self) {
        self.docent.registry().remove(&self.id);
        self.mailbox.close();
        if let Some(connection) = self.connection.take() {
            connection.close(CloseCode::Restart, "the session is over");
        }
    }
}
