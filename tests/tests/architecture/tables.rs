//! The names that ARCHITECTURE.md's tables quote are those of the sources.

use std::fs;
use std::path::PathBuf;

use crate::{read, root, sources};

/// The cells of the rows below a table's head: `| a | b |` is `["a", "b"]`.
pub(crate) fn rows(text: &str, head: &str) -> Vec<Vec<String>> {
    let (_, below) = text.split_once(head).expect("the table is there");
    below
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let cells = line.trim_matches('|').split('|');
            cells.map(|cell| cell.trim().to_owned()).collect()
        })
        .collect()
}

/// What a cell has between backticks.
pub(crate) fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

/// The rows of both tables: where each promise and each buffer is kept, and
/// what shows it.
fn places() -> Vec<(String, String)> {
    let text = read("ARCHITECTURE.md");
    let promises = rows(&text, "| promise | kept by | shown by |");
    let buffers = rows(&text, "| what | in | bound | at it | shown by |");
    assert!(promises.len() > 20 && buffers.len() > 15);
    let of = |row: Vec<String>| {
        let shown_by = row.last().expect("cells").clone();
        (row.into_iter().nth(1).expect("cells"), shown_by)
    };
    promises.into_iter().chain(buffers).map(of).collect()
}

/// Whether a file that is quoted by the end of its path exists.
fn is_file(name: &str) -> bool {
    let folders = ["", "runtime/src", "runtime/client/src", "tests/browser"];
    folders
        .iter()
        .any(|folder| root().join(folder).join(name).is_file())
}

/// The file of a module of the runtime: `session::core` is `session/core.rs`
/// or `session/core/mod.rs`. `check::tour` is one of docent-check.
pub(crate) fn module_file(path: &str) -> Option<PathBuf> {
    let (sources, path) = match path.strip_prefix("check::") {
        Some(path) => ("check/src", path),
        None => ("runtime/src", path),
    };
    let base = root().join(sources).join(path.replace("::", "/"));
    let files = [base.with_extension("rs"), base.join("mod.rs")];
    files.into_iter().find(|file| file.is_file())
}

fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .any(|other| other == word)
}

#[test]
fn the_tests_that_the_tables_quote_exist() {
    let tests: String = ["check/src", "runtime/src", "tests/tests"]
        .into_iter()
        .flat_map(sources)
        .map(|(_, text)| text)
        .collect();
    for (_, shown_by) in places() {
        for name in quoted(&shown_by) {
            let exists = if name.contains('.') {
                is_file(name)
            } else {
                tests.contains(&format!("fn {name}("))
            };
            assert!(
                exists,
                "ARCHITECTURE.md quotes `{name}`, which is not there"
            );
        }
    }
}

/// A module, and in the parentheses behind it what of the module it is.
#[test]
fn the_modules_and_items_that_the_tables_quote_exist() {
    for (kept_by, _) in places() {
        let mut text = String::new();
        let mut is_inside = false;
        for (at, part) in kept_by.split('`').enumerate() {
            if at % 2 == 0 {
                is_inside = match part.rfind(['(', ')']) {
                    Some(end) => part[end..].starts_with('('),
                    None => is_inside,
                };
            } else if is_inside {
                assert!(has_word(&text, part), "no `{part}` in {kept_by}");
            } else if part.contains('.') {
                assert!(is_file(part), "no file `{part}`");
            } else {
                let file = module_file(part).unwrap_or_else(|| panic!("no module `{part}`"));
                text = fs::read_to_string(file).expect("UTF-8");
            }
        }
    }
}

#[test]
fn the_projects_own_commands_are_described() {
    let parts = read("ARCHITECTURE.md");
    let contributing = read("CONTRIBUTING.md");
    let row = parts.lines().find(|line| line.starts_with("| `xtask/`"));
    let row = row.expect("a row");
    // A command may be broken over two lines.
    let contributing: Vec<_> = contributing.split_whitespace().collect();
    let contributing = contributing.join(" ");
    let mut commands = 0;
    for (file, text) in sources("xtask/src") {
        let Some((_, command)) = text.split_once("SUBCOMMAND: Subcommand = Subcommand {") else {
            continue;
        };
        let name = command.split('"').nth(1).expect("a name");
        let listed = [format!("`{name}`"), format!("`cargo xtask {name}`")];
        assert!(
            listed.iter().any(|text| row.contains(text)),
            "ARCHITECTURE.md has no `{name}` of {file}"
        );
        let call = format!("cargo xtask {name}");
        assert!(
            contributing.contains(&call),
            "CONTRIBUTING.md has no `{call}`"
        );
        commands += 1;
    }
    assert!(commands > 10);
}
