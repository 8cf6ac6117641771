//! What is wrong with a draft, as values.

use std::fs;
use std::path::Path;

use super::{Desk, FIRST, Note, draft};
use crate::draft::{Draft, DraftStep, Fault, Rule};

fn faults(draft: &Draft) -> Vec<Fault> {
    match draft.check::<Desk>().component::<Note>().tour() {
        Ok(_) => Vec::new(),
        Err(faults) => faults.into_iter().collect(),
    }
}

fn rules(json: &str) -> Vec<Rule> {
    faults(&draft(json)).iter().map(Fault::rule).collect()
}

#[test]
fn all_faults_of_a_draft_come_at_once() {
    let json = r##"{
        "version": 0,
        "autostart": "once",
        "id": "a",
        "id": "b",
        "steps": [
            { "taget": "#nav", "message": "", "wait_for": "ad", "timeout": "0s" },
            { "target": "#a[", "message": "", "message": "", "next": ["nowhere"] },
            { "skip_if": "|desk| true" }
        ]
    }"##;
    assert_eq!(
        rules(json),
        [
            Rule::Version,
            Rule::UnknownSetting,
            Rule::DuplicateSetting,
            Rule::UnknownField,
            Rule::UnknownHandler,
            Rule::ZeroTimeout,
            Rule::DuplicateField,
            Rule::Selector,
            Rule::UnknownField,
            Rule::UnknownStep,
        ]
    );
    let faults = draft(json).check::<Desk>().tour().expect_err("faults");
    assert_eq!(faults.as_slice().len(), 10);
    assert_eq!(faults.to_string().lines().count(), 10);
    let first = &faults.as_slice()[0];
    assert_eq!(first.path().to_string(), "setting `version`");
    assert_eq!(first.problem(), "versions start at 1");
    assert!(first.remedy().starts_with("write an integer from 1"));
}

#[test]
fn a_step_can_wait_for_a_view_a_mixin_or_a_component() {
    let step = |name: &str| Draft::new().step(DraftStep::new("#a", "").wait_for(name));
    for name in ["add", "hang", "skip_tutorial", "Note::write"] {
        assert_eq!(faults(&step(name)), [], "{name}");
    }
    let help = |name: &str| faults(&step(name))[0].remedy().to_owned();
    assert_eq!(help("write"), "did you mean `Note::write`?");
    assert_eq!(help("skip_tutoril"), "did you mean `skip_tutorial`?");
    assert_eq!(help("Desk::add"), "write `wait_for: add`");
    let unnamed = step("Note::write");
    let unnamed = unnamed.check::<Desk>().tour();
    let fault = unnamed.expect_err("`Note` is not named").as_slice()[0].rule();
    assert_eq!(fault, Rule::UnknownHandler);
}

#[test]
fn a_draft_has_at_most_200_steps() {
    let steps = |count| {
        let step = || DraftStep::new("#a", "");
        (0..count).fold(Draft::new(), |draft, _| draft.step(step()))
    };
    assert_eq!(faults(&steps(200)), []);
    let faults = faults(&steps(201));
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].rule(), Rule::TooManySteps);
}

#[test]
fn a_draft_takes_at_most_64_kib_however_it_was_made() {
    let of = |length: usize| {
        let draft = Draft::new().step(DraftStep::new("#a", "x".repeat(length)));
        let json = serde_json::to_string(&draft).expect("plain data");
        (draft, json.len())
    };
    let (_, rest) = of(0);
    let (most, bytes) = of(64 * 1024 - rest);
    assert_eq!(bytes, 64 * 1024);
    assert_eq!(faults(&most), []);
    let (more, _) = of(64 * 1024 - rest + 1);
    let found = faults(&more);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].rule(), Rule::TooManyBytes);
    assert_eq!(
        found[0].problem(),
        "this tour takes 65537 bytes, more than the limit of 65536"
    );
    assert_eq!(more.check::<Desk>().warnings(), []);
}

#[test]
fn a_step_that_nobody_sees_is_a_warning() {
    let draft = Draft::new()
        .step(DraftStep::new("#a", "").wait_for("add"))
        .step(DraftStep::new("#b", ""))
        .step(DraftStep::new("#c", "").wait_for("nothing"));
    assert_eq!(faults(&draft), []);
    let warnings = draft.check::<Desk>().warnings();
    assert_eq!(warnings.len(), 1);
    assert_eq!(warnings[0].rule(), Rule::BareStep);
    assert_eq!(warnings[0].path().to_string(), "step 2");
    let case = "../ui-tests/fail/warning/bare_step.stderr";
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join(case);
    let printed = fs::read_to_string(case).expect("what the macro warns of");
    assert!(printed.contains(warnings[0].problem()), "{printed}");
    assert!(printed.contains(warnings[0].remedy()), "{printed}");
}

#[test]
fn a_valid_draft_has_no_fault() {
    assert_eq!(faults(&draft(FIRST)), []);
}
