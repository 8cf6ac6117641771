use docent::prelude::*;

struct Onboarding;

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
        on_enter: Js::click("#new"),
        on_exit: Js::focus().to("#new").then(Js::click().to("#menu")),
        timeout: 4s,
    }
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {}
