//! Prints a checked tour as static data. Cannot fail.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::{Expr, ExprClosure};

use super::model::{Arm, Autostart, Awaited, Message, OnMissing, Position, Step, Timeout, Tour};
use crate::fresh::Mentioned;
use crate::root;
use crate::span::{located, ours_at, start_of};

pub(super) fn expand(tour: &Tour) -> TokenStream {
    let expansion = root::expansion(tour.renamed.as_ref());
    let Tour {
        docs,
        view,
        id,
        version,
        ..
    } = tour;
    // The view's name is resolved once. Whatever mentions it again stands on
    // it, token by token, so that a view without `#[live_view]` is one and the
    // same error each time, which the compiler prints once.
    let span = start_of(view);
    let at_view = |tokens| located(tokens, span);
    let mut mentioned = Mentioned::default();
    mentioned.add(view.to_token_stream());
    for step in &tour.steps {
        step.mention(&mut mentioned);
    }
    for (_, name) in &tour.alternatives {
        mentioned.add(name.to_token_stream());
    }
    let ours = Span::mixed_site();
    let alias = &mentioned.fresh("View", span);
    let events = mentioned.fresh("EVENTS", span);
    let static_tour = mentioned.fresh("TOUR", Span::mixed_site());

    let live = at_view(quote! { <#alias as #expansion::Live> });
    let own = tour.steps.iter().any(|step| {
        let awaited = step.wait_for.as_ref();
        awaited.is_some_and(|awaited| awaited.owner.is_none())
    });
    let keys = if own {
        events.to_token_stream()
    } else {
        quote_spanned! {span=> _ }
    };
    let keys = at_view(quote! { const #keys: &#live::Events = #expansion::events::<#alias>(); });

    let key_of = |awaited: &Awaited| {
        let name = &awaited.name;
        match &awaited.owner {
            None => quote! { #events.#name },
            Some(owner) => {
                let at = start_of(owner);
                let open = quote_spanned! {at=> < };
                let of = located(quote! { as #expansion::Owner<#alias>>::EVENTS }, at);
                quote! { #open #owner #of.#name }
            }
        }
    };
    let asked = |awaited: &Awaited, method: &str| {
        let method = Ident::new(method, Span::mixed_site());
        located(
            quote! { #expansion::EventHandler::#method },
            awaited.name.span(),
        )
    };
    let steps = tour.steps.iter().map(|step| {
        let wait = step.wait_for.as_ref().map(|awaited| {
            let key = key_of(awaited);
            let when = awaited.when.as_ref().map(|closure| {
                let span = ours_at(start_of(closure));
                let holds = asked(awaited, "holds");
                let params = quote_spanned! {ours=> __params };
                quote_spanned! {span=> |#params| #holds(&#key, #params, #closure) }
            });
            match when {
                Some(when) => {
                    let wait = Ident::new("wait_when", awaited.name.span());
                    quote! { #key.#wait(#when) }
                }
                None => {
                    let wait = Ident::new("wait", awaited.name.span());
                    quote! { #key.#wait() }
                }
            }
        });
        expand_step(step, wait, &expansion)
    });
    // A step with `when` asks there.
    let waits = tour.steps.iter().filter_map(|step| {
        let awaited = step
            .wait_for
            .as_ref()
            .filter(|awaited| awaited.when.is_none())?;
        let (conditions, key) = (&step.conditions, key_of(awaited));
        let is_awaited = asked(awaited, "is_awaited");
        let at = awaited.name.span();
        let named = located(quote! { #expansion::key }, at);
        let call = quote_spanned! {at=> #is_awaited(#named(&#key)) };
        Some(quote_spanned! {ours=> #conditions #call; })
    });
    let waits: Vec<_> = waits.collect();
    let waits =
        (!waits.is_empty()).then(|| quote_spanned! {ours=> const _: fn() = || { #(#waits)* }; });
    let autostart = match tour.autostart {
        Autostart::Never => quote_spanned! {ours=> Never },
        Autostart::Once => quote_spanned! {ours=> Once },
        Autostart::Always => quote_spanned! {ours=> Always },
    };
    // Two steps of one name are two types of one name, if both are there.
    let alternatives = tour.alternatives.iter().map(|(conditions, name)| {
        let definition = located(quote! { struct #name; }, name.span());
        quote_spanned! {ours=> #conditions #[allow(dead_code, non_camel_case_types)] #definition }
    });
    let value = quote_spanned! {ours=>
        #expansion::Tour {
            id: #id,
            version: #version,
            autostart: #expansion::Autostart::#autostart,
            steps: &[#(#steps,)*],
            scripts: #expansion::Scripts::new(),
        }
    };
    if let Some(own) = &tour.own_name {
        let owners = tour.steps.iter().filter_map(|step| {
            let owner = step.wait_for.as_ref()?.owner.as_ref()?;
            let span = start_of(owner);
            let call = located(
                quote! {
                    #expansion::is_listed::<#alias>(<#owner as #expansion::Owner<#alias>>::MIXIN)
                },
                span,
            );
            let conditions = &step.conditions;
            Some(quote_spanned! {ours=> #conditions const _: &#live::Events = #call; })
        });
        let (visibility, name) = (&own.visibility, &own.name);
        return quote_spanned! {ours=>
            #(#docs)*
            #visibility static #name: #expansion::Tour<#view> = {
                type #alias = #view;
                #keys
                #(#alternatives)*
                #(#owners)*
                #waits
                #value
            };
        };
    }
    let led = at_view(quote! { const _: &#live::Events = #expansion::is_led::<#alias>(); });
    let implementation = at_view(quote! {
        impl #expansion::Tutorial for #alias {
            fn tour() -> &'static #expansion::Tour<Self> { &#static_tour }
        }
    });
    quote_spanned! {ours=>
        const _: () = {
            type #alias = #view;
            #keys
            #led
            #(#alternatives)*
            #waits
            static #static_tour: #expansion::Tour<#alias> = #value;
            #(#docs)*
            #[diagnostic::do_not_recommend]
            #implementation
        };
    }
}

impl Step {
    /// Adds the names in the user's own expressions.
    fn mention(&self, mentioned: &mut Mentioned) {
        mentioned.add(self.on_enter.to_token_stream());
        mentioned.add(self.on_exit.to_token_stream());
        mentioned.add(self.skip_if.to_token_stream());
        if let Message::Made(closure) = &self.message {
            mentioned.add(closure.to_token_stream());
        }
        if let Some(Timeout::Constant(timeout)) = &self.timeout {
            mentioned.add(timeout.to_token_stream());
        }
        if let Some(awaited) = &self.wait_for {
            mentioned.add(awaited.owner.to_token_stream());
            mentioned.add(awaited.when.to_token_stream());
        }
        for arm in &self.next {
            mentioned.add(arm.when.to_token_stream());
        }
    }
}

/// `wait` is the wait for the handler that the step names.
fn expand_step(step: &Step, wait: Option<TokenStream>, expansion: &TokenStream) -> TokenStream {
    let Step {
        conditions, target, ..
    } = step;
    let ours = Span::mixed_site();
    let option = quote_spanned! {ours=> #expansion::core::option::Option };
    let optional = |value: Option<TokenStream>| match value {
        Some(value) => quote_spanned! {ours=> #option::Some(#value) },
        None => quote_spanned! {ours=> #option::None },
    };

    let message = match &step.message {
        Message::Fixed(text) => quote_spanned! {ours=> Fixed(#text) },
        Message::Made(closure) => {
            let span = ours_at(start_of(closure));
            let message = located(quote! { #expansion::message }, span);
            let view = quote_spanned! {ours=> __view };
            quote_spanned! {span=> Made(|#view| #message(#view, #closure)) }
        }
    };
    let position = match step.position {
        Position::Top => quote_spanned! {ours=> Top },
        Position::Bottom => quote_spanned! {ours=> Bottom },
        Position::Left => quote_spanned! {ours=> Left },
        Position::Right => quote_spanned! {ours=> Right },
    };
    let wait_for = optional(wait);
    let timeout = optional(step.timeout.as_ref().map(|timeout| match timeout {
        Timeout::Literal(duration) => {
            let (seconds, nanos) = (duration.as_secs(), duration.subsec_nanos());
            quote_spanned! {ours=> #expansion::core::time::Duration::new(#seconds, #nanos) }
        }
        Timeout::Constant(expr) => {
            let span = ours_at(start_of(expr));
            let check = located(quote! { #expansion::timeout }, span);
            let duration = located(quote! { #expansion::core::time::Duration }, span);
            quote_spanned! {span=> #check({ let __timeout: #duration = #expr; __timeout }) }
        }
    }));
    let chain = |expr: &Expr| {
        let span = ours_at(start_of(expr));
        let js = located(quote! { #expansion::Js }, span);
        quote_spanned! {span=> || -> #js { #expr } }
    };
    let on_enter = optional(step.on_enter.as_ref().map(chain));
    let on_exit = optional(step.on_exit.as_ref().map(chain));
    let on_missing = match step.on_missing {
        OnMissing::Wait => quote_spanned! {ours=> Wait },
        OnMissing::Skip => quote_spanned! {ours=> Skip },
        OnMissing::Center => quote_spanned! {ours=> Center },
        OnMissing::Cancel => quote_spanned! {ours=> Cancel },
    };
    let text = |name: &Ident| {
        let name = name.unraw().to_string();
        quote_spanned! {ours=> #name }
    };
    let name = optional(step.name.as_ref().map(text));
    let asked = |closure: &ExprClosure| asked(closure, expansion);
    let skip_if = optional(step.skip_if.as_ref().map(asked));
    let next = step.next.iter().map(|arm| {
        let Arm { conditions, .. } = arm;
        let to = optional(arm.to.as_ref().map(text));
        let when = optional(arm.when.as_ref().map(asked));
        quote_spanned! {ours=> #conditions #expansion::Arm { to: #to, when: #when } }
    });
    let highlight_class = match &step.highlight_class {
        Some(class) => class.to_token_stream(),
        None => quote_spanned! {ours=> #expansion::DEFAULT_HIGHLIGHT_CLASS },
    };
    let narrate_event = match &step.narrate_event {
        Some(event) => event.to_token_stream(),
        None => quote_spanned! {ours=> #expansion::DEFAULT_NARRATE_EVENT },
    };
    quote_spanned! {ours=>
        #conditions
        #expansion::Step {
            name: #name,
            target: #target,
            message: #expansion::Message::#message,
            position: #expansion::Position::#position,
            wait_for: #wait_for,
            timeout: #timeout,
            on_enter: #on_enter,
            on_exit: #on_exit,
            on_missing: #expansion::OnMissing::#on_missing,
            skip_if: #skip_if,
            next: &[#(#next,)*],
            highlight_class: #highlight_class,
            narrate_event: #narrate_event,
        }
    }
}

/// What a closure says of the view.
fn asked(closure: &ExprClosure, expansion: &TokenStream) -> TokenStream {
    let span = ours_at(start_of(closure));
    let ask = located(quote! { #expansion::ask }, span);
    let view = quote_spanned! {Span::mixed_site()=> __view };
    quote_spanned! {span=> |#view| #ask(#view, #closure) }
}
