//! The programs of the README and the guide are those that are compiled, and their messages
//! those that are printed.

use std::fs;
use std::path::Path;

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The first block of that language, and those after it.
fn blocks(readme: &str, language: &str) -> Vec<String> {
    readme
        .split(&format!("```{language}\n"))
        .skip(1)
        .filter_map(|rest| rest.split_once("```").map(|(block, _)| block.to_owned()))
        .collect()
}

#[test]
fn the_readmes_program_is_compiled() {
    let program = &blocks(&read("../README.md"), "rust")[0];
    let header = "//! The README's first example.\n\n";
    assert_eq!(read("examples/readme.rs"), format!("{header}{program}"));
    let typo = program.replace("wait_for: create_project", "wait_for: creat_project");
    assert_eq!(read("fail/readme/typo.rs"), typo);
    let order = program.replace("(TutorialMixin, LiveView)", "(LiveView, TutorialMixin)");
    assert_eq!(read("fail/readme/order.rs"), order);
}

#[test]
fn the_readme_is_short() {
    assert!(read("../README.md").lines().count() <= 170);
}

#[test]
fn the_guides_test_is_the_examples() {
    let test = &blocks(&read("../docs/src/testing.md"), "rust,ignore")[1];
    let header = "//! The example's tour, in a page without a browser.\n\n";
    let example = read("../examples/onboarding/src/tests.rs");
    assert_eq!(example, format!("{header}{test}"));
    assert!(test.lines().count() < 40, "it is short");
}

#[test]
fn the_first_tours_test_drives_its_program() {
    let chapter = read("../docs/src/first_tour.md");
    let program = &blocks(&chapter, "rust,no_run")[0];
    // Below the imports.
    let below = |text: &str| {
        let (_, below) = text.split_once("/// The state").expect("a view");
        below.to_owned()
    };
    let view = below(&read("../docs/teahouse.rs")).replace("pub struct", "struct");
    let (view, tests) = view.split_once("\n#[cfg(test)]").expect("tests");
    assert!(below(program).starts_with(view));
    // The tour's test is in the first chapter, and that of its targets in another.
    let first = &blocks(&chapter, "rust,ignore")[0];
    let first = first.strip_suffix("}\n").expect("a module");
    let rest = format!("#[cfg(test)]{tests}");
    let second = rest.strip_prefix(first).expect("the first test");
    let second = second.trim_matches(['\n', '}']);
    let walk = blocks(&read("../docs/src/testing.md"), "rust,ignore").swap_remove(0);
    let unindented = |text: &str| text.replace("\n    ", "\n").trim().to_owned();
    assert_eq!(
        unindented(&format!("\n{second}")),
        walk.trim().trim_end_matches(['\n', '}']).trim()
    );
}

#[test]
fn the_readmes_messages_are_those_printed() {
    let messages = blocks(&read("../README.md"), "text");
    for (message, case) in messages.iter().zip(["typo", "order"]) {
        let printed = read(&format!("fail/readme/{case}.stderr"));
        let shown = message.replace("src/main.rs", &format!("fail/readme/{case}.rs"));
        assert_eq!(shown, printed);
    }
}
