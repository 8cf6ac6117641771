use docent::AttachedView;
use docent::prelude::*;

#[derive(Default)]
struct Onboarding;

#[live_view(AttachedView)]
impl Onboarding {
    #[event_handler]
    fn menu_opened(&mut self) {}
}

fn main() {
    let _: axum::Router = axum::Router::new().route("/", docent::live(Onboarding::default));
}
