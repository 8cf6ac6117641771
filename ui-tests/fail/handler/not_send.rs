use docent::prelude::*;

struct Onboarding;

#[live_view(LiveView)]
impl Onboarding {
    #[event_handler]
    async fn save(&mut self) {
        let shared = std::rc::Rc::new(3);
        std::future::ready(()).await;
        drop(shared)
    }
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {}
