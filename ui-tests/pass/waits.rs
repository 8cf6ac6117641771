//! What a step can wait for besides one handler.
#![deny(warnings)]

use docent::prelude::*;
use docent::tour::Tutorial;

struct Onboarding;

/// An event of the app, of a type that derives nothing.
struct ProjectCreated {
    id: u32,
}

struct Renamed<T>(T);

mod events {
    pub struct Paid {
        pub(super) amount: u32,
    }
}

#[live_view(TutorialMixin, LiveView)]
impl Onboarding {
    #[event_handler]
    fn create_project(&mut self) {}

    #[event_handler]
    fn save_project(&mut self, title: String, size: u32) {
        drop((title, size))
    }

    // These are keywords, and in quotes they are not.
    #[event_handler]
    fn next(&mut self) {}

    #[event_handler]
    fn present(&mut self) {}
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from("")
    }
}

tutorial! {
    <Onboarding>

    step { target: "#a", message: "Read.", wait_for: next }
    step { target: "#a", message: "Read.", wait_for: next timeout: 4s next: save }
    step save { target: "#a", message: "Click.", wait_for: dom("click") }
    step { target: "#a", message: "Open.", wait_for: dom("toggle", "#host >>> details") }
    step { target: "#a", message: "Open.", wait_for: present("#menu[open]"), timeout: 1min }
    step { target: "#a", message: "Close.", wait_for: absent("#menu[open]") }
    step {
        target: "#a",
        message: "Any.",
        wait_for: any(
            create_project,
            save_project when |event| event.size < 3 && event.title.len() > 1,
            TutorialMixin::restart_tutorial,
            "present",
            next,
            dom("app:saved", "#a, #b"),
            present("#menu"),
        ),
    }
    step { target: "#a", message: "One.", wait_for: any(save_project when |event| event.size > 3) }
    step { target: "#a", message: "App.", wait_for: ProjectCreated, when: |event| event.id > 3 }
    step {
        target: "#a",
        message: "App.",
        wait_for: any(events::Paid when |event| event.amount > 3, Renamed<String>, crate::ProjectCreated),
    }
    step { target: "#a", message: "Handlers.", wait_for: "next" }
    step { target: "#a", message: "Handlers.", wait_for: any("present", "save_project") }
}

tutorial! {
    static OTHER: <Onboarding>

    step { target: "#a", message: "Any.", wait_for: any(next, TutorialMixin::skip_tutorial) }
}

fn main() {
    drop((ProjectCreated { id: 3 }, Renamed(String::new()).0, events::Paid { amount: 3 }));
    let steps = Onboarding::tour().steps();
    let waits = |at: usize| -> Vec<String> { steps[at].waits().map(ToString::to_string).collect() };
    let expected: &[&[&str]] = &[
        &["next"],
        &["next"],
        &[r#"dom("click")"#],
        &[r##"dom("toggle", "#host >>> details")"##],
        &[r##"present("#menu[open]")"##],
        &[r##"absent("#menu[open]")"##],
        &[
            "create_project",
            "save_project",
            "restart_tutorial",
            "present",
            "next",
            r##"dom("app:saved", "#a, #b")"##,
            r##"present("#menu")"##,
        ],
        &["save_project"],
        &["ProjectCreated"],
        &["Paid", "Renamed", "ProjectCreated"],
        &["next"],
        &["present", "save_project"],
    ];
    for (at, expected) in expected.iter().enumerate() {
        assert_eq!(waits(at), *expected, "{at}");
    }
    // The first is the button, the other a handler.
    assert_eq!(steps[0].waits().next().and_then(|wait| wait.handler()), None);
    assert_eq!(steps[10].waits().next().and_then(|wait| wait.handler()), Some("next"));
    assert_eq!(OTHER.steps()[0].waits().count(), 2);
}
