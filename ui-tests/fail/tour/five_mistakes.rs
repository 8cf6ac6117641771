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

    fn close_dialog(&mut self) {}
}

tutorial! {
    <Onboarding>

    step {
        target: "#nav",
        mesage: "This is your dashboard.",
        timeout: 4s,
    }
    step {
        target: "#btn-new-project",
        message: "Create your first project.",
        wait_for: creat_project,
    }
    step {
        target: "#project-form [name=title",
        message: "Give it a title.",
        wait_for: save_project,
    }
    step {
        target: "#help",
        message: "Close this.",
        wait_for: close_dialog,
    }
    step {
        target: "#btn-save",
        message: "Save it.",
        timeout: 5mins,
    }
}

fn unrelated() -> u32 {
    "a type error of another kind"
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {}
