//! `#[event_handler]` outside a `#[live_view]` block.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::{ImplItemFn, Item};

use crate::report::Report;

/// Reports where the attribute belongs, and keeps the item.
pub(crate) fn expand(_args: TokenStream, item: TokenStream) -> TokenStream {
    let mut report = Report::new();
    if let Ok(mut method) = syn::parse2::<ImplItemFn>(item.clone()) {
        let name = &method.sig.ident;
        report.error(
            name,
            format!(
                "`{name}` is marked `#[event_handler]` outside a `#[live_view]` block: no event would ever reach it"
            ),
            format!(
                "move `fn {name}` into an `impl` block that is marked `#[live_view(LiveView)]`"
            ),
        );
        // Inside the body an error can have its own constant, in an `impl` as
        // well as in a module.
        let errors = report.into_tokens();
        method
            .block
            .stmts
            .insert(0, syn::Stmt::Item(Item::Verbatim(errors)));
        return method.into_token_stream();
    }
    report.error(
        item.clone(),
        "`#[event_handler]` goes on a method with a body",
        "write it above a method of an `impl` block that is marked `#[live_view(LiveView)]`",
    );
    let errors = report.into_tokens();
    quote! { #item #errors }
}
