use docent::AttachedView;
use docent::prelude::*;

struct Onboarding;

#[live_view(AttachedView)]
impl Onboarding {}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::default()
    }
}

fn main() {}
