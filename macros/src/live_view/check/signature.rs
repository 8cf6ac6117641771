//! The signature of a handler: which of the two forms it has, and whether its
//! parameters can be decoded from an event.

use proc_macro2::{Ident, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;
use syn::{
    Attribute, FnArg, GenericArgument, GenericParam, Pat, PathArguments, Receiver, ReceiverKind,
    ReturnType, Safety, Signature, Type,
};

use crate::live_view::model::{Argument, Call, Kind, Param, Role};
use crate::named::{last_is, path_of};
use crate::printed::printed;
use crate::report::Report;

const METHOD_FORM: &str = "fn save(&mut self, title: String)";

/// Reads a handler's signature.
pub(super) fn signature(
    signature: &Signature,
    role: &Role,
    report: &mut Report,
) -> (Vec<Param>, Option<Call>) {
    let noun = role.noun();
    let mut callable = modifiers(signature, report);
    let flow = is_flow(signature);
    let kind = match (flow, signature.asyncness.is_some()) {
        (true, _) => Kind::Flow,
        (false, true) => Kind::Async,
        (false, false) => Kind::Sync,
    };
    let mut inputs = signature.inputs.iter().peekable();
    if flow && matches!(role, Role::Component(_)) {
        callable = false;
        report.error(
            inputs.next(),
            format!("`{}` is a flow, which a component cannot have: a flow may outlive the component", signature.ident),
            format!("move the flow to the view's block, where it can wait for this component's events; or write a handler: `fn {}(&mut self)`", signature.ident),
        );
    } else if flow {
        inputs.next();
        if signature.asyncness.is_none() {
            callable = false;
            report.error(
                signature.fn_token,
                format!(
                    "`{}` takes a `Guide` to wait for the visitor, so it must be `async`",
                    signature.ident
                ),
                format!("write `async fn {}(guide: Guide<Self>)`", signature.ident),
            );
        }
    } else if let Some(FnArg::Receiver(receiver)) = inputs.peek() {
        callable &= is_mutable(receiver, signature, noun, report);
        inputs.next();
    } else {
        callable = false;
        report.error(
            &signature.ident,
            format!("`{}` does not take `&mut self`, so it could not change the {noun}", signature.ident),
            match role {
                Role::View(_) => format!(
                    "write `&mut self` first: `{METHOD_FORM}`; or, for a flow that waits for the visitor, `async fn {}(guide: Guide<Self>)`",
                    signature.ident
                ),
                Role::Component(_) => format!("write `&mut self` first: `{METHOD_FORM}`"),
            },
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
            let rejected = if flow {
                Some((
                    "a flow does not borrow the view and has no `Context`",
                    "use the guide to reach the view and the page",
                ))
            } else if has_context {
                Some((
                    "a handler takes at most one `Context`",
                    "remove one of them",
                ))
            } else if !is_mutable_reference(&input.ty) {
                Some((
                    "a handler takes its `Context` by mutable reference",
                    "write `cx: &mut Context<'_, Self>`",
                ))
            } else {
                None
            };
            if let Some((wrong, help)) = rejected {
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
                    "a flow takes one `Guide`, as its first parameter"
                } else {
                    "a handler holds `&mut self`, so waiting for an event in it would deadlock"
                },
                match role {
                    _ if flow => "remove it: one `Guide` is enough".to_owned(),
                    Role::View(_) => format!("write a flow: `async fn {name}(guide: Guide<Self>)`, which reaches the view with `guide.with(|view| …)`"),
                    Role::Component(_) => "remove the guide; a flow in the view's block can wait for this component's events".to_owned(),
                },
            );
        } else if let Some((wrong, help)) = without_extractor(&input.pat, &input.ty) {
            callable = false;
            report.error(&input.ty, wrong, help);
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

/// Rejects `unsafe`, another ABI and generics.
fn modifiers(signature: &Signature, report: &mut Report) -> bool {
    let name = &signature.ident;
    let mut fine = true;
    if let Safety::Unsafe(token) = &signature.safety {
        fine = false;
        report.error(
            token,
            "an event handler cannot be `unsafe`: any visitor can send an event",
            format!("write `fn {name}`"),
        );
    }
    if let Some(abi) = &signature.abi {
        fine = false;
        report.error(
            abi,
            "an event handler cannot have an ABI",
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
            format!("`{name}` is generic, but an event cannot choose a type"),
            "write the concrete type of each parameter",
        );
    }
    fine
}

fn is_mutable(receiver: &Receiver, signature: &Signature, noun: &str, report: &mut Report) -> bool {
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
                format!("`{name}` takes `&self`, so it could not change the {noun}")
            } else {
                format!("`{name}` takes `self`, so it would consume the {noun}")
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

/// `&mut Context<…>`, or what was probably meant to be it.
fn is_context(ty: &Type) -> bool {
    match ty {
        Type::Reference(reference) => {
            path_of(&reference.elem).is_some_and(|path| last_is(path, "Context"))
        }
        // Another type of that name has neither a lifetime nor the view.
        ty => path_of(ty)
            .and_then(|path| path.segments.last())
            .is_some_and(|segment| {
                segment.ident == "Context"
                    && matches!(&segment.arguments, PathArguments::AngleBracketed(arguments)
                    if arguments.args.iter().any(is_of_a_context))
            }),
    }
}

fn is_of_a_context(argument: &GenericArgument) -> bool {
    match argument {
        GenericArgument::Lifetime(_) => true,
        GenericArgument::Type(Type::Path(path)) => path.path.is_ident("Self"),
        _ => false,
    }
}

/// What to do in place of an extractor of axum, of which a handler takes none:
/// `State(shelf): State<Shelf>`, or `shelf: State<Shelf>`. An app's own `State` has no type
/// argument.
fn without_extractor(pat: &Pat, ty: &Type) -> Option<(String, String)> {
    let last = path_of(ty)?.segments.last()?;
    let inner = match &last.arguments {
        PathArguments::AngleBracketed(arguments) => arguments.args.first().map(printed),
        _ => None,
    };
    let (extractor, value) = match pat {
        Pat::TupleStruct(pattern) => {
            let value = match pattern.elems.first() {
                Some(Pat::Ident(name)) => name.ident.to_string(),
                _ => "value".to_owned(),
            };
            (&pattern.path.segments.last()?.ident, value)
        }
        Pat::Ident(name)
            if inner.is_some() && (last.ident == "State" || last.ident == "Extension") =>
        {
            (&last.ident, name.ident.to_string())
        }
        _ => return None,
    };
    let extractor = extractor.to_string();
    let inner = inner.unwrap_or_else(|| "…".to_owned());
    let help = match extractor.as_str() {
        "State" | "Extension" | "Path" | "Query" | "Session" => format!(
            "take it in the mount function, and keep what it gives in the view, as a field `{value}: {inner}`"
        ),
        "Json" | "Form" => format!(
            "take what the page sends by name: its fields, such as `title: String`; or one parameter, `{value}: {inner}`, for a value of that name"
        ),
        _ => return None,
    };
    let wrong = format!("`{extractor}` reads an HTTP request, and an event is not one");
    Some((wrong, help))
}

/// The name under which a page sends the parameter.
fn param_name(pat: &Pat, ty: &Type, report: &mut Report) -> Option<Ident> {
    let ident = match pat {
        Pat::Ident(pat) if pat.by_ref.is_none() && pat.subpat.is_none() => Some(&pat.ident),
        _ => None,
    };
    let Some(ident) = ident else {
        report.error(
            pat,
            "this parameter has no name, but a page sends parameters by name",
            if matches!(pat, Pat::Wild(_)) {
                "remove it: parameters that a handler does not take are ignored".to_owned()
            } else {
                format!(
                    "write a name, `value: {}`, and destructure it in the body",
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
            format!(
                "write `{meant}`, or remove it: parameters that a handler does not take are ignored"
            ),
        );
        return None;
    }
    if name == "component_id" {
        report.error(
            ident,
            "`component_id` is reserved: in `when` it is the id of the component that sent the event",
            "choose another name, such as `id`",
        );
        return None;
    }
    Some(ident.clone())
}

/// Rejects a parameter that would borrow from the event.
fn owned(name: &Ident, ty: &Type, report: &mut Report) -> bool {
    if contains(
        ty.to_token_stream(),
        &|token| matches!(token, TokenTree::Ident(ident) if ident == "impl"),
    ) {
        report.error(
            ty,
            format!("`{name}` is generic, but an event cannot choose a type"),
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
        format!("`{name}` is borrowed, but parameters are decoded for each event: there is nothing to borrow from"),
        format!("take it by value: `{name}: {}`", owned_form(ty)),
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
            "attributes are not allowed on the parameters of an event handler",
            "remove it; `#[cfg(…)]` is allowed on the whole method",
        );
    }
    foreign.is_none()
}
