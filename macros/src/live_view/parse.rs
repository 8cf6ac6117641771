//! Cuts the arguments of `#[live_view]` and reads the block under it.

use proc_macro2::{Ident, Spacing, Span, TokenStream, TokenTree};
use syn::{Item, ItemImpl, Path, Type};

use crate::report::Report;

/// The arguments of `#[live_view(…)]`.
pub(super) struct Arguments {
    /// Where docent is, if not at `::docent`.
    pub(super) renamed: Option<Path>,
    /// `LiveView` and the mixins, as they are listed.
    pub(super) listed: Vec<Type>,
    /// Whether every argument could be parsed.
    pub(super) complete: bool,
    /// At the attribute, for the error about an empty list.
    pub(super) attribute: Ident,
}

/// `user` is a span of the user's code, whose hygiene the attribute's tokens get.
pub(super) fn arguments(args: TokenStream, user: Span, report: &mut Report) -> Arguments {
    let mut arguments = Arguments {
        renamed: None,
        listed: Vec::new(),
        complete: true,
        attribute: Ident::new("live_view", user.located_at(Span::call_site())),
    };
    for argument in split(args) {
        if let Some((name, value)) = setting(&argument) {
            match syn::parse2::<Path>(value) {
                Ok(path) if name == "crate" && arguments.renamed.is_none() => {
                    arguments.renamed = Some(path);
                }
                _ => {
                    arguments.complete = false;
                    let (wrong, help) = if name != "crate" {
                        (
                            format!("`#[live_view]` has no setting `{name}`"),
                            "the only setting is `crate = ::path`, for when docent is renamed in Cargo.toml",
                        )
                    } else if arguments.renamed.is_some() {
                        ("`crate` is given twice".to_owned(), "remove one of them")
                    } else {
                        (
                            "`crate` is the path of docent".to_owned(),
                            "write `crate = ::docent`, with the name that docent has in Cargo.toml",
                        )
                    };
                    report.error(&argument, wrong, help);
                }
            }
            continue;
        }
        match syn::parse2::<Type>(argument.clone()).map(bare) {
            Ok(listed @ Type::Path(_)) => arguments.listed.push(listed),
            // `Audit +` is a type too, but not a mixin.
            Ok(_) | Err(_) => {
                arguments.complete = false;
                report.error(
                    argument,
                    "this is not a mixin",
                    "list types, separated by commas, outermost first: `#[live_view(TutorialMixin, LiveView)]`",
                );
            }
        }
    }
    arguments
}

/// A type without the parentheses around it.
fn bare(ty: Type) -> Type {
    match ty {
        Type::Paren(paren) => bare(*paren.elem),
        Type::Group(group) => bare(*group.elem),
        ty => ty,
    }
}

/// `name = value`
fn setting(argument: &TokenStream) -> Option<(Ident, TokenStream)> {
    let mut tokens = argument.clone().into_iter();
    match (tokens.next()?, tokens.next()?) {
        (TokenTree::Ident(name), TokenTree::Punct(equals)) if equals.as_char() == '=' => {
            Some((name, tokens.collect()))
        }
        _ => None,
    }
}

/// Splits at the commas that are not inside angle brackets.
fn split(tokens: TokenStream) -> Vec<TokenStream> {
    let mut arguments = vec![TokenStream::new()];
    let mut depth = 0_usize;
    let mut arrow = false;
    for token in tokens {
        let mut at_arrow = false;
        if let TokenTree::Punct(punct) = &token {
            match punct.as_char() {
                '<' => depth += 1,
                '>' if !arrow => depth = depth.saturating_sub(1),
                ',' if depth == 0 => {
                    arguments.push(TokenStream::new());
                    continue;
                }
                '-' | '=' => at_arrow = punct.spacing() == Spacing::Joint,
                _ => {}
            }
        }
        arrow = at_arrow;
        if let Some(last) = arguments.last_mut() {
            last.extend([token]);
        }
    }
    arguments.retain(|argument| !argument.is_empty());
    arguments
}

/// The `impl` block, or an error about the item that it is instead.
pub(super) fn block(item: TokenStream, report: &mut Report) -> Option<ItemImpl> {
    match syn::parse2::<Item>(item) {
        Ok(Item::Impl(block)) => return Some(block),
        Ok(item) => report.error(
            item,
            "`#[live_view]` goes above the `impl` block with a view's event handlers",
            "write `#[live_view(TutorialMixin, LiveView)] impl Onboarding { … }`",
        ),
        Err(error) => report.error(
            TokenStream::new(),
            format!("`#[live_view]` cannot read this item: {error}"),
            "write it above `impl Onboarding { … }`",
        ),
    }
    None
}
