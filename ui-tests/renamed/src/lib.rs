//! A library in which docent has another name.
#![deny(warnings, missing_docs, clippy::pedantic)]

use tours::prelude::*;

/// A view.
#[derive(Debug, Default)]
pub struct Onboarding {
    projects: Vec<String>,
}

#[live_view(TutorialMixin, LiveView, crate = ::tours)]
impl Onboarding {
    /// Creates a project.
    #[event_handler]
    pub async fn create_project(&mut self, title: String, cx: &mut Context<'_, Self>) {
        self.projects.push(title);
        cx.exec(Js::focus().to("#title"));
    }
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from(self.projects.join(", "))
    }
}

tutorial! {
    <Onboarding>
    crate: ::tours,

    step {
        target: "#new",
        message: |view| format!("{} projects", view.projects.len()),
        wait_for: create_project,
    }
}
