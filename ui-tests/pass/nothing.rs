//! A step that is meant to advance immediately, and a handler of the keyword's name.
#![deny(warnings)]

use docent::tour::Tutorial;
use docent::prelude::*;

struct Onboarding;

#[live_view(TutorialMixin, LiveView)]
impl Onboarding {
    #[event_handler]
    fn nothing(&mut self) {}
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from("")
    }
}

tutorial! {
    <Onboarding>

    step { target: "#nav", message: "", wait_for: nothing, on_enter: Js::focus() }
    step { target: "#nav", message: "Do nothing.", wait_for: "nothing", timeout: 4s }
    #[cfg(any())]
    step { target: "#nav", message: "Never." }
}

#[allow(deprecated)]
mod allowed {
    use super::Onboarding;

    docent::tutorial! {
        static BARE: <Onboarding>

        step { target: "#nav", message: "" }
    }

    pub fn steps() -> usize {
        BARE.steps().len()
    }
}

fn main() {
    let steps = Onboarding::tour().steps();
    assert_eq!(steps[0].waits().count(), 0);
    assert!(format!("{:?}", steps[0]).contains("timeout: None"));
    assert_eq!(steps[1].waits().count(), 1);
    assert!(format!("{:?}", steps[1]).contains("timeout: Some(4s)"));
    assert_eq!(steps.len(), 2);
    assert_eq!(allowed::steps(), 1);
}
