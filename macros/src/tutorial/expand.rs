//! Prints a checked tour as static data. Cannot fail.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::Expr;

use super::model::{Message, Position, Step, Timeout, Tour};
use crate::fresh::Mentioned;
use crate::root;
use crate::span::{located, ours_at, start_of};

pub(super) fn expand(tour: &Tour) -> TokenStream {
    let expansion = root::expansion(tour.renamed.as_ref());
    let Tour { docs, view, id, .. } = tour;
    // The view's name is resolved once. Whatever mentions it again stands on
    // it, token by token, so that a view without `#[live_view]` is one and the
    // same error each time, which the compiler prints once.
    let span = start_of(view);
    let at_view = |tokens| located(tokens, span);
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
    let alias = &mentioned.fresh("View", span);
    let events = mentioned.fresh("EVENTS", span);
    let static_tour = mentioned.fresh("TOUR", Span::mixed_site());

    let live = at_view(quote! { <#alias as #expansion::Live> });
    let waits = tour.steps.iter().any(|step| step.wait_for.is_some());
    let keys = if waits {
        events.to_token_stream()
    } else {
        quote_spanned! {span=> _ }
    };
    let keys = at_view(quote! { const #keys: &#live::Events = #live::EVENTS; });

    let steps = tour.steps.iter().map(|step| {
        let wait = step.wait_for.as_ref().map(|name| {
            let wait = Ident::new("wait", name.span());
            quote! { #events.#name.#wait() }
        });
        expand_step(step, wait, &expansion)
    });
    let implementation = at_view(quote! {
        impl #expansion::Tutorial for #alias {
            fn tour() -> &'static #expansion::Tour<Self> { &#static_tour }
        }
    });
    quote_spanned! {Span::mixed_site()=>
        const _: () = {
            type #alias = #view;
            #keys
            static #static_tour: #expansion::Tour<#alias> = #expansion::Tour {
                id: #id,
                version: 1,
                autostart: #expansion::Autostart::Never,
                steps: &[#(#steps,)*],
                scripts: #expansion::Scripts::new(),
            };
            #(#docs)*
            #[diagnostic::do_not_recommend]
            #implementation
        };
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
