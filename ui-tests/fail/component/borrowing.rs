use docent::prelude::*;

#[derive(Default)]
struct ProjectForm {
    title: String,
}

#[live_view(LiveComponent)]
impl<'a> Sketch<'a> {
    #[event_handler]
    fn save(&mut self, title: String) {
        drop(title);
    }

    fn clear(&mut self) {}
}

struct Sketch<'a> {
    title: &'a str,
}

#[derive(Default)]
struct Onboarding {
    form: ProjectForm,
}

#[live_view(TutorialMixin, LiveView)]
impl Onboarding {
    #[event_handler]
    fn create_project(&mut self) {}
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from(self.form.title.clone())
    }
}

tutorial! {
    <Onboarding>

    step {
        target: "#btn-save",
        message: "Save your project to continue.",
        wait_for: create_project,
    }
}

fn main() {}
