//! The guide's tables have a row for everything that the sources have, and for nothing else.

use std::collections::BTreeSet;
use std::fs;

use docent_check::selector::check_shadow_path;
use docent_check::tour::{Field, Form, Setting};

use crate::bounds::{limits, numbers};
use crate::tables::{quoted, rows};
use crate::{read, root};

/// What is between backticks in the first cells of a text's tables.
fn named(text: &str) -> BTreeSet<String> {
    let rows = text.lines().filter(|line| line.starts_with("| "));
    rows.filter_map(|row| row.split('|').nth(1))
        .flat_map(|cell| quoted(cell).map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

/// The names in a text that begin so.
fn names<'a>(text: &'a str, start: &'a str) -> impl Iterator<Item = String> + 'a {
    text.match_indices(start).map(|(at, _)| {
        let name = text[at..].chars();
        name.take_while(|c| c.is_ascii_lowercase() || *c == '-')
            .collect::<String>()
            .trim_end_matches('-')
            .to_owned()
    })
}

/// The sources of the client's folder, with those below it.
fn client() -> String {
    ["", "tour"]
        .into_iter()
        .flat_map(|folder| {
            let folder = root().join("runtime/client/src").join(folder);
            let entries = fs::read_dir(folder).expect("a folder");
            entries.map(|entry| entry.expect("an entry").path())
        })
        .filter(|path| path.extension().is_some_and(|extension| extension == "ts"))
        .map(|path| fs::read_to_string(path).expect("UTF-8"))
        .collect()
}

/// What the client reads: names in its code, and the events that it listens for.
fn attributes() -> BTreeSet<String> {
    let client = client();
    let code: String = client
        .lines()
        .filter(|line| !line.trim_start().starts_with(['*', '/']))
        .collect::<Vec<_>>()
        .join("\n");
    let written = names(&code, "dj-").chain(names(&code, "data-docent"));
    let listened = code.match_indices("\n  on(\"").map(|(at, start)| {
        let event = &code[at + start.len()..];
        format!("dj-{}", event.split('"').next().expect("a name"))
    });
    written
        .chain(listened)
        .filter(|name| name != "dj" && !name.starts_with("dj-tutorial"))
        .collect()
}

#[test]
fn the_guide_has_a_row_for_each_attribute() {
    let listed: BTreeSet<String> = named(&read("docs/src/attributes.md"))
        .iter()
        .filter(|name| name.starts_with("dj-") || name.starts_with("data-docent"))
        .filter_map(|name| name.split(['.', '=']).next().map(str::to_owned))
        .map(|name| name.trim_end_matches('*').trim_end_matches('-').to_owned())
        .collect();
    let mut listed = listed;
    // Rows of the table of parameters name an example of it.
    listed.retain(|name| !name.starts_with("dj-value-"));
    listed.insert("dj-value".to_owned());
    let attributes = attributes();
    assert!(attributes.contains("dj-click") && attributes.contains("dj-hook"));
    assert_eq!(listed, attributes);
}

#[test]
fn the_lint_knows_each_attribute_of_docent() {
    let source = read("runtime/src/render/lint/bindings.rs");
    let mut known = BTreeSet::new();
    for list in ["const EVENTS: ", "const SETTINGS: "] {
        let (_, list) = source.split_once(list).expect("a list");
        let (list, _) = list.split_once("];").expect("its end");
        known.extend(names(list, "dj-"));
    }
    // It is printed, and nothing reads it.
    assert!(known.remove("dj-view"));
    let mut attributes = attributes();
    attributes.retain(|name| name.starts_with("dj-"));
    // Two classes, and the attribute that has any name at its end.
    for other in ["dj-loading", "dj-navigating", "dj-value"] {
        assert!(attributes.remove(other), "{other}");
    }
    assert_eq!(known, attributes);
}

#[test]
fn the_guide_has_a_row_for_each_custom_property() {
    let css = read("runtime/client/src/docent.css");
    let mut properties: BTreeSet<String> = names(&css, "--docent-").collect();
    let chapter = read("docs/src/bubble.md");
    // The script sets them.
    for set in ["--docent-arrow", "--docent-progress"] {
        assert!(properties.remove(set), "{set}");
        assert!(chapter.contains(&format!("`{set}`")), "{set}");
    }
    let listed = rows(
        &chapter,
        "| property | what it is | default, light and dark |",
    );
    let mut names = BTreeSet::new();
    for row in listed {
        let name = quoted(&row[0]).next().expect("a property").to_owned();
        for value in quoted(&row[2]) {
            assert!(css.contains(value), "{name} is by default not {value}");
        }
        names.insert(name);
    }
    assert_eq!(names, properties);
}

/// The names of classes in a text that come after `start`.
fn after<'a>(text: &'a str, start: &str) -> impl Iterator<Item = &'a str> {
    text.split(start).skip(1).map(|rest| {
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        &rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())]
    })
}

#[test]
fn the_guide_has_a_row_for_each_class_of_the_bubble() {
    let chapter = read("docs/src/bubble.md");
    let mut listed = BTreeSet::new();
    for row in rows(&chapter, "| selector | what it is |") {
        for selector in quoted(&row[0]) {
            // A row may name several parts of the bubble, and only the first in full.
            if selector.starts_with("__") {
                listed.insert(format!("dj-tutorial-bubble{selector}"));
            } else if let Some(class) = selector.strip_prefix('.') {
                listed.insert(class.to_owned());
            }
        }
    }
    let css = read("runtime/client/src/docent.css");
    // What a page waits for, which other chapters have.
    let of_pages = ["dj-loading", "dj-navigating"];
    let mut classes: BTreeSet<_> = after(&css, ".")
        .filter(|class| class.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter(|class| !of_pages.contains(class))
        .map(str::to_owned)
        .collect();
    // The stylesheet has no rule for some parts of the markup.
    let markup = read("runtime/src/http/bubble.rs");
    let parts = after(&markup, r#"class="dj-tutorial-bubble__"#);
    classes.extend(parts.map(|part| format!("dj-tutorial-bubble__{part}")));
    assert!(classes.contains("dj-tutorial-bubble__back"));
    assert_eq!(listed, classes);
}

#[test]
fn the_grammar_has_a_row_for_each_field_and_setting() {
    let grammar = read("runtime/docs/tutorial.md");
    let of = |head: &str| -> Vec<String> {
        let rows = rows(&grammar, head);
        let names = rows.iter().flat_map(|row| quoted(&row[0]));
        names.map(str::to_owned).collect()
    };
    let mut fields = of("| field | example | value | default |");
    let mut expected: Vec<_> = Field::all(Form::Source)
        .iter()
        .map(|field| field.name())
        .collect();
    fields.sort_unstable();
    expected.sort_unstable();
    assert_eq!(fields, expected);
    let mut settings = of("| setting | example | value | default |");
    let all = Setting::all(Form::Source).iter();
    let mut expected: Vec<_> = all.map(|setting| setting.name()).collect();
    settings.sort_unstable();
    expected.sort_unstable();
    assert_eq!(settings, expected);
    // And the tour below shows each field.
    let (_, tour) = grammar
        .split_once("# Every field in one tour")
        .expect("a tour");
    for field in Field::all(Form::Source) {
        let field = field.name();
        assert!(
            tour.contains(&format!(" {field}: ")),
            "no example of {field}"
        );
    }
}

#[test]
fn what_to_write_for_a_rejected_selector_is_accepted() {
    let grammar = read("runtime/docs/tutorial.md");
    let rows = rows(&grammar, "| rejected | why | write instead |");
    assert!(rows.len() > 10, "{} rows", rows.len());
    for row in rows {
        let [rejected, accepted] =
            [0, 2].map(|at| check_shadow_path(quoted(&row[at]).next().expect("a selector")));
        assert!(rejected.is_err(), "{} is accepted", row[0]);
        assert_eq!(accepted, Ok(()), "{}", row[2]);
    }
}

#[test]
fn the_guide_has_a_row_for_each_limit() {
    let limits = limits();
    let mut listed = BTreeSet::new();
    for row in rows(
        &read("docs/src/deployment.md"),
        "| limit | default | at it |",
    ) {
        let names: Vec<_> = quoted(&row[0]).collect();
        assert_eq!(names.len(), numbers(&row[1]).len(), "{}", row[0]);
        for (name, stated) in names.into_iter().zip(numbers(&row[1])) {
            let default = limits.defaults.get(name).copied().flatten();
            assert_eq!(default, Some(stated), "`Limits::{name}`");
            listed.insert(name.to_owned());
        }
    }
    assert!(listed.iter().eq(limits.fields.keys()), "{listed:?}");
}

#[test]
fn each_chapter_is_in_the_contents_and_is_tested() {
    let contents = read("docs/src/SUMMARY.md");
    let tested = read("docs/lib.rs");
    for folder in ["docs/src", "runtime/docs"] {
        for entry in fs::read_dir(root().join(folder)).expect("a folder") {
            let name = entry.expect("an entry").file_name();
            let name = name.to_str().expect("UTF-8");
            if name == "SUMMARY.md" {
                continue;
            }
            let link = match folder {
                "docs/src" => format!("({name})"),
                _ => format!("(../../runtime/docs/{name})"),
            };
            assert!(
                contents.contains(&link),
                "SUMMARY.md does not link to {folder}/{name}"
            );
            if folder == "docs/src" && name != "README.md" {
                let included = tested.contains(&format!("\"src/{name}\""));
                assert!(included, "docs/lib.rs does not include {name}");
            }
        }
    }
}

/// The oldest compiler that a package says it takes.
fn oldest_rust(folder: &str) -> String {
    let manifest = read(&format!("{folder}/Cargo.toml"));
    let line = manifest
        .lines()
        .find_map(|line| line.strip_prefix("rust-version = "));
    line.expect(folder).trim_matches('"').to_owned()
}

#[test]
fn the_readme_has_the_oldest_rust_of_each_package() {
    let [docent, redb, postgres] =
        ["runtime", "adapters/redb", "adapters/postgres"].map(oldest_rust);
    let claim = format!("Rust {docent} (`docent-redb` {redb}, `docent-postgres` {postgres})");
    assert!(read("README.md").contains(&claim), "no {claim:?}");
    for folder in ["check", "macros"] {
        assert_eq!(oldest_rust(folder), docent, "{folder}");
    }
}
