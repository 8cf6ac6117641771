//! Rust's tokens as a person would write them.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;

/// The text of some syntax, in one line.
pub(super) fn text(syntax: &impl ToTokens) -> String {
    let mut words = Vec::new();
    split(syntax.to_token_stream(), &mut words);
    let mut text = String::new();
    let mut before = "";
    for word in &words {
        if has_space(before, word) {
            text.push(' ');
        }
        text.push_str(word);
        before = word;
    }
    text.replace(",)", ")").replace(",>", ">")
}

fn split(tokens: TokenStream, words: &mut Vec<String>) {
    let mut joint = String::new();
    for token in tokens {
        match token {
            TokenTree::Punct(punct) => {
                joint.push(punct.as_char());
                // `&'a`, `<&` and `>>` are words of one character each.
                let is_part = matches!(joint.as_str(), ":" | "-" | "=" | "." | "'");
                if punct.spacing() == Spacing::Alone || !is_part {
                    words.push(std::mem::take(&mut joint));
                }
            }
            TokenTree::Ident(ident) => words.push(format!("{}{ident}", std::mem::take(&mut joint))),
            TokenTree::Literal(literal) => words.push(literal.to_string()),
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::None => ("", ""),
                };
                words.push(open.to_owned());
                split(group.stream(), words);
                words.push(close.to_owned());
            }
        }
    }
}

fn has_space(before: &str, word: &str) -> bool {
    let after_name = before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '>')
        && before != "->"
        && before != "=>";
    match (before, word) {
        ("", _) | (_, "") => false,
        ("(" | "[" | "<" | "&" | "::" | "#" | "!" | "*" | "?", _) => false,
        (_, ")" | "]" | ">" | "," | ";" | ":" | ".") => false,
        (_, "(" | "<" | "::") => !after_name || matches!(before, "as" | "mut" | "in" | "where"),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn signatures_read_as_they_are_written() {
        for written in [
            "const fn on<V: ?Sized, E>(key: EventKey<V, E>) -> Self",
            "fn with<R: Send + 'static>(&self, f: impl FnOnce(&mut V) -> (R, [u8; 4])) -> Option<&'a R>",
            "async fn go(&'a mut self) -> <V as Live>::Events where V: Live",
        ] {
            let parsed: syn::Signature = syn::parse_str(written).expect("a signature");
            assert_eq!(text(&parsed), written);
        }
    }
}
