use docent::prelude::*;

struct Onboarding;

#[live_view(TutorialMixin, LiveView)]
impl Onboarding {
    #[event_handler]
    async fn start_tutorial(guide: Guide<Self>) {
        guide.exec(Js::focus().to("#new"))
    }
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from("")
    }
}

tutorial! {
    <Onboarding>
    step { target: "#new", message: "Create a project.", timeout: 4s }
}

fn main() {}
