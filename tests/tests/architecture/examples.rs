//! The index of the examples has all of them, and nothing that is not there.

use std::fs;

use crate::{read, root};

/// Those that have no page of their own to take a picture of.
const WITHOUT_PICTURES: [&str; 2] = ["layouts", "two_processes"];

#[test]
fn every_example_is_in_the_index_with_its_pictures() {
    let folder = root().join("examples");
    let index = fs::read_to_string(folder.join("README.md")).expect("UTF-8");
    let parts = read("ARCHITECTURE.md");
    let entries = fs::read_dir(&folder).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    for name in names.filter_map(|name| name.into_string().ok()) {
        let example = folder.join(&name);
        if !example.is_dir() {
            continue;
        }
        let link = format!("[`{name}`]({name})");
        let row = index.lines().find(|line| line.contains(&link));
        let row = row.unwrap_or_else(|| panic!("examples/README.md has no `{name}`"));
        let pictures = row.split('"').filter(|word| word.ends_with(".png"));
        let schemes = ["dark", "light"].into_iter().zip(pictures);
        let shown = schemes.filter(|(scheme, path)| {
            path.starts_with(&format!("{name}/pictures/")) && path.contains(scheme)
        });
        let expected = if WITHOUT_PICTURES.contains(&&*name) {
            0
        } else {
            2
        };
        assert_eq!(shown.count(), expected, "pictures of `{name}` in the index");
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
