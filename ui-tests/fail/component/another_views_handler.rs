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
        wait_for: create_project,
    }
}

struct Shop;

#[live_view(LiveView)]
impl Shop {
    #[event_handler]
    async fn lead(guide: Guide<Self>) {
        let _ = guide.wait_for(ProjectForm::EVENTS.save).await;
        let _ = guide.wait_for(Onboarding::EVENTS.create_project).await;
    }
}

impl View for Shop {
    fn render(&self) -> Html {
        Html::default()
    }
}

fn main() {}
