//! A visitor's tabs with their sessions, and what the model expects of them.

use std::time::Duration;

use super::input::{Call, Input};
use super::side::{Sent, Side, What};
use super::tab::Came;
use super::walk::{
    Answer, EVENTS, Emission, How, OWN_BACK, QUESTIONS_PANIC, Stubborn, TARGETS, Walk, set_tour,
};
use crate::config::Limits;
use crate::panics::lock;
use crate::prelude::*;
use crate::render::digest;
use crate::session::tests::spawn;
use crate::store::ProgressKey;
use crate::tour::Tour;
use crate::tour::tests::oracle::{Asked, Place, Plan, Promise, Received, Shown, StepIndex, holds};
use crate::{Docent, Visitor};

/// One visitor's tabs.
pub(super) const TABS: usize = 2;
/// How long a step waits for the store.
pub(super) const STORE_TIME: u64 = 100;
/// How long a save may take before it is given up.
pub(super) const PATIENCE: u64 = 5_000;
/// How long a session waits for its page. Longer than a case without [`Input::Leave`] takes.
const GRACE: u64 = 600_020;

/// What had happened to a page before the next event was sent.
pub(super) struct Idle {
    came: Came,
    /// How many tour events the app had.
    received: usize,
}

/// A step, and those that Back leads to from it.
pub(super) type Left = (StepIndex, Vec<StepIndex>);

/// A visitor's tabs, the server's store, and the time.
pub(super) struct World {
    docent: Docent,
    visitor: Visitor,
    pub(super) store: Stubborn,
    pub(super) answer: Answer,
    /// Whether the store has ever been anything but prompt.
    was_prompt: bool,
    pub(super) tour: &'static Tour<Walk>,
    pub(super) sides: Vec<Side>,
    pub(super) now: u64,
    ids: u64,
    /// The step that the newest run saved last, while it goes on.
    pub(super) stored: Option<Left>,
    /// Whose run is the newest; nobody's if that is on another server.
    pub(super) newest: Option<usize>,
    /// How many runs of other servers have been newer.
    pub(super) elsewhere: u64,
}

impl World {
    pub(super) fn new(plan: &Plan) -> Self {
        let store = Stubborn::default();
        let never = Duration::from_secs(1 << 30);
        let limits = Limits {
            events_per_second: 1_000_000,
            reports_per_second: 1_000_000,
            event_burst: 1_000_000,
            grace_period: Duration::from_millis(GRACE),
            handler_timeout: never,
            heartbeat_interval: never,
            silence_timeout: never,
            store_timeout: Duration::from_millis(STORE_TIME),
            ..Limits::default()
        };
        Self {
            docent: Docent::builder()
                .limits(limits)
                .progress(store.clone())
                .build(),
            visitor: Visitor::new(),
            store,
            answer: Answer::AtOnce,
            was_prompt: true,
            tour: set_tour(plan),
            sides: (0..TABS).map(|_| Side::new(plan)).collect(),
            now: 0,
            ids: 0,
            stored: None,
            newest: None,
            elsewhere: 0,
        }
    }

    /// Lets something happen; `false` if it cannot happen now.
    pub(super) async fn happen(&mut self, input: Input) -> bool {
        match input {
            Input::Event {
                tab,
                event,
                how,
                facts,
            } => self.send(tab, What::Event { event, how, facts }),
            Input::Emit { how } => self.emit(how),
            Input::Call { tab, what } => self.send(tab, What::Call(what)),
            Input::Control { tab, what, late } => self.control(tab, what, late),
            Input::Time { tab, runs, late } => self.time(tab, runs, late),
            Input::Release { tab } => self.release(tab),
            Input::Elapse { ms } => self.elapse(ms).await,
            Input::Store(answer) => {
                self.answer = answer;
                self.was_prompt &= matches!(answer, Answer::AtOnce | Answer::Lost);
                self.store.answer(answer);
                true
            }
            Input::StoreCatchesUp => {
                self.catch_up().await;
                true
            }
            Input::Elsewhere { step, is_newer } => self.elsewhere(step, is_newer).await,
            Input::Lag { tab, lags } => {
                let side = &mut self.sides[tab];
                side.tab.lags = lags;
                side.miss();
                true
            }
            Input::Cut { tab } => {
                self.sides[tab].tab.cut();
                true
            }
            Input::Lose { tab } => self.lose(tab),
            Input::Reconnect { tab } => self.reconnect(tab).await,
            Input::Load { tab } => self.load(tab).await,
            Input::Leave { tab } => self.leave(tab).await,
        }
    }

    /// Under what the visitor's progress is stored.
    pub(super) fn key(&self) -> ProgressKey {
        ProgressKey::new(&self.visitor, self.tour.id)
    }

    // What the page does.

    fn send(&mut self, tab: usize, what: What) -> bool {
        self.ids += 1;
        let id = self.ids;
        let side = &mut self.sides[tab];
        if !side.is_mounted {
            return false;
        }
        let sent = Sent {
            id,
            what,
            seen: side.tab.shows(),
        };
        match what {
            What::Event { event, how, facts } => {
                let params = match how {
                    How::Malformed => format!("{{\"id\":{id}}}"),
                    _ => format!("{{\"id\":{id},\"how\":{},\"facts\":{facts}}}", how as u8),
                };
                side.tab.event(EVENTS[usize::from(event)], &params);
            }
            What::Call(call) => side.tab.event(
                match call {
                    Call::Start => "start_tutorial",
                    Call::Restart => "restart_tutorial",
                    Call::Skip => "skip_tutorial",
                    Call::Back => "back_tutorial",
                    Call::Cancel => "cancel_tutorial",
                },
                "{}",
            ),
            What::OwnBack(_) | What::Emitted(_) => unreachable!("no event of the page"),
        }
        if side.tab.is_connected() {
            side.queue.push_back(sent);
            self.go_on(tab);
        } else {
            side.unsent.push_back(sent);
        }
        true
    }

    fn emit(&mut self, how: How) -> bool {
        let reached = self.docent.visitor(&self.visitor).emit(Emission(how as u8));
        let mounted = (0..TABS).filter(|tab| self.sides[*tab].is_mounted);
        let mounted: Vec<_> = mounted.collect();
        Promise::AnEventIsProcessedAtMostOnceInOrder.agree(
            reached,
            mounted.len(),
            "the sessions that an event of the app reaches",
        );
        for tab in mounted {
            let what = What::Emitted(how.is_right());
            let (id, seen) = (OWN_BACK, None);
            self.sides[tab].queue.push_back(Sent { id, what, seen });
            self.go_on(tab);
        }
        true
    }

    fn control(&mut self, tab: usize, what: Asked, late: usize) -> bool {
        let side = &mut self.sides[tab];
        let Some(named) = side.tab.known(late) else {
            return false;
        };
        if !side.is_mounted || !side.tab.is_connected() {
            return false;
        }
        side.tab.control(
            named,
            match what {
                Asked::Skip => "skip",
                Asked::Back => "back",
                Asked::Cancel => "cancel",
                Asked::Missing => "missing",
                Asked::Done => "done",
            },
        );
        if what == Asked::Back {
            let waits = |sent: &Sent| matches!(sent.what, What::OwnBack(other) if other == named);
            if side.model.named() == Some(named) && !side.queue.iter().any(waits) {
                let what = What::OwnBack(named);
                let (id, seen) = (OWN_BACK, None);
                side.queue.push_back(Sent { id, what, seen });
            }
        } else {
            // At once, even while something waits or hangs.
            side.model.asked(what, named);
        }
        self.go_on(tab);
        true
    }

    fn time(&mut self, tab: usize, runs: bool, late: usize) -> bool {
        let now = self.now;
        let side = &mut self.sides[tab];
        let Some(named) = side.tab.known(late) else {
            return false;
        };
        if !side.is_mounted || !side.tab.is_connected() {
            return false;
        }
        let name = if runs { "resume" } else { "hold" };
        side.tab.control(named, name);
        if side.model.named() == Some(named) {
            match runs {
                true => side.let_time_run(now),
                false => side.hold_time(now),
            }
        }
        true
    }

    fn release(&mut self, tab: usize) -> bool {
        let side = &mut self.sides[tab];
        let Some(sent) = side.hangs.take() else {
            return false;
        };
        let gate = lock(&side.notes).gate.take();
        gate.expect("a handler hangs").send(()).expect("it waits");
        self.end(tab, sent);
        self.view_is_free(tab);
        self.go_on(tab);
        true
    }

    fn lose(&mut self, tab: usize) -> bool {
        let side = &mut self.sides[tab];
        if !side.tab.has_line() {
            return false;
        }
        side.tab.lose();
        if side.is_mounted {
            side.gone_at = Some(self.now + GRACE);
        }
        true
    }

    async fn reconnect(&mut self, tab: usize) -> bool {
        let side = &mut self.sides[tab];
        let session = side.tab.session();
        let session = session.and_then(|id| {
            self.docent
                .registry()
                .find(id, &self.visitor.clone().into())
        });
        let Some(session) = session.filter(|_| side.is_mounted) else {
            return false;
        };
        side.tab.lags = false;
        side.tab.receive();
        let attachment = side.tab.reconnect();
        assert!(session.attach(Box::new(attachment)).is_ok());
        side.gone_at = None;
        side.let_time_run(self.now);
        side.miss();
        let before = side.tab.came;
        self.settle().await;

        let side = &mut self.sides[tab];
        let came = side.tab.came;
        Promise::NothingOrASnapshotAfterAReconnect.hold(
            came.frames == before.frames && came.snapshots <= before.snapshots + 1,
            "a frame was sent to a page that is back",
        );
        side.tab.resend();
        let received = std::mem::take(&mut side.unsent);
        side.queue.extend(received);
        self.go_on(tab);
        true
    }

    async fn load(&mut self, tab: usize) -> bool {
        if self.sides[tab].is_mounted {
            return false;
        }
        // What the server remembers is where the tour goes on.
        let stored = self.docent.store().load(self.key()).await;
        let stored = stored
            .expect("it is in memory")
            .and_then(|(progress, _)| progress.resume(self.tour))
            .map(|resumed| {
                let left = resumed.history.into_iter().map(usize::from);
                (resumed.step, left.collect())
            });
        if self.was_prompt {
            Promise::TheTourIsAtTheStepItWasAt.agree(
                &stored,
                &self.stored,
                "the step at which a reload goes on",
            );
        }
        let side = &mut self.sides[tab];
        *side = Side::new(&side.model.plan);
        side.is_mounted = true;
        let view = Walk::noting(&side.notes);
        let html = view.render();
        let attachment = side.tab.load(html.as_str(), digest(&html));
        spawn(view, self.docent.clone(), self.visitor.clone(), attachment);
        if let Some((step, left)) = stored {
            self.start(tab, step, &left);
        }
        self.view_is_free(tab);
        true
    }

    async fn leave(&mut self, tab: usize) -> bool {
        if !self.lose(tab) {
            return false;
        }
        self.settle().await;
        for tab in 0..TABS {
            // What waited behind it may hang too.
            while self.release(tab) {
                self.settle().await;
            }
        }
        self.elapse(GRACE + 10).await
    }

    // What the server does.

    fn start(&mut self, tab: usize, at: StepIndex, left: &[StepIndex]) {
        self.newest = Some(tab);
        self.sides[tab].model.start(at, left);
        for other in (0..TABS).filter(|other| *other != tab) {
            self.sides[other].model.superseded();
            self.go_on(other);
        }
        self.keep_up(tab);
    }

    /// Handlers run, one after the other, until one hangs.
    pub(super) fn go_on(&mut self, tab: usize) {
        self.keep_up(tab);
        while self.sides[tab].hangs.is_none() {
            self.view_is_free(tab);
            let Some(sent) = self.sides[tab].queue.pop_front() else {
                return;
            };
            self.begin(tab, sent);
        }
    }

    fn begin(&mut self, tab: usize, sent: Sent) {
        let side = &mut self.sides[tab];
        match sent.what {
            // Too late.
            What::OwnBack(named) if side.model.named() != Some(named) => return,
            What::Event {
                how: How::Malformed | How::Barred,
                ..
            } => {}
            What::Event { .. } => side.handled.push(sent.id),
            What::OwnBack(_) | What::Call(Call::Back) => side.handled.push(OWN_BACK),
            What::Call(_) | What::Emitted(_) => {}
        }
        if let What::Event { how, facts, .. } = sent.what
            && (how.succeeds() || how == How::HangsAndFails)
        {
            side.facts = facts;
        }
        match sent.what {
            What::Event {
                how: How::Hangs | How::HangsAndFails,
                ..
            } => side.hangs = Some(sent),
            _ => self.end(tab, sent),
        }
    }

    fn end(&mut self, tab: usize, sent: Sent) {
        let side = &mut self.sides[tab];
        side.render();
        match sent.what {
            What::Event { event, how, .. } if how.succeeds() => {
                side.model.happened(event, how.is_right(), sent.seen);
            }
            What::Event { .. } => {}
            What::Emitted(is_right) => side.model.emitted(is_right),
            What::OwnBack(_) => side.model.ask(Asked::Back),
            What::Call(call) => {
                let model = &mut side.model;
                match call {
                    Call::Start if model.place != Place::NotRunning => {}
                    Call::Start | Call::Restart => self.start(tab, 0, &[]),
                    Call::Skip => model.ask(Asked::Skip),
                    Call::Back => model.ask(Asked::Back),
                    Call::Cancel => model.ask(Asked::Cancel),
                }
            }
        }
        self.keep_up(tab);
    }

    fn view_is_free(&mut self, tab: usize) {
        loop {
            self.keep_up(tab);
            let side = &mut self.sides[tab];
            match side.model.place {
                Place::Asking(_) if holds(QUESTIONS_PANIC, side.facts) => side.model.failed(),
                Place::Asking(_) | Place::At(_, Shown::NotWritten) => {
                    side.model.view_says(side.facts);
                }
                Place::At(..) | Place::NotRunning => return,
            }
        }
    }

    /// Lets the sessions do all that they can do now.
    pub(super) async fn settle(&mut self) {
        let mut quiet = 0;
        while quiet < 3 {
            quiet += 1;
            for _ in 0..2 {
                tokio::task::yield_now().await;
            }
            for side in &mut self.sides {
                if side.tab.receive() {
                    quiet = 0;
                }
            }
        }
    }

    // What must be.

    pub(super) fn check_all(&mut self, input: Input, before: Option<Idle>) {
        if let Some(Idle {
            came: before,
            received,
        }) = before
            && let Input::Event { tab, .. } | Input::Call { tab, .. } = input
            && self.sides[tab].hangs.is_none()
        {
            let came = self.sides[tab].tab.came;
            let refused = came.refusals - before.refusals;
            let frames = came.frames + came.snapshots - before.frames - before.snapshots;
            let is_answer = matches!(input, Input::Event { how, .. } if !how.succeeds());
            // A run whose step begins and ends with the event has a frame of its own.
            let is_end = |received: &&Received| matches!(received, Received::Ended(_));
            let ended = self.sides[tab].model.received[received..]
                .iter()
                .filter(is_end);
            let most = 1 + ended.count() as u64;
            Promise::OneFrameOrOneRefusalForAnEvent.hold(
                refused == u64::from(is_answer)
                    && ((1..=most).contains(&frames) || is_answer && frames == 0),
                format_args!("{frames} frames and {refused} refusals for {input:?}"),
            );
        }
        for tab in 0..TABS {
            self.check(tab);
        }
    }

    /// What has come to a page that will get the next event's answer and nothing else.
    pub(super) fn is_idle(&self, input: Input) -> Option<Idle> {
        let (Input::Event { tab, .. } | Input::Call { tab, .. }) = input else {
            return None;
        };
        let side = &self.sides[tab];
        let is_idle = side.is_mounted
            && side.tab.is_connected()
            && side.hangs.is_none()
            && !side.tab.lags
            && !side.is_behind;
        is_idle.then_some(Idle {
            came: side.tab.came,
            received: side.model.received.len(),
        })
    }

    fn check(&mut self, tab: usize) {
        let side = &mut self.sides[tab];
        if !side.is_mounted {
            return;
        }
        let notes = lock(&side.notes);
        Promise::AnEventIsProcessedAtMostOnceInOrder.agree(
            &notes.handled,
            &side.handled,
            "the events that were handled",
        );
        if side.hangs.is_none() {
            Promise::TheAppHearsOfAllExactlyOnce.agree(
                &notes.received,
                &side.model.received,
                "the tour events of the app",
            );
            side.is_behind &= !side.can_be_rendered();
        }
        drop(notes);
        let tab = &mut side.tab;
        if !tab.is_connected() || tab.lags || side.is_behind {
            return;
        }
        let shows = side.model.on_page().map(|step| TARGETS[step].to_owned());
        Promise::NothingOutlivesItsStep.agree(
            tab.highlighted().iter().cloned().collect::<Vec<_>>(),
            shows.clone().into_iter().collect(),
            "what is highlighted on the page",
        );
        Promise::OneActiveStepAndTheNewestRunWins.agree(
            tab.place(),
            side.model.named(),
            "where the page knows the tour to be",
        );
        Promise::TheTourIsAtTheStepItWasAt.agree(
            tab.shows(),
            side.model.on_page().and(side.model.named()),
            "the step whose setup is applied",
        );
        Promise::OneFrameOrOneRefusalForAnEvent.hold(tab.has_applied_all(), "a frame is missing");
        if side.hangs.is_none() {
            Promise::OneFrameOrOneRefusalForAnEvent.agree(tab.html(), &*side.html, "the live part");
        }
    }
}
