use docent::prelude::*;

struct Exam;

#[live_view(LiveView)]
impl Exam {
    #[event_handler]
    fn grade(&mut self, cx: &mut Context<'_, Self>, other: &mut Context<'_, Self>) {
        let _ = (cx, other);
    }
}

impl View for Exam {
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {}
