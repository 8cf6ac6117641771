//! The value of each field and setting.

use super::checked::Checked;
use super::duration::{self, DurationFault};
use super::fault::{Faults, Part, Path, Rule};
use super::fields::Resolved;
use super::names::{Field, Setting};
use super::selector::selector;
use super::waits::{self, is_word};
use super::{Autostart, END, Elsewhere, Entry, OnMissing, Position, Scope, Step, Value, page};
use crate::selector::classes;
use crate::suggest::suggestion;

/// Checks the values of a step's fields.
pub(super) fn check(
    at: usize,
    step: &Step,
    resolved: &Resolved,
    scope: &Scope,
    faults: &mut Faults,
) {
    waits::check_when(at, step, resolved, scope, faults);
    page::check_fields(at, step, resolved, scope, faults);
    for (index, entry) in step.entries.iter().enumerate() {
        let Some(field) = resolved.field(index) else {
            continue;
        };
        let path = |part| Path::of_step(at).at_entry(index, &entry.name, part);
        let mut checked = Checked {
            entry,
            what: field.what(),
            example: field.example(),
            path: &path,
            faults,
        };
        match field {
            Field::Target => target(&mut checked),
            Field::Message => {
                checked.text();
            }
            Field::Position => position(&mut checked),
            Field::WaitFor => waits::check(&mut checked, scope),
            Field::Timeout => timeout(&mut checked),
            Field::HighlightClass => highlight_class(&mut checked),
            Field::NarrateEvent => narrate_event(&mut checked),
            Field::OnMissing => on_missing(&mut checked),
            Field::Page => page::pattern(&mut checked),
            Field::Href => page::href(&mut checked),
            Field::Elsewhere => elsewhere(&mut checked),
            Field::When | Field::OnEnter | Field::OnExit | Field::SkipIf => {
                checked.wrong_type("code");
            }
            Field::Name => name(&mut checked),
            // `graph` checks its contents.
            Field::Next => {
                if !matches!(entry.value, Value::Branches(_) | Value::Text(_)) {
                    checked.wrong_type("the name of a step, or several");
                }
            }
        }
    }
}

/// Checks the value of a setting.
pub(super) fn setting(
    setting: Setting,
    entry: &Entry,
    path: &dyn Fn(Part) -> Path,
    faults: &mut Faults,
) {
    let mut checked = Checked {
        entry,
        what: setting.what(),
        example: setting.example(),
        path,
        faults,
    };
    match setting {
        Setting::Id => id(&mut checked),
        Setting::Version => version(&mut checked),
        Setting::Autostart => autostart(&mut checked),
        Setting::HighlightClass => highlight_class(&mut checked),
        Setting::NarrateEvent => narrate_event(&mut checked),
        Setting::Position => position(&mut checked),
        Setting::OnMissing => on_missing(&mut checked),
        Setting::Crate => checked.wrong_type("a path"),
    }
}

fn target(checked: &mut Checked<'_, '_>) {
    let Some(text) = checked.text() else {
        return;
    };
    let path = (checked.path)(Part::Value);
    let empty = r##"write the selector of an element: `target: "#id"`"##;
    selector(text, &path, empty, checked.faults);
}

/// One of a set of words.
fn word<T: Copy>(
    checked: &mut Checked<'_, '_>,
    choices: &[(&'static str, T)],
    rule: Rule,
    unknown: &str,
) {
    let entry = checked.entry;
    let word = match &entry.value {
        Value::Text(word) | Value::Written(word) => word,
        _ => return checked.wrong_type("a word"),
    };
    let names = choices.iter().map(|(name, _)| *name);
    if names.clone().any(|name| name == word) {
        return;
    }
    // The first half of `bottom-start`.
    let half = word.split(['-', '_', ' ']).next().unwrap_or_default();
    let help = match names.clone().find(|name| *name == half) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => suggestion(word, names),
    };
    checked.fault(rule, format!("{unknown} `{word}`"), help);
}

fn position(checked: &mut Checked<'_, '_>) {
    let unknown = "unknown position";
    word(checked, &Position::NAMES, Rule::UnknownPosition, unknown);
}

fn on_missing(checked: &mut Checked<'_, '_>) {
    let unknown = "unknown `on_missing` policy";
    word(checked, &OnMissing::NAMES, Rule::UnknownOnMissing, unknown);
}

fn elsewhere(checked: &mut Checked<'_, '_>) {
    let unknown = "unknown `elsewhere` policy";
    word(checked, &Elsewhere::NAMES, Rule::UnknownElsewhere, unknown);
}

fn autostart(checked: &mut Checked<'_, '_>) {
    let unknown = "unknown `autostart` policy";
    word(checked, &Autostart::NAMES, Rule::UnknownAutostart, unknown);
}

fn timeout(checked: &mut Checked<'_, '_>) {
    const FORMS: &str =
        "write `4s`, `250ms`, `5min`, `1h`, a number of seconds, or a constant of type `Duration`";
    let entry = checked.entry;
    let written = match &entry.value {
        Value::Text(text) | Value::Written(text) => text.clone(),
        Value::Integer(milliseconds) => format!("{milliseconds}ms"),
        _ => return checked.wrong_type("a length of time"),
    };
    let Err(fault) = duration::parse(&written) else {
        return;
    };
    let (rule, problem, remedy) = match fault {
        DurationFault::Negative => {
            let positive = written.trim_start_matches('-').trim_start();
            (
                Rule::NegativeTimeout,
                "a `timeout` cannot be negative".to_owned(),
                match duration::parse(positive) {
                    Ok(_) => {
                        format!("write `timeout: {positive}`, or remove the field to wait forever")
                    }
                    Err(_) => FORMS.to_owned(),
                },
            )
        }
        DurationFault::Endless => (
            Rule::NotADuration,
            format!("`{written}` is not a duration"),
            "remove the field to wait forever".to_owned(),
        ),
        DurationFault::Space { digits, meant } => (
            Rule::UnknownUnit,
            "a number and its unit are written without a space".to_owned(),
            match meant {
                Some(unit) => format!("write `timeout: {digits}{unit}`"),
                None => FORMS.to_owned(),
            },
        ),
        DurationFault::NotANumber => (
            Rule::NotADuration,
            format!("`{written}` is not a duration"),
            "write `4s`, `250ms`, `5min`, `1h` or a number of seconds".to_owned(),
        ),
        DurationFault::UnknownUnit {
            digits,
            unit,
            meant,
        } => (
            Rule::UnknownUnit,
            format!("unknown unit of time `{unit}`"),
            match meant {
                Some(meant) => format!(
                    "write `timeout: {digits}{meant}`; the units are `s`, `ms`, `min` and `h`"
                ),
                None => {
                    "the units are `s`, `ms`, `min` and `h`; a number without a unit is in seconds"
                        .to_owned()
                }
            },
        ),
        DurationFault::Zero => (
            Rule::ZeroTimeout,
            "this `timeout` is zero: the step would be over before anybody could see it".to_owned(),
            "use a longer `timeout`, or remove the field".to_owned(),
        ),
        DurationFault::TooLong => (
            Rule::EndlessTimeout,
            "this `timeout` is longer than 500 years".to_owned(),
            "remove the field to wait forever".to_owned(),
        ),
    };
    checked.fault(rule, problem, remedy);
}

fn highlight_class(checked: &mut Checked<'_, '_>) {
    let Some(class) = checked.text() else {
        return;
    };
    let class = class.trim();
    if class.is_empty() {
        checked.fault(
            Rule::ClassName,
            "this class is empty: nothing would be highlighted",
            "write a class of your stylesheet, or remove the field to use `tour-highlight`",
        );
    } else if class.starts_with('.') {
        let remedy = match classes(class) {
            Some(names) => format!("write `highlight_class: {:?}`", names.join(" ")),
            None => "write a class of your stylesheet: `highlight_class: \"glow\"`".to_owned(),
        };
        checked.fault(
            Rule::ClassName,
            "`highlight_class` is a class name, not a selector",
            remedy,
        );
    }
}

fn narrate_event(checked: &mut Checked<'_, '_>) {
    if checked.text().is_some_and(|event| event.trim().is_empty()) {
        checked.fault(
            Rule::EventName,
            "this event name is empty: no bubble would show the step",
            "write the event that your bubble listens for, or remove the field to use `tour:narrate`",
        );
    }
}

/// The durable key of the tour.
fn id(checked: &mut Checked<'_, '_>) {
    if checked.text().is_some_and(|id| id.trim().is_empty()) {
        checked.fault(
            Rule::EmptyId,
            "this `id` is empty: tours with the same `id` overwrite each other's progress",
            "write a name that will not change: `id: \"onboarding\"`; or remove the setting to use the view's name",
        );
    }
}

fn version(checked: &mut Checked<'_, '_>) {
    const HELP: &str =
        "write an integer from 1, and increase it when stored progress no longer fits the steps";
    let (number, written) = match &checked.entry.value {
        Value::Integer(number) => (u32::try_from(*number).ok(), number.to_string()),
        Value::Written(number) => (parse_version(number), number.clone()),
        Value::Text(text) => (None, format!("{text:?}")),
        _ => return checked.wrong_type("an integer"),
    };
    match number {
        Some(0) => checked.fault(Rule::Version, "versions start at 1", HELP),
        None => checked.fault(
            Rule::Version,
            format!("`{written}` is not a version: expected an integer from 1"),
            HELP,
        ),
        Some(_) => {}
    }
}

/// Parses a version, which may have underscores as a literal in Rust.
#[must_use]
pub fn parse_version(written: &str) -> Option<u32> {
    let digits = written.starts_with(|first: char| first.is_ascii_digit());
    digits.then(|| written.replace('_', "").parse().ok())?
}

/// The name of a step that is a field. `graph` checks for duplicates.
fn name(checked: &mut Checked<'_, '_>) {
    let Some(name) = checked.text() else {
        return;
    };
    // A keyword can name a step.
    if is_word(name) {
        return;
    }
    let plain = name.trim().replace([' ', '-'], "_");
    let problem = format!("`{name}` is not a valid name of a step");
    let remedy = if is_word(&plain) && plain != END {
        format!("write an identifier: `{plain}`")
    } else {
        "write an identifier, of letters, digits and underscores: `first_project`".to_owned()
    };
    checked.fault(Rule::StepName, problem, remedy);
}
