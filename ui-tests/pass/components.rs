//! A view with components, and views and components that are generic.
#![deny(warnings)]

use std::collections::BTreeMap;
use std::future::ready;

use docent::prelude::*;
use docent::event::Rejection;

/// What the parts of this page are about.
trait Subject: Default + Send + 'static {
    const NAME: &'static str;
}

#[derive(Default)]
struct Project;

impl Subject for Project {
    const NAME: &'static str = "project";
}

#[derive(Default)]
struct Form<S: Subject> {
    title: String,
    subject: S,
}

#[live_view(LiveComponent)]
impl<S: Subject> Form<S> {
    /// A method, sync.
    #[event_handler]
    fn save(&mut self, title: String, tags: Option<Vec<String>>) -> Result<(), HandlerError> {
        if tags.is_some_and(|tags| tags.is_empty()) {
            return Err(HandlerError::message("no tags"));
        }
        self.title = title;
        Ok(())
    }

    /// A method, async.
    #[event_handler]
    async fn check(&mut self, cx: &mut Context<'_, Self>, r#type: u8) {
        ready(r#type).await;
        cx.exec(Js::add_class("checked").to("#form"));
        let _ = (cx.visitor(), cx.tutorial_running(), &self.subject);
    }

    #[cfg(any())]
    #[event_handler]
    fn gone(&mut self, no: NoSuchType) {}
}

impl<S: Subject> Component for Form<S> {
    fn render(&self) -> Html {
        Html::new(format_args!("{} {}", S::NAME, docent::escape(&self.title)))
    }
}

struct Empty;

#[docent::live_view(docent::view::LiveComponent)]
impl Empty {}

impl Component for Empty {
    fn render(&self) -> Html {
        Html::default()
    }
}

#[derive(Default)]
struct Onboarding {
    forms: BTreeMap<u32, Form<Project>>,
}

#[live_view(TutorialMixin, LiveView)]
impl Onboarding {
    #[event_handler]
    fn save(&mut self) {}

    #[event_handler]
    async fn lead(guide: Guide<Self>) {
        let saved = guide
            .wait_for(Form::<Project>::EVENTS.save)
            .when(|event| event.component_id == "form-3" && event.tags.is_none())
            .await;
        drop(saved.map(|event| event.title));
    }
}

impl View for Onboarding {
    fn render(&self) -> Html {
        let forms = self.forms.iter();
        Html::from(
            forms
                .map(|(id, form)| docent::component(&format!("form-{id}"), form).into_string())
                .chain([docent::component("empty", &Empty).into_string()])
                .collect::<String>(),
        )
    }

    fn component(&mut self, id: &str) -> Option<&mut dyn Component> {
        let id = id.strip_prefix("form-")?.parse().ok()?;
        Some(self.forms.get_mut(&id)?)
    }
}

type ProjectForm = Form<Project>;

tutorial! {
    <Onboarding>

    step { target: "#a", message: "", wait_for: ProjectForm::save }
    step {
        target: "#a",
        message: "",
        wait_for: Form::<Project>::check,
        when: |event| event.component_id == "form-3" && event.r#type > 1,
    }
    step { target: "#a", message: "", wait_for: "ProjectForm::save", timeout: 3s }
    step { target: "#a", message: "", wait_for: save }
}

tutorial! {
    static AGAIN: <Onboarding>

    step { target: "#a", message: "", wait_for: crate::ProjectForm::save }
}

#[derive(Default)]
struct Quiet;

impl<V: View> Mixin<V> for Quiet {
    const NAME: &'static str = "Quiet";
}

/// A view for every subject, with a handler whose parameter depends on it.
struct Board<S, const N: usize> {
    subjects: Vec<S>,
}

#[live_view(Quiet, LiveView)]
impl<S, const N: usize> Board<S, N>
where
    S: Subject + serde::de::DeserializeOwned,
    Self: View,
{
    #[event_handler]
    fn add(&mut self, subject: S, note: Option<String>) {
        drop(note);
        if self.subjects.len() < N {
            self.subjects.push(subject);
        }
    }

    #[event_handler]
    fn clear(&mut self) {
        self.subjects.clear();
    }

    #[event_handler]
    async fn watch(guide: Guide<Self>, again: bool) {
        if !again {
            drop(guide.wait_for(Self::EVENTS.clear).await);
        }
    }

    fn _plain(&self) {}
}

impl<S: Subject, const N: usize> View for Board<S, N> {
    fn render(&self) -> Html {
        Html::from(self.subjects.len().to_string())
    }
}

#[derive(Default, serde::Deserialize)]
struct Note {}

impl Subject for Note {
    const NAME: &'static str = "note";
}

tutorial! {
    static BOARD: <Board<Note, 4>>

    step { target: "#a", message: "", wait_for: add, when: |event| event.note.is_none() }
    step { target: "#a", message: "", wait_for: clear }
}

fn main() {
    let _: Result<_, Rejection> = Ok(&AGAIN);
    assert_eq!(BOARD.steps().len(), 2);
    assert_eq!(Board::<Note, 4>::EVENTS.clear.name(), "clear");
    assert_eq!(
        Board::<Note, 4> {
            subjects: vec![Note {}]
        }
        .render()
        .as_str(),
        "1"
    );
    let mut view = Onboarding::default();
    view.forms.insert(3, Form::default());
    assert!(view.component("form-3").is_some() && view.component("form-4").is_none());
    let parts = [
        r#"<div dj-component="form-3">project </div>"#,
        r#"<div dj-component="empty"></div>"#,
    ];
    assert_eq!(view.render().as_str(), parts.concat());
}
