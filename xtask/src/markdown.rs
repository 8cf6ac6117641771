//! What the project's own commands read of Markdown.

/// The lines of a text with their numbers, and whether each is of a block of code; the fences
/// are.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (usize, &str, bool)> {
    let mut open = None;
    text.lines().enumerate().map(move |(at, line)| {
        let trimmed = line.trim();
        let ticks = trimmed.len() - trimmed.trim_start_matches('`').len();
        let is_code = match open {
            // A block of code may have shorter fences in it.
            Some(length) => {
                if ticks >= length && ticks == trimmed.len() {
                    open = None;
                }
                true
            }
            None => {
                let is_fence = ticks >= 3 && !trimmed[ticks..].contains('`');
                open = is_fence.then_some(ticks);
                open.is_some()
            }
        };
        (at + 1, line, is_code)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_ends_at_one_that_is_as_long() {
        let text = "a\n````text\n```\nb\n```\n````\nc\n  ```rust\nd\n  ```\ne\n";
        let prose = lines(text).filter(|(_, _, is_code)| !is_code);
        let prose: Vec<_> = prose.map(|(number, line, _)| (number, line)).collect();
        assert_eq!(prose, [(1, "a"), (7, "c"), (11, "e")]);
    }
}
