//! The spans of generated tokens.
//!
//! The compiler underlines an expression from its first token to its last, so an
//! error in generated code is reported at a user's token only if every token of
//! that code has its span.

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::ToTokens;

/// `tokens`, every one of them moved to `span`.
pub(crate) fn located(tokens: TokenStream, span: Span) -> TokenStream {
    moved(tokens, span, span)
}

/// As [`located`], but no name in `tokens` is at the user's token.
///
/// An editor looks up every name under the cursor, and these would lead into
/// docent. The compiler underlines the same if the tokens end with a bracket.
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

/// The empty span just before `span`.
pub(crate) fn before(span: Span) -> Span {
    // Outside a compiler, in tests, spans have no positions.
    if proc_macro::is_available() {
        span.unwrap().start().into()
    } else {
        span
    }
}

/// The line and column at which `span` begins.
pub(crate) fn place(span: Span) -> (usize, usize) {
    // As above.
    if proc_macro::is_available() {
        let start = span.unwrap().start();
        (start.line(), start.column())
    } else {
        (0, 0)
    }
}

/// Whether there is white space between two neighbours; `None` where that is not known, as
/// in editors, which give all tokens one position.
pub(crate) fn are_apart(left: Span, right: Span) -> Option<bool> {
    let ((from, end), (start, _)) = (positions(left)?, positions(right)?);
    (from != start).then(|| end != start)
}

/// The line and column at which `span` begins, and those at which it ends.
fn positions(span: Span) -> Option<((usize, usize), (usize, usize))> {
    if proc_macro::is_available() {
        let span = span.unwrap();
        let (start, end) = (span.start(), span.end());
        return Some(((start.line(), start.column()), (end.line(), end.column())));
    }
    #[cfg(test)]
    {
        let (start, end) = (span.start(), span.end());
        Some(((start.line, start.column), (end.line, end.column)))
    }
    #[cfg(not(test))]
    None
}

/// A span for generated code that is shown at `user`'s position, but whose local
/// names cannot collide with the user's, and that lints recognize as a macro's.
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
