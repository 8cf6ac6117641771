//! The README's first example, completed. It is built, not served.
#![deny(warnings)]
#![allow(dead_code)]

use std::fmt;

use docent::prelude::*;

#[derive(Debug)]
struct SaveError;

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the disk is full")
    }
}

impl std::error::Error for SaveError {}

#[derive(Default)]
struct Onboarding {
    projects: Vec<String>,
    title: String,
}

#[live_view(TutorialMixin, LiveView)]
impl Onboarding {
    /// Creates an empty project.
    #[event_handler]
    fn create_project(&mut self) {
        self.projects.push(String::new())
    }

    #[event_handler]
    fn form_input_title(&mut self, value: String) {
        self.title = value
    }

    #[event_handler]
    async fn form_saved(&mut self, cx: &mut Context<'_, Self>) -> Result<(), SaveError> {
        let last = self.projects.last_mut().ok_or(SaveError)?;
        *last = std::mem::take(&mut self.title);
        cx.exec(Js::add_class("saved").to("#project-form"));
        Ok(())
    }
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from(self.projects.join(", "))
    }
}

tutorial! {
    <Onboarding>

    step {
        target: "#nav-dashboard",
        message: "This is your dashboard — your home base.",
        timeout: 4s,
    }
    step {
        target: "#btn-new-project",
        message: "Click here to create your first project.",
        wait_for: create_project,
    }
    step {
        target: "#project-form [name=title]",
        message: "Give it a title — anything works.",
        wait_for: form_input_title,
    }
    step {
        target: "#btn-save",
        message: "Save your project to continue.",
        wait_for: form_saved,
    }
}

#[tokio::main]
async fn serve() -> std::io::Result<()> {
    let app = axum::Router::new()
        .route("/", docent::live(Onboarding::default))
        .merge(docent::assets());
    docent::serve(tokio::net::TcpListener::bind("127.0.0.1:3000").await?, app).await
}

fn main() {
    let tour = <Onboarding as docent::tour::Tutorial>::tour();
    assert_eq!(tour.id(), "onboarding");
    let waits: Vec<_> = tour
        .steps()
        .iter()
        .map(|step| step.waits().find_map(|wait| wait.handler()))
        .collect();
    assert_eq!(
        waits,
        [
            None,
            Some("create_project"),
            Some("form_input_title"),
            Some("form_saved")
        ]
    );
}
