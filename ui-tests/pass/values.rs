//! The steps of a tour have the values that are written.
#![deny(warnings)]

use std::sync::LazyLock;
use std::time::Duration;

use docent::prelude::*;
use docent::tour::{Autostart, Tutorial};

const NEVER_MIND: Duration = Duration::from_millis(1_500);

struct Texts {
    title: String,
}

static TEXTS: LazyLock<Texts> = LazyLock::new(|| Texts { title: "of a static".to_owned() });

struct ProjectSetup {
    name: &'static str,
}

#[live_view(TutorialMixin, LiveView)]
impl ProjectSetup {
    #[event_handler(overrides = TutorialMixin)]
    async fn start_tutorial(_guide: Guide<Self>) -> Result<(), HandlerError> {
        Err(HandlerError::message("not today"))
    }

    #[event_handler]
    async fn choose(guide: Guide<Self>, colour: String) {
        drop((guide, colour))
    }

    #[event_handler]
    fn save(self: &mut Self) {
        self.name = "saved"
    }
}

impl View for ProjectSetup {
    fn render(&self) -> Html {
        Html::from(self.name)
    }
}

tutorial! {
    <ProjectSetup>

    step { target: "#a", message: "plain", timeout: 4s }
    step { message: |view| format!("for {}", view.name) wait_for: save target: "#b" position: right }
    step { target: "#c", message: |_| "made", position: "top", timeout: NEVER_MIND, wait_for: "choose" }
    #[cfg(any())]
    step { target: "#gone", message: "" }
    step { target: "#d", message: "", wait_for: nothing, on_enter: Js::focus(), highlight_class: "x", narrate_event: "y:z" }
    step { target: "#e", message: "", timeout: 250ms }
    step { target: "#e", message: "", timeout: 5min }
    step { target: "#e", message: "", timeout: 1h }
    step { target: "#e", message: "", timeout: 4 }
    step { target: "#e", message: "", timeout: 4.25 }
    step { target: "#f", message: |_| &TEXTS.title, timeout: 1s }
}

fn main() {
    let view = ProjectSetup { name: "Ada" };
    let tour = ProjectSetup::tour();
    assert_eq!((tour.id(), tour.version()), ("project_setup", 1));
    assert_eq!(tour.autostart(), Autostart::Never);

    let text = |at: usize| tour.steps()[at].text(&view).into_owned();
    assert_eq!([text(0), text(1), text(2)], ["plain", "for Ada", "made"]);
    assert_eq!(text(9), "of a static");
    assert_eq!(
        format!("{:?}", tour.steps()[0]),
        r##"Step { name: None, target: "#a", message: "plain", position: None, wait_for: [], timeout: Some(4s), has_on_enter: false, has_on_exit: false, on_missing: Wait, page: None, href: None, elsewhere: Link, has_skip_if: false, next: [], highlight_class: "tour-highlight", narrate_event: "tour:narrate" }"##
    );
    assert_eq!(
        format!("{:?}", tour.steps()[3]),
        r##"Step { name: None, target: "#d", message: "", position: None, wait_for: [], timeout: None, has_on_enter: true, has_on_exit: false, on_missing: Wait, page: None, href: None, elsewhere: Link, has_skip_if: false, next: [], highlight_class: "x", narrate_event: "y:z" }"##
    );

    let shown = |field: &str| -> Vec<_> {
        let steps = tour.steps().iter();
        steps
            .map(|step| {
                let step = format!("{step:?}");
                let (_, value) = step.split_once(field).expect("a step shows the field");
                let end = value.find(", ").expect("and more after it");
                value[..end].to_owned()
            })
            .collect()
    };
    assert_eq!(shown("position: ")[..4], ["None", "Some(Right)", "Some(Top)", "None"]);
    assert_eq!(
        shown("timeout: "),
        ["Some(4s)", "None", "Some(1.5s)", "None", "Some(250ms)", "Some(300s)", "Some(3600s)", "Some(4s)", "Some(4.25s)", "Some(1s)"]
    );
    assert_eq!(ProjectSetup::EVENTS.choose.name(), "choose");
}
