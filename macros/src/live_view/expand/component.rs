//! What a component's block adds: its handlers, and nothing around them.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens as _, quote_spanned};
use syn::Type;

use super::handlers::Handlers;
use crate::live_view::model::Block;
use crate::span::{located, ours_at, start_of};

/// `trait_` is `LiveComponent` as it is listed, if the list is right.
pub(super) fn expand(
    block: &Block,
    trait_: &Option<Type>,
    handlers: &Handlers,
    expansion: &TokenStream,
) -> TokenStream {
    let ours = Span::mixed_site();
    let component = &block.ty;
    let (generics, _, where_clause) = block.generics.split_for_impl();
    let Handlers {
        ty, keys, table, ..
    } = handlers;
    let trait_ = match trait_ {
        Some(trait_) => trait_.to_token_stream(),
        None => quote_spanned! {ours=> #expansion::LiveComponent },
    };
    let at_component = ours_at(start_of(component));
    let head = located(quote_spanned! {ours=> for }, at_component);
    quote_spanned! {ours=>
        #[diagnostic::do_not_recommend]
        impl #generics #trait_ #head #component #where_clause {
            type Events = #ty;
            const EVENTS: &'static Self::Events = &#keys;
            const HANDLERS: &'static [#expansion::Handler<Self>] = &[#table];
        }
    }
}
