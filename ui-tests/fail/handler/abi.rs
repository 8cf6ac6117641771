use docent::prelude::*;

struct Exam;

#[live_view(LiveView)]
impl Exam {
    #[event_handler]
    extern "C" fn grade(&mut self) {}
}

impl View for Exam {
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {}
