//! The steps of a tour have the values that are written.
#![deny(warnings)]

use std::time::Duration;

use docent::prelude::*;
use docent::tour::{Message, Position, Tutorial};

const NEVER_MIND: Duration = Duration::from_millis(1_500);

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
}

fn main() {
    let view = ProjectSetup { name: "Ada" };
    let tour = ProjectSetup::tour();
    assert_eq!((tour.id, tour.version), ("project_setup", 1));

    let text = |at: usize| tour.steps[at].message.text(&view).into_owned();
    assert_eq!([text(0), text(1), text(2)], ["plain", "for Ada", "made"]);
    assert!(matches!(tour.steps[0].message, Message::Static("plain")));

    let positions: Vec<_> = tour.steps[..4].iter().map(|step| step.position).collect();
    assert_eq!(
        positions,
        [
            Position::Bottom,
            Position::Right,
            Position::Top,
            Position::Bottom
        ]
    );

    let last = &tour.steps[3];
    assert_eq!((last.highlight_class, last.narrate_event), ("x", "y:z"));
    assert!(last.on_enter.is_some_and(|chain| chain() == Js::focus()) && last.on_exit.is_none());
    assert_eq!(tour.steps[0].highlight_class, "tour-highlight");
    assert_eq!(tour.steps[0].narrate_event, "tour:narrate");

    let timeouts: Vec<_> = tour
        .steps
        .iter()
        .map(|step| step.timeout.map_or(0, |timeout| timeout.as_millis()))
        .collect();
    assert_eq!(
        timeouts,
        [4_000, 0, 1_500, 0, 250, 300_000, 3_600_000, 4_000, 4_250]
    );
    assert_eq!(ProjectSetup::EVENTS.choose.name(), "choose");
}
