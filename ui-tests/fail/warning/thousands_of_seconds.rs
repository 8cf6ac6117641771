#![deny(deprecated)]

use docent::prelude::*;

#[derive(Default)]
struct Shop {
    title: String,
    is_pro: bool,
}

#[live_view(TutorialMixin, LiveView)]
impl Shop {
    #[event_handler]
    fn create_project(&mut self) {}

    #[event_handler]
    fn save(&mut self, title: String) {
        self.title = title;
    }
}

impl View for Shop {
    fn render(&self) -> Html {
        Html::from(format!("<p>{} {}</p>", self.title, self.is_pro))
    }
}

tutorial! {
    <Shop>

    step {
        target: "#new",
        message: "Create one.",
        timeout: 4000,
    }
    step {
        target: "#save",
        message: "Save it.",
        timeout: 4000s,
    }
}

fn main() {}
