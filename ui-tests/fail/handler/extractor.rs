use axum::extract::{Query, State};
use docent::prelude::*;

#[derive(Default)]
struct Shop {
    title: String,
    is_pro: bool,
}

#[live_view(LiveView)]
impl Shop {
    #[event_handler]
    fn load(&mut self, State(shelf): State<String>) {
        self.title = shelf;
    }

    #[event_handler]
    fn save(&mut self, Query(title): Query<String>) {
        self.title = title;
    }

    #[event_handler]
    fn keep(&mut self, shelf: State<String>) {
        self.title = shelf.0;
    }
}

impl View for Shop {
    fn render(&self) -> Html {
        Html::from(format!("<p>{} {}</p>", self.title, self.is_pro))
    }
}

fn main() {}
