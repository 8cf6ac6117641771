//! What the server's hook is told of tours.

use std::sync::{Arc, Mutex};

use crate::panics::lock;
use crate::prelude::*;
use crate::test::Page;
use crate::tour::{TourReport, TourStage};
use crate::{Docent, Visitor};

#[derive(Default)]
struct Desk;

#[live_view(TutorialMixin, LiveView)]
impl Desk {
    #[event_handler]
    fn act(&mut self) {}
}

impl View for Desk {
    fn render(&self) -> Html {
        Html::default()
    }
}

tutorial! {
    <Desk>
    autostart: once,

    step first { target: "#a", message: "One", wait_for: act }
    step second { target: "#b", message: "Two", wait_for: act }
}

/// Each report as a line, and whose they are.
type Told = Arc<Mutex<Vec<(String, Visitor, Option<Arc<str>>)>>>;

fn line(report: &TourReport) -> String {
    let named = |name: &Option<_>| name.as_ref().map_or("?".to_owned(), ToString::to_string);
    match &report.stage {
        TourStage::Started {
            step,
            name,
            resumed,
        } => {
            format!("started {step} {} {resumed}", named(name))
        }
        TourStage::StepShown { step, name } => format!("shown {step} {}", named(name)),
        TourStage::StepEnded { name, cause, .. } => format!("left {} {cause}", named(name)),
        TourStage::Ended { outcome } => format!("ended {outcome}"),
    }
}

fn server() -> (Docent, Told) {
    let told = Told::default();
    let hook = {
        let told = Arc::clone(&told);
        move |report: &TourReport| {
            let (visitor, user) = (report.visitor.clone(), report.user.clone());
            lock(&told).push((line(report), visitor, user));
        }
    };
    (Docent::builder().on_tour_event(hook).build(), told)
}

fn lines(told: &Told) -> Vec<String> {
    let told = std::mem::take(&mut *lock(told));
    told.into_iter().map(|(line, ..)| line).collect()
}

async fn open(docent: &Docent, visitor: &Visitor) -> Page<Desk> {
    let builder = Page::<Desk>::builder().docent(docent).visitor(visitor);
    let builder = builder.user("42");
    builder.mount(Desk::default).await.expect("a view")
}

#[tokio::test(start_paused = true)]
async fn the_hook_is_told_of_each_step_with_visitor_and_user() {
    let (docent, told) = server();
    let visitor = Visitor::new();
    let mut page = open(&docent, &visitor).await;
    page.fire(Desk::EVENTS.act, ()).await.expect("handled");
    page.skip().await;
    let everybody = lock(&told).clone();
    for (line, whose, user) in everybody {
        assert_eq!(
            (whose, user.as_deref()),
            (visitor.clone(), Some("42")),
            "{line}"
        );
    }
    assert_eq!(
        lines(&told),
        [
            "started 0 first false",
            "shown 0 first",
            "left first completed",
            "shown 1 second",
            "left second skipped",
            "ended finished",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_navigation_is_reported_as_a_continuation() {
    let (docent, told) = server();
    let visitor = Visitor::new();
    let mut page = open(&docent, &visitor).await;
    page.fire(Desk::EVENTS.act, ()).await.expect("handled");
    lines(&told);
    let resumed = ["started 1 second true", "shown 1 second"];
    page.reload().await;
    assert_eq!(lines(&told), resumed);
    // Another page, while the first one is open.
    let mut other = open(&docent, &visitor).await;
    page.settle().await;
    assert_eq!(lines(&told), resumed);
    other.fire(Desk::EVENTS.act, ()).await.expect("handled");
    assert_eq!(lines(&told), ["left second completed", "ended finished"]);
}

#[tokio::test(start_paused = true)]
async fn a_hook_that_panics_costs_only_its_report() {
    let docent = Docent::builder()
        .on_tour_event(|_| std::panic::resume_unwind(Box::new("boom")))
        .build();
    let mut page = open(&docent, &Visitor::new()).await;
    page.fire(Desk::EVENTS.act, ()).await.expect("handled");
    let step = page.step().and_then(|step| step.name);
    assert_eq!(step.as_deref(), Some("second"));
}
