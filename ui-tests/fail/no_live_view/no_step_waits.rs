use docent::prelude::*;

struct Onboarding;

tutorial! {
    <Onboarding>

    step {
        target: "#new",
        message: "Create a project.",
        timeout: 4s,
    }
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {}
