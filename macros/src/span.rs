//! Where generated tokens claim to stand.
//!
//! The compiler underlines an expression from its first token to its last, so
//! an error on generated code stands on a user's token only if every token of
//! that code was moved there.

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::ToTokens;

/// `tokens`, every one of them moved to `span`.
pub(crate) fn located(tokens: TokenStream, span: Span) -> TokenStream {
    tokens
        .into_iter()
        .map(|token| match token {
            TokenTree::Group(group) => {
                let mut moved = Group::new(group.delimiter(), located(group.stream(), span));
                moved.set_span(span);
                TokenTree::Group(moved)
            }
            mut token => {
                token.set_span(span);
                token
            }
        })
        .collect()
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
