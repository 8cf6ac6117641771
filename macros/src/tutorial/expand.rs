//! Prints a checked tour as static data. Cannot fail.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};

use super::model::{Message, Position, Step, Timeout, Tour};
use crate::fresh::Mentioned;
use crate::root;
use crate::span::{located, ours_at, start_of};

pub(super) fn expand(tour: &Tour) -> TokenStream {
    let expansion = root::expansion(tour.renamed.as_ref());
    let Tour {
        docs, view, id, ..
    } = tour;
    let span = ours_at(start_of(view));
    let mut mentioned = Mentioned::default();
    mentioned.add(view.to_token_stream());
    for step in &tour.steps {
        mentioned.add(step.on_enter.to_token_stream());
        mentioned.add(step.on_exit.to_token_stream());
        if let Message::Made(closure) = &step.message {
            mentioned.add(closure.to_token_stream());
        }
        if let Some(Timeout::Constant(timeout)) = &step.timeout {
            mentioned.add(timeout.to_token_stream());
        }
    }
    let events = mentioned.fresh("EVENTS", span);
    let static_tour = mentioned.fresh("TOUR", span);

    // Whatever mentions `Live` stands on the view's name, token by token, so
    // that a view without `#[live_view]` is one and the same error each time,
    // which the compiler prints once.
    let at_view = |tokens| located(tokens, span);
    let key_type = at_view(quote! { <#view as #expansion::Live>::Events });
    let keys = at_view(quote! { <#view as #expansion::Live>::EVENTS });
    let waits = tour.steps.iter().any(|step| step.wait_for.is_some());
    let events_item = if waits {
        quote_spanned! {span=> const #events: &#key_type = #keys; }
    } else {
        quote_spanned! {span=> const _: &#key_type = #keys; }
    };

    let steps = tour.steps.iter().map(|step| {
        let key = step
            .wait_for
            .as_ref()
            .map(|name| quote! { #events.#name });
        expand_step(step, key, &expansion)
    });
    let implementation = at_view(quote! { impl #expansion::Tutorial for });
    quote_spanned! {Span::mixed_site()=>
        const _: () = {
            #events_item
            static #static_tour: #expansion::Tour<#view> = #expansion::Tour {
                id: #id,
                version: 1,
                autostart: #expansion::Autostart::Never,
                steps: &[#(#steps,)*],
                scripts: #expansion::Scripts::new(),
            };
            #(#docs)*
            #[diagnostic::do_not_recommend]
            #implementation #view {
                fn tour() -> &'static #expansion::Tour<Self> { &#static_tour }
            }
        };
    }
}

/// `key` is the path of the awaited handler's typed key.
fn expand_step(step: &Step, key: Option<TokenStream>, expansion: &TokenStream) -> TokenStream {
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
            quote_spanned! {ours=> Made(|__view| #expansion::message(__view, #closure)) }
        }
    };
    let position = match step.position {
        Position::Top => quote_spanned! {ours=> Top },
        Position::Bottom => quote_spanned! {ours=> Bottom },
        Position::Left => quote_spanned! {ours=> Left },
        Position::Right => quote_spanned! {ours=> Right },
    };
    let wait_for = optional(step.wait_for.as_ref().zip(key).map(|(name, key)| {
        let wait_for = located(quote! { #expansion::wait_for }, ours_at(name.span()));
        quote_spanned! {ours_at(name.span())=> #wait_for(#key) }
    }));
    let timeout = optional(step.timeout.as_ref().map(|timeout| match timeout {
        Timeout::Literal(duration) => {
            let (seconds, nanos) = (duration.as_secs(), duration.subsec_nanos());
            quote_spanned! {ours=> #expansion::core::time::Duration::new(#seconds, #nanos) }
        }
        Timeout::Constant(expr) => {
            let span = ours_at(start_of(expr));
            let timeout = located(quote! { #expansion::timeout }, span);
            quote_spanned! {span=> #timeout(#expr) }
        }
    }));
    let chain = |expr: &syn::Expr| quote_spanned! {ours=> || -> #expansion::Js { #expr } };
    let on_enter = optional(step.on_enter.as_ref().map(chain));
    let on_exit = optional(step.on_exit.as_ref().map(chain));
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
            name: #option::None,
            target: #target,
            message: #expansion::Message::#message,
            position: #expansion::Position::#position,
            wait_for: #wait_for,
            timeout: #timeout,
            on_enter: #on_enter,
            on_exit: #on_exit,
            on_missing: #expansion::OnMissing::Wait,
            skip_if: #option::None,
            next: &[],
            highlight_class: #highlight_class,
            narrate_event: #narrate_event,
        }
    }
}
