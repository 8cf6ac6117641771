use docent::prelude::*;

#[derive(Default)]
struct Owner {
    name: String,
}

#[derive(Default)]
struct Shop {
    title: String,
    is_pro: bool,
    owner: Owner,
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
        message: |view| &view.title,
        wait_for: next,
    }
    step {
        target: "#new",
        message: |self| self.title.clone(),
        wait_for: next,
    }
    step {
        target: "#new",
        message: view.title.clone(),
        wait_for: next,
    }
    step {
        target: "#new",
        message: |shop: &Shop| &shop.owner.name,
        wait_for: next,
    }
}

fn main() {}
