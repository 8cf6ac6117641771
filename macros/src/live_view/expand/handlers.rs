//! What a block's handlers become: a typed event and a key for each, and the
//! table by which events find them. The same for a view and a component.

use proc_macro2::{Ident, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::{GenericParam, Generics, Type};

use crate::hygiene::UsedNames;
use crate::live_view::model::{Argument, Block, Call, Handler, Kind, On, Role};
use crate::span::{beside, located, ours_at, start_of};

pub(super) struct Handlers {
    /// The events' types and the struct of their keys.
    pub(super) definitions: TokenStream,
    /// That struct, for `Self`.
    pub(super) ty: TokenStream,
    /// Its value.
    pub(super) keys: TokenStream,
    /// The entries of the table, sorted by name.
    pub(super) table: TokenStream,
}

pub(super) fn handlers(block: &Block, used_names: &UsedNames, expansion: &TokenStream) -> Handlers {
    let ours = Span::mixed_site();
    let printer = Printer {
        block,
        used_names,
        expansion,
    };
    let mut definitions = Vec::new();
    let mut fields = Vec::new();
    let mut keys = Vec::new();
    let mut names = UsedNames::default();
    for name in printer.names() {
        names.add(name.to_token_stream());
    }
    let owner = &block.ty;
    let key_of = match block.role {
        Role::View(_) => quote_spanned! {ours=> #owner },
        Role::Component(_) => quote_spanned! {ours=> #expansion::Embedded<#owner> },
    };
    for handler in &block.handlers {
        definitions.push(printer.event_struct(handler));
        let (cfgs, name) = (&handler.cfgs, &handler.name);
        let event = printer.event_type(name);
        let generics = printer.generics_of(handler);
        let (_, generics, _) = generics.split_for_impl();
        fields.push(quote_spanned! {ours=>
            #cfgs
            pub #name: #expansion::EventKey<#key_of, #event #generics>
        });
        keys.push(printer.key(handler));
    }
    for method in &block.plain {
        // The name exists, but its type is no event: waiting for it is an error.
        let event = printer.event_type(&method.name);
        // The compiler shows the definition of this type: it is at the method.
        let definition = located(quote! { pub enum #event {} }, method.name.span());
        let (cfgs, name) = (&method.cfgs, &method.name);
        let text = name.unraw().to_string();
        definitions.push(quote_spanned! {ours=>
            #cfgs
            #[allow(non_camel_case_types)]
            #definition
        });
        fields.push(quote_spanned! {ours=>
            #cfgs
            #[doc(hidden)]
            pub #name: #expansion::EventKey<#key_of, #event>
        });
        keys.push(quote_spanned! {ours=> #cfgs #name: #expansion::no_event(#text) });
    }
    // A generic block may have no key that uses its parameters.
    let (params, arguments, clause) = block.generics.split_for_impl();
    let (params, clause) = (printer.own(params), printer.own(clause));
    let types = block.generics.type_params().map(|param| &param.ident);
    let marker = quote_spanned! {ours=> #expansion::core::marker::PhantomData };
    let filler = names.unused("nothing", ours);
    let generic = !block.generics.params.is_empty();
    let nothing = generic
        .then(|| quote_spanned! {ours=> #[doc(hidden)] pub #filler: #marker<fn(#(&#types),*)>, });
    let nothing_yet = generic.then(|| quote_spanned! {ours=> #filler: #marker, });

    // The compiler shows this type's name when a tour names no handler: "no
    // field `creat_project` on type `OnboardingHandlers`". For two types of
    // one name it would show their paths.
    let handlers_type = used_names.unused(&format!("{}Handlers", block.name), ours);
    let doc = match block.role {
        Role::View(_) => "The event handlers of a view, by name.",
        Role::Component(_) => "The event handlers of a component, by name.",
    };
    definitions.push(quote_spanned! {ours=>
        #[doc = #doc]
        pub struct #handlers_type #params #clause {
            #(#fields,)*
            #nothing
        }
    });

    let mut table: Vec<&Handler> = block.handlers.iter().collect();
    table.sort_by_key(|handler| handler.name.unraw().to_string());
    let table = table
        .into_iter()
        .filter_map(|handler| Some(printer.table_entry(handler, handler.call.as_ref()?)));
    Handlers {
        definitions: quote! { #(#definitions)* },
        ty: quote_spanned! {ours=> #handlers_type #arguments },
        keys: quote_spanned! {ours=> #handlers_type { #(#keys,)* #nothing_yet } },
        table: quote! { #(#table,)* },
    }
}

/// The name of a parameter of the block's; lifetimes are rejected earlier.
fn param_name(param: &GenericParam) -> &Ident {
    match param {
        GenericParam::Type(param) => &param.ident,
        GenericParam::Const(param) => &param.ident,
        GenericParam::Lifetime(param) => &param.lifetime.ident,
    }
}

struct Printer<'a> {
    block: &'a Block,
    used_names: &'a UsedNames,
    expansion: &'a TokenStream,
}

impl Printer<'_> {
    fn names(&self) -> impl Iterator<Item = &Ident> {
        let handlers = self.block.handlers.iter().map(|handler| &handler.name);
        handlers.chain(self.block.plain.iter().map(|method| &method.name))
    }

    /// The name of a handler's typed event.
    fn event_type(&self, name: &Ident) -> Ident {
        self.used_names
            .unused(&name.unraw().to_string(), ours_at(name.span()))
    }

    /// Whether the event has types that depend on the owner's parameters.
    fn is_generic(&self, handler: &Handler) -> bool {
        let mut used_names = UsedNames::default();
        for param in &handler.params {
            used_names.add(self.own(&param.ty));
        }
        let mut params = self.block.generics.params.iter();
        params.any(|param| used_names.has(param_name(param)))
    }

    /// What the event's type is generic over.
    fn generics_of(&self, handler: &Handler) -> Generics {
        if self.is_generic(handler) {
            self.block.generics.clone()
        } else {
            Generics::default()
        }
    }

    /// Tokens of the block, for a place where `Self` is another type.
    fn own(&self, tokens: impl quote::ToTokens) -> TokenStream {
        with_self(tokens.to_token_stream(), &self.block.ty)
    }

    /// The event's parameters, under the names and with the types of the signature.
    fn event_struct(&self, handler: &Handler) -> TokenStream {
        let expansion = self.expansion;
        let event = self.event_type(&handler.name);
        let cfgs = &handler.cfgs;
        let names = handler.params.iter().map(|param| &param.name);
        let types = handler.params.iter().map(|param| self.own(&param.ty));
        let component = self.is_component().then(|| {
            quote_spanned! {Span::mixed_site()=>
                /// The id of the component that sent it.
                pub component_id: #expansion::String,
            }
        });
        let generics = self.generics_of(handler);
        let (params, arguments, clause) = generics.split_for_impl();
        let (params, clause) = (self.own(params), self.own(clause));
        let nothing = self.filler(handler).map(|filler| {
            let params = generics.type_params().map(|param| &param.ident);
            quote! { #[doc(hidden)] pub #filler: #expansion::core::marker::PhantomData<fn(#(&#params),*)>, }
        });
        let decode = self.decode(handler);
        quote_spanned! {Span::mixed_site()=>
            #cfgs
            #[allow(non_camel_case_types)]
            pub struct #event #params #clause { #(pub #names: #types,)* #component #nothing }
            #cfgs
            #[diagnostic::do_not_recommend]
            impl #params #expansion::EventHandler for #event #arguments #clause {
                type Event = Self;
                #decode
            }
        }
    }

    /// A field for the type parameters that a generic event does not use.
    fn filler(&self, handler: &Handler) -> Option<Ident> {
        let mut names = UsedNames::default();
        for param in &handler.params {
            names.add(param.name.to_token_stream());
        }
        self.is_generic(handler)
            .then(|| names.unused("nothing", Span::mixed_site()))
    }

    fn is_component(&self) -> bool {
        matches!(self.block.role, Role::Component(_))
    }

    /// `name: EventKey::new("name")`
    fn key(&self, handler: &Handler) -> TokenStream {
        let expansion = self.expansion;
        let (cfgs, name) = (&handler.cfgs, &handler.name);
        let text = name.unraw().to_string();
        let new = if self.is_component() {
            quote_spanned! {Span::mixed_site()=> of_component }
        } else {
            quote_spanned! {Span::mixed_site()=> new }
        };
        quote_spanned! {Span::mixed_site()=>
            #cfgs
            #name: #expansion::EventKey::#new(#text)
        }
    }

    /// How the event is decoded from a page's parameters.
    fn decode(&self, handler: &Handler) -> TokenStream {
        let ours = Span::mixed_site();
        let expansion = self.expansion;
        let params = param_or_not(
            !handler.params.is_empty() || self.is_component(),
            "__params",
        );
        let values = handler.params.iter().enumerate().map(|(position, param)| {
            let (name, text) = (&param.name, param.name.unraw().to_string());
            // A parameter that cannot be decoded is an error on its type.
            let at_type = start_of(&param.ty);
            let get = beside(quote! { #expansion::FromEvent::get }, at_type);
            let get = quote_spanned! {at_type=> #get(#params, #position, #text)? };
            quote_spanned! {ours=> #name: #get }
        });
        let component = self.is_component().then(|| {
            quote_spanned! {ours=> component_id: #expansion::component_id(#params), }
        });
        let nothing = self
            .filler(handler)
            .map(|filler| quote! { #filler: #expansion::core::marker::PhantomData, });
        quote_spanned! {ours=>
            fn decode(#params: &#expansion::Params) -> #expansion::core::result::Result<Self, #expansion::Rejection> {
                #expansion::core::result::Result::Ok(Self { #(#values,)* #component #nothing })
            }
        }
    }

    /// `Handler { name: "name", … }`
    fn table_entry(&self, handler: &Handler, call: &Call) -> TokenStream {
        let ours = Span::mixed_site();
        let expansion = self.expansion;
        let (cfgs, name) = (&handler.cfgs, &handler.name);
        let text = name.unraw().to_string();
        let overrides = match &handler.overrides {
            Some(mixin) => quote_spanned! {ours=> Some(#mixin) },
            None => quote_spanned! {ours=> None },
        };
        let from = if handler.from_app {
            quote_spanned! {ours=> Some(#expansion::Actor::App) }
        } else {
            quote_spanned! {ours=> None }
        };
        let on = match &handler.on {
            Some(On { event, selector }) => quote_spanned! {ours=> Some((#event, #selector)) },
            None => quote_spanned! {ours=> None },
        };
        let names = handler.params.iter();
        let names = names.map(|param| param.name.unraw().to_string());
        let takes_form = if handler.params.is_empty() {
            quote! { false }
        } else {
            let types = handler.params.iter().map(|param| &param.ty);
            quote_spanned! {ours=> {
                use #expansion::IsField as _;
                #(#expansion::ParameterOf::<#types>::IS_FORM)||*
            } }
        };
        let at_name = name.span();
        let flow = call.kind == Kind::Flow;
        let uses_context = flow
            || call
                .arguments
                .iter()
                .any(|argument| matches!(argument, Argument::Context));
        let owner = param_or_not(!flow, "__view");
        let cx = param_or_not(uses_context, "__cx");
        let mutable = uses_context.then(|| quote_spanned! {ours=> mut });
        let params = param_or_not(!handler.params.is_empty(), "__params");

        let event = quote_spanned! {ours=> __event };
        let arguments = call.arguments.iter().map(|argument| match argument {
            Argument::Context => quote_spanned! {ours=> &mut #cx },
            Argument::Param(at) => {
                let name = &handler.params[*at].name;
                quote_spanned! {ours=> #event.#name }
            }
        });
        let decoded = (!handler.params.is_empty()).then(|| {
            let ty = self.event_type(name);
            let generics = self.generics_of(handler);
            let (_, generics, _) = generics.split_for_impl();
            quote_spanned! {ours=>
                let #event = <#ty #generics as #expansion::EventHandler>::decode(#params)?;
            }
        });
        // The return type is checked at its own tokens, and whether the future is
        // `Send` at the handler's name.
        let output = call.output;
        let into_result = beside(
            quote! { #expansion::IntoHandlerResult::into_result },
            output,
        );
        let called = located(quote! { Self::#name }, output);
        let reply = match call.kind {
            Kind::Sync => {
                let called = quote_spanned! {output=> #called(#owner, #(#arguments),*) };
                let done = beside(quote! { #expansion::Reply::Ready }, output);
                quote_spanned! {output=> #done(#into_result(#called)) }
            }
            Kind::Async => {
                let called = quote_spanned! {output=> #called(#owner, #(#arguments),*).await };
                let future = quote_spanned! {at_name=> async move { #into_result(#called) } };
                let later = beside(quote! { #expansion::Reply::later }, at_name);
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
            #cfgs
            #expansion::Handler {
                name: #text,
                overrides: #expansion::core::option::Option::#overrides,
                params: &[#(#names),*],
                takes_form: #takes_form,
                from: #expansion::core::option::Option::#from,
                on: #expansion::core::option::Option::#on,
                run: |#owner, #mutable #cx, #params| {
                    #decoded
                    #expansion::core::result::Result::Ok(#reply)
                },
            }
        }
    }
}

/// Replaces `Self`, which would be another type in the event's struct.
fn with_self(tokens: TokenStream, owner: &Type) -> TokenStream {
    let mut tokens = tokens.into_iter().peekable();
    let mut replaced = TokenStream::new();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(ident) if ident == "Self" => {
                let in_path = matches!(tokens.peek(), Some(TokenTree::Punct(next))
                        if next.as_char() == ':' && next.spacing() == Spacing::Joint);
                replaced.extend(if in_path {
                    quote! { <#owner> }
                } else {
                    quote! { #owner }
                });
            }
            TokenTree::Group(group) => {
                let mut inner =
                    proc_macro2::Group::new(group.delimiter(), with_self(group.stream(), owner));
                inner.set_span(group.span());
                replaced.extend([TokenTree::Group(inner)]);
            }
            token => replaced.extend([token]),
        }
    }
    replaced
}

/// A closure's parameter, or `_` where its body has no use for it.
///
/// The names begin with underscores because of the one collision that hygiene
/// does not prevent: a constant or unit struct of the same name makes a binding
/// into a pattern.
fn param_or_not(used: bool, name: &str) -> TokenStream {
    if used {
        Ident::new(name, Span::mixed_site()).into_token_stream()
    } else {
        quote_spanned! {Span::mixed_site()=> _ }
    }
}
