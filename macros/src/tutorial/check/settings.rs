//! What stands between the view and the steps, and holds for the whole tour.

use proc_macro2::Ident;
use syn::{LitStr, Path};

use super::fields::either;
use super::values;
use crate::nearest::{list, nearest};
use crate::report::Report;
use crate::tutorial::model::{Autostart, OnMissing, Position};
use crate::tutorial::parse::{FIELDS, Field};

const SETTINGS: [&str; 8] = [
    "id",
    "version",
    "autostart",
    "highlight_class",
    "narrate_event",
    "position",
    "on_missing",
    "crate",
];

#[derive(Default)]
pub(super) struct Settings {
    pub(super) renamed: Option<Path>,
    pub(super) id: Option<String>,
    pub(super) version: Option<u32>,
    pub(super) autostart: Option<Autostart>,
    pub(super) highlight_class: Option<LitStr>,
    pub(super) narrate_event: Option<LitStr>,
    pub(super) position: Option<Position>,
    pub(super) on_missing: Option<OnMissing>,
    /// Fields of a step, reported: a step that lacks one is not to blame.
    pub(super) misplaced: Vec<String>,
}

pub(super) fn settings(written: Vec<Field>, late: &[Ident], report: &mut Report) -> Settings {
    let mut settings = Settings::default();
    for name in late
        .iter()
        .filter(|name| SETTINGS.iter().any(|known| name == known))
    {
        report.error(
            name,
            format!("`{name}` holds for the whole tour and stands before its steps"),
            "move it above the first step",
        );
    }
    let mut seen: Vec<String> = Vec::new();
    for field in written {
        let word = field.name.to_string();
        if !SETTINGS.contains(&word.as_str()) {
            unknown(&field, &word, &mut settings, report);
            continue;
        }
        if seen.contains(&word) {
            report.error(
                &field.name,
                format!("`{word}` is given twice, and only one could count"),
                "leave one of them out",
            );
            continue;
        }
        match word.as_str() {
            "id" => settings.id = values::id(&field, report),
            "version" => settings.version = values::version(&field, report),
            "autostart" => settings.autostart = values::autostart(&field, report),
            "highlight_class" => settings.highlight_class = values::highlight_class(&field, report),
            "narrate_event" => settings.narrate_event = values::narrate_event(&field, report),
            "position" => settings.position = values::position(&field, report),
            "on_missing" => settings.on_missing = values::on_missing(&field, report),
            _ => {
                settings.renamed = syn::parse2(field.value.clone()).ok();
                if settings.renamed.is_none() {
                    report.error(
                        either(&field.value, &field.name),
                        "`crate` says where docent is, as a path",
                        "write `crate: ::docent`, with docent's name in Cargo.toml",
                    );
                }
            }
        }
        seen.push(word);
    }
    settings
}

fn unknown(field: &Field, word: &str, settings: &mut Settings, report: &mut Report) {
    let name = &field.name;
    if FIELDS.contains(&word) {
        report.error(
            name,
            format!("`{word}` is a field of a step and stands outside of any"),
            format!("write it inside the braces: `step {{ {word}: … }}`"),
        );
        settings.misplaced.push(word.to_owned());
    } else if nearest(word, ["step"]).is_some() {
        report.error(
            name,
            "a tour is no list: each step is written by itself",
            r##"write `step { target: "#id", message: "…" }`"##,
        );
    } else {
        report.error(
            name,
            format!("a tour has no setting `{word}`"),
            match (nearest(word, SETTINGS), nearest(word, FIELDS)) {
                (Some(setting), _) => format!("did you mean `{setting}`?"),
                (None, Some(field)) => {
                    format!("for the field `{field}`, write `step {{ {field}: … }}`")
                }
                (None, None) => format!("there is {}", list(SETTINGS)),
            },
        );
    }
}
