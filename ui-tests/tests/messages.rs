//! The guide has a row for each of docent's own messages, with what to write instead.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The head of each table of messages.
const HEAD: &str = "| message | why | write instead |\n| --- | --- | --- |\n";

const PAGES: [&str; 2] = ["tutorial.md", "when_it_does_not_compile.md"];

/// What begins a message of the compiler that has no code, or one of docent's.
const OF_THE_COMPILER: [&str; 3] = [
    "character literal may only contain one codepoint",
    "future cannot be sent between threads safely",
    "the trait bound ",
];

/// A message as the compiler prints it.
struct Message {
    text: String,
    /// Whether docent has written it.
    is_own: bool,
}

impl Message {
    /// Reads the first line of an error: `error[E0277]: …`.
    fn read(line: &str) -> Option<Self> {
        let (code, text) = line.strip_prefix("error")?.split_once(": ")?;
        // A panic while constants are evaluated, and what only a deprecation can be.
        let text = text.strip_prefix("evaluation panicked: ").unwrap_or(text);
        let text = match text.strip_prefix("use of deprecated function ") {
            Some(deprecated) => deprecated.split_once(": ")?.1,
            None => text,
        };
        let may_be_own = ["", "[E0080]", "[E0277]"].contains(&code);
        let is_of_compiler = OF_THE_COMPILER
            .iter()
            .any(|begins| text.starts_with(begins));
        Some(Self {
            text: text.to_owned(),
            is_own: may_be_own && !is_of_compiler,
        })
    }
}

/// The messages of the compile-fail suite, and a case of each.
///
/// They are read from what the compiler prints and not from the sources, which compose them
/// of parts: there is no list of whole messages in the sources to compare with. A message
/// without a case is therefore not found, so a new one needs its case.
fn printed() -> Vec<(Message, String)> {
    let mut messages = BTreeMap::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fail");
    for rule in fs::read_dir(&folder).expect("the cases") {
        for case in fs::read_dir(rule.expect("an entry").path()).expect("a folder") {
            let path = case.expect("an entry").path();
            if path.extension().is_some_and(|is| is == "stderr") {
                let text = fs::read_to_string(&path).expect("UTF-8");
                for message in text.lines().filter_map(Message::read) {
                    let case = path.strip_prefix(&folder).expect("a case").display();
                    let entry = (message, case.to_string());
                    messages.entry(entry.0.text.clone()).or_insert(entry);
                }
            }
        }
    }
    messages.into_values().collect()
}

/// The messages in the tables of a page.
fn listed(page: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/docs");
    let page = fs::read_to_string(folder.join(page)).expect("the page");
    let tables = page.split(HEAD).skip(1);
    let rows = tables.flat_map(|table| table.lines().take_while(|line| line.starts_with('|')));
    rows.map(|row| {
        let cell = row.split('|').nth(1).expect("a cell");
        // A message with code in it is between two backticks and a space.
        cell.trim().trim_matches('`').trim().to_owned()
    })
    .collect()
}

/// Whether a row is about this message: `…` is anything.
fn is_about(row: &str, message: &str) -> bool {
    let parts: Vec<&str> = row.split('…').collect();
    let [first, between @ .., last] = parts.as_slice() else {
        return row == message;
    };
    let Some(mut rest) = message.strip_prefix(first) else {
        return false;
    };
    for part in between {
        let Some((_, after)) = rest.split_once(part) else {
            return false;
        };
        rest = after;
    }
    rest.ends_with(last)
}

#[test]
fn each_message_of_docents_own_has_one_row_in_the_guide() {
    let pages = PAGES.map(listed);
    let own: Vec<_> = printed().into_iter().filter(|(it, _)| it.is_own).collect();
    assert!(own.len() > 200, "{} messages", own.len());
    let mut missing = Vec::new();
    for (Message { text, .. }, case) in own {
        let of_page = |page: &Vec<String>| page.iter().filter(|row| is_about(row, &text)).count();
        let rows = pages.each_ref().map(of_page);
        // A row for too many messages would hide that one of them has none.
        assert!(rows.iter().all(|rows| *rows <= 1), "two rows for {text}");
        if rows.iter().sum::<usize>() == 0 {
            missing.push(format!("{text} ({case})"));
        }
    }
    assert!(missing.is_empty(), "no row in {PAGES:?} for {missing:#?}");
}

#[test]
fn each_row_of_the_guide_is_about_a_message_that_is_printed() {
    let printed = printed();
    for page in PAGES {
        let rows = listed(page);
        assert!(rows.len() > 50, "{} rows in {page}", rows.len());
        for row in rows {
            assert!(
                printed
                    .iter()
                    .any(|(message, _)| is_about(&row, &message.text)),
                "{page} has a row for {row:?}, which no case prints"
            );
        }
    }
}

#[test]
fn a_row_with_gaps_is_about_each_message_that_fills_them() {
    for (row, message, expected) in [
        ("this is not a type", "this is not a type", true),
        ("this is not a type", "this is not a typo", false),
        ("`…` has no value", "`target` has no value", true),
        ("`…` has no value", "`next` has no branches", false),
        ("two `…` of `…`", "two `a` of `b`", true),
        ("two `…` of `…`", "two `a`", false),
        ("in `…`: …", "in `a`: more", true),
    ] {
        assert_eq!(is_about(row, message), expected, "{row} {message}");
    }
}
