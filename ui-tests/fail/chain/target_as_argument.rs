use docent::prelude::*;

#[derive(Default)]
struct Shop {
    title: String,
    is_pro: bool,
}

#[live_view(TutorialMixin, LiveView)]
impl Shop {
    #[event_handler]
    fn create_project(&mut self) {}

    #[event_handler]
    fn save(&mut self, title: String) {
        self.title = title;
    }
}

impl View for Shop {
    fn render(&self) -> Html {
        Html::from(format!("<p>{} {}</p>", self.title, self.is_pro))
    }
}

tutorial! {
    <Shop>

    step {
        target: "#new",
        message: "Create one.",
        wait_for: next,
        on_enter: Js::scroll_into_view("#new"),
        on_exit: Js::add_class("#new", "seen").hide().to("#menu"),
    }
}

fn main() {}
