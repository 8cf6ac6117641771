use docent::prelude::*;

struct Onboarding {
    is_pro: bool,
}

#[live_view(TutorialMixin, LiveView)]
impl Onboarding {
    #[event_handler]
    fn create_project(&mut self) {}

    #[event_handler]
    fn save_project(&mut self, title: String) {
        drop(title)
    }

    fn close_dialog(&mut self) {}
}

tutorial! {
    <Onboarding>

    step {
        target: "#new",
        message: "Create a project.",
        highlight_class: ["glow", "big"],
        narrate_event: ["show", "hide"],
        wait_for: create_project,
    }
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from(self.is_pro.to_string())
    }
}

fn main() {}
