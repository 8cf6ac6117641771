use docent::prelude::*;

struct Onboarding;

#[derive(Default)]
struct Audit;

impl<V: View> Mixin<V> for Audit {
    const NAME: &'static str = "Audit";
}

#[live_view(Audit, TutorialMixin, LiveView)]
impl Onboarding {
    #[event_handler]
    fn skip_tutorial(&mut self) {}

    #[event_handler]
    fn back_tutorial(&mut self) {}
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from("")
    }
}

tutorial! {
    <Onboarding>
    step { target: "#new", message: "Create a project.", timeout: 4s }
}

fn main() {}
