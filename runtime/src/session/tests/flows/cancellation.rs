//! Flows dropped at every await point.

use super::*;

/// Notes that it was woken.
#[derive(Default)]
struct Woken;

impl Wake for Woken {
    fn wake(self: Arc<Self>) {}
}

/// Polls a future `most` times, once whenever its flow is polled, then drops it.
async fn polled_at_most<F: Future>(future: F, most: usize) -> Option<F::Output> {
    let mut future = pin!(future);
    for _ in 0..most {
        let mut turn = false;
        let polled = std::future::poll_fn(|cx: &mut TaskContext<'_>| {
            if !std::mem::replace(&mut turn, true) {
                // The first poll is this one's; it registers the flow's waker.
                return match future.as_mut().poll(cx) {
                    Poll::Ready(output) => Poll::Ready(Some(output)),
                    Poll::Pending => Poll::Pending,
                };
            }
            Poll::Ready(None)
        })
        .await;
        if polled.is_some() {
            return polled;
        }
    }
    None
}

/// What a flow awaits, and is dropped in the middle of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Awaits {
    With,
    Run,
    RunStep,
    Wait,
    WaitWithLimit,
}

const ALL: [Awaits; 5] = [
    Awaits::With,
    Awaits::Run,
    Awaits::RunStep,
    Awaits::Wait,
    Awaits::WaitWithLimit,
];

async fn awaits(guide: &Guide<Studio>, what: Awaits) {
    let made = || guide.wait_for(Studio::EVENTS.make);
    match what {
        Awaits::With => drop(guide.with(|studio| studio.made).await),
        Awaits::Run => drop(guide.run(&LONG).await),
        Awaits::RunStep => drop(guide.run_step(&FIRST).await),
        Awaits::Wait => drop(made().await),
        Awaits::WaitWithLimit => drop(made().timeout(Duration::from_secs(1)).await),
    }
}

/// After all that, the session is as before.
async fn assert_whole(page: &mut Page, docent: &Docent, what: Awaits) {
    page.all().await;
    assert_eq!(docent.registry().all().len(), 1, "{what:?}");
    // The next event is answered, by one frame that knows of no run.
    page.event("make", r#"{"title":"whole"}"#);
    let frame = page.all().await;
    assert!(frame.starts_with("[\"f\","), "{what:?}: {frame}");
    assert!(frame.ends_with(",[],0]"), "{what:?}: {frame}");
    assert_eq!(frame.matches("[\"f\",").count(), 1, "{what:?}: {frame}");
}

#[tokio::test(start_paused = true)]
async fn all_that_a_flow_awaits_may_be_dropped_after_any_poll() {
    for what in ALL {
        for polls in 0..6 {
            let docent = Docent::new();
            let (studio, _) = studio(job(async move |guide| {
                polled_at_most(awaits(&guide, what), polls).await;
            }));
            let mut page = Page::open(&docent, &Visitor::new(), studio).await;
            page.event("begin", "{}");
            page.all().await;
            // What only an event wakes is polled by these.
            for _ in 0..polls {
                page.event("make", r#"{"title":"more"}"#);
                page.all().await;
            }
            advance(Duration::from_secs(2)).await;
            assert_whole(&mut page, &docent, what).await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn all_that_a_flow_awaits_ends_with_its_session() {
    struct Ended(Arc<AtomicU32>);
    impl Drop for Ended {
        fn drop(&mut self) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
    for what in ALL {
        let docent = Docent::new();
        let ended = Arc::new(AtomicU32::new(0));
        let guard = Ended(Arc::clone(&ended));
        let (studio, _) = studio(job(async move |guide| {
            let _guard = guard;
            loop {
                awaits(&guide, what).await;
                tokio::task::yield_now().await;
                std::future::pending::<()>().await;
            }
        }));
        let mut page = Page::open(&docent, &Visitor::new(), studio).await;
        page.event("begin", "{}");
        page.event("hang", "{}");
        page.all().await;
        assert_eq!(ended.load(Ordering::Relaxed), 0, "{what:?}");
        drop(page);
        tokio::time::sleep(Duration::from_secs(62)).await;
        assert_eq!(ended.load(Ordering::Relaxed), 1, "{what:?}");
        assert!(docent.registry().is_empty(), "{what:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_guide_of_an_ended_session_fails_at_once() {
    let kept = Arc::new(Mutex::new(None));
    let keep = Arc::clone(&kept);
    let docent = Docent::new();
    let (studio, _) = studio(job(async move |guide| {
        *keep.lock().expect("no test panics") = Some(guide);
    }));
    let mut page = Page::open(&docent, &Visitor::new(), studio).await;
    page.event("begin", "{}");
    page.all().await;
    drop(page);
    tokio::time::sleep(Duration::from_secs(61)).await;
    let guide = kept.lock().expect("no test panics").take();
    let guide = guide.expect("the flow has left it");
    let waker = Waker::from(Arc::new(Woken));
    let mut cx = TaskContext::from_waker(&waker);
    let with = pin!(guide.with(|_| ())).poll(&mut cx);
    assert!(matches!(with, Poll::Ready(Err(_))));
    let run: Poll<Result<TourOutcome, _>> = pin!(guide.run(&LONG)).poll(&mut cx);
    assert!(matches!(run, Poll::Ready(Err(_))));
    let step = pin!(guide.run_step(&FIRST)).poll(&mut cx);
    assert!(matches!(step, Poll::Ready(Err(_))));
    let wait = pin!(guide.wait_for(Studio::EVENTS.make)).poll(&mut cx);
    assert!(matches!(wait, Poll::Ready(Err(WaitError::SessionClosed))));
}
