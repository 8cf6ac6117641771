//! `#[live_view]`: from an `impl` block to a view's handlers, their typed
//! keys and its mixins.

mod check;
mod expand;
mod model;
mod parse;

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};

use crate::report::Report;
use crate::span::start_of;

pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    let mut report = Report::new();
    let arguments = parse::arguments(args, start_of(&item), &mut report);
    let (item, generated) = match parse::block(item.clone(), &mut report) {
        Some(mut item) => {
            let block = check::check(arguments, &mut item, &mut report);
            let generated = block.map(|block| expand::expand(&block));
            (item.into_token_stream(), generated)
        }
        None => (item, None),
    };
    let errors = report.into_tokens();
    quote! { #item #generated #errors }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expand(args: &str, item: &str) -> String {
        let text =
            super::expand(args.parse().expect("tokens"), item.parse().expect("tokens")).to_string();
        syn::parse_str::<syn::File>(&text).expect("items");
        text
    }

    fn count(text: &str, of: &str) -> usize {
        text.matches(of).count()
    }

    const BLOCK: &str = "impl Onboarding {
        #[event_handler] fn save(&mut self, title: String) {}
        #[event_handler] async fn load(&mut self, cx: &mut Context<'_, Self>) {}
        #[event_handler] async fn lead(guide: Guide<Self>) {}
        fn plain(&self) {}
    }";

    #[test]
    fn the_table_is_sorted_by_name_and_holds_handlers_only() {
        let text = expand("LiveView", BLOCK);
        assert!(!text.contains("compile_error"), "{text}");
        let at = |name: &str| {
            text.find(&format!("Handler {{ name : \"{name}\""))
                .expect("an entry")
        };
        assert!(at("lead") < at("load") && at("load") < at("save"), "{text}");
        assert_eq!(count(&text, "Handler {"), 3);
        assert!(!text.contains("event_handler]"), "{text}");
    }

    #[test]
    fn an_invalid_list_of_mixins_keeps_the_block_and_its_keys() {
        for args in [
            "",
            "LiveView, TutorialMixin",
            "TutorialMixin",
            "LiveView, LiveView",
            "Audit, Audit, LiveView",
            "crate = , LiveView",
            "TutorialMixin LiveView",
            "= 3",
            "<",
            "\"LiveView\"",
            "TutorialMixin +, LiveView",
            "(A, B), LiveView",
        ] {
            let text = expand(args, BLOCK);
            assert!(text.contains("compile_error"), "{args}");
            assert_eq!(count(&text, ":: Live for Onboarding"), 1, "{args}\n{text}");
            assert_eq!(count(&text, "Handler {"), 3, "{args}");
        }
    }

    #[test]
    fn an_invalid_handler_keeps_its_key_and_the_other_handlers() {
        for method in [
            "fn bad(&self) {}",
            "fn bad(self) {}",
            "fn bad() {}",
            "fn bad(&mut self, x: &str) {}",
            "fn bad(&mut self, (a, b): (u8, u8)) {}",
            "fn bad<T>(&mut self, x: T) {}",
            "fn bad(&mut self, x: impl Send) {}",
            "unsafe fn bad(&mut self) {}",
            "fn bad(guide: Guide<Self>) {}",
            "async fn bad(&mut self, guide: Guide<Self>) {}",
            "fn bad(&mut self, _: u8) {}",
            "fn bad(&mut self, _x: u8) {}",
            "fn bad(&mut self, a: &mut Context<'_, Self>, b: &mut Context<'_, Self>) {}",
        ] {
            let item = format!(
                "impl Onboarding {{ #[event_handler] {method} #[event_handler] fn good(&mut self) {{}} }}"
            );
            let text = expand("LiveView", &item);
            assert_eq!(count(&text, "compile_error"), 1, "{method}\n{text}");
            assert_eq!(count(&text, "pub bad :"), 1, "{method}\n{text}");
            assert_eq!(count(&text, "Handler {"), 1, "{method}\n{text}");
        }
    }

    #[test]
    fn an_item_that_is_not_an_inherent_impl_is_kept() {
        for item in [
            "struct Onboarding;",
            "impl View for Onboarding {}",
            "fn f() {}",
            "impl < 'a > Onboarding < 'a > {}",
        ] {
            let text = expand("LiveView", item);
            assert_eq!(count(&text, "compile_error"), 1, "{item}\n{text}");
            let kept: TokenStream = item.parse().expect("tokens");
            assert!(text.starts_with(&kept.to_string()), "{item}\n{text}");
        }
    }

    #[test]
    fn a_component_has_handlers_and_keys_and_no_mixins() {
        let block = BLOCK.replace("async fn lead(guide: Guide<Self>)", "fn lead(&mut self)");
        let text = expand("LiveComponent", &block);
        assert!(!text.contains("compile_error"), "{text}");
        assert_eq!(count(&text, "LiveComponent for Onboarding"), 1, "{text}");
        assert_eq!(count(&text, "Handler {"), 3, "{text}");
        assert_eq!(count(&text, "of_component"), 3, "{text}");
        assert!(!text.contains("Mixins"), "{text}");
    }

    #[test]
    fn an_invalid_component_keeps_its_block_and_its_keys() {
        for args in [
            "LiveComponent, Audit",
            "LiveComponent, LiveComponent",
            "LiveComponnt",
        ] {
            let text = expand(args, BLOCK);
            // The flow in it is another mistake.
            assert_eq!(count(&text, "compile_error"), 2, "{args}\n{text}");
            assert_eq!(
                count(&text, "LiveComponent for Onboarding"),
                1,
                "{args}\n{text}"
            );
            assert_eq!(count(&text, "pub lead :"), 1, "{args}\n{text}");
        }
    }

    #[test]
    fn parentheses_in_the_list_are_ignored() {
        let block = "impl Onboarding { #[event_handler] fn save(&mut self) {} }";
        for (args, bare) in [
            ("(LiveComponent)", "LiveComponent"),
            ("((A)), (LiveView)", "A, LiveView"),
        ] {
            assert_eq!(expand(args, block), expand(bare, block));
        }
    }

    #[test]
    fn the_same_block_expands_to_the_same_tokens() {
        assert_eq!(expand("A, LiveView", BLOCK), expand("A, LiveView", BLOCK));
    }
}
