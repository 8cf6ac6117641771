use docent::prelude::*;

struct Onboarding;

#[derive(Default)]
struct Audit;

impl<V: View> Mixin<V> for Audit {
    const NAME: &'static str = "Audit";
}

#[live_view(Audit, LiveView)]
impl Onboarding {
    #[event_handler(overrides = Audit)]
    fn save(&mut self) {}
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {}
