use docent::prelude::*;

struct Wizard<T>(T);

#[live_view(TutorialMixin, LiveView)]
impl<T: Send + 'static> Wizard<T> {
    #[event_handler]
    fn create_project(&mut self) {}
}

impl<T: Send + 'static> View for Wizard<T> {
    fn render(&self) -> Html {
        Html::default()
    }
}

tutorial! {
    <Wizard<u32>>

    step {
        target: "#new",
        message: "Create a project.",
        wait_for: create_project,
    }
}

fn main() {}
