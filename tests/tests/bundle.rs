//! The committed bundle belongs to the committed sources; no Node is needed to see it.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

#[test]
fn the_bundle_was_made_from_these_sources() {
    let client = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/client");
    let mut paths = vec!["build.mjs".to_owned(), "package-lock.json".to_owned()];
    collect(&client, "src", &mut paths);
    paths.sort();

    // As in build.mjs: for each file its path, NUL, its bytes, NUL.
    let mut hash = Sha256::new();
    for path in paths {
        hash.update(&path);
        hash.update([0]);
        hash.update(fs::read(client.join(&path)).expect("a source"));
        hash.update([0]);
    }
    let made = hash
        .finalize()
        .iter()
        .fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
    let committed = fs::read_to_string(client.join("dist/source.sha256")).expect("the hash");
    assert_eq!(
        made,
        committed.trim(),
        "the bundle is not that of the sources: run `cargo xtask client`"
    );
}

/// The files below a folder, by their paths from `base` with `/` between the parts.
fn collect(base: &Path, folder: &str, paths: &mut Vec<String>) {
    for entry in fs::read_dir(base.join(folder)).expect("the sources") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("a name in UTF-8");
        let path = format!("{folder}/{name}");
        if entry.file_type().expect("its type").is_dir() {
            collect(base, &path, paths);
        } else {
            paths.push(path);
        }
    }
}
