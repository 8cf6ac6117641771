//! Failures that a page reports, and who receives them.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::Docent;
use crate::config::Limits;
use crate::event::Value;
use crate::failure::{CommandError, CommandName, PageFailure};
use crate::guide::WaitError;
use crate::log_limit::tests::Lines;
use crate::prelude::*;
use crate::test::{Page, Refusal};
use crate::tour::{OnMissing, StepEnd, TourEvent};

/// What mixins and flows received, in order.
#[derive(Default, Clone)]
struct Notes(Arc<Mutex<Vec<String>>>);

impl Notes {
    fn add(&self, who: &str, what: &PageFailure) {
        let what = match what {
            PageFailure::Command {
                command,
                name,
                selector,
                error,
            } => {
                let selector = selector.as_deref().unwrap_or("its source");
                let name = name
                    .as_deref()
                    .map_or_else(String::new, |name| format!(" {name}"));
                let command = command.as_str();
                format!("{command}{name} on {selector}: {}", error.as_str())
            }
            PageFailure::MissingTarget {
                tour,
                step,
                name,
                selector,
                on_missing,
            } => format!("{tour} {step} {name:?} {selector} {on_missing:?}"),
        };
        self.note(format!("{who}: {what}"));
    }

    fn note(&self, line: String) {
        self.0.lock().expect("notes").push(line);
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().expect("notes"))
    }
}

#[derive(Default)]
struct Desk {
    notes: Notes,
    failed: usize,
    hook_panics: bool,
}

#[derive(Default)]
struct Outer;

impl Mixin<Desk> for Outer {
    const NAME: &'static str = "Outer";

    fn page_failure(&mut self, desk: &mut Desk, _: &mut Context<'_, Desk>, failure: &PageFailure) {
        assert!(!desk.hook_panics, "boom");
        desk.notes.add("outer", failure);
        desk.failed += 1;
    }

    fn tour_event(&mut self, desk: &mut Desk, _: &mut Context<'_, Desk>, event: &TourEvent) {
        if let TourEvent::StepEnded { step, cause, .. } = event {
            desk.notes.note(format!("step {step} {cause:?}"));
        }
    }
}

#[derive(Default)]
struct Inner;

impl Mixin<Desk> for Inner {
    const NAME: &'static str = "Inner";

    fn page_failure(&mut self, desk: &mut Desk, cx: &mut Context<'_, Desk>, failure: &PageFailure) {
        desk.notes.add("inner", failure);
        cx.exec(Js::show().to("#fallback"));
    }
}

#[live_view(Outer, Inner, TutorialMixin, LiveView)]
impl Desk {
    #[event_handler]
    fn work(&mut self) {}

    #[event_handler]
    async fn hang(&mut self) {
        tokio::time::sleep(Duration::from_secs(5)).await;
    }

    #[event_handler]
    fn listen(&mut self, cx: &mut Context<'_, Self>) {
        let notes = self.notes.clone();
        cx.spawn(async move |guide: Guide<Self>| {
            let mut failures = guide.page_failures();
            while let Ok(failure) = failures.next().await {
                notes.add("flow", &failure);
            }
        });
    }
}

impl View for Desk {
    fn render(&self) -> Html {
        Html::from(format!("<p>{} failed</p>", self.failed))
    }
}

tutorial! {
    <Desk>

    step lamp { target: "#lamp", message: "A lamp.", on_missing: skip, wait_for: work }
    step { target: "#chair", message: "A chair.", wait_for: work }
    step { target: "#nothing", message: "Well done.", on_missing: center, wait_for: work }
}

async fn desk() -> (Page<Desk>, Notes) {
    let mut page = Page::mount(Desk::default).await;
    let notes = page.view(|desk| desk.notes.clone()).await;
    (page, notes)
}

const FOCUS: &str = "focus on #nowhere: missing";

async fn fail(page: &mut Page<Desk>) {
    let (command, error) = (CommandName::Focus, CommandError::Missing);
    page.report_failure(command, "#nowhere", error).await;
}

#[tokio::test(start_paused = true)]
async fn a_failed_custom_command_or_hook_is_told_by_its_name() {
    let (mut page, notes) = desk().await;
    for (command, name) in [(CommandName::Custom, "confetti"), (CommandName::Hook, "")] {
        page.report_named_failure(command, name, CommandError::Refused)
            .await;
    }
    let told = notes.take();
    assert_eq!(told[0], "outer: custom confetti on its source: refused");
    assert_eq!(told[1], "inner: custom confetti on its source: refused");
    assert_eq!(told[2], "outer: hook  on its source: refused");
    let long = "x".repeat(65);
    page.report_named_failure(CommandName::Custom, &long, CommandError::Threw)
        .await;
    assert_eq!(page.closed(), Some(4400), "no page sends that");
}

#[tokio::test(start_paused = true)]
async fn a_failed_command_reaches_the_mixins_in_order() {
    let (mut page, notes) = desk().await;
    fail(&mut page).await;
    page.report_failure(CommandName::SetAttr, "", CommandError::Refused)
        .await;
    assert_eq!(
        notes.take(),
        [
            format!("outer: {FOCUS}"),
            format!("inner: {FOCUS}"),
            "outer: set_attr on its source: refused".to_owned(),
            "inner: set_attr on its source: refused".to_owned(),
        ]
    );
    assert_eq!(
        page.text("p"),
        "2 failed",
        "what a hook changes is rendered"
    );
    assert_eq!(
        page.take_commands().len(),
        2,
        "and what it asks for is done"
    );
}

#[tokio::test(start_paused = true)]
async fn a_missing_target_is_told_before_the_end_of_its_step() -> Result<(), Refusal> {
    let (mut page, notes) = desk().await;
    page.start_tutorial().await?;
    page.report_missing().await;
    let missing = r#"desk 0 Some("lamp") #lamp Skip"#;
    assert_eq!(
        notes.take(),
        [
            format!("outer: {missing}"),
            format!("inner: {missing}"),
            format!("step 0 {:?}", StepEnd::Missing),
        ]
    );
    page.report_missing().await;
    let missing = format!("desk 1 None #chair {:?}", OnMissing::Wait);
    assert_eq!(
        notes.take(),
        [format!("outer: {missing}"), format!("inner: {missing}")]
    );
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_step_that_may_be_centered_is_no_warning() -> Result<(), Refusal> {
    let lines = Lines::default();
    let _guard = tracing::subscriber::set_default(lines.clone());
    let (mut page, notes) = desk().await;
    page.start_tutorial().await?;
    page.report_missing().await;
    page.report_missing().await;
    page.skip().await;
    notes.take();
    page.report_missing().await;
    let lines = lines.taken();
    let level_of = |selector: &str| {
        let selector = format!("selector={selector:?}");
        let line = lines.iter().find(|line| line.contains(&selector));
        line.and_then(|line| line.split(' ').next())
    };
    let levels = ["#lamp", "#chair", "#nothing"].map(level_of);
    assert_eq!(levels, [Some("WARN"), Some("WARN"), Some("DEBUG")]);
    let missing = format!("desk 2 None #nothing {:?}", OnMissing::Center);
    let told = [format!("outer: {missing}"), format!("inner: {missing}")];
    assert_eq!(notes.take(), told, "the app knows of it all the same");
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_page_reports_64_failures_at_once_and_10_in_a_second() {
    let (mut page, notes) = desk().await;
    for _ in 0..100 {
        fail(&mut page).await;
    }
    assert_eq!(notes.take().len(), 2 * 64);
    page.advance(Duration::from_secs(1)).await;
    for _ in 0..100 {
        fail(&mut page).await;
    }
    assert_eq!(notes.take().len(), 2 * 10);
}

#[tokio::test(start_paused = true)]
async fn failures_wait_for_a_handler_up_to_64() -> Result<(), Refusal> {
    let (mut page, notes) = desk().await;
    page.fire(Desk::EVENTS.listen, ()).await?;
    page.send_without_waiting("hang", Value::Null).await;
    for _ in 0..64 {
        fail(&mut page).await;
    }
    page.advance(Duration::from_secs(1)).await;
    for _ in 0..10 {
        fail(&mut page).await;
    }
    let flow = format!("flow: {FOCUS}");
    assert_eq!(notes.take(), vec![flow; 74], "a flow does not wait");
    page.advance(Duration::from_secs(5)).await;
    assert_eq!(notes.take().len(), 2 * 64);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_hook_that_panics_on_a_failure_disturbs_nothing() -> Result<(), Refusal> {
    let (mut page, notes) = desk().await;
    page.view(|desk| desk.hook_panics = true).await;
    fail(&mut page).await;
    page.view(|desk| desk.hook_panics = false).await;
    page.fire(Desk::EVENTS.work, ()).await?;
    fail(&mut page).await;
    assert_eq!(notes.take().len(), 2);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_flow_listens_from_its_call_until_it_is_dropped() {
    let limits = Limits {
        max_waiters: 1,
        ..Limits::default()
    };
    let docent = Docent::builder().limits(limits).build();
    let builder = Page::<Desk>::builder().docent(&docent);
    let mut page = builder.mount(Desk::default).await.expect("a page");
    let guide = page.guide();
    fail(&mut page).await;
    let mut failures = guide.page_failures();
    let too_many = guide.page_failures().next().await;
    assert_eq!(too_many, Err(WaitError::TooMany));
    for _ in 0..20 {
        fail(&mut page).await;
    }
    for _ in 0..16 {
        assert!(failures.next().await.is_ok(), "it has come before the poll");
    }
    let next = tokio::time::timeout(Duration::from_secs(1), failures.next());
    assert!(next.await.is_err(), "of 20 it keeps 16");
    drop(failures);
    let mut failures = guide.page_failures();
    fail(&mut page).await;
    assert!(
        failures.next().await.is_ok(),
        "the other has left its place"
    );
    page.disconnect().await;
    page.advance(Duration::from_secs(100)).await;
    assert_eq!(failures.next().await, Err(WaitError::SessionClosed));
}
