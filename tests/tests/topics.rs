//! What is logged of topics and of `View::mounted`.

use docent::Docent;
use docent::config::Limits;
use docent::event::Value;
use docent::prelude::*;
use docent::test::Page;
use docent_tests::log::Log;

#[derive(Default)]
struct Board;

#[live_view(LiveView)]
impl Board {
    #[event_handler(from = App)]
    fn changed(&mut self, rows: u32) {
        let _ = rows;
    }

    #[event_handler]
    async fn hang(&mut self) {
        std::future::pending::<()>().await;
    }
}

impl View for Board {
    fn mounted(&mut self, cx: &mut Context<'_, Self>) -> Result<(), HandlerError> {
        cx.subscribe("board/7", Self::EVENTS.changed)?;
        Err(HandlerError::message("the board is locked"))
    }

    fn render(&self) -> Html {
        Html::default()
    }
}

#[tokio::test(start_paused = true)]
async fn an_error_of_mounted_is_logged() {
    let (log, _guard) = Log::open();
    let _page = Page::mount(Board::default).await;
    let lines = log.lines("`View::mounted` failed");
    assert_eq!(lines.len(), 1, "{}", log.text());
    assert!(lines[0].contains("ERROR") && lines[0].contains("the board is locked"));
}

#[tokio::test(start_paused = true)]
async fn a_message_that_no_handler_takes_is_logged_with_why() {
    let (log, _guard) = Log::open();
    let page = Page::mount(Board::default).await;
    let topic = page.server().docent().topic("board/7");
    assert_eq!(topic.publish([("rows", "not a number")]), 1);
    page.settle().await;
    let lines = log.lines("does not fit its handler");
    assert_eq!(lines.len(), 1, "{}", log.text());
    for part in ["WARN", "changed", "ill_typed_parameter", "rows"] {
        assert!(lines[0].contains(part), "{part}: {}", lines[0]);
    }
    assert!(!log.text().contains("not a number"), "{}", log.text());
}

#[tokio::test(start_paused = true)]
async fn a_message_without_room_is_logged_with_its_topic() {
    let limits = Limits::default().max_queued_events(1);
    let docent = Docent::builder().limits(limits).build();
    let (log, _guard) = Log::open();
    let builder = Page::<Board>::builder().docent(&docent);
    let mut page = builder.mount(Board::default).await.expect("a view");
    page.send_without_waiting("hang", Value::Null).await;
    let reached: Vec<usize> = (0..3)
        .map(|rows| docent.topic("board/7").publish((rows,)))
        .collect();
    assert_eq!(reached, [1, 0, 0]);
    let lines = log.lines("a message was dropped");
    assert_eq!(lines.len(), 2, "{}", log.text());
    for part in ["WARN", "board/7", "max_queued_events"] {
        assert!(lines[0].contains(part), "{part}: {}", lines[0]);
    }
}
