use docent::prelude::*;

struct Onboarding;

#[live_view(Audit, LiveView)]
impl Onboarding {
    #[event_handler(overrides = TutorialMixin)]
    fn start_tutorial(&mut self) {}
}

#[derive(Default)]
struct Audit;

impl<V: View> Mixin<V> for Audit {
    const NAME: &'static str = "Audit";
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {}
