use docent::page::Page;
use docent::prelude::*;

#[derive(Default)]
struct Inbox;

#[derive(Default)]
struct Outbox;

#[live_view(LiveView)]
impl Inbox {}

#[live_view(LiveView)]
impl Outbox {}

impl View for Inbox {
    fn render(&self) -> Html {
        Html::default()
    }
}

impl View for Outbox {
    fn render(&self) -> Html {
        Html::default()
    }
}

fn layout(page: Page, _: &Outbox) -> Html {
    page.body()
}

fn text(page: Page) -> String {
    page.body().into_string()
}

fn main() {
    let _: axum::routing::MethodRouter = docent::route(Inbox::default).view_layout(layout).live();
    let _: axum::routing::MethodRouter = docent::route(Inbox::default).layout(text).live();
}
