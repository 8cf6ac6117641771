use docent::prelude::*;

struct Onboarding;

#[live_view(LiveView)]
impl Onboarding {
    #[event_handler]
    fn save(&mut self, cx: Context<Self>) {
        drop(cx)
    }
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {}
