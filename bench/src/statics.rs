//! The other way to send what changes: a template that knows its dynamic parts.
//!
//! A prototype, for one page: a counter and a table of rows. Its template's text is sent
//! once. For each value in it a hash is kept, and what has another one is sent in the
//! format of Phoenix LiveView 1.1 (keyed comprehensions): `{"0":"2","1":{"k":{"7":{"2":"New
//! name"}},"kc":2000}}`, where a row that has moved is its earlier place.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::hash::{BuildHasher as _, RandomState};

/// A row of the table: its key, and its name.
pub type Row = (u32, String);

/// What is kept of the values that were sent.
#[derive(Debug, Default)]
pub struct Statics {
    hasher: RandomState,
    count: u64,
    /// By key: the place, and the hashes of the values.
    rows: HashMap<u32, (usize, [u64; VALUES])>,
}

/// The values of a row: its id, its number, its name, and its number in a call.
const VALUES: usize = 4;

impl Statics {
    /// Takes the values of the next render, and returns what is sent for them.
    pub fn update(&mut self, count: usize, rows: &[Row]) -> String {
        let mut out = String::from("{");
        let mut value = String::new();
        write(&mut value, count);
        let hash = self.hasher.hash_one(&value);
        if std::mem::replace(&mut self.count, hash) != hash {
            push(&mut out, format_args!("\"0\":\"{value}\""));
        }
        let mut changed = String::new();
        let mut next = HashMap::with_capacity(rows.len());
        for (at, (key, name)) in rows.iter().enumerate() {
            let old = self.rows.get(key);
            let mut hashes = [0; VALUES];
            let mut values = String::new();
            for (slot, hash) in hashes.iter_mut().enumerate() {
                value.clear();
                match slot {
                    2 => value.push_str(name),
                    _ => write(&mut value, key),
                }
                *hash = self.hasher.hash_one(&value);
                if old.is_none_or(|(_, old)| old[slot] != *hash) {
                    push(&mut values, format_args!("\"{slot}\":\"{value}\""));
                }
            }
            match old {
                Some((was, _)) if values.is_empty() && *was == at => {}
                Some((was, _)) if values.is_empty() => {
                    push(&mut changed, format_args!("\"{at}\":{was}"));
                }
                Some((was, _)) if *was != at => {
                    push(&mut changed, format_args!("\"{at}\":[{was},{{{values}}}]"));
                }
                _ => push(&mut changed, format_args!("\"{at}\":{{{values}}}")),
            }
            next.insert(*key, (at, hashes));
        }
        let is_shorter = next.len() != self.rows.len();
        self.rows = next;
        if !changed.is_empty() || is_shorter {
            let total = rows.len();
            push(
                &mut out,
                format_args!("\"1\":{{\"k\":{{{changed}}},\"kc\":{total}}}"),
            );
        }
        out.push('}');
        out
    }

    /// How many bytes are kept for the rows, without what the map itself needs.
    #[must_use]
    pub fn kept(&self) -> usize {
        self.rows.len() * size_of::<(u32, (usize, [u64; VALUES]))>()
    }
}

fn write(out: &mut String, value: impl std::fmt::Display) {
    write!(out, "{value}").expect("a String takes any text");
}

/// Adds an entry to the inside of an object.
fn push(out: &mut String, entry: std::fmt::Arguments<'_>) {
    if !out.is_empty() && !out.ends_with('{') {
        out.push(',');
    }
    out.write_fmt(entry).expect("a String takes any text");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_has_changed_is_sent() {
        let rows: Vec<Row> = (0..3).map(|key| (key, format!("Project {key}"))).collect();
        let mut statics = Statics::default();
        statics.update(1, &rows);
        assert_eq!(statics.update(1, &rows), "{}");
        let mut renamed = rows.clone();
        renamed[1].1 = "Another".to_owned();
        assert_eq!(
            statics.update(2, &renamed),
            r#"{"0":"2","1":{"k":{"1":{"2":"Another"}},"kc":3}}"#
        );
        renamed.rotate_right(1);
        assert_eq!(
            statics.update(2, &renamed),
            r#"{"1":{"k":{"0":2,"1":0,"2":1},"kc":3}}"#
        );
        renamed.pop();
        assert_eq!(statics.update(2, &renamed), r#"{"1":{"k":{},"kc":2}}"#);
    }
}
