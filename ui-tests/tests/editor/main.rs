//! Editor support for tours, tested with rust-analyzer.
//!
//! `cargo xtask test editor` runs these if rust-analyzer is installed or can be:
//! it loads the whole workspace, which takes longer than all tests together. That
//! the expansion keeps the user's span of a handler's name, on which all of this
//! rests, is also a unit test of the macros.

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

/// All tests in one function, since they share the open file.
#[test]
#[ignore = "needs rust-analyzer: cargo xtask test editor"]
fn an_editor_understands_a_tour() {
    let mut editor = Editor::start("ui-tests/examples/readme.rs");

    a_handlers_name_leads_only_to_the_handler(&mut editor);
    names_of_components_and_views_lead_to_them(&mut editor);
    a_handler_can_be_renamed_from_either_end(&mut editor);
    a_handler_lists_the_steps_that_wait_for_it(&mut editor);
    a_handler_is_completed_from_the_view(&mut editor);
    a_handler_of_a_component_is_completed_from_it(&mut editor);
    a_closure_is_completed_from_the_view_and_the_event(&mut editor);
    a_mistake_in_one_step_does_not_affect_the_others(&mut editor);
}

fn a_handlers_name_leads_only_to_the_handler(editor: &mut Editor) {
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

fn names_of_components_and_views_lead_to_them(editor: &mut Editor) {
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

fn a_handler_can_be_renamed_from_either_end(editor: &mut Editor) {
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

fn a_handler_is_completed_from_the_view(editor: &mut Editor) {
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

fn a_handler_of_a_component_is_completed_from_it(editor: &mut Editor) {
    let offered = editor.completions(&source("wait_for: Form::sa$0,"));
    assert_eq!(offered[0], "save");
    assert!(
        !offered.contains(&"create_project".to_owned()),
        "{offered:?}"
    );
}

fn a_closure_is_completed_from_the_view_and_the_event(editor: &mut Editor) {
    // Without a letter the closure is incomplete, and not in the expansion.
    let offered = editor.completions(&source("timeout: 4s, skip_if: |view| view.p$0,"));
    assert!(offered.contains(&"projects".to_owned()), "{offered:?}");
    let rest = "wait_for: rename_project, when: |event| event.ti$0,";
    let offered = editor.completions(&source(rest));
    assert!(offered.contains(&"title".to_owned()), "{rest}: {offered:?}");
}

fn a_mistake_in_one_step_does_not_affect_the_others(editor: &mut Editor) {
    let text = source("mesage: 5 5, timeout: 5mins, wait_for");
    editor.write(&text);
    let asked = Place::of(&text, "wait_for: create_project", "create_project");
    let handler = Place::of(&text, "fn create_project", "create_project");
    assert_eq!(editor.definitions(asked), [handler]);
}
