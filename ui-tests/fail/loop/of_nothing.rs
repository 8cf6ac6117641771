use docent::prelude::*;

struct Onboarding;

#[live_view(TutorialMixin, LiveView)]
impl Onboarding {
    #[event_handler]
    fn create_project(&mut self) {}
}

tutorial! {
    <Onboarding>

    step look {
        target: "#nav",
        message: "This is your dashboard.",
        wait_for: nothing,
        next: look,
    }
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {}
