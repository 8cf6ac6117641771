//! Texts from outside, cut to what a log, an answer or a frame has room for.

/// The text up to the last character that ends within its first `most` bytes.
///
/// `str::floor_char_boundary` is what it does, and is not in the oldest Rust that docent
/// compiles with.
pub(crate) fn cut(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_two_characters() {
        assert_eq!(cut("tour", 4), "tour");
        assert_eq!(cut("tour", 9), "tour");
        assert_eq!(cut("tour", 3), "tou");
        assert_eq!(cut("é→😀", 8), "é→");
        assert_eq!(cut("é→😀", 1), "");
        assert_eq!(cut("", 0), "");
    }
}
