//! The attribute `#[event_handler]` and its arguments.

use docent_check::suggest::nearest;
use proc_macro2::Ident;
use quote::ToTokens;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, ExprLit, ExprPath, ImplItemFn, Lit, Meta, Token, Type};

use crate::live_view::model::{On, Role};
use crate::named::{last_is, path_of};
use crate::printed::as_in;
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

/// The arguments of `#[event_handler(…)]`.
#[derive(Default)]
pub(super) struct Arguments {
    /// The mixin whose handler of the same name this one replaces.
    pub(super) overrides: Option<String>,
    /// Whether only the app may send its events.
    pub(super) from_app: bool,
    /// What on an attached page sends its events.
    pub(super) on: Option<On>,
}

const FORM: &str = "write `#[event_handler]`, `#[event_handler(overrides = TutorialMixin)]`, `#[event_handler(from = App)]` or `#[event_handler(on = \"click #save\")]`";

/// Reads what is in the parentheses of `#[event_handler(…)]`.
///
/// `mixins` is `None` if the list is invalid; then the mixin is not looked up.
pub(super) fn arguments(
    attribute: &Attribute,
    role: &Role,
    mixins: Option<&[Type]>,
    report: &mut Report,
) -> Arguments {
    let mut read = Arguments::default();
    let list = match &attribute.meta {
        Meta::Path(_) => return read,
        Meta::List(list) => list,
        Meta::NameValue(_) => {
            report.error(attribute, "`#[event_handler]` takes no value", FORM);
            return read;
        }
    };
    let parse = Punctuated::<Argument, Token![,]>::parse_terminated;
    let Ok(given) = syn::parse::Parser::parse2(parse, list.tokens.clone()) else {
        if syn::parse2::<syn::LitStr>(list.tokens.clone()).is_ok() {
            report.error(
                &list.tokens,
                "a handler has the name of its method, and markup calls it by that",
                "remove it: `#[event_handler]`",
            );
            return read;
        }
        report.error(
            either(&list.tokens, attribute),
            "`#[event_handler]` takes `overrides`, `from`, `on`, or nothing",
            FORM,
        );
        return read;
    };
    let mut seen: Vec<&Ident> = Vec::new();
    for Argument { name, value } in &given {
        if seen.contains(&name) {
            report.error(
                name,
                format!("`{name}` is given twice"),
                "remove one of them",
            );
            continue;
        }
        seen.push(name);
        match name.to_string().as_str() {
            OVERRIDES => read.overrides = overrides(name, value, role, mixins, report),
            FROM => read.from_app = from_app(value, report),
            ON => read.on = on(name, value, role, report),
            other => {
                let help = match nearest(other, [OVERRIDES, FROM, ON]) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => FORM.to_owned(),
                };
                let wrong = format!("`#[event_handler]` has no argument `{name}`");
                report.error(name, wrong, help);
            }
        }
    }
    if let (Some(_), Some(from)) = (&read.overrides, seen.iter().find(|name| **name == FROM))
        && read.from_app
    {
        report.error(
            from,
            "a handler that replaces a mixin's answers to events of the page: with `from = App` nothing would answer to them",
            "remove `from = App`; or give the handler another name and remove `overrides`",
        );
        read.from_app = false;
    }
    if let (true, Some(_), Some(on)) = (
        read.from_app,
        &read.on,
        seen.iter().find(|name| **name == ON),
    ) {
        report.error(
            on,
            "with `from = App` only the app can send this event, and no page",
            "remove either of them",
        );
        read.on = None;
    }
    read
}

const OVERRIDES: &str = "overrides";
const FROM: &str = "from";
const ON: &str = "on";

/// The events of a page that `on` may name. Their parameters are those of `dj-click` and
/// its like.
const EVENTS: [&str; 4] = ["click", "submit", "change", "input"];

/// The value of `on = "click #save"`.
fn on(name: &Ident, value: &Expr, role: &Role, report: &mut Report) -> Option<On> {
    const FORM: &str = "write an event and a selector: `on = \"click #save\"`";
    match role {
        Role::View(list) if list.is_rendered => {
            report.error(
                name,
                "`on` is for pages that docent does not render: this view has markup of its own",
                "write `dj-click=\"…\"` on the element in `render`",
            );
            return None;
        }
        Role::View(_) => {}
        Role::Component(_) => {
            report.error(
                name,
                "a component is a part of a view's markup, which names its handlers",
                "write `dj-click=\"…\"` on the element in `render`",
            );
            return None;
        }
    }
    let Expr::Lit(ExprLit {
        lit: Lit::Str(text),
        ..
    }) = value
    else {
        report.error(value, "`on` takes a string", FORM);
        return None;
    };
    let whole = text.value();
    let (event, selector) = whole.trim().split_once(' ').unwrap_or((whole.trim(), ""));
    if !EVENTS.contains(&event) {
        let help = match nearest(event, EVENTS) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => FORM.to_owned(),
        };
        report.error(
            text,
            format!("`on` begins with an event: `click`, `submit`, `change` or `input`, and not `{event}`"),
            help,
        );
        return None;
    }
    if let Err(fault) = docent_check::selector::check(selector) {
        let (problem, remedy) = match selector.trim() {
            "" => (fault.problem().to_owned(), FORM.to_owned()),
            selector => (
                format!("in the selector `{selector}`: {}", fault.problem()),
                as_in(text, fault.remedy()),
            ),
        };
        report.error(text, problem, remedy);
        return None;
    }
    Some(On {
        event: event.to_owned(),
        selector: selector.trim().to_owned(),
    })
}

/// `name = value`
struct Argument {
    name: Ident,
    value: Expr,
}

impl Parse for Argument {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.call(Ident::parse_any)?;
        input.parse::<Token![=]>()?;
        let value = input.parse()?;
        Ok(Self { name, value })
    }
}

/// Whether the value of `from` is `App`, the only one there is.
fn from_app(value: &Expr, report: &mut Report) -> bool {
    let is_app = matches!(value, Expr::Path(ExprPath { path, .. }) if path.is_ident("App"));
    if !is_app {
        report.error(
            value,
            "`from` takes `App`: only the app can then send the event, and no page",
            "write `#[event_handler(from = App)]`; a page can send the event of any other handler",
        );
    }
    is_app
}

/// The mixin in `overrides = Mixin`.
fn overrides(
    name: &Ident,
    value: &Expr,
    role: &Role,
    mixins: Option<&[Type]>,
    report: &mut Report,
) -> Option<String> {
    if let Role::Component(_) = role {
        report.error(
            name,
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
            path,
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
