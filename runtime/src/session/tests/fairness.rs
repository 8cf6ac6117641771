//! Applications that keep their session busy in an infinite loop: the page is served all the same.

use std::pin::Pin;

use super::*;
use crate::app::guide::SessionClosed;
use crate::delivery::SendError;
use crate::tour::TourOutcome;

type Run = Pin<Box<dyn Future<Output = Result<TourOutcome, SessionClosed>> + Send + Sync>>;

/// A view that runs tours by a guide that it keeps.
struct Wheel {
    clicks: u32,
    guide: Option<Guide<Self>>,
    /// The run that goes on. Nothing waits for it.
    run: Option<Run>,
    tour_events: Arc<AtomicU32>,
    home: (Docent, Visitor),
}

/// Runs the tour again whenever it is over.
#[derive(Default)]
struct Hamster;

impl Mixin<Wheel> for Hamster {
    const NAME: &'static str = "Hamster";

    fn tour_event(&mut self, wheel: &mut Wheel, _: &mut Context<'_, Wheel>, event: &TourEvent) {
        wheel.tour_events.fetch_add(1, Ordering::Relaxed);
        if matches!(event, TourEvent::Ended { .. })
            && let Some(guide) = wheel.guide.clone()
        {
            let mut run: Run = Box::pin(async move { guide.run(&TURN).await });
            let mut cx = TaskContext::from_waker(std::task::Waker::noop());
            assert!(run.as_mut().poll(&mut cx).is_pending());
            wheel.run = Some(run);
        }
    }
}

#[live_view(Hamster, TutorialMixin, LiveView)]
impl Wheel {
    #[event_handler]
    fn click(&mut self) {
        self.clicks += 1;
    }

    #[event_handler]
    async fn keep(guide: Guide<Self>) -> Result<(), SessionClosed> {
        let kept = guide.clone();
        guide.with(|wheel| wheel.guide = Some(kept)).await
    }

    #[event_handler]
    async fn turn(guide: Guide<Self>) -> Result<(), SessionClosed> {
        loop {
            guide.run(&TURN).await?;
        }
    }

    /// Starts the tour so often that its events take more than one turn.
    #[event_handler]
    fn stumble(&mut self, cx: &mut Context<'_, Self>) {
        for _ in 0..20 {
            cx.restart_tutorial();
        }
    }

    #[event_handler]
    fn tick(&mut self) {
        self.tour_events.fetch_add(1, Ordering::Relaxed);
    }

    /// Sends its own session an event whenever it is polled, and never waits.
    #[event_handler]
    async fn nag(guide: Guide<Self>) -> Result<(), SessionClosed> {
        let (docent, visitor) = guide.with(|wheel| wheel.home.clone()).await?;
        std::future::poll_fn(|cx| {
            let sent = docent.visitor(&visitor).send(Wheel::EVENTS.tick, ());
            assert!(matches!(sent, Ok(()) | Err(SendError::Busy)), "{sent:?}");
            cx.waker().wake_by_ref();
            Poll::Pending
        })
        .await
    }

    /// Runs more tours than any bound of the session.
    #[event_handler]
    async fn rush(guide: Guide<Self>) -> Result<(), SessionClosed> {
        for _ in 0..500 {
            assert_eq!(guide.run(&TURN).await?, TourOutcome::Finished);
        }
        Ok(())
    }
}

impl View for Wheel {
    fn render(&self) -> Html {
        Html::from(format!("{} clicks", self.clicks))
    }
}

tutorial! {
    <Wheel>
    step { target: "#here", message: "Here.", wait_for: click }
}

tutorial! {
    static TURN: <Wheel>
    step { target: "#turn", message: "Round.", wait_for: nothing, skip_if: |_| true }
}

impl Page {
    /// The frames up to the one that contains this, each of them confirmed.
    async fn until(&mut self, what: &str) -> String {
        loop {
            // No timeout: a session in a loop lets no paused time pass.
            match self.socket.next().await {
                Some(Sent::Text(text)) => {
                    if text.starts_with("[\"f\",") || text.starts_with("[\"s\",") {
                        self.applied += 1;
                        self.send(format!("[\"k\",{}]", self.applied));
                    }
                    if text.contains(what) {
                        return text;
                    }
                }
                _ => panic!("the session dropped the connection"),
            }
        }
    }
}

async fn wheel() -> (Page, Arc<AtomicU32>) {
    let tour_events = Arc::default();
    let (docent, visitor) = (Docent::new(), Visitor::new());
    let wheel = Wheel {
        clicks: 0,
        guide: None,
        run: None,
        tour_events: Arc::clone(&tour_events),
        home: (docent.clone(), visitor.clone()),
    };
    let page = Page::open(&docent, &visitor, wheel).await;
    (page, tour_events)
}

/// The page is served while the session's loop goes on.
async fn assert_is_served(mut page: Page, tour_events: Arc<AtomicU32>) {
    let mut before = tour_events.load(Ordering::Relaxed);
    for clicks in 1..=3 {
        page.event("click", "{}");
        page.until(&format!("\"{clicks} clicks\"")).await;
        let now = tour_events.load(Ordering::Relaxed);
        assert!(now > before, "the loop has stopped");
        before = now;
    }
}

#[tokio::test(start_paused = true)]
async fn a_hook_that_runs_tours_in_a_loop_does_not_starve_the_page() {
    let (mut page, tour_events) = wheel().await;
    page.fire("keep").await;
    page.fire("start_tutorial").await;
    page.control(1, 1, "skip");
    assert_is_served(page, tour_events).await;
}

#[tokio::test(start_paused = true)]
async fn a_flow_that_runs_tours_in_a_loop_does_not_starve_the_page() {
    let (mut page, tour_events) = wheel().await;
    page.event("turn", "{}");
    page.until("[").await;
    assert_is_served(page, tour_events).await;
}

#[tokio::test(start_paused = true)]
async fn a_flow_that_sends_events_in_a_loop_does_not_starve_the_page() {
    let (mut page, ticks) = wheel().await;
    page.event("nag", "{}");
    page.until("[").await;
    assert_is_served(page, ticks).await;
}

#[tokio::test(start_paused = true)]
async fn other_tasks_have_a_turn_between_the_tour_events_of_one_event() {
    let (mut page, tour_events) = wheel().await;
    page.event("stumble", "{}");
    let all = 19 * 3 + 1;
    let mut seen = Vec::new();
    let other = tokio::spawn(std::future::poll_fn(move |cx| {
        seen.push(tour_events.load(Ordering::Relaxed));
        if seen.last() == Some(&all) || seen.len() == 1_000 {
            return Poll::Ready(std::mem::take(&mut seen));
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }));
    let seen = other.await.expect("no panic");
    assert_eq!(seen.last(), Some(&all), "{seen:?}");
    assert!(
        seen.iter().any(|count| (1..all).contains(count)),
        "{seen:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_flow_that_runs_hundreds_of_tours_at_once_finishes() {
    let (mut page, tour_events) = wheel().await;
    page.event("rush", "{}");
    while timeout(Duration::from_millis(1), page.until("no frame has this"))
        .await
        .is_ok()
    {}
    assert_eq!(tour_events.load(Ordering::Relaxed), 500 * 3);
    page.event("click", "{}");
    page.until("1 clicks").await;
}
