//! What was written without quotes, as the string that was meant.

use docent_check::selector::check_shadow_path;
use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::{LitStr, Token};

use crate::span::are_apart;

/// Some tokens as a string to be put in quotes: `tour-glow`, `#nav .item`,
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

/// Whether it is a call, `new()` but not `:not()` or `nth-child()`, of a macro too, a path,
/// a closure or a part of the view.
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
    let is_word = |at: usize, words: &[&str]| matches!(all.get(at), Some(TokenTree::Ident(word)) if words.iter().any(|it| word == it));
    // `Welcome!` is no macro.
    let is_macro = |at: usize| {
        matches!(all.get(at), Some(TokenTree::Ident(_)))
            && is_punct(at + 1, '!')
            && matches!(all.get(at + 2), Some(TokenTree::Group(_)))
    };
    let start = usize::from(is_punct(0, '&'));
    let is_part = is_word(start, &["view", "self"]) && is_punct(start + 1, '.');
    let is_closure = is_punct(0, '|') || is_word(0, &["move"]) && is_punct(1, '|');
    is_part || is_closure || (0..all.len()).any(|at| calls(at) || is_path(at) || is_macro(at))
}

/// The selector that was meant, if a browser takes it.
pub(super) fn selector(tokens: &TokenStream) -> Option<String> {
    let written = found_by(tokens).or_else(|| quotable(tokens));
    written.filter(|selector| check_shadow_path(selector).is_ok())
}

/// The selector in `document.querySelector("#new")` and its like, or in `["#a", "#b"]`.
fn found_by(tokens: &TokenStream) -> Option<String> {
    if let Some(selectors) = listed(tokens) {
        return plain(selectors.join(", "));
    }
    let (function, argument) = call_of(tokens)?;
    plain(match function.as_str() {
        "$" | "Some" | "jQuery" | "querySelector" | "querySelectorAll" => argument,
        "getElementById" => format!("#{argument}"),
        "getElementsByClassName" => {
            let classes = argument.split_whitespace();
            classes.map(|class| format!(".{class}")).collect()
        }
        _ => return None,
    })
}

/// The strings in `["a", "b"]`.
pub(super) fn listed(tokens: &TokenStream) -> Option<Vec<String>> {
    let all: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let [TokenTree::Group(list)] = all.as_slice() else {
        return None;
    };
    let strings = Punctuated::<LitStr, Token![,]>::parse_terminated;
    let strings = strings.parse2(list.stream()).ok()?;
    Some(strings.iter().map(LitStr::value).collect())
}

/// The string in `Some("a")`.
pub(super) fn given(tokens: &TokenStream) -> Option<String> {
    let (function, text) = call_of(tokens)?;
    plain(text).filter(|_| function == "Some")
}

/// The function and the string in `document.querySelector("#new")`.
fn call_of(tokens: &TokenStream) -> Option<(String, String)> {
    let all: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let [.., function, TokenTree::Group(arguments)] = all.as_slice() else {
        return None;
    };
    let argument = syn::parse2::<LitStr>(arguments.stream()).ok()?;
    Some((function.to_string(), argument.value()))
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
