use docent::prelude::*;

#[derive(Default)]
struct ProjectForm {
    title: String,
}

#[live_view(LiveComponent)]
impl ProjectForm {
    #[event_handler]
    fn save(&mut self, title: String) {
        self.title = title;
    }

    fn clear(&mut self) {
        self.title.clear();
    }
}

impl Component for ProjectForm {
    fn render(&self) -> Html {
        Html::from(self.title.clone())
    }
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
        docent::component("project_form", &self.form)
    }

    fn component(&mut self, id: &str) -> Option<&mut dyn Component> {
        (id == "project_form").then_some(&mut self.form as &mut dyn Component)
    }
}

tutorial! {
    <Onboarding>

    step {
        target: "#btn-save",
        message: "Save your project to continue.",
        wait_for: ProjectForm::clear,
        when: |event| event.title.is_empty(),
    }
}

fn main() {}
