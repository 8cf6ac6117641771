//! What a development build logs of mistakes in the markup of views.

use axum::Router;
use docent::Docent;
use docent::page::Page;
use docent::prelude::*;
use docent_tests::log::Log;
use docent_tests::{Visitor, get, serve};

/// A view whose markup names handlers that it does not have.
#[derive(Default)]
struct Sloppy {
    has_form: bool,
    count: u32,
}

#[live_view(LiveView)]
impl Sloppy {
    #[event_handler]
    fn open_form(&mut self) {
        self.has_form = true;
        self.count += 1;
    }

    #[event_handler]
    fn save(&mut self, title: String) {
        drop(title);
    }
}

impl View for Sloppy {
    fn render(&self) -> Html {
        let form = if self.has_form {
            "\n<form dj-submit=\"save\"><input name=\"titel\"></form>"
        } else {
            ""
        };
        Html::from(format!(
            "<p id=\"count\">{}</p><button dj-click=\"openform\">Open</button>{form}",
            self.count
        ))
    }
}

fn layout(page: Page) -> Html {
    Html::from(format!(
        "<!doctype html><html><head>{}</head><body><nav id=\"count\"><b></nav>{}</body></html>",
        page.head(),
        page.body(),
    ))
}

#[tokio::test]
async fn a_development_build_logs_each_mistake_in_markup_once() {
    let (log, guard) = Log::open();
    let app = Router::new()
        .route("/", docent::route(Sloppy::default).layout(layout).live())
        .merge(docent::assets());
    let address = serve(&Docent::new(), app).await;
    let open = async || {
        get(address, "/", &[]).await;
        log.lines("docent::render").len()
    };
    assert_eq!(open().await, 3, "{}", log.text());
    for text in [
        "names `openform`, which is no event handler of the view: did you mean `open_form`?",
        "two elements have the id `count`, `nav#count` and `p#count`",
        "`<b>` is not closed before `</nav>`",
    ] {
        let lines = log.lines(text);
        assert_eq!(lines.len(), 1, "{text}: {}", log.text());
        assert!(lines[0].contains("view=\"Sloppy\""), "{}", lines[0]);
    }
    assert_eq!(open().await, 3, "{}", log.text());
    let visitor = Visitor::open(address, "/").await;
    let mut socket = visitor.enter().await;
    for number in 1..=2 {
        let event = format!("[\"e\",{number},\"open_form\",{{}},0]");
        socket.send_text(&event).await;
        while !socket.next().await.contains(&format!(">{number}<")) {}
    }
    assert_eq!(log.lines("docent::render").len(), 4, "{}", log.text());
    let lines = log.lines("the field `titel` of `form` is for no parameter of `save`");
    assert_eq!(lines.len(), 1, "{}", log.text());
    assert!(lines[0].contains("line=2"), "{}", lines[0]);
    drop(guard);
}
