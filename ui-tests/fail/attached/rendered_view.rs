use docent::prelude::*;

#[derive(Default)]
struct Onboarding;

#[live_view(LiveView)]
impl Onboarding {}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::default()
    }
}

fn main() {
    let _: axum::Router = axum::Router::new().route("/tours", docent::attach(Onboarding::default));
}
