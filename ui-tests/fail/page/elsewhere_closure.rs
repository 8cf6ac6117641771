use docent::prelude::*;

struct Onboarding;

#[live_view(TutorialMixin, LiveView)]
impl Onboarding {
    #[event_handler]
    fn create_project(&mut self) {}
}

tutorial! {
    <Onboarding>

    step {
        target: "#new",
        message: "Create a project.",
        wait_for: create_project,
        page: "/projects",
        elsewhere: || go,
    }
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {}
