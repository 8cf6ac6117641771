//! Where generated tokens claim to stand.
//!
//! The compiler underlines an expression from its first token to its last, so
//! an error on generated code stands on a user's token only if every token of
//! that code was moved there.

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::ToTokens;

/// `tokens`, every one of them moved to `span`.
pub(crate) fn located(tokens: TokenStream, span: Span) -> TokenStream {
    moved(tokens, span, span)
}

/// As [`located`], but no name in `tokens` stands where the user's does.
///
/// An editor asks what stands under the cursor, and names every definition it
/// finds there: these tokens would lead into docent. What the compiler
/// underlines is not changed by it, if the tokens end with a bracket.
pub(crate) fn beside(tokens: TokenStream, span: Span) -> TokenStream {
    moved(tokens, before(span), span)
}

fn moved(tokens: TokenStream, names: Span, others: Span) -> TokenStream {
    tokens
        .into_iter()
        .map(|mut token| {
            if let TokenTree::Group(group) = token {
                let stream = moved(group.stream(), names, others);
                token = Group::new(group.delimiter(), stream).into();
            }
            let is_name = matches!(token, TokenTree::Ident(_));
            token.set_span(if is_name { names } else { others });
            token
        })
        .collect()
}

/// The place just before `span`, of no length.
pub(crate) fn before(span: Span) -> Span {
    // Tests expand outside of a compiler, where there are no places.
    if proc_macro::is_available() {
        span.unwrap().start().into()
    } else {
        span
    }
}

/// The line and column at which `span` begins.
pub(crate) fn place(span: Span) -> (usize, usize) {
    // As above: one place for all of them.
    if proc_macro::is_available() {
        let start = span.unwrap().start();
        (start.line(), start.column())
    } else {
        (0, 0)
    }
}

/// A span for definitions and code of ours that shows where `user`'s does:
/// local names cannot collide with the user's, and lints see a macro.
pub(crate) fn ours_at(user: Span) -> Span {
    Span::mixed_site().located_at(user)
}

/// The first token's span.
pub(crate) fn start_of(tokens: impl ToTokens) -> Span {
    tokens
        .into_token_stream()
        .into_iter()
        .next()
        .map_or_else(Span::call_site, |token| token.span())
}
