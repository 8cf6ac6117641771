//! The tour of a session: carries out what the tour core decides.
//!
//! It owns the run, the store's answers about it, its step's time, and the
//! commands that it has for the page. It needs no view but for a made message,
//! so a tour moves on while a handler has the view.

mod reports;

use std::borrow::Cow;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use tokio::time::Instant;

use crate::event::{Emitted, HandlerOwner};
use crate::inbox::message::{RunWaiter, TourRequest};
use crate::metrics::{self, Began};
use crate::seq::{FrameSeq, StepRef};
use crate::session::inbound::event_queue::Event;
use crate::session::tour::active_run::ActiveRun;
use crate::session::tour::env::Env;
use crate::session::tour::handover;
use crate::session::tour::opt_out;
use crate::session::tour::outbox::PendingCommands;
use crate::session::tour::pending_start::{Loaded, PendingStart, Purpose};
use crate::session::tour::progress_writer::{self, ProgressWriter, Saved};
use crate::session::tour::step_timer::StepTimer;
use crate::session::tour::undelivered::UndeliveredEvents;
use crate::store::ProgressKey;
use crate::tour::{
    Completed, Control, HistoryRoom, Input, Location, Output, OwnedRun, Progress, ProgressStatus,
    Run, Tour, TourEvent, TourOutcome, TourRef, TourStage, TourState,
};
use crate::wire::Commands;

/// The tour of one session.
pub(crate) struct TourDriver<V: 'static> {
    run: Option<Box<ActiveRun<V>>>,
    /// A tour that starts once the store has answered.
    starting: Option<Box<PendingStart<V>>>,
    /// The last save of a run that is over. Of two, only the newer one matters.
    finishing: Option<Box<ProgressWriter>>,
    /// What is kept of the last run.
    last: Option<Box<LastRun<V>>>,
    /// The number of the newest run.
    newest: u64,
    /// Where the page is, or what its paths begin with. In one, since most sessions
    /// have no base path.
    at: Location,
    /// What the page does not know yet.
    pub(crate) news: PendingCommands,
    /// Events of the tour that the app has not been given yet.
    events: UndeliveredEvents,
}

/// What is kept of a run that is over.
enum LastRun<V: 'static> {
    /// The event that ended a flow's step, for the step that may follow it.
    Completed(Completed),
    /// The tour, which goes on in another page, and the run's number.
    Taken(&'static Tour<V>, u64),
}

impl<V> TourDriver<V> {
    /// No tour. The first run gets the number after `newest`.
    pub(crate) fn new(newest: u64) -> Self {
        Self {
            run: None,
            starting: None,
            finishing: None,
            last: None,
            newest,
            at: None,
            news: PendingCommands::default(),
            events: UndeliveredEvents::new(),
        }
    }

    /// Where the tour is, as handlers see it.
    pub(crate) fn state(&self) -> TourState {
        self.run
            .as_ref()
            .map_or_else(TourState::default, |leading| TourState {
                place: Some(leading.run.place()),
                current_step: leading.run.at(),
                total_steps: leading.run.total(),
            })
    }

    /// The step that frames name; `None` when no run is active.
    pub(crate) fn place(&self) -> Option<StepRef> {
        self.run.as_ref().map(|leading| leading.run.place())
    }

    /// Does what a mixin or a flow asks.
    pub(crate) fn request(&mut self, request: TourRequest<V>, around: &Env<'_>) {
        match request {
            TourRequest::Mounted(tour) => {
                self.load(TourRef::Static(tour), Purpose::Mount, None, around);
            }
            TourRequest::Start(tour) => {
                let starts = |starting: &PendingStart<V>| starting.purpose == Purpose::Start;
                if self.run.is_none() && !self.starting.as_deref().is_some_and(starts) {
                    self.load(TourRef::Static(tour), Purpose::Start, None, around);
                }
            }
            TourRequest::Restart(tour) => {
                self.load(TourRef::Static(tour), Purpose::Start, None, around);
            }
            TourRequest::Run(tour, asker) => self.load(tour, Purpose::Start, Some(asker), around),
            TourRequest::Control(control, place) => {
                if control == Control::Cancel {
                    self.forget_start(TourOutcome::Cancelled);
                }
                if let Some(at) = place.or(self.place()) {
                    self.control(control, at, around);
                }
            }
        }
    }

    /// Whether the store has not told yet where the visitor's tour goes on.
    pub(crate) fn is_resuming(&self) -> bool {
        let purpose = self.starting.as_ref().map(|starting| starting.purpose);
        purpose == Some(Purpose::Mount)
    }

    /// An event's handler has succeeded. See [`Run::offer`].
    pub(crate) fn offer(&mut self, recipient: HandlerOwner, event: &Event, around: &Env<'_>) {
        let Event {
            name,
            params,
            applied,
            ..
        } = event;
        self.lead(around, |run, out| {
            run.offer(recipient, name, params, *applied, out);
        });
    }

    /// The app has emitted an event that the step may wait for.
    pub(crate) fn emit(&mut self, emitted: &Emitted, around: &Env<'_>) {
        self.lead(around, |run, out| run.emit(emitted, out));
    }

    /// Gives the run something, and does all that follows.
    fn lead(&mut self, around: &Env<'_>, give: impl FnOnce(&mut Run<V>, &mut Vec<Output>)) {
        if let Some(leading) = &mut self.run {
            let mut out = std::mem::take(&mut leading.out);
            give(&mut leading.run, &mut out);
            self.follow(out, around);
            self.hear_at_once(around);
        }
    }

    /// A newer run of the visitor's has begun elsewhere.
    pub(crate) fn superseded(&mut self, tour: &str, around: &Env<'_>) {
        if self
            .run
            .as_ref()
            .is_some_and(|leading| leading.is_durable() && leading.saves.key().tour == tour)
        {
            self.feed(Input::Superseded, around);
        }
    }

    /// The tour fails, or does not begin.
    pub(crate) fn fail(&mut self, around: &Env<'_>) {
        self.forget_start(TourOutcome::Failed);
        self.feed(Input::Failed, around);
    }

    /// When something is due.
    pub(crate) fn deadline(&self) -> Option<Instant> {
        let leading = self.run.as_ref();
        [
            self.starting.as_ref().map(|starting| starting.until),
            self.finishing.as_ref().and_then(|saves| saves.deadline()),
            leading.and_then(|leading| leading.show_by),
            leading.and_then(|leading| leading.clock.deadline()),
            leading.and_then(|leading| leading.saves.deadline()),
        ]
        .into_iter()
        .flatten()
        .min()
    }

    /// Whether the store has answered all that it was asked.
    pub(crate) fn is_saved(&self) -> bool {
        let leads = self.run.as_ref();
        self.finishing.is_none() && leads.is_none_or(|leading| leading.saves.is_idle())
    }

    /// Does what is due.
    pub(crate) fn tick(&mut self, now: Instant, around: &Env<'_>) {
        if let Some(starting) = self.starting.take_if(|starting| starting.until <= now) {
            // Whether something is stored for the visitor is unknown.
            self.begin(*starting, Err(progress_writer::unanswered()), around);
            self.hear_at_once(around);
        }
        self.finishing.take_if(|saves| saves.tick(now));
        let Some(leading) = &mut self.run else { return };
        // The step it was for is shown already: nothing waits for it any more.
        leading.saves.tick(now);
        if leading.show_by.is_some_and(|due| due <= now) {
            leading.show_by = None;
            tracing::warn!(
                target: "docent::tour",
                tour = leading.run.tour().id(),
                "the progress store has not answered in time: the step is shown unsaved",
            );
            self.saved(around);
            self.hear_at_once(around);
        }
        let Some(leading) = &mut self.run else { return };
        if leading.clock.take_due(now) {
            self.feed(Input::TimedOut, around);
        }
    }

    /// Takes the store's answers. `true` when something happened.
    ///
    /// A loop and not a recursion, so that a tour of many steps that wait for
    /// nothing costs no stack.
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>, around: &Env<'_>) -> bool {
        let mut happened = self.poll_asker(cx, around);
        if let Some(starting) = &mut self.starting
            && let Poll::Ready(loaded) = progress_writer::poll_guarded(&mut starting.loading, cx)
            && let Some(starting) = self.starting.take()
        {
            if starting.tour.is_durable() {
                metrics::store_answered("load", starting.began);
            }
            self.begin(*starting, loaded, around);
            happened = true;
        }
        while let Some(leading) = &mut self.run
            && let Poll::Ready(saved) = leading.saves.poll(cx)
        {
            match saved {
                Saved::Done => self.saved(around),
                Saved::Superseded => self.apply(Input::Superseded, around),
            }
            happened = true;
        }
        if let Some(finishing) = &mut self.finishing
            && finishing.poll(cx).is_ready()
        {
            // Superseded: a newer run's progress counts.
            self.finishing = None;
            happened = true;
        }
        happened
    }

    /// Ends a run whose flow does not wait for it any more.
    fn poll_asker(&mut self, cx: &mut Context<'_>, around: &Env<'_>) -> bool {
        let mut is_gone =
            |asker: &mut Option<RunWaiter>| asker.as_mut().is_some_and(|asker| asker.poll_gone(cx));
        let starting = &mut self.starting;
        let mut happened = starting
            .take_if(|starting| is_gone(&mut starting.asker))
            .is_some();
        if let Some(leading) = &mut self.run
            && is_gone(&mut leading.asker)
        {
            leading.asker = None;
            let (control, visit) = (Control::Cancel, leading.run.place().visit);
            self.apply(Input::Controlled { control, visit }, around);
            happened = true;
        }
        happened
    }

    /// The session ends, and with it its run. The progress stays stored.
    pub(crate) fn leave(&mut self, around: &Env<'_>) {
        if let Some(leading) = self.run.as_ref().filter(|leading| leading.is_durable()) {
            let key = leading.saves.key();
            around.docent.registry().release(key, &around.handle);
        }
    }

    /// No flow waits for the end of the run any more; it continues.
    pub(crate) fn forget_asker(&mut self) {
        if let Some(leading) = &mut self.run {
            leading.asker = None;
        }
    }

    /// Takes the answer of a store that answers at once: what follows is then in the
    /// frame that answers the event.
    fn hear_at_once(&mut self, around: &Env<'_>) {
        self.poll(&mut Context::from_waker(Waker::noop()), around);
    }

    /// Whether the tour waits for the view: to be asked, or to make a message.
    pub(crate) fn needs_view(&self) -> bool {
        self.run
            .as_ref()
            .is_some_and(|leading| leading.unwritten || leading.run.is_asking())
    }

    /// Asks the view the tour's questions, and lets it make the message of the
    /// step that waits for one.
    pub(crate) fn consult(&mut self, view: &V, around: &Env<'_>) {
        // The machine fails a run that never waits, so this ends.
        while let Some(leading) = &mut self.run {
            if let Some(answer) = leading.run.ask(view) {
                self.feed(answer, around);
            } else if leading.unwritten
                && let Some(at) = leading.run.shown()
            {
                let tour = leading.run.tour();
                let made = tour.dynamic_text(at, view);
                let setup = tour.setup(at, made.as_deref(), leading.run.has_back());
                let setup = leading.at_path(setup);
                leading.unwritten = false;
                leading.start_time();
                self.news.set_up(setup);
                self.feed(Input::MessageRendered, around);
            } else if leading.unwritten
                && let Some(at) = leading.run.elsewhere()
            {
                leading.unwritten = false;
                if let Some(setup) = leading.set_up_elsewhere(at, Some(view)) {
                    self.news.set_up(leading.at_path(setup.into()));
                }
            } else {
                return;
            }
        }
    }

    /// Notes that frame `number` has brought the page all that is new.
    pub(crate) fn told_in(&mut self, number: FrameSeq) {
        if let Some(leading) = self.run.as_mut().filter(|leading| !leading.unwritten)
            && leading.run.is_on_page()
        {
            leading.run.shown_in(number);
        }
        self.news.clear();
    }

    /// Forgets what is new, for a page that gets everything again: the
    /// commands that put the current step on it.
    pub(crate) fn take_all(&mut self, number: FrameSeq, view: &V) -> Commands {
        self.news.clear();
        let mut commands = Commands::default();
        let Some(leading) = &mut self.run else {
            return commands;
        };
        let setup = if let Some(at) = leading.run.shown() {
            if std::mem::take(&mut leading.unwritten) {
                leading.start_time();
            }
            let tour = leading.run.tour();
            let made = tour.dynamic_text(at, view);
            tour.setup(at, made.as_deref(), leading.run.has_back())
        } else if let Some(at) = leading.run.elsewhere() {
            leading.unwritten = false;
            let setup = leading.set_up_elsewhere(at, Some(view));
            setup.unwrap_or_default().into()
        } else {
            return commands;
        };
        commands.push(leading.at_path(setup));
        leading.run.shown_in(number);
        commands
    }

    /// A tour that has not begun yet does not begin.
    fn forget_start(&mut self, outcome: TourOutcome) {
        if let Some(asker) = self.starting.take().and_then(|starting| starting.asker) {
            asker.resolve(outcome, None);
        }
    }

    fn load(
        &mut self,
        tour: TourRef<V>,
        purpose: Purpose,
        asker: Option<RunWaiter>,
        around: &Env<'_>,
    ) {
        // In this order: a start whose progress has just been read would
        // otherwise begin, and its run be replaced without an end.
        self.forget_start(TourOutcome::Superseded);
        self.feed(Input::Superseded, around);
        let key = ProgressKey {
            owner: around.handle.identity().owner(),
            tour: tour.key(),
        };
        let loading = opt_out::load(around.docent, &around.handle, &key, tour.is_durable());
        let calls = match tour.is_durable() {
            true => handover::calls(&*around.handle),
            false => 1,
        };
        let within = around.docent.limits_ref().store_timeout;
        self.starting = Some(Box::new(PendingStart {
            tour,
            loading,
            key,
            until: Instant::now() + within.saturating_mul(calls),
            purpose,
            began: Began::now(),
            asker,
        }));
        self.hear_at_once(around);
    }

    fn begin(&mut self, starting: PendingStart<V>, loaded: Loaded, around: &Env<'_>) {
        if opt_out::is_opted_out(&loaded) {
            return starting.decline();
        }
        let (progress, replaces, is_known) = match loaded {
            Ok(Some((progress, revision))) => (Some(progress), Some(revision), true),
            Ok(None) => (None, None, true),
            Err(error) => {
                progress_writer::report(&starting.key, &error, "load");
                (None, None, false)
            }
        };
        let mark = progress_writer::mark(progress.as_ref().map(Progress::run));
        let Some(opening) = starting.opening(progress.as_ref(), is_known) else {
            return;
        };
        let (step, resumed) = (opening.step, opening.resumed);
        let PendingStart {
            tour, key, asker, ..
        } = starting;
        let saves = if tour.is_durable() {
            // Within this process the newest run wins at once.
            around.docent.registry().claim(&key, &around.handle);
            ProgressWriter::new(Arc::clone(around.docent.store()), key, replaces)
        } else {
            ProgressWriter::nowhere(key)
        };
        self.newest += 1;
        let mut out = Vec::new();
        let is_durable = tour.is_durable();
        let page = self.at.clone().filter(|at| at.is_known());
        let mut run = Run::start(tour, self.newest, step, opening.history, page, &mut out);
        let last = self.last.take().map(|last| *last);
        if let Some(LastRun::Completed(completed)) = last
            && !is_durable
        {
            run.follow_on(Some(completed));
        }
        tracing::debug!(target: "docent::tour", tour = run.tour().id(), run = self.newest, step, resumed, "a run begins");
        metrics::tour_started(run.tour().label());
        let started = TourEvent::Started {
            tour: run.tour().tour_id(),
            step,
            name: run.tour().step_name(step),
            resumed,
            user: around.user(),
        };
        self.run = Some(Box::new(ActiveRun {
            run,
            mark,
            saves,
            history: HistoryRoom::default(),
            at: step,
            held: false,
            show_by: None,
            clock: StepTimer::Off,
            has_timers: around.docent.has_timers(),
            entered: Instant::now(),
            unwritten: false,
            is_reported: false,
            unlinked: Vec::new(),
            out: Vec::new(),
            cause: None,
            asker,
        }));
        self.news.move_on();
        let owned = self
            .run
            .as_ref()
            .and_then(|leading| leading.run.tour().owned());
        self.note(started, owned, around);
        self.follow(out, around);
    }

    /// Whether there are events that the app has not been given.
    pub(crate) fn has_events(&self) -> bool {
        !self.events.is_empty()
    }

    /// Takes the oldest event that the app has not been given.
    pub(crate) fn next_event(&mut self) -> Option<TourEvent> {
        self.events.pop()
    }

    fn note(&mut self, event: TourEvent, owned: Option<Arc<OwnedRun>>, around: &Env<'_>) {
        around.report_event(&event);
        let steps = self.run.as_ref().map_or(0, |leading| leading.run.total());
        self.events.push(event, owned, steps);
    }

    /// Gives the machine an input, and does all that follows.
    fn feed(&mut self, input: Input, around: &Env<'_>) {
        self.apply(input, around);
        self.hear_at_once(around);
    }

    fn apply(&mut self, input: Input, around: &Env<'_>) {
        if let Some(leading) = &mut self.run {
            let mut out = std::mem::take(&mut leading.out);
            leading.run.apply(input, &mut out);
            self.follow(out, around);
        }
    }

    /// Carries out the machine's outputs.
    fn follow(&mut self, mut out: Vec<Output>, around: &Env<'_>) {
        let mut outputs = out.drain(..).peekable();
        while let Some(output) = outputs.next() {
            let Some(leading) = &mut self.run else { return };
            let tour = leading.run.tour().clone();
            match output {
                // The view is asked when it is free: see `consult`.
                Output::Ask(_) => self.news.move_on(),
                Output::Arm { .. } => {
                    leading.entered = Instant::now();
                    leading.is_reported = false;
                    self.news.move_on();
                }
                Output::Save { step } => {
                    leading.held = true;
                    leading.show_by.get_or_insert_with(|| {
                        Instant::now() + around.docent.limits_ref().store_timeout
                    });
                    leading.at = step;
                    let history = leading.history.fill(leading.run.history());
                    let progress = tour.progress(step, ProgressStatus::Running, leading.mark);
                    leading.saves.save(progress.with_history(history));
                }
                Output::Show { step } => {
                    if !std::mem::replace(&mut leading.is_reported, true) {
                        around.report(tour.tour_id(), TourStage::shown(step, tour.step_name(step)));
                    }
                    // Also in place of a link that was not made before the page came back.
                    leading.unwritten = !tour.is_static(step);
                    if !leading.unwritten {
                        leading.start_time();
                        let has_back = leading.run.has_back();
                        let setup = tour.setup(step, None, has_back);
                        self.news.set_up(leading.at_path(setup));
                    }
                }
                Output::Elsewhere { step } => {
                    leading.clock.hold();
                    leading.unwritten = !tour.is_static_elsewhere(step);
                    if !leading.unwritten
                        && let Some(setup) = leading.set_up_elsewhere(step, None)
                    {
                        self.news.set_up(leading.at_path(setup.into()));
                    }
                    self.news.move_on();
                }
                Output::Ended { step, cause } => {
                    leading.clock.stop();
                    leading.show_by = None;
                    leading.held = false;
                    leading.cause = Some(cause);
                    let is_unwritten = std::mem::take(&mut leading.unwritten);
                    tracing::debug!(target: "docent::tour", tour = tour.id(), run = leading.run.place().run, step, ?cause, "a step ended");
                    let after = leading.entered.elapsed();
                    metrics::step_ended(tour.label(), cause, after);
                    let ended = TourEvent::StepEnded {
                        tour: tour.tour_id(),
                        step,
                        name: tour.step_name(step),
                        cause,
                        after,
                        user: around.user(),
                    };
                    self.note(ended, tour.owned(), around);
                    // A step that was never put on the page has nothing to take off it.
                    let on_exit = match outputs.next_if(|next| matches!(next, Output::Clear { .. }))
                    {
                        Some(_) if !is_unwritten => tour.on_exit(step),
                        _ => Cow::Borrowed(""),
                    };
                    self.news.end_step(on_exit, cause);
                }
                // After an end it is taken with it: here the step goes on at another page.
                Output::Clear { step } => {
                    if !std::mem::take(&mut leading.unwritten) {
                        self.news.leave_step(tour.on_exit(step));
                    }
                }
                Output::Over(outcome) => self.over(outcome, around),
            }
        }
        drop(outputs);
        if let Some(leading) = &mut self.run {
            leading.out = out;
        }
    }

    /// The current step need not wait for the store any longer.
    fn saved(&mut self, around: &Env<'_>) {
        let Some(leading) = &mut self.run else { return };
        leading.show_by = None;
        if std::mem::take(&mut leading.held) {
            self.apply(Input::Saved, around);
        }
    }

    fn over(&mut self, outcome: TourOutcome, around: &Env<'_>) {
        let Some(mut leading) = self.run.take() else {
            return;
        };
        let tour = leading.run.tour().clone();
        self.last = match (&tour, outcome) {
            (TourRef::Static(tour), TourOutcome::Superseded) => {
                Some(LastRun::Taken(tour, leading.run.place().run))
            }
            (TourRef::Static(_), _) => None,
            _ => leading.run.take_completed().map(LastRun::Completed),
        }
        .map(Box::new);
        tracing::debug!(target: "docent::tour", tour = tour.id(), run = leading.run.place().run, ?outcome, "a run is over");
        metrics::tour_ended(tour.label(), outcome);
        let ended = TourEvent::Ended {
            tour: tour.tour_id(),
            outcome,
            user: around.user(),
        };
        self.note(ended, tour.owned(), around);
        self.news.end(leading.run.place(), outcome);
        let status = match outcome {
            TourOutcome::Finished => Some(ProgressStatus::Finished),
            TourOutcome::Cancelled => Some(ProgressStatus::Cancelled),
            TourOutcome::Failed => Some(ProgressStatus::Failed),
            // The newer run's progress counts.
            TourOutcome::Superseded => None,
        };
        if let Some(status) = status.filter(|_| leading.is_durable()) {
            let registry = around.docent.registry();
            registry.release(leading.saves.key(), &around.handle);
            let step = match status {
                ProgressStatus::Finished => leading.run.total().saturating_sub(1),
                _ => leading.at,
            };
            let mut saves = leading.saves;
            saves.save(tour.progress(step, status, leading.mark));
            self.finishing = Some(Box::new(saves));
        }
        if let Some(asker) = leading.asker {
            asker.resolve(outcome, leading.cause);
        }
    }
}
