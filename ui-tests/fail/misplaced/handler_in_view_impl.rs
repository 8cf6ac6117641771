use docent::prelude::*;

struct Onboarding;

#[live_view(LiveView)]
impl Onboarding {}

impl View for Onboarding {
    #[event_handler]
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {}
