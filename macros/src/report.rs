//! The errors and warnings of one macro call.
//!
//! Owns how an error looks, where it is and in which order errors come. Which
//! errors there are is up to `parse`, `lower` and `check`, and to `docent_check`.

use std::fmt;

use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};

use crate::span::{ours_at, place};

/// A sink for errors, which must be emptied into the expansion.
///
/// Dropping a report with errors is a bug in the macro: the user would not see
/// them. Debug builds panic.
#[must_use = "a report must be emptied with `into_tokens`"]
pub(crate) struct Report {
    errors: Vec<Message>,
    warnings: Vec<Message>,
}

struct Message {
    /// The line and column at which it is underlined.
    place: (usize, usize),
    tokens: TokenStream,
}

impl Report {
    pub(crate) fn new() -> Self {
        Self {
            errors: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// Adds an error at the tokens `at`: what is `wrong` and why it matters, and as
    /// `help` what to write instead.
    pub(crate) fn error(
        &mut self,
        at: impl ToTokens,
        wrong: impl fmt::Display,
        help: impl fmt::Display,
    ) {
        let mut tokens = at.into_token_stream().into_iter();
        let begins = tokens.next();
        let first = begins.as_ref().map_or_else(Span::call_site, first_span);
        let ends = tokens.last().or(begins);
        let last = ends.as_ref().map_or(first, last_span);
        let text = Literal::string(&format!("{wrong}\nhelp: {help}"));
        // rustc underlines from the first token of the invocation to its last.
        let mut body = Group::new(
            Delimiter::Brace,
            TokenTree::from(with_span(text, last)).into(),
        );
        body.set_span(last);
        let invocation = quote_spanned! {first=> ::core::compile_error! };
        // In a constant of its own the error does not hide names that fail to
        // resolve elsewhere in the module. Only the invocation has the user's
        // hygiene, the constant has not.
        self.errors.push(Message {
            place: place(first),
            tokens: quote_spanned! {ours_at(first)=> const _: () = { #invocation #body }; },
        });
    }

    /// Adds a warning where `name` is, with texts as of an error; `cfgs` are the
    /// `#[cfg]`s under which there is anything to warn of.
    ///
    /// A macro has no warnings on stable Rust, so this one is the compiler's about
    /// the use of something deprecated, and can be allowed or denied as such:
    /// "use of deprecated function `_::step_that_nobody_sees`: this step …".
    pub(crate) fn warning(
        &mut self,
        cfgs: &TokenStream,
        name: &Ident,
        wrong: impl fmt::Display,
        help: impl fmt::Display,
    ) {
        let text = format!("{wrong}\nhelp: {help}");
        // The compiler underlines the name that is used. An editor finds its
        // definition at the same token, and so leads nowhere else.
        self.warnings.push(Message {
            place: place(name.span()),
            tokens: quote_spanned! {ours_at(name.span())=>
                #cfgs
                const _: () = {
                    #[deprecated(note = #text)]
                    const fn #name() {}
                    #name()
                };
            },
        });
    }

    /// Whether there are no errors so far.
    pub(crate) fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }

    /// The errors and warnings as items, in the order of the source.
    pub(crate) fn into_tokens(mut self) -> TokenStream {
        let mut messages = std::mem::take(&mut self.errors);
        messages.append(&mut self.warnings);
        messages.sort_by_key(|message| message.place);
        messages.into_iter().map(|message| message.tokens).collect()
    }
}

impl Drop for Report {
    fn drop(&mut self) {
        debug_assert!(
            self.errors.is_empty() && self.warnings.is_empty() || std::thread::panicking(),
            "a report was dropped with errors in it"
        );
    }
}

fn first_span(token: &TokenTree) -> Span {
    match token {
        TokenTree::Group(group) if group.delimiter() != Delimiter::None => group.span_open(),
        token => token.span(),
    }
}

fn last_span(token: &TokenTree) -> Span {
    match token {
        TokenTree::Group(group) if group.delimiter() != Delimiter::None => group.span_close(),
        token => token.span(),
    }
}

fn with_span(mut literal: Literal, span: Span) -> Literal {
    literal.set_span(span);
    literal
}
