use axum::response::{Html as Document, Redirect, Response};
use docent::prelude::*;

struct Onboarding;

#[live_view(LiveView)]
impl Onboarding {
    #[event_handler]
    fn save(&mut self) -> Redirect {
        Redirect::to("/done")
    }

    #[event_handler]
    async fn load(&mut self) -> Result<Redirect, std::io::Error> {
        Ok(Redirect::to("/done"))
    }

    #[event_handler]
    fn show(&mut self) -> Response {
        Response::default()
    }

    #[event_handler]
    fn count(&mut self) -> Document<String> {
        Document(String::new())
    }
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::default()
    }
}

fn main() {}
