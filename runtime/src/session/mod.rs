//! A session: one page's live state on the server.
//!
//! A session is a task of its own. It owns its view and lends it to one
//! handler at a time; it outlives its socket for
//! [`Limits::grace_period`](crate::config::Limits::grace_period), and a later socket is posted into
//! its mailbox. It is split in two: the view with its mixins, which a handler
//! may hold, and the [`SessionCore`], which needs no view and never waits for one.
//!
//! # Invariants
//!
//! * Events are handled one after the other, in the order in which they came, each at most once.
//! * Every event gets exactly one frame or one refusal.
//! * Code of the app that panics fails its event and nothing else.
//! * Everything a session has started ends with it.
//! * What mixins ask for in answer to tour events is bounded.

mod core;
mod dispatch;
mod fairness;
mod flows;
mod inbound;
mod lifecycle;
mod outbound;
mod shrinking_queue;
#[cfg(test)]
mod tests;
mod tour;

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::Poll;

use tracing::Instrument as _;

use crate::app::context::{Context, Effects, Requests};
use crate::app::guide::Guide;
use crate::app::handler::Reply;
use crate::app::mixin::{self, EventOutcome, Stack};
use crate::app::view::Live;
use crate::error::{HandlerError, Rejection, RejectionCode};
use crate::event::HandlerOwner;
use crate::identity::Identity;
use crate::ids::{self, SessionId};
use crate::js::Js;
use crate::metrics::{self, Began};
use crate::panics::guarded;
use crate::render::{Rendered, lint, read_digest, render, title, title_digest};
use crate::seq::EventSeq;
use crate::server::Docent;
use crate::session::core::{Input, Late, SessionCore};
use crate::session::dispatch::{overridden, start};
use crate::session::inbound::event_queue::{Event, Queued, Source};
use crate::tour::TourEvent;
use crate::wire::transport::Attachment;
use crate::wire::{self, Hello};

/// One page's live state: its view, the mixins around it, and the core.
pub(crate) struct Session<V: Live> {
    view: V,
    mixins: V::Mixins,
    engine: SessionCore<V>,
    /// What the page shows.
    rendered: Rendered,
    /// How much the mixins have asked for in answer to events of the
    /// tour, since a frame came from the page or time passed. See [`ANSWERS`].
    answers: u32,
    /// A digest of the title that the page has; 0 if it is not known.
    title: u32,
}

/// How many tours and flows the mixins may ask for in answer to events
/// of the tour before a frame comes from the page or time passes.
///
/// Not a matter of [`fairness`]: a mixin in a loop is a mistake of the app, and
/// has to be ended.
///
/// Each answer may cause the next event: a mixin that restarts
/// a tour whenever it fails, and a tour that fails whenever it starts, would
/// never finish. Beyond this the tour ends as failed, and what they ask for is
/// not done. A mixin that skips every step stays below it in a tour of up to so
/// many steps.
const ANSWERS: u32 = 64;

impl<V: Live> Session<V> {
    /// Starts the session of a view that was just mounted.
    pub(crate) fn spawn(
        view: V,
        docent: Docent,
        identity: Identity,
        attachment: Attachment,
    ) -> SessionId {
        let (guide, session) = Self::task(view, docent, identity, attachment, any_run());
        tokio::spawn(session);
        guide.session_id()
    }

    /// The whole of a session, from its view's mount to its end, and a way into
    /// it. The number of its first run follows `run`.
    pub(crate) fn task(
        view: V,
        docent: Docent,
        identity: impl Into<Identity>,
        attachment: Attachment,
        run: u64,
    ) -> (Guide<V>, impl Future<Output = ()> + Send) {
        // A page that had a session before has been changed since it was rendered.
        let shown = match &attachment.hello {
            Hello {
                session: Some(_), ..
            } => None,
            hello => hello.digest.as_deref().and_then(read_digest),
        };
        let (digest, shown_title) = shown.unwrap_or_default();
        let identity = identity.into();
        let id = SessionId::new();
        let name = id.to_string();
        // The span's level is its highest event's, so that filters keep it. Eight
        // digits distinguish sessions; the whole id is part of what a page
        // attaches with.
        let span = tracing::error_span!(target: "docent::session", "session", session = &name[..8], view = V::NAME);
        let begin = || {
            Box::new(Self {
                view,
                mixins: V::Mixins::default(),
                // Nothing is known of a page that sends no digest.
                engine: SessionCore::new(
                    id,
                    docent,
                    identity,
                    attachment,
                    shown.is_none(),
                    run,
                    overridden::<V>,
                ),
                rendered: Rendered::new(digest),
                answers: 0,
                title: shown_title,
            })
        };
        let session = span.in_scope(|| {
            tracing::debug!(target: "docent::session", "a session begins");
            begin()
        });
        (session.engine.guide(), session.run().instrument(span))
    }

    async fn run(mut self: Box<Self>) {
        self.mounted();
        self.hook(Stack::mounted);
        // The page was rendered by another mount, at another time.
        self.settle(ReplyKind::Render);
        loop {
            self.let_flows_go_on().await;
            // A local and not a scrutinee, which would be kept as well.
            let event = self.engine.next_event();
            if let Some(event) = &event {
                self.forget_answers();
                let answered = self.handle(event).await;
                self.engine.handled();
                self.settle(answered);
                if !self.engine.is_spent() {
                    continue;
                }
            } else if self.engine.is_over() {
                break;
            }
            drop(event);
            let input = self.engine.next().await;
            if matches!(input, Input::Received(_) | Input::Tick) {
                self.forget_answers();
            }
            self.engine.apply(input);
            self.settle(ReplyKind::Nothing);
        }
        tracing::debug!(target: "docent::session", "the session is over");
        let Self { view, mixins, .. } = &mut *self;
        guarded("a disconnect hook", || mixins.disconnected(view));
    }

    /// Calls the view's own hook, before the mixins': what it reads decides where they
    /// go on.
    fn mounted(&mut self) {
        let mut outcome = Ok(());
        let effects = self.show("`View::mounted`", |_, view, cx| outcome = view.mounted(cx));
        if let Err(error) = outcome {
            tracing::error!(
                target: "docent::session",
                %error,
                "`View::mounted` failed: the session goes on with the view as it was left",
            );
        }
        self.engine.absorb(effects);
    }

    /// The next answers of mixins are to something new: unless they have not
    /// seen all yet that came of their answers before.
    fn forget_answers(&mut self) {
        if !self.engine.tours.has_events() {
            self.answers = 0;
        }
    }

    /// Lets the flows process what has happened before the next event is
    /// handled: it may be what they wait for next.
    async fn let_flows_go_on(&mut self) {
        while self.engine.owes_flows() {
            let engine = &mut self.engine;
            if !std::future::poll_fn(|cx| Poll::Ready(engine.poll_flows(cx))).await {
                return;
            }
            self.settle(ReplyKind::Nothing);
        }
    }

    /// Runs an event's handler, and everything around it.
    ///
    /// The event is borrowed: an async function keeps what it is given twice.
    async fn handle(&mut self, queued: &Queued) -> ReplyKind {
        let event = match queued {
            Queued::Event(event) if self.engine.is_current(event.source) => event,
            Queued::Event(_) => return ReplyKind::Nothing,
            Queued::Emitted(emitted) => {
                self.engine.emit(emitted);
                return ReplyKind::Nothing;
            }
        };
        // What is armed while the event is handled does not wait for it.
        let newest = self.engine.newest_waiter();
        if let Err(rejection) = self.admit(event) {
            self.engine.refuse(event.source, &rejection);
            return ReplyKind::Render;
        }
        let (effects, rejection) = match self.call(event).await {
            Ok((recipient, effects)) => {
                metrics::event_handled();
                self.engine.offer(recipient, event, newest);
                (effects, None)
            }
            Err(rejection) => {
                self.engine.refuse(event.source, &rejection);
                log_misfit(event, &rejection);
                (Effects::default(), Some(rejection))
            }
        };
        self.hook(|mixins, view, cx| {
            let outcome = rejection
                .as_ref()
                .map_or(EventOutcome::Succeeded, EventOutcome::Rejected);
            mixins.after_event(view, cx, &seen(event), &outcome);
        });
        self.engine.absorb(effects);
        match (rejection, event.source) {
            (None, Source::Page(number)) => ReplyKind::Answer(number),
            (Some(_), _) | (_, Source::Control(_) | Source::App) => ReplyKind::Render,
        }
    }

    /// Asks the mixins whether an event may reach its handler, and does what
    /// they ask for.
    fn admit(&mut self, event: &Event) -> Result<(), Rejection> {
        // Unless they answer: a panic in the hook of an outer mixin that sees the rejection.
        let mut admitted = Err(Rejection::new(
            RejectionCode::HandlerFailed,
            "a mixin failed",
        ));
        self.hook(|mixins, view, cx| admitted = mixins.before_event(view, cx, &seen(event)));
        admitted
    }

    /// Calls an event's handler and waits for it, while the core keeps running.
    async fn call(&mut self, event: &Event) -> Result<(HandlerOwner, Effects<V>), Rejection> {
        let Self { view, engine, .. } = self;
        let mailbox = engine.mailbox();
        let tutorial = engine.tours.state();
        let mut effects = Effects::default();
        let began = Began::now();
        let (handler, recipient);
        let outcome = 'outcome: {
            let waiting = {
                let docent = engine.docent.clone();
                let cx = Context::new(&mut effects, docent, &mailbox, tutorial)
                    .acting(event.source.actor());
                let reply;
                (handler, recipient, reply) = start(view, cx, event)?;
                match reply {
                    Reply::Ready(outcome) => break 'outcome outcome,
                    // Boxed: it must not take memory in each of thousands of sessions.
                    Reply::Pending(future) => Box::pin(wait(engine, future)),
                }
                // Nor for the reply, whose scope ends here.
            };
            waiting.await
        };
        metrics::handler_ended(handler, began);
        let outcome = match effects.commands.fault() {
            Some(fault) => outcome.and(Err(HandlerError::message(fault.as_str()))),
            None => outcome,
        };
        match outcome {
            Ok(()) => {
                if event.name == wire::URL_CHANGED {
                    engine.has_moved();
                }
                Ok((recipient, effects))
            }
            Err(error) => {
                if error.is_refusal() {
                    tracing::debug!(target: "docent::session", handler, %error, "an event handler refused");
                } else {
                    tracing::warn!(target: "docent::session", handler, %error, "an event handler failed");
                }
                // What it asked for before it failed happens all the same.
                engine.absorb(effects);
                Err(error.into_rejection(|| format!("the event handler `{handler}` failed")))
            }
        }
    }

    /// Lets the mixins see something, and does what they ask for.
    fn hook(&mut self, see: impl FnOnce(&mut V::Mixins, &mut V, &mut Context<'_, V>)) {
        let effects = self.show("a mixin's hook", see);
        self.engine.absorb(effects);
    }

    /// Passes an event of the tour to the mixins, and does what they ask for if that is
    /// not too much.
    fn notify_mixins(&mut self, event: &TourEvent) {
        let mut effects = self.show("a mixin's hook", |mixins, view, cx| {
            mixins.tour_event(view, cx, event);
        });
        let requests = &mut effects.requests;
        let asked = requests.tours.len() + requests.flows.len();
        let count = u32::try_from(asked).unwrap_or(u32::MAX);
        self.answers = self.answers.saturating_add(count);
        if asked > 0 && self.answers > ANSWERS {
            *requests = Requests::default();
            metrics::limit_hit("answers");
            tracing::error!(
                target: "docent::tour",
                "the tour is ended: a mixin's `tour_event` has started or moved it {ANSWERS} times in a row",
            );
            self.engine.fail_tour();
        }
        self.engine.absorb(effects);
    }

    /// Lets code of the app see something; gives what it asks for.
    fn show(
        &mut self,
        what: &str,
        see: impl FnOnce(&mut V::Mixins, &mut V, &mut Context<'_, V>),
    ) -> Effects<V> {
        let Self {
            view,
            mixins,
            engine,
            ..
        } = self;
        let mut effects = Effects::default();
        let tutorial = engine.tours.state();
        let mailbox = engine.mailbox();
        let mut cx = Context::new(&mut effects, engine.docent.clone(), &mailbox, tutorial);
        guarded(what, || see(mixins, view, &mut cx));
        if let Some(fault) = effects.commands.fault() {
            tracing::error!(target: "docent::session", "{what} does not send the page to a URL: {}", fault.as_str());
        }
        effects
    }

    /// The view is free: does what has waited for it, and sends the page what is new.
    fn settle(&mut self, due: ReplyKind) {
        let mut changed = due != ReplyKind::Nothing;
        if !self.engine.has_page() {
            self.rendered.forget();
        }
        for failure in self.engine.take_failures() {
            self.hook(|mixins, view, cx| mixins.page_failure(view, cx, &failure));
            changed = true;
        }
        loop {
            let Self { view, engine, .. } = self;
            while let Some(look) = engine.flows.next_look() {
                guarded("a flow's look at the view", || look.run(view));
                changed = true;
            }
            if engine.tours.needs_view()
                && guarded("a step's closure", || engine.consult(view)).is_none()
            {
                engine.fail_tour();
            }
            let Some(event) = engine.next_tour_event() else {
                break;
            };
            self.notify_mixins(&event);
            changed = true;
        }
        let Self {
            view,
            engine,
            rendered,
            title: shown_title,
            ..
        } = self;
        if engine.wants_snapshot() {
            if let ReplyKind::Answer(number) = due {
                engine.owe(number);
            }
            let Some(html) = render(view, &engine.tours.state()) else {
                engine.snapshot_failed();
                return;
            };
            lint::render(&engine.docent, view, &html);
            rendered.replace(&html);
            // The one before may have been lost with its frame.
            *shown_title = 0;
            retitle(view, engine, shown_title);
            let sent = guarded("a step's closure", || {
                engine.send_snapshot(html.as_str(), view);
            });
            if sent.is_none() {
                engine.fail_tour();
                // The app gets its event now, and what it does then is in the snapshot.
                self.settle(ReplyKind::Render);
            }
            return;
        }
        changed |= V::RENDERS_TOUR && engine.has_news();
        let tour = engine.tours.state();
        let html = changed.then(|| render(view, &tour)).flatten();
        let patches = html
            .as_ref()
            .map_or_else(Vec::new, |html| rendered.update(html));
        if let Some(html) = html.as_ref().filter(|_| !patches.is_empty()) {
            lint::render(&engine.docent, view, html);
        }
        if changed {
            retitle(view, engine, shown_title);
        }
        let mut is_sent = true;
        if !patches.is_empty() || engine.has_news() || matches!(due, ReplyKind::Answer(_)) {
            is_sent = engine.send_frame(&patches);
        }
        if !is_sent {
            // A snapshot follows, with which nothing is compared.
            rendered.forget();
            if let ReplyKind::Answer(number) = due {
                engine.owe(number);
            }
        }
    }
}

/// Sends the page the view's title, if it has another one.
fn retitle<V: Live>(view: &V, engine: &mut SessionCore<V>, shown: &mut u32) {
    if let Some(title) = title(view) {
        let digest = title_digest(Some(&title));
        if std::mem::replace(shown, digest) != digest {
            engine.push(&Js::title(title));
        }
    }
}

/// A number for the runs of a new session to follow.
///
/// A page that comes to another session, maybe of another server, still knows
/// the numbers of the previous one. Runs of two sessions have different ones, so
/// a control for a step there does not match one here.
fn any_run() -> u64 {
    ids::below(1 << 52)
}

/// What the page is due after an event.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ReplyKind {
    /// Only what is new.
    Nothing,
    /// What is new, and the view if it has changed.
    Render,
    /// The one frame that answers the event of this number.
    Answer(EventSeq),
}

/// Waits for a handler that has the view, while the core keeps running.
async fn wait<V: Send + 'static>(
    engine: &mut SessionCore<V>,
    mut handler: Pin<Box<dyn Future<Output = Result<(), HandlerError>> + Send + '_>>,
) -> Result<(), HandlerError> {
    enum Turn<V: 'static> {
        Handler(Result<(), HandlerError>),
        SessionCore(Input<V>),
    }
    engine.start_handler();
    let outcome = loop {
        let turn = std::future::poll_fn(|cx| {
            match catch_unwind(AssertUnwindSafe(|| handler.as_mut().poll(cx))) {
                Ok(Poll::Ready(outcome)) => return Poll::Ready(Turn::Handler(outcome)),
                Ok(Poll::Pending) => {}
                Err(_) => {
                    let error = HandlerError::message("it panicked");
                    return Poll::Ready(Turn::Handler(Err(error)));
                }
            }
            engine.poll(cx).map(Turn::SessionCore)
        })
        .await;
        match turn {
            Turn::Handler(outcome) => break outcome,
            Turn::SessionCore(input) => engine.apply(input),
        }
        if engine.has_news() {
            engine.send_frame(&[]);
        }
        if let Some(late) = engine.handler_is_late() {
            break Err(HandlerError::message(match late {
                Late::Server => "the server stops, and it was dropped".to_owned(),
                Late::Handler => {
                    metrics::limit_hit("handler_timeout");
                    let limit = engine.limits().handler_timeout;
                    format!("it took longer than {limit:?} and was dropped")
                }
            }));
        }
    };
    engine.end_handler();
    guarded("the end of a handler", || drop(handler));
    outcome
}

/// Logs an event of the app that no handler has taken: nobody else learns of it.
fn log_misfit(event: &Event, rejection: &Rejection) {
    let code = rejection.code();
    // The handler's own errors are logged already.
    let is_handlers = matches!(code, RejectionCode::HandlerFailed | RejectionCode::Refused);
    if event.source == Source::App && !is_handlers {
        tracing::warn!(
            target: "docent::session",
            handler = event.name.as_str(),
            code = code.as_str(),
            parameter = rejection.field(),
            "an event that the app has sent or published does not fit its handler: send the parameters that it takes",
        );
    }
}

fn seen(event: &Event) -> mixin::Event<'_> {
    mixin::Event::new(&event.name, &event.params, event.source.actor())
}
