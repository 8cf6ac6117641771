use docent::prelude::*;

struct Onboarding;

struct ProjectCreated {
    id: u32,
}

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
        wait_for: "ProjectCreated",
    }
}

impl View for Onboarding {
    fn render(&self) -> Html {
        let created = ProjectCreated { id: 3 };
        Html::from(created.id.to_string())
    }
}

fn main() {}
