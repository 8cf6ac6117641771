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
    version: 0,

    step {
        target: "#new",
        message: "Create a project.",
        wait_for: create_project,
        when: |event| event.title == "a",
        next: [pro if view.is_pro, sav],
    }
    step pro {
        target: "#new",
        message: "Create a project.",
        skip_if: |view| view.is_por,
        wait_for: creat_project,
    }
    step save {
        target: "#new",
        message: "Create a project.",
        on_missing: ignore,
        timeout: 2s,
    }
    step end {
        target: "#new",
        message: "Create a project.",
        next: end,
    }
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from(self.is_pro.to_string())
    }
}

fn main() {}
