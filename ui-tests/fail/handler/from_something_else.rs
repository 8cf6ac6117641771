use docent::prelude::*;

struct Exam;

#[live_view(LiveView)]
impl Exam {
    #[event_handler(from = Page)]
    fn answer(&mut self) {}

    #[event_handler(from = Ap)]
    fn grade(&mut self) {}

    #[event_handler(from = "App")]
    fn close(&mut self) {}
}

impl View for Exam {
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {}
