//! Turns a block into its model, and reports what cannot be.
//!
//! A wrong list of mixins gets `LiveView` alone as its stand-in, a handler
//! that cannot be called keeps its key: what names them stays quiet.

mod mark;
mod mixins;
mod signature;

use proc_macro2::Ident;
use syn::{GenericParam, ImplItem, ItemImpl, Path, parse_quote};

use self::mark::{overrides, take_marks};
use self::mixins::{is_live_view, is_live_view_misspelt, mixins};
use self::signature::signature;
use super::model::{Block, Handler, Plain};
use super::parse::Arguments;
use crate::conditions::conditions;
use crate::named::name_of;
use crate::printed::printed;
use crate::report::Report;

const LIVE_COMPONENT: &str = "LiveComponent";

/// The model; or nothing, where no view can be made of the block.
///
/// Either way `item` is left without docent's own attributes: what they would
/// expand to is said here.
pub(super) fn check(
    arguments: Arguments,
    item: &mut ItemImpl,
    report: &mut Report,
) -> Option<Block> {
    let Some(name) = view_name(&arguments, item, report) else {
        for item in &mut item.items {
            if let ImplItem::Fn(method) = item {
                take_marks(method);
            }
        }
        return None;
    };
    let (mixins, live_view, unlisted) = match mixins(&arguments, report) {
        Some((mixins, live_view)) => (mixins, Some(live_view), Vec::new()),
        None => {
            let mut unlisted = arguments.listed;
            // There is no such type, and that is said.
            unlisted.retain(|ty| {
                is_live_view(ty)
                    || !is_live_view_misspelt(ty)
                        && name_of(ty).is_none_or(|name| name != LIVE_COMPONENT)
            });
            (Vec::new(), None, unlisted)
        }
    };
    let mut imports: Vec<Ident> = Vec::new();
    let mut handlers: Vec<Handler> = Vec::new();
    let mut plain: Vec<Plain> = Vec::new();
    for item in &mut item.items {
        let ImplItem::Fn(method) = item else {
            continue;
        };
        let marks = take_marks(method);
        let conditions = conditions(&method.attrs);
        let name = method.sig.ident.clone();
        let twice = handlers
            .iter()
            .map(|known| &known.name)
            .chain(plain.iter().map(|known| &known.name))
            .any(|known| *known == name);
        if twice && conditions.is_empty() {
            // Two methods of one name: the compiler says so by itself.
            continue;
        }
        let Some(mark) = marks.first() else {
            plain.push(Plain { conditions, name });
            continue;
        };
        if let Some(second) = marks.get(1) {
            report.error(
                second,
                format!("`{name}` is marked `#[event_handler]` twice"),
                "leave one of them out",
            );
        }
        if let Some(import) = mark.path().get_ident()
            && !imports.contains(import)
        {
            imports.push(import.clone());
        }
        // A handler's form is docent's to say; a lint that asks for another one
        // asks for what would not compile.
        method.attrs.push(parse_quote! {
            #[allow(clippy::needless_pass_by_value, clippy::unused_async, clippy::unused_self)]
        });
        let overrides = overrides(mark, live_view.is_some().then_some(&mixins), report);
        let (params, call) = signature(&method.sig, report);
        handlers.push(Handler {
            conditions,
            name,
            overrides,
            params,
            call,
        });
    }
    Some(Block {
        conditions: conditions(&item.attrs),
        renamed: arguments.renamed,
        view: (*item.self_ty).clone(),
        name,
        mixins,
        live_view,
        unlisted,
        handlers,
        plain,
        imports,
    })
}

fn last_is(path: &Path, name: &str) -> bool {
    path.segments
        .last()
        .is_some_and(|segment| segment.ident == name)
}

fn view_name(arguments: &Arguments, item: &ItemImpl, report: &mut Report) -> Option<String> {
    if let Some((path, _)) = &item.trait_ {
        report.error(
            path,
            format!(
                "event handlers are the view's own methods, and this block implements the trait `{}`",
                printed(path)
            ),
            format!(
                "write `#[live_view(…)]` above `impl {} {{ … }}`",
                printed(&item.self_ty)
            ),
        );
        return None;
    }
    if let Some(first) = item.generics.params.first() {
        let view = &item.self_ty;
        let toured = arguments
            .listed
            .iter()
            .any(|ty| name_of(ty).is_some_and(|name| name == "TutorialMixin"));
        report.error(
            &item.generics,
            match first {
                GenericParam::Lifetime(_) => {
                    "a view cannot borrow: it lives on the server for as long as its page is open"
                }
                _ if toured => {
                    "a tour is one static list of steps, and these would be many views with one each"
                }
                _ => "`#[live_view]` on a generic `impl` is not supported yet",
            },
            match first {
                GenericParam::Lifetime(_) => "let the view own what it holds".to_owned(),
                _ => format!(
                    "write it above an `impl` of one concrete type, such as `impl {}<u32>`",
                    name_of(view).unwrap_or_default()
                ),
            },
        );
        return None;
    }
    let name = name_of(&item.self_ty);
    if name.is_none() {
        report.error(
            &item.self_ty,
            "a view is a type with a name",
            "write the block for a struct or an enum: `impl Onboarding { … }`",
        );
    }
    name
}
