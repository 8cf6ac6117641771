//! A view that does what a test asks for, a tour of any shape, a store that
//! answers when the test lets it.

use std::cell::Cell;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use tokio::sync::oneshot;

use crate::HandlerError;
use crate::mixin::Event;
use crate::panics::lock;
use crate::prelude::*;
use crate::store::{MemoryStore, ProgressKey, ProgressStore, Revision, StoreError, StoreFuture};
use crate::tour::Tutorial;
use crate::tour::tests::oracle::{Fact, Facts, Plan, Received, Way, holds};
use crate::tour::{AppEvent, Branch, Progress, Step, Tour, TourEvent, Wait};

/// How a step's time, where it has one, is set.
pub(super) const STEP_TIME: Duration = Duration::from_millis(1000);

/// A fact that makes every question of the tour's panic.
pub(super) const QUESTIONS_PANIC: Fact = 7;
/// A fact that makes every render panic.
pub(super) const RENDERS_PANIC: Fact = 5;
/// A fact that makes every hook panic that receives something.
pub(super) const HOOKS_PANIC: Fact = 6;

/// The text of every panic of this view, so that a log can leave it out.
pub(super) const PANIC: &str = "as the model test wants it";

/// What an event is to do, in its handler or in the step's predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum How {
    Right,
    /// The step's predicate returns `false`.
    Wrong,
    PredicatePanics,
    Refused,
    HandlerPanics,
    /// The handler hangs until it is let go, and then succeeds.
    Hangs,
    /// The same, and then fails.
    HangsAndFails,
    /// A mixin refuses it before its handler.
    Barred,
    /// A parameter is missing.
    Malformed,
}

impl How {
    pub(super) fn succeeds(self) -> bool {
        matches!(
            self,
            Self::Right | Self::Wrong | Self::PredicatePanics | Self::Hangs
        )
    }

    pub(super) fn is_right(self) -> bool {
        matches!(self, Self::Right | Self::Hangs)
    }

    fn is(self, number: u8) -> bool {
        self as u8 == number
    }
}

/// What a view leaves for the test.
#[derive(Default)]
pub(super) struct Notes {
    pub(super) received: Vec<Received>,
    /// The ids of the events whose handlers ran, in that order. See [`OWN_BACK`].
    pub(super) handled: Vec<u64>,
    /// Lets the handler go that hangs.
    pub(super) gate: Option<oneshot::Sender<()>>,
}

/// The view. Its tour is the one that the test has set last.
#[derive(Default)]
pub(super) struct Walk {
    facts: Facts,
    notes: Arc<Mutex<Notes>>,
}

impl Walk {
    pub(super) fn noting(notes: &Arc<Mutex<Notes>>) -> Self {
        Self {
            facts: 0,
            notes: Arc::clone(notes),
        }
    }

    fn notes(&self) -> MutexGuard<'_, Notes> {
        lock(&self.notes)
    }

    fn knows(&self, fact: Fact) -> bool {
        assert!(!holds(QUESTIONS_PANIC, self.facts), "{PANIC}");
        holds(fact, self.facts)
    }

    fn act(&mut self, id: u64, how: u8, facts: Facts) -> Result<(), HandlerError> {
        self.notes().handled.push(id);
        assert!(!How::HandlerPanics.is(how), "{PANIC}");
        if How::Refused.is(how) {
            return Err(HandlerError::message("no"));
        }
        self.facts = facts;
        Ok(())
    }
}

/// Records the app's tour events.
#[derive(Default)]
pub(super) struct Ear;

impl Mixin<Walk> for Ear {
    const NAME: &'static str = "Ear";

    fn before_event(
        &mut self,
        _: &mut Walk,
        _: &mut Context<'_, Walk>,
        event: &Event<'_>,
    ) -> Result<(), HandlerError> {
        // Those of a button have no parameters.
        let sent = Walk::EVENTS.quick.decode(event.params());
        match sent.is_ok_and(|sent| How::Barred.is(sent.how)) {
            true => Err(HandlerError::refused("no")),
            false => Ok(()),
        }
    }

    fn after_event(
        &mut self,
        walk: &mut Walk,
        _: &mut Context<'_, Walk>,
        _: &Event<'_>,
        _: &EventOutcome<'_>,
    ) {
        assert!(!holds(HOOKS_PANIC, walk.facts), "{PANIC}");
    }

    fn tour_event(&mut self, walk: &mut Walk, _: &mut Context<'_, Walk>, event: &TourEvent) {
        walk.notes().received.push(match *event {
            TourEvent::Started { step, .. } => Received::Started(step),
            TourEvent::StepEnded { step, cause, .. } => Received::StepEnded(step, cause),
            TourEvent::Ended { outcome, .. } => Received::Ended(outcome),
        });
        assert!(!holds(HOOKS_PANIC, walk.facts), "{PANIC}");
    }
}

#[live_view(Ear, TutorialMixin, LiveView)]
impl Walk {
    #[event_handler]
    fn quick(&mut self, id: u64, how: u8, facts: u8) -> Result<(), HandlerError> {
        self.act(id, how, facts)
    }

    #[event_handler]
    async fn slow(&mut self, id: u64, how: u8, facts: u8) -> Result<(), HandlerError> {
        self.act(id, how, facts)?;
        if How::Hangs.is(how) || How::HangsAndFails.is(how) {
            let (open, gate) = oneshot::channel();
            self.notes().gate = Some(open);
            if gate.await.is_err() || How::HangsAndFails.is(how) {
                return Err(HandlerError::message("no"));
            }
        }
        Ok(())
    }

    #[event_handler(overrides = TutorialMixin)]
    fn back_tutorial(&mut self, cx: &mut Context<'_, Self>) {
        self.notes().handled.push(OWN_BACK);
        cx.back_tutorial();
    }
}

/// The id that the view's own handler of the Back button writes down.
///
/// Back is overridden, and so is queued; Skip and Cancel are not.
pub(super) const OWN_BACK: u64 = 0;

/// The names of the events that a step may wait for.
pub(super) const EVENTS: [&str; 2] = ["quick", "slow"];

/// The event of the app that a step may wait for.
pub(super) struct Emission(pub(super) u8);

fn accepts(how: u8) -> bool {
    assert!(!How::PredicatePanics.is(how), "{PANIC}");
    !How::Wrong.is(how)
}

impl View for Walk {
    fn render(&self) -> Html {
        assert!(!holds(RENDERS_PANIC, self.facts), "{PANIC}");
        Html::from(rendered(self.notes().handled.len(), self.facts))
    }
}

/// The live part of a view that has handled so many events.
pub(super) fn rendered(handled: usize, facts: Facts) -> String {
    format!("<p>{handled} {facts}</p>")
}

thread_local! {
    static TOUR: Cell<Option<&'static Tour<Walk>>> = const { Cell::new(None) };
}

impl Tutorial for Walk {
    fn tour() -> &'static Tour<Self> {
        TOUR.get().expect("the test has set a tour")
    }
}

pub(super) const TARGETS: [&str; 6] = ["#s0", "#s1", "#s2", "#s3", "#s4", "#s5"];
const FACTS: [fn(&Walk) -> bool; 4] = [
    |walk| walk.knows(0),
    |walk| walk.knows(1),
    |walk| walk.knows(2),
    |walk| walk.knows(3),
];

/// Makes the plan the tour of every [`Walk`] on this thread. A static tour is
/// leaked: there are as many as a test has cases.
pub(super) fn set_tour(plan: &Plan) -> &'static Tour<Walk> {
    let steps: Vec<_> = plan
        .steps
        .iter()
        .enumerate()
        .map(|(at, step)| {
            let branches: Vec<_> = step.next.iter().map(|way| branch(plan, way)).collect();
            let mut made = Step::new(TARGETS[at], "fixed")
                .named(TARGETS[at])
                .on_enter(|| Js::set_attr("title", "entered").to("main"))
                .on_missing(step.on_missing)
                .next(branches.leak());
            if step.made {
                made = made.message_from(|walk| walk.facts.to_string().into());
            }
            let mut waits: Vec<Wait> = step.waits_for.iter().map(|event| wait_of(*event)).collect();
            waits.extend(step.of_app.then_some(Wait::app_when(
                const { &AppEvent::<Emission>::when(|emission| accepts(emission.0)) },
            )));
            waits.extend(step.next_button.then(Wait::next));
            waits.extend(step.on_page.then_some(Wait::present("#seen")));
            made = match waits.len() {
                0 => made,
                1 => made.wait_for(waits.remove(0)),
                _ => made.wait_for_any(waits.leak()),
            };
            if step.timed {
                made = made.timeout(STEP_TIME);
            }
            if let Some(fact) = step.skip_if {
                made = made.skip_if(FACTS[usize::from(fact)]);
            }
            made
        })
        .collect();
    let tour = Box::leak(Box::new(Tour::new("walk", steps.leak())));
    TOUR.set(Some(tour));
    tour
}

fn wait_of(event: u8) -> Wait {
    match event {
        0 => Wait::on(Walk::EVENTS.quick)
            .when(|params| Ok(accepts(Walk::EVENTS.quick.decode(params)?.how))),
        _ => Wait::on(Walk::EVENTS.slow)
            .when(|params| Ok(accepts(Walk::EVENTS.slow.decode(params)?.how))),
    }
}

fn branch(plan: &Plan, way: &Way) -> Branch<Walk> {
    let to = way.to.and_then(|to| TARGETS[..plan.steps.len()].get(to));
    let branch = to.map_or(Branch::end(), |to| Branch::to(to));
    match way.when {
        Some(fact) => branch.when(FACTS[usize::from(fact)]),
        None => branch,
    }
}

/// How the store answers a save.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Answer {
    #[default]
    AtOnce,
    /// At once, that it failed.
    Error,
    /// It saves, and reports failure at once.
    Lost,
    /// It saves, and reports it when the test lets it.
    Late,
    Never,
}

impl Answer {
    /// Whether it comes at once.
    pub(super) fn is_prompt(self) -> bool {
        matches!(self, Self::AtOnce | Self::Error | Self::Lost)
    }

    /// Whether it comes at once, and reports that other progress was saved in between.
    pub(super) fn tells_conflicts(self) -> bool {
        matches!(self, Self::AtOnce | Self::Lost)
    }
}

/// A store that answers as the test sets it. Loads are answered at once.
#[derive(Clone, Default)]
pub(super) struct Stubborn(Arc<Mutex<ProgressWriter>>);

#[derive(Default)]
struct ProgressWriter {
    memory: MemoryStore,
    answer: Answer,
    held: Vec<oneshot::Sender<()>>,
}

impl Stubborn {
    pub(super) fn answer(&self, answer: Answer) {
        lock(&self.0).answer = answer;
    }

    /// Saves the progress of a run on another server, regardless of how it answers
    /// the one here.
    pub(super) async fn save_elsewhere(&self, key: ProgressKey, progress: Progress) {
        let loading = lock(&self.0).memory.load(key.clone());
        let stored = loading.await.expect("it is in memory");
        let replaces = stored.map(|(_, revision)| revision);
        let saving = lock(&self.0).memory.save(key, replaces, progress);
        saving.await.expect("nobody came between");
    }

    /// From now on it answers at once, and so it does what it was late with.
    pub(super) fn catch_up(&self) {
        let held = {
            let mut saves = lock(&self.0);
            saves.answer = Answer::AtOnce;
            std::mem::take(&mut saves.held)
        };
        for late in held {
            // The receiver may have been dropped.
            late.send(()).unwrap_or(());
        }
    }
}

impl ProgressStore for Stubborn {
    fn load(&self, key: ProgressKey) -> StoreFuture<Option<(Progress, Revision)>> {
        lock(&self.0).memory.load(key)
    }

    fn save(
        &self,
        key: ProgressKey,
        replaces: Option<Revision>,
        progress: Progress,
    ) -> StoreFuture<Revision> {
        let mut saves = lock(&self.0);
        match saves.answer {
            Answer::AtOnce => saves.memory.save(key, replaces, progress),
            Answer::Error => {
                let error = StoreError::Unavailable("the disk is full".into());
                StoreFuture::ready(Err(error))
            }
            Answer::Lost => {
                let saving = saves.memory.save(key, replaces, progress);
                StoreFuture::new(async move {
                    saving.await?;
                    Err(StoreError::Unavailable("the answer is lost".into()))
                })
            }
            Answer::Never => StoreFuture::new(std::future::pending()),
            Answer::Late => {
                let (go, gate) = oneshot::channel();
                saves.held.push(go);
                let saving = saves.memory.save(key, replaces, progress);
                StoreFuture::new(async move {
                    if gate.await.is_err() {
                        std::future::pending::<()>().await;
                    }
                    saving.await
                })
            }
        }
    }
}
