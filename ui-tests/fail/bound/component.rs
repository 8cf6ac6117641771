use docent::prelude::*;

struct ProjectForm;

#[live_view(LiveComponent)]
impl ProjectForm {
    #[event_handler(on = "click #save")]
    fn save(&mut self) {}
}

impl Component for ProjectForm {
    fn render(&self) -> Html {
        Html::from("")
    }
}

fn main() {}
