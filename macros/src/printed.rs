//! Prints tokens as people write them, for messages that quote code.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;

/// The approximate source text of some tokens: `Vec<crate::Item>`, not
/// `Vec < crate :: Item >`.
pub(crate) fn printed(tokens: impl ToTokens) -> String {
    let mut text = String::new();
    print(tokens.into_token_stream(), &mut text);
    text
}

/// `help` about the value of a string literal, with what it suggests as that literal takes
/// it: `.md\\:flex` between quotes, where `.md\:flex` does not compile, but not in a raw one.
pub(crate) fn as_in(literal: impl ToTokens, help: &str) -> String {
    if literal.to_token_stream().to_string().starts_with('r') {
        return help.to_owned();
    }
    let mut text = String::with_capacity(help.len());
    let mut rest = help.chars().peekable();
    while let Some(character) = rest.next() {
        // `\u{a0}` shows a character that would not be seen, and is no part of the value.
        let shows_one = character == '\\' && {
            let mut ahead = rest.clone();
            ahead.next() == Some('u') && ahead.next() == Some('{')
        };
        if matches!(character, '\\' | '"') && !shows_one {
            text.push('\\');
        }
        text.push(character);
    }
    text
}

fn print(tokens: TokenStream, text: &mut String) {
    // Whether the next token follows without a space.
    let mut tight = true;
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => (" { ", " }"),
                    Delimiter::None => ("", ""),
                };
                text.push_str(open);
                print(group.stream(), text);
                text.push_str(close);
                tight = false;
            }
            TokenTree::Punct(punct) => {
                let character = punct.as_char();
                let opens = matches!(
                    character,
                    '<' | ':' | '.' | '!' | '&' | '\'' | '|' | '#' | '>' | '?' | ',' | ';'
                );
                // `a && b`, `a || b`
                let is_doubled = matches!(character, '&' | '|')
                    && (punct.spacing() == Spacing::Joint || text.ends_with(character));
                let after_doubled = text.ends_with("&&") || text.ends_with("||");
                if !tight && (!opens || is_doubled || after_doubled) {
                    text.push(' ');
                }
                text.push(character);
                tight = punct.spacing() == Spacing::Joint
                    || matches!(character, '<' | '.' | '!' | '&' | '\'' | '#' | '|' | '-')
                    || character == ':' && text.ends_with("::");
                tight &= !text.ends_with("&&") && !text.ends_with("||");
            }
            TokenTree::Ident(_) | TokenTree::Literal(_) => {
                if !tight {
                    text.push(' ');
                }
                text.push_str(&token.to_string());
                tight = false;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_suggested_for_a_literal_compiles_in_it() {
        for (literal, help, expected) in [
            (r#""a""#, r"write `.a\:b`", r"write `.a\\:b`"),
            (r#""a""#, r#"write `[a="b"]`"#, r#"write `[a=\"b\"]`"#),
            (r#""a""#, r"write `a\u{a0}`", r"write `a\u{a0}`"),
            (r#"r"a""#, r"write `.a\:b`", r"write `.a\:b`"),
            (r##"r#"a"#"##, r#"write `[a="b"]`"#, r#"write `[a="b"]`"#),
        ] {
            let literal: TokenStream = literal.parse().expect("a literal");
            assert_eq!(as_in(literal, help), expected);
        }
    }

    #[test]
    fn code_is_printed_as_it_was_written() {
        for source in [
            "Vec<crate::Item>",
            "views::Second<u8, Vec<u8>>",
            "format!(\"Hello {}\", 3)",
            "Js::focus().to(\"#a\")",
            "WELCOME",
            "(f64, f64)",
            "&'a str",
            "a && !b",
            "a.b || !c || d",
            "find(|a|a.b)",
        ] {
            let tokens: TokenStream = source.parse().expect("tokens");
            assert_eq!(printed(tokens), source);
        }
    }
}
