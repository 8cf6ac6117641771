use docent::prelude::*;

struct Onboarding;

#[live_view(TutorialMixin, LiveView)]
impl Onboarding {
    #[event_handler(overrides = TutorialMixin)]
    async fn start_tour(guide: Guide<Self>) {
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
