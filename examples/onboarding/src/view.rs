//! The view: its handlers, its looks and its tour.

use axum::extract::State;
use docent::prelude::*;

use crate::page;
use crate::projects::{SaveError, SharedWorkspace, Workspaces};

/// One open page of the product.
pub struct Onboarding {
    workspace: SharedWorkspace,
    /// Why the last attempt to save failed, until the visitor does something about it.
    refusal: Option<SaveError>,
}

impl Onboarding {
    /// The view of a page that has just been opened.
    pub(crate) async fn mount(
        State(workspaces): State<Workspaces>,
        visitor: docent::Visitor,
    ) -> Self {
        Self {
            workspace: workspaces.of(visitor.id()),
            refusal: None,
        }
    }
}

#[live_view(TutorialMixin, LiveView)]
impl Onboarding {
    /// Starts an empty project.
    #[event_handler]
    fn create_project(&mut self, cx: &mut Context<'_, Self>) {
        self.refusal = None;
        self.workspace.lock().start_draft();
        cx.exec(Js::focus().to("#project-form [name=title]"));
    }

    /// Keeps the title while it is typed, so that a reload loses nothing.
    #[event_handler]
    fn form_input_title(&mut self, value: String) {
        self.refusal = None;
        self.workspace.lock().title_draft(value);
    }

    /// Saves the project.
    ///
    /// A refused title is an error, so the tour goes on waiting; the page shows why.
    #[event_handler]
    fn form_saved(&mut self, title: String, cx: &mut Context<'_, Self>) -> Result<(), SaveError> {
        let saved = self.workspace.lock().save(&title);
        self.refusal = saved.as_ref().err().copied();
        match saved {
            Ok(id) => cx.exec(Js::scroll_into_view().to(format!("#project-{id}"))),
            Err(_) => cx.exec(Js::focus().to("#project-form [name=title]")),
        }
        saved.map(|_| ())
    }
}

impl View for Onboarding {
    fn render(&self) -> Html {
        page::dashboard(&self.workspace.lock(), self.refusal)
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
