use docent::prelude::*;

struct Onboarding;

impl Onboarding {
    fn reset(&mut self) {}
}

#[live_view(TutorialMixin, LiveView)]
impl Onboarding {
    fn new() -> Self {
        Self
    }

    #[event_handler]
    fn create_project(&mut self) {
        *self = Self::new();
        self.reset()
    }
}

tutorial! {
    <Onboarding>

    step {
        target: "#new",
        message: "Create a project.",
        wait_for: new,
    }
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {}
