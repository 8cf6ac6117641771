//! Values whose field does not matter.

use docent_check::tour::{Field as Known, Value};
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::LitStr;

use super::quotable::{given, listed, quotable, selector};
use crate::report::Report;
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
            match (joined, name.to_string().as_str()) {
                (true, "message" | "page" | "href") => format!(
                    "write a single string literal, or make the text from the view: `{name}: |view| format!(\"…\")`"
                ),
                (true, _) => "write a single string literal".to_owned(),
                (false, _) => "remove them, or write a comma and the next field".to_owned(),
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
        } else if let Some(written) = meant(field) {
            format!("write `{name}: \"{written}\"`")
        } else {
            format!("write `{name}: {example}`")
        },
    );
    None
}

/// The text that was meant, if the field takes it.
fn meant(field: &Field) -> Option<String> {
    let value = &field.value;
    if field.name == Known::Target.name() {
        return selector(value);
    }
    if field.name != Known::HighlightClass.name() {
        return given(value).or_else(|| quotable(value));
    }
    let classes = listed(value).map(|classes| classes.join(" "));
    let classes = classes
        .or_else(|| given(value))
        .or_else(|| quotable(value))?;
    // `.glow` is one class, and `.glow > a` another selector.
    let class = classes.strip_prefix('.').unwrap_or(&classes);
    let is_part = |next: char| next.is_alphanumeric() || matches!(next, '-' | '_' | ' ');
    class.chars().all(is_part).then(|| class.to_owned())
}

/// Whether it is `'#new'`, which the compiler itself reports.
fn is_refused_char(value: &TokenStream) -> bool {
    let text = value.to_string();
    text.starts_with('\'') && !text.contains('\\') && text.chars().count() > 3
}
