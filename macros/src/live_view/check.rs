//! Turns a block into its model, and reports what cannot be.
//!
//! A wrong list of mixins gets `LiveView` alone as its stand-in, a handler
//! that cannot be called keeps its key: what names them stays quiet.

use proc_macro2::{Ident, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;
use syn::{
    Attribute, Expr, ExprPath, FnArg, GenericArgument, GenericParam, ImplItem, ImplItemFn,
    ItemImpl, Meta, Pat, Path, PathArguments, Receiver, ReceiverKind, ReturnType, Safety,
    Signature, Token, Type, parse_quote,
};

use super::model::{Argument, Block, Call, Handler, Kind, Param, Plain};
use super::parse::Arguments;
use crate::conditions::conditions;
use crate::named::{name_of, path_of};
use crate::nearest::nearest;
use crate::printed::printed;
use crate::report::Report;

const LIVE_VIEW: &str = "LiveView";
const LIVE_COMPONENT: &str = "LiveComponent";
const EVENT_HANDLER: &str = "event_handler";
const METHOD_FORM: &str = "fn save(&mut self, title: String)";

/// The model; or nothing, where no view can be made of the block.
///
/// Either way `item` is left without docent's own attributes: what they would
/// expand to is said here.
pub(super) fn check(
    arguments: Arguments,
    item: &mut ItemImpl,
    report: &mut Report,
) -> Option<Block> {
    let Some(name) = view_name(item, report) else {
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

/// Takes the `#[event_handler]`s off a method.
fn take_marks(method: &mut ImplItemFn) -> Vec<Attribute> {
    let (marks, others) = std::mem::take(&mut method.attrs)
        .into_iter()
        .partition(|attr| last_is(attr.path(), EVENT_HANDLER));
    method.attrs = others;
    marks
}

fn last_is(path: &Path, name: &str) -> bool {
    path.segments
        .last()
        .is_some_and(|segment| segment.ident == name)
}

fn view_name(item: &ItemImpl, report: &mut Report) -> Option<String> {
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
        report.error(
            &item.generics,
            match first {
                GenericParam::Lifetime(_) => {
                    "a view cannot borrow: it lives on the server for as long as its page is open"
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

/// The mixins, and `LiveView`; nothing if anything is wrong with the list.
fn mixins(arguments: &Arguments, report: &mut Report) -> Option<(Vec<Type>, Type)> {
    let listed = &arguments.listed;
    // Of several, the last is the one meant if it stands last.
    let live_view = match listed.last() {
        Some(last) if is_live_view(last) => Some(listed.len() - 1),
        _ => listed.iter().position(is_live_view),
    };
    let Some(live_view) = live_view else {
        if arguments.complete {
            live_view_missing(listed, report);
        }
        return None;
    };
    let right = right_list(listed);
    let mut wrong = !arguments.complete;
    for (at, ty) in listed.iter().enumerate() {
        let name = printed(ty);
        let again = listed[..at].iter().any(|before| printed(before) == name);
        let (problem, help) = if at != live_view && is_live_view(ty) {
            (
                "`LiveView` is listed twice: it is the view itself, and there is only one"
                    .to_owned(),
                format!("write `{right}`"),
            )
        } else if again && !is_live_view(ty) {
            (
                format!("`{name}` is listed twice, so every event would pass through it twice"),
                format!("write `{right}`"),
            )
        } else if at > live_view {
            (
                format!("`{name}` stands after `LiveView`, where it would never be initialised"),
                format!(
                    "`LiveView` is the view that the mixins wrap and stands last: write `{right}`"
                ),
            )
        } else {
            continue;
        };
        wrong = true;
        report.error(ty, problem, help);
    }
    (!wrong).then(|| (listed[..live_view].to_vec(), listed[live_view].clone()))
}

fn is_live_view(ty: &Type) -> bool {
    path_of(ty).is_some_and(|path| last_is(path, LIVE_VIEW))
}

fn is_live_view_misspelt(ty: &Type) -> bool {
    name_of(ty).is_some_and(|name| nearest(&name, [LIVE_VIEW]).is_some())
}

fn live_view_missing(listed: &[Type], report: &mut Report) {
    const WRONG: &str = "the list of mixins does not end in `LiveView`, the view itself";
    if let Some(component) = listed
        .iter()
        .find(|ty| name_of(ty).is_some_and(|name| name == LIVE_COMPONENT))
    {
        report.error(
            component,
            "components are not supported yet",
            "write `#[live_view(LiveView)]`",
        );
        return;
    }
    if let Some(at) = listed.iter().position(is_live_view_misspelt) {
        let mut others = listed.to_vec();
        let misspelt = others.remove(at);
        report.error(
            misspelt,
            WRONG,
            format!("did you mean `{}`?", right_list(&others)),
        );
        return;
    }
    report.error(
        listed
            .last()
            .map(ToTokens::to_token_stream)
            .unwrap_or_default(),
        WRONG,
        format!("write `{}`", right_list(listed)),
    );
}

/// The attribute as it should be.
fn right_list(listed: &[Type]) -> String {
    let mut list: Vec<String> = Vec::new();
    for mixin in listed.iter().filter(|ty| !is_live_view(ty)).map(printed) {
        if !list.contains(&mixin) {
            list.push(mixin);
        }
    }
    list.push(LIVE_VIEW.to_owned());
    format!("#[live_view({})]", list.join(", "))
}

/// Reads `#[event_handler(overrides = Mixin)]`.
///
/// `mixins` is `None` where the list is wrong, which is then all there is to say.
fn overrides(mark: &Attribute, mixins: Option<&[Type]>, report: &mut Report) -> Option<String> {
    const FORM: &str = "write `#[event_handler]` or `#[event_handler(overrides = TutorialMixin)]`";
    let arguments = match &mark.meta {
        Meta::Path(_) => return None,
        Meta::List(list) => list,
        Meta::NameValue(_) => {
            report.error(mark, "`#[event_handler]` takes no value", FORM);
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
            either(&arguments.tokens, mark),
            "`#[event_handler]` takes at most the mixin that the handler overrides",
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
    let Expr::Path(ExprPath { path, .. }) = value else {
        report.error(
            value,
            "`overrides` names a mixin",
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

/// Reads a handler's signature.
fn signature(signature: &Signature, report: &mut Report) -> (Vec<Param>, Option<Call>) {
    let mut callable = modifiers(signature, report);
    let flow = is_flow(signature);
    let kind = match (flow, signature.asyncness.is_some()) {
        (true, _) => Kind::Flow,
        (false, true) => Kind::Async,
        (false, false) => Kind::Sync,
    };
    let mut inputs = signature.inputs.iter().peekable();
    if flow {
        inputs.next();
        if signature.asyncness.is_none() {
            callable = false;
            report.error(
                signature.fn_token,
                format!("`{}` takes a guide, so it waits for the visitor, and only an async function can wait", signature.ident),
                format!("write `async fn {}(guide: Guide<Self>)`", signature.ident),
            );
        }
    } else if let Some(FnArg::Receiver(receiver)) = inputs.peek() {
        callable &= is_mutable(receiver, signature, report);
        inputs.next();
    } else {
        callable = false;
        report.error(
            &signature.ident,
            format!("`{}` does not take `&mut self`, so an event could change nothing by it", signature.ident),
            format!(
                "write `&mut self` first: `{METHOD_FORM}`; or, for a flow that waits for the visitor, `async fn {}(guide: Guide<Self>)`",
                signature.ident
            ),
        );
    }

    let mut params: Vec<Param> = Vec::new();
    let mut arguments = Vec::new();
    let mut has_context = false;
    for input in inputs {
        let FnArg::Typed(input) = input else {
            continue;
        };
        if is_context(&input.ty) {
            let refused = if flow {
                Some((
                    "a flow runs beside the view and has no `Context`",
                    "reach the view and the page through the guide",
                ))
            } else if has_context {
                Some(("a handler has one `Context`", "leave one of them out"))
            } else if !is_mutable_reference(&input.ty) {
                Some((
                    "a handler borrows its `Context` mutably",
                    "write `cx: &mut Context<'_, Self>`",
                ))
            } else {
                None
            };
            if let Some((wrong, help)) = refused {
                callable = false;
                report.error(&input.ty, wrong, help);
            }
            has_context = true;
            arguments.push(Argument::Context);
        } else if is_guide(&input.ty) {
            callable = false;
            let name = &signature.ident;
            report.error(
                &input.ty,
                if flow {
                    "a flow has one guide, which stands first"
                } else {
                    "a handler holds `&mut self`, so a wait in it would wait for itself"
                },
                format!("write a flow: `async fn {name}(guide: Guide<Self>)`, which reaches the view by `guide.with(|view| …)`"),
            );
        } else if let Some(name) = param_name(&input.pat, &input.ty, report) {
            callable &= owned(&name, &input.ty, report);
            callable &= no_attributes(&input.attrs, report);
            if callable {
                arguments.push(Argument::Param(params.len()));
                params.push(Param {
                    name,
                    ty: (*input.ty).clone(),
                });
            }
        } else {
            callable = false;
        }
    }
    let output = match &signature.output {
        ReturnType::Type(_, ty) => ty.span(),
        ReturnType::Default => signature.ident.span(),
    };
    let call = callable.then_some(Call {
        kind,
        arguments,
        output,
    });
    (params, call)
}

/// Refuses `unsafe`, another ABI and generics.
fn modifiers(signature: &Signature, report: &mut Report) -> bool {
    let name = &signature.ident;
    let mut fine = true;
    if let Safety::Unsafe(token) = &signature.safety {
        fine = false;
        report.error(
            token,
            "an event handler cannot be unsafe: anybody can send an event",
            format!("write `fn {name}`"),
        );
    }
    if let Some(abi) = &signature.abi {
        fine = false;
        report.error(
            abi,
            "an event handler is a plain Rust method",
            format!("write `fn {name}`"),
        );
    }
    let generic = signature
        .generics
        .params
        .iter()
        .find(|param| !matches!(param, GenericParam::Lifetime(_)));
    if let Some(param) = generic {
        fine = false;
        report.error(
            param,
            format!("`{name}` is generic, and an event from a page cannot say for which type"),
            "write the concrete type of each parameter",
        );
    }
    fine
}

fn is_mutable(receiver: &Receiver, signature: &Signature, report: &mut Report) -> bool {
    let (mutable, borrowed) = match &receiver.kind {
        ReceiverKind::Reference(_, _, mutability) => (mutability.is_some(), true),
        ReceiverKind::Typed(_, ty) => {
            (is_mutable_reference(ty), matches!(**ty, Type::Reference(_)))
        }
        _ => (false, false),
    };
    if !mutable {
        let name = &signature.ident;
        report.error(
            receiver,
            if borrowed {
                format!("an event is there to change the view, and `{name}` could not")
            } else {
                format!("`{name}` would take the view away from its page")
            },
            "an event handler takes `&mut self`",
        );
    }
    mutable
}

fn is_mutable_reference(ty: &Type) -> bool {
    matches!(ty, Type::Reference(reference) if reference.mutability.is_some())
}

fn is_flow(signature: &Signature) -> bool {
    matches!(signature.inputs.first(), Some(FnArg::Typed(first)) if is_guide(&first.ty))
}

fn is_guide(ty: &Type) -> bool {
    path_of(ty).is_some_and(|path| last_is(path, "Guide"))
}

/// `&mut Context<…>`, or an attempt at it.
fn is_context(ty: &Type) -> bool {
    match ty {
        Type::Reference(reference) => {
            path_of(&reference.elem).is_some_and(|path| last_is(path, "Context"))
        }
        // An owned `Context` without a lifetime is a type of the user's.
        ty => path_of(ty).and_then(|path| path.segments.last()).is_some_and(|segment| {
            segment.ident == "Context"
                && matches!(&segment.arguments, PathArguments::AngleBracketed(arguments)
                    if arguments.args.iter().any(|argument| matches!(argument, GenericArgument::Lifetime(_))))
        }),
    }
}

/// The name by which a page sends the parameter.
fn param_name(pat: &Pat, ty: &Type, report: &mut Report) -> Option<Ident> {
    let ident = match pat {
        Pat::Ident(pat) if pat.by_ref.is_none() && pat.subpat.is_none() => Some(&pat.ident),
        _ => None,
    };
    let Some(ident) = ident else {
        report.error(
            pat,
            "the parameter of an event has no name here, and a page sends parameters by name",
            if matches!(pat, Pat::Wild(_)) {
                "leave it out: what a handler does not name is ignored".to_owned()
            } else {
                format!(
                    "write a name, `value: {}`, and take it apart in the body",
                    printed(ty)
                )
            },
        );
        return None;
    };
    let name = ident.unraw().to_string();
    if let Some(meant) = name.strip_prefix('_').filter(|meant| !meant.is_empty()) {
        report.error(
            ident,
            format!("a page would have to send this parameter as `{name}`"),
            format!("write `{meant}`, or leave it out: what a handler does not name is ignored"),
        );
        return None;
    }
    if name == "component_id" {
        report.error(
            ident,
            "`component_id` is the name by which docent itself addresses a component",
            "choose another name",
        );
        return None;
    }
    Some(ident.clone())
}

/// Refuses a parameter that would borrow from the event.
fn owned(name: &Ident, ty: &Type, report: &mut Report) -> bool {
    if contains(
        ty.to_token_stream(),
        &|token| matches!(token, TokenTree::Ident(ident) if ident == "impl"),
    ) {
        report.error(
            ty,
            format!("`{name}` is generic, and an event from a page cannot say for which type"),
            "write a concrete type",
        );
        return false;
    }
    let borrows = contains(
        ty.to_token_stream(),
        &|token| matches!(token, TokenTree::Punct(punct) if matches!(punct.as_char(), '&' | '\'')),
    );
    let only_static = !printed(ty).contains('&')
        && printed(ty).matches('\'').count() == printed(ty).matches("'static").count();
    if !borrows || only_static {
        return true;
    }
    report.error(
        ty,
        format!("`{name}` is borrowed, but it is made anew from what the page sends: there is nothing to borrow from"),
        format!("take it owned: `{name}: {}`", owned_form(ty)),
    );
    false
}

fn contains(tokens: proc_macro2::TokenStream, wanted: &dyn Fn(&TokenTree) -> bool) -> bool {
    tokens.into_iter().any(|token| {
        wanted(&token)
            || matches!(token, TokenTree::Group(group) if contains(group.stream(), wanted))
    })
}

/// The owned counterpart of a borrowed type, as a suggestion.
fn owned_form(ty: &Type) -> String {
    match ty {
        Type::Reference(reference) => owned_form(&reference.elem),
        Type::Slice(slice) => format!("Vec<{}>", owned_form(&slice.elem)),
        Type::Path(path) if path.path.is_ident("str") => "String".to_owned(),
        Type::Path(path) => path.path.segments.last().map_or_else(String::new, |last| {
            let PathArguments::AngleBracketed(arguments) = &last.arguments else {
                return printed(ty);
            };
            let types: Vec<String> = arguments
                .args
                .iter()
                .filter_map(|argument| match argument {
                    GenericArgument::Type(ty) => Some(owned_form(ty)),
                    _ => None,
                })
                .collect();
            match (last.ident.to_string().as_str(), types.as_slice()) {
                ("Cow", [inner]) => inner.clone(),
                (name, types) => format!("{name}<{}>", types.join(", ")),
            }
        }),
        _ => printed(ty),
    }
}

fn no_attributes(attrs: &[Attribute], report: &mut Report) -> bool {
    let foreign = attrs.iter().find(|attr| {
        !["allow", "expect", "warn", "deny"]
            .iter()
            .any(|lint| attr.path().is_ident(lint))
    });
    if let Some(attr) = foreign {
        report.error(
            attr,
            "the parameters of an event handler take no attributes",
            "leave it out; `#[cfg(…)]` may stand on the whole method",
        );
    }
    foreign.is_none()
}
