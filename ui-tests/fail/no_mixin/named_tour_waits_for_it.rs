use docent::prelude::*;

struct Onboarding;

#[live_view(LiveView)]
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
    static AGAIN: <Onboarding>
    step { target: "#new", message: "Again?", wait_for: TutorialMixin::start_tutorial }
}

fn main() {}
