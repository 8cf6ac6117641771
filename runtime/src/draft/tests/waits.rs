//! What the steps of made tours wait for.

use super::{Desk, draft, tour};
use crate::draft::{Draft, DraftStep, DraftWait};
use crate::prelude::*;
use crate::test::Page;
use crate::tour::TourOutcome;

fn steps() -> Draft {
    Draft::new()
        .id("waits")
        .step(DraftStep::new("#a", "Read.").wait_for("next"))
        .step(DraftStep::new("#b", "Press.").wait_for(DraftWait::dom("click")))
        .step(DraftStep::new("#c", "Any.").wait_for(DraftWait::any([
            DraftWait::dom_at("toggle", "#menu"),
            DraftWait::present("#menu[open]"),
            DraftWait::absent("#busy"),
            "add".into(),
            "next".into(),
        ])))
}

#[test]
fn waits_of_a_draft_are_objects_in_json() {
    let json = r##"{"id":"waits","steps":[{"target":"#a","message":"Read.","wait_for":"next"},{"target":"#b","message":"Press.","wait_for":{"dom":"click"}},{"target":"#c","message":"Any.","wait_for":{"any":[{"dom":"toggle","at":"#menu"},{"present":"#menu[open]"},{"absent":"#busy"},"add","next"]}}]}"##;
    assert_eq!(crate::json::encode(&steps()), json);
    assert_eq!(draft(json), steps());
}

#[tokio::test(start_paused = true)]
async fn a_made_tour_waits_for_next_and_the_page_and_any() {
    let mut page = Page::open(Desk::default()).await;
    let guide = page.guide();
    let made = tour(&steps());
    let run = tokio::spawn(async move { guide.run(&made).await });
    tokio::task::yield_now().await;
    page.settle().await;
    assert!(page.step().expect("a step").has_next);
    page.skip().await;
    assert_eq!(page.step().expect("a step").until, [r#"dom("click")"#]);
    page.report_done().await;
    let step = page.step().expect("a step");
    assert!(step.has_next);
    assert_eq!(
        step.until,
        [
            r##"dom("toggle", "#menu")"##,
            r##"present("#menu[open]")"##,
            r##"absent("#busy")"##
        ]
    );
    page.fire(Desk::EVENTS.add, ())
        .await
        .expect("it is handled");
    assert_eq!(run.await.expect("no panic"), Ok(TourOutcome::Finished));
    let causes = page.ended_steps().into_iter().map(|ended| ended.cause);
    assert_eq!(causes.collect::<Vec<_>>(), ["completed"; 3]);
}

#[test]
fn what_cannot_be_a_wait_is_a_fault() {
    for wait in [
        "{}",
        "7",
        "[]",
        r##"{"at":"#a"}"##,
        r##"{"dom":["click","#a"]}"##,
        r##"{"dom":"click","present":"#a"}"##,
        r##"{"any":"add"}"##,
        r##"{"any":[{"any":[]}]}"##,
        r##"{"present":{"any":["add"]}}"##,
    ] {
        let json = format!(r##"{{"steps":[{{"target":"#a","message":"","wait_for":{wait}}}]}}"##);
        let faults = draft(&json).check::<Desk>().tour();
        assert_eq!(faults.expect_err(wait).as_slice().len(), 1, "{wait}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_made_tour_waits_for_the_events_of_the_app_that_are_named() {
    struct Paid;
    let draft = Draft::new().step(DraftStep::new("#a", "Pay.").wait_for("Paid"));
    let faults = draft.check::<Desk>().tour().expect_err("it is not named");
    assert_eq!(
        faults.to_string(),
        "step 1, field `wait_for`: `Paid` is not an event handler or an event of the app: a step \
         that waits for it would never advance; let the check know of it, as an event of the app"
    );
    let made = draft.check::<Desk>().app_event::<Paid>().tour();
    let made = made.unwrap_or_else(|faults| panic!("{faults}"));
    let mut page = Page::open(Desk::default()).await;
    let guide = page.guide();
    let run = tokio::spawn(async move { guide.run(&made).await });
    tokio::task::yield_now().await;
    page.emit(Paid).await.expect("the session lives");
    assert_eq!(run.await.expect("no panic"), Ok(TourOutcome::Finished));
}
