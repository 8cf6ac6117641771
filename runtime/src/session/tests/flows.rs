//! Flows: what they ask for, what they wait for, and what is left when they are dropped.

mod cancellation;

use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::Mutex;
use std::task::{Context as TaskContext, Poll, Wake, Waker};

use tokio::time::advance;

use super::*;
use crate::guide::{SessionClosed, WaitError};
use crate::tour::TourOutcome;
use crate::tour::{Step, StepEnd, Wait};

/// A view whose flows are given by the test, and whose handlers a flow can wait for.
#[derive(Default)]
struct Studio {
    notes: Arc<Mutex<Vec<String>>>,
    flow: Option<Job>,
    made: u32,
}

/// What a flow is to do with its guide.
type Job = Box<dyn FnOnce(Guide<Studio>) -> Pin<Box<dyn Future<Output = ()> + Send>> + Send>;

fn job<F, Fut>(flow: F) -> Option<Job>
where
    F: FnOnce(Guide<Studio>) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    Some(Box::new(move |guide| Box::pin(flow(guide))))
}

/// Writes down what happens to the tour.
#[derive(Default)]
struct Ear;

impl Mixin<Studio> for Ear {
    const NAME: &'static str = "Ear";

    fn tour_event(&mut self, studio: &mut Studio, _: &mut Context<'_, Studio>, event: &TourEvent) {
        let line = match event {
            TourEvent::Started { tour, .. } => format!("{tour} started"),
            TourEvent::StepEnded { cause, .. } => format!("{cause:?}"),
            TourEvent::Ended { outcome, .. } => format!("it is {outcome:?}"),
        };
        studio.note(line);
    }
}

impl Studio {
    fn note(&self, line: impl Into<String>) {
        let mut notes = self.notes.lock().expect("no note panics");
        notes.push(line.into());
    }
}

#[live_view(Ear, TutorialMixin, LiveView)]
impl Studio {
    #[event_handler]
    fn begin(&mut self, cx: &mut Context<'_, Self>) {
        if let Some(flow) = self.flow.take() {
            cx.spawn(flow);
        }
    }

    #[event_handler]
    fn make(&mut self, title: String) -> Result<(), HandlerError> {
        if title == "refused" {
            return Err(HandlerError::message("no"));
        }
        self.made += 1;
        Ok(())
    }

    #[event_handler]
    async fn hang(&mut self) {
        std::future::pending::<()>().await;
    }

    #[event_handler(overrides = TutorialMixin)]
    async fn start_tutorial(guide: Guide<Self>) -> Result<(), SessionClosed> {
        let is_new = guide.with(|studio| studio.made == 0).await?;
        let steps: &[&'static Step<Self>] = if is_new { &[&FIRST, &TIMED] } else { &[&TIMED] };
        for step in steps {
            if guide.run_step(step).await? == StepEnd::Cancelled {
                break;
            }
        }
        Ok(())
    }
}

impl View for Studio {
    fn render(&self) -> Html {
        Html::from(format!("<p>{}</p>", self.made))
    }
}

static FIRST: Step<Studio> = Step::new("#first", "Make something.")
    .named("first")
    .wait_for(Wait::on(Studio::EVENTS.make));

static TIMED: Step<Studio> = Step::new("#timed", "Look.").timeout(Duration::from_secs(4));

static DONE: Step<Studio> = Step::new("#done", "Done already.").skip_if(|_| true);

static FLEETING: Step<Studio> = Step::new("#fleeting", "It appears and is gone.");

static MADE: Step<Studio> = Step::new("#made", "")
    .message_from(|studio: &Studio| studio.made.to_string().into())
    .timeout(Duration::from_secs(4));

tutorial! {
    static LONG: <Studio>
    step one { target: "#one", message: "One.", timeout: 1h }
    step two { target: "#two", message: "Two.", timeout: 1h }
}

/// A studio with that flow, and its notes.
fn studio(flow: Option<Job>) -> (Studio, Arc<Mutex<Vec<String>>>) {
    let notes = Arc::default();
    let studio = Studio {
        notes: Arc::clone(&notes),
        flow,
        ..Studio::default()
    };
    (studio, notes)
}

fn take(notes: &Mutex<Vec<String>>) -> Vec<String> {
    std::mem::take(&mut *notes.lock().expect("no note panics"))
}

impl Page {
    async fn studio(flow: Option<Job>) -> (Self, Arc<Mutex<Vec<String>>>) {
        let (studio, notes) = studio(flow);
        let page = Self::open(&Docent::new(), &Visitor::new(), studio).await;
        (page, notes)
    }

    /// All that the session sends now, the parts of each frame joined.
    async fn all(&mut self) -> Frame {
        let (mut frames, mut joined) = (Frame::default(), String::new());
        while let Some(Sent::Text(text)) = self.received().await {
            let frame = self.read(text);
            match &frame.frames[..] {
                [ServerFrame::Part { is_last, text }] => {
                    joined += text;
                    if *is_last {
                        frames += self.read(std::mem::take(&mut joined));
                    }
                }
                _ => frames += frame,
            }
        }
        frames
    }
}

// A single step.

#[tokio::test(start_paused = true)]
async fn a_flow_runs_single_steps_and_gets_why_each_ended() {
    let (mut page, notes) = Page::studio(job(async |guide| {
        for step in [&FIRST, &TIMED, &DONE, &FLEETING] {
            let cause = guide.run_step(step).await;
            guide.exec(Js::set_attr("title", format!("{cause:?}")).to("#cause"));
        }
    }))
    .await;
    page.event("begin", "{}");
    let frames = page.all().await;
    assert_shows(&frames, "#first");
    assert!(frames.contains(r#""step":0,"total":1"#), "{frames}");

    page.event("make", r#"{"title":"refused"}"#);
    assert!(
        !page.all().await.contains("title"),
        "a refused event is no answer"
    );
    page.event("make", r#"{"title":"Apollo"}"#);
    let frames = page.all().await;
    assert_clears(&frames, "#first");
    assert!(frames.contains("Ok(Completed)"), "{frames}");
    assert_shows(&frames, "#timed");

    advance(Duration::from_secs(4)).await;
    let frames = page.all().await;
    assert!(frames.contains("Ok(TimedOut)"), "{frames}");
    assert!(frames.contains("Ok(Satisfied)"), "{frames}");
    assert!(!frames.contains("#done"), "{frames}");
    assert!(frames.contains("It appears"), "{frames}");
    assert!(frames.contains("Ok(Completed)"), "{frames}");
    assert!(frames.ends_with(",0]"), "{frames}");
    assert_eq!(
        take(&notes),
        [
            "first started",
            "Completed",
            "it is Finished",
            "#timed started",
            "TimedOut",
            "it is Finished",
            "#done started",
            "Satisfied",
            "it is Finished",
            "#fleeting started",
            "Completed",
            "it is Finished",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn skip_and_cancel_end_a_single_step_and_back_does_nothing() {
    let (mut page, _) = Page::studio(job(async |guide| {
        for _ in 0..2 {
            let cause = guide.run_step(&FIRST).await;
            guide.exec(Js::set_attr("title", format!("{cause:?}")).to("#cause"));
        }
    }))
    .await;
    page.event("begin", "{}");
    page.all().await;
    page.control(1, 1, "back");
    assert_eq!(page.all().await, "");
    page.control(1, 1, "skip");
    assert!(page.all().await.contains("Ok(Skipped)"));
    page.control(2, 1, "cancel");
    let frames = page.all().await;
    assert!(frames.contains("Ok(Cancelled)"), "{frames}");
    assert_clears(&frames, "#first");
}

#[tokio::test(start_paused = true)]
async fn an_overridden_start_runs_the_steps_that_the_view_asks_for() {
    let (mut page, _) = Page::studio(None).await;
    page.event("start_tutorial", "{}");
    assert_shows(&page.all().await, "#first");
    page.event("make", r#"{"title":"Apollo"}"#);
    assert_shows(&page.all().await, "#timed");
    advance(Duration::from_secs(4)).await;
    assert_clears(&page.all().await, "#timed");
    page.event("start_tutorial", "{}");
    assert_shows(&page.all().await, "#timed");
}

#[tokio::test(start_paused = true)]
async fn a_single_step_replaces_a_tour_and_stores_nothing() {
    let docent = Docent::new();
    let visitor = Visitor::new();
    let (studio, notes) = studio(job(async |guide| {
        let (tour, step) = tokio::join!(guide.run(&LONG), async { guide.run_step(&FIRST).await });
        guide.exec(Js::set_attr("title", format!("{tour:?} {step:?}")).to("#ends"));
    }));
    let mut page = Page::open(&docent, &visitor, studio).await;
    page.event("begin", "{}");
    let frames = page.all().await;
    assert_shows(&frames, "#first");
    page.event("make", r#"{"title":"Apollo"}"#);
    let frames = page.all().await;
    assert!(frames.contains("Ok(Superseded) Ok(Completed)"), "{frames}");
    assert_eq!(
        take(&notes)[..4],
        [
            "studio.long started",
            "Superseded",
            "it is Superseded",
            "first started"
        ]
    );
    for (tour, is_stored) in [("studio.long", true), ("first", false)] {
        let key = crate::store::ProgressKey::new(&visitor, tour);
        let stored = docent.store().load(key).await.expect("it is in memory");
        assert_eq!(stored.is_some(), is_stored, "{tour}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_step_or_a_tour_that_loses_a_select_is_taken_off_the_page() {
    for is_tour in [false, true] {
        let (mut page, notes) = Page::studio(job(async move |guide| {
            let made = guide.wait_for(Studio::EVENTS.make);
            let lead = async {
                match is_tour {
                    true => guide.run(&LONG).await.map(|_| ()),
                    false => guide.run_step(&TIMED).await.map(|_| ()),
                }
            };
            tokio::select! {
                _ = lead => guide.exec(Js::hide().to("#wrong")),
                _ = made => guide.exec(Js::show().to("#right")),
            }
        }))
        .await;
        let target = if is_tour { "#one" } else { "#timed" };
        page.event("begin", "{}");
        assert_shows(&page.all().await, target);
        page.event("make", r#"{"title":"Apollo"}"#);
        let frames = page.all().await;
        assert_clears(&frames, target);
        assert!(frames.contains("#right"), "{frames}");
        assert!(frames.contains("[\"over\","), "{frames}");
        assert_eq!(take(&notes)[1..], ["Cancelled", "it is Cancelled"]);
    }
}

#[tokio::test(start_paused = true)]
async fn a_tour_of_a_flow_stays_stored_when_its_session_ends() {
    let docent = Docent::new();
    let visitor = Visitor::new();
    let (studio, notes) = studio(job(async |guide| {
        assert!(guide.run(&LONG).await.is_err(), "the tour has no end here");
    }));
    let mut page = Page::open(&docent, &visitor, studio).await;
    page.event("begin", "{}");
    page.all().await;
    drop(page);
    tokio::time::sleep(Duration::from_secs(61)).await;
    assert!(docent.registry().is_empty());
    assert!(docent.registry().leads_nobody(), "the run is forgotten");
    assert_eq!(take(&notes), ["studio.long started"]);
    let key = crate::store::ProgressKey::new(visitor, "studio.long");
    let stored = docent.store().load(key).await.expect("it is in memory");
    let (progress, _) = stored.expect("the tour was running");
    assert_eq!(progress.status(), crate::store::ProgressStatus::Running);
}

#[tokio::test(start_paused = true)]
async fn the_time_of_a_step_begins_when_it_is_on_the_page() {
    let (mut page, _) = Page::studio(job(async |guide| {
        tokio::time::sleep(Duration::from_secs(1)).await;
        assert_eq!(guide.run_step(&MADE).await, Ok(StepEnd::TimedOut));
    }))
    .await;
    page.event("begin", "{}");
    // While this one has the view, the message cannot be made.
    page.event("hang", "{}");
    page.all().await;
    advance(Duration::from_secs(29)).await;
    assert!(!page.all().await.contains("#made"));
    advance(Duration::from_secs(1)).await;
    assert_shows(&page.all().await, "#made");
    advance(Duration::from_secs(3)).await;
    assert!(!page.all().await.contains("#made"));
    advance(Duration::from_secs(1)).await;
    assert_clears(&page.all().await, "#made");
}

// Waits.

#[tokio::test(start_paused = true)]
async fn every_matching_wait_resolves_with_the_handlers_parameters() {
    let (mut page, _) = Page::studio(job(async |guide| {
        let all = (
            guide.wait_for(Studio::EVENTS.make),
            guide
                .wait_for(Studio::EVENTS.make)
                .when(|event| event.title.len() > 3),
            guide.wait_for(Studio::EVENTS.make).when(|_| panic!("boom")),
            guide
                .wait_for(Studio::EVENTS.make)
                .when(|event| event.title == "never"),
        );
        let (one, two) = tokio::join!(all.0, all.1);
        let titles = [one, two].map(|made| made.map(|made| made.title));
        let rest = tokio::join!(
            all.2.timeout(Duration::from_secs(1)),
            all.3.timeout(Duration::from_secs(1))
        );
        let rest = [rest.0, rest.1].map(|made| made.map(|made| made.title));
        guide.exec(Js::set_attr("title", format!("{titles:?} {rest:?}")).to("#seen"));
    }))
    .await;
    page.event("begin", "{}");
    page.all().await;
    page.event("make", r#"{"title":"refused"}"#);
    page.event("make", r#"{"title":"Apollo"}"#);
    page.all().await;
    advance(Duration::from_secs(1)).await;
    let frames = page.all().await;
    let seen = r#"[Ok(\"Apollo\"), Ok(\"Apollo\")] [Err(TimedOut), Err(TimedOut)]"#;
    assert!(frames.contains(seen), "{frames}");
}

#[tokio::test(start_paused = true)]
async fn a_view_access_that_loses_a_select_never_runs() {
    let (mut page, _) = Page::studio(job(async |guide| {
        // A handler hangs by then. More accesses are dropped than may ever wait.
        tokio::time::sleep(Duration::from_secs(1)).await;
        for _ in 0..1_000 {
            tokio::select! {
                biased;
                _ = guide.with(|studio| studio.made += 1_000) => {}
                () = tokio::task::yield_now() => {}
            }
        }
        if guide.with(|studio| studio.made += 1).await.is_ok() {
            guide.exec(Js::show().to("#free"));
        }
    }))
    .await;
    page.event("begin", "{}");
    page.event("hang", "{}");
    page.all().await;
    advance(Duration::from_secs(2)).await;
    page.all().await;
    advance(Duration::from_secs(28)).await;
    let frames = page.all().await;
    assert!(frames.contains("#free"), "{frames}");
    assert!(frames.contains("<p>1</p>"), "{frames}");
}

#[tokio::test(start_paused = true)]
async fn commands_that_a_flow_pushes_without_awaiting_arrive_in_order() {
    let (mut page, _) = Page::studio(job(async |guide| {
        for number in 0..1_000 {
            guide.exec(Js::add_class(format!("c{number}")));
        }
    }))
    .await;
    page.event("begin", "{}");
    let frames = page.all().await;
    let places: Vec<_> = (0..1_000)
        .map(|number| frames.find(&format!("\"c{number}\"")))
        .collect();
    assert!(places.iter().all(Option::is_some), "some were lost");
    assert!(places.is_sorted());
}

#[tokio::test(start_paused = true)]
async fn a_queued_event_counts_for_a_flows_next_step() {
    static ONE: Step<Studio> = Step::new("#one", "Begin.").wait_for(Wait::on(Studio::EVENTS.begin));
    let studio = Studio {
        flow: job(|guide| async move {
            for step in [&FIRST, &ONE, &FIRST] {
                guide.run_step(step).await.expect("the session lives");
            }
        }),
        ..Studio::default()
    };
    let notes = Arc::clone(&studio.notes);
    let mut page = Page::open(&Docent::new(), &Visitor::new(), studio).await;
    page.fire("begin").await;
    page.next().await;
    // All at once, as a page that lags or a fast hand sends them.
    page.event("make", r#"{"title":"a"}"#);
    page.event("begin", "{}");
    page.event("make", r#"{"title":"a"}"#);
    tokio::time::sleep(Duration::from_millis(1)).await;
    let lines = notes.lock().expect("no note panics").clone();
    let completed = lines.iter().filter(|line| *line == "Completed").count();
    assert_eq!(completed, 3, "{lines:?}");
}

#[tokio::test(start_paused = true)]
async fn a_double_click_is_one_answer_to_two_steps_of_a_flow() {
    let studio = Studio {
        flow: job(|guide| async move {
            for step in [&FIRST, &FIRST] {
                guide.run_step(step).await.expect("the session lives");
            }
        }),
        ..Studio::default()
    };
    let notes = Arc::clone(&studio.notes);
    let mut page = Page::open(&Docent::new(), &Visitor::new(), studio).await;
    page.fire("begin").await;
    page.next().await;
    page.event("make", r#"{"title":"a"}"#);
    page.event("make", r#"{"title":"a"}"#);
    tokio::time::sleep(Duration::from_millis(1)).await;
    let lines = notes.lock().expect("no note panics").clone();
    let completed = lines.iter().filter(|line| *line == "Completed").count();
    assert_eq!(completed, 1, "{lines:?}");
}
