//! Waits for events: which events count, and what is left of a wait that is dropped.

use std::future::Future;
use std::pin::Pin;
use std::sync::Mutex;

use futures_util::FutureExt;
use tokio::sync::Notify;

use super::*;
use crate::config::Limits;

/// A view that keeps a guide, and waits for its own events.
#[derive(Default)]
struct Nest {
    guide: Option<Guide<Nest>>,
    wait: Option<Pin<Box<dyn Future<Output = String> + Send>>>,
    collected: String,
    gate: Arc<Notify>,
    eggs: Arc<Mutex<Vec<String>>>,
}

#[live_view(LiveView)]
impl Nest {
    #[event_handler]
    async fn settle(guide: Guide<Self>) {
        let kept = guide.clone();
        let kept = guide.with(move |nest| nest.guide = Some(kept)).await;
        kept.expect("the session goes on");
    }

    /// Waits for an egg from now on.
    #[event_handler]
    fn lay(&mut self, egg: String) {
        if let (Some(guide), None) = (&self.guide, &self.wait) {
            let next = guide.wait_for(Nest::EVENTS.lay);
            self.wait = Some(Box::pin(async move {
                next.await
                    .map_or_else(|error| error.to_string(), |event| event.egg)
            }));
        }
        self.collected = egg;
    }

    #[event_handler]
    fn look(&mut self) {
        let wait = self.wait.as_mut().and_then(FutureExt::now_or_never);
        self.collected = format!("waited for {}", wait.as_deref().unwrap_or("nothing"));
    }

    /// Sets its predicate late.
    #[event_handler]
    async fn hatch(guide: Guide<Self>) {
        let laid = guide.wait_for(Nest::EVENTS.lay);
        let parts = guide.with(|nest| (Arc::clone(&nest.gate), Arc::clone(&nest.eggs)));
        let (gate, eggs) = parts.await.expect("the session goes on");
        gate.notified().await;
        let laid = laid.when(|event| event.egg.starts_with("blue"));
        let egg = laid.await.expect("the session goes on").egg;
        eggs.lock().expect("no test panics here").push(egg);
    }

    /// Two waits, one of which drops the other while both are offered an event.
    #[event_handler]
    async fn quarrel(guide: Guide<Self>) {
        let slot = Arc::new(Mutex::new(None));
        let weak = guide.wait_for(Nest::EVENTS.lay).when(|_| false);
        let taken = Arc::clone(&slot);
        let strong = guide.wait_for(Nest::EVENTS.lay).when(move |_| {
            drop(taken.lock().expect("no test panics here").take());
            true
        });
        *slot.lock().expect("no test panics here") = Some(weak);
        strong.await.expect("the session goes on");
        // Both places are free again.
        let armed = [0, 1].map(|_| guide.wait_for(Nest::EVENTS.lay));
        for wait in armed {
            let collected = wait
                .await
                .map_or_else(|error| error.to_string(), |event| event.egg);
            guide.exec(Js::set_attr("title", collected).to("#nest"));
        }
    }
}

impl View for Nest {
    fn render(&self) -> Html {
        Html::from(self.collected.clone())
    }
}

impl Page {
    async fn lay(&mut self, egg: &str) -> Frame {
        self.event("lay", &format!("{{\"egg\":\"{egg}\"}}"));
        self.next().await
    }
}

async fn nest() -> (Page, Arc<Notify>, Arc<Mutex<Vec<String>>>) {
    let limits = Limits {
        max_waiters: 2,
        ..Limits::default()
    };
    let nest = Nest::default();
    let (gate, eggs) = (Arc::clone(&nest.gate), Arc::clone(&nest.eggs));
    let page = Page::open(
        &Docent::builder().limits(limits).build(),
        &Visitor::new(),
        nest,
    )
    .await;
    (page, gate, eggs)
}

#[tokio::test(start_paused = true)]
async fn a_wait_armed_by_a_handler_does_not_see_its_own_event() {
    let (mut page, ..) = nest().await;
    page.fire("settle").await;
    page.lay("first").await;
    let frame = page.fire("look").await;
    assert!(frame.contains("waited for nothing"), "{frame}");
    page.lay("second").await;
    let frame = page.fire("look").await;
    assert!(frame.contains("waited for second"), "{frame}");
}

#[tokio::test(start_paused = true)]
async fn an_event_before_the_condition_is_known_is_not_lost() {
    let (mut page, gate, eggs) = nest().await;
    page.fire("hatch").await;
    page.lay("white").await;
    page.lay("blue one").await;
    page.lay("blue two").await;
    gate.notify_one();
    page.silent().await;
    assert_eq!(*eggs.lock().expect("no test panics here"), ["blue one"]);
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_is_not_awaited_keeps_sixteen_events() {
    for (before, is_seen) in [(15, true), (16, false)] {
        let (mut page, gate, eggs) = nest().await;
        page.fire("hatch").await;
        for _ in 0..before {
            page.lay("white").await;
        }
        page.lay("blue").await;
        gate.notify_one();
        page.silent().await;
        assert_eq!(
            !eggs.lock().expect("no test panics here").is_empty(),
            is_seen
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_wait_dropped_while_it_is_offered_an_event_is_withdrawn() {
    let (mut page, ..) = nest().await;
    page.fire("quarrel").await;
    page.lay("first").await;
    page.lay("second").await;
    let frame = page.next().await;
    assert_eq!(frame.matches("second").count(), 2, "{frame}");
}
