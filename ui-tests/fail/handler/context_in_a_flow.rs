use docent::prelude::*;

struct Exam;

#[live_view(LiveView)]
impl Exam {
    #[event_handler]
    async fn lead(guide: Guide<Self>, cx: &mut Context<'_, Self>) {
        drop((guide, cx))
    }
}

impl View for Exam {
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {}
