use docent::prelude::*;

struct Onboarding;

#[live_view(LiveView)]
impl Onboarding {
    #[event_handler]
    fn create_project(&mut self) {}
}

tutorial! {
    static mut BEGINNER: <Onboarding>

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

fn main() {}
