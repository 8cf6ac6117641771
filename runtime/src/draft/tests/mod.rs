//! Drafts: as data, against a view, and led through.

mod faults;
mod parity;
mod runs;
mod waits;

use std::sync::mpsc;

use crate::app::mixin::Mixin;
use crate::draft::{Draft, DraftError, DraftStep};
use crate::prelude::*;
use crate::tour::OwnedTour;
use crate::tour::{OnMissing, Position, TourEvent};

/// Writes down what happens to the tour.
#[derive(Default)]
struct Diary;

impl Mixin<Desk> for Diary {
    const NAME: &'static str = "Diary";

    fn tour_event(&mut self, desk: &mut Desk, _: &mut Context<'_, Desk>, event: &TourEvent) {
        let line = match event {
            TourEvent::Started { tour, step, .. } => format!("{tour} at {step}"),
            TourEvent::StepEnded { cause, .. } => format!("{cause:?}"),
            TourEvent::Ended { tour, outcome, .. } => format!("{tour} {outcome:?}"),
        };
        if let Some(diary) = &desk.diary {
            diary.send(line).expect("the test reads");
        }
    }
}

#[derive(Default)]
struct Desk {
    note: Note,
    diary: Option<mpsc::Sender<String>>,
}

#[derive(Default)]
struct Note;

#[live_view(LiveComponent)]
impl Note {
    #[event_handler]
    fn write(&mut self) {}
}

impl Component for Note {
    fn render(&self) -> Html {
        Html::from("<button>Write</button>")
    }
}

#[live_view(Diary, TutorialMixin, LiveView)]
impl Desk {
    #[event_handler]
    fn add(&mut self) {}

    #[event_handler]
    async fn hang(&mut self) {
        std::future::pending::<()>().await;
    }
}

impl View for Desk {
    fn render(&self) -> Html {
        Html::new(format_args!(
            "<p id=\"list\"></p>{}",
            crate::component("note", &self.note)
        ))
    }

    fn component(&mut self, id: &str) -> Option<&mut dyn Component> {
        (id == "note").then_some(&mut self.note as &mut dyn Component)
    }
}

tutorial! {
    <Desk>
    id: "first",
    version: 2,
    highlight_class: "glow",
    position: right,
    on_missing: center,

    step { target: "#list", message: "Your \"list\".", timeout: 1500ms }
    step add { target: "#add", message: "Add one.", wait_for: add, position: top, next: last }
    step skipped {
        target: "#host >>> b",
        message: "",
        wait_for: Note::write,
        timeout: 2s,
        narrate_event: "app:narrate",
        on_missing: wait,
        highlight_class: "dim",
        next: end,
    }
    step last { target: "#note", message: "Write.", wait_for: Note::write, next: skipped }
}

/// The same tour as data.
const FIRST: &str = r##"{
    "id": "first",
    "version": 2,
    "highlight_class": "glow",
    "position": "right",
    "on_missing": "center",
    "steps": [
        { "target": "#list", "message": "Your \"list\".", "timeout": "1500ms" },
        { "name": "add", "target": "#add", "message": "Add one.", "wait_for": "add", "position": "top", "next": "last" },
        {
            "name": "skipped",
            "target": "#host >>> b",
            "message": "",
            "wait_for": "Note::write",
            "timeout": 2000,
            "narrate_event": "app:narrate",
            "on_missing": "wait",
            "highlight_class": "dim",
            "next": ["end"]
        },
        { "name": "last", "target": "#note", "message": "Write.", "wait_for": "Note::write", "next": "skipped" }
    ]
}"##;

fn draft(json: &str) -> Draft {
    Draft::from_json(json).expect("a draft")
}

fn tour(draft: &Draft) -> OwnedTour<Desk> {
    let checked = draft.check::<Desk>().component::<Note>().tour();
    checked.unwrap_or_else(|faults| panic!("{faults}"))
}

fn first() -> OwnedTour<Desk> {
    tour(&draft(FIRST))
}

#[test]
fn a_draft_that_is_read_is_the_one_that_is_built() {
    use std::time::Duration;
    let built = Draft::new()
        .id("desk")
        .version(3)
        .highlight_class("glow")
        .narrate_event("app:narrate")
        .position(Position::Left)
        .on_missing(OnMissing::Skip)
        .step(
            DraftStep::new("#a", "Add.")
                .name("add")
                .wait_for("add")
                .timeout(Duration::from_millis(1_500))
                .position(Position::Top)
                .on_missing(OnMissing::Cancel)
                .highlight_class("dim")
                .narrate_event("other")
                .next("twice")
                .next("end"),
        );
    let json = r##"{"id":"desk","version":3,"highlight_class":"glow","narrate_event":"app:narrate","position":"left","on_missing":"skip","steps":[{"target":"#a","message":"Add.","name":"add","wait_for":"add","timeout":1500,"position":"top","on_missing":"cancel","highlight_class":"dim","narrate_event":"other","next":"end"}]}"##;
    assert_eq!(draft(json), built);
    assert_eq!(crate::json::encode(&built), json);
}

#[test]
fn a_draft_keeps_its_mistakes_when_it_is_written_again() {
    let json = r#"{"auto":[1,-2.5,{"a":null,"a":true}],"id":7,"id":"x","steps":[{"taget":{}}]}"#;
    assert_eq!(crate::json::encode(&draft(json)), json);
}

#[test]
fn what_is_not_a_draft_is_an_error_and_no_fault() {
    for text in [
        "",
        "[]",
        "7",
        r#"{"steps":{}}"#,
        r#"{"steps":[7]}"#,
        r#"{"steps":[],"steps":[]}"#,
        r#"{"steps":[]} {}"#,
    ] {
        let error = Draft::from_json(text).expect_err(text);
        assert!(matches!(error, DraftError::NotADraft(_)), "{text}: {error}");
    }
    let deep = format!(r#"{{"a":{}{}}}"#, "[".repeat(20_000), "]".repeat(20_000));
    assert!(Draft::from_json(&deep).is_err());
}

#[test]
fn a_draft_is_at_most_64_kib_of_json() {
    let padded = |bytes: usize| format!("{}{}", FIRST, " ".repeat(bytes - FIRST.len()));
    assert_eq!(Draft::from_json(&padded(64 * 1024)), Ok(draft(FIRST)));
    assert_eq!(
        Draft::from_json(&padded(64 * 1024 + 1)),
        Err(DraftError::TooLong { bytes: 65_537 })
    );
}

#[test]
fn a_made_tour_has_the_id_and_version_of_its_draft() {
    let tour = first();
    assert_eq!(
        (tour.id().as_str(), tour.version(), tour.len()),
        ("first", 2, 4)
    );
    let unnamed = self::tour(&Draft::new().step(DraftStep::new("#a", "")));
    assert_eq!((unnamed.id().as_str(), unnamed.version()), ("Desk", 1));
}
