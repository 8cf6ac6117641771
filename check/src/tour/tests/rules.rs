//! Every rule, each broken by a draft of its own.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path as FilePath;

use serde_json::{Value as Json, json};

use super::{fault, steps, with};
use crate::tour::Rule;

/// For each rule a draft that breaks only that rule, the path of the fault, and
/// the compile-fail case with the same mistake and the same text.
fn broken() -> Vec<(Rule, Json, &'static str, Option<&'static str>)> {
    let many: Vec<Json> = (0..201).map(|_| json!({})).collect();
    vec![
        (
            Rule::UnknownField,
            json!({ "steps": [{ "taget": "#new", "message": "" }] }),
            "step 1, field `taget`",
            Some("field/misspelt"),
        ),
        (
            Rule::MissingField,
            json!({ "steps": [{ "message": "" }] }),
            "step 1",
            Some("field/no_target"),
        ),
        (
            Rule::MissingField,
            json!({ "steps": [{ "target": "#new" }] }),
            "step 1",
            Some("field/no_message"),
        ),
        (
            Rule::MissingField,
            json!({ "steps": [{}] }),
            "step 1",
            Some("field/empty_step"),
        ),
        (
            Rule::UnknownSetting,
            json!({ "highlightclass": "glow", "steps": steps(&[json!({})])["steps"] }),
            "setting `highlightclass`",
            None,
        ),
        (
            Rule::MisplacedField,
            json!({ "target": "#new", "steps": [{ "message": "" }] }),
            "setting `target`",
            Some("tour/field_outside_a_step"),
        ),
        (
            Rule::NoValue,
            with(json!({ "wait_for": null })),
            "step 1, field `wait_for`",
            Some("wait_for/no_value"),
        ),
        (
            Rule::WrongType,
            with(json!({ "target": 7 })),
            "step 1, field `target`",
            None,
        ),
        (
            Rule::WrongType,
            with(json!({ "next": ["end", true] })),
            "step 1, field `next`, branch 2",
            None,
        ),
        (
            Rule::Selector,
            with(json!({ "target": "#project-form [name=title" })),
            "step 1, field `target`",
            Some("target/bracket_not_closed"),
        ),
        (
            Rule::Selector,
            with(json!({ "target": "" })),
            "step 1, field `target`",
            Some("target/empty"),
        ),
        (
            Rule::UnknownPosition,
            with(json!({ "position": "center" })),
            "step 1, field `position`",
            Some("position/unknown"),
        ),
        (
            Rule::UnknownOnMissing,
            with(json!({ "on_missing": "cancle" })),
            "step 1, field `on_missing`",
            Some("policy/misspelt"),
        ),
        (
            Rule::UnknownElsewhere,
            with(json!({ "page": "/a", "elsewhere": "stay" })),
            "step 1, field `elsewhere`",
            Some("page/unknown_elsewhere"),
        ),
        (
            Rule::PagePattern,
            with(json!({ "page": "projects" })),
            "step 1, field `page`",
            Some("page/no_slash"),
        ),
        (
            Rule::PagePattern,
            with(json!({ "page": "/projects?tab=2" })),
            "step 1, field `page`",
            Some("page/query"),
        ),
        (
            Rule::PagePattern,
            with(json!({ "page": "/projects/:id" })),
            "step 1, field `page`",
            Some("page/colon"),
        ),
        (
            Rule::PagePattern,
            with(json!({ "page": "/my projects/{id}", "elsewhere": "wait" })),
            "step 1, field `page`",
            Some("page/not_encoded"),
        ),
        (
            Rule::Href,
            with(json!({ "page": "/a", "href": "https://evil.example/" })),
            "step 1, field `href`",
            Some("page/foreign_href"),
        ),
        (
            Rule::WithoutPage,
            with(json!({ "elsewhere": "wait" })),
            "step 1, field `elsewhere`",
            Some("page/elsewhere_alone"),
        ),
        (
            Rule::MissingHref,
            with(json!({ "page": "/projects/{id}" })),
            "step 1, field `page`",
            // A draft has no closures.
            None,
        ),
        (
            Rule::NotADuration,
            with(json!({ "timeout": "never" })),
            "step 1, field `timeout`",
            Some("timeout/never"),
        ),
        (
            Rule::NotADuration,
            with(json!({ "timeout": "soon" })),
            "step 1, field `timeout`",
            None,
        ),
        (
            Rule::UnknownUnit,
            with(json!({ "timeout": "5m" })),
            "step 1, field `timeout`",
            Some("timeout/unit"),
        ),
        (
            Rule::UnknownUnit,
            with(json!({ "timeout": "4 s" })),
            "step 1, field `timeout`",
            Some("timeout/space"),
        ),
        (
            Rule::NegativeTimeout,
            with(json!({ "timeout": "-4s" })),
            "step 1, field `timeout`",
            Some("timeout/negative"),
        ),
        (
            Rule::ZeroTimeout,
            with(json!({ "timeout": 0 })),
            "step 1, field `timeout`",
            Some("timeout/zero"),
        ),
        (
            Rule::EndlessTimeout,
            with(json!({ "timeout": "584942417356s" })),
            "step 1, field `timeout`",
            Some("timeout/overflow"),
        ),
        (
            Rule::ClassName,
            with(json!({ "highlight_class": " " })),
            "step 1, field `highlight_class`",
            Some("class/empty"),
        ),
        (
            Rule::ClassName,
            with(json!({ "highlight_class": ".glow" })),
            "step 1, field `highlight_class`",
            Some("class/selector"),
        ),
        (
            Rule::EventName,
            with(json!({ "narrate_event": "" })),
            "step 1, field `narrate_event`",
            Some("class/event_empty"),
        ),
        (
            Rule::HandlerName,
            with(json!({ "wait_for": "create project" })),
            "step 1, field `wait_for`",
            Some("wait_for/space_in_the_name"),
        ),
        (
            Rule::HandlerName,
            with(json!({ "wait_for": "Onboarding::create_project" })),
            "step 1, field `wait_for`",
            Some("wait_for/path"),
        ),
        (
            Rule::UnknownHandler,
            with(json!({ "wait_for": "creat_project" })),
            "step 1, field `wait_for`",
            None,
        ),
        (
            Rule::EmptyId,
            json!({ "id": "", "steps": steps(&[json!({})])["steps"] }),
            "setting `id`",
            Some("setting/empty_id"),
        ),
        (
            Rule::Version,
            json!({ "version": 0, "steps": steps(&[json!({})])["steps"] }),
            "setting `version`",
            Some("setting/version_zero"),
        ),
        (
            Rule::Version,
            json!({ "version": -1, "steps": steps(&[json!({})])["steps"] }),
            "setting `version`",
            Some("setting/version_negative"),
        ),
        (
            Rule::Version,
            json!({ "version": "1.2", "steps": steps(&[json!({})])["steps"] }),
            "setting `version`",
            Some("setting/version_text"),
        ),
        (
            Rule::StepName,
            with(json!({ "name": "first project" })),
            "step 1, field `name`",
            None,
        ),
        (
            Rule::ReservedName,
            with(json!({ "name": "end" })),
            "step 1, field `name`",
            Some("name/end"),
        ),
        (
            Rule::DuplicateName,
            steps(&[json!({ "name": "save" }), json!({ "name": "save" })]),
            "step 2, field `name`",
            Some("name/twice"),
        ),
        (
            Rule::NoBranches,
            with(json!({ "next": [] })),
            "step 1, field `next`",
            Some("next/empty"),
        ),
        (
            Rule::UnknownStep,
            steps(&[json!({ "next": ["saev"] }), json!({ "name": "save" })]),
            "step 1, field `next`, branch 1",
            Some("next/unknown"),
        ),
        (
            Rule::UnreachableBranch,
            steps(&[
                json!({ "next": ["save", "end"] }),
                json!({ "name": "save" }),
            ]),
            "step 1, field `next`, branch 2",
            Some("next/unreachable_branch"),
        ),
        (
            Rule::UnreachableStep,
            steps(&[
                json!({ "next": "save" }),
                json!({ "name": "pro" }),
                json!({ "name": "save" }),
            ]),
            "step 2",
            Some("unreachable/forgotten_branch"),
        ),
        (
            Rule::InfiniteLoop,
            with(json!({ "name": "look", "next": "look" })),
            "step 1",
            Some("loop/itself"),
        ),
        (
            Rule::InfiniteLoop,
            steps(&[
                json!({ "name": "look" }),
                json!({ "name": "again", "next": "look" }),
            ]),
            "step 1",
            Some("loop/two_steps"),
        ),
        (
            Rule::NoSteps,
            json!({ "steps": [] }),
            "the tour",
            Some("tour/no_steps"),
        ),
        (Rule::TooManySteps, steps(&many), "the tour", None),
        (
            Rule::TimeoutWithNothing,
            with(json!({ "wait_for": "nothing", "timeout": "4s" })),
            "step 1, field `timeout`",
            Some("wait_for/nothing_with_timeout"),
        ),
        (
            Rule::UnknownWait,
            with(json!({ "wait_for": { "presnt": "#menu" } })),
            "step 1, field `wait_for`",
            None,
        ),
        (
            Rule::WaitArguments,
            with(json!({ "wait_for": { "present": "#menu", "at": "#menu" } })),
            "step 1, field `wait_for`",
            None,
        ),
        (
            Rule::DomEvent,
            with(json!({ "wait_for": { "dom": "" } })),
            "step 1, field `wait_for`, argument 1",
            None,
        ),
        (
            Rule::DomEvent,
            with(json!({ "wait_for": { "dom": "onclick" } })),
            "step 1, field `wait_for`, argument 1",
            Some("wait_for/dom_attribute"),
        ),
        (
            Rule::DomEvent,
            with(json!({ "wait_for": { "dom": "x".repeat(65) } })),
            "step 1, field `wait_for`, argument 1",
            None,
        ),
        (
            Rule::Selector,
            with(json!({ "wait_for": { "dom": "click", "at": "#menu[open" } })),
            "step 1, field `wait_for`, argument 2",
            Some("wait_for/dom_selector"),
        ),
        (
            Rule::Selector,
            with(json!({ "wait_for": { "any": ["create_project", { "absent": "" }] } })),
            "step 1, field `wait_for`, alternative 2, argument 1",
            None,
        ),
        (
            Rule::WrongType,
            with(json!({ "wait_for": { "present": 7 } })),
            "step 1, field `wait_for`, argument 1",
            None,
        ),
        (
            Rule::WrongType,
            with(json!({ "wait_for": { "any": ["create_project", 7] } })),
            "step 1, field `wait_for`, alternative 2",
            None,
        ),
        (
            Rule::UnknownHandler,
            with(json!({ "wait_for": { "any": ["create_project", "save_projec"] } })),
            "step 1, field `wait_for`, alternative 2",
            None,
        ),
        (
            Rule::EmptyAny,
            with(json!({ "wait_for": { "any": [] } })),
            "step 1, field `wait_for`",
            None,
        ),
        (
            Rule::NestedAny,
            with(json!({ "wait_for": { "any": ["next", { "any": ["create_project"] }] } })),
            "step 1, field `wait_for`, alternative 2",
            Some("wait_for/any_in_any"),
        ),
        (
            Rule::NothingInAny,
            with(json!({ "wait_for": { "any": ["next", "nothing"] } })),
            "step 1, field `wait_for`, alternative 2",
            Some("wait_for/any_with_nothing"),
        ),
        (
            Rule::DuplicateAlternative,
            with(json!({ "wait_for": { "any": [{ "dom": "click" }, { "dom": "click" }] } })),
            "step 1, field `wait_for`, alternative 2",
            Some("wait_for/any_twice"),
        ),
        (
            Rule::InfiniteLoop,
            with(json!({ "name": "look", "wait_for": "nothing", "next": "look" })),
            "step 1",
            Some("loop/of_nothing"),
        ),
    ]
}

#[test]
fn each_rule_is_reported_at_its_path() {
    for (rule, draft, path, _) in broken() {
        let fault = fault(&draft);
        assert_eq!(fault.rule(), rule, "{fault}");
        assert_eq!(fault.path().to_string(), path, "{fault}");
    }
}

#[test]
fn every_rule_is_tested() {
    let tested: BTreeSet<Rule> = broken().into_iter().map(|(rule, ..)| rule).collect();
    // JSON objects have no two entries of one name, and drafts have neither `when` nor `autostart`.
    let others = [
        Rule::DuplicateField,
        Rule::DuplicateSetting,
        Rule::WhenWithoutWaitFor,
        Rule::MisplacedWhen,
        Rule::UnknownAutostart,
        // Not a fault but a warning; and what depends on how the data is written.
        Rule::BareStep,
        Rule::TimeoutWithoutUnit,
        Rule::TooManyBytes,
    ];
    assert_eq!(
        tested.len() + others.len(),
        // The last of them.
        Rule::TimeoutWithoutUnit as usize + 1,
        "{tested:?}"
    );
}

#[test]
fn a_draft_has_the_same_text_as_the_macro() {
    let cases = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("../ui-tests/fail");
    for (rule, draft, _, case) in broken() {
        let Some(case) = case else {
            continue;
        };
        let printed = fs::read_to_string(cases.join(case).with_extension("stderr"));
        let printed = printed.expect("a compile test");
        let fault = fault(&draft);
        let (problem, remedy) = (fault.problem(), fault.remedy());
        let text = format!("error: {problem}\n       help: {remedy}\n");
        assert!(printed.contains(&text), "{rule:?}:\n{text}{printed}");
    }
}
