//! Events that the app sends from outside a session.

use std::time::Duration;

use crate::config::Limits;
use crate::delivery::{SendError, SessionId};
use crate::event::{Actor, Value};
use crate::guide::SessionClosed;
use crate::prelude::*;
use crate::test::{Page, Refusal};
use crate::tour::TourOutcome;
use crate::{Docent, Visitor};

/// A view that is graded from outside.
#[derive(Default)]
struct Exam {
    grades: Vec<(u8, Actor)>,
    closed_by: Vec<String>,
    note: Note,
}

#[derive(Default)]
struct Note {
    text: String,
}

#[live_view(LiveComponent)]
impl Note {
    #[event_handler]
    fn write(&mut self, text: String) {
        self.text = text;
    }

    #[event_handler(from = App)]
    fn translate(&mut self, text: String) {
        self.text = text;
    }
}

impl Component for Note {
    fn render(&self) -> Html {
        Html::from(format!("<b>{}</b>", self.text))
    }
}

#[live_view(TutorialMixin, LiveView)]
impl Exam {
    #[event_handler]
    fn graded(&mut self, grade: u8, cx: &mut Context<'_, Self>) {
        self.grades.push((grade, cx.actor()));
    }

    #[event_handler(from = App)]
    fn closed(&mut self, by: String) {
        self.closed_by.push(by);
    }

    #[event_handler]
    async fn wait_until_closed(guide: Guide<Self>) -> Result<(), HandlerError> {
        let event = guide.wait_for(Exam::EVENTS.closed).await?;
        let note = move |exam: &mut Self| exam.closed_by.push(format!("{} seen", event.by));
        guide.with(note).await?;
        Ok(())
    }

    #[event_handler]
    async fn hang(&mut self) {
        std::future::pending::<()>().await;
    }
}

impl View for Exam {
    fn render(&self) -> Html {
        Html::from(format!(
            "<p>{}</p>{}<button id=wrong dj-click=closed>Close</button>",
            self.grades.len(),
            self.note.text
        ))
    }

    fn component(&mut self, id: &str) -> Option<&mut dyn Component> {
        (id == "note").then_some(&mut self.note as &mut dyn Component)
    }
}

tutorial! {
    <Exam>

    step { target: "#first", message: "Wait for it.", wait_for: graded }
    step { target: "#second", message: "And again.", wait_for: graded }
}

tutorial! {
    static CLOSING: <Exam>

    step { target: "#closing", message: "It closes soon.", wait_for: closed }
}

/// A view whose handler, flow and mixin note their session.
#[derive(Default)]
struct Asked {
    seen: Vec<SessionId>,
}

#[live_view(Asking, LiveView)]
impl Asked {
    #[event_handler]
    fn ask(&mut self, cx: &mut Context<'_, Self>) {
        self.seen.push(cx.session_id());
    }

    #[event_handler]
    async fn ask_in_a_flow(guide: Guide<Self>) -> Result<(), SessionClosed> {
        let id = guide.session_id();
        guide.with(move |asked| asked.seen.push(id)).await
    }
}

impl View for Asked {
    fn render(&self) -> Html {
        Html::default()
    }
}

#[derive(Default)]
struct Asking;

impl Mixin<Asked> for Asking {
    const NAME: &'static str = "Asking";

    fn mounted(&mut self, view: &mut Asked, cx: &mut Context<'_, Asked>) {
        view.seen.push(cx.session_id());
    }
}

/// Another view of the same visitor.
#[derive(Default)]
struct Lobby;

#[live_view(LiveView)]
impl Lobby {}

impl View for Lobby {
    fn render(&self) -> Html {
        Html::default()
    }
}

#[tokio::test(start_paused = true)]
async fn an_event_of_the_app_completes_the_step_that_waits() -> Result<(), Refusal> {
    let mut page = Page::mount(Exam::default).await;
    page.start_tutorial().await?;
    let (docent, visitor) = (page.server().docent().clone(), page.visitor().clone());
    for grade in [1, 2] {
        let sent = docent.visitor(&visitor).send(Exam::EVENTS.graded, (grade,));
        assert_eq!(sent, Ok(()));
    }
    page.settle().await;
    assert_eq!(page.outcome().as_deref(), Some("finished"), "both count");
    page.fire(Exam::EVENTS.graded, (3,)).await?;
    let grades = page.view(|exam| exam.grades.clone()).await;
    let by = [(1, Actor::App), (2, Actor::App), (3, Actor::Visitor)];
    assert_eq!(grades, by);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn an_event_of_the_app_reaches_a_component() {
    let mut page = Page::mount(Exam::default).await;
    let (docent, visitor) = (page.server().docent().clone(), page.visitor().clone());
    let sessions = docent.visitor(&visitor);
    assert_eq!(
        sessions.send_to("note", Note::EVENTS.write, ("hi",)),
        Ok(())
    );
    page.settle().await;
    assert_eq!(page.view(|exam| exam.note.text.clone()).await, "hi");
}

#[tokio::test(start_paused = true)]
async fn an_event_of_the_app_needs_a_session_of_its_view() {
    let docent = Docent::new();
    let visitor = Visitor::new();
    let send = || docent.visitor(&visitor).send(Exam::EVENTS.graded, (1,));
    assert_eq!(send(), Err(SendError::NoSession));
    let builder = Page::<Lobby>::builder().docent(&docent).visitor(&visitor);
    let mut page = builder.mount(Lobby::default).await.expect("a view");
    assert_eq!(send(), Err(SendError::NoSession), "another view");
    page.disconnect().await;
    page.advance(Duration::from_secs(61)).await;
    assert!(docent.registry().of_visitor(&visitor).is_empty());
}

#[tokio::test(start_paused = true)]
async fn the_session_that_runs_a_tour_gets_the_event() -> Result<(), Refusal> {
    let mut first = Page::mount(Exam::default).await;
    first.start_tutorial().await?;
    let builder = Page::<Exam>::builder().server(first.server());
    let builder = builder.visitor(first.visitor());
    let mut second = builder.mount(Exam::default).await.expect("a view");
    // The newest page has taken the tour over.
    let docent = first.server().docent().clone();
    let visitor = first.visitor().clone();
    let send = || docent.visitor(&visitor).send(Exam::EVENTS.graded, (1,));
    assert_eq!(send(), Ok(()));
    first.settle().await;
    assert_eq!(second.step().map(|step| step.index), Some(1));
    second.cancel().await;
    first.start_tutorial().await?;
    assert_eq!(send(), Ok(()));
    first.settle().await;
    assert_eq!(
        first.step().map(|step| step.index),
        Some(1),
        "the older one"
    );
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn an_event_for_a_session_reaches_it_and_no_other() {
    let mut first = Page::mount(Exam::default).await;
    let builder = Page::<Exam>::builder().server(first.server());
    let builder = builder.visitor(first.visitor());
    let mut second = builder.mount(Exam::default).await.expect("a view");
    let docent = first.server().docent().clone();
    let id = first.guide().session_id();
    assert_ne!(id, second.guide().session_id());
    let stored = SessionId::parse(&id.to_string()).expect("its own text");
    let session = docent.session(&stored);
    assert_eq!(session.send(Exam::EVENTS.graded, (1,)), Ok(()));
    assert_eq!(session.send_to("note", Note::EVENTS.write, ("hi",)), Ok(()));
    first.settle().await;
    let seen = first.view(|exam| (exam.grades.clone(), exam.note.text.clone()));
    assert_eq!(seen.await, (vec![(1, Actor::App)], "hi".to_owned()));
    assert_eq!(second.view(|exam| exam.grades.len()).await, 0);
}

#[tokio::test(start_paused = true)]
async fn a_handler_a_mixin_and_a_flow_know_their_session() -> Result<(), Refusal> {
    let mut page = Page::mount(Asked::default).await;
    page.fire(Asked::EVENTS.ask, ()).await?;
    page.fire(Asked::EVENTS.ask_in_a_flow, ()).await?;
    let seen = page.view(|asked| asked.seen.clone()).await;
    let id = page.guide().session_id();
    assert!(seen.len() >= 3, "{seen:?}");
    assert!(seen.iter().all(|seen| *seen == id), "{seen:?}");
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_session_that_is_over_or_of_another_view_gets_no_event() {
    let docent = Docent::new();
    let builder = Page::<Lobby>::builder().docent(&docent);
    let mut page = builder.mount(Lobby::default).await.expect("a view");
    let id = page.guide().session_id();
    let send = || docent.session(&id).send(Exam::EVENTS.graded, (1,));
    assert_eq!(send(), Err(SendError::OtherView));
    page.disconnect().await;
    page.advance(Duration::from_secs(61)).await;
    assert_eq!(send(), Err(SendError::NoSession));
    let sent = docent
        .session(&id)
        .send_to("note", Note::EVENTS.write, ("hi",));
    assert_eq!(sent, Err(SendError::NoSession));
}

/// Knowing its id is not enough to attach to it.
#[tokio::test(start_paused = true)]
async fn a_session_s_id_lets_no_other_visitor_attach() {
    let page = Page::mount(Exam::default).await;
    let id = page.guide().session_id().to_string();
    let registry = page.server().docent().registry();
    assert!(registry.find(&id, page.identity()).is_some());
    assert!(registry.find(&id, &Visitor::new().into()).is_none());
}

/// The page does not learn that there is such a handler.
#[tokio::test(start_paused = true)]
async fn a_page_s_event_for_the_app_alone_is_an_unknown_one() {
    let mut page = Page::mount(Exam::default).await;
    let answer = page.fire(Exam::EVENTS.closed, ("me",)).await;
    let unknown = page.send("clased", Value::Null, None).await;
    let (answer, unknown) = (answer.expect_err("refused"), unknown.expect_err("refused"));
    assert_eq!(answer.code, unknown.code);
    assert_eq!(answer.reason.replace("closed", "clased"), unknown.reason);
    let answer = page
        .fire_in("note", Note::EVENTS.translate, ("x",))
        .await
        .expect_err("refused");
    let unknown = page.send("translote", Value::Null, Some("note")).await;
    let unknown = unknown.expect_err("refused");
    assert_eq!(answer.code, unknown.code);
    assert_eq!(
        answer.reason.replace("translate", "translote"),
        unknown.reason
    );
    let seen = page.view(|exam| (exam.closed_by.len(), exam.note.text.clone()));
    assert_eq!(seen.await, (0, String::new()));
}

#[tokio::test(start_paused = true)]
async fn only_the_app_s_event_completes_a_step_that_waits_for_it() {
    let mut page = Page::mount(Exam::default).await;
    page.fire(Exam::EVENTS.wait_until_closed, ())
        .await
        .expect("a flow");
    let guide = page.guide();
    let closing = tokio::spawn(async move { guide.run(&CLOSING).await });
    page.settle().await;
    assert!(page.step().is_some());
    page.fire(Exam::EVENTS.closed, ("me",))
        .await
        .expect_err("a page may not");
    assert!(page.step().is_some());
    let sent = page.deliver(Exam::EVENTS.closed, ("the app",)).await;
    assert_eq!(sent, Ok(()));
    assert_eq!(page.step(), None);
    let outcome = closing.await.expect("it ends");
    assert_eq!(outcome, Ok(TourOutcome::Finished));
    let seen = page.view(|exam| exam.closed_by.clone()).await;
    assert_eq!(seen, ["the app", "the app seen"]);
}

#[tokio::test(start_paused = true)]
async fn an_event_for_the_app_alone_reaches_a_component() {
    let mut page = Page::mount(Exam::default).await;
    let id = page.guide().session_id();
    let docent = page.server().docent().clone();
    let session = docent.session(&id);
    let sent = session.send_to("note", Note::EVENTS.translate, ("hallo",));
    assert_eq!(sent, Ok(()));
    page.settle().await;
    assert_eq!(page.view(|exam| exam.note.text.clone()).await, "hallo");
}

#[tokio::test(start_paused = true)]
#[should_panic(expected = "the markup sends `closed`")]
async fn markup_that_names_a_handler_for_the_app_fails_a_test() {
    let mut page = Page::mount(Exam::default).await;
    page.click("#wrong").await.expect("a panic before");
}

#[tokio::test(start_paused = true)]
async fn events_of_the_app_are_bounded_while_a_handler_hangs() {
    let docent = Docent::builder()
        .limits(Limits {
            max_queued_events: 3,
            ..Limits::default()
        })
        .build();
    let builder = Page::<Exam>::builder().docent(&docent);
    let mut page = builder.mount(Exam::default).await.expect("a view");
    page.send_without_waiting("hang", crate::event::Value::Null)
        .await;
    let visitor = page.visitor().clone();
    let sent = (0..10).filter(|_| {
        let sent = docent.visitor(&visitor).send(Exam::EVENTS.graded, (1,));
        assert!(matches!(sent, Ok(()) | Err(SendError::Busy)), "{sent:?}");
        sent.is_ok()
    });
    assert_eq!(sent.count(), 3);
    page.advance(Duration::from_secs(31)).await;
    assert_eq!(page.view(|exam| exam.grades.len()).await, 3);
    let again = docent.visitor(&visitor).send(Exam::EVENTS.graded, (1,));
    assert_eq!(again, Ok(()), "there is room again");
}
