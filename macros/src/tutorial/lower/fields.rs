//! Values whose field does not matter.

use docent_check::tour::Value;
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::LitStr;

use crate::report::Report;
use crate::span::are_apart;
use crate::tutorial::parse::Field;

/// The kind of a value, as far as it is known without its field.
pub(super) fn shape(field: &Field) -> Value {
    let mut tokens = field.value.clone().into_iter();
    match (tokens.next(), tokens.next()) {
        (None, _) => Value::Empty,
        // An object, as in JavaScript.
        (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::Brace => {
            Value::Object
        }
        (Some(TokenTree::Literal(literal)), None) => {
            let literal = syn::parse2::<LitStr>(literal.to_token_stream());
            literal.map_or(Value::Opaque, |literal| Value::Text(literal.value()))
        }
        _ => Value::Opaque,
    }
}

/// `value`, or the field's name if there is no value to underline.
pub(super) fn either(value: &TokenStream, name: &Ident) -> TokenStream {
    if value.is_empty() {
        name.to_token_stream()
    } else {
        value.clone()
    }
}

/// A string literal; `what` describes the value in the error.
pub(super) fn text(
    field: &Field,
    what: &str,
    example: &str,
    report: &mut Report,
) -> Option<LitStr> {
    if let Ok(literal) = syn::parse2::<LitStr>(field.value.clone())
        && literal.suffix().is_empty()
    {
        return Some(literal);
    }
    let name = &field.name;
    // `"…" "…"` or `"…" junk`: the string itself is complete.
    let mut tokens = field.value.clone().into_iter();
    if let Some(Ok(literal)) = tokens
        .next()
        .map(|token| syn::parse2::<LitStr>(token.into()))
    {
        let rest: TokenStream = tokens.collect();
        let joined = matches!(rest.clone().into_iter().next(), Some(TokenTree::Punct(plus)) if plus.as_char() == '+');
        report.error(
            rest,
            format!("unexpected tokens after the value of `{name}`"),
            if joined {
                "write a single string literal"
            } else {
                "remove them, or write a comma and the next field"
            },
        );
        return Some(literal);
    }
    if is_refused_char(&field.value) {
        return None;
    }
    let constant = syn::parse2::<Ident>(field.value.clone())
        .is_ok_and(|name| name.to_string().chars().all(|c| !c.is_lowercase()));
    report.error(
        &field.value,
        format!("`{name}` is {what}: expected a string literal"),
        if constant {
            format!(
                "write the string itself, so that it can be checked at compile time: `{name}: {example}`"
            )
        } else if let Some(written) = quotable(&field.value) {
            format!("write `{name}: \"{written}\"`")
        } else {
            format!("write `{name}: {example}`")
        },
    );
    None
}

/// Some tokens as a string that can stand between quotes: `tour-glow`, `#nav .item`,
/// `a[href='/x']` for `a[href="/x"]`.
///
/// `None` for code, and where it is not known which of the words are apart.
pub(super) fn quotable(tokens: &TokenStream) -> Option<String> {
    const LONGEST: usize = 40;
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
                text: bare(&token, bracketed)?,
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

/// A token as a part of a string.
fn bare(token: &TokenTree, bracketed: bool) -> Option<String> {
    let text = match syn::parse2::<LitStr>(token.to_token_stream()) {
        Ok(string) if bracketed && !string.value().contains('\'') => {
            format!("'{}'", string.value())
        }
        Ok(_) => return None,
        Err(_) => token.to_string(),
    };
    let needs_escape = |c: char| matches!(c, '"' | '\\') || c.is_control();
    (!text.contains(needs_escape)).then_some(text)
}

/// Whether it is `'#new'`, which the compiler itself reports.
fn is_refused_char(value: &TokenStream) -> bool {
    let text = value.to_string();
    text.starts_with('\'') && !text.contains('\\') && text.chars().count() > 3
}
