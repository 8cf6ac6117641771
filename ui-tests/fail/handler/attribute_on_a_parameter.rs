use docent::prelude::*;

struct Exam;

#[live_view(LiveView)]
impl Exam {
    #[event_handler]
    fn grade(&mut self, #[cfg(unix)] grade: u8) {
        let _ = grade;
    }
}

impl View for Exam {
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {}
