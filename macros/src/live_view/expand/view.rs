//! What a view's block adds: its handlers, and the mixins around them.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt as _;

use super::handlers::Handlers;
use crate::hygiene::UsedNames;
use crate::live_view::model::{Block, Mixins};
use crate::named::name_of;
use crate::span::{beside, located, ours_at, start_of};

pub(super) fn expand(
    block: &Block,
    list: &Mixins,
    handlers: &Handlers,
    used_names: &UsedNames,
    expansion: &TokenStream,
) -> TokenStream {
    let ours = Span::mixed_site();
    let Block { ty: view, name, .. } = block;
    let (generics, _, where_clause) = block.generics.split_for_impl();
    let is_generic = !block.generics.params.is_empty();
    let Handlers {
        ty, keys, table, ..
    } = handlers;
    let option = quote_spanned! {ours=> #expansion::core::option::Option };
    let implementation = located(quote! { #expansion::Live for }, ours_at(start_of(view)));
    let count = list.mixins.len();
    let listed = list.mixins.iter().enumerate().map(|(at, mixin)| {
        let head = located(
            quote! { #expansion::Listed<#at> for },
            ours_at(start_of(view)),
        );
        let at_mixin = start_of(mixin);
        let open = quote_spanned! {at_mixin=> < };
        let hooks = beside(quote! { as #expansion::Mixin<Self>>::HOOKS }, at_mixin);
        quote_spanned! {ours=>
            #[diagnostic::do_not_recommend]
            impl #generics #head #view #where_clause {
                type Mixin = #mixin;
                const HOOKS: #expansion::Hooks<Self, #mixin> = #open #mixin #hooks;
            }
        }
    });
    let live_view = match &list.live_view {
        Some(live_view) => live_view.to_token_stream(),
        None => quote_spanned! {ours=> #expansion::LiveView },
    };
    let stack = (0..count).rev().fold(live_view, |inner, at| {
        quote_spanned! {ours=> #expansion::Around<Self, #at, #inner> }
    });
    let placed: Vec<_> = (0..count)
        .map(|at| quote_spanned! {ours=> #expansion::place::<#view, #at>() })
        .collect();
    let listed_names = if list.live_view.is_some() {
        quote_spanned! {ours=> #option::Some(&[#(#placed.name(),)*]) }
    } else {
        quote_spanned! {ours=> #option::None }
    };
    // Each instance of a generic view is checked where it is used.
    let (beside, first) = if count == 0 {
        (TokenStream::new(), TokenStream::new())
    } else if is_generic {
        let places = quote_spanned! {ours=> [#(#placed,)*] };
        let checks = checks(block, list, &places, expansion);
        let first = quote_spanned! {ours=> #(#checks;)* };
        (TokenStream::new(), first)
    } else {
        let places = used_names.unused("MIXINS", ours);
        let checks = checks(block, list, &places.to_token_stream(), expansion);
        let checks = checks.into_iter().map(|Check { cfgs, call, at }| {
            quote_spanned! {at=> #cfgs const _: () = #call; }
        });
        let beside = quote_spanned! {ours=>
            const #places: [#expansion::Place<#view>; #count] = [#(#placed,)*];
            #(#checks)*
        };
        (beside, TokenStream::new())
    };
    let table = if first.is_empty() {
        quote_spanned! {ours=> &[#table] }
    } else {
        quote_spanned! {ours=> { #first &[#table] } }
    };
    // A generic view has no tour of its own.
    let own_tour = (!is_generic).then(|| {
        let own_tour = quote_spanned! {ours=> <#expansion::Own<#view>>::TOUR };
        quote_spanned! {ours=>
            fn own_tour() -> #option<&'static #expansion::Tour<Self>> {
                #own_tour.map(|__tour| __tour())
            }
        }
    });
    let no_tour = (!is_generic).then(|| {
        quote_spanned! {ours=>
            #[allow(unused_imports)]
            use #expansion::{AllClear as _, NoTour as _};
        }
    });
    let kind = kind(block, list, expansion);
    quote_spanned! {ours=>
        #kind
        #no_tour
        #(#listed)*
        #beside
        #[diagnostic::do_not_recommend]
        impl #generics #implementation #view #where_clause {
            type Events = #ty;
            const EVENTS: &'static Self::Events = &#keys;
            type Mixins = #stack;
            const HANDLERS: &'static [#expansion::Handler<Self>] = #table;
            const NAME: &'static str = #name;
            const MIXINS: #option<&'static [&'static str]> = #listed_names;
            #own_tour
        }
    }
}

/// Whether docent renders the view; the markup of one that it does not render.
fn kind(block: &Block, list: &Mixins, expansion: &TokenStream) -> TokenStream {
    let ours = Span::mixed_site();
    let view = &block.ty;
    let (generics, _, where_clause) = block.generics.split_for_impl();
    if list.is_rendered {
        return quote_spanned! {ours=>
            #[diagnostic::do_not_recommend]
            impl #generics #expansion::Rendered for #view #where_clause {}
        };
    }
    // A second `impl View`, of the user's, conflicts with this one: the error is at the marker.
    let at = list
        .live_view
        .as_ref()
        .map_or(ours, |marker| ours_at(start_of(marker)));
    let head = quote_spanned! {at=> impl #generics #expansion::View for };
    quote_spanned! {ours=>
        #head #view #where_clause {
            fn render(&self) -> #expansion::Html {
                #expansion::Html::default()
            }
        }
        #[diagnostic::do_not_recommend]
        impl #generics #expansion::Attached for #view #where_clause {}
    }
}

/// A call that panics at compile time if something is wrong.
struct Check {
    cfgs: TokenStream,
    call: TokenStream,
    /// Where its error is reported.
    at: Span,
}

impl ToTokens for Check {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { cfgs, call, .. } = self;
        tokens.extend(quote! { #cfgs #call });
    }
}

/// Checks that need the mixins' own constants, each reported at a mixin or at a
/// handler.
fn checks(
    block: &Block,
    list: &Mixins,
    places: &TokenStream,
    expansion: &TokenStream,
) -> Vec<Check> {
    let Block { ty: view, name, .. } = block;
    let overrides_start = block
        .handlers
        .iter()
        .any(|handler| handler.overrides.is_some() && handler.name == "start_tutorial");
    let check = |cfgs: TokenStream, span: Span, call: TokenStream| Check {
        cfgs,
        call: beside(call, span),
        at: ours_at(span),
    };
    let mut checks = Vec::new();
    for (at, mixin) in list.mixins.iter().enumerate() {
        let span = start_of(mixin);
        let in_order = quote! { #expansion::in_order(&#places, #at) };
        checks.push(check(TokenStream::new(), span, in_order));
        if !overrides_start {
            // A generic view has no tour of its own.
            let has_tour = if block.generics.params.is_empty() {
                quote! { <#expansion::Own<#view>>::TOUR.is_some() || <#expansion::Unclear<#view, _>>::ANY }
            } else {
                quote! { false }
            };
            let leads = quote! { #expansion::leads_somewhere(&#places[#at], #name, #has_tour) };
            checks.push(check(TokenStream::new(), span, leads));
        }
    }
    for handler in &block.handlers {
        let (cfgs, text) = (&handler.cfgs, handler.name.unraw().to_string());
        let overridden = handler.overrides.as_ref().and_then(|overridden| {
            let mut mixins = list.mixins.iter();
            mixins.position(|mixin| name_of(mixin).is_some_and(|name| name == *overridden))
        });
        let call = match (overridden, &handler.overrides) {
            (Some(at), _) => quote! { #expansion::overriding(&#places[#at], #text) },
            (None, None) => quote! { #expansion::not_shadowing(&#places, #text) },
            // Not listed, which is already reported.
            (None, Some(_)) => continue,
        };
        checks.push(check(cfgs.clone(), handler.name.span(), call));
    }
    checks
}
