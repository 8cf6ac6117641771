//! What is suggested in place of what other libraries and languages have.

use std::fs;
use std::path::Path as FilePath;

use serde_json::json;

use super::{fault, lower, scope, with};
use crate::tour::{Entry, Fault, Scope, Value, check};

#[test]
fn options_of_other_libraries_are_not_answered_by_a_list() {
    // Events of the page and methods here, and what is no option of a step or a tour.
    const NONE: [&str; 27] = [
        "action",
        "addStep",
        "destroy",
        "disableFocusTrap",
        "extraHighlights",
        "finished",
        "getActiveIndex",
        "group",
        "isActive",
        "moveNext",
        "movePrevious",
        "nonce",
        "onCloseClick",
        "onDestroyed",
        "onDoneClick",
        "onEvent",
        "onNextClick",
        "onPopoverRender",
        "onPrevClick",
        "onSkip",
        "refresh",
        "skipped",
        "status",
        "steps",
        "tooltipComponent",
        "useJoyride",
        "hints",
    ];
    let folder = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("../docs/src");
    let mut asked = 0;
    let mut listed = Vec::new();
    for library in ["shepherd", "react_joyride", "intro_js", "driver_js"] {
        let page = folder.join(format!("from_{library}.md"));
        let page = fs::read_to_string(page).expect("the chapter");
        let cells = page
            .lines()
            .filter_map(|line| line.strip_prefix("| ")?.split('|').next());
        for name in cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)) {
            let is_word = name.chars().all(|c| c.is_ascii_alphanumeric());
            if !is_word || NONE.contains(&name) || name.is_empty() {
                continue;
            }
            asked += 1;
            let mut step = lower(&with(json!({})));
            step.steps[0].entries.push(Entry::new(name, Value::Opaque));
            let mut tour = lower(&with(json!({})));
            tour.settings.push(Entry::new(name, Value::Opaque));
            for (tour, list) in [
                (step, "the fields of a step are"),
                (tour, "the settings are"),
            ] {
                for fault in check(&tour, &Scope::source()) {
                    if fault.remedy().starts_with(list) {
                        listed.push(format!("{library} {name}"));
                    }
                }
            }
        }
    }
    assert_eq!(listed, [""; 0]);
    assert!(asked > 60, "{asked}");
}

#[test]
fn an_event_of_the_page_is_written_before_its_selector() {
    for (wait, remedy) in [
        (
            json!({ "dom": "#new", "at": "click" }),
            r##"write the event first: `{"dom": "click", "at": "#new"}`"##,
        ),
        (
            json!({ "dom": "#new" }),
            r##"write the event first: `{"dom": "click", "at": "#new"}`"##,
        ),
        (
            json!({ "dom": ".a .b", "at": "#new" }),
            r#"write the event first: `{"dom": "click", "at": ".a .b"}`"#,
        ),
        (
            json!("phx-click"),
            r#"write the handler's name: `wait_for: create_project`; or, for an event of the page, `{"dom": "click"}`"#,
        ),
    ] {
        assert_eq!(fault(&with(json!({ "wait_for": wait }))).remedy(), remedy);
    }
    for (wait, remedy) in [
        (
            json!({ "dom": "button", "at": "click" }),
            r#"write the event first: `{"dom": "click", "at": "button"}`"#,
        ),
        (
            json!({ "dom": "li", "at": "click" }),
            r#"write the event first: `{"dom": "click", "at": "li"}`"#,
        ),
        (
            json!({ "dom": "input", "at": "click" }),
            r#"write the event first: `{"dom": "click", "at": "input"}`"#,
        ),
        (
            json!({ "dom": "li > a", "at": "click" }),
            r#"write the event first: `{"dom": "click", "at": "li > a"}`"#,
        ),
        // Another event, or a misspelt one.
        (
            json!({ "dom": "dblclick", "at": "click" }),
            r##"write a selector after the event, such as `#later`; for one of several events, use `any`"##,
        ),
        (
            json!({ "dom": "app:done", "at": "click" }),
            r##"write a selector after the event, such as `#later`; for one of several events, use `any`"##,
        ),
        (
            json!({ "dom": "focus", "at": "blur" }),
            r##"write a selector after the event, such as `#later`; for one of several events, use `any`"##,
        ),
    ] {
        let tour = with(json!({ "wait_for": wait }));
        assert_eq!(fault(&tour).remedy(), remedy, "{wait}");
    }
    // `input` is also the name of an element.
    for at in ["input", "button", "#click", "li.click"] {
        let tour = lower(&with(json!({ "wait_for": { "dom": "click", "at": at } })));
        assert_eq!(check(&tour, &scope()).len(), 0, "{at}");
    }
    for event in ["click", "app:done", "my.event", "a-b"] {
        let tour = lower(&with(json!({ "wait_for": { "dom": event } })));
        assert_eq!(check(&tour, &scope()).len(), 0, "{event}");
    }
}

#[test]
fn the_classes_of_a_selector_are_suggested_as_names() {
    for (written, remedy) in [
        (".glow", r#"write `highlight_class: "glow"`"#),
        (" .a.b ", r#"write `highlight_class: "a b"`"#),
        (".a .b", r#"write `highlight_class: "a b"`"#),
        (r".md\:w", r#"write `highlight_class: "md:w"`"#),
        (r".w-1\.5", r#"write `highlight_class: "w-1.5"`"#),
        (r".w-1\.5.big", r#"write `highlight_class: "w-1.5 big"`"#),
        (r".\37 up", r#"write `highlight_class: "7up"`"#),
        // Not only classes.
        (
            ".w-1.5",
            r#"write a class of your stylesheet: `highlight_class: "glow"`"#,
        ),
        (
            ".a > .b",
            r#"write a class of your stylesheet: `highlight_class: "glow"`"#,
        ),
        (
            ".a:hover",
            r#"write a class of your stylesheet: `highlight_class: "glow"`"#,
        ),
        (r#".a"b"#, r#"write `highlight_class: "a\"b"`"#),
        (
            ".",
            r#"write a class of your stylesheet: `highlight_class: "glow"`"#,
        ),
    ] {
        let fault = fault(&with(json!({ "highlight_class": written })));
        assert_eq!(fault.remedy(), remedy, "{written}");
    }
}

#[test]
fn a_condition_above_the_steps_is_no_misspelt_setting() {
    for name in ["if", "condition", "show_if"] {
        let mut tour = lower(&with(json!({})));
        tour.settings.push(Entry::new(name, Value::Opaque));
        let faults = check(&tour, &Scope::source());
        let remedies: Vec<&str> = faults.iter().map(Fault::remedy).collect();
        assert_eq!(
            remedies,
            ["write the opposite: `skip_if: |view| …`"],
            "{name}"
        );
    }
    // Names that are only misspelt.
    for (name, meant) in [("positon", "position"), ("auto_start", "autostart")] {
        let mut tour = lower(&with(json!({})));
        tour.settings.push(Entry::new(name, Value::Opaque));
        let faults = check(&tour, &Scope::source());
        assert_eq!(faults[0].remedy(), format!("did you mean `{meant}`?"));
    }
}

#[test]
fn a_reserved_name_is_not_suggested_for_a_step() {
    for (name, remedy) in [
        (" first step", "write an identifier: `first_step`"),
        (
            " end",
            "write an identifier, of letters, digits and underscores: `first_project`",
        ),
    ] {
        assert_eq!(fault(&with(json!({ "name": name }))).remedy(), remedy);
    }
}
