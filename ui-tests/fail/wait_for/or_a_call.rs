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
        wait_for: create_project or dom("click"),
    }
    step {
        target: "#save",
        message: "Save it.",
        wait_for: save_project when |event| event.title.is_empty(),
    }
    step {
        target: "#save",
        message: "Save it again.",
        wait_for: save_project or timeout(4s),
    }
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from(self.is_pro.to_string())
    }
}

fn main() {}
