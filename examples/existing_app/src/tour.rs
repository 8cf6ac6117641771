//! The tour: all that was added to the app, but for two of its lines.

use axum::extract::State;
use docent::AttachedView;
use docent::prelude::*;
use tower_sessions::Session;

use crate::Projects;

/// Somebody has created a project.
pub(crate) struct ProjectCreated;

#[derive(Default)]
pub(crate) struct Onboarding {
    pub(crate) projects: usize,
}

/// The tour of whoever is signed in. What they have done already is not asked of them.
pub(crate) async fn mount(session: Session, State(projects): State<Projects>) -> Onboarding {
    let user = crate::user(session).await.unwrap_or_default();
    let projects = projects.of(&user).len();
    Onboarding { projects }
}

#[live_view(TutorialMixin, AttachedView)]
impl Onboarding {}

tutorial! {
    <Onboarding>

    step {
        target: "#projects",
        message: "All your projects will be listed here.",
        page: "/",
        wait_for: next,
    }
    step {
        target: "#new-project",
        message: "Begin the first one.",
        page: "/",
        wait_for: dom("click"),
        skip_if: |view| view.projects > 0,
    }
    step {
        target: "#project-form [name=title]",
        message: "Give it a title, and create it.",
        wait_for: ProjectCreated,
        skip_if: |view| view.projects > 0,
    }
    step {
        target: "#project-title",
        message: "This is your project. That was all.",
        page: "/projects/{id}",
        href: |view| format!("/projects/{}", view.projects.saturating_sub(1)),
        wait_for: next,
    }
}
