//! What was written without quotes, as the string that was meant.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::{LitStr, Token};

use crate::span::are_apart;

/// Some tokens as a string that can stand between quotes: `tour-glow`, `#nav .item`,
/// `a[href='/x']` for `a[href="/x"]`.
///
/// `None` for code, and where it is not known which of the words are apart.
pub(super) fn quotable(tokens: &TokenStream) -> Option<String> {
    const LONGEST: usize = 40;
    if is_code(tokens) {
        return None;
    }
    let mut pieces = Vec::new();
    take_apart(tokens.clone(), false, &mut pieces)?;
    let mut text = String::new();
    let mut before: Option<&Piece> = None;
    for piece in &pieces {
        let apart = before.map(|before| (before, are_apart(before.span, piece.span)));
        match apart {
            Some((_, Some(true))) => text.push(' '),
            Some((before, None)) if before.is_word && piece.is_word => return None,
            _ => {}
        }
        text.push_str(&piece.text);
        before = Some(piece);
    }
    (text.len() <= LONGEST).then_some(text)
}

/// Whether it is a call, `new()` but not `:not()` or `nth-child()`, or a path.
fn is_code(tokens: &TokenStream) -> bool {
    let all: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let is_punct = |at: usize, wanted: char| matches!(all.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == wanted);
    let calls = |at: usize| match (&all[at], all.get(at + 1)) {
        (TokenTree::Ident(name), Some(TokenTree::Group(group))) => {
            let before = at.wrapping_sub(1);
            group.delimiter() == Delimiter::Parenthesis
                && are_apart(name.span(), group.span_open()) != Some(true)
                && !is_punct(before, ':')
                && !is_punct(before, '-')
        }
        _ => false,
    };
    let is_path = |at: usize| is_punct(at, ':') && is_punct(at + 1, ':');
    (0..all.len()).any(|at| calls(at) || is_path(at))
}

/// The selector in `document.querySelector("#new")` and its like, or in `["#a", "#b"]`.
pub(super) fn found_by(tokens: &TokenStream) -> Option<String> {
    let all: Vec<TokenTree> = tokens.clone().into_iter().collect();
    if let [TokenTree::Group(list)] = all.as_slice() {
        let strings = Punctuated::<LitStr, Token![,]>::parse_terminated;
        let strings = strings.parse2(list.stream()).ok()?;
        let strings: Vec<String> = strings.iter().map(LitStr::value).collect();
        return plain(strings.join(", "));
    }
    let [.., function, TokenTree::Group(arguments)] = all.as_slice() else {
        return None;
    };
    let selector = syn::parse2::<LitStr>(arguments.stream()).ok()?.value();
    let written = match function.to_string().as_str() {
        "$" | "Some" | "jQuery" | "querySelector" | "querySelectorAll" => selector,
        "getElementById" => format!("#{selector}"),
        "getElementsByClassName" => format!(".{selector}"),
        _ => return None,
    };
    plain(written)
}

/// A text that needs no escapes between quotes.
fn plain(text: String) -> Option<String> {
    let needs_escape = |c: char| matches!(c, '"' | '\\') || c.is_control();
    (!text.is_empty() && !text.contains(needs_escape)).then_some(text)
}

/// A token, or one of a group's brackets.
struct Piece {
    text: String,
    span: Span,
    is_word: bool,
}

/// Takes tokens apart; `bracketed` is whether they are in `[…]`, where a selector has strings.
fn take_apart(tokens: TokenStream, bracketed: bool, pieces: &mut Vec<Piece>) -> Option<()> {
    let bracket = |text: &str, span| Piece {
        text: text.to_owned(),
        span,
        is_word: false,
    };
    for token in tokens {
        let TokenTree::Group(group) = &token else {
            pieces.push(Piece {
                text: bare(
                    &token,
                    bracketed && pieces.last().is_some_and(|it| it.text == "="),
                )?,
                span: token.span(),
                is_word: !matches!(token, TokenTree::Punct(_)),
            });
            continue;
        };
        let (opens, closes) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace | Delimiter::None => return None,
        };
        pieces.push(bracket(opens, group.span_open()));
        take_apart(group.stream(), bracketed || opens == "[", pieces)?;
        pieces.push(bracket(closes, group.span_close()));
    }
    Some(())
}

/// A token as a part of a string; `is_value` is whether it is an attribute's.
fn bare(token: &TokenTree, is_value: bool) -> Option<String> {
    let text = match syn::parse2::<LitStr>(token.to_token_stream()) {
        Ok(string) if is_value && !string.value().contains('\'') => {
            format!("'{}'", string.value())
        }
        Ok(_) => return None,
        Err(_) => token.to_string(),
    };
    plain(text)
}
