use docent::prelude::*;

struct Wizard<T>(T);

#[live_view(TutorialMixin, LiveView)]
impl<T: Send + 'static> Wizard<T> {
    #[event_handler]
    fn create_project(&mut self) {}
}

fn main() {}
