use docent::prelude::*;

struct Onboarding;

#[live_view(LiveView)]
impl Onboarding {
    #[event_handler]
    fn save(&mut self, title: &str, tags: Vec<&str>, body: std::borrow::Cow<'_, str>) {
        let _ = (title, tags, body);
    }
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {}
