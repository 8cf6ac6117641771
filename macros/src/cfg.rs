//! The `#[cfg]`s of a user's item, for the items generated from it.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::{ParseStream, Parser as _};
use syn::punctuated::Punctuated;
use syn::{Attribute, Meta, Token};

use crate::report::Report;

/// The `#[cfg]`s that decide whether an item with these attributes exists.
pub(crate) fn cfgs(attrs: &[Attribute]) -> TokenStream {
    attrs.iter().filter_map(cfg).collect()
}

/// `#[cfg(…)]` as it is; of `#[cfg_attr(…, …)]` the `cfg`s in it.
fn cfg(attr: &Attribute) -> Option<TokenStream> {
    if attr.path().is_ident("cfg") {
        return Some(quote! { #attr });
    }
    let (predicate, cfgs) = conditional(attr)?;
    Some(quote! { #[cfg_attr(#predicate, #(#cfgs),*)] })
}

/// The same as one predicate, to combine with others; `None` if there are none.
pub(crate) fn predicate(attrs: &[Attribute]) -> Option<TokenStream> {
    let asked: Vec<_> = attrs.iter().filter_map(asked).collect();
    (!asked.is_empty()).then(|| quote! { all(#(#asked),*) })
}

/// Reports each attribute that is neither a `#[cfg]` nor a doc comment.
pub(crate) fn refuse_others(attrs: &[Attribute], wrong: &str, help: &str, report: &mut Report) {
    for attr in attrs {
        let is_known = |name: &&str| attr.path().is_ident(name);
        if !["cfg", "cfg_attr", "doc"].iter().any(is_known) {
            report.error(attr, wrong, help);
        }
    }
}

/// The predicate of one attribute.
fn asked(attr: &Attribute) -> Option<TokenStream> {
    if attr.path().is_ident("cfg") {
        // The compiler reports a malformed `cfg` on the item itself.
        return Some(attr.meta.require_list().ok()?.tokens.clone());
    }
    let (predicate, cfgs) = conditional(attr)?;
    let inner = cfgs
        .iter()
        .filter_map(|cfg| Some(cfg.require_list().ok()?.tokens.clone()));
    Some(quote! { any(not(#predicate), all(#(#inner),*)) })
}

/// `#[cfg_attr(predicate, cfg(…), …)]`: the predicate and the `cfg`s.
fn conditional(attr: &Attribute) -> Option<(Meta, Vec<Meta>)> {
    if !attr.path().is_ident("cfg_attr") {
        return None;
    }
    let arguments = |input: ParseStream<'_>| {
        let predicate: Meta = input.parse()?;
        input.parse::<Token![,]>()?;
        let attrs = Punctuated::<Meta, Token![,]>::parse_terminated(input)?;
        Ok((predicate, attrs))
    };
    // The compiler reports a malformed `cfg_attr` on the item itself.
    let (predicate, attrs) = arguments
        .parse2(attr.meta.require_list().ok()?.tokens.clone())
        .ok()?;
    let cfgs: Vec<_> = attrs
        .into_iter()
        .filter(|meta| meta.path().is_ident("cfg"))
        .collect();
    (!cfgs.is_empty()).then_some((predicate, cfgs))
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    #[test]
    fn only_cfgs_are_kept() {
        let item: syn::ItemFn = parse_quote! {
            /// Docs.
            #[cfg(unix)]
            #[must_use]
            #[cfg_attr(test, cfg(windows), inline)]
            #[cfg_attr(test, inline)]
            fn f() {}
        };
        assert_eq!(
            cfgs(&item.attrs).to_string(),
            quote! { #[cfg(unix)] #[cfg_attr(test, cfg(windows))] }.to_string()
        );
    }

    #[test]
    fn several_cfgs_make_one_predicate() {
        let item: syn::ItemFn = parse_quote! {
            #[cfg(unix)]
            #[cfg_attr(test, cfg(windows), inline)]
            fn f() {}
        };
        assert_eq!(
            predicate(&item.attrs).map(|tokens| tokens.to_string()),
            Some(quote! { all(unix, any(not(test), all(windows))) }.to_string())
        );
        assert!(predicate(&[]).is_none());
    }
}
