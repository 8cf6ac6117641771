use docent::prelude::*;

struct Onboarding;

#[derive(Default)]
struct Audit;

impl<V: View> Mixin<V> for Audit {
    const NAME: &'static str = "Audit";
    const ORDER: docent::mixin::MixinOrder = docent::mixin::MixinOrder {
        before: &["TutorialMixin"],
        after: &[],
    };
}

#[live_view(TutorialMixin, Audit, LiveView)]
impl Onboarding {
    #[event_handler]
    fn create_project(&mut self) {}
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
