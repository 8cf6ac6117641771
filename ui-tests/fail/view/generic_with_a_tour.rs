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

fn main() {}
