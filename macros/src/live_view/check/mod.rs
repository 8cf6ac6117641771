//! Turns a block into its model, and reports what is invalid.
//!
//! An invalid list of mixins is replaced by `LiveView` alone, and a handler that
//! cannot be called keeps its key, so that code that names them has no error.

mod handler_attr;
mod mixins;
mod signature;

use proc_macro2::Ident;
use syn::{GenericParam, ImplItem, ItemImpl, Type, parse_quote};

use self::handler_attr::take_attributes;
use self::mixins::{List, is_rendered, list, names_a_type};
use self::signature::signature;
use super::model::{Block, Handler, Mixins, Plain, Role};
use super::parse::Arguments;
use crate::cfg::cfgs;
use crate::named::name_of;
use crate::printed::printed;
use crate::report::Report;

const TUTORIAL_MIXIN: &str = "TutorialMixin";

/// The model; or `None`, if the block cannot be a view's.
///
/// Either way docent's own attributes are removed from `item`.
pub(super) fn check(
    arguments: Arguments,
    item: &mut ItemImpl,
    report: &mut Report,
) -> Option<Block> {
    let list = list(&arguments, report);
    let Some(name) = owner_name(&list, item, report) else {
        for item in &mut item.items {
            if let ImplItem::Fn(method) = item {
                take_attributes(method);
            }
        }
        return None;
    };
    let role = role(list, is_rendered(&arguments.listed), item, report);
    let (known, unlisted) = match &role {
        Role::View(Mixins {
            mixins, live_view, ..
        }) => (
            live_view.is_some().then_some(mixins.as_slice()),
            live_view.is_none(),
        ),
        Role::Component(trait_) => (None, trait_.is_none()),
    };
    let mut unlisted = if unlisted {
        arguments.listed
    } else {
        Vec::new()
    };
    unlisted.retain(names_a_type);
    let mut imports: Vec<Ident> = Vec::new();
    let mut handlers: Vec<Handler> = Vec::new();
    let mut plain: Vec<Plain> = Vec::new();
    for item in &mut item.items {
        let ImplItem::Fn(method) = item else {
            continue;
        };
        let attributes = take_attributes(method);
        let cfgs = cfgs(&method.attrs);
        let name = method.sig.ident.clone();
        let twice = handlers
            .iter()
            .map(|known| &known.name)
            .chain(plain.iter().map(|known| &known.name))
            .any(|known| *known == name);
        if twice && cfgs.is_empty() {
            // Two methods of one name, which the compiler reports.
            continue;
        }
        let Some(attribute) = attributes.first() else {
            plain.push(Plain { cfgs, name });
            continue;
        };
        if let Some(second) = attributes.get(1) {
            report.error(
                second,
                format!("`{name}` is marked `#[event_handler]` twice"),
                "remove one of them",
            );
        }
        if let Some(import) = attribute.path().get_ident()
            && !imports.contains(import)
        {
            imports.push(import.clone());
        }
        // docent prescribes the signature of a handler; a lint that asks for
        // another one asks for code that would not compile.
        method.attrs.push(parse_quote! {
            #[allow(clippy::needless_pass_by_value, clippy::unused_async, clippy::unused_self)]
        });
        let handler_attr::Arguments {
            overrides,
            from_app,
            on,
        } = handler_attr::arguments(attribute, &role, known, report);
        let (params, call) = signature(&method.sig, &role, report);
        handlers.push(Handler {
            cfgs,
            name,
            overrides,
            from_app,
            on,
            params,
            call,
        });
    }
    Some(Block {
        cfgs: cfgs(&item.attrs),
        renamed: arguments.renamed,
        ty: (*item.self_ty).clone(),
        name,
        generics: item.generics.clone(),
        role,
        unlisted,
        handlers,
        plain,
        imports,
    })
}

/// The name of the block's type, if it can be a view or a component.
fn owner_name(list: &List, item: &ItemImpl, report: &mut Report) -> Option<String> {
    let noun = list.noun();
    if let Some((path, _)) = &item.trait_ {
        report.error(
            path,
            format!(
                "event handlers are inherent methods of the {noun}, but this block implements the trait `{}`",
                printed(path)
            ),
            format!(
                "write `#[live_view(…)]` above `impl {} {{ … }}`",
                printed(&item.self_ty)
            ),
        );
        return None;
    }
    let lifetime = item
        .generics
        .params
        .iter()
        .find(|param| matches!(param, GenericParam::Lifetime(_)));
    if let Some(lifetime) = lifetime {
        report.error(
            lifetime,
            format!(
                "a {noun} cannot have lifetime parameters: it lives on the server while its page is open"
            ),
            format!("make the {noun} own its data"),
        );
        return None;
    }
    let name = name_of(&item.self_ty);
    if name.is_none() {
        report.error(
            &item.self_ty,
            format!("a {noun} is a named type"),
            "write the block for a struct or an enum: `impl Onboarding { … }`",
        );
    }
    name
}

/// What the block makes of its type. An invalid list counts as one without
/// mixins.
fn role(list: List, is_rendered: bool, item: &ItemImpl, report: &mut Report) -> Role {
    match list {
        List::View { mixins, live_view } => {
            let tours = |mixin: &Type| name_of(mixin).is_some_and(|name| name == TUTORIAL_MIXIN);
            if let Some(mixin) = mixins.iter().find(|mixin| tours(mixin))
                && !item.generics.params.is_empty()
            {
                let name = name_of(&item.self_ty).unwrap_or_default();
                report.error(
                    mixin,
                    format!(
                        "`{name}` is generic, but a tour is a static list of the steps of one concrete view"
                    ),
                    format!(
                        "write the block for a concrete type, such as `impl {name}<u32>`; or remove `TutorialMixin`"
                    ),
                );
                return Role::View(Mixins {
                    mixins: Vec::new(),
                    live_view: None,
                    is_rendered,
                });
            }
            Role::View(Mixins {
                mixins,
                live_view: Some(live_view),
                is_rendered,
            })
        }
        List::Component(trait_) => Role::Component(Some(trait_)),
        List::InvalidView => Role::View(Mixins {
            mixins: Vec::new(),
            live_view: None,
            is_rendered,
        }),
        List::InvalidComponent => Role::Component(None),
    }
}
