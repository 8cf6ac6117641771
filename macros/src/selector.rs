//! Obvious faults of a CSS selector.
//!
//! Only what no reader would write on purpose is refused: nothing at all, and
//! a bracket or quote without its partner. A browser would close the latter
//! by itself at the end of the selector; here it is taken for the slip that
//! it is.

/// What is wrong with a selector.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nothing but white space.
    Empty,
    /// A bracket, parenthesis or quote that nothing closes.
    Unclosed {
        open: char,
        /// Its place, counted in characters from 1.
        at: usize,
        /// The selector with everything closed, if it is clear where.
        closed: Option<String>,
    },
    /// A closing bracket or parenthesis that nothing opened.
    Unopened { close: char, at: usize },
}

/// The first fault of `selector`, if it has one.
pub(crate) fn fault(selector: &str) -> Option<Fault> {
    if selector.trim().is_empty() {
        return Some(Fault::Empty);
    }
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut characters = selector.chars().zip(1..);
    while let Some((character, at)) = characters.next() {
        let quoted = open
            .last()
            .map(|(open, _)| *open)
            .filter(|open| is_quote(*open));
        match character {
            '\\' => {
                characters.next();
            }
            quote if quoted == Some(quote) => {
                open.pop();
            }
            _ if quoted.is_some() => {}
            '[' | '(' | '"' | '\'' => open.push((character, at)),
            ']' | ')' => match open.pop() {
                Some((partner, _)) if closer(partner) == character => {}
                Some((partner, at)) => return Some(unclosed(selector, &[(partner, at)])),
                None => {
                    return Some(Fault::Unopened {
                        close: character,
                        at,
                    });
                }
            },
            _ => {}
        }
    }
    (!open.is_empty()).then(|| unclosed(selector, &open))
}

fn unclosed(selector: &str, open: &[(char, usize)]) -> Fault {
    let (innermost, at) = open[open.len() - 1];
    Fault::Unclosed {
        open: innermost,
        at,
        closed: (!is_quote(innermost)).then(|| {
            let closers = open.iter().rev().map(|(open, _)| closer(*open));
            selector.chars().chain(closers).collect()
        }),
    }
}

fn is_quote(character: char) -> bool {
    matches!(character, '"' | '\'')
}

fn closer(open: char) -> char {
    match open {
        '[' => ']',
        '(' => ')',
        quote => quote,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_selector_has_no_fault() {
        for selector in [
            "#nav-dashboard",
            "#project-form [name=title]",
            "li:not(:has(> a[href^='/x)']))",
            r#"[data-x="a]b'"]"#,
            r"#a\[b",
            "*",
            "日本語",
        ] {
            assert_eq!(fault(selector), None, "{selector}");
        }
    }

    #[test]
    fn nothing_is_not_a_selector() {
        assert_eq!(fault(""), Some(Fault::Empty));
        assert_eq!(fault(" \n"), Some(Fault::Empty));
    }

    #[test]
    fn a_missing_partner_is_found_and_put_back() {
        for (selector, open, at, closed) in [
            ("#form [name=title", '[', 7, Some("#form [name=title]")),
            ("a:not([b]", '(', 6, Some("a:not([b])")),
            ("[a='b]", '\'', 4, None),
            ("é [x", '[', 3, Some("é [x]")),
        ] {
            let found = fault(selector);
            let closed = closed.map(str::to_owned);
            assert_eq!(
                found,
                Some(Fault::Unclosed { open, at, closed }),
                "{selector}"
            );
        }
    }

    #[test]
    fn a_partner_too_many_is_found() {
        assert_eq!(fault("#a]"), Some(Fault::Unopened { close: ']', at: 3 }));
        assert_eq!(
            fault("a:not(b))"),
            Some(Fault::Unopened { close: ')', at: 9 })
        );
    }
}
