//! Events of the app that no handler answers.

use std::sync::Arc;
use std::time::Duration;

use crate::config::Limits;
use crate::delivery::{SendError, SessionId};
use crate::event::Value;
use crate::guide::WaitError;
use crate::log_limit::tests::Lines;
use crate::mixin::Event;
use crate::prelude::*;
use crate::test::Page;
use crate::{Docent, Visitor};

/// What the app does somewhere else.
struct ProjectCreated {
    id: u32,
}

struct Other;

#[derive(Default)]
struct Desk {
    created: Vec<u32>,
    seen: Vec<String>,
}

#[derive(Default)]
struct Diary;

impl Mixin<Desk> for Diary {
    const NAME: &'static str = "Diary";

    fn before_event(
        &mut self,
        desk: &mut Desk,
        _: &mut Context<'_, Desk>,
        event: &Event<'_>,
    ) -> Result<(), HandlerError> {
        desk.seen.push(event.name().to_owned());
        Ok(())
    }
}

#[live_view(Diary, TutorialMixin, LiveView)]
impl Desk {
    #[event_handler]
    fn act(&mut self) {}

    #[event_handler]
    async fn hang(&mut self) {
        std::future::pending::<()>().await;
    }

    #[event_handler]
    async fn listen(guide: Guide<Self>) -> Result<(), WaitError> {
        loop {
            let created = guide
                .wait_for_app::<ProjectCreated>()
                .when(|created| created.id != 7)
                .await?;
            let id = created.id;
            if guide.with(move |desk| desk.created.push(id)).await.is_err() {
                return Err(WaitError::SessionClosed);
            }
        }
    }
}

impl View for Desk {
    fn render(&self) -> Html {
        Html::from(format!("{:?}", self.created))
    }
}

tutorial! {
    <Desk>

    step { target: "#act", message: "Act.", wait_for: act }
    step {
        target: "#create",
        message: "Create one.",
        wait_for: ProjectCreated,
        when: |event| event.id > 3,
    }
    step {
        target: "#any",
        message: "Another.",
        wait_for: any(act, ProjectCreated when |event| { assert!(event.id != 13); event.id > 3 }),
    }
    step { target: "#last", message: "The last.", wait_for: Other }
}

async fn open(docent: &Docent, visitor: &Visitor) -> Page<Desk> {
    let page = Page::<Desk>::builder().docent(docent).visitor(visitor);
    let page = page.user("42").mount(Desk::default).await;
    page.unwrap_or_else(|_| panic!("a view"))
}

/// A page at its second step.
async fn at_create(docent: &Docent, visitor: &Visitor) -> Page<Desk> {
    let mut page = open(docent, visitor).await;
    page.start_tutorial().await.expect("it starts");
    page.fire(Desk::EVENTS.act, ())
        .await
        .expect("it is handled");
    assert_eq!(target(&page), "#create");
    page
}

fn target(page: &Page<Desk>) -> String {
    page.step().map_or_else(String::new, |step| step.target)
}

#[tokio::test(start_paused = true)]
async fn an_event_of_the_app_ends_the_step_that_waits_for_it_once() {
    let (docent, visitor) = (Docent::new(), Visitor::new());
    let mut page = at_create(&docent, &visitor).await;
    for (id, then) in [
        (3, "#create"),
        (4, "#any"),
        (3, "#any"),
        (13, "#any"),
        (4, "#last"),
    ] {
        assert_eq!(docent.visitor(&visitor).emit(ProjectCreated { id }), 1);
        page.settle().await;
        assert_eq!(target(&page), then, "{id}");
    }
    assert_eq!(docent.visitor(&visitor).emit(ProjectCreated { id: 4 }), 1);
    page.settle().await;
    assert_eq!(target(&page), "#last");
    page.emit(Other).await.expect("the session lives");
    let causes = page.ended_steps().into_iter().map(|ended| ended.cause);
    assert_eq!(causes.collect::<Vec<_>>(), ["completed"; 4]);
    // No handler of the view's, and so nothing for a mixin.
    let seen = page.view(|desk| desk.seen.clone()).await;
    assert_eq!(seen, ["start_tutorial", "act"]);
}

#[tokio::test(start_paused = true)]
async fn an_event_of_the_app_that_when_does_not_take_is_logged() {
    let (docent, visitor) = (Docent::new(), Visitor::new());
    let mut page = at_create(&docent, &visitor).await;
    let lines = Lines::default();
    let _guard = tracing::subscriber::set_default(lines.clone());
    page.emit(ProjectCreated { id: 3 }).await.expect("sent");
    let is_it = |line: &String| line.contains("`when`") && line.contains("ProjectCreated");
    assert_eq!(lines.taken().iter().filter(|line| is_it(line)).count(), 1);
    page.emit(ProjectCreated { id: 4 }).await.expect("sent");
    assert!(!lines.taken().iter().any(is_it));
}

#[tokio::test(start_paused = true)]
async fn an_event_reaches_all_sessions_of_a_visitor_or_user() {
    let docent = Docent::new();
    let (one, other) = (Visitor::new(), Visitor::new());
    let pages = [
        open(&docent, &one).await,
        open(&docent, &one).await,
        open(&docent, &other).await,
    ];
    let emit = |id| ProjectCreated { id };
    assert_eq!(docent.visitor(&one).emit(emit(1)), 2);
    assert_eq!(docent.visitor(&other).emit(emit(1)), 1);
    assert_eq!(docent.user("42").emit(emit(1)), 3);
    assert_eq!(docent.user("43").emit(emit(1)), 0);
    assert_eq!(docent.visitor(&Visitor::new()).emit(emit(1)), 0);
    let id = pages[0].guide().session_id();
    assert_eq!(docent.session(&id).emit(emit(1)), Ok(()));
    let unknown = SessionId::new();
    assert_eq!(
        docent.session(&unknown).emit(emit(1)),
        Err(SendError::NoSession)
    );
}

#[tokio::test(start_paused = true)]
async fn an_event_comes_in_its_turn_behind_those_of_the_page() {
    let (docent, visitor) = (Docent::new(), Visitor::new());
    let mut page = open(&docent, &visitor).await;
    page.start_tutorial().await.expect("it starts");
    // Before its step: nobody waits for it, and nobody gets it later.
    docent.visitor(&visitor).emit(ProjectCreated { id: 4 });
    page.settle().await;
    assert_eq!(target(&page), "#act");
    // Behind the event that leads to its step.
    docent
        .visitor(&visitor)
        .send(Desk::EVENTS.act, ())
        .expect("the session lives");
    docent.visitor(&visitor).emit(ProjectCreated { id: 4 });
    page.settle().await;
    assert_eq!(target(&page), "#any");
    // A double click is one answer, but the app does not click.
    page.fire(Desk::EVENTS.act, ())
        .await
        .expect("it is handled");
    assert_eq!(target(&page), "#last");
}

#[tokio::test(start_paused = true)]
async fn a_flow_waits_for_events_of_the_app() {
    let (docent, visitor) = (Docent::new(), Visitor::new());
    let mut page = open(&docent, &visitor).await;
    page.send("listen", Value::Null, None)
        .await
        .expect("it begins");
    docent.visitor(&visitor).emit(Other);
    for id in [1, 7, 2] {
        docent.visitor(&visitor).emit(ProjectCreated { id });
    }
    page.settle().await;
    assert_eq!(page.html(), "[1, 2]");
}

#[tokio::test(start_paused = true)]
async fn emitted_events_beyond_the_bound_reach_no_session() {
    let limits = Limits {
        max_queued_events: 3,
        handler_timeout: Duration::from_secs(60),
        ..Limits::default()
    };
    let docent = Docent::builder().limits(limits).build();
    let visitor = Visitor::new();
    let mut page = at_create(&docent, &visitor).await;
    page.send_without_waiting("hang", Value::Null).await;
    let reached: Vec<_> = (0..5)
        .map(|id| docent.visitor(&visitor).emit(ProjectCreated { id }))
        .collect();
    assert_eq!(reached, [1, 1, 1, 0, 0]);
    page.advance(Duration::from_secs(60)).await;
    assert_eq!(target(&page), "#create");
    assert_eq!(docent.visitor(&visitor).emit(ProjectCreated { id: 4 }), 1);
    page.settle().await;
    assert_eq!(target(&page), "#any");
}

#[tokio::test(start_paused = true)]
async fn an_event_is_dropped_with_the_last_session_that_had_it() {
    struct Held {
        _alive: Arc<()>,
    }
    let (docent, visitor) = (Docent::new(), Visitor::new());
    let page = open(&docent, &visitor).await;
    let held = Arc::new(());
    docent.visitor(&visitor).emit(Held {
        _alive: Arc::clone(&held),
    });
    page.settle().await;
    assert_eq!(Arc::strong_count(&held), 1);
}
