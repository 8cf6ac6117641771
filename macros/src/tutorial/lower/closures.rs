//! Closures that are suggested, and `|self| …`, which names its argument as a method does
//! its receiver.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::{Expr, ExprClosure};

use crate::printed::printed;
use crate::report::Report;

/// `|self| …`
pub(super) fn is_named_self(closure: &ExprClosure) -> bool {
    closure.inputs.to_token_stream().to_string() == "self"
}

/// Reports `|self| …`.
pub(super) fn refuse_self(closure: &ExprClosure, given: &str, correct: &str, report: &mut Report) {
    report.error(
        &closure.inputs,
        "`self` is the receiver of a method, and a closure has none",
        format!("name {given} in another way: `{correct}`"),
    );
}

/// The closure that an expression is the body of: `|view| view.is_pro`, or `|view| …` where
/// that would not compile or is too long.
pub(super) fn closure_of(argument: &str, body: &Expr) -> String {
    let written = printed(body);
    let names = |word| names(body.to_token_stream(), word);
    if written.len() <= 40 && names(argument) && !names("self") && !names("let") {
        format!("|{argument}| {written}")
    } else {
        format!("|{argument}| …")
    }
}

/// Whether the word is among some tokens.
pub(super) fn names(tokens: TokenStream, word: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(name) => name == word,
        TokenTree::Group(group) => names(group.stream(), word),
        _ => false,
    })
}
