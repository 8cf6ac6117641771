//! Components: addressed, answered, refused, and waited for.

use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::advance;

use super::*;

/// A component with a handler of every kind. It is called as another one below.
#[derive(Default)]
struct Form {
    title: String,
    gate: Option<oneshot::Receiver<()>>,
}

#[live_view(LiveComponent)]
impl Form {
    #[event_handler]
    fn save(&mut self, title: String) {
        self.title = title;
    }

    #[event_handler]
    async fn check(&mut self, cx: &mut Context<'_, Self>) {
        if let Some(gate) = self.gate.take()
            && gate.await.is_err()
        {
            std::future::pending::<()>().await;
        }
        let visitor = cx.visitor().id().len();
        cx.exec(Js::set_attr("title", visitor.to_string()).to("#form"));
        self.title.push('!');
    }

    #[event_handler]
    fn explode(&mut self) {
        panic!("boom");
    }

    #[event_handler]
    fn fail(&mut self) -> Result<(), HandlerError> {
        Err(HandlerError::message("canary"))
    }
}

impl Component for Form {
    fn render(&self) -> Html {
        Html::new(format_args!("<i>{}</i>", crate::escape(&self.title)))
    }
}

mod other {
    use crate::prelude::*;

    /// Another type of the same name, with a handler of the same name.
    #[derive(Default)]
    pub(super) struct Form;

    #[live_view(LiveComponent)]
    impl Form {
        #[event_handler]
        fn save(&mut self) {}
    }

    impl Component for Form {
        fn render(&self) -> Html {
            Html::default()
        }
    }
}

/// A view with two components of one type, one of another, and a handler of
/// its own that is called as theirs.
#[derive(Default)]
struct Desk {
    forms: [Form; 2],
    other: other::Form,
    saved: u32,
    diary: Option<mpsc::UnboundedSender<String>>,
}

/// A mixin that writes down whom an event was for.
#[derive(Default)]
struct Witness;

impl Mixin<Desk> for Witness {
    const NAME: &'static str = "Witness";

    fn after_event(
        &mut self,
        desk: &mut Desk,
        _: &mut Context<'_, Desk>,
        event: &Event<'_>,
        outcome: &EventOutcome<'_>,
    ) {
        if let Some(diary) = &desk.diary {
            let line = format!("{} {:?} {outcome:?}", event.name(), event.component_id());
            diary.send(line).expect("the test reads");
        }
    }
}

#[live_view(Witness, TutorialMixin, LiveView)]
impl Desk {
    #[event_handler]
    fn save(&mut self) {
        self.saved += 1;
    }

    #[event_handler]
    async fn watch(guide: Guide<Self>) {
        let seen = guide
            .wait_for(Form::EVENTS.save)
            .when(|event| event.component_id == "form-1")
            .await;
        if let Ok(event) = seen {
            guide.exec(Js::set_attr("title", event.title).to("#seen"));
        }
    }
}

impl View for Desk {
    fn render(&self) -> Html {
        let [first, second] = &self.forms;
        Html::new(format_args!(
            "{}{}{}{}",
            self.saved,
            crate::component("form-0", first),
            crate::component("form-1", second),
            crate::component("other", &self.other),
        ))
    }

    fn component(&mut self, id: &str) -> Option<&mut dyn Component> {
        match id {
            "other" => Some(&mut self.other),
            "broken" => panic!("the view looks wrongly"),
            _ => {
                let at: usize = id.strip_prefix("form-")?.parse().ok()?;
                Some(self.forms.get_mut(at)?)
            }
        }
    }
}

tutorial! {
    <Desk>

    step { target: "#first", message: "Save one.", wait_for: Form::save }
    step {
        target: "#second",
        message: "Save the second.",
        wait_for: Form::save,
        when: |event| event.component_id == "form-1" && event.title != "no",
    }
    step { target: "#own", message: "Save all.", wait_for: save }
    step { target: "#other", message: "Save the other.", wait_for: other::Form::save }
}

impl Page {
    async fn desk() -> Self {
        Self::open(&Docent::new(), &Visitor::new(), Desk::default()).await
    }

    async fn fire_at(&mut self, component: &str, name: &str, params: &str) -> Frame {
        self.event_at(component, name, params);
        self.next().await
    }

    fn event_at(&mut self, component: &str, name: &str, params: &str) {
        self.events += 1;
        let (number, applied) = (self.events, self.applied);
        self.send(format!(
            "[\"e\",{number},\"{name}\",{params},{applied},\"{component}\"]"
        ));
    }
}

#[tokio::test(start_paused = true)]
async fn an_event_reaches_the_component_that_it_names_and_no_other() {
    let mut page = Page::desk().await;
    let frame = page.fire_at("form-1", "save", r#"{"title":"Q3"}"#).await;
    let first = r#"<div dj-component=\"form-0\"><i></i></div>"#;
    let second = r#"<div dj-component=\"form-1\"><i>Q3</i></div>"#;
    assert!(frame.contains(&format!("\"0{first}{second}")), "{frame}");
    assert!(
        page.fire("save")
            .await
            .contains(&format!("\"1{first}{second}"))
    );
}

#[tokio::test(start_paused = true)]
async fn an_unknown_component_or_handler_is_refused_by_name() {
    let mut page = Page::desk().await;
    assert_eq!(
        page.fire_at("form-7", "save", r#"{"title":"Q3"}"#).await,
        r#"["x",1,"unknown_component","there is no component `form-7`"]"#
    );
    // It is the view's, and the component's markup does not mean that one.
    assert_eq!(
        page.fire_at("form-1", "watch", "{}").await,
        r#"["x",2,"unknown_event","the component `form-1` has no event handler `watch`"]"#
    );
    assert_eq!(
        page.fire_at("form-1", "save", "{}").await,
        r#"["x",3,"missing_parameter","parameter `title` is missing","title"]"#
    );
    assert!(page.fire("save").await.starts_with("[\"f\",1,4,"));
}

#[tokio::test(start_paused = true)]
async fn a_panic_or_error_in_a_component_fails_only_its_event() {
    let mut page = Page::desk().await;
    for (id, name, why) in [
        ("form-0", "explode", "the event handler `explode` failed"),
        ("form-0", "fail", "the event handler `fail` failed"),
        (
            "broken",
            "save",
            "the view could not look for its component",
        ),
    ] {
        let answer = page.fire_at(id, name, "{}").await;
        let refused = format!("[\"x\",{},\"handler_failed\",\"{why}\"]", page.events);
        assert_eq!(answer, refused);
    }
    assert!(page.fire("save").await.starts_with("[\"f\",1,4,"));
}

#[tokio::test(start_paused = true)]
async fn an_async_handler_has_its_component_while_the_session_goes_on() {
    let (open, gate) = oneshot::channel();
    let mut desk = Desk::default();
    desk.forms[0].gate = Some(gate);
    let mut page = Page::open(&Docent::new(), &Visitor::new(), desk).await;
    page.fire("start_tutorial").await;
    page.event_at("form-0", "check", "{}");
    page.silent().await;
    page.control(1, 1, "skip");
    assert_shows(&page.next().await, "#second");
    open.send(()).expect("the handler waits");
    let frame = page.next().await;
    assert!(frame.contains("<i>!</i>"), "{frame}");
    assert!(
        frame.contains(r##"["set_attr",{"to":"#form","name":"title","value":"32"}]"##),
        "{frame}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_component_that_hangs_is_dropped_at_the_deadline() {
    let (_open, gate) = oneshot::channel();
    let mut desk = Desk::default();
    desk.forms[0].gate = Some(gate);
    let mut page = Page::open(&Docent::new(), &Visitor::new(), desk).await;
    page.event_at("form-0", "check", "{}");
    page.event("save", "{}");
    page.silent().await;
    advance(Duration::from_secs(15)).await;
    page.send("[\"k\",0]");
    advance(Duration::from_secs(16)).await;
    let mut frames = vec![page.next().await, page.next().await, page.next().await];
    frames.retain(|frame| frame != "[\"p\"]");
    assert!(
        frames[0].starts_with("[\"x\",1,\"handler_failed\""),
        "{frames:?}"
    );
    assert!(frames[1].starts_with("[\"f\",1,2,"), "{frames:?}");
}

#[tokio::test(start_paused = true)]
async fn a_flow_gets_the_id_and_parameters_of_a_components_event() {
    let mut page = Page::desk().await;
    page.fire("watch").await;
    page.fire("save").await;
    page.fire_at("other", "save", "{}").await;
    page.fire_at("form-0", "save", r#"{"title":"a"}"#).await;
    page.silent().await;
    page.fire_at("form-1", "save", r#"{"title":"b"}"#).await;
    let seen = r##"["set_attr",{"to":"#seen","name":"title","value":"b"}]"##;
    assert!(page.next().await.contains(seen));
}

#[tokio::test(start_paused = true)]
async fn a_step_waits_for_the_handler_of_one_type_only() {
    let mut page = Page::desk().await;
    assert_shows(&page.fire("start_tutorial").await, "#first");
    // The view's own `save`, and that of a component of another type.
    for answer in [
        page.fire("save").await,
        page.fire_at("other", "save", "{}").await,
    ] {
        assert!(!answer.contains("#second"), "{answer}");
    }
    assert_shows(
        &page.fire_at("form-0", "save", r#"{"title":"a"}"#).await,
        "#second",
    );
    for (id, title) in [("form-0", "b"), ("form-1", "no")] {
        let title = format!("{{\"title\":\"{title}\"}}");
        assert!(!page.fire_at(id, "save", &title).await.contains("#own"));
    }
    assert_shows(
        &page.fire_at("form-1", "save", r#"{"title":"b"}"#).await,
        "#own",
    );
    assert!(
        !page
            .fire_at("form-1", "save", r#"{"title":"c"}"#)
            .await
            .contains("#other")
    );
    assert_shows(&page.fire("save").await, "#other");
    let last = page.fire_at("other", "save", "{}").await;
    assert!(last.contains("[\"over\","), "{last}");
}

#[tokio::test(start_paused = true)]
async fn a_double_click_counts_once_for_each_component() {
    let mut page = Page::desk().await;
    page.fire("start_tutorial").await;
    // All three before the page has applied the second step.
    page.event_at("form-1", "save", r#"{"title":"a"}"#);
    page.event_at("form-1", "save", r#"{"title":"a"}"#);
    assert_shows(&page.next().await, "#second");
    assert!(!page.next().await.contains("#own"));

    let mut page = Page::desk().await;
    page.fire("start_tutorial").await;
    page.event_at("form-0", "save", r#"{"title":"a"}"#);
    page.event_at("form-1", "save", r#"{"title":"a"}"#);
    assert_shows(&page.next().await, "#second");
    assert_shows(&page.next().await, "#own");
}

#[tokio::test(start_paused = true)]
async fn mixins_see_whom_an_event_was_for() {
    let (diary, mut lines) = mpsc::unbounded_channel();
    let desk = Desk {
        diary: Some(diary),
        ..Desk::default()
    };
    let mut page = Page::open(&Docent::new(), &Visitor::new(), desk).await;
    page.fire("save").await;
    page.fire_at("other", "save", "{}").await;
    page.fire_at("nobody", "save", "{}").await;
    assert_eq!(lines.recv().await.as_deref(), Some("save None Succeeded"));
    assert_eq!(
        lines.recv().await.as_deref(),
        Some("save Some(\"other\") Succeeded")
    );
    let refused = lines.recv().await.expect("a line");
    assert!(
        refused.starts_with("save Some(\"nobody\") Rejected("),
        "{refused}"
    );
}

/// A list of components that come, move and go.
#[derive(Default)]
struct Board {
    forms: Vec<(u32, Form)>,
    added: u32,
}

#[live_view(TutorialMixin, LiveView)]
impl Board {
    #[event_handler]
    fn add(&mut self) {
        self.added += 1;
        self.forms.push((self.added, Form::default()));
    }

    #[event_handler]
    fn reverse(&mut self) {
        self.forms.reverse();
    }

    #[event_handler]
    fn remove(&mut self, id: u32) {
        self.forms.retain(|(own, _)| *own != id);
    }

    #[event_handler]
    fn restore(&mut self, id: u32) {
        self.forms.push((id, Form::default()));
    }
}

impl View for Board {
    fn render(&self) -> Html {
        let forms = self.forms.iter();
        let forms = forms.map(|(id, form)| {
            let form = crate::component(&format!("form-{id}"), form);
            format!("<li id=\"{id}\">{form}</li>")
        });
        Html::from(format!("<ul>{}</ul>", forms.collect::<String>()))
    }

    fn component(&mut self, id: &str) -> Option<&mut dyn Component> {
        let id: u32 = id.strip_prefix("form-")?.parse().ok()?;
        let found = self.forms.iter_mut().find(|(own, _)| *own == id);
        found.map(|(_, form)| form as &mut dyn Component)
    }
}

tutorial! {
    <Board>

    step {
        target: "[dj-component=form-2]",
        message: "Save the second.",
        wait_for: Form::save,
        when: |event| event.component_id == "form-2",
    }
    step { target: "ul", message: "That is all.", wait_for: add }
}

#[tokio::test(start_paused = true)]
async fn a_step_waits_for_a_component_that_comes_later() {
    let mut page = Page::open(&Docent::new(), &Visitor::new(), Board::default()).await;
    page.fire("start_tutorial").await;
    let early = page.fire_at("form-2", "save", r#"{"title":"a"}"#).await;
    assert!(early.contains("unknown_component"), "{early}");
    page.fire("add").await;
    page.fire("add").await;
    let other = page.fire_at("form-1", "save", r#"{"title":"a"}"#).await;
    assert!(other.contains("<i>a</i>"), "{other}");
    let last = page.fire_at("form-2", "save", r#"{"title":"b"}"#).await;
    assert_shows(&last, "ul");
}

#[tokio::test(start_paused = true)]
async fn a_component_keeps_its_state_and_its_wait_as_it_moves() {
    let mut page = Page::open(&Docent::new(), &Visitor::new(), Board::default()).await;
    page.fire("start_tutorial").await;
    page.fire("add").await;
    page.fire("add").await;
    page.fire_at("form-1", "save", r#"{"title":"one"}"#).await;
    let moved = page.fire("reverse").await;
    let (first, second) = (moved.find("form-2"), moved.find("<i>one</i>"));
    assert!(first < second, "{moved}");
    let last = page.fire_at("form-2", "save", r#"{"title":"two"}"#).await;
    assert_shows(&last, "ul");
    assert!(last.contains("<i>two</i>"), "{last}");
}

#[tokio::test(start_paused = true)]
async fn a_component_that_goes_while_a_step_waits_can_come_back() {
    let mut page = Page::open(&Docent::new(), &Visitor::new(), Board::default()).await;
    page.fire("start_tutorial").await;
    page.fire("add").await;
    page.fire("add").await;
    page.event("remove", r#"{"id":2}"#);
    let gone = page.next().await;
    assert!(!gone.contains("form-2"), "{gone}");
    assert!(!gone.contains("[\"over\","), "the step waits on: {gone}");
    let refused = page.fire_at("form-2", "save", r#"{"title":"a"}"#).await;
    assert!(refused.contains("unknown_component"), "{refused}");
    page.event("restore", r#"{"id":2}"#);
    page.next().await;
    let last = page.fire_at("form-2", "save", r#"{"title":"b"}"#).await;
    assert_shows(&last, "ul");
}
