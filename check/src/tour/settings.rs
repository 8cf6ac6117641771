//! The settings of a tour.

use super::fault::{Fault, Faults, Part, Path, Rule};
use super::fields::Field;
use super::{Entry, Form, Scope, values};
use crate::suggest::{list, nearest};

/// A setting of a tour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The durable key of a visitor's progress.
    Id,
    /// The version of the tour.
    Version,
    /// Whether the tour starts by itself.
    Autostart,
    /// The default of [`Field::HighlightClass`].
    HighlightClass,
    /// The default of [`Field::NarrateEvent`].
    NarrateEvent,
    /// The default of [`Field::Position`].
    Position,
    /// The default of [`Field::OnMissing`].
    OnMissing,
    /// The path of docent.
    Crate,
}

impl Setting {
    const SOURCE: [Self; 8] = [
        Self::Id,
        Self::Version,
        Self::Autostart,
        Self::HighlightClass,
        Self::NarrateEvent,
        Self::Position,
        Self::OnMissing,
        Self::Crate,
    ];

    /// Without `crate`, because data does not name Rust's items, and without
    /// `autostart`, because nothing of a made tour is stored.
    const DATA: [Self; 6] = [
        Self::Id,
        Self::Version,
        Self::HighlightClass,
        Self::NarrateEvent,
        Self::Position,
        Self::OnMissing,
    ];

    /// The settings that a tour has in a form, in the order of messages.
    #[must_use]
    pub const fn all(form: Form) -> &'static [Self] {
        match form {
            Form::Source => &Self::SOURCE,
            Form::Data => &Self::DATA,
        }
    }

    /// The setting with that name.
    #[must_use]
    pub fn from_name(name: &str, form: Form) -> Option<Self> {
        let mut settings = Self::all(form).iter().copied();
        settings.find(|setting| setting.name() == name)
    }

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Version => "version",
            Self::Autostart => "autostart",
            Self::HighlightClass => Field::HighlightClass.name(),
            Self::NarrateEvent => Field::NarrateEvent.name(),
            Self::Position => Field::Position.name(),
            Self::OnMissing => Field::OnMissing.name(),
            Self::Crate => "crate",
        }
    }

    /// An example of its value.
    #[must_use]
    pub const fn example(self) -> &'static str {
        match self {
            Self::Id => r#""onboarding""#,
            Self::Version => "1",
            Self::Autostart => "never",
            Self::HighlightClass => Field::HighlightClass.example(),
            Self::NarrateEvent => Field::NarrateEvent.example(),
            Self::Position => Field::Position.example(),
            Self::OnMissing => Field::OnMissing.example(),
            Self::Crate => "::docent",
        }
    }

    /// What its value is, in words.
    #[must_use]
    pub const fn what(self) -> &'static str {
        match self {
            Self::Id => "the key of a visitor's progress",
            Self::Version => "the version of the tour",
            Self::Autostart => "whether the tour starts by itself when its page is opened",
            Self::HighlightClass => Field::HighlightClass.what(),
            Self::NarrateEvent => Field::NarrateEvent.what(),
            Self::Position => Field::Position.what(),
            Self::OnMissing => Field::OnMissing.what(),
            Self::Crate => "the path of docent",
        }
    }
}

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

/// Reports an unknown setting; returns the field of a step with that name.
fn unknown(word: &str, path: Path, form: Form, faults: &mut Faults) -> Option<Field> {
    let field = Field::from_name(word, form);
    let settings = || Setting::all(form).iter().map(|setting| setting.name());
    let fields = || Field::all(form).iter().map(|field| field.name());
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
            match (nearest(word, settings()), nearest(word, fields())) {
                (Some(setting), _) => format!("did you mean `{setting}`?"),
                (None, Some(field)) => {
                    format!("for the field `{field}`, write `step {{ {field}: … }}`")
                }
                (None, None) => format!("the settings are {}", list(settings())),
            },
        )
    };
    faults.push(Fault::new(rule, path, problem, remedy));
    field
}
