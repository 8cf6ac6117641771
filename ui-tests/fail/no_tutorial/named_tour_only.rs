use docent::prelude::*;

struct Onboarding;

#[live_view(TutorialMixin, LiveView)]
impl Onboarding {
    #[event_handler]
    fn create_project(&mut self) {}
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from("")
    }
}

tutorial! {
    static BEGINNER: <Onboarding>
    step { target: "#new", message: "Create a project.", timeout: 4s }
}

fn main() {}
