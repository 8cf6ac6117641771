//! Where docent is: `::docent`, or what `crate = …` says.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::Path;

/// The path of the hidden module that expansions name their items through.
pub(crate) fn expansion(renamed: Option<&Path>) -> TokenStream {
    match renamed {
        Some(path) => quote_spanned! {Span::mixed_site()=> #path::expansion },
        None => quote_spanned! {Span::mixed_site()=> ::docent::expansion },
    }
}
