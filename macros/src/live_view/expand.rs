//! Prints what `#[live_view]` adds beside a checked block. Cannot fail.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::Type;
use syn::ext::IdentExt as _;

use super::model::{Argument, Block, Call, Handler, Kind};
use crate::fresh::Mentioned;
use crate::named::name_of;
use crate::root;
use crate::span::{located, ours_at, start_of};

pub(super) fn expand(block: &Block) -> TokenStream {
    let expansion = &root::expansion(block.renamed.as_ref());
    let Block {
        conditions,
        view,
        name,
        imports,
        ..
    } = block;
    let ours = Span::mixed_site();
    let at_view = ours_at(start_of(view));
    let option = quote_spanned! {ours=> #expansion::core::option::Option };
    let own_tour = quote_spanned! {ours=> <#expansion::Own<#view>>::TOUR };

    let mut mentioned = Mentioned::default();
    mentioned.add(view.to_token_stream());
    for mixin in &block.mixins {
        mentioned.add(mixin.to_token_stream());
    }
    for param in block.handlers.iter().flat_map(|handler| &handler.params) {
        mentioned.add(param.ty.to_token_stream());
    }
    // The compiler shows this type's name when a tour names no handler:
    // "no field `creat_project` on type `&EventHandlers<Onboarding>`".
    let handlers_type = mentioned.fresh("EventHandlers", ours);
    let event_type =
        |name: &Ident| mentioned.fresh(&name.unraw().to_string(), ours_at(name.span()));

    let mut events = Vec::new();
    let mut fields = Vec::new();
    let mut keys = Vec::new();
    for handler in &block.handlers {
        let event = event_type(&handler.name);
        events.push(event_struct(handler, &event, view, expansion));
        let (conditions, name) = (&handler.conditions, &handler.name);
        fields
            .push(quote_spanned! {ours=> #conditions pub #name: #expansion::EventKey<V, #event> });
        keys.push(event_key(handler, &event, expansion));
    }
    for method in &block.plain {
        // The name is there, but not as an event: waiting for it says so.
        let event = event_type(&method.name);
        // The compiler shows where this type stands: at the method.
        let definition = located(quote! { pub enum #event {} }, method.name.span());
        let (conditions, name) = (&method.conditions, &method.name);
        let text = name.unraw().to_string();
        events.push(quote_spanned! {ours=>
            #conditions
            #[allow(non_camel_case_types)]
            #definition
        });
        fields.push(quote_spanned! {ours=>
            #conditions
            #[doc(hidden)]
            pub #name: #expansion::EventKey<V, #event>
        });
        keys.push(quote_spanned! {ours=> #conditions #name: #expansion::no_event(#text) });
    }
    let mut table: Vec<&Handler> = block.handlers.iter().collect();
    table.sort_by_key(|handler| handler.name.unraw().to_string());
    let table = table
        .into_iter()
        .filter_map(|handler| Some(table_entry(handler, handler.call.as_ref()?, expansion)));
    // Where every key is conditional there may be none, and then no use of `V`.
    let conditional = |conditions: &TokenStream| !conditions.is_empty();
    let bare = block
        .handlers
        .iter()
        .all(|handler| conditional(&handler.conditions))
        && block
            .plain
            .iter()
            .all(|method| conditional(&method.conditions));
    let mut names = Mentioned::default();
    names.add(quote! { #(#fields)* });
    let filler = names.fresh("nothing", ours);
    let marker = quote_spanned! {ours=> #expansion::core::marker::PhantomData };
    let nothing = bare.then(|| quote_spanned! {ours=> #[doc(hidden)] pub #filler: #marker<V>, });
    let nothing_yet = bare.then(|| quote_spanned! {ours=> #filler: #marker, });
    let stack = stack(&block.mixins, block.live_view.as_ref(), expansion);
    // Their imports are used even though the view does without them.
    let unlisted = (!block.unlisted.is_empty()).then(|| {
        let unlisted = &block.unlisted;
        quote_spanned! {ours=> const _: #marker<(#(#unlisted,)*)> = #marker; }
    });
    let implementation = located(quote! { impl #expansion::Live for }, at_view);
    let places = mentioned.fresh("MIXINS", ours);
    let checks = checks(block, &places, expansion);
    let count = block.mixins.len();
    let listed_names = if block.live_view.is_some() {
        let at = 0..count;
        quote_spanned! {ours=> #option::Some(&[#(#places[#at].name(),)*]) }
    } else {
        quote_spanned! {ours=> #option::None }
    };
    let listed = block.mixins.iter().map(|mixin| {
        as_listed(
            mixin,
            &block.mixins,
            block.live_view.as_ref(),
            view,
            expansion,
        )
    });

    quote_spanned! {ours=>
        #conditions
        const _: () = {
            #(
                #[allow(unused_imports)]
                use #imports as _;
            )*
            #unlisted
            #[allow(unused_imports)]
            use #expansion::NoTour as _;
            const #places: [#expansion::Place<#view>; #count] = [#(<#listed as #expansion::Outermost<#view>>::PLACE,)*];
            #checks
            #(#events)*
            /// The event handlers of a view, by name.
            pub struct #handlers_type<V> {
                #(#fields,)*
                #nothing
            }
            #[diagnostic::do_not_recommend]
            #implementation #view {
                type Events = #handlers_type<Self>;
                const EVENTS: &'static Self::Events = &#handlers_type {
                    #(#keys,)*
                    #nothing_yet
                };
                type Mixins = #stack;
                const HANDLERS: &'static [#expansion::Handler<Self>] = &[#(#table,)*];
                const NAME: &'static str = #name;
                const MIXINS: #option<&'static [&'static str]> = #listed_names;
                fn own_tour() -> #option<&'static #expansion::Tour<Self>> {
                    #own_tour.map(|__tour| __tour())
                }
            }
        };
    }
}

/// The event's parameters, under the names and with the types of the signature.
fn event_struct(
    handler: &Handler,
    event: &Ident,
    view: &Type,
    expansion: &TokenStream,
) -> TokenStream {
    let conditions = &handler.conditions;
    let names = handler.params.iter().map(|param| &param.name);
    let types = handler
        .params
        .iter()
        .map(|param| with_self(param.ty.to_token_stream(), view));
    quote_spanned! {Span::mixed_site()=>
        #conditions
        #[allow(non_camel_case_types)]
        pub struct #event { #(pub #names: #types,)* }
        #conditions
        #[diagnostic::do_not_recommend]
        impl #expansion::EventHandler for #event { type Event = Self; }
    }
}

/// `Self` in a signature means the view, in the event's struct it would not.
fn with_self(tokens: TokenStream, view: &Type) -> TokenStream {
    let mut tokens = tokens.into_iter().peekable();
    let mut replaced = TokenStream::new();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(ident) if ident == "Self" => {
                let in_path =
                    matches!(tokens.peek(), Some(TokenTree::Punct(next)) if next.as_char() == ':');
                replaced.extend(if in_path {
                    quote! { <#view> }
                } else {
                    quote! { #view }
                });
            }
            TokenTree::Group(group) => {
                let mut inner =
                    proc_macro2::Group::new(group.delimiter(), with_self(group.stream(), view));
                inner.set_span(group.span());
                replaced.extend([TokenTree::Group(inner)]);
            }
            token => replaced.extend([token]),
        }
    }
    replaced
}

/// `name: EventKey::new("name", |params| …)`
fn event_key(handler: &Handler, event: &Ident, expansion: &TokenStream) -> TokenStream {
    let ours = Span::mixed_site();
    let (conditions, name) = (&handler.conditions, &handler.name);
    let text = name.unraw().to_string();
    let params = param_or_not(!handler.params.is_empty(), "__params");
    let values = handler.params.iter().enumerate().map(|(position, param)| {
        let (name, text) = (&param.name, param.name.unraw().to_string());
        // A parameter that cannot be decoded is an error on its type.
        let at_type = ours_at(start_of(&param.ty));
        let get = quote_spanned! {at_type=> #params.get(#position, #text)? };
        quote_spanned! {ours=> #name: #get }
    });
    quote_spanned! {ours=>
        #conditions
        #name: #expansion::EventKey::new(#text, |#params| {
            #expansion::core::result::Result::Ok(#event { #(#values,)* })
        })
    }
}

/// `Handler { name: "name", … }`
fn table_entry(handler: &Handler, call: &Call, expansion: &TokenStream) -> TokenStream {
    let ours = Span::mixed_site();
    let (conditions, name) = (&handler.conditions, &handler.name);
    let text = name.unraw().to_string();
    let overrides = match &handler.overrides {
        Some(mixin) => quote_spanned! {ours=> Some(#mixin) },
        None => quote_spanned! {ours=> None },
    };
    let at_name = ours_at(name.span());
    let flow = call.kind == Kind::Flow;
    let uses_context = flow
        || call
            .arguments
            .iter()
            .any(|argument| matches!(argument, Argument::Context));
    let view = param_or_not(!flow, "__view");
    let cx = param_or_not(uses_context, "__cx");
    let params = param_or_not(!handler.params.is_empty(), "__params");

    let event = quote_spanned! {ours=> __event };
    let arguments = call.arguments.iter().map(|argument| match argument {
        Argument::Context => cx.clone(),
        Argument::Param(at) => {
            let name = &handler.params[*at].name;
            quote_spanned! {ours=> #event.#name }
        }
    });
    let decoded = (!handler.params.is_empty()).then(|| {
        quote_spanned! {ours=>
            let #event = <Self as #expansion::Live>::EVENTS.#name.decode(#params)?;
        }
    });
    // What a handler may return is asked at the return type; whether its
    // future may be moved to another thread, at its name.
    let output = ours_at(call.output);
    let into_result = located(quote! { #expansion::HandlerReturn::into_result }, output);
    let called = located(quote! { Self::#name }, output);
    let reply = match call.kind {
        Kind::Sync => {
            let called = quote_spanned! {output=> #called(#view, #(#arguments),*) };
            quote_spanned! {output=> #expansion::Reply::Done(#into_result(#called)) }
        }
        Kind::Async => {
            let called = quote_spanned! {output=> #called(#view, #(#arguments),*).await };
            let future = quote_spanned! {at_name=> async move { #into_result(#called) } };
            let later = located(quote! { #expansion::Reply::later }, at_name);
            quote_spanned! {at_name=> #later(#future) }
        }
        Kind::Flow => {
            let guide = quote_spanned! {ours=> __guide };
            let called = quote_spanned! {output=> #called(#guide, #(#arguments),*).await };
            let future = quote_spanned! {at_name=> async move { #into_result(#called) } };
            let spawn = quote_spanned! {at_name=> #cx.spawn(move |#guide| #future) };
            quote_spanned! {ours=> { #spawn; #expansion::Reply::done(()) } }
        }
    };
    quote_spanned! {ours=>
        #conditions
        #expansion::Handler {
            name: #text,
            overrides: #expansion::core::option::Option::#overrides,
            run: |#view, #cx, #params| {
                #decoded
                #expansion::core::result::Result::Ok(#reply)
            },
        }
    }
}

/// A closure's parameter, or `_` where its body has no use for it.
///
/// The underscores in the names are for the one collision that hygiene does
/// not prevent: a constant or unit struct of that name turns a binding into a
/// pattern that matches it.
fn param_or_not(used: bool, name: &str) -> TokenStream {
    if used {
        Ident::new(name, Span::mixed_site()).into_token_stream()
    } else {
        quote_spanned! {Span::mixed_site()=> _ }
    }
}

/// What can only be known of the mixins themselves, each under its token or
/// that of a handler.
fn checks(block: &Block, places: &Ident, expansion: &TokenStream) -> TokenStream {
    let Block { view, name, .. } = block;
    let overrides_start = block
        .handlers
        .iter()
        .any(|handler| handler.overrides.is_some() && handler.name == "start_tutorial");
    let check = |span: Span, call: TokenStream| {
        let call = located(call, span);
        let ours = ours_at(span);
        quote_spanned! {ours=> const _: () = #call; }
    };
    let mut checks = TokenStream::new();
    for (at, mixin) in block.mixins.iter().enumerate() {
        let span = start_of(mixin);
        checks.extend(check(span, quote! { #expansion::in_order(&#places, #at) }));
        if !overrides_start {
            checks.extend(check(
                span,
                quote! {
                    #expansion::leads_somewhere(&#places[#at], #name, <#expansion::Own<#view>>::TOUR.is_some())
                },
            ));
        }
    }
    if block.mixins.is_empty() {
        return checks;
    }
    for handler in &block.handlers {
        let (conditions, text) = (&handler.conditions, handler.name.unraw().to_string());
        let overridden = handler.overrides.as_ref().and_then(|overridden| {
            let mut mixins = block.mixins.iter();
            mixins.position(|mixin| name_of(mixin).is_some_and(|name| name == *overridden))
        });
        let call = match (overridden, &handler.overrides) {
            (Some(at), _) => quote! { #expansion::overriding(&#places[#at], #text) },
            (None, None) => quote! { #expansion::not_shadowing(&#places, #text) },
            // Not listed, and that is said.
            (None, Some(_)) => continue,
        };
        checks.extend(conditions.clone());
        checks.extend(check(handler.name.span(), call));
    }
    checks
}

/// `<Mixin as Listed<View>>::Around<LiveView>`, spelt so that an error about it is the same one
/// as the stack's.
fn as_listed(
    mixin: &Type,
    mixins: &[Type],
    live_view: Option<&Type>,
    view: &Type,
    expansion: &TokenStream,
) -> TokenStream {
    let (from, to) = span_of_stack(mixins, live_view);
    let open = quote_spanned! {from=> < };
    let listed = located(quote! { as #expansion::Listed<#view>>::Around< }, from);
    let live_view = quote_spanned! {from=> #expansion::LiveView };
    let close = quote_spanned! {to=> > };
    quote! { #open #mixin #listed #live_view #close }
}

/// Where an error about a mixin begins and ends: at the mixin, or at the list
/// where there are several.
fn span_of_stack(mixins: &[Type], live_view: Option<&Type>) -> (Span, Span) {
    let from = mixins.first().map_or_else(Span::call_site, start_of);
    match live_view {
        Some(live_view) if mixins.len() > 1 => (from, start_of(live_view)),
        _ => (from, from),
    }
}

/// `(A, (B, LiveView))`, spelt so that an error on a mixin stands on it, or on
/// the list where there are several: each level would report it again, and
/// only what stands at the same place is printed once.
fn stack(mixins: &[Type], live_view: Option<&Type>, expansion: &TokenStream) -> TokenStream {
    let innermost = match live_view {
        Some(live_view) => live_view.to_token_stream(),
        None => quote_spanned! {Span::mixed_site()=> #expansion::LiveView },
    };
    let (from, to) = span_of_stack(mixins, live_view);
    mixins.iter().rev().fold(innermost, |inner, mixin| {
        let open = quote_spanned! {from=> < };
        let listed = located(quote! { as #expansion::Listed<Self>>::Around< }, from);
        let close = quote_spanned! {to=> > };
        quote! { #open #mixin #listed #inner #close }
    })
}
