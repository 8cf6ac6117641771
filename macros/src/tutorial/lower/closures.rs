//! `|self| …`: a closure that names its argument as a method does its receiver.

use quote::ToTokens as _;
use syn::ExprClosure;

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
