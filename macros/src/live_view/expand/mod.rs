//! Prints what `#[live_view]` adds to a checked block. Cannot fail.

mod component;
mod handlers;
mod view;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens as _, quote_spanned};

use self::handlers::handlers;
use super::model::{Block, Role};
use crate::hygiene::UsedNames;
use crate::root;

pub(super) fn expand(block: &Block) -> TokenStream {
    let expansion = &root::expansion(block.renamed.as_ref());
    let used_names = &used_names(block);
    let handlers = handlers(block, used_names, expansion);
    let items = match &block.role {
        Role::View(list) => view::expand(block, list, &handlers, used_names, expansion),
        Role::Component(trait_) => component::expand(block, trait_, &handlers, expansion),
    };
    let Block {
        cfgs,
        imports,
        unlisted,
        ..
    } = block;
    let definitions = handlers.definitions;
    // Naming them uses their imports, which would be unused otherwise.
    let unlisted = (!unlisted.is_empty()).then(|| {
        let marker = quote_spanned! {Span::mixed_site()=> #expansion::core::marker::PhantomData };
        quote_spanned! {Span::mixed_site()=> const _: #marker<(#(#unlisted,)*)> = #marker; }
    });
    quote_spanned! {Span::mixed_site()=>
        #cfgs
        const _: () = {
            #(
                #[allow(unused_imports)]
                use #imports as _;
            )*
            #unlisted
            #definitions
            #items
        };
    }
}

/// The names in those of the user's tokens that are mixed with generated ones.
fn used_names(block: &Block) -> UsedNames {
    let mut used_names = UsedNames::default();
    used_names.add(block.ty.to_token_stream());
    used_names.add(block.generics.to_token_stream());
    used_names.add(block.generics.where_clause.to_token_stream());
    if let Role::View(list) = &block.role {
        for mixin in &list.mixins {
            used_names.add(mixin.to_token_stream());
        }
    }
    for param in block.handlers.iter().flat_map(|handler| &handler.params) {
        used_names.add(param.ty.to_token_stream());
    }
    used_names
}
