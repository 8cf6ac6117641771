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
        target: concat!("#", "new"),
        message: "Create a project.",
        wait_for: create_project,
    }
    step {
        target: view.target,
        message: "Save it.",
        timeout: 4s,
    }
    step {
        target: document.getElementsByClassName("first new"),
        message: "Save it.",
        timeout: 4s,
    }
    step {
        target: #5,
        message: "Save it.",
        timeout: 4s,
    }
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from(self.is_pro.to_string())
    }
}

fn main() {}
