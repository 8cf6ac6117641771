use docent::prelude::*;

#[derive(Default)]
struct Shop {
    title: String,
    is_pro: bool,
}

#[live_view(LiveView)]
impl Shop {
    #[event_handler]
    fn save(&mut self, cx: Context<Self>) {
        drop(cx);
    }

    #[event_handler("add-item")]
    fn add(&mut self) {}
}

impl View for Shop {
    fn render(&self) -> Html {
        Html::from(format!("<p>{} {}</p>", self.title, self.is_pro))
    }
}

fn main() {}
