//! Handlers, what a store answers, and whole sessions, dropped after every number of polls.
//!
//! Flows are dropped in `flows::cancellation`.

use std::pin::pin;
use std::task::Waker;

use tokio::time::advance;

use super::*;
use crate::config::Limits;
use crate::store::{MemoryStore, ProgressKey, ProgressStore, Revision, StoreFuture};
use crate::tour::{Progress, ProgressStatus};

/// Counts what is there, and so what is left behind.
#[derive(Debug, Clone, Default)]
struct Census(Arc<AtomicU32>);

impl Census {
    fn enter(&self) -> Present {
        self.0.fetch_add(1, Ordering::Relaxed);
        Present(self.clone())
    }

    fn present(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
    }
}

struct Present(Census);

impl Drop for Present {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Is ready at the poll after `polls`, or never.
async fn polled(polls: u32, then_ready: bool) {
    let mut left = polls;
    std::future::poll_fn(|cx| {
        if left > 0 {
            left -= 1;
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        match then_ready {
            true => Poll::Ready(()),
            false => Poll::Pending,
        }
    })
    .await;
}

/// A view whose handler takes several polls.
#[derive(Default)]
struct Desk {
    census: Census,
    /// How many letters are written, and how many are sealed.
    written: u32,
    sealed: u32,
    /// At which poll the handler hangs forever.
    hangs_at: Option<u32>,
}

#[live_view(TutorialMixin, LiveView)]
impl Desk {
    #[event_handler]
    async fn write(&mut self, cx: &mut Context<'_, Self>) {
        let _present = self.census.enter();
        for poll in 0..LONG {
            self.written += 1;
            cx.exec(Js::set_attr("title", poll.to_string()).to("#ink"));
            polled(1, self.hangs_at != Some(poll)).await;
            self.sealed += 1;
        }
    }

    #[event_handler]
    fn look(&mut self) {}
}

/// How many polls a handler, or an answer of the store, takes at most here.
const LONG: u32 = 4;

impl View for Desk {
    fn render(&self) -> Html {
        Html::from(format!("<p>{} of {}</p>", self.sealed, self.written))
    }
}

tutorial! {
    <Desk>
    step { target: "#one", message: "One.", timeout: 1h }
    step { target: "#two", message: "Two.", timeout: 1h }
    step { target: "#three", message: "Three.", timeout: 1h }
    step { target: "#four", message: "Four.", timeout: 1h }
}

/// A store in memory that takes some polls for each answer.
#[derive(Clone, Default)]
struct Slow {
    memory: Arc<MemoryStore>,
    census: Census,
    /// How many polls it takes before it does what it is asked, and after that.
    polls: (u32, u32),
    /// How many answers from now on never come.
    hangs: Arc<AtomicU32>,
}

impl Slow {
    fn answer<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&MemoryStore) -> StoreFuture<T> + Send + 'static,
    ) -> StoreFuture<T> {
        let one_less = |hangs: u32| hangs.checked_sub(1);
        let hangs = self
            .hangs
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, one_less)
            .is_ok();
        let (memory, present) = (Arc::clone(&self.memory), self.census.enter());
        let (before, after) = self.polls;
        StoreFuture::new(async move {
            let _present = present;
            polled(before, true).await;
            let answer = ask(&memory).await;
            polled(after, !hangs).await;
            answer
        })
    }

    async fn stored(&self, visitor: &Visitor) -> Option<(usize, ProgressStatus)> {
        let key = ProgressKey::new(visitor, "desk");
        let stored = self.memory.load(key).await.expect("memory");
        stored.map(|(progress, _)| (progress.step(), progress.status()))
    }
}

impl ProgressStore for Slow {
    fn load(&self, key: ProgressKey) -> StoreFuture<Option<(Progress, Revision)>> {
        self.answer(|memory| memory.load(key))
    }

    fn save(
        &self,
        key: ProgressKey,
        replaces: Option<Revision>,
        progress: Progress,
    ) -> StoreFuture<Revision> {
        self.answer(move |memory| memory.save(key, replaces, progress))
    }
}

#[tokio::test(start_paused = true)]
async fn a_handler_may_be_dropped_after_any_poll() {
    for poll in 0..LONG {
        let desk = Desk {
            hangs_at: Some(poll),
            ..Desk::default()
        };
        let census = desk.census.clone();
        let docent = Docent::builder()
            .limits(Limits {
                handler_timeout: Duration::from_secs(1),
                ..Limits::default()
            })
            .build();
        let mut page = Page::open(&docent, &Visitor::new(), desk).await;
        page.fire("start_tutorial").await;
        page.event("write", "{}");
        page.silent().await;
        assert_eq!(census.present(), 1);
        // It waits, and is answered after what hangs.
        page.event("look", "{}");
        advance(Duration::from_secs(1)).await;

        let refused = page.next().await;
        assert!(
            refused.starts_with(r#"["x",2,"handler_failed""#),
            "{refused}"
        );
        assert_eq!(census.present(), 0, "dropped where it waited");
        // What it did until then is done, once.
        let frame = page.next().await;
        let done = format!("<p>{poll} of {}</p>", poll + 1);
        assert!(frame.contains(&done), "{frame}");
        let pushed = format!(r#""value":"{poll}""#);
        assert_eq!(frame.matches(&pushed).count(), 1, "{frame}");
        assert_eq!(
            frame.matches("set_attr").count(),
            poll as usize + 1,
            "{frame}"
        );
        let looked = page.next().await;
        assert!(looked.ends_with(",3,[],[],[1,1,[]]]"), "{looked}");
        page.silent().await;
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_of_the_store_may_be_dropped_after_any_poll() {
    for before in 0..LONG {
        for after in 0..LONG {
            let store = Slow {
                polls: (before, after),
                ..Slow::default()
            };
            let visitor = Visitor::new();
            let docent = Docent::builder().progress(store.clone()).build();
            // The two loads as the view is mounted, those of the start, and the first save.
            store.hangs.store(5, Ordering::Relaxed);
            let mut page = Page::open(&docent, &visitor, Desk::default()).await;
            page.silent().await;
            assert_eq!(store.census.present(), 2, "the first loads hang");
            page.event("start_tutorial", "{}");
            page.silent().await;
            advance(Duration::from_millis(100)).await;
            page.next().await;
            assert_eq!(store.census.present(), 2, "and are dropped for the second");
            advance(Duration::from_millis(100)).await;
            page.next().await;
            assert_eq!(store.census.present(), 1, "the first save hangs");
            advance(Duration::from_millis(100)).await;
            assert_shows(&page.next().await, "#one");
            advance(Duration::from_secs(5)).await;
            page.silent().await;
            assert_eq!(store.census.present(), 0, "it is given up");

            page.control(1, 1, "skip");
            let mut frames = page.next().await;
            if !frames.contains("#two") {
                frames += page.next().await;
            }
            assert_shows(&frames, "#two");
            assert_eq!(
                store.stored(&visitor).await,
                Some((1, ProgressStatus::Running))
            );
            assert_eq!(store.census.present(), 0);
            page.silent().await;
        }
    }
}

/// Does what a page does before that poll of its session.
fn act(page: &mut Page, poll: usize) {
    match poll {
        0 => page.event("start_tutorial", "{}"),
        8 => page.control(1, 1, "skip"),
        16 => page.event("write", "{}"),
        // The handler has the view by then.
        18 => page.control(1, 2, "skip"),
        _ => {}
    }
}

/// The last step that the session has shown, counted from 1; 0 for none.
async fn last_shown(page: &mut Page) -> usize {
    let mut last = 0;
    while let Some(Sent::Text(text)) = page.received().await {
        page.read(text);
        let shows = |target: &&str| page.shown.as_deref() == Some(target);
        let targets = ["#one", "#two", "#three", "#four"];
        last = targets.iter().rposition(shows).map_or(last, |at| at + 1);
    }
    last
}

#[tokio::test(start_paused = true)]
async fn a_session_may_be_dropped_after_any_poll() {
    for polls in [(0, 0), (0, 3), (3, 0), (2, 2)] {
        let mut was_shown = 0;
        for dropped_at in 0..32 {
            let store = Slow {
                polls,
                ..Slow::default()
            };
            let docent = Docent::builder().progress(store.clone()).build();
            let visitor = Visitor::new();
            let desk = Desk::default();
            let census = desk.census.clone();
            let (mut page, attachment) = Page::connection(Hello::default());
            {
                let (_, task) = Session::task(desk, docent.clone(), visitor.clone(), attachment, 0);
                let mut task = pin!(task);
                for poll in 0..dropped_at {
                    act(&mut page, poll);
                    let polled = task
                        .as_mut()
                        .poll(&mut TaskContext::from_waker(Waker::noop()));
                    assert!(polled.is_pending());
                    // A future that is polled by hand must yield, to renew tokio's budget.
                    tokio::task::yield_now().await;
                }
            }
            let place = format!("{polls:?}, dropped after {dropped_at} polls");
            assert!(docent.registry().is_empty(), "{place}");
            assert_eq!(census.present(), 0, "{place}");
            assert_eq!(store.census.present(), 0, "{place}");
            let shown = last_shown(&mut page).await;
            assert!(shown >= was_shown, "{place}");
            was_shown = shown;

            // It goes on at the step that was shown, or at the one that was
            // saved and not shown any more.
            let mut page = Page::open(&docent, &visitor, Desk::default()).await;
            let resumed = last_shown(&mut page).await;
            assert!(
                (shown..=shown + 1).contains(&resumed),
                "{place}: {resumed} after {shown}"
            );
        }
        assert_eq!(was_shown, 3, "{polls:?}: the script went all the way");
    }
}
