//! The committed bundle belongs to the committed sources; no Node is needed to see it.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

#[test]
fn the_bundle_was_made_from_these_sources() {
    let client = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/client");
    let mut paths: Vec<PathBuf> = fs::read_dir(client.join("src"))
        .expect("the sources")
        .map(|entry| Path::new("src").join(entry.expect("an entry").file_name()))
        .collect();
    paths.extend(["build.mjs", "package-lock.json"].map(PathBuf::from));
    paths.sort();

    // As build.mjs says: for each file its path, NUL, its bytes, NUL.
    let mut hash = Sha256::new();
    for path in paths {
        hash.update(path.to_string_lossy().as_bytes());
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
