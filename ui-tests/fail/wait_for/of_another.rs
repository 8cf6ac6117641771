use docent::prelude::*;

struct Onboarding {
    is_pro: bool,
}

#[live_view(TutorialMixin, LiveView)]
impl Onboarding {
    #[event_handler]
    fn create_project(&mut self) {}

    #[event_handler]
    fn save_project(&mut self, title: String) {
        drop(title)
    }

    fn close_dialog(&mut self) {}
}

tutorial! {
    <Onboarding>

    step {
        target: "#new",
        message: "Create a project.",
        wait_for: app.create_project(),
    }
    step {
        target: "#save",
        message: "Save it.",
        wait_for: form.save_project("a"),
    }
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from(self.is_pro.to_string())
    }
}

fn main() {}
