use docent::prelude::*;

struct Onboarding;

#[live_view(LiveView)]
impl Onboarding {
    #[event_handler]
    fn create_project(&mut self, title: String) -> Result<(), HandlerError> {
        if title.is_empty() {
            return Err("A project has a title.".into());
        }
        Ok(())
    }
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {}
