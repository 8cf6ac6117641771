//! The public API is the one that the committed listings show.
//!
//! A listing is read from the sources: it needs no compiler and no nightly. What
//! a `macro_rules!` expands to is not in it.

mod items;
mod names;
mod print;

use std::collections::BTreeMap;
use std::env;
use std::fs;

use crate::root;

/// Each crate that is published for others to name, its sources and its listing.
const LISTED: &[(&str, &str, &str)] = &[
    ("docent", "runtime/src", "runtime/api.txt"),
    ("docent_check", "check/src", "check/api.txt"),
    (
        "docent_postgres",
        "adapters/postgres/src",
        "adapters/postgres/api.txt",
    ),
    ("docent_redb", "adapters/redb/src", "adapters/redb/api.txt"),
];

/// The lines of each item of a listing, by the item's first line.
fn blocks(listing: &str) -> BTreeMap<&str, Vec<&str>> {
    listing
        .split("\n\n")
        .filter_map(|block| {
            let mut lines = block.lines();
            Some((lines.next()?, lines.collect()))
        })
        .collect()
}

/// What has gone from a listing (`-`) and what is new in it (`+`), by item.
fn difference(before: &str, now: &str) -> String {
    let (before, now) = (blocks(before), blocks(now));
    let mut text = String::new();
    let items: std::collections::BTreeSet<_> = before.keys().chain(now.keys()).collect();
    for item in items {
        let (old, new) = (before.get(*item), now.get(*item));
        if old == new {
            continue;
        }
        let mark = match (old, new) {
            (None, _) => '+',
            (_, None) => '-',
            _ => ' ',
        };
        text += &format!("{mark} {item}\n");
        let (old, new) = (old.into_iter().flatten(), new.into_iter().flatten());
        let (old, new): (Vec<_>, Vec<_>) = (old.collect(), new.collect());
        for line in old.iter().filter(|line| !new.contains(line)) {
            text += &format!("- {line}\n");
        }
        for line in new.iter().filter(|line| !old.contains(line)) {
            text += &format!("+ {line}\n");
        }
    }
    text
}

#[test]
fn the_public_api_is_the_one_that_is_listed() {
    let mut differences = String::new();
    for (name, sources, listing) in LISTED {
        let path = root().join(listing);
        let now = items::listing(name, sources);
        if env::var("DOCENT_API").is_ok_and(|word| word == "overwrite") {
            fs::write(path, now).expect("the listing can be written");
            continue;
        }
        let before = fs::read_to_string(path).unwrap_or_default();
        if before != now {
            differences += &format!("{listing}:\n{}\n", difference(&before, &now));
        }
    }
    assert!(
        differences.is_empty(),
        "the public API has changed:\n\n{differences}\
         If it was meant to: `DOCENT_API=overwrite cargo test -p docent-tests --test architecture`, \
         and a line in CHANGELOG.md.",
    );
}

#[test]
fn nothing_is_exported_twice_but_by_the_prelude() {
    for (name, sources, _) in LISTED {
        let twice = items::exported_twice(name, sources);
        assert!(twice.is_empty(), "exported twice: {twice:?}");
    }
}

#[test]
fn a_change_of_the_api_is_shown_under_its_item() {
    let before = "struct a::B\n    fn c()\n    fn d()\n\nstruct a::E\n";
    let now = "struct a::B\n    fn c(u8)\n    fn d()\n\nstruct a::F\n";
    assert_eq!(
        difference(before, now),
        "  struct a::B\n-     fn c()\n+     fn c(u8)\n- struct a::E\n+ struct a::F\n",
    );
}
