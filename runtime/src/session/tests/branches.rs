//! Tours that branch, skip what is done, wait for some events only, and start automatically.

use super::*;
use crate::log_limit::tests::Lines;
use crate::tour::Tour;

/// A view whose tour takes every kind of branch.
#[derive(Default)]
struct Wizard {
    is_pro: bool,
    has_name: bool,
}

#[live_view(TutorialMixin, LiveView)]
impl Wizard {
    #[event_handler]
    fn choose(&mut self, plan: String) {
        self.is_pro = plan == "pro";
    }

    #[event_handler]
    fn name(&mut self, text: String) {
        self.has_name = !text.is_empty();
    }

    #[event_handler]
    async fn lead(guide: Guide<Self>) {
        let outcome = guide.run(&EXTRA).await;
        guide.exec(Js::set_attr("title", format!("{outcome:?}")).to("#outcome"));
    }

    #[event_handler]
    async fn lead_by_id(guide: Guide<Self>, id: String) -> Result<(), HandlerError> {
        let tour = Self::tour_by_id(&id).ok_or_else(|| HandlerError::message("no such tour"))?;
        guide.run(tour).await?;
        Ok(())
    }
}

impl View for Wizard {
    fn render(&self) -> Html {
        Html::from("<p>wizard</p>")
    }

    fn named_tours() -> Vec<&'static Tour<Self>> {
        vec![&EXTRA]
    }
}

tutorial! {
    <Wizard>
    id: "wizard",
    version: 2,
    highlight_class: "glow",

    step plan {
        target: "#plan",
        message: "Choose a plan.",
        wait_for: choose,
        next: [billing if |view| view.is_pro, naming],
    }
    step billing {
        target: "#billing",
        message: "Your card, please.",
        timeout: 1h,
        on_missing: skip,
        next: end,
    }
    step naming {
        target: "#name",
        message: "What is it called?",
        wait_for: name,
        when: |event| event.text.len() > 2,
        skip_if: |view| view.has_name,
    }
    step last {
        target: "#last",
        message: "That is all.",
        timeout: 1h,
        on_missing: cancel,
    }
}

tutorial! {
    static EXTRA: <Wizard>
    step only { target: "#extra", message: "One more thing.", timeout: 1s }
}

impl Page {
    async fn wizard(wizard: Wizard) -> Self {
        Self::open(&Docent::new(), &Visitor::new(), wizard).await
    }

    async fn choose(&mut self, plan: &str) -> Frame {
        self.event("choose", &format!("{{\"plan\":\"{plan}\"}}"));
        self.next().await
    }
}

#[track_caller]
fn assert_at(frame: &Frame, target: &str) {
    let is_lit = |command: &Command| command.option("class") == Some(&"glow".into());
    let is_shown = frame
        .inside()
        .any(|command| shows(command, target) && is_lit(command));
    assert!(is_shown, "{target} is not shown by {frame}");
}

#[tokio::test(start_paused = true)]
async fn a_handlers_event_that_when_does_not_take_is_logged() {
    let mut page = Page::wizard(Wizard::default()).await;
    page.fire("start_tutorial").await;
    assert_at(&page.choose("free").await, "#name");
    let lines = Lines::default();
    let _guard = tracing::subscriber::set_default(lines.clone());
    page.event("name", "{\"text\":\"ab\"}");
    page.next().await;
    let is_it = |line: &String| line.contains("`when`") && line.contains("handler=\"name\"");
    assert_eq!(lines.taken().iter().filter(|line| is_it(line)).count(), 1);
}

#[tokio::test(start_paused = true)]
async fn the_view_after_the_handler_decides_the_branch() {
    let mut page = Page::wizard(Wizard::default()).await;
    assert_at(&page.fire("start_tutorial").await, "#plan");
    assert_at(&page.choose("pro").await, "#billing");

    let mut page = Page::wizard(Wizard::default()).await;
    page.fire("start_tutorial").await;
    assert_at(&page.choose("free").await, "#name");
}

#[tokio::test(start_paused = true)]
async fn end_ends_the_tour() {
    let mut page = Page::wizard(Wizard::default()).await;
    page.fire("start_tutorial").await;
    page.choose("pro").await;
    page.control(1, 2, "skip");
    assert!(page.next().await.ends_with(",0]"));
}

#[tokio::test(start_paused = true)]
async fn a_step_that_is_done_already_is_not_shown() {
    let wizard = Wizard {
        has_name: true,
        ..Wizard::default()
    };
    let mut page = Page::wizard(wizard).await;
    page.fire("start_tutorial").await;
    let frame = page.choose("free").await;
    assert_at(&frame, "#last");
    assert!(!frame.contains("#name"), "{frame}");
}

#[tokio::test(start_paused = true)]
async fn only_an_event_that_the_step_accepts_ends_it() {
    let mut page = Page::wizard(Wizard::default()).await;
    page.fire("start_tutorial").await;
    page.choose("free").await;
    page.event("name", r#"{"text":"x"}"#);
    let frame = page.next().await;
    assert!(frame.ends_with("[1,2,[]]]"), "{frame}");
    page.event("name", r#"{"text":"Apollo"}"#);
    assert_at(&page.next().await, "#last");
}

#[tokio::test(start_paused = true)]
async fn a_missing_target_skips_or_cancels_where_the_step_says_so() {
    let mut page = Page::wizard(Wizard::default()).await;
    page.fire("start_tutorial").await;
    // This step waits for its target.
    page.control(1, 1, "missing");
    page.silent().await;
    page.choose("pro").await;
    page.control(1, 2, "missing");
    assert!(page.next().await.ends_with(",0]"), "skipped to the end");

    let wizard = Wizard {
        has_name: true,
        ..Wizard::default()
    };
    let mut page = Page::wizard(wizard).await;
    page.fire("start_tutorial").await;
    assert_at(&page.choose("free").await, "#last");
    page.control(1, 3, "missing");
    assert!(page.next().await.ends_with(",0]"), "cancelled");
}

#[test]
fn a_view_lists_its_own_tour_and_its_named_ones() {
    let ids: Vec<_> = Wizard::tours().iter().map(|tour| tour.id).collect();
    assert_eq!(ids, ["wizard", "wizard.extra"]);
    for id in ids {
        assert_eq!(Wizard::tour_by_id(id).map(|tour| tour.id), Some(id));
    }
    assert!(Wizard::tour_by_id("extra").is_none());
}

#[tokio::test(start_paused = true)]
async fn a_flow_runs_the_tour_of_an_id() {
    let mut page = Page::wizard(Wizard::default()).await;
    page.event("lead_by_id", r#"{"id":"wizard.extra"}"#);
    let mut frames = page.next().await;
    frames += page.next().await;
    assert!(frames.contains("One more thing."), "{frames}");
}

#[tokio::test(start_paused = true)]
async fn a_flow_runs_its_own_tour_and_gets_its_outcome() {
    let mut page = Page::wizard(Wizard::default()).await;
    page.fire("lead").await;
    let frame = page.next().await;
    assert!(frame.contains("One more thing."), "{frame}");
    tokio::time::advance(std::time::Duration::from_secs(1)).await;
    let mut frames = page.next().await;
    frames += page.next().await;
    assert!(frames.contains("Ok(Finished)"), "{frames}");
}

#[tokio::test(start_paused = true)]
async fn a_tour_of_another_version_resumes_at_the_same_step_name() {
    for (name, target) in [
        (Some("last"), "#last"),
        (Some("gone"), "#plan"),
        (None, "#plan"),
    ] {
        let docent = Docent::new();
        let visitor = Visitor::new();
        let key = crate::store::ProgressKey::new(&visitor, "wizard");
        let unnamed = crate::store::Progress::new(1, 1, crate::store::ProgressStatus::Running, 0);
        let old = match name {
            Some(name) => unnamed.with_name(name),
            None => unnamed,
        };
        docent.store().save(key, None, old).await.expect("saved");
        let mut page = Page::open(&docent, &visitor, Wizard::default()).await;
        assert_at(&page.next().await, target);
    }
}

/// A view whose tour has the autostart `once`.
#[derive(Default)]
struct Greeter;

#[live_view(TutorialMixin, LiveView)]
impl Greeter {}

impl View for Greeter {
    fn render(&self) -> Html {
        Html::from("<p>hello</p>")
    }
}

tutorial! {
    <Greeter>
    autostart: once,
    highlight_class: "glow",
    step { target: "#hello", message: "Hello.", timeout: 1h }
}

#[tokio::test(start_paused = true)]
async fn a_tour_may_start_by_itself_once_for_each_visitor() {
    let docent = Docent::new();
    let visitor = Visitor::new();
    let mut page = Page::open(&docent, &visitor, Greeter).await;
    assert_at(&page.next().await, "#hello");
    page.control(1, 1, "cancel");
    page.next().await;
    Page::open(&docent, &visitor, Greeter).await.silent().await;
    let mut other = Page::open(&docent, &Visitor::new(), Greeter).await;
    assert_at(&other.next().await, "#hello");
}

#[tokio::test(start_paused = true)]
async fn a_visitor_whose_progress_is_unknown_is_not_taken_as_new() {
    let docent = Docent::builder().progress(Mute).build();
    let mut page = Page::open(&docent, &Visitor::new(), Greeter).await;
    tokio::time::advance(std::time::Duration::from_secs(1)).await;
    page.silent().await;
}
