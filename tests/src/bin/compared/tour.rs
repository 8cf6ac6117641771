use docent::{AttachedView, prelude::*};

pub(crate) struct ProjectCreated;

#[derive(Default)]
pub(crate) struct Onboarding;

#[live_view(TutorialMixin, AttachedView)]
impl Onboarding {}

tutorial! {
    <Onboarding>
    step { target: "#nav", message: "Your projects are listed here.", wait_for: next }
    step { target: "#new-project", message: "Create the first one.", wait_for: dom("click") }
    step { target: "#project-form [name=title]", message: "Give it a title.", wait_for: dom("change") }
    step { target: "#save", message: "Save it.", wait_for: ProjectCreated }
    step { target: ".project", message: "Here it is.", wait_for: next }
}
