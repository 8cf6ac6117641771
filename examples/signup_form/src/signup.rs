//! What is entered, and what is wrong with it.

use docent::form::{Errors, Validate};
use serde::Deserialize;

/// What somebody signs up with.
#[derive(Deserialize)]
pub struct Signup {
    pub(crate) title: String,
    pub(crate) email: String,
    pub(crate) plan: Plan,
    pub(crate) seats: Option<u32>,
    pub(crate) topics: Vec<String>,
    pub(crate) languages: Vec<String>,
    pub(crate) terms: bool,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Plan {
    Free,
    Team,
}

/// What mails may be about: what a form sends, and what people read.
pub(crate) const TOPICS: [(&str, &str); 3] = [
    ("news", "What is new"),
    ("tips", "Tips, once a week"),
    ("events", "Events near you"),
];

pub(crate) const LANGUAGES: [(&str, &str); 4] = [
    ("en", "English"),
    ("de", "Deutsch"),
    ("fr", "Français"),
    ("ja", "日本語"),
];

impl Validate for Signup {
    fn validate(&self, errors: &mut Errors) {
        if self.title.trim().is_empty() {
            errors.add("title", "Give your workspace a name.");
        }
        if !self.email.contains('@') {
            errors.add("email", "Write an address with an @.");
        }
        match (self.plan, self.seats) {
            (Plan::Team, None) => errors.add("seats", "How many are you?"),
            (Plan::Team, Some(0)) => errors.add("seats", "At least one."),
            _ => {}
        }
        let known = |choices: &[(&str, &str)], chosen: &[String]| {
            chosen
                .iter()
                .all(|choice| choices.iter().any(|(value, _)| value == choice))
        };
        if !known(&TOPICS, &self.topics) {
            errors.add("topics", "Choose from the list.");
        }
        if self.languages.is_empty() || !known(&LANGUAGES, &self.languages) {
            errors.add("languages", "Choose at least one language.");
        }
        if !self.terms {
            errors.add("terms", "Please accept the terms.");
        }
    }

    fn ill_typed(field: &str) -> std::borrow::Cow<'static, str> {
        match field {
            "seats" => "Write a number.".into(),
            _ => "Choose from the list.".into(),
        }
    }
}
