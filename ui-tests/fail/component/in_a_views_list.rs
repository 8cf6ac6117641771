use docent::prelude::*;

struct Onboarding;

#[live_view(LiveComponent, LiveView)]
impl Onboarding {
    #[event_handler]
    fn next(&mut self) {}
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::default()
    }
}

fn main() {}
