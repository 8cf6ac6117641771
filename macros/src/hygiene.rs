//! Names for generated items that do not collide with the user's.
//!
//! Hygiene covers local variables only: a type or constant that the expansion
//! defines next to the user's expressions would capture a name in them.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt as _;

/// The names in some of the user's tokens.
#[derive(Default)]
pub(crate) struct UsedNames(BTreeSet<String>);

impl UsedNames {
    /// Adds every name in `tokens`.
    pub(crate) fn add(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    self.0.insert(ident.unraw().to_string());
                }
                TokenTree::Group(group) => self.add(group.stream()),
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }

    /// Whether `name` is among them.
    pub(crate) fn has(&self, name: &Ident) -> bool {
        self.0.contains(&name.unraw().to_string())
    }

    /// `name`, followed by as many underscores as it takes to be unused.
    pub(crate) fn unused(&self, name: &str, span: Span) -> Ident {
        let mut name = name.to_owned();
        while self.0.contains(&name) {
            name.push('_');
        }
        syn::parse_str::<Ident>(&name).map_or_else(
            // A keyword, which only a raw identifier can be.
            |_| Ident::new_raw(&name, span),
            |_| Ident::new(&name, span),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    #[test]
    fn a_name_that_the_user_uses_is_not_taken() {
        let mut used_names = UsedNames::default();
        used_names.add(quote! { Vec<(EventHandlers, r#type, EventHandlers_)> });
        let unused = |name| used_names.unused(name, Span::call_site()).to_string();
        assert_eq!(unused("EventHandlers"), "EventHandlers__");
        assert_eq!(unused("Other"), "Other");
        assert_eq!(unused("type"), "type_");
        assert_eq!(unused("match"), "r#match");
    }
}
