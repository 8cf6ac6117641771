//! The classes of a selector, as a `class` attribute has them.

use super::token::unescaped;

/// What begins something other than a class, if it is not escaped.
const OTHERS: [char; 12] = ['>', '+', '~', '*', ',', ':', '#', '[', ']', '(', ')', '|'];

/// The names in `.a.b` and `.a .b`, without escapes; `None` if there is more than classes
/// in it, or none.
pub(crate) fn classes(selector: &str) -> Option<Vec<String>> {
    let mut written = vec![String::new()];
    let mut rest = selector.chars().peekable();
    while let Some(character) = rest.next() {
        if character == '.' || character.is_whitespace() {
            written.push(String::new());
            continue;
        }
        if OTHERS.contains(&character) {
            return None;
        }
        let name = written.last_mut()?;
        name.push(character);
        if character != '\\' {
            continue;
        }
        // What is escaped is part of the name, and a space ends `\37 `.
        let escaped = rest.next()?;
        name.push(escaped);
        if !escaped.is_ascii_hexdigit() {
            continue;
        }
        for _ in 1..6 {
            name.extend(rest.next_if(char::is_ascii_hexdigit));
        }
        name.extend(rest.next_if(char::is_ascii_whitespace));
    }
    written.retain(|name| !name.is_empty());
    // `.p-0.5` is a class and a number.
    let has_number = written
        .iter()
        .any(|name| name.starts_with(|first: char| first.is_ascii_digit()));
    let names = written.iter().map(|name| unescaped(name)).collect();
    (!written.is_empty() && !has_number).then_some(names)
}
