use docent::prelude::*;

struct Exam;

#[live_view(crate = ::docent, crate = ::docent, LiveView)]
impl Exam {
    #[event_handler]
    fn grade(&mut self) {}
}

impl View for Exam {
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {}
