//! Events that the app sends from outside a session.

use std::time::Duration;

use crate::config::Limits;
use crate::delivery::SendError;
use crate::event::Actor;
use crate::prelude::*;
use crate::test::{Page, Refusal};
use crate::{Docent, Visitor};

/// A view that is graded from outside.
#[derive(Default)]
struct Exam {
    grades: Vec<(u8, Actor)>,
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

    #[event_handler]
    async fn hang(&mut self) {
        std::future::pending::<()>().await;
    }
}

impl View for Exam {
    fn render(&self) -> Html {
        Html::from(format!("<p>{}</p>{}", self.grades.len(), self.note.text))
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
