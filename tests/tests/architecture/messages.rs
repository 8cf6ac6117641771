//! The guide has every message that an operator, a developer or a visitor may look up.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};

use crate::tables::rows;
use crate::{read, root, sources};

/// The pages that list messages.
fn pages() -> String {
    read("runtime/docs/when_things_break.md") + &read("runtime/docs/logs.md")
}

/// The words of a text as a page prints it: without the marks of code, on one line.
fn plain(text: &str) -> String {
    let text = text.replace(['`', '\\'], "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is the same in each message that is made by this text: what is between the
/// arguments, which `open` begins and `}` ends. What is behind a colon is left out, for
/// there a message says what to do, unless too little is before it.
fn constant(text: &str, open: &str) -> Vec<String> {
    const ENOUGH: usize = 22;
    let head = text
        .match_indices(": ")
        .find(|(at, _)| *at >= ENOUGH)
        .map_or(text, |(at, _)| &text[..at]);
    let mut parts = head.split(open);
    let first = parts.next().into_iter();
    let others = parts.map(|part| part.split_once('}').map_or("", |(_, rest)| rest));
    first
        .chain(others)
        .map(plain)
        .filter(|part| part.chars().filter(|c| c.is_alphanumeric()).count() > 1)
        .collect()
}

/// Whether a text has the parts in their order.
fn has(text: &str, parts: &[String]) -> bool {
    let mut rest = text;
    parts.iter().all(|part| match rest.split_once(&**part) {
        Some((_, after)) => {
            rest = after;
            true
        }
        None => false,
    })
}

/// Fails if a row of the pages' tables has no such message.
#[track_caller]
fn assert_listed<'a>(messages: impl IntoIterator<Item = &'a String>, open: &str) {
    let pages = pages();
    let rows: Vec<_> = pages
        .lines()
        .filter(|line| line.starts_with("| "))
        .map(plain)
        .collect();
    let is_listed = |message: &&String| {
        let parts = constant(message, open);
        assert!(!parts.is_empty(), "only arguments: {message}");
        rows.iter().any(|row| has(row, &parts))
    };
    let missing: Vec<_> = messages.into_iter().filter(|m| !is_listed(m)).collect();
    assert!(
        missing.is_empty(),
        "add to `runtime/docs/when_things_break.md`: {missing:#?}"
    );
}

fn literal(token: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = token else {
        return None;
    };
    let text: syn::LitStr = syn::parse_str(&literal.to_string()).ok()?;
    Some(text.value())
}

/// The text of an event of `tracing`: the first literal that is no field's value.
fn event(tokens: TokenStream) -> Option<String> {
    let tokens: Vec<_> = tokens.into_iter().collect();
    let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(p) if p.as_char() == ',');
    let arguments = tokens.split(is_comma);
    arguments
        .filter_map(|argument| argument.first().and_then(literal))
        .next()
}

/// Adds the texts of the calls of these macros, also of those within other macros.
fn add_texts(tokens: TokenStream, macros: &[&str], found: &mut BTreeSet<String>) {
    let tokens: Vec<_> = tokens.into_iter().collect();
    for window in tokens.windows(3) {
        if let [
            TokenTree::Ident(name),
            TokenTree::Punct(mark),
            TokenTree::Group(call),
        ] = window
            && mark.as_char() == '!'
            && macros.iter().any(|of| name == of)
        {
            let text = event(call.stream());
            found.insert(text.unwrap_or_else(|| panic!("no text: {call}")));
        }
    }
    for token in tokens {
        if let TokenTree::Group(group) = token {
            add_texts(group.stream(), macros, found);
        }
    }
}

fn texts(folders: &[&str], macros: &[&str]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (name, text) in folders.iter().flat_map(|folder| sources(folder)) {
        if !name.contains("tests/") && !name.ends_with("tests.rs") {
            let tokens = crate::code(&text).parse();
            let tokens = tokens.unwrap_or_else(|error| panic!("{name}: {error}"));
            add_texts(tokens, macros, &mut found);
        }
    }
    found
}

fn logged() -> BTreeSet<String> {
    let crates = ["runtime/src", "adapters/postgres/src", "adapters/redb/src"];
    let mut logged = texts(&crates, &["error", "warn"]);
    assert!(logged.len() > 60, "{}", logged.len());
    // A mistake in markup, whose texts are those of the linter.
    assert!(logged.remove("{text}"));
    logged
}

fn mistakes() -> BTreeSet<String> {
    let mut mistakes = texts(&["runtime/src/render/lint"], &["format"]);
    mistakes.retain(|text| constant(text, "{").len() > usize::from(text.starts_with("the ")));
    mistakes
}

#[test]
fn the_guide_has_each_message_of_the_log() {
    assert_listed(&logged(), "{");
}

#[test]
fn the_guide_has_each_mistake_in_markup_that_is_logged() {
    let mistakes = mistakes();
    assert!(mistakes.len() > 10, "{mistakes:?}");
    assert_listed(&mistakes, "{");
}

#[test]
fn the_guide_has_no_message_that_is_not_logged() {
    let chapter = read("runtime/docs/when_things_break.md");
    let messages: Vec<_> = logged()
        .iter()
        .map(|message| constant(message, "{"))
        .collect();
    for row in rows(&chapter, "| message | cause, and what to do |") {
        let message = plain(&row[0]);
        let is_logged = messages.iter().any(|parts| has(&message, parts));
        assert!(is_logged || message.starts_with("**docent::"), "{message}");
    }
}

/// The sources of the client without the debug panel's, which has a page of its own.
fn client(folder: &Path, found: &mut String) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && !path.ends_with("debug") {
            client(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "ts") {
            let text = fs::read_to_string(&path).expect("UTF-8");
            let is_code = |line: &&str| !line.trim_start().starts_with(['*', '/']);
            found.extend(text.lines().filter(is_code).flat_map(|line| [line, "\n"]));
        }
    }
}

#[test]
fn the_guide_has_each_message_of_the_browsers_console() {
    let mut code = String::new();
    client(&root().join("runtime/client/src"), &mut code);
    let calls: Vec<_> = code.split("console").skip(1).collect();
    let calls = calls
        .into_iter()
        .filter(|call| call.starts_with(['.', '[']));
    let mut messages = BTreeSet::new();
    for call in calls {
        let (_, arguments) = call.split_once('(').expect("a call");
        let quote = arguments.chars().next().expect("an argument");
        let message = arguments[1..].split(quote).next().expect("a text");
        // What the page sends and gets, if somebody has asked for it.
        if message != "docent" {
            assert!(message.starts_with("docent: "), "{message}");
            messages.insert(message.to_owned());
        }
    }
    assert!(messages.len() > 3, "{messages:?}");
    assert_listed(&messages, "${");
}

/// What is between the quotes behind each place of `start`.
fn quoted_after(text: &str, start: &str) -> BTreeSet<String> {
    let places = text.split(start).skip(1);
    places
        .filter_map(|place| place.split('"').next())
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_guide_has_each_text_that_a_page_shows_of_a_failure() {
    let source = read("runtime/client/src/notice.ts");
    let (_, troubles) = source.split_once("type Trouble = ").expect("the type");
    let (troubles, _) = troubles.split_once(';').expect("its end");
    let troubles = troubles.split(" | ").map(|name| name.trim_matches('"'));
    let labels = read("runtime/src/http/bubble.rs");
    for name in troubles.chain(["looking", "elsewhere"]) {
        let (_, label) = labels
            .split_once(&format!("\n            {name}: Cow::Borrowed("))
            .unwrap_or_else(|| panic!("no label of `{name}`"));
        let label = label.split('"').nth(1).expect("a text").to_owned();
        assert_listed([&label], "{");
    }
}

#[test]
fn the_guide_has_each_answer_in_place_of_a_page() {
    let mut answers = BTreeSet::new();
    for (name, text) in sources("runtime/src/http") {
        let code = crate::code(&text);
        if name.ends_with("tests.rs") {
            continue;
        }
        for start in [
            "StatusCode::FORBIDDEN, \"",
            "StatusCode::INTERNAL_SERVER_ERROR, \"",
            "HINT: &str = \"",
        ] {
            answers.extend(quoted_after(&code, start));
        }
        let sentences = code.split('"').filter(|text| text.ends_with(".\\n"));
        answers.extend(sentences.map(|text| text.trim_end_matches("\\n").to_owned()));
    }
    assert!(answers.len() > 4, "{answers:?}");
    assert_listed(&answers, "{");
}

#[test]
fn the_guide_has_each_reason_why_a_socket_is_closed() {
    let mut reasons = BTreeSet::new();
    for (name, text) in sources("runtime/src") {
        if name.starts_with("test/") || name.contains("tests") {
            continue;
        }
        let code = crate::code(&text);
        for part in code.split("CloseCode::").skip(1) {
            let (_, rest) = part
                .split_once(|c: char| !c.is_alphanumeric())
                .expect("more");
            if let Some(reason) = rest.trim_start().strip_prefix('"') {
                reasons.extend(reason.split('"').next().map(str::to_owned));
            }
        }
        reasons.extend(quoted_after(&code, "disconnect(\""));
        if name == "http/socket.rs" {
            reasons.extend(quoted_after(&code, "let reason = \""));
        }
    }
    assert!(reasons.len() > 10, "{reasons:?}");
    assert_listed(&reasons, "{");
    let codes = read("runtime/src/wire/close_code.rs");
    let (_, numbers) = codes.split_once("fn number").expect("the numbers");
    let pages = pages();
    let numbers = numbers.split("=> ").skip(1).filter_map(|at| at.get(..4));
    for number in numbers {
        assert!(pages.contains(&format!("\n| {number}")), "{number}");
    }
}
