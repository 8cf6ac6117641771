//! The rules of the sources that ARCHITECTURE.md states.

mod api;
mod bounds;
mod examples;
mod guide;
mod imports;
mod messages;
mod names;
mod tables;

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A file of the project.
fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every Rust source below a folder, with its path relative to that.
fn sources(folder: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, base: &Path, found: &mut Vec<(String, String)>) {
        let mut entries: Vec<_> = fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").path())
            .collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                walk(&path, base, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(base).expect("below the base");
                let text = fs::read_to_string(&path).expect("UTF-8");
                found.push((name.to_string_lossy().into_owned(), text));
            }
        }
    }
    let base = root().join(folder);
    let mut found = Vec::new();
    walk(&base, &base, &mut found);
    assert!(!found.is_empty(), "{folder} holds no sources");
    found
}

/// The code of a source: without comments and without its unit tests.
fn code(text: &str) -> String {
    let end = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    text[..end]
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The runtime's files that name `word` in code.
fn naming(word: &str) -> Vec<String> {
    sources("runtime/src")
        .into_iter()
        .filter(|(name, _)| !name.contains("tests/") && !name.ends_with("/tests.rs"))
        .filter(|(_, text)| code(text).contains(word))
        .map(|(name, _)| name)
        .collect()
}

#[test]
fn only_wire_and_json_name_serde_json() {
    assert_eq!(naming("serde_json"), ["json.rs", "wire/decode.rs"]);
}

#[test]
fn only_the_edge_and_the_test_driver_name_axum() {
    for file in naming("axum::") {
        let may = file.starts_with("http/") || file.starts_with("test/");
        assert!(may, "{file} names axum");
    }
}

#[test]
fn the_tour_core_knows_neither_tokio_nor_serde_nor_a_socket() {
    for word in ["tokio", "serde", "session::", "socket", "futures"] {
        let guilty: Vec<_> = naming(word)
            .into_iter()
            .filter(|name| name.starts_with("tour/"))
            .collect();
        assert!(guilty.is_empty(), "{word} is named in {guilty:?}");
    }
}

/// Layers of a source folder, from the top down: each names only what is below
/// it. An entry is a file, or a folder with all that is in it.
type Layers = &'static [&'static [&'static str]];

/// The source folders with layers.
const LAYERED: [(&str, Layers); 3] = [
    ("runtime/src", RUNTIME),
    ("check/src", CHECK),
    ("macros/src", MACROS),
];

const RUNTIME: Layers = &[
    &["lib.rs", "chapters.rs", "prelude.rs"],
    &["internals.rs"],
    &["test/"],
    &["http/"],
    &["session/"],
    &["render/"],
    &["__private.rs", "__private/"],
    &["draft/"],
    &["app/"],
    &["server/"],
    &["inbox/"],
    &["identity.rs"],
    &["store/"],
    &["wire/"],
    &["metrics.rs"],
    &["tour/"],
    &["js/"],
    &["form/"],
    &["event/"],
    &[
        "cut.rs",
        "error.rs",
        "html.rs",
        "ids.rs",
        "json.rs",
        "limits.rs",
        "log_limit.rs",
        "panics.rs",
        "seq.rs",
        "visitor.rs",
    ],
];

const CHECK: Layers = &[&["lib.rs"], &["tour/"], &["selector/"], &["suggest.rs"]];

const MACROS: Layers = &[
    &["lib.rs"],
    &["event_handler.rs", "live_view/mod.rs", "tutorial/mod.rs"],
    &["live_view/expand/", "tutorial/expand.rs"],
    &["live_view/check/", "tutorial/lower/"],
    &["live_view/parse.rs", "tutorial/parse.rs"],
    &["tutorial/tokens.rs"],
    &["live_view/model.rs", "tutorial/model.rs"],
    &[
        "cfg.rs",
        "hygiene.rs",
        "named.rs",
        "printed.rs",
        "report.rs",
        "root.rs",
    ],
    &["span.rs"],
];

/// The folders whose files may import each other: a view, its components, mixins
/// and handlers are written in terms of each other.
const RINGS: [&str; 1] = ["runtime/src/app/"];

/// The sources of a folder without its tests.
fn untested(folder: &str) -> Vec<(String, String)> {
    let mut sources = sources(folder);
    sources.retain(|(name, _)| !name.contains("tests/") && !name.ends_with("/tests.rs"));
    sources.retain(|(name, _)| !name.ends_with("_tests.rs"));
    sources
}

/// How deep the layer of a file is, the top being 0.
fn layer(layers: Layers, file: &str) -> Option<usize> {
    layers.iter().position(|layer| {
        layer
            .iter()
            .any(|entry| *entry == file || entry.ends_with('/') && file.starts_with(entry))
    })
}

#[test]
fn every_file_belongs_to_a_layer() {
    for (folder, layers) in LAYERED {
        for (file, _) in untested(folder) {
            let has_layer = layer(layers, &file).is_some();
            assert!(has_layer, "{folder}/{file} belongs to no layer");
        }
    }
}

#[test]
fn imports_point_down_the_layers() {
    for (folder, layers) in LAYERED {
        for (file, named) in imports::graph(&untested(folder)) {
            for other in named {
                assert!(
                    layer(layers, &file) <= layer(layers, &other),
                    "{folder}/{file} names {other}, which is above it"
                );
            }
        }
    }
}

#[test]
fn files_import_each_other_in_a_ring_only_in_few_folders() {
    for (folder, _) in LAYERED {
        for ring in imports::rings(&imports::graph(&untested(folder))) {
            let may = RINGS.iter().any(|allowed| {
                let is_inside = |file: &String| format!("{folder}/{file}").starts_with(allowed);
                ring.iter().all(is_inside)
            });
            assert!(
                may,
                "{folder}: these files import each other in a ring: {ring:?}"
            );
        }
    }
}

#[test]
fn a_file_is_read_in_one_sitting() {
    for folder in [
        "runtime/src",
        "macros/src",
        "check/src",
        "adapters/postgres/src",
        "adapters/redb/src",
        "xtask/src",
        "tests/src",
        "bench/src",
    ] {
        for (name, text) in sources(folder) {
            let lines = code(&text).lines().count();
            assert!(lines <= 600, "{folder}/{name} has {lines} lines of code");
        }
    }
}
