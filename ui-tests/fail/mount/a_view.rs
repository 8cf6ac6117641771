use docent::prelude::*;

struct Exam;

#[live_view(LiveView)]
impl Exam {}

impl View for Exam {
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {
    let _: axum::routing::MethodRouter = docent::live(Exam);
}
