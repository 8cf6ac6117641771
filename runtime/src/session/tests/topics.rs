//! Messages that the app publishes to all sessions of a topic.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::Docent;
use crate::config::Limits;
use crate::delivery::SubscribeError;
use crate::event::{Actor, Value};
use crate::panics::lock;
use crate::prelude::*;
use crate::session::Session;
use crate::test::{Page, Refusal, TestContext};
use crate::visitor::Visitor;
use crate::wire::Hello;
use crate::wire::transport::Attachment;

/// What several pages share, with where it is published.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u32>>>);

type Between = Box<dyn FnMut(&Docent) + Send>;

/// A view of it.
#[derive(Default)]
struct List {
    shared: Shared,
    shown: Vec<u32>,
    actors: Vec<Actor>,
    /// How often `mounted` was called.
    mounted: u32,
    /// What happens between the subscription and the first read.
    between: Option<Between>,
    note: Note,
}

#[derive(Default)]
struct Note {
    text: String,
}

#[live_view(LiveComponent)]
impl Note {
    #[event_handler(from = App)]
    fn write(&mut self, text: String) {
        self.text = text;
    }
}

impl Component for Note {
    fn render(&self) -> Html {
        Html::default()
    }
}

#[live_view(TutorialMixin, LiveView)]
impl List {
    #[event_handler(from = App)]
    fn changed(&mut self, cx: &mut Context<'_, Self>) {
        self.actors.push(cx.actor());
        self.read();
    }

    #[event_handler]
    fn add(&mut self, number: u32, cx: &mut Context<'_, Self>) {
        lock(&self.shared.0).push(number);
        cx.docent().topic("list").publish(());
    }

    #[event_handler]
    fn listen(&mut self, topic: String, cx: &mut Context<'_, Self>) -> Result<(), SubscribeError> {
        cx.subscribe(&topic, Self::EVENTS.changed)
    }

    #[event_handler]
    fn leave(&mut self, topic: String, cx: &mut Context<'_, Self>) {
        cx.unsubscribe(&topic);
    }

    #[event_handler]
    async fn hang(&mut self) {
        std::future::pending::<()>().await;
    }
}

impl List {
    fn read(&mut self) {
        self.shown = lock(&self.shared.0).clone();
    }
}

impl View for List {
    fn mounted(&mut self, cx: &mut Context<'_, Self>) -> Result<(), HandlerError> {
        self.mounted += 1;
        cx.subscribe("list", Self::EVENTS.changed)?;
        cx.subscribe_component("notes", "note", Note::EVENTS.write)?;
        if let Some(between) = &mut self.between {
            between(cx.docent());
        }
        self.read();
        Ok(())
    }

    fn render(&self) -> Html {
        Html::from(format!("<p>{:?}</p><b>{}</b>", self.shown, self.note.text))
    }

    fn component(&mut self, id: &str) -> Option<&mut dyn Component> {
        (id == "note").then_some(&mut self.note as &mut dyn Component)
    }
}

tutorial! {
    <List>

    step { target: "#list", message: "Wait for a change.", wait_for: changed }
}

/// Opens a page of a new visitor.
async fn open(docent: &Docent, shared: &Shared) -> Page<List> {
    let shared = shared.clone();
    let mount = move || List {
        shared: shared.clone(),
        ..List::default()
    };
    let builder = Page::<List>::builder().docent(docent);
    builder.mount(mount).await.expect("a view")
}

async fn shown(page: &mut Page<List>) -> Vec<u32> {
    page.view(|list| list.shown.clone()).await
}

#[tokio::test(start_paused = true)]
async fn a_change_in_one_session_reaches_all_that_show_it() -> Result<(), Refusal> {
    let (docent, shared) = (Docent::new(), Shared::default());
    let mut first = open(&docent, &shared).await;
    let mut second = open(&docent, &shared).await;
    first.fire(List::EVENTS.add, (7,)).await?;
    first.settle().await;
    second.settle().await;
    assert!(first.html().contains("[7]"), "{}", first.html());
    assert!(second.html().contains("[7]"), "{}", second.html());
    let actors = second.view(|list| list.actors.clone()).await;
    assert_eq!(actors, [Actor::App]);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_message_completes_the_step_that_waits_for_it() -> Result<(), Refusal> {
    let docent = Docent::new();
    let mut page = open(&docent, &Shared::default()).await;
    page.start_tutorial().await?;
    assert_eq!(docent.topic("other").publish(()), 0, "no subscriber");
    page.settle().await;
    assert!(page.step().is_some());
    assert_eq!(docent.topic("list").publish(()), 1);
    page.settle().await;
    assert_eq!(page.outcome().as_deref(), Some("finished"));
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_component_s_handler_is_subscribed_by_its_view() {
    let docent = Docent::new();
    let mut page = open(&docent, &Shared::default()).await;
    assert_eq!(docent.topic("notes").publish([("text", "hi")]), 1);
    page.settle().await;
    assert_eq!(page.view(|list| list.note.text.clone()).await, "hi");
}

#[tokio::test(start_paused = true)]
async fn what_changes_between_mount_and_mounted_is_shown() {
    let (docent, shared) = (Docent::new(), Shared::default());
    let mount = {
        let shared = shared.clone();
        let docent = docent.clone();
        move || {
            let mut list = List {
                shared: shared.clone(),
                ..List::default()
            };
            list.read();
            // Another page's change, after this one's mount has read.
            lock(&shared.0).push(1);
            docent.topic("list").publish(());
            list
        }
    };
    let builder = Page::<List>::builder().docent(&docent);
    let mut page = builder.mount(mount).await.expect("a view");
    assert_eq!(shown(&mut page).await.last(), Some(&1));
}

#[tokio::test(start_paused = true)]
async fn a_message_between_subscription_and_read_is_not_missed() {
    let (docent, shared) = (Docent::new(), Shared::default());
    let reached = Arc::new(Mutex::new(Vec::new()));
    let mount = {
        let (shared, reached) = (shared.clone(), Arc::clone(&reached));
        move || {
            let (shared, reached) = (shared.clone(), Arc::clone(&reached));
            let shown = shared.clone();
            let between = move |docent: &Docent| {
                lock(&shared.0).push(1);
                lock(&reached).push(docent.topic("list").publish(()));
            };
            List {
                shared: shown,
                between: Some(Box::new(between)),
                ..List::default()
            }
        }
    };
    let builder = Page::<List>::builder().docent(&docent);
    let mut page = builder.mount(mount).await.expect("a view");
    page.settle().await;
    assert_eq!(*lock(&reached), [1], "subscribed already");
    assert_eq!(page.view(|list| list.actors.len()).await, 1);
    assert_eq!(shown(&mut page).await, [1]);
}

/// Publishers and pages that come, on threads of their own.
#[test]
fn a_page_that_comes_while_others_publish_shows_the_last_change() {
    let (docent, shared) = (Docent::new(), Shared::default());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                for number in 0..2_000 {
                    lock(&shared.0).push(number);
                    docent.topic("list").publish(());
                }
            });
        }
        scope.spawn(|| {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime");
            runtime.block_on(async {
                for _ in 0..20 {
                    let mut page = open(&docent, &shared).await;
                    loop {
                        let before = lock(&shared.0).len();
                        page.settle().await;
                        if shown(&mut page).await.len() >= before {
                            break;
                        }
                    }
                }
                let mut page = open(&docent, &shared).await;
                while shown(&mut page).await.len() < 4_000 {
                    page.settle().await;
                }
            });
        });
    });
    assert!(docent.topics().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_page_that_was_away_shows_what_was_published_meanwhile() {
    let (docent, shared) = (Docent::new(), Shared::default());
    let mut page = open(&docent, &shared).await;
    page.disconnect().await;
    lock(&shared.0).push(3);
    assert_eq!(docent.topic("list").publish(()), 1, "the session lives");
    page.reconnect().await;
    page.settle().await;
    assert!(page.html().contains("[3]"), "{}", page.html());
    assert_eq!(page.view(|list| list.mounted).await, 1, "it is one session");
}

#[tokio::test(start_paused = true)]
async fn messages_beyond_the_bound_are_dropped_for_that_session() {
    let limits = Limits::default().max_queued_events(3);
    let docent = Docent::builder().limits(limits).build();
    let shared = Shared::default();
    let mut behind = open(&docent, &shared).await;
    let other = open(&docent, &shared).await;
    behind.send_without_waiting("hang", Value::Null).await;
    let mut reached = Vec::new();
    for number in 0..5 {
        lock(&shared.0).push(number);
        reached.push(docent.topic("list").publish(()));
        other.settle().await;
    }
    assert_eq!(reached, [2, 2, 2, 1, 1]);
    behind.advance(Duration::from_secs(31)).await;
    assert_eq!(behind.view(|list| list.actors.len()).await, 3);
    assert_eq!(
        shown(&mut behind).await,
        [0, 1, 2, 3, 4],
        "those that were kept read what the others have changed"
    );
    assert_eq!(docent.topic("list").publish(()), 2, "there is room again");
}

#[tokio::test(start_paused = true)]
async fn a_session_has_so_many_subscriptions_and_each_once() -> Result<(), Refusal> {
    let limits = Limits::default().max_subscriptions(3);
    let docent = Docent::builder().limits(limits).build();
    let mut page = open(&docent, &Shared::default()).await;
    page.fire(List::EVENTS.listen, ("a",)).await?;
    page.fire(List::EVENTS.listen, ("a",)).await?;
    assert_eq!(docent.topic("a").publish(()), 1);
    page.settle().await;
    assert_eq!(page.view(|list| list.actors.len()).await, 1);
    let answer = page.fire(List::EVENTS.listen, ("b",)).await;
    answer.expect_err("the fourth");
    page.fire(List::EVENTS.leave, ("a",)).await?;
    page.fire(List::EVENTS.leave, ("never",)).await?;
    assert_eq!(docent.topic("a").publish(()), 0);
    page.fire(List::EVENTS.listen, ("b",)).await?;
    let longest = "x".repeat(257);
    page.fire(List::EVENTS.leave, ("b",)).await?;
    let answer = page.fire(List::EVENTS.listen, (longest.as_str(),)).await;
    answer.expect_err("too long");
    page.fire(List::EVENTS.listen, (&longest[1..],)).await?;
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn the_bound_of_subscriptions_is_that_of_the_route() {
    let docent = Docent::new();
    let (mut page, attachment) = super::Page::connection(Hello::default());
    let attachment = Attachment {
        base: Box::default(),
        limits: Arc::new(Limits::default().max_subscriptions(0)),
        ..attachment
    };
    let visitor = Visitor::new();
    let (_, session) = Session::task(List::default(), docent.clone(), visitor, attachment, 0);
    tokio::spawn(session);
    page.next().await;
    assert_eq!(docent.topic("list").subscribers(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_session_that_ends_is_no_subscriber_any_more() {
    let docent = Docent::new();
    let shared = Shared::default();
    let page = open(&docent, &shared).await;
    let visitor = page.visitor().clone();
    assert_eq!(docent.topic("list").subscribers(), 1);
    assert_eq!(docent.visitor(&visitor).disconnect("signed out"), 1);
    page.settle().await;
    assert_eq!(docent.topic("list").publish(()), 0);
    drop(page);
    let mut away = open(&docent, &shared).await;
    away.disconnect().await;
    away.advance(Duration::from_secs(61)).await;
    assert!(docent.topics().is_empty());
}

#[tokio::test(start_paused = true)]
async fn ten_thousand_sessions_leave_no_subscription() {
    let (docent, shared) = (Docent::new(), Shared::default());
    for _ in 0..10_000 {
        let page = open(&docent, &shared).await;
        assert_eq!(docent.topic("list").subscribers(), 1);
        docent.visitor(page.visitor()).disconnect("it ends");
        page.settle().await;
    }
    assert!(docent.topics().is_empty());
    assert!(docent.registry().is_empty());
}

#[test]
fn a_handler_s_own_test_sees_what_it_subscribed_to() {
    let mut test = TestContext::<List>::new();
    let mut list = List::default();
    list.mounted(&mut test.context()).expect("subscribed");
    assert_eq!(test.docent().topic("list").subscribers(), 1);
}

/// Its subscription fails, for one.
#[derive(Default)]
struct Failing {
    panics: bool,
    clicks: u32,
}

#[live_view(LiveView)]
impl Failing {
    #[event_handler]
    fn click(&mut self) {
        self.clicks += 1;
    }
}

impl View for Failing {
    fn mounted(&mut self, cx: &mut Context<'_, Self>) -> Result<(), HandlerError> {
        cx.exec(Js::focus().to("#first"));
        assert!(!self.panics, "on purpose");
        Err(HandlerError::message("no such list"))
    }

    fn render(&self) -> Html {
        Html::from(format!("<p id=first>{}</p>", self.clicks))
    }
}

#[tokio::test(start_paused = true)]
async fn a_session_whose_mounted_fails_or_panics_goes_on() -> Result<(), Refusal> {
    for panics in [false, true] {
        let mount = move || Failing { panics, clicks: 0 };
        let mut page = Page::mount(mount).await;
        page.fire(Failing::EVENTS.click, ()).await?;
        assert_eq!(page.view(|view| view.clicks).await, 1);
    }
    Ok(())
}
