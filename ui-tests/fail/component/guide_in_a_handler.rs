use docent::prelude::*;

struct Form;

#[live_view(LiveComponent)]
impl Form {
    #[event_handler]
    fn save(&mut self, guide: Guide<Self>) {
        drop(guide)
    }
}

impl Component for Form {
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {}
