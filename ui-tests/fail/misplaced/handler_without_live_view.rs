use docent::prelude::*;

struct Onboarding;

impl Onboarding {
    #[event_handler]
    fn save(&mut self) {}
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {}
