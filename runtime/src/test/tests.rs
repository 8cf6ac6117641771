//! The driver, driven: what its pages do with a view of every kind of handler.

mod page_events;
mod targets;

use std::time::Duration;

use crate::Docent;
use crate::event::Value;
use crate::prelude::*;
use crate::test::{Page, Refusal, TestContext};

/// Projects with a form, a component, and handlers that take their time.
#[derive(Default, Clone)]
struct Board {
    titles: Vec<String>,
    note: Note,
    tenant: String,
}

#[derive(Default, Clone)]
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
        Html::from(format!(
            r#"<form dj-submit="write"><input name="text"><b>{}</b></form>"#,
            self.text
        ))
    }
}

#[live_view(TutorialMixin, LiveView)]
impl Board {
    #[event_handler]
    fn add(&mut self, title: String, cx: &mut Context<'_, Self>) -> Result<(), HandlerError> {
        if title.is_empty() {
            return Err(HandlerError::message("no title"));
        }
        self.titles.push(title);
        cx.exec(Js::add_class("new").to("#list"));
        Ok(())
    }

    #[event_handler]
    async fn add_slowly(&mut self, title: String) {
        tokio::time::sleep(Duration::from_secs(2)).await;
        self.titles.push(title);
    }

    #[event_handler]
    async fn add_in_a_task(&mut self, title: String) {
        let made = tokio::spawn(async move { title.to_uppercase() }).await;
        self.titles.extend(made);
    }
}

impl View for Board {
    fn render(&self) -> Html {
        Html::from(format!(
            r#"<button id="help" dj-click="start_tutorial">Help</button>
               <form id="new" dj-submit="add"><input name="title"><button>Add</button></form>
               <p id="list">{}</p>{}"#,
            self.titles.join(","),
            crate::component("note", &self.note),
        ))
    }

    fn component(&mut self, id: &str) -> Option<&mut dyn Component> {
        (id == "note").then_some(&mut self.note as &mut dyn Component)
    }
}

tutorial! {
    <Board>

    step { target: "#list", message: "Your projects.", timeout: 4s }
    step { target: "#new", message: "Make one.", wait_for: add }
    step { target: "[dj-component=note]", message: "Write a note.", wait_for: Note::write }
}

#[tokio::test(start_paused = true)]
async fn a_tour_is_driven_by_what_the_markup_says() -> Result<(), Refusal> {
    let mut page = Page::mount(Board::default).await;
    page.click("#help").await?;
    let step = page.step().expect("a step");
    assert_eq!(
        (step.index, step.total, &*step.text),
        (0, 3, "Your projects.")
    );
    page.advance(Duration::from_secs(4)).await;
    assert_eq!(page.step().expect("a step").target, "#new");
    page.input("#new [name=title]", "Apollo").await?;
    page.click("#new button").await?;
    assert_eq!(page.text("#list"), "Apollo");
    assert_eq!(page.take_commands()[0].name(), "add_class");
    page.input("[name=text]", "x").await?;
    page.submit("[dj-component=note] form").await?;
    assert_eq!((page.step(), page.text("b")), (None, "x".to_owned()));
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn an_event_is_fired_by_its_typed_key() -> Result<(), Refusal> {
    let mut page = Page::mount(Board::default).await;
    page.fire(Board::EVENTS.add, [("title", "a")]).await?;
    page.fire(Board::EVENTS.add, ("b",)).await?;
    page.fire_in("note", Note::EVENTS.write, ("c",)).await?;
    assert_eq!(
        (page.text("#list"), page.text("b")),
        ("a,b".into(), "c".into())
    );
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_refused_event_is_an_error_with_its_code() {
    let mut page = Page::mount(Board::default).await;
    let refused = page.fire(Board::EVENTS.add, ()).await;
    let refused = refused.expect_err("no title");
    assert_eq!(
        (refused.code(), refused.field()),
        ("missing_parameter", Some("title"))
    );
    let failed = page.fire(Board::EVENTS.add, ("",)).await;
    assert_eq!(failed.expect_err("an empty title").code(), "handler_failed");
    assert_eq!(page.refusals().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn an_answer_is_waited_for_and_no_longer() -> Result<(), Refusal> {
    let mut page = Page::mount(Board::default).await;
    let begun = tokio::time::Instant::now();
    page.fire(Board::EVENTS.add_in_a_task, ("a",)).await?;
    assert_eq!(begun.elapsed(), Duration::ZERO);
    page.fire(Board::EVENTS.add_slowly, ("b",)).await?;
    assert_eq!(begun.elapsed(), Duration::from_secs(2));
    let slow = Value::map([("title", "c".into())]);
    page.send_without_waiting("add_slowly", slow).await;
    assert_eq!(page.text("#list"), "A,b");
    page.advance(Duration::from_secs(2)).await;
    assert_eq!(page.text("#list"), "A,b,c");
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn buttons_of_the_bubble_leave_the_step() -> Result<(), Refusal> {
    let mut page = Page::mount(Board::default).await;
    page.start_tutorial().await?;
    page.skip().await;
    assert_eq!(page.step().map(|step| step.index), Some(1));
    page.back().await;
    page.pause().await;
    page.advance(Duration::from_secs(60)).await;
    assert_eq!(page.step().map(|step| step.index), Some(0));
    page.resume().await;
    page.advance(Duration::from_secs(4)).await;
    assert_eq!(page.step().map(|step| step.index), Some(1));
    page.cancel().await;
    assert_eq!(page.step(), None);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_page_reconnects_to_its_session_and_reloads_a_new_one() -> Result<(), Refusal> {
    let mut page = Page::mount(Board::default).await;
    page.start_tutorial().await?;
    page.skip().await;
    page.disconnect().await;
    assert!(!page.is_connected());
    page.fire(Board::EVENTS.add, ("kept",)).await?;
    page.reconnect().await;
    assert_eq!(page.text("#list"), "kept");
    assert_eq!(page.step().map(|step| step.index), Some(2));
    page.reload().await;
    assert_eq!(page.text("#list"), "", "another view");
    assert_eq!(
        page.step().map(|step| step.index),
        Some(2),
        "the stored step"
    );
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_session_that_is_over_is_replaced_by_a_new_one() -> Result<(), Refusal> {
    let mut page = Page::mount(Board::default).await;
    page.fire(Board::EVENTS.add, ("a",)).await?;
    page.disconnect().await;
    page.advance(Duration::from_secs(61)).await;
    assert!(page.server().is_empty());
    page.reconnect().await;
    assert_eq!(page.text("#list"), "");
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_page_that_is_not_looked_at_stays_connected() -> Result<(), Refusal> {
    let mut one = Page::mount(Board::default).await;
    let builder = Page::<Board>::builder().server(one.server());
    let other = builder.mount(Board::default).await.expect("a view");
    one.advance(Duration::from_secs(600)).await;
    assert!(one.is_connected() && other.is_connected());
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_mount_sees_the_request_and_the_state() {
    async fn mount(
        axum::extract::State(tenant): axum::extract::State<String>,
        uri: axum::http::Uri,
    ) -> Result<Board, axum::http::StatusCode> {
        if uri.path() == "/nobody" {
            return Err(axum::http::StatusCode::NOT_FOUND);
        }
        Ok(Board {
            tenant: tenant + uri.path(),
            ..Board::default()
        })
    }
    let open = |path: &str| {
        let request = axum::http::Request::get(path).body(()).expect("a request");
        let builder = Page::<Board>::builder().docent(&Docent::new());
        builder
            .request(request)
            .state("acme".to_owned())
            .mount(mount)
    };
    let mut page = open("/board").await.expect("a view");
    assert_eq!(page.view(|board| board.tenant.clone()).await, "acme/board");
    let refused = open("/nobody").await.expect_err("no view");
    assert_eq!(refused.status(), 404);
}

#[tokio::test(start_paused = true)]
#[should_panic(expected = "#nowhere")]
async fn an_action_on_an_element_that_is_not_there_names_it() {
    let mut page = Page::open(Board::default()).await;
    drop(page.click("#nowhere").await);
}

#[test]
fn a_handler_is_called_with_a_test_context() {
    let (mut board, mut test) = (Board::default(), TestContext::new().at_step(1, 3));
    assert_eq!(test.context().tutorial_current_step(), Some(1));
    board
        .add("a".to_owned(), &mut test.context())
        .expect("a title");
    assert_eq!(*test.commands(), Js::add_class("new").to("#list"));
    assert_eq!((test.flows(), test.tour_requests()), (0, 0));
}

/// A page with a command of the app's own, sent and in its markup.
#[derive(Default)]
struct Shower;

#[live_view(LiveView)]
impl Shower {
    #[event_handler]
    fn celebrate(&mut self, cx: &mut Context<'_, Self>) {
        cx.exec(Js::custom("confetti", [("count", 3)]).to("#goal"));
    }
}

impl View for Shower {
    fn render(&self) -> Html {
        let local = Js::custom("confetti", ()).attr();
        Html::from(format!(
            "<button id=local dj-click=\"{local}\">Here</button>"
        ))
    }
}

#[tokio::test(start_paused = true)]
async fn a_custom_command_is_shown_as_any_other() -> Result<(), Refusal> {
    let mut page = Page::open(Shower).await;
    page.click("#local").await?;
    assert!(page.take_commands().is_empty(), "it stays in the browser");
    page.fire(Shower::EVENTS.celebrate, ()).await?;
    let commands = page.take_commands();
    assert_eq!(commands.len(), 1);
    assert_eq!(commands[0].name(), "custom:confetti");
    assert_eq!(commands[0].target(), Some("#goal"));
    let detail = Value::map([("count", Value::from(3))]);
    assert_eq!(commands[0].option("detail"), Some(&detail));
    Ok(())
}
