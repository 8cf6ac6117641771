use docent::prelude::*;

struct Onboarding;

#[live_view(LiveView)]
impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {}
