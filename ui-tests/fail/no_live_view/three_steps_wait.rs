use docent::prelude::*;

struct Onboarding;

impl Onboarding {
    fn create_project(&mut self) {
        let _ = self;
    }
}

tutorial! {
    <Onboarding>

    step {
        target: "#new",
        message: "Create a project.",
        wait_for: create_project,
    }
    step {
        target: "#new",
        message: "Create a project.",
        wait_for: save_project,
    }
    step {
        target: "#new",
        message: "Create a project.",
        wait_for: form_saved,
    }
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {}
