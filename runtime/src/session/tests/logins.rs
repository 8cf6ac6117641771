//! Sessions of users who sign in and out, and what they take along.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;

use axum::http::StatusCode;
use tokio::sync::Notify;

use super::away::Slow;
use crate::app::view::Live;
use crate::event::Value;
use crate::identity::Identity;
use crate::inbox::registry::SessionHandle;
use crate::panics::lock;
use crate::prelude::*;
use crate::session::tour::handover;
use crate::store::{MemoryStore, ProgressKey, ProgressOwner, ProgressStore, Revision, StoreFuture};
use crate::test::Page;
use crate::tour::{Progress, ProgressStatus};
use crate::{Docent, Visitor};

#[derive(Default)]
struct Account {
    acted: Arc<AtomicUsize>,
    leaves: Arc<Notify>,
    users: Vec<Option<String>>,
}

#[live_view(TutorialMixin, LiveView)]
impl Account {
    #[event_handler]
    fn act(&mut self, cx: &mut Context<'_, Self>) {
        self.acted.fetch_add(1, Ordering::Relaxed);
        self.users.push(cx.user().map(str::to_owned));
    }

    #[event_handler]
    async fn leave(&mut self) {
        self.leaves.notified().await;
    }

    #[event_handler]
    async fn hang(&mut self) {
        std::future::pending::<()>().await;
    }
}

impl View for Account {
    fn render(&self) -> Html {
        Html::default()
    }
}

tutorial! {
    <Account>
    autostart: once,

    step first { target: "#a", message: "One", wait_for: act }
    step second { target: "#b", message: "Two", wait_for: act }
    step third { target: "#c", message: "Three", wait_for: act }
}

async fn open(docent: &Docent, visitor: &Visitor, user: Option<&str>) -> Page<Account> {
    let mut builder = Page::<Account>::builder().docent(docent).visitor(visitor);
    if let Some(user) = user {
        builder = builder.user(user);
    }
    builder.mount(Account::default).await.expect("a view")
}

fn nothing() -> Value {
    Value::map::<&str>([])
}

fn step<V: Live>(page: &Page<V>) -> Option<String> {
    page.step()?.name
}

#[tokio::test(start_paused = true)]
async fn a_session_that_the_app_ends_takes_no_more_events() {
    let (docent, visitor) = (Docent::new(), Visitor::new());
    let mut page = open(&docent, &visitor, Some("42")).await;
    let acted = page.view(|account| Arc::clone(&account.acted)).await;
    page.send_without_waiting("act", nothing()).await;
    assert_eq!(acted.load(Ordering::Relaxed), 1);

    assert_eq!(docent.user("4").disconnect("another user"), 0);
    assert_eq!(docent.user("42").disconnect("signed out"), 1);
    page.send_without_waiting("act", nothing()).await;
    page.settle().await;
    assert_eq!(page.closed(), Some(4403));
    assert_eq!(acted.load(Ordering::Relaxed), 1);
    assert!(docent.registry().is_empty());
}

#[tokio::test(start_paused = true)]
async fn an_ended_session_drops_what_waits_behind_a_handler() {
    let (docent, visitor) = (Docent::new(), Visitor::new());
    let mut page = open(&docent, &visitor, None).await;
    let acted = page.view(|account| Arc::clone(&account.acted)).await;
    for name in ["hang", "act", "act"] {
        page.send_without_waiting(name, nothing()).await;
    }
    assert_eq!(docent.visitor(&visitor).disconnect("signed out"), 1);
    page.settle().await;
    assert_eq!(page.closed(), Some(4403), "while the handler hangs");
    page.advance(Duration::from_secs(31)).await;
    assert_eq!(acted.load(Ordering::Relaxed), 0);
    assert!(docent.registry().is_empty());
}

#[tokio::test(start_paused = true)]
async fn no_queued_event_is_handled_after_the_app_ends_the_session() {
    let (docent, visitor) = (Docent::new(), Visitor::new());
    let mut page = open(&docent, &visitor, None).await;
    let acted = page.view(|account| Arc::clone(&account.acted)).await;
    let leaves = page.view(|account| Arc::clone(&account.leaves)).await;
    page.send_without_waiting("leave", nothing()).await;
    for _ in 0..3 {
        page.send_without_waiting("act", nothing()).await;
    }
    // As soon as the handler has returned, the events behind it are next.
    docent.visitor(&visitor).disconnect("signed out");
    leaves.notify_one();
    page.settle().await;
    assert_eq!(acted.load(Ordering::Relaxed), 0);
    assert_eq!(page.closed(), Some(4403));
    assert!(docent.registry().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_session_that_the_app_ends_saves_its_progress_first() {
    let visitor = Visitor::new();
    let memory = Arc::new(MemoryStore::new());
    let docent = Docent::builder()
        .progress(Slow(Arc::clone(&memory)))
        .build();
    let mut page = open(&docent, &visitor, None).await;
    for _ in 0..3 {
        // The step is shown unsaved.
        page.advance(Duration::from_millis(200)).await;
        page.fire(Account::EVENTS.act, ()).await.expect("handled");
    }
    assert_eq!(page.outcome().as_deref(), Some("finished"));
    docent.visitor(&visitor).disconnect("signed out");
    page.settle().await;
    assert_eq!(page.closed(), Some(4403));
    assert!(docent.registry().is_empty(), "no page can come back to it");
    page.advance(Duration::from_secs(7)).await;
    let stored = memory.load(key((&visitor).into())).await;
    let (stored, _) = stored.expect("an answer").expect("progress");
    assert_eq!(stored.status(), ProgressStatus::Finished);
}

#[tokio::test(start_paused = true)]
async fn an_app_ends_the_sessions_that_it_chooses() {
    let docent = Docent::new();
    let mut pages = Vec::new();
    for user in ["a", "b", "c"] {
        pages.push(open(&docent, &Visitor::new(), Some(user)).await);
    }
    let ended = docent.disconnect_where(
        |session| session.shows::<Account>() && session.user() != Some("b"),
        "only b may stay",
    );
    assert_eq!(ended, 2);
    for page in &pages {
        page.settle().await;
    }
    let closed: Vec<_> = pages.iter().map(Page::closed).collect();
    assert_eq!(closed, [Some(4403), None, Some(4403)]);
}

#[tokio::test(start_paused = true)]
async fn a_page_attaches_again_only_for_its_own_user() {
    let (docent, visitor) = (Docent::new(), Visitor::new());
    let mut page = open(&docent, &visitor, Some("alice")).await;
    page.fire(Account::EVENTS.act, ()).await.expect("handled");
    page.disconnect().await;
    page.reconnect().await;
    let acted = |account: &mut Account| account.acted.load(Ordering::Relaxed);
    assert_eq!(page.view(acted).await, 1, "the same session");

    for user in [Some("bob"), None] {
        page.disconnect().await;
        page.set_user(user);
        page.reconnect().await;
        assert_eq!(
            page.view(acted).await,
            0,
            "{user:?} has a session of their own"
        );
        page.fire(Account::EVENTS.act, ()).await.expect("handled");
        let users = page.view(|account| account.users.clone()).await;
        assert_eq!(users, [user.map(str::to_owned)]);
        let guide = page.guide();
        assert_eq!((guide.user(), guide.visitor()), (user, &visitor));
    }
}

#[tokio::test(start_paused = true)]
async fn a_page_attaches_again_only_at_its_own_url() {
    let (docent, visitor) = (Docent::new(), Visitor::new());
    let page = open(&docent, &visitor, None).await;
    let own = page.identity().clone();
    let id = page.guide().session_id().to_string();
    let registry = docent.registry();
    assert!(registry.find(&id, &own).is_some());
    for place in [docent.place(0, "/?x=1"), docent.place(1, "/")] {
        let elsewhere = Identity {
            place,
            ..own.clone()
        };
        assert!(registry.find(&id, &elsewhere).is_none());
    }
}

#[tokio::test(start_paused = true)]
async fn a_mount_that_refuses_ends_the_session_of_its_page() {
    let docent = Docent::new();
    for (status, ends) in [
        (StatusCode::SEE_OTHER, true),
        (StatusCode::UNAUTHORIZED, true),
        (StatusCode::FORBIDDEN, true),
        (StatusCode::NOT_FOUND, true),
        (StatusCode::TOO_MANY_REQUESTS, false),
        (StatusCode::SERVICE_UNAVAILABLE, false),
    ] {
        let refuses = Arc::new(AtomicBool::new(false));
        let mount = {
            let refuses = Arc::clone(&refuses);
            move || match refuses.load(Ordering::Relaxed) {
                true => Err(status),
                false => Ok(Account::default()),
            }
        };
        let builder = Page::<Account>::builder().docent(&docent);
        let mut page = builder.mount(mount).await.expect("a view");
        page.disconnect().await;
        refuses.store(true, Ordering::Relaxed);
        let refused = page.try_reconnect().await.expect_err("a refusal");
        assert_eq!(refused.status(), status);
        let is_left = !docent.visitor(page.visitor()).is_empty();
        assert_eq!(is_left, !ends, "{status}");
    }
}

#[tokio::test(start_paused = true)]
async fn progress_is_the_users_on_each_of_their_devices() {
    let docent = Docent::new();
    let mut first = open(&docent, &Visitor::new(), Some("42")).await;
    assert_eq!(step(&first).as_deref(), Some("first"));
    first.fire(Account::EVENTS.act, ()).await.expect("handled");

    let mut second = open(&docent, &Visitor::new(), Some("42")).await;
    assert_eq!(step(&second).as_deref(), Some("second"));
    first.settle().await;
    assert_eq!(step(&first), None, "the newest run wins");
    for _ in 0..2 {
        second.fire(Account::EVENTS.act, ()).await.expect("handled");
    }
    let third = open(&docent, &Visitor::new(), Some("42")).await;
    assert_eq!(step(&third), None, "once for each user");
    let other = open(&docent, &Visitor::new(), Some("43")).await;
    assert_eq!(step(&other).as_deref(), Some("first"));
}

#[tokio::test(start_paused = true)]
async fn whoever_signs_in_takes_the_visitors_progress_along() {
    let (docent, visitor) = (Docent::new(), Visitor::new());
    let mut page = open(&docent, &visitor, None).await;
    page.fire(Account::EVENTS.act, ()).await.expect("handled");
    page.disconnect().await;

    let page = open(&docent, &visitor, Some("42")).await;
    assert_eq!(step(&page).as_deref(), Some("second"));
    drop(page);
    let next = open(&docent, &visitor, Some("43")).await;
    assert_eq!(step(&next).as_deref(), Some("first"), "it was 42's");
}

#[tokio::test(start_paused = true)]
async fn signing_in_never_takes_a_user_back() {
    let (docent, visitor) = (Docent::new(), Visitor::new());
    use ProgressStatus::{Cancelled, Finished, Moved, Running};
    let newer = Progress::new(2, 0, Running, 1).with_name("first");
    let store = Arc::clone(docent.store());
    // What the user has, what the visitor has, and what counts.
    for (user, visitors, kept) in [
        (at(2, Running, 1), at(1, Running, 1), (2, Running)),
        (at(1, Running, 1), at(2, Running, 1), (2, Running)),
        (at(2, Finished, 1), at(2, Running, 1), (2, Finished)),
        (at(1, Running, 1), at(2, Finished, 1), (2, Finished)),
        (at(1, Cancelled, 1), at(1, Running, 1), (1, Cancelled)),
        (newer.clone(), at(2, Running, 1), (0, Running)),
        (at(2, Running, 1), newer.clone(), (0, Running)),
        (at(2, Finished, 1), newer.clone(), (2, Finished)),
    ] {
        for (owner, progress) in [
            (ProgressOwner::user("42"), user),
            (ProgressOwner::from(&visitor), visitors),
        ] {
            let before = store.load(key(owner.clone())).await.expect("an answer");
            let replaces = before.map(|(_, revision)| revision);
            let saved = store.save(key(owner), replaces, progress).await;
            saved.expect("saved");
        }
        drop(open(&docent, &visitor, Some("42")).await);
        let stored = store.load(key(ProgressOwner::user("42"))).await;
        let (stored, _) = stored.expect("an answer").expect("progress");
        assert_eq!((stored.step(), stored.status()), kept);
        let left = store.load(key(ProgressOwner::from(&visitor))).await;
        let (left, _) = left.expect("an answer").expect("what is left");
        assert_eq!(left.status(), Moved, "it is the user's alone");
        assert!(left.run() > 1, "a run's number never falls");
        let deleted = store.delete(key(ProgressOwner::user("42"))).await;
        deleted.expect("deleted");
    }
}

#[tokio::test(start_paused = true)]
async fn the_visitors_run_ends_where_it_is_taken_along() {
    let (docent, visitor) = (Docent::new(), Visitor::new());
    let mut anonymous = open(&docent, &visitor, None).await;
    anonymous
        .fire(Account::EVENTS.act, ())
        .await
        .expect("handled");
    let signed_in = open(&docent, &visitor, Some("42")).await;
    assert_eq!(step(&signed_in).as_deref(), Some("second"));

    anonymous
        .fire(Account::EVENTS.act, ())
        .await
        .expect("handled");
    assert_eq!(step(&anonymous), None, "it saves nothing any more");
    drop((anonymous, signed_in));
    let next = open(&docent, &visitor, Some("43")).await;
    assert_eq!(step(&next).as_deref(), Some("first"), "it is 42's alone");
}

/// A store each of whose calls takes that long.
struct Distant {
    memory: Arc<MemoryStore>,
    takes: Duration,
}

impl Distant {
    fn answer<T: Send + 'static>(
        &self,
        work: impl FnOnce(&MemoryStore) -> StoreFuture<T> + Send + 'static,
    ) -> StoreFuture<T> {
        let (memory, takes) = (Arc::clone(&self.memory), self.takes);
        StoreFuture::new(async move {
            tokio::time::sleep(takes).await;
            work(&memory).await
        })
    }
}

impl ProgressStore for Distant {
    fn load(&self, key: ProgressKey) -> StoreFuture<Option<(Progress, Revision)>> {
        self.answer(move |memory| memory.load(key))
    }

    fn save(
        &self,
        key: ProgressKey,
        replaces: Option<Revision>,
        progress: Progress,
    ) -> StoreFuture<Revision> {
        self.answer(move |memory| memory.save(key, replaces, progress))
    }

    fn delete(&self, key: ProgressKey) -> StoreFuture<()> {
        self.answer(move |memory| memory.delete(key))
    }
}

#[tokio::test(start_paused = true)]
async fn the_visitors_run_in_another_process_ends_at_its_next_save() {
    let (visitor, memory) = (Visitor::new(), Arc::new(MemoryStore::new()));
    let [here, elsewhere] = [(); 2].map(|()| {
        let store = Distant {
            memory: Arc::clone(&memory),
            takes: Duration::from_millis(1),
        };
        Docent::builder().progress(store).build()
    });
    let mut anonymous = open(&elsewhere, &visitor, None).await;
    anonymous.advance(Duration::from_millis(10)).await;
    anonymous
        .fire(Account::EVENTS.act, ())
        .await
        .expect("handled");
    anonymous.advance(Duration::from_millis(10)).await;
    let mut signed_in = open(&here, &visitor, Some("42")).await;
    signed_in.advance(Duration::from_millis(10)).await;
    assert_eq!(step(&signed_in).as_deref(), Some("second"));

    anonymous
        .fire(Account::EVENTS.act, ())
        .await
        .expect("handled");
    anonymous.advance(Duration::from_millis(10)).await;
    assert_eq!(anonymous.outcome().as_deref(), Some("superseded"));
    drop((anonymous, signed_in));
    let mut next = open(&here, &visitor, Some("43")).await;
    next.advance(Duration::from_millis(10)).await;
    assert_eq!(step(&next).as_deref(), Some("first"), "it is 42's alone");
}

#[tokio::test(start_paused = true)]
async fn each_store_call_of_a_handover_has_its_own_time() {
    let visitor = Visitor::new();
    let memory = Arc::new(MemoryStore::new());
    let before = at(1, ProgressStatus::Running, 1);
    let saved = memory.save(key((&visitor).into()), None, before).await;
    saved.expect("saved");
    // One call is in time, and two are not.
    let store = Distant {
        memory,
        takes: Duration::from_millis(80),
    };
    let docent = Docent::builder().progress(store).build();
    let mut page = open(&docent, &visitor, Some("42")).await;
    page.advance(Duration::from_millis(500)).await;
    assert_eq!(step(&page).as_deref(), Some("second"));
}

/// A store that is asked once more by each answer, and in which another server saves
/// before the first save.
#[derive(Clone)]
struct Shared {
    memory: Arc<MemoryStore>,
    others: Arc<Mutex<Option<Progress>>>,
}

impl Shared {
    fn answer<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> StoreFuture<T> + Send + 'static,
    ) -> StoreFuture<T> {
        let store = self.clone();
        StoreFuture::new(async move {
            tokio::task::yield_now().await;
            let answer = work(&store).await;
            tokio::task::yield_now().await;
            answer
        })
    }

    async fn stored(&self, owner: ProgressOwner) -> Option<Progress> {
        let loaded = self.memory.load(key(owner)).await;
        Some(loaded.expect("an answer")?.0)
    }

    async fn is_taken_from(&self, visitor: &Visitor) {
        let left = self.stored(visitor.into()).await.expect("what is left");
        assert_eq!(left.status(), ProgressStatus::Moved);
    }
}

impl ProgressStore for Shared {
    fn load(&self, key: ProgressKey) -> StoreFuture<Option<(Progress, Revision)>> {
        self.answer(move |store| store.memory.load(key))
    }

    fn save(
        &self,
        key: ProgressKey,
        replaces: Option<Revision>,
        progress: Progress,
    ) -> StoreFuture<Revision> {
        self.answer(move |store| {
            if let Some(others) = lock(&store.others).take() {
                drop(store.memory.save(key.clone(), replaces, others));
            }
            store.memory.save(key, replaces, progress)
        })
    }

    fn delete(&self, key: ProgressKey) -> StoreFuture<()> {
        self.answer(move |store| store.memory.delete(key))
    }
}

/// A server on which the visitor is at that progress, and another one saves the user's.
async fn shared(visitor: &Visitor, before: Progress, others: Option<Progress>) -> (Docent, Shared) {
    let store = Shared {
        memory: Arc::default(),
        others: Arc::new(Mutex::new(others)),
    };
    let saved = store.memory.save(key(visitor.into()), None, before).await;
    saved.expect("saved");
    let docent = Docent::builder().progress(store.clone()).build();
    (docent, store)
}

#[tokio::test(start_paused = true)]
async fn a_conflict_does_not_lose_what_is_further() {
    let visitor = Visitor::new();
    for (others, kept) in [
        (at(0, ProgressStatus::Running, 9), ProgressStatus::Finished),
        (at(2, ProgressStatus::Finished, 9), ProgressStatus::Finished),
    ] {
        let before = at(2, ProgressStatus::Finished, 1);
        let (docent, store) = shared(&visitor, before, Some(others)).await;
        let handle = signed_in(&visitor).await;
        let loaded = handover::load(&docent, &handle, &key(ProgressOwner::user("42"))).await;
        assert!(loaded.expect("an answer").is_some());
        let stored = store.stored(ProgressOwner::user("42")).await;
        let stored = stored.expect("progress");
        assert_eq!(stored.status(), kept);
        assert!(stored.run() >= 9, "a run's number never falls");
        store.is_taken_from(&visitor).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_handover_may_be_dropped_after_any_poll() {
    for polls in 0..16 {
        let visitor = Visitor::new();
        let before = at(2, ProgressStatus::Finished, 1);
        let (docent, store) = shared(&visitor, before, None).await;
        let handle = signed_in(&visitor).await;
        let mut dropped = handover::load(&docent, &handle, &key(ProgressOwner::user("42")));
        for _ in 0..polls {
            if poll_once(&mut dropped).await.is_ready() {
                break;
            }
        }
        drop(dropped);
        let again = handover::load(&docent, &handle, &key(ProgressOwner::user("42"))).await;
        let (loaded, _) = again.expect("an answer").expect("progress");
        assert_eq!(loaded.status(), ProgressStatus::Finished, "{polls} polls");
        store.is_taken_from(&visitor).await;
    }
}

/// A session of the visitor's who is signed in as 42, on another server.
async fn signed_in(visitor: &Visitor) -> Arc<dyn SessionHandle> {
    let docent = Docent::new();
    let _page = open(&docent, visitor, Some("42")).await;
    docent.registry().of_user("42").remove(0)
}

async fn poll_once<F: Future + Unpin>(future: &mut F) -> Poll<F::Output> {
    std::future::poll_fn(|cx| Poll::Ready(Pin::new(&mut *future).poll(cx))).await
}

fn key(owner: ProgressOwner) -> ProgressKey {
    ProgressKey::new(owner, "account")
}

/// Progress at a step of that tour, in a run of that number.
fn at(step: usize, status: ProgressStatus, run: u64) -> Progress {
    let name = ["first", "second", "third"][step];
    Progress::new(1, step, status, run).with_name(name)
}
