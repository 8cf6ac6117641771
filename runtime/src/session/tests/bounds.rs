//! What happens at the bounds that are no settings. Those that are settings are tested with
//! what they bound: `events`, `rate_limits`, `waits`, `connections`, `unseen_runs`.

use std::sync::Mutex;

use futures_util::future::join_all;
use tokio::sync::Notify;

use super::*;

/// A view whose flow asks for it more often than it may.
#[derive(Default)]
struct Crowd {
    gate: Arc<Notify>,
    /// How many of so many accesses got the view.
    seen: Arc<Mutex<Option<(usize, usize)>>>,
}

#[live_view(TutorialMixin, LiveView)]
impl Crowd {
    #[event_handler]
    fn gather(&mut self, cx: &mut Context<'_, Self>) {
        let (gate, seen) = (Arc::clone(&self.gate), Arc::clone(&self.seen));
        cx.spawn(async move |guide: Guide<Self>| {
            gate.notified().await;
            let early = async { join_all((0..200).map(|_| guide.with(|_| ()))).await };
            let late = async {
                // The session has taken the others out of its mailbox by then.
                gate.notified().await;
                join_all((0..200).map(|_| guide.with(|_| ()))).await
            };
            let (early, late) = tokio::join!(early, late);
            let saw = |looks: &[Result<(), _>]| looks.iter().filter(|look| look.is_ok()).count();
            let both = (saw(&early), saw(&late));
            *seen.lock().expect("no test panics here") = Some(both);
        });
    }

    #[event_handler]
    async fn hang(&mut self, ms: u64) {
        tokio::time::sleep(Duration::from_millis(ms)).await;
    }
}

impl View for Crowd {
    fn render(&self) -> Html {
        Html::from("a crowd")
    }
}

tutorial! {
    <Crowd>
    step { target: "#crowd", message: "Look.", wait_for: gather }
}

#[tokio::test(start_paused = true)]
async fn more_than_256_waiting_view_accesses_are_refused() {
    let crowd = Crowd::default();
    let (gate, seen) = (Arc::clone(&crowd.gate), Arc::clone(&crowd.seen));
    let mut page = Page::open(&Docent::new(), &Visitor::new(), crowd).await;
    page.fire("gather").await;
    page.event("hang", "{\"ms\":1000}");
    page.silent().await;
    gate.notify_one();
    page.silent().await;
    gate.notify_one();
    tokio::time::sleep(Duration::from_secs(2)).await;
    let seen = *seen.lock().expect("no test panics here");
    assert_eq!(seen, Some((200, 56)));
}

#[tokio::test(start_paused = true)]
async fn the_oldest_tour_events_beyond_the_bound_are_dropped() {
    let (diary, mut read) = mpsc::unbounded_channel();
    let (open, gate) = oneshot::channel();
    let shop = Shop {
        gate: Some(gate),
        diary: Some(diary),
        ..Shop::default()
    };
    let mut page = Page::open(&Docent::new(), &Visitor::new(), shop).await;
    page.fire("start_tutorial").await;
    page.event("hang", "{}");
    page.silent().await;
    while read.try_recv().is_ok() {}
    // Each of them ends a step: there, back, and there again.
    for visit in 1..=80 {
        page.control(1, visit, ["back", "skip"][usize::from(visit % 2 == 1)]);
    }
    while page.received().await.is_some() {}
    open.send(()).expect("the handler waits");
    while page.received().await.is_some() {}
    let lines = std::iter::from_fn(|| read.try_recv().ok());
    let ends: Vec<_> = lines.filter(|line| line.starts_with("step")).collect();
    assert_eq!(ends.len(), 64 + 4);
    assert!(ends[67].starts_with("step 1 Back"), "{ends:?}");
}
