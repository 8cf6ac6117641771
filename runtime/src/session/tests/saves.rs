//! Stores that are slow, fail, or lose their answers: no tour stops or goes on twice.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::{advance, sleep};

use super::*;
use crate::store::{MemoryStore, ProgressKey, ProgressStore, Revision, StoreError, StoreFuture};
use crate::tour::{Progress, ProgressStatus};

/// What a store does instead of answering a save.
#[derive(Debug, Clone, Copy)]
enum Fault {
    /// It hangs, and nothing is saved.
    Hang,
    /// It fails, and nothing is saved.
    Fail,
    /// It saves, and reports failure.
    SaveAndFail,
    /// It saves, and hangs.
    SaveAndHang,
    /// It saves, and reports it after this time.
    SaveLate(Duration),
    Panic,
}

/// A store in memory that has these faults, one for each save, and then none.
#[derive(Clone, Default)]
struct Faulty {
    memory: Arc<MemoryStore>,
    saves: Arc<Mutex<VecDeque<Fault>>>,
    /// The last fault, again and again.
    always: Option<Fault>,
    /// How many loads from now on take longer than any timeout.
    hangs: Arc<AtomicU32>,
    /// How long each load takes.
    load_time: Duration,
}

impl Faulty {
    fn at(faults: &[Fault]) -> Self {
        Self {
            saves: Arc::new(Mutex::new(faults.iter().copied().collect())),
            ..Self::default()
        }
    }

    fn always(fault: Fault) -> Self {
        Self {
            always: Some(fault),
            ..Self::default()
        }
    }

    fn server(&self) -> Docent {
        Docent::builder().progress(self.clone()).build()
    }

    async fn stored(&self, visitor: &Visitor) -> Option<(usize, ProgressStatus)> {
        let key = ProgressKey::new(visitor, "shop");
        let stored = self.memory.load(key).await.expect("memory");
        stored.map(|(progress, _)| (progress.step(), progress.status()))
    }
}

impl ProgressStore for Faulty {
    fn load(&self, key: ProgressKey) -> StoreFuture<Option<(Progress, Revision)>> {
        let one_less = |hangs: u32| hangs.checked_sub(1);
        let hangs = &self.hangs;
        if hangs
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, one_less)
            .is_ok()
        {
            return StoreFuture::new(std::future::pending());
        }
        let (memory, time) = (Arc::clone(&self.memory), self.load_time);
        StoreFuture::new(async move {
            sleep(time).await;
            memory.load(key).await
        })
    }

    fn save(
        &self,
        key: ProgressKey,
        replaces: Option<Revision>,
        progress: Progress,
    ) -> StoreFuture<Revision> {
        let fault = self.saves.lock().expect("no panic").pop_front();
        let memory = Arc::clone(&self.memory);
        let save = async move { memory.save(key, replaces, progress).await };
        let failure = || StoreError::Unavailable("the disk is full".into());
        match fault.or(self.always) {
            None => StoreFuture::new(save),
            Some(Fault::Hang) => StoreFuture::new(std::future::pending()),
            Some(Fault::Fail) => StoreFuture::new(async move { Err(failure()) }),
            Some(Fault::SaveAndFail) => {
                StoreFuture::new(async move { save.await.and(Err(failure())) })
            }
            Some(Fault::SaveAndHang) => StoreFuture::new(async move {
                save.await?;
                std::future::pending().await
            }),
            Some(Fault::SaveLate(after)) => StoreFuture::new(async move {
                sleep(after).await;
                save.await
            }),
            Some(Fault::Panic) => panic!("the store is broken"),
        }
    }
}

/// Starts the tour and skips its first step.
async fn at_second_step(docent: &Docent, visitor: &Visitor) -> Page {
    let mut page = Page::open(docent, visitor, Shop::default()).await;
    assert_shows(&page.fire("start_tutorial").await, "#look");
    page.control(1, 1, "skip");
    assert_shows(&page.next().await, "#click");
    page
}

#[tokio::test(start_paused = true)]
async fn a_store_that_hangs_delays_a_step_by_100_ms_and_no_more() {
    let docent = Faulty::always(Fault::Hang).server();
    let mut page = Page::open(&docent, &Visitor::new(), Shop::default()).await;
    assert!(page.fire("start_tutorial").await.ends_with(",[1,1,[]]]"));
    advance(Duration::from_millis(90)).await;
    page.silent().await;
    advance(Duration::from_millis(10)).await;
    assert_shows(&page.next().await, "#look");
}

#[tokio::test(start_paused = true)]
async fn a_store_that_fails_or_panics_stops_no_tour() {
    for fault in [Fault::Fail, Fault::Panic] {
        at_second_step(&Faulty::always(fault).server(), &Visitor::new()).await;
    }
}

#[tokio::test(start_paused = true)]
async fn an_event_that_comes_before_the_step_is_shown_is_not_lost() {
    let docent = Faulty::always(Fault::Hang).server();
    let mut page = Page::open(&docent, &Visitor::new(), Shop::default()).await;
    page.fire("start_tutorial").await;
    advance(Duration::from_millis(100)).await;
    page.next().await;
    page.control(1, 1, "skip");
    page.next().await;
    // "#click" is armed and not shown yet: its save hangs.
    page.event("click", "{}");
    page.next().await;
    advance(Duration::from_millis(100)).await;
    assert_shows(&page.next().await, "#again");
}

#[tokio::test(start_paused = true)]
async fn an_event_before_the_stored_run_is_loaded_counts_for_it() {
    let mut store = Faulty::default();
    let visitor = Visitor::new();
    drop(at_second_step(&store.server(), &visitor).await);
    store.load_time = Duration::from_millis(50);
    // Another process, to which the page comes back with what was pressed meanwhile.
    let mut page = Page::open(&store.server(), &visitor, Shop::default()).await;
    page.event("click", "{}");
    page.silent().await;
    advance(store.load_time).await;
    assert_shows(&page.next().await, "#click");
    assert_shows(&page.next().await, "#again");
}

#[tokio::test(start_paused = true)]
async fn a_drain_answers_the_events_that_wait_for_a_stored_run() {
    let store = Faulty {
        load_time: Duration::from_millis(50),
        ..Faulty::default()
    };
    let docent = store.server();
    let mut page = Page::open(&docent, &Visitor::new(), Shop::default()).await;
    page.event("click", "{}");
    page.silent().await;
    let drained = tokio::spawn(async move { docent.drain(Duration::from_secs(5)).await });
    assert!(page.next().await.starts_with("[\"d\","));
    advance(store.load_time).await;
    assert_eq!(page.next().await.updates().count(), 1);
    drained.await.expect("no panic");
}

#[tokio::test(start_paused = true)]
async fn a_store_that_hangs_delays_the_first_event_by_100_ms() {
    let store = Faulty::default();
    store.hangs.store(1, Ordering::Relaxed);
    let mut page = Page::open(&store.server(), &Visitor::new(), Shop::default()).await;
    page.event("click", "{}");
    advance(Duration::from_millis(90)).await;
    page.silent().await;
    advance(Duration::from_millis(10)).await;
    assert_eq!(page.next().await.updates().count(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_save_whose_answer_was_lost_is_not_taken_for_a_newer_run() {
    let store = Faulty::at(&[Fault::SaveAndFail]);
    let visitor = Visitor::new();
    let mut page = at_second_step(&store.server(), &visitor).await;
    assert_shows(&page.fire("click").await, "#again");
    assert_eq!(
        store.stored(&visitor).await,
        Some((2, ProgressStatus::Running))
    );
}

#[tokio::test(start_paused = true)]
async fn a_save_that_hangs_is_given_up_and_the_next_one_is_saved() {
    let store = Faulty::at(&[Fault::SaveAndHang]);
    let visitor = Visitor::new();
    let mut page = Page::open(&store.server(), &visitor, Shop::default()).await;
    page.fire("start_tutorial").await;
    advance(Duration::from_millis(100)).await;
    assert_shows(&page.next().await, "#look");
    page.control(1, 1, "skip");
    page.next().await;
    advance(Duration::from_millis(100)).await;
    assert_shows(&page.next().await, "#click");
    assert_eq!(
        store.stored(&visitor).await,
        Some((0, ProgressStatus::Running))
    );
    advance(Duration::from_secs(5)).await;
    page.silent().await;
    assert_eq!(
        store.stored(&visitor).await,
        Some((1, ProgressStatus::Running))
    );
    // And the tour is still this page's.
    assert_shows(&page.fire("click").await, "#again");
}

#[tokio::test(start_paused = true)]
async fn a_run_that_could_not_learn_what_is_stored_is_newer_than_it() {
    let store = Faulty::default();
    let visitor = Visitor::new();
    let mut older = at_second_step(&store.server(), &visitor).await;
    // Another process, which asks for what is stored in vain, twice, for two records each.
    store.hangs.store(4, Ordering::Relaxed);
    let mut newer = Page::open(&store.server(), &visitor, Shop::default()).await;
    newer.silent().await;
    advance(Duration::from_millis(100)).await;
    newer.fire("start_tutorial").await;
    advance(Duration::from_millis(100)).await;
    assert_shows(&newer.next().await, "#look");
    assert_eq!(
        store.stored(&visitor).await,
        Some((0, ProgressStatus::Running))
    );
    older.event("click", "{}");
    assert!(older.next().await.ends_with(",0]"));
    newer.control(1, 1, "skip");
    assert_shows(&newer.next().await, "#click");
}

#[tokio::test(start_paused = true)]
async fn the_older_of_two_servers_runs_stops_at_its_next_step() {
    let store = Faulty::default();
    let visitor = Visitor::new();
    let mut older = at_second_step(&store.server(), &visitor).await;
    let mut newer = Page::open(&store.server(), &visitor, Shop::default()).await;
    assert_shows(&newer.next().await, "#click");
    older.event("click", "{}");
    let frame = older.next().await;
    assert_clears(&frame, "#click");
    assert!(frame.ends_with(",0]"), "{frame}");
    assert_shows(&newer.fire("click").await, "#again");
    assert_eq!(
        store.stored(&visitor).await,
        Some((2, ProgressStatus::Running))
    );
}

#[tokio::test(start_paused = true)]
async fn a_late_last_save_does_not_stop_a_newer_run() {
    let late = Fault::SaveLate(Duration::from_secs(2));
    let store = Faulty::default();
    let visitor = Visitor::new();
    let mut page = at_second_step(&store.server(), &visitor).await;
    store.saves.lock().expect("no panic").push_back(late);
    page.control(1, 2, "cancel");
    assert_clears(&page.next().await, "#click");
    assert_shows(&page.fire("start_tutorial").await, "#look");
    advance(Duration::from_secs(3)).await;
    page.silent().await;
    page.control(2, 1, "skip");
    assert_shows(&page.next().await, "#click");
    assert_eq!(
        store.stored(&visitor).await,
        Some((1, ProgressStatus::Running))
    );
}

#[tokio::test(start_paused = true)]
async fn a_drained_session_first_saves_its_progress() {
    let store = Faulty::default();
    let visitor = Visitor::new();
    let docent = store.server();
    let mut page = at_second_step(&docent, &visitor).await;
    store
        .saves
        .lock()
        .expect("no panic")
        .push_back(Fault::SaveLate(Duration::from_secs(1)));
    page.event("click", "{}");
    page.next().await;
    docent.drain(Duration::from_secs(10)).await;
    assert_eq!(
        store.stored(&visitor).await,
        Some((2, ProgressStatus::Running))
    );
}

/// A store whose loads are answered when they are polled again.
#[derive(Default)]
struct Slow {
    memory: MemoryStore,
}

impl ProgressStore for Slow {
    fn load(&self, key: ProgressKey) -> StoreFuture<Option<(Progress, Revision)>> {
        let mut answer = self.memory.load(key);
        let mut was_asked = false;
        StoreFuture::new(std::future::poll_fn(move |cx| {
            if std::mem::replace(&mut was_asked, true) {
                return Pin::new(&mut answer).poll(cx);
            }
            Poll::Pending
        }))
    }

    fn save(
        &self,
        key: ProgressKey,
        replaces: Option<Revision>,
        progress: Progress,
    ) -> StoreFuture<Revision> {
        self.memory.save(key, replaces, progress)
    }
}

#[tokio::test(start_paused = true)]
async fn a_start_that_replaces_a_loading_one_leaves_no_run_open() {
    let (diary, mut lines) = mpsc::unbounded_channel();
    let (open, gate) = oneshot::channel();
    let shop = Shop {
        diary: Some(diary),
        gate: Some(gate),
        ..Shop::default()
    };
    let docent = Docent::builder().progress(Slow::default()).build();
    let mut page = Page::open(&docent, &Visitor::new(), shop).await;
    // The answer to the first load is there when the second begins, and nobody
    // has it: the one event follows the other without a pause.
    for event in ["hang", "start_tutorial", "restart_tutorial"] {
        page.event(event, "{}");
    }
    page.silent().await;
    open.send(()).expect("the handler waits");
    for _ in 0..4 {
        page.next().await;
    }
    page.silent().await;
    let mut runs = Vec::new();
    while let Ok(line) = lines.try_recv() {
        if line.starts_with("started") || line.starts_with("tour") {
            runs.push(line);
        }
    }
    assert_eq!(runs, ["started at 0"]);
}
