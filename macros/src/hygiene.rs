//! Names for generated items that the user's own tokens do not mention.
//!
//! Hygiene covers local variables only. A type or constant that the expansion
//! defines next to the user's expressions would capture a name of theirs.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt as _;

/// The names that some of the user's tokens mention.
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

    /// `name`, with as many underscores after it as it needs to be new.
    pub(crate) fn unused(&self, name: &str, span: Span) -> Ident {
        let mut name = name.to_owned();
        while self.0.contains(&name) {
            name.push('_');
        }
        syn::parse_str::<Ident>(&name).map_or_else(
            // A keyword: only a raw identifier can have been called that.
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
    fn a_name_that_the_user_mentions_is_not_taken() {
        let mut used_names = UsedNames::default();
        used_names.add(quote! { Vec<(EventHandlers, r#type, EventHandlers_)> });
        let fresh = |name| used_names.unused(name, Span::call_site()).to_string();
        assert_eq!(fresh("EventHandlers"), "EventHandlers__");
        assert_eq!(fresh("Other"), "Other");
        assert_eq!(fresh("type"), "type_");
        assert_eq!(fresh("match"), "r#match");
    }
}
