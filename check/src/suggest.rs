//! Suggestions for misspelt names.

/// Longer names are not compared, which would take time and find nothing.
const LONGEST: usize = 64;

/// The candidate nearest to `name`, if one is near enough to be meant.
///
/// Near enough is a third of the name's length in edits, as in rustc's own
/// suggestions, or a name of which three letters are typed; letter case does
/// not count. Of equally near ones the first wins. A name of more than 64
/// characters has no nearest one.
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = name.to_lowercase();
    let length = name.chars().count();
    if length > LONGEST {
        return None;
    }
    let limit = (length / 3).max(1);
    let edits = |candidate: &str| {
        let whole = candidate.to_lowercase();
        let begun = name.len() >= 3 && whole.starts_with(&name);
        if whole.chars().count().abs_diff(length) > limit {
            // Every character more or less is an edit.
            return begun.then_some(limit);
        }
        let edits = distance(&name, &whole);
        let edits = if begun { edits.min(limit) } else { edits };
        (edits <= limit).then_some(edits)
    };
    candidates
        .into_iter()
        .filter_map(|candidate| Some((edits(candidate)?, candidate)))
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, candidate)| candidate)
}

/// `"did you mean …"`, or else the choices.
#[must_use]
pub fn suggestion<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str> + Clone) -> String {
    match nearest(name, candidates.clone()) {
        Some(candidate) => format!("did you mean `{candidate}`?"),
        None => format!("use one of {}", list(candidates)),
    }
}

/// `` `a`, `b` and `c` ``
#[must_use]
pub fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<_> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

/// Edits (insert, delete, replace, swap of neighbours) between two words:
/// the restricted Damerau–Levenshtein distance.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<_>, Vec<_>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![(0..=b.len()).collect::<Vec<_>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replaced.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: [&str; 4] = ["target", "message", "timeout", "wait_for"];

    #[test]
    fn a_typo_is_recognized() {
        for (typed, meant) in [
            ("taget", "target"),
            ("mesage", "message"),
            ("tiemout", "timeout"),
            ("waitfor", "wait_for"),
            ("Target", "target"),
            ("wait-for", "wait_for"),
            ("mess", "message"),
        ] {
            assert_eq!(nearest(typed, FIELDS), Some(meant), "{typed}");
        }
    }

    #[test]
    fn another_word_is_not_a_typo() {
        for typed in ["selector", "text", "", "x"] {
            assert_eq!(nearest(typed, FIELDS), None, "{typed}");
        }
    }

    #[test]
    fn the_nearest_wins_and_of_equals_the_first() {
        assert_eq!(nearest("ab", ["abc", "ab"]), Some("ab"));
        assert_eq!(nearest("abx", ["aby", "abz"]), Some("aby"));
    }

    #[test]
    fn a_long_name_has_no_nearest_one() {
        let long = "target".repeat(11);
        assert_eq!(nearest(&long, [long.as_str()]), None);
        assert_eq!(nearest("target", [long.as_str()]), Some(long.as_str()));
    }

    #[test]
    fn a_swap_of_neighbours_is_one_edit() {
        assert_eq!(distance("tiemout", "timeout"), 1);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
