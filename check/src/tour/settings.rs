//! The settings of a tour.

use super::fault::{Fault, Faults, Part, Path, Rule};
use super::names::{Field, Setting, without_counterpart};
use super::{Entry, Form, Scope, values};
use crate::suggest::{list, nearest};

/// Checks the settings, and returns the fields of a step among them.
pub(super) fn check(settings: &[Entry], scope: &Scope, faults: &mut Faults) -> Vec<Field> {
    let mut misplaced = Vec::new();
    let mut seen: Vec<Setting> = Vec::new();
    for (at, entry) in settings.iter().enumerate() {
        let word = entry.name.as_str();
        let path = |part| Path::of_tour().at_entry(at, word, part);
        let Some(setting) = Setting::from_name(word, scope.form) else {
            misplaced.extend(unknown(word, path(Part::Name), scope.form, faults));
            continue;
        };
        if seen.contains(&setting) {
            faults.push(Fault::new(
                Rule::DuplicateSetting,
                path(Part::Name),
                format!("the setting `{word}` is given twice"),
                "remove one of them",
            ));
            continue;
        }
        seen.push(setting);
        values::setting(setting, entry, &path, faults);
    }
    misplaced
}

/// A name but for how its words are joined.
fn letters(name: &str) -> String {
    name.replace('_', "").to_lowercase()
}

/// Reports an unknown setting; returns the field of a step with that name.
fn unknown(word: &str, path: Path, form: Form, faults: &mut Faults) -> Option<Field> {
    let field = Field::from_name(word, form);
    let settings = || Setting::all(form).iter().map(|setting| setting.name());
    let (rule, problem, remedy) = if field.is_some() {
        (
            Rule::MisplacedField,
            format!("`{word}` is a field of a step, but it is outside a step"),
            format!("move it into a step: `step {{ {word}: … }}`"),
        )
    } else if form == Form::Source && nearest(word, ["step"]).is_some() {
        (
            Rule::UnknownSetting,
            "a tour is not a list: each step is a block of its own".to_owned(),
            r##"write `step { target: "#id", message: "…", timeout: 4s }`"##.to_owned(),
        )
    } else if form == Form::Data && Setting::from_name(word, Form::Source).is_some() {
        (
            Rule::UnknownSetting,
            format!("a tour that is made at run time has no setting `{word}`"),
            "only a tour in `tutorial!` can have it: remove it".to_owned(),
        )
    } else {
        (
            Rule::UnknownSetting,
            format!("a tour has no setting `{word}`"),
            // `auto_start` is `autostart`; but some of what has no counterpart is only near the
            // name of a setting: `if`, `id`.
            match (without_counterpart(word, form), nearest(word, settings())) {
                (_, Some(setting)) if letters(setting) == letters(word) => {
                    format!("did you mean `{setting}`?")
                }
                (Some(remedy), _) => remedy.to_owned(),
                (None, Some(setting)) => format!("did you mean `{setting}`?"),
                (None, None) => match Field::meant(word, form).map(Field::name) {
                    Some(field) => {
                        format!("for the field `{field}`, write `step {{ {field}: … }}`")
                    }
                    None => format!("the settings are {}", list(settings())),
                },
            },
        )
    };
    faults.push(Fault::new(rule, path, problem, remedy));
    field
}
