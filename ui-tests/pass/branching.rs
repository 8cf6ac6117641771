//! Named steps, branches, conditions and settings.
#![deny(warnings)]

use docent::prelude::*;
use docent::tour::{Autostart, Step, Tour, Tutorial};

/// Leads through projects.
#[derive(Default)]
pub struct Onboarding {
    is_pro: bool,
    projects: Vec<String>,
}

#[live_view(TutorialMixin, LiveView)]
impl Onboarding {
    #[event_handler]
    fn create_project(&mut self, title: String, r#type: Option<u8>) {
        if r#type.is_none() {
            self.projects.push(title);
        }
    }

    #[cfg(any())]
    #[event_handler]
    fn export(&mut self) {}
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from(self.projects.join(", "))
    }
}

tutorial! {
    /// The first project.
    <Onboarding>
    id: "first-project",
    version: 3,
    autostart: once,
    highlight_class: "glow",
    narrate_event: "app:narrate",
    position: left,
    on_missing: center,

    step {
        target: "#nav",
        message: "Home.",
        timeout: 4s,
        next: [
            pro if |view| view.is_pro,
            #[cfg(any())]
            create if |view| view.nothing_of_the_kind,
            export,
            create if |view: &Onboarding| { view.projects.is_empty() },
            end,
        ],
    }
    /// For those who pay.
    step pro {
        target: "#pro"
        message: "Thank you."
        wait_for: TutorialMixin::skip_tutorial
        position: "top"
        on_missing: skip
        highlight_class: "gold"
        next: save if |view| view.projects.len() > 1
    }
    #[cfg(any())]
    step export { target: "#export", message: "Export.", wait_for: export }
    step create {
        target: "#new",
        message: "Create one.",
        wait_for: create_project,
        when: |event| event.title.len() > 3 && event.r#type != Some(2),
        skip_if: |view| !view.projects.is_empty(),
        next: create if |view| view.projects.is_empty(),
    }
    #[cfg(any())]
    step save { target: "#save", message: "Save as before.", wait_for: export, next: end }
    #[cfg(not(any()))]
    step save { target: "#save", message: "Save.", timeout: 2s, on_missing: "cancel", next: end }
}

tutorial! {
    /// For those who come back.
    pub static RETURNING: <Onboarding>

    step look { target: "#nav", message: "Here again?", wait_for: "TutorialMixin::back_tutorial", next: look }
}

mod inner {
    docent::tutorial! {
        pub(crate) static AGAIN: <super::Onboarding>
        id: "again",
        step { target: "#nav", message: |view| view.projects.join(", "), wait_for: create_project }
    }
}

fn _runs(guide: &Guide<Onboarding>) {
    drop((guide.run(&RETURNING), guide.run(&inner::AGAIN)));
    docent::tutorial! {
        static LOCAL: <Onboarding>
        autostart: "always"
        step { target: "#nav", message: "", timeout: 1 }
    }
    drop(guide.run(&LOCAL));
}

fn main() {
    let tour = Onboarding::tour();
    assert_eq!((tour.id(), tour.version()), ("first-project", 3));
    assert_eq!(tour.autostart(), Autostart::Once);
    let names: Vec<_> = tour.steps().iter().map(|step| step.name()).collect();
    assert_eq!(names, [None, Some("pro"), Some("create"), Some("save")]);

    let ways = |tour: &Tour<Onboarding>, at: usize| {
        let step = format!("{:?}", tour.steps()[at]);
        let (_, next) = step.split_once("next: ").expect("a step shows its branches");
        let (next, _) = next.split_once(", highlight_class").expect("and its class");
        next.to_owned()
    };
    assert_eq!(
        ways(tour, 0),
        r#"[Branch { to: Some("pro"), has_condition: true }, Branch { to: Some("create"), has_condition: true }, Branch { to: None, has_condition: false }]"#
    );
    let only = |to, has_condition| {
        format!("[Branch {{ to: {to:?}, has_condition: {has_condition} }}]")
    };
    assert_eq!(ways(tour, 1), only(Some("save"), true));
    assert_eq!(ways(tour, 3), only(None, false));

    let [nav, pro, create, save] = tour.steps() else {
        panic!("four steps")
    };
    assert_shows(nav, &["position: Some(Left)", "on_missing: Center", r#"highlight_class: "glow""#]);
    assert_shows(pro, &["position: Some(Top)", "on_missing: Skip", r#"highlight_class: "gold""#]);
    assert_shows(create, &["on_missing: Center", "has_skip_if: true", r#"narrate_event: "app:narrate""#]);
    assert_shows(save, &["on_missing: Cancel", "has_skip_if: false"]);
    let waits: Vec<_> = pro.waits().filter_map(|wait| wait.handler()).collect();
    assert_eq!(waits, ["skip_tutorial"]);

    assert_eq!(
        (RETURNING.id(), inner::AGAIN.id()),
        ("onboarding.returning", "again")
    );
    assert_eq!(ways(&RETURNING, 0), only(Some("look"), false));
}

fn assert_shows(step: &Step<Onboarding>, fields: &[&str]) {
    let step = format!("{step:?}");
    for field in fields {
        assert!(step.contains(field), "{field} in {step}");
    }
}
