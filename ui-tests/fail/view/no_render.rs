use docent::prelude::*;

struct Onboarding {
    title: String,
}

#[live_view(LiveView)]
impl Onboarding {
    #[event_handler]
    fn save(&mut self, title: String) {
        self.title = title;
    }
}

fn main() {}
