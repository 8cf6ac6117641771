//! What ARCHITECTURE.md says of the sources, held.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
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
        .filter(|(name, _)| !name.contains("tests/"))
        .filter(|(_, text)| code(text).contains(word))
        .map(|(name, _)| name)
        .collect()
}

#[test]
fn only_wire_knows_json() {
    assert_eq!(naming("serde_json"), ["wire/decode.rs", "wire/encode.rs"]);
}

#[test]
fn only_the_edge_knows_axum() {
    assert_eq!(
        naming("axum::"),
        [
            "http/assets.rs",
            "http/mount.rs",
            "http/origin.rs",
            "http/router.rs",
            "http/serve.rs",
            "http/socket.rs",
            "visitor.rs"
        ]
    );
}

#[test]
fn the_tour_core_knows_neither_tokio_nor_serde_nor_a_socket() {
    for word in ["tokio", "serde", "session", "socket", "futures"] {
        let guilty: Vec<_> = naming(word)
            .into_iter()
            .filter(|name| name.starts_with("tour/"))
            .collect();
        assert!(guilty.is_empty(), "{word} stands in {guilty:?}");
    }
}

#[test]
fn imports_point_one_way() {
    // What a layer must not name: whatever stands above it.
    for (layer, above) in [
        ("app/", &["session", "http", "server"][..]),
        ("event/", &["session", "http", "tour", "wire", "app"]),
        ("js/", &["session", "http", "tour", "wire", "app"]),
        ("html.rs", &["session", "http", "tour", "wire", "app"]),
        ("inbox/", &["http"]),
        ("wire/", &["http", "app"]),
        ("session/", &["http"]),
    ] {
        for (name, text) in sources("runtime/src") {
            if !name.starts_with(layer) {
                continue;
            }
            for module in above {
                let path = format!("crate::{module}::");
                assert!(!code(&text).contains(&path), "{name} names {path}");
            }
        }
    }
}

#[test]
fn a_file_is_read_in_one_sitting() {
    for folder in [
        "runtime/src",
        "macros/src",
        "selector/src",
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
