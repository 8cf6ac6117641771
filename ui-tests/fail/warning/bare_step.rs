#![deny(deprecated)]

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
        target: "#nav",
        message: "This is your dashboard.",
    }
    step welcome {
        target: "#welcome",
        message: "Welcome.",
        next: new,
    }
    step new {
        target: "#new",
        message: "Create a project.",
        wait_for: create_project,
    }
    step {
        target: "#done",
        message: "",
        wait_for: nothing,
    }
    #[cfg(any())]
    step {
        target: "#never",
        message: "",
    }
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {}
