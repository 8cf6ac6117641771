use docent::prelude::*;

struct Onboarding {
    title: String,
}

#[live_view(TutorialMixin, LiveView)]
impl Onboarding {
    #[event_handler]
    fn create_project(&mut self) {}

    #[event_handler]
    fn save_project(&mut self, title: String) {
        drop(title)
    }

    fn close_dialog(&mut self) {
        self.title.clear()
    }
}

tutorial! {
    <Onboarding>

    step {
        target: "#new",
        message: |view| view.titel.clone(),
        timeout: 4s,
    }
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {}
