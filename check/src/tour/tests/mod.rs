//! The rules, tested on tours that are made at run time.
//!
//! Here a draft is JSON. Lowering it only names the kinds of values; everything
//! else is up to the rules.

mod rules;
mod suggestions;

use serde_json::{Value as Json, json};

use super::*;

/// A draft as plain data.
fn lower(draft: &Json) -> Tour {
    let mut tour = Tour::default();
    for (name, value) in draft.as_object().expect("a draft is an object") {
        if name == "steps" {
            let steps = value.as_array().expect("steps are an array");
            tour.steps = steps.iter().map(step).collect();
        } else {
            tour.settings.push(Entry::new(name, self::value(value)));
        }
    }
    tour
}

fn step(step: &Json) -> Step {
    let fields = step.as_object().expect("a step is an object");
    let entry = |(name, value): (&String, &Json)| match (name.as_str(), value) {
        ("wait_for", Json::Object(_)) => Entry::new(name, wait(value)),
        ("next", Json::Array(branches)) => {
            let branches = branches.iter().map(|to| Branch {
                to: self::value(to),
                conditional: false,
                optional: false,
            });
            Entry::new(name, Value::Branches(branches.collect()))
        }
        _ => Entry::new(name, self::value(value)),
    };
    Step {
        entries: fields.iter().map(entry).collect(),
        ..Step::default()
    }
}

fn value(value: &Json) -> Value {
    match value {
        Json::Null => Value::Empty,
        Json::String(text) => Value::Text(text.clone()),
        Json::Number(number) => match number.as_i64() {
            Some(integer) => Value::Integer(integer),
            None => Value::Other("a number with a fraction"),
        },
        Json::Bool(_) => Value::Other("a boolean"),
        Json::Array(_) => Value::Other("an array"),
        Json::Object(_) => Value::Object,
    }
}

/// A wait with arguments: its name is the first key.
fn wait(value: &Json) -> Value {
    let Json::Object(entries) = value else {
        return self::value(value);
    };
    let Some((name, first)) = entries.iter().find(|(name, _)| *name != "at") else {
        return Value::Object;
    };
    let arguments = match first {
        Json::Array(waits) => waits.iter().map(|value| wait(value).into()).collect(),
        first => [Some(first), entries.get("at")]
            .into_iter()
            .flatten()
            .map(|argument| self::value(argument).into())
            .collect(),
    };
    let name = name.clone();
    Value::Call(Call { name, arguments })
}

/// A tour of one step with these fields, beside the required ones.
fn with(fields: Json) -> Json {
    let mut step = json!({ "target": "#new", "message": "Create a project." });
    let fields = fields.as_object().cloned().expect("fields");
    step.as_object_mut().expect("a step").extend(fields);
    json!({ "steps": [step] })
}

/// A tour of steps with these fields, beside the required ones.
fn steps(fields: &[Json]) -> Json {
    let steps: Vec<Json> = fields
        .iter()
        .map(|fields| with(fields.clone())["steps"][0].clone())
        .collect();
    json!({ "steps": steps })
}

fn scope() -> Scope {
    let mut scope = Scope::data();
    scope.view = Some("Onboarding".to_owned());
    scope.handlers = Some(vec![
        "create_project".to_owned(),
        "save_project".to_owned(),
        "ProjectForm::save".to_owned(),
    ]);
    scope
}

fn faults(draft: &Json) -> Vec<Fault> {
    check(&lower(draft), &scope())
}

/// The only fault of a draft.
fn fault(draft: &Json) -> Fault {
    let mut faults = faults(draft);
    assert_eq!(faults.len(), 1, "{draft}\n{faults:#?}");
    faults.remove(0)
}

#[test]
fn a_valid_draft_has_no_fault() {
    let draft = json!({
        "id": "first_project",
        "version": 2,
        "position": "top",
        "on_missing": "center",
        "steps": [
            { "target": "#nav", "message": "Home.", "timeout": "4s" },
            { "target": "#new", "message": "", "wait_for": "create_project", "timeout": 250 },
            {
                "name": "save",
                "target": "#host >>> #save",
                "message": "Save.",
                "wait_for": "ProjectForm::save",
                "position": "left",
                "highlight_class": "glow",
                "narrate_event": "app:narrate",
                "next": ["end"],
            },
        ],
    });
    assert_eq!(faults(&draft), []);
}

#[test]
fn all_faults_are_returned_in_order() {
    let draft = json!({
        "version": 0,
        "steps": [
            { "taget": "#nav", "message": "", "wait_for": "creat_project", "timeout": "0s" },
            { "target": "#a[", "message": "", "next": ["nowhere"] },
            {},
        ],
    });
    let rules: Vec<Rule> = faults(&draft).iter().map(Fault::rule).collect();
    let expected = [
        Rule::Version,
        Rule::UnknownField,
        Rule::ZeroTimeout,
        Rule::UnknownHandler,
        Rule::Selector,
        Rule::MissingField,
        Rule::UnknownStep,
    ];
    assert_eq!(rules, expected);
}

#[test]
fn data_has_no_setting_for_what_only_a_stored_tour_can_do() {
    for setting in ["autostart", "crate"] {
        let fault = fault(&json!({ setting: "once", "steps": steps(&[json!({})])["steps"] }));
        assert_eq!(fault.rule(), Rule::UnknownSetting);
        assert_eq!(
            fault.to_string(),
            format!(
                "setting `{setting}`: a tour that is made at run time has no setting `{setting}`; only a tour in `tutorial!` can have it: remove it"
            )
        );
    }
}

#[test]
fn an_unknown_autostart_is_a_fault_in_source() {
    let tour = Tour {
        settings: vec![Entry::new("autostart", Value::Written("alwyas".into()))],
        ..Tour::default()
    };
    let faults = check(&tour, &Scope::source());
    assert_eq!(faults[0].rule(), Rule::UnknownAutostart);
    assert_eq!(faults[0].remedy(), "did you mean `always`?");
}

#[test]
fn a_duplicate_is_reported_at_the_second() {
    let entry = |name: &str, text: &str| Entry::new(name, Value::Text(text.to_owned()));
    let mut tour = Tour::default();
    tour.settings.push(entry("id", "a"));
    tour.settings.push(entry("id", "b"));
    tour.steps.push(Step {
        entries: vec![
            entry("target", "#a"),
            entry("message", ""),
            entry("target", "not looked at ["),
        ],
        ..Step::default()
    });
    let faults = check(&tour, &scope());
    let found: Vec<_> = faults
        .iter()
        .map(|fault| (fault.rule(), fault.path().entry()))
        .collect();
    assert_eq!(
        found,
        [
            (Rule::DuplicateSetting, Some(1)),
            (Rule::DuplicateField, Some(2))
        ]
    );
}

#[test]
fn when_without_wait_for_is_a_fault_in_source() {
    let mut step = Step::default();
    for name in ["target", "message"] {
        step.entries.push(Entry::new(name, Value::Text("a".into())));
    }
    step.entries.push(Entry::new("when", Value::Opaque));
    let tour = Tour {
        steps: vec![step],
        ..Tour::default()
    };
    let faults = check(&tour, &Scope::source());
    assert_eq!(faults[0].rule(), Rule::WhenWithoutWaitFor);
    // Data has no code, so there it is no field at all.
    let faults = check(&tour, &scope());
    assert_eq!(faults[0].rule(), Rule::UnknownField);
    assert_eq!(
        faults[0].remedy(),
        "`when` holds code, which only a tour in `tutorial!` can have: remove it"
    );
}

#[test]
fn a_remedy_in_data_is_data() {
    for (draft, remedy) in [
        (
            with(json!({ "show_if": "x" })),
            "remove it: a condition is code, which only a tour in `tutorial!` can have",
        ),
        (
            with(json!({ "page": "/a/{id}" })),
            "add the `href` of one such page, or write `elsewhere: wait` for a step without a link",
        ),
        (
            with(json!({ "until": "change" })),
            "for an event of the page write `wait_for: {\"dom\": \"change\"}`",
        ),
    ] {
        assert_eq!(fault(&draft).remedy(), remedy);
    }
    let tour = lower(&with(json!({ "until": "change" })));
    let source = check(&tour, &Scope::source());
    assert_eq!(
        source[0].remedy(),
        "for an event of the page write `wait_for: dom(\"change\")`"
    );
}

#[test]
fn when_with_nothing_is_a_fault_in_source() {
    let text = |text: &str| Value::Text(text.to_owned());
    let entries = [
        ("target", text("#a")),
        ("message", text("")),
        ("wait_for", Value::Written(NOTHING.to_owned())),
        ("when", Value::Opaque),
    ];
    let entries = entries.map(|(name, value)| Entry::new(name, value));
    let tour = Tour {
        steps: vec![Step {
            entries: entries.into(),
            ..Step::default()
        }],
        ..Tour::default()
    };
    let faults = check(&tour, &Scope::source());
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].rule(), Rule::WhenWithoutWaitFor);
    assert_eq!(faults[0].path().to_string(), "step 1, field `when`");
}

#[test]
fn when_at_what_has_no_parameters_is_a_fault_in_source() {
    let click = || {
        Value::Call(Call {
            name: DOM.to_owned(),
            arguments: vec![Value::Text("click".to_owned()).into()],
        })
    };
    let named = |name: &str| Value::Named(name.to_owned());
    let any = |conditional: [bool; 2]| {
        Value::Call(Call {
            name: ANY.to_owned(),
            arguments: [named("save"), click()]
                .into_iter()
                .zip(conditional)
                .map(|(value, conditional)| Argument { value, conditional })
                .collect(),
        })
    };
    let next = || Value::Written(NEXT.to_owned());
    let faults = |wait_for: Value, when: Option<Value>| {
        let text = || Value::Text("a".to_owned());
        let mut step = Step::default();
        step.entries.push(Entry::new("target", text()));
        step.entries.push(Entry::new("message", text()));
        step.entries.push(Entry::new("wait_for", wait_for));
        step.entries
            .extend(when.map(|when| Entry::new("when", when)));
        let tour = Tour {
            steps: vec![step],
            ..Tour::default()
        };
        let faults = check(&tour, &Scope::source());
        assert!(
            faults
                .iter()
                .all(|fault| fault.rule() == Rule::MisplacedWhen)
        );
        let path = |fault: &Fault| fault.path().to_string();
        faults.iter().map(path).collect::<Vec<_>>()
    };
    let when = Some(Value::Opaque);
    for wait_for in [click(), next(), any([false, false])] {
        assert_eq!(faults(wait_for, when.clone()), ["step 1, field `when`"]);
    }
    assert_eq!(
        faults(any([true, true]), None),
        ["step 1, field `wait_for`, alternative 2"]
    );
    assert_eq!(faults(named("save"), when), [""; 0]);
    assert_eq!(faults(any([true, false]), None), [""; 0]);
}

#[test]
fn a_word_that_takes_arguments_is_no_handler_in_source() {
    let mut step = Step::default();
    step.entries
        .push(Entry::new("target", Value::Text("a".into())));
    step.entries
        .push(Entry::new("message", Value::Text("".into())));
    step.entries
        .push(Entry::new("wait_for", Value::Written(PRESENT.into())));
    let tour = Tour {
        steps: vec![step],
        ..Tour::default()
    };
    let faults = check(&tour, &Scope::source());
    assert_eq!(faults[0].rule(), Rule::WaitArguments);
    assert_eq!(
        faults[0].to_string(),
        "step 1, field `wait_for`: `present` is followed by what it waits for, in \
         parentheses; write \
         `present(\"#menu[open]\")`; a handler of that name is written in quotes: `\"present\"`"
    );
}

#[test]
fn thousands_of_seconds_without_a_unit_are_a_warning() {
    let warned = |timeout: &str| {
        let draft = steps(&[json!({ "timeout": timeout })]);
        assert_eq!(faults(&draft), []);
        warnings(&lower(&draft), &scope())
    };
    for plain in ["4", "999", "4000s", "4000ms", "1000.5", "20min"] {
        assert_eq!(warned(plain), [], "{plain}");
    }
    assert_eq!(
        warned("4000")[0].to_string(),
        "step 1, field `timeout`: a number without a unit is in seconds, and 4000 seconds are \
         66 minutes; write `timeout: 4000ms`, or `timeout: 4000s` if that is meant"
    );
}

#[test]
fn a_bare_step_is_a_warning_and_no_fault() {
    let warned = |draft: &Json| -> Vec<_> {
        assert_eq!(faults(draft), []);
        let warnings = warnings(&lower(draft), &scope());
        assert!(warnings.iter().all(|fault| fault.rule() == Rule::BareStep));
        warnings.iter().map(|fault| fault.path().step()).collect()
    };
    let draft = steps(&[
        json!({}),
        json!({ "wait_for": "create_project" }),
        json!({ "timeout": 250 }),
        json!({ "wait_for": "nothing" }),
        json!({ "on_missing": "skip", "next": "end" }),
    ]);
    assert_eq!(warned(&draft), [Some(0), Some(4)]);
}

#[test]
fn a_handler_called_nothing_is_a_string_in_source() {
    let step = |value: Value| Step {
        entries: vec![Entry::new("wait_for", value)],
        ..Step::default()
    };
    let waits = |value: Value, form: Form| {
        let step = step(value);
        step.waits(&step.resolve(form), form)
    };
    let word = || Value::Written(NOTHING.to_owned());
    let text = || Value::Text(NOTHING.to_owned());
    assert!(!waits(word(), Form::Source));
    assert!(waits(text(), Form::Source));
    assert!(!waits(text(), Form::Data));
}

#[test]
fn a_tour_that_takes_too_many_bytes_has_that_one_fault() {
    let mut scope = scope();
    scope.max_bytes = 100;
    let mut tour = lower(&json!({ "version": 0, "steps": [{}] }));
    tour.bytes = 100;
    assert_eq!(check(&tour, &scope).len(), 2);
    tour.bytes = 101;
    let faults = check(&tour, &scope);
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].rule(), Rule::TooManyBytes);
    assert_eq!(
        faults[0].problem(),
        "this tour takes 101 bytes, more than the limit of 100"
    );
    assert_eq!(warnings(&tour, &scope), []);
}

#[test]
fn a_correct_name_counts_before_a_misspelt_one() {
    for draft in [
        json!({ "steps": [{ "message": "", "selector": "a[", "target": "#a" }] }),
        json!({ "steps": [{ "message": "", "target": "#a", "taget": "a[" }] }),
    ] {
        assert_eq!(fault(&draft).rule(), Rule::UnknownField);
    }
}

#[test]
fn a_selector_fault_has_the_bytes_in_its_path() {
    let fault = fault(&with(json!({ "target": "#é [name=x" })));
    assert_eq!(fault.path().bytes(), Some(4..5));
    assert_eq!(fault.path().part(), Part::Value);
}

#[test]
fn a_number_is_in_milliseconds() {
    assert_eq!(faults(&with(json!({ "timeout": 1 }))), []);
    let fault = fault(&with(json!({ "timeout": -250 })));
    assert_eq!(
        fault.to_string(),
        "step 1, field `timeout`: a `timeout` cannot be negative; write `timeout: 250ms`, or remove the field to wait forever"
    );
}

#[test]
fn an_unknown_handler_comes_with_a_suggestion() {
    for (name, help) in [
        ("creat_project", "did you mean `create_project`?"),
        ("save", "did you mean `ProjectForm::save`?"),
        ("ProjetForm::save", "did you mean `ProjectForm::save`?"),
        ("Other::save_project", "did you mean `save_project`?"),
        (
            "open",
            "the event handlers are `create_project`, `save_project` and `ProjectForm::save`",
        ),
    ] {
        let fault = fault(&with(json!({ "wait_for": name })));
        assert_eq!(fault.rule(), Rule::UnknownHandler);
        assert_eq!(fault.remedy(), help, "{name}");
    }
}

#[test]
fn an_unknown_branch_hides_no_reachability_fault() {
    let draft = steps(&[
        json!({ "next": ["sav"] }),
        json!({ "name": "pro" }),
        json!({ "name": "save", "next": "save" }),
    ]);
    assert_eq!(fault(&draft).rule(), Rule::UnknownStep);
}

#[test]
fn a_branch_with_a_condition_leaves_the_next_one_reachable() {
    let mut draft = lower(&steps(&[
        json!({ "next": ["save"] }),
        json!({}),
        json!({ "name": "save" }),
    ]));
    let branches = |conditional, optional| {
        let mut branch = Branch::to("save");
        (branch.conditional, branch.optional) = (conditional, optional);
        Value::Branches(vec![branch])
    };
    let next = draft.steps[0].entries.len() - 2;
    assert_eq!(draft.steps[0].entries[next].name, "next");
    for (conditional, optional, count) in [(false, false, 1), (true, false, 0), (false, true, 0)] {
        draft.steps[0].entries[next].value = branches(conditional, optional);
        assert_eq!(check(&draft, &scope()).len(), count);
    }
}

#[test]
fn optional_steps_can_share_a_name() {
    let mut draft = lower(&steps(&[
        json!({ "name": "save" }),
        json!({ "name": "save" }),
    ]));
    draft.steps[0].optional = true;
    assert_eq!(
        check(&draft, &scope())[0].rule(),
        Rule::DuplicateName,
        "one of them is there"
    );
    draft.steps[1].optional = true;
    assert_eq!(check(&draft, &scope()), []);
}

#[test]
fn checking_stops_after_100_faults() {
    // Every branch is unknown, and nearly the name of each step.
    let name = |at: usize| format!("a_long_name_of_a_step_{at:03}");
    let fields: Vec<Json> = (0..200)
        .map(|at| {
            let next: Vec<String> = (0..20).map(|to| name(at * 20 + to + 1_000)).collect();
            json!({ "name": name(at), "next": next })
        })
        .collect();
    let faults = faults(&steps(&fields));
    assert_eq!(faults.len(), 100);
    assert_eq!(faults[99].path().step(), Some(4));
}

#[test]
fn no_input_panics() {
    let texts = [
        "",
        " ",
        "é",
        "\u{0}",
        "::",
        "a::",
        "r#",
        "r#self",
        "-",
        "--4s",
        ".",
        "1.",
        "_",
        "4_",
        "4e",
        "99999999999999999999999999999999999999999h",
        "\u{fe0f}",
        "`",
        "a b::c",
        "end",
    ];
    for text in texts {
        for field in Field::all(Form::Data) {
            let tour = lower(&with(json!({ field.name(): text })));
            drop(check(&tour, &scope()));
            drop(check(&tour, &Scope::source()));
        }
        for setting in Setting::all(Form::Data) {
            let tour = lower(&json!({ setting.name(): text, "steps": [] }));
            drop(check(&tour, &scope()));
        }
        let tour = lower(&json!({ text: text, "steps": [{ text: text }] }));
        drop(check(&tour, &scope()));
    }
}
