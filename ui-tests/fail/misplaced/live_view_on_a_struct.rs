use docent::prelude::*;

#[live_view(TutorialMixin, LiveView)]
struct Onboarding;

impl Onboarding {
    fn save(&mut self) {
        let _ = self;
    }
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {}
