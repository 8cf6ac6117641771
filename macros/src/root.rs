//! The path of docent: `::docent`, or the value of `crate`.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::Path;

/// The path of the hidden module with the items that expansions use.
pub(crate) fn expansion(renamed: Option<&Path>) -> TokenStream {
    match renamed {
        Some(path) => quote_spanned! {Span::mixed_site()=> #path::__private },
        None => quote_spanned! {Span::mixed_site()=> ::docent::__private },
    }
}
