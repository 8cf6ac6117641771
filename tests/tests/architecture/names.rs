//! The names of tests are claims, and short enough to be read in a list.

use std::fs;

use crate::{root, sources};

const MOST: usize = 60;

const RUST: [&str; 6] = [
    "adapters", "check", "examples", "macros", "runtime", "tests",
];
const BROWSER: [&str; 3] = [
    "tests/browser",
    "tests/browser/engines",
    "tests/browser/engines/claims",
];

/// The names of a source's functions.
fn functions(text: &str) -> impl Iterator<Item = &str> {
    text.split("fn ").skip(1).filter_map(|rest| {
        let (name, _) = rest.split_once('(')?;
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        name.chars().all(is_name).then_some(name)
    })
}

/// The texts that are the first argument of a call at the begin of a line, as a test's name is;
/// they may be on the next line.
fn claims(text: &str) -> Vec<String> {
    let text = text.replace("(\n", "(");
    let names = text.lines().filter_map(|line| {
        let (call, rest) = line.trim_start().split_once('(')?;
        let rest = rest.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '`'))?;
        let is_name = call.chars().all(char::is_alphanumeric);
        is_name.then(|| rest[1..].split(quote).next())?
    });
    names.map(str::to_owned).collect()
}

/// The characters of a template without what is inserted.
fn length(template: &str) -> usize {
    let mut parts = template.split("${");
    let first = parts.next().map_or(0, |part| part.chars().count());
    let after = parts.map(|part| part.split_once('}').map_or(part, |(_, after)| after));
    first + after.map(|part| part.chars().count()).sum::<usize>()
}

#[test]
fn a_test_name_has_at_most_60_characters() {
    let mut long = Vec::new();
    for folder in RUST {
        for (file, text) in sources(folder) {
            let names = functions(&text).filter(|name| name.len() > MOST);
            long.extend(names.map(|name| format!("{folder}/{file}: {name}")));
        }
    }
    for folder in BROWSER {
        for entry in fs::read_dir(root().join(folder)).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|extension| extension == "mjs") {
                let text = fs::read_to_string(&path).expect("UTF-8");
                let names = claims(&text).into_iter();
                let names = names.filter(|name| length(name) > MOST);
                long.extend(names.map(|name| format!("{folder}: {name}")));
            }
        }
    }
    assert_eq!(long, [""; 0], "more than {MOST} characters");
}
