// Every form of `page`, `href` and `elsewhere`.
#![deny(warnings)]

use docent::prelude::*;
use docent::tour::Tutorial;

#[derive(Default)]
struct Projects {
    newest: u32,
}

#[live_view(TutorialMixin, LiveView)]
impl Projects {}

impl View for Projects {
    fn render(&self) -> Html {
        Html::default()
    }
}

tutorial! {
    <Projects>

    step {
        target: "#list",
        message: "Your projects.",
        page: "/projects",
        wait_for: next,
    }
    step {
        target: "#project",
        message: "One of them.",
        page: "/projects/{id}",
        href: |view| format!("/projects/{}", view.newest),
        elsewhere: go,
        wait_for: next,
    }
    step {
        target: "#edit",
        message: "Edit it.",
        page: |view| format!("/projects/{}/edit?tab=2", view.newest),
        wait_for: next,
    }
    step {
        target: "#help",
        message: "Read on.",
        page: "/docs/{*rest}",
        elsewhere: "wait",
        wait_for: next,
    }
    step {
        target: "#help",
        message: "The manual.",
        page: "/docs/{*rest}",
        href: "/docs/manual",
        wait_for: next,
    }
    step {
        target: "#end",
        message: "That was all.",
        page: |_| "/",
        href: |_| String::from("/?done"),
        elsewhere: "link",
        wait_for: next,
    }
}

fn main() {
    assert_eq!(Projects::tour().steps().len(), 6);
}
