//! Where a comment of HTML ends.

/// The length of a comment behind its `<!--`, with its end; `None` if it does not end.
///
/// It ends at `-->` or `--!>`, and `<!-->` and `<!--->` are whole comments.
pub(crate) fn comment_length(inside: &str) -> Option<usize> {
    if inside.starts_with('>') {
        return Some(">".len());
    }
    if inside.starts_with("->") {
        return Some("->".len());
    }
    // Each dash may begin the end: matches of `--` would pass over that of `--->`.
    inside.match_indices('-').find_map(|(at, _)| {
        let end = ["-->", "--!>"]
            .into_iter()
            .find(|end| inside[at..].starts_with(end))?;
        Some(at + end.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_ends_where_a_browser_ends_it() {
        for (inside, length) in [
            ("a-->b", Some(4)),
            ("a--->b", Some(5)),
            ("a--!>b-->", Some(5)),
            (">b-->", Some(1)),
            ("->b-->", Some(2)),
            ("-->b", Some(3)),
            ("- ->a--", None),
            ("", None),
        ] {
            assert_eq!(comment_length(inside), length, "{inside}");
        }
    }
}
