//! What an editor knows of a tour, asked of rust-analyzer.
//!
//! `cargo xtask test editor` runs these, where rust-analyzer is or can be had:
//! it loads the whole workspace, which takes longer than all of them together.
//! That the expansion names a handler under the user's own token, by which all
//! of it works, is also a unit test of the macros.

mod rust_analyzer;

use rust_analyzer::{Editor, Place};

/// A view with a component and two tours: `•` is replaced by the rest of a step.
const SOURCE: &str = r##"use docent::prelude::*;

#[derive(Default)]
struct Form {
    title: String,
}

#[live_view(LiveComponent)]
impl Form {
    #[event_handler]
    fn save(&mut self, title: String) {
        self.title = title;
    }
}

impl Component for Form {
    fn render(&self) -> Html {
        Html::from(self.title.clone())
    }
}

#[derive(Default)]
struct Onboarding {
    projects: Vec<String>,
    form: Form,
}

#[live_view(TutorialMixin, LiveView)]
impl Onboarding {
    /// Creates an empty project.
    #[event_handler]
    fn create_project(&mut self) {
        self.projects.push(String::new());
    }

    #[event_handler]
    async fn rename_project(&mut self, title: String) -> Result<(), HandlerError> {
        self.projects.push(title);
        Ok(())
    }
}

impl View for Onboarding {
    fn render(&self) -> Html {
        docent::component("form", &self.form)
    }

    fn component(&mut self, _: &str) -> Option<&mut dyn Component> {
        Some(&mut self.form)
    }
}

tutorial! {
    <Onboarding>

    step {
        target: "#btn-new-project",
        message: "Create your first project.",
        wait_for: create_project,
    }
    step {
        target: "#btn-save",
        message: "Save it.",
        wait_for: Form::save,
    }
    step {
        target: "#title",
        message: "Rename it.",
        •
    }
}

fn main() {}
"##;

fn source(rest: &str) -> String {
    SOURCE.replace('•', rest)
}

/// The tests in one function: rust-analyzer has one version of a file at a time.
#[test]
#[ignore = "needs rust-analyzer: cargo xtask test editor"]
fn an_editor_knows_what_a_tour_names() {
    let mut editor = Editor::start("ui-tests/examples/readme.rs");

    a_handlers_name_leads_to_the_handler_and_nowhere_else(&mut editor);
    a_components_handler_and_the_view_are_led_to_as_well(&mut editor);
    a_handler_is_renamed_from_either_end_in_the_tour_as_well(&mut editor);
    a_handler_lists_the_steps_that_wait_for_it(&mut editor);
    a_half_typed_handler_is_completed_with_the_views_own(&mut editor);
    a_half_typed_handler_of_a_component_is_completed_with_the_components(&mut editor);
    a_closure_knows_the_view_and_the_event(&mut editor);
    a_mistake_in_one_step_leaves_the_others_to_the_editor(&mut editor);
}

fn a_handlers_name_leads_to_the_handler_and_nowhere_else(editor: &mut Editor) {
    let text = source("wait_for: rename_project,");
    editor.write(&text);
    for name in ["create_project", "rename_project"] {
        let asked = Place::of(&text, &format!("wait_for: {name}"), name);
        let handler = Place::of(&text, &format!("fn {name}"), name);
        assert_eq!(editor.definitions(asked), [handler]);
    }
    // With a condition too.
    let text = source("wait_for: rename_project, when: |event| event.title.is_empty(),");
    editor.write(&text);
    let asked = Place::of(&text, "wait_for: rename_project", "rename_project");
    let handler = Place::of(&text, "fn rename_project", "rename_project");
    assert_eq!(editor.definitions(asked), [handler]);
}

fn a_components_handler_and_the_view_are_led_to_as_well(editor: &mut Editor) {
    let text = source("timeout: 4s,");
    editor.write(&text);
    for (asked, name, defined) in [
        ("Form::save", "save", "fn save"),
        ("Form::save", "Form", "struct Form"),
        ("<Onboarding>", "Onboarding", "struct Onboarding"),
    ] {
        assert_eq!(
            editor.definitions(Place::of(&text, asked, name)),
            [Place::of(&text, defined, name)],
            "{name} in {asked}"
        );
    }
}

fn a_handler_is_renamed_from_either_end_in_the_tour_as_well(editor: &mut Editor) {
    let text = source("timeout: 4s,");
    editor.write(&text);
    let handler = Place::of(&text, "fn create_project", "create_project");
    let awaited = Place::of(&text, "wait_for: create_project", "create_project");
    for from in [handler, awaited] {
        assert_eq!(editor.renamed(from, "add_project"), [handler, awaited]);
    }
    let handler = Place::of(&text, "fn save", "save");
    let awaited = Place::of(&text, "Form::save", "save");
    assert_eq!(editor.renamed(handler, "store"), [handler, awaited]);
}

fn a_handler_lists_the_steps_that_wait_for_it(editor: &mut Editor) {
    let text = source("timeout: 4s,");
    editor.write(&text);
    let handler = Place::of(&text, "fn create_project", "create_project");
    let awaited = Place::of(&text, "wait_for: create_project", "create_project");
    assert!(editor.references(handler).contains(&awaited));
}

fn a_half_typed_handler_is_completed_with_the_views_own(editor: &mut Editor) {
    // As one types: with and without the comma.
    for rest in [
        "wait_for: r$0",
        "wait_for: ren$0,",
        "timeout: 4s, wait_for: ren$0",
    ] {
        let offered = editor.completions(&source(rest));
        assert_eq!(offered[..2], ["create_project", "rename_project"], "{rest}");
        assert!(!offered.contains(&"save".to_owned()), "{rest}: {offered:?}");
    }
}

fn a_half_typed_handler_of_a_component_is_completed_with_the_components(editor: &mut Editor) {
    let offered = editor.completions(&source("wait_for: Form::sa$0,"));
    assert_eq!(offered[0], "save");
    assert!(
        !offered.contains(&"create_project".to_owned()),
        "{offered:?}"
    );
}

fn a_closure_knows_the_view_and_the_event(editor: &mut Editor) {
    // Without a letter the closure has no end yet, and is reported instead of printed.
    let offered = editor.completions(&source("timeout: 4s, skip_if: |view| view.p$0,"));
    assert!(offered.contains(&"projects".to_owned()), "{offered:?}");
    let rest = "wait_for: rename_project, when: |event| event.ti$0,";
    let offered = editor.completions(&source(rest));
    assert!(offered.contains(&"title".to_owned()), "{rest}: {offered:?}");
}

fn a_mistake_in_one_step_leaves_the_others_to_the_editor(editor: &mut Editor) {
    let text = source("mesage: 5 5, timeout: 5mins, wait_for");
    editor.write(&text);
    let asked = Place::of(&text, "wait_for: create_project", "create_project");
    let handler = Place::of(&text, "fn create_project", "create_project");
    assert_eq!(editor.definitions(asked), [handler]);
}
