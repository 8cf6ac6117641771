use docent::AttachedView;
use docent::prelude::*;

struct Onboarding;

#[live_view(AttachedView)]
impl Onboarding {
    #[event_handler(on = click)]
    fn saved(&mut self) {}
}

fn main() {}
