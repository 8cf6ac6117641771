use docent::prelude::*;

struct Onboarding;

#[live_view(TutorialMixin, LiveView)]
impl Onboarding {
    #[event_handler]
    fn create_project(&mut self, title: String) {
        drop(title);
    }
}

tutorial! {
    <Onboarding>

    step {
        target: "#new",
        message: "Create a project.",
        wait_for: create_project,
    }
}

fn main() {}
