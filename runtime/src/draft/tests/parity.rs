//! A mistake in a draft has the text that it has in `tutorial!`.
//!
//! Every compile-fail case whose tour holds no Rust code is turned into JSON and
//! checked: it must have the faults that the compiler printed, and no others.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value as Json, json};

use crate::draft::{Draft, Rule};
use crate::prelude::*;

struct Onboarding;

#[live_view(LiveView)]
impl Onboarding {
    #[event_handler]
    fn create_project(&mut self) {}

    #[event_handler]
    fn save_project(&mut self, title: String) {
        drop(title);
    }
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::default()
    }
}

/// The folders whose cases are about a tour, and not about the code around it.
const ABOUT_TOURS: &[&str] = &[
    "class",
    "field",
    "loop",
    "message",
    "name",
    "next",
    "page",
    "policy",
    "position",
    "setting",
    "skip_if",
    "static_tour",
    "target",
    "timeout",
    "tour",
    "unreachable",
    "wait_for",
    "when",
];

/// Cases whose text differs, and why.
const DIFFERENT: &[(&str, &str)] = &[
    (
        "field/event_as_advance_on",
        "in a draft a call is an object",
    ),
    (
        "page/go_without_href",
        "in a draft no closure makes a `href`",
    ),
    (
        "field/name_as_a_field",
        "in a draft the name of a step is a field",
    ),
    ("page/no_href", "in a draft no closure makes a `href`"),
    ("setting/autostart_misspelt", "drafts have no `autostart`"),
    ("setting/below_a_step", "drafts have no `autostart`"),
    ("setting/crate_quoted", "drafts name no `crate`"),
    ("setting/in_a_step", "drafts have no `autostart`"),
    ("setting/unknown", "drafts have fewer settings"),
    (
        "static_tour/run_by_another_view",
        "the fault is in a flow, and not in the tour",
    ),
    (
        "wait_for/any_alone",
        "in a draft a call is an object, and this a handler",
    ),
    (
        "wait_for/attribute_of_the_page",
        "in a draft a call is an object",
    ),
    (
        "wait_for/next_in_quotes",
        "in a draft `next` is a string like any name",
    ),
    (
        "wait_for/nothing_in_quotes",
        "in a draft `nothing` is a string like any name",
    ),
    (
        "wait_for/present_alone",
        "in a draft a call is an object, and this a handler",
    ),
];

/// The words of a tour. `None` where it holds what only Rust reads.
fn words(source: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut rest = source.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest = rest
                .split_once('\n')
                .map_or("", |(_, rest)| rest)
                .trim_start();
            continue;
        } else if first == '"' {
            let inside = rest[1..].find('"')?;
            if rest[1..=inside].contains('\\') {
                return None;
            }
            inside + 2
        } else if rest.starts_with("r#\"") {
            rest.find("\"#")? + 2
        } else if first.is_alphanumeric() || matches!(first, '_' | '-') {
            rest.find(|next: char| !(next.is_alphanumeric() || matches!(next, '_' | '.' | '-')))
                .unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else if "<>{}[]:,".contains(first) {
            1
        } else {
            return None;
        };
        words.push(rest[..length].to_owned());
        rest = rest[length..].trim_start();
    }
    Some(words)
}

/// The tour of a case as JSON text, in which names may come twice.
struct Reader {
    words: std::iter::Peekable<std::vec::IntoIter<String>>,
}

impl Reader {
    fn next(&mut self) -> Option<String> {
        self.words.next()
    }

    fn takes(&mut self, word: &str) -> bool {
        self.words.next_if(|next| next == word).is_some()
    }

    fn peeks(&mut self, words: &[&str]) -> bool {
        self.words
            .peek()
            .is_none_or(|next| words.contains(&next.as_str()))
    }

    fn tour(mut self) -> Option<String> {
        if self.takes("static") {
            self.next()?;
            self.takes(":").then_some(())?;
        }
        self.takes("<").then_some(())?;
        self.next()?;
        self.takes(">").then_some(())?;
        let mut entries = Vec::new();
        let mut steps = Vec::new();
        while let Some(word) = self.next() {
            if word != "step" {
                entries.push(self.entry(&word)?);
                continue;
            }
            let mut fields = Vec::new();
            if !self.peeks(&["{"]) {
                let name = self.next()?;
                is_name(&name).then_some(())?;
                fields.push(format!("\"name\":{}", json!(name)));
            }
            self.takes("{").then_some(())?;
            while !self.takes("}") {
                let word = self.next()?;
                fields.push(self.entry(&word)?);
            }
            steps.push(format!("{{{}}}", fields.join(",")));
        }
        entries.push(format!("\"steps\":[{}]", steps.join(",")));
        Some(format!("{{{}}}", entries.join(",")))
    }

    /// `name: value,`
    fn entry(&mut self, name: &str) -> Option<String> {
        is_name(name).then_some(())?;
        let value = if self.takes(":") && !self.peeks(&[",", "}"]) {
            self.value(name)?
        } else {
            Json::Null
        };
        (self.takes(",") || self.peeks(&["}"])).then_some(())?;
        Some(format!("{}:{value}", json!(name)))
    }

    fn value(&mut self, name: &str) -> Option<Json> {
        if self.takes("[") {
            let mut branches = Vec::new();
            while !self.takes("]") {
                branches.push(self.value(name)?);
                (self.takes(",") || self.peeks(&["]"])).then_some(())?;
            }
            return (name == "next").then_some(Json::Array(branches));
        }
        if self.takes("{") {
            let mut object = Map::new();
            while !self.takes("}") {
                let word = self.next()?;
                self.takes(":").then_some(())?;
                object.insert(word.clone(), self.value(&word)?);
                (self.takes(",") || self.peeks(&["}"])).then_some(())?;
            }
            return Some(Json::Object(object));
        }
        let word = self.next()?;
        if let Some(text) = word.strip_prefix('"').or(word.strip_prefix("r#\"")) {
            // Without quotes these are what data writes with them.
            let is_quoted = matches!(name, "next" | "timeout");
            return (!is_quoted).then(|| text.trim_end_matches(['#', '"']).into());
        }
        match name {
            "version" => word.parse().ok().map(|number: i64| number.into()),
            "wait_for" => {
                let mut path = word;
                while self.takes("::") {
                    path = format!("{path}::{}", self.next()?);
                }
                is_name(&path.replace("::", "")).then(|| path.into())
            }
            // In capitals it is a constant of the app's.
            "timeout" => word
                .contains(|next: char| !next.is_uppercase())
                .then(|| word.into()),
            "position" | "on_missing" | "next" | "autostart" => {
                let is_literal = matches!(word.as_str(), "true" | "false");
                (is_name(&word) && !is_literal).then(|| word.into())
            }
            // Where a string is due, a word is a constant of the app's.
            _ => None,
        }
    }
}

/// Whether it is an identifier, and so neither a number nor a path.
fn is_name(word: &str) -> bool {
    !word.starts_with(|first: char| first.is_ascii_digit())
        && word
            .chars()
            .all(|next| next.is_alphanumeric() || next == '_')
}

/// Every compile-fail case, by its name.
fn cases() -> Vec<(String, PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui-tests/fail");
    let mut cases = Vec::new();
    for folder in ABOUT_TOURS {
        for file in fs::read_dir(root.join(folder)).expect("compile-fail cases") {
            let path = file.expect("a file").path();
            if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(&root).expect("below the root");
                let name = name.with_extension("").to_string_lossy().into_owned();
                cases.push((name, path));
            }
        }
    }
    cases.sort();
    cases
}

/// The case's tour as JSON, if it has one and it holds no Rust code.
fn as_draft(source: &str) -> Option<String> {
    let (_, tour) = source.split_once("\ntutorial! {\n")?;
    let (tour, rest) = tour.split_once("\n}\n")?;
    if rest.contains("tutorial! {") {
        return None;
    }
    let words = words(tour)?.into_iter().peekable();
    Reader { words }.tour()
}

#[test]
fn a_draft_has_the_faults_of_the_macro() {
    let mut count = 0;
    let mut wrong = Vec::new();
    for (name, path) in cases() {
        let source = fs::read_to_string(&path).expect("a case");
        let Some(json) = as_draft(&source) else {
            continue;
        };
        let printed = fs::read_to_string(path.with_extension("stderr")).expect("its errors");
        let draft = Draft::from_json(&json).unwrap_or_else(|error| panic!("{name}: {error}"));
        let faults = draft.check::<Onboarding>().tour();
        let faults: Vec<_> = faults.err().into_iter().flatten().collect();
        // That a handler does not exist is the compiler's own error.
        let (unknown, faults): (Vec<_>, Vec<_>) = faults
            .into_iter()
            .partition(|fault| fault.rule() == Rule::UnknownHandler);
        let count_of = |prefix| {
            printed
                .lines()
                .filter(|line| line.starts_with(prefix))
                .count()
        };
        let same = faults.len() == count_of("error: ")
            && unknown.is_empty() == (count_of("error[E") == 0)
            && faults.iter().all(|fault| {
                let (problem, remedy) = (fault.problem(), fault.remedy());
                printed.contains(&format!("error: {problem}\n       help: {remedy}\n"))
            });
        let is_different = DIFFERENT.iter().any(|(case, _)| *case == name);
        if same == is_different {
            let texts: Vec<_> = faults.iter().map(ToString::to_string).collect();
            wrong.push(format!("{name}:\n{json}\n{}\n{printed}", texts.join("\n")));
        }
        count += 1;
    }
    assert!(
        wrong.is_empty(),
        "{} of {count}:\n{}",
        wrong.len(),
        wrong.join("\n\n")
    );
    assert!(count >= 55, "only {count} cases hold no Rust code");
}
