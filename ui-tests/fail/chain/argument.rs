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
        on_enter: Js::scroll_into_view("#new").then(Js::focus("#title")),
        on_exit: Js::add_class("#new", "seen"),
        timeout: 4s,
    }
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {}
