use docent::prelude::*;

struct Onboarding;

struct Exam;

#[live_view(LiveView)]
impl Onboarding {
    #[event_handler]
    fn create_project(&mut self) {}
}

#[live_view(LiveView)]
impl Exam {
    #[event_handler]
    async fn lead(guide: Guide<Self>) {
        drop(guide.run(&BEGINNER).await)
    }
}

tutorial! {
    static BEGINNER: <Onboarding>

    step {
        target: "#new",
        message: "Create a project.",
        wait_for: create_project,
    }
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from("")
    }
}

impl View for Exam {
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {}
