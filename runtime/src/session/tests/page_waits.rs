//! Steps that wait for what the page reports, or for several things at once.

use std::time::Duration;

use super::assert_shows;
use crate::event::Value;
use crate::prelude::*;
use crate::test::{EndedStep, Page};
use crate::tour::{Step, Tour, Tutorial, Wait};
use crate::{Docent, Visitor};

#[derive(Default)]
struct Desk {
    skipped: usize,
}

#[live_view(TutorialMixin, LiveView)]
impl Desk {
    #[event_handler]
    fn act(&mut self) {}

    #[event_handler]
    fn save(&mut self, is_good: bool) {
        let _ = is_good;
    }

    #[event_handler(overrides = TutorialMixin)]
    fn skip_tutorial(&mut self, cx: &mut Context<'_, Self>) {
        self.skipped += 1;
        cx.skip_tutorial();
    }
}

impl View for Desk {
    fn render(&self) -> Html {
        Html::default()
    }
}

const SAVE: Wait =
    Wait::on(Desk::EVENTS.save).when(|params| Ok(Desk::EVENTS.save.decode(params)?.is_good));

static STEPS: [Step<Desk>; 4] = [
    Step::new("#next", "Read this.").wait_for(Wait::next()),
    Step::new("#any", "Do one of these.").wait_for_any(
        const {
            &[
                SAVE,
                Wait::on(Desk::EVENTS.act),
                Wait::dom_at("click", "#later"),
            ]
        },
    ),
    Step::new("#seen", "Open it.")
        .wait_for_any(const { &[Wait::present("#menu[open]"), Wait::absent("#busy")] })
        .timeout(Duration::from_secs(60)),
    Step::new("#act", "Act.").wait_for(Wait::on(Desk::EVENTS.act)),
];
static TOUR: Tour<Desk> = Tour::new("desk", &STEPS);

impl Tutorial for Desk {
    fn tour() -> &'static Tour<Self> {
        &TOUR
    }
}

async fn started() -> Page<Desk> {
    let mut page = Page::open(Desk::default()).await;
    page.start_tutorial().await.expect("it starts");
    page
}

/// The page at the step with this index, which the others were skipped for.
async fn at(step: usize) -> Page<Desk> {
    let page = started().await;
    for _ in 0..step {
        page.guide().skip_tutorial();
        page.settle().await;
    }
    assert_eq!(target(&page), STEPS[step].target());
    page
}

fn target(page: &Page<Desk>) -> String {
    page.step().map_or_else(String::new, |step| step.target)
}

fn causes(page: &Page<Desk>) -> Vec<String> {
    let cause = |ended: EndedStep| ended.cause;
    page.ended_steps().into_iter().map(cause).collect()
}

fn good(is_good: bool) -> [(&'static str, bool); 1] {
    [("is_good", is_good)]
}

#[tokio::test(start_paused = true)]
async fn next_completes_its_step_and_is_no_skip_of_the_app_s() {
    let mut page = started().await;
    assert!(page.step().expect("a step").has_next);
    page.skip().await;
    assert_eq!(target(&page), "#any");
    assert_eq!(causes(&page), ["completed"]);
    assert_eq!(page.view(|desk| desk.skipped).await, 0);
    // The next one has no Next.
    assert!(!page.step().expect("a step").has_next);
    page.skip().await;
    assert_eq!(causes(&page), ["completed", "skipped"]);
    assert_eq!(page.view(|desk| desk.skipped).await, 1);
}

#[tokio::test(start_paused = true)]
async fn the_app_can_skip_a_step_that_waits_for_next() {
    let mut page = started().await;
    page.send("skip_tutorial", Value::Null, None)
        .await
        .expect("it is handled");
    assert_eq!(causes(&page), ["skipped"]);
    let page = at(1).await;
    assert_eq!(causes(&page), ["skipped"]);
}

#[tokio::test(start_paused = true)]
async fn any_of_several_waits_ends_the_step() {
    let mut page = at(1).await;
    let step = page.step().expect("a step");
    assert_eq!(step.until, [r##"dom("click", "#later")"##]);
    page.fire(Desk::EVENTS.act, ())
        .await
        .expect("it is handled");
    assert_eq!(target(&page), "#seen");

    let mut page = at(1).await;
    page.report_done().await;
    assert_eq!(target(&page), "#seen");

    let mut page = at(1).await;
    for (is_good, then) in [(false, "#any"), (true, "#seen")] {
        page.fire(Desk::EVENTS.save, good(is_good))
            .await
            .expect("it is handled");
        assert_eq!(target(&page), then);
    }
    assert_eq!(causes(&page), ["skipped", "completed"]);
}

#[tokio::test(start_paused = true)]
async fn a_report_that_no_step_waits_for_does_nothing() {
    let mut page = at(1).await;
    page.report_done().await;
    assert_eq!(target(&page), "#seen");
    page.report_done().await;
    assert_eq!(target(&page), "#act");
    // This one waits for a handler alone.
    page.report_done().await;
    assert_eq!(target(&page), "#act");
    let mut page = started().await;
    page.report_done().await;
    assert_eq!(target(&page), "#next");
}

#[tokio::test(start_paused = true)]
async fn a_report_while_the_page_is_away_counts_when_it_is_back() {
    let mut page = at(2).await;
    page.disconnect().await;
    page.report_done().await;
    assert_eq!(target(&page), "#seen");
    page.reconnect().await;
    assert_eq!(target(&page), "#act");
    assert_eq!(causes(&page).last().map(String::as_str), Some("completed"));
}

#[tokio::test(start_paused = true)]
async fn the_time_of_a_step_that_waits_for_the_page_runs() {
    let mut page = at(2).await;
    page.advance(Duration::from_secs(60)).await;
    assert_eq!(causes(&page).last().map(String::as_str), Some("timed_out"));
}

#[tokio::test(start_paused = true)]
async fn a_report_counts_while_a_handler_hangs() {
    struct Busy;

    #[live_view(TutorialMixin, LiveView)]
    impl Busy {
        #[event_handler]
        async fn hang(&mut self) {
            std::future::pending::<()>().await;
        }
    }

    impl View for Busy {
        fn render(&self) -> Html {
            Html::default()
        }
    }

    static STEPS: [Step<Busy>; 2] = [
        Step::new("#a", "").wait_for(Wait::dom("click")),
        Step::new("#b", "").wait_for(Wait::on(Busy::EVENTS.hang)),
    ];
    static TOUR: Tour<Busy> = Tour::new("busy", &STEPS);

    impl Tutorial for Busy {
        fn tour() -> &'static Tour<Self> {
            &TOUR
        }
    }

    let mut page = Page::open(Busy).await;
    page.start_tutorial().await.expect("it starts");
    page.send_without_waiting("hang", Value::Null).await;
    page.report_done().await;
    assert_eq!(page.step().expect("a step").target, "#b");
}

#[tokio::test(start_paused = true)]
async fn an_event_is_no_repeat_of_one_before_a_step_that_next_ended() {
    struct Again;

    #[live_view(TutorialMixin, LiveView)]
    impl Again {
        #[event_handler]
        fn act(&mut self) {}
    }

    impl View for Again {
        fn render(&self) -> Html {
            Html::default()
        }
    }

    static STEPS: [Step<Again>; 3] = [
        Step::new("#a", "").wait_for(Wait::on(Again::EVENTS.act)),
        Step::new("#b", "").wait_for(Wait::next()),
        Step::new("#c", "").wait_for(Wait::on(Again::EVENTS.act)),
    ];
    static TOUR: Tour<Again> = Tour::new("again", &STEPS);

    impl Tutorial for Again {
        fn tour() -> &'static Tour<Self> {
            &TOUR
        }
    }

    let mut page = super::Page::open(&Docent::new(), &Visitor::new(), Again).await;
    assert_shows(&page.fire("start_tutorial").await, "#a");
    assert_shows(&page.fire("act").await, "#b");
    page.control(1, 2, "skip");
    // Sent before the page has the step: it counts all the same.
    page.event("act", "{}");
    assert_shows(&page.next().await, "#c");
    let frame = page.next().await;
    assert!(
        frame.contains(r#"["over",{"outcome":"finished"}]"#),
        "{frame}"
    );
}
