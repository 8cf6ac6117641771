//! Selectors, with what they can ask about the state of a control.
//!
//! The selector library knows nothing of `:checked` and its like. Here they
//! become attributes: the shown page has one for each state that an element is
//! in, and the selector asks for that.

use scraper::{ElementRef, Selector};

use super::dom::{Dom, Id};

/// The states that an element can be in.
pub(super) const STATES: [&str; 4] = ["checked", "disabled", "enabled", "focus"];

/// What is asked for instead of a pseudo-class.
const INSTEAD: &[(&str, &str)] = &[
    ("checked", r"[docent\:checked]"),
    ("disabled", r"[docent\:disabled]"),
    ("enabled", r"[docent\:enabled]"),
    ("focus", r"[docent\:focus]"),
    ("focus-visible", r"[docent\:focus]"),
    (
        "focus-within",
        r":is([docent\:focus],:has([docent\:focus]))",
    ),
    ("required", ":is(input,select,textarea)[required]"),
    ("optional", ":is(input,select,textarea):not([required])"),
    ("any-link", ":is(a,area)[href]"),
    ("link", ":is(a,area)[href]"),
];

impl Dom {
    /// The elements that match, in the document's order.
    ///
    /// # Errors
    ///
    /// Why no browser takes the selector, or what of it cannot be known without one.
    pub(super) fn select(&self, selector: &str) -> Result<Vec<Id>, String> {
        let parsed = parsed(selector)?;
        Ok(self
            .all()
            .into_iter()
            .filter(|id| {
                ElementRef::wrap(self.node(*id)).is_some_and(|element| parsed.matches(&element))
            })
            .collect())
    }
}

/// The selector as the library has it.
///
/// # Errors
///
/// As of [`Dom::select`].
pub(super) fn parsed(selector: &str) -> Result<Selector, String> {
    docent_check::selector::check_shadow_path(selector).map_err(|fault| fault.to_string())?;
    if selector.contains(">>>") {
        return Err("`>>>` looks into shadow roots, which markup alone does not have".into());
    }
    Selector::parse(&rewritten(selector)).map_err(|_| {
        "it asks for something that cannot be known without a browser; \
         `:checked`, `:disabled`, `:enabled`, `:required`, `:focus`, `:link`, `:has()`, `:is()` \
         and those about the place among siblings can be"
            .to_owned()
    })
}

/// The selector with the pseudo-classes replaced that ask for a state.
fn rewritten(selector: &str) -> String {
    let mut out = String::with_capacity(selector.len());
    let mut rest = selector;
    let mut quote = None;
    let mut brackets = 0_u32;
    while let Some(next) = rest.chars().next() {
        let mut length = next.len_utf8();
        match (quote, next) {
            (_, '\\') => length += rest[1..].chars().next().map_or(0, char::len_utf8),
            (Some(open), _) if next == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(next),
            (None, '[') => brackets += 1,
            (None, ']') => brackets = brackets.saturating_sub(1),
            (None, ':') if brackets == 0 => {
                let name: &str = rest[1..]
                    .split(|c: char| !(c.is_alphanumeric() || c == '-'))
                    .next()
                    .unwrap_or("");
                let known = INSTEAD
                    .iter()
                    .find(|(pseudo, _)| name.eq_ignore_ascii_case(pseudo));
                if let Some((_, instead)) = known {
                    out.push_str(instead);
                    rest = &rest[1 + name.len()..];
                    continue;
                }
            }
            _ => {}
        }
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_asked_of_an_attribute_and_nothing_else_changes() {
        assert_eq!(
            rewritten(r#"a:not(:CHECKED) [title=":checked"]:first-child"#),
            r#"a:not([docent\:checked]) [title=":checked"]:first-child"#
        );
        assert_eq!(
            rewritten(r".a\:checked [x=:focus]"),
            r".a\:checked [x=:focus]"
        );
    }

    #[test]
    fn what_no_browser_takes_and_what_needs_one_are_refused() {
        let page = Dom::document("<p>");
        for (selector, why) in [
            ("p:hoover", "`:hover`"),
            ("p:hover", "without a browser"),
            ("a >>> b", "shadow"),
        ] {
            let fault = page.select(selector).expect_err("refused");
            assert!(fault.contains(why), "{selector}: {fault}");
        }
    }

    #[test]
    fn what_stands_in_a_template_is_not_found() {
        let page = Dom::document("<template><p></template><b>");
        assert!(page.select("p").expect("a selector").is_empty());
        assert_eq!(page.select("b").expect("a selector").len(), 1);
    }
}
