//! The attribute `#[event_handler]` and its arguments.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::ext::IdentExt as _;
use syn::{Attribute, Expr, ExprPath, ImplItemFn, Meta, Token, Type};

use super::last_is;
use crate::live_view::model::Role;
use crate::named::path_of;
use crate::report::Report;

const EVENT_HANDLER: &str = "event_handler";

/// Takes the `#[event_handler]`s off a method.
pub(super) fn take_attributes(method: &mut ImplItemFn) -> Vec<Attribute> {
    let (taken, others) = std::mem::take(&mut method.attrs)
        .into_iter()
        .partition(|attr| last_is(attr.path(), EVENT_HANDLER));
    method.attrs = others;
    taken
}

/// Reads `#[event_handler(overrides = Mixin)]`.
///
/// `mixins` is `None` if the list is invalid; then the mixin is not looked up.
pub(super) fn overrides(
    attribute: &Attribute,
    role: &Role,
    mixins: Option<&[Type]>,
    report: &mut Report,
) -> Option<String> {
    const FORM: &str = "write `#[event_handler]` or `#[event_handler(overrides = TutorialMixin)]`";
    let arguments = match &attribute.meta {
        Meta::Path(_) => return None,
        Meta::List(list) => list,
        Meta::NameValue(_) => {
            report.error(attribute, "`#[event_handler]` takes no value", FORM);
            return None;
        }
    };
    let parse = |input: syn::parse::ParseStream<'_>| {
        let name: Ident = input.call(Ident::parse_any)?;
        input.parse::<Token![=]>()?;
        let value: Expr = input.parse()?;
        input.parse::<Option<Token![,]>>()?;
        Ok((name, value))
    };
    let Ok((name, value)) = syn::parse::Parser::parse2(parse, arguments.tokens.clone()) else {
        report.error(
            either(&arguments.tokens, attribute),
            "expected nothing, or the mixin that the handler overrides",
            FORM,
        );
        return None;
    };
    if name != "overrides" {
        report.error(
            &name,
            format!("`#[event_handler]` has no argument `{name}`"),
            FORM,
        );
        return None;
    }
    if let Role::Component(_) = role {
        report.error(
            &name,
            "a component has no mixins, so there is no handler to override",
            "write `#[event_handler]`",
        );
        return None;
    }
    let Expr::Path(ExprPath { path, .. }) = value else {
        report.error(
            value,
            "`overrides` takes the name of a mixin",
            "write `#[event_handler(overrides = TutorialMixin)]`",
        );
        return None;
    };
    let mixin = path.segments.last()?.ident.unraw().to_string();
    let listed = mixins.is_none_or(|mixins| {
        mixins
            .iter()
            .any(|ty| path_of(ty).is_some_and(|ty| last_is(ty, &mixin)))
    });
    if !listed {
        report.error(
            &path,
            format!("`{mixin}` is not listed in `#[live_view]`, so it has no handler to override"),
            "list it before `LiveView`, or write `#[event_handler]`",
        );
    }
    Some(mixin)
}

fn either(tokens: &proc_macro2::TokenStream, otherwise: &Attribute) -> proc_macro2::TokenStream {
    if tokens.is_empty() {
        otherwise.to_token_stream()
    } else {
        tokens.clone()
    }
}
