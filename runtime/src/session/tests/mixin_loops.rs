//! Mixins that act on the tour in answer to each of its events.

use std::pin::Pin;

use super::*;
use crate::store::{MemoryStore, ProgressKey, ProgressStore, Revision, StoreFuture};
use crate::tour::Progress;
use crate::tour::{StepEnd, TourOutcome};

/// What the mixin does, and when.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Habit {
    #[default]
    None,
    RestartWhatFailed,
    RestartWhatFinished,
    RestartWhatStarted,
    RestartWhatWasCancelled,
    SkipTheNextStep,
    GoBackAndForth,
    /// By a flow that ends at once.
    SkipTheNextStepByAFlow,
    /// By a flow that waits for its end.
    RunWhatFinishedByAFlow,
}

#[derive(Default)]
struct Restless;

impl Mixin<Room> for Restless {
    const NAME: &'static str = "Restless";

    fn tour_event(&mut self, room: &mut Room, cx: &mut Context<'_, Room>, event: &TourEvent) {
        // Without a bound in the session the tests fail here instead of hanging.
        if room.answers == GIVES_UP {
            return;
        }
        let outcome = match event {
            TourEvent::Ended { outcome, .. } => Some(*outcome),
            _ => None,
        };
        room.last = outcome.or(room.last);
        let before = room.answers;
        room.answers += 1;
        match (room.habit, event) {
            (Habit::RestartWhatFailed, _) if outcome == Some(TourOutcome::Failed) => {
                cx.restart_tutorial();
            }
            (Habit::RestartWhatFinished, _) if outcome == Some(TourOutcome::Finished) => {
                cx.restart_tutorial();
            }
            (Habit::RestartWhatWasCancelled, _) if outcome == Some(TourOutcome::Cancelled) => {
                cx.restart_tutorial();
            }
            (Habit::RestartWhatStarted, TourEvent::Started { .. }) => cx.restart_tutorial(),
            (Habit::SkipTheNextStep, TourEvent::StepEnded { .. }) => cx.skip_tutorial(),
            (Habit::GoBackAndForth, TourEvent::StepEnded { cause, .. }) => match cause {
                StepEnd::Skipped => cx.back_tutorial(),
                _ => cx.skip_tutorial(),
            },
            (Habit::SkipTheNextStepByAFlow, TourEvent::StepEnded { .. }) => {
                cx.spawn(async |guide| guide.skip_tutorial());
            }
            (Habit::RunWhatFinishedByAFlow, _) if outcome == Some(TourOutcome::Finished) => {
                cx.spawn(async |guide| guide.run(&DONE).await.map(drop));
            }
            _ => room.answers = before,
        }
    }
}

/// How many answers are too many for any bound.
const GIVES_UP: u32 = 5_000;

#[derive(Default)]
struct Room {
    habit: Habit,
    /// Whether a closure of the tour's panics.
    is_broken: bool,
    /// Whether every step is done already.
    is_done: bool,
    /// How often the mixin has done something.
    answers: u32,
    /// How the last run ended.
    last: Option<TourOutcome>,
}

#[live_view(Restless, TutorialMixin, LiveView)]
impl Room {
    /// Stops the mixin, and pushes how it went.
    #[event_handler]
    fn calm(&mut self, cx: &mut Context<'_, Self>) {
        let running = cx.tutorial_running();
        let last = self.last;
        cx.exec(Js::set_attr("title", format!("{running} {last:?} {}", self.answers)).to("p"));
        *self = Self::default();
    }
}

impl View for Room {
    fn render(&self) -> Html {
        Html::from("<p>a room</p>")
    }
}

tutorial! {
    <Room>

    step here {
        target: "#here",
        message: "Here.",
        timeout: 1h,
        skip_if: |room| {
            assert!(!room.is_broken, "boom");
            room.is_done
        },
        next: there,
    }
    step there {
        target: "#there",
        message: "There.",
        timeout: 1h,
        skip_if: |room| room.is_done,
        next: [here if |room| !room.is_done],
    }
}

tutorial! {
    static DONE: <Room>
    step { target: "#done", message: "Done.", wait_for: calm, skip_if: |_| true }
}

/// A store whose every answer is there at the second time of asking.
#[derive(Default)]
struct Later(MemoryStore);

fn later<T: Send + 'static>(mut answer: StoreFuture<T>) -> StoreFuture<T> {
    let mut was_asked = false;
    StoreFuture::new(std::future::poll_fn(move |cx| {
        if std::mem::replace(&mut was_asked, true) {
            return Pin::new(&mut answer).poll(cx);
        }
        Poll::Pending
    }))
}

impl ProgressStore for Later {
    fn load(&self, key: ProgressKey) -> StoreFuture<Option<(Progress, Revision)>> {
        later(self.0.load(key))
    }

    fn save(
        &self,
        key: ProgressKey,
        replaces: Option<Revision>,
        progress: Progress,
    ) -> StoreFuture<Revision> {
        later(self.0.save(key, replaces, progress))
    }
}

/// Opens the room, starts its tour and leaves the first step; returns how it went.
async fn settled(docent: &Docent, room: Room) -> (Page, Frame) {
    let mut page = Page::open(docent, &Visitor::new(), room).await;
    page.event("start_tutorial", "{}");
    page.drained().await;
    page.control(1, 1, "skip");
    page.drained().await;
    page.event("calm", "{}");
    let frame = page.drained().await;
    (page, frame)
}

impl Page {
    /// All that the session sends.
    async fn drained(&mut self) -> Frame {
        let mut frames = Frame::default();
        while let Some(Sent::Text(text)) = self.received().await {
            frames += self.read(text);
        }
        frames
    }
}

#[tokio::test(start_paused = true)]
async fn a_mixin_that_restarts_or_moves_its_tour_forever_ends_it() {
    use Habit::*;
    for habit in [
        RestartWhatFailed,
        RestartWhatFinished,
        RestartWhatStarted,
        SkipTheNextStep,
        SkipTheNextStepByAFlow,
        RunWhatFinishedByAFlow,
    ] {
        for docent in [
            Docent::new(),
            Docent::builder().progress(Later::default()).build(),
        ] {
            let room = Room {
                habit,
                is_broken: habit == RestartWhatFailed,
                is_done: matches!(habit, RestartWhatFinished | RunWhatFinishedByAFlow),
                ..Room::default()
            };
            let (mut page, frame) = settled(&docent, room).await;
            let outcome = match habit {
                RestartWhatFinished | RunWhatFinishedByAFlow => "Finished",
                _ => "Failed",
            };
            let (_, answers) = frame
                .split_once(&format!("false Some({outcome}) "))
                .expect(&frame);
            let (answers, _) = answers.split_once('"').expect(&frame);
            let answers: u32 = answers.parse().expect("a number");
            // Those to the start, to the Skip after it, and the two that were not done.
            assert!((60..=2 * 66).contains(&answers), "{habit:?}: {frame}");
            // And the session is whole.
            page.event("start_tutorial", "{}");
            assert_shows(&page.drained().await, "#here");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn input_of_the_page_resets_the_count_of_a_mixins_answers() {
    let room = Room {
        habit: Habit::RestartWhatWasCancelled,
        ..Room::default()
    };
    let mut page = Page::open(&Docent::new(), &Visitor::new(), room).await;
    page.event("start_tutorial", "{}");
    page.drained().await;
    for run in 1..200 {
        page.control(run, 1, "cancel");
        assert_shows(&page.drained().await, "#here");
        page.send(format!("[\"k\",{}]", page.applied));
        // As often as a page may.
        tokio::time::advance(Duration::from_millis(20)).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_mixin_that_alternates_back_and_skip_ends_the_tour() {
    let room = Room {
        habit: Habit::GoBackAndForth,
        ..Room::default()
    };
    let (_, frame) = settled(&Docent::new(), room).await;
    assert!(frame.contains("false Some(Failed)"), "{frame}");
}
