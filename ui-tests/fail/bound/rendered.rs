use docent::prelude::*;

struct Onboarding;

#[live_view(LiveView)]
impl Onboarding {
    #[event_handler(on = "click #save")]
    fn saved(&mut self) {}
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::default()
    }
}

fn main() {}
