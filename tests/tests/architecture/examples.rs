//! The index of the examples has all of them, and nothing that is not there.

use std::fs;

use crate::root;

#[test]
fn every_example_is_in_the_index_with_its_pictures() {
    let folder = root().join("examples");
    let index = fs::read_to_string(folder.join("README.md")).expect("UTF-8");
    let parts = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("UTF-8");
    let entries = fs::read_dir(&folder).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    for name in names.filter_map(|name| name.into_string().ok()) {
        let example = folder.join(&name);
        if !example.is_dir() {
            continue;
        }
        assert!(
            index.contains(&format!("[`{name}`]({name})")),
            "examples/README.md has no `{name}`"
        );
        assert!(
            parts.contains(&format!("`{name}`")),
            "ARCHITECTURE.md has no `{name}`"
        );
        assert!(
            example.join("README.md").is_file(),
            "`{name}` has no README.md"
        );
    }
    let pictures = index
        .split(['"', ' '])
        .filter(|word| word.ends_with(".png"));
    let missing: Vec<_> = pictures
        .filter(|path| !folder.join(path).is_file())
        .collect();
    assert_eq!(missing, [""; 0], "no such pictures");
}
