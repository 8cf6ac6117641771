use docent::prelude::*;

struct Onboarding;

#[derive(Default)]
struct Audit;

impl<V: View> Mixin<V> for Audit {
    const NAME: &'static str = "Audit";
    const ORDER: docent::mixin::MixinOrder = docent::mixin::MixinOrder {
        before: &["Billing"],
        after: &[],
    };
}

#[derive(Default)]
struct Billing;

impl<V: View> Mixin<V> for Billing {
    const NAME: &'static str = "Billing";
    const ORDER: docent::mixin::MixinOrder = docent::mixin::MixinOrder {
        before: &[],
        after: &["Audit"],
    };
}

#[live_view(Billing, Audit, LiveView)]
impl Onboarding {
    #[event_handler]
    fn create_project(&mut self) {}
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {}
