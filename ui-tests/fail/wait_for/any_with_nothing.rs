use docent::prelude::*;

struct Onboarding;

#[live_view(TutorialMixin, LiveView)]
impl Onboarding {
    #[event_handler]
    fn create_project(&mut self) {}

    #[event_handler]
    fn save_project(&mut self, title: String) {
        drop(title)
    }
}

tutorial! {
    <Onboarding>

    step {
        target: "#new",
        message: "Create a project.",
        wait_for: any(next, nothing),
    }
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {}
