use docent::prelude::*;

struct Exam;

#[live_view(LiveView)]
impl Exam {
    #[event_handler]
    async fn lead(guide: Guide<Self>, other: Guide<Self>) {
        drop((guide, other))
    }
}

impl View for Exam {
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {}
