//! The `#[cfg]`s of a user's item, for what is generated from it.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::{ParseStream, Parser as _};
use syn::punctuated::Punctuated;
use syn::{Attribute, Meta, Token};

/// The conditions under which an item with these attributes exists.
pub(crate) fn conditions(attrs: &[Attribute]) -> TokenStream {
    attrs.iter().filter_map(condition).collect()
}

/// `#[cfg(…)]` as it is; of `#[cfg_attr(…, …)]` what it says about `cfg`.
fn condition(attr: &Attribute) -> Option<TokenStream> {
    if attr.path().is_ident("cfg") {
        return Some(quote! { #attr });
    }
    if !attr.path().is_ident("cfg_attr") {
        return None;
    }
    let arguments = |input: ParseStream<'_>| {
        let predicate: Meta = input.parse()?;
        input.parse::<Token![,]>()?;
        let attrs = Punctuated::<Meta, Token![,]>::parse_terminated(input)?;
        Ok((predicate, attrs))
    };
    // A malformed `cfg_attr` is the compiler's to report, on the item itself.
    let (predicate, attrs) = arguments
        .parse2(attr.meta.require_list().ok()?.tokens.clone())
        .ok()?;
    let cfgs: Vec<_> = attrs
        .into_iter()
        .filter(|meta| meta.path().is_ident("cfg"))
        .collect();
    (!cfgs.is_empty()).then(|| quote! { #[cfg_attr(#predicate, #(#cfgs),*)] })
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    #[test]
    fn only_what_decides_about_existence_is_kept() {
        let item: syn::ItemFn = parse_quote! {
            /// Docs.
            #[cfg(unix)]
            #[must_use]
            #[cfg_attr(test, cfg(windows), inline)]
            #[cfg_attr(test, inline)]
            fn f() {}
        };
        assert_eq!(
            conditions(&item.attrs).to_string(),
            quote! { #[cfg(unix)] #[cfg_attr(test, cfg(windows))] }.to_string()
        );
    }
}
