//! Prints a checked tour as static data. Cannot fail.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::{Expr, ExprClosure, Path};

use super::model::{
    Autostart, Awaited, Branch, Elsewhere, OnMissing, Position, Step, Text, Timeout, Tour, Wait,
};
use crate::hygiene::UsedNames;
use crate::root;
use crate::span::{before, beside, located, ours_at, start_of};

pub(super) fn expand(tour: &Tour) -> TokenStream {
    let root = root::expansion(tour.renamed.as_ref());
    let Tour {
        docs,
        view,
        id,
        version,
        ..
    } = tour;
    // Every generated mention of the view has the span of the user's, so that a
    // view without `#[live_view]` is the same error in each item that needs it.
    let span = start_of(view);
    let at_view = |tokens| beside(tokens, span);
    let mut used_names = UsedNames::default();
    used_names.add(view.to_token_stream());
    for step in &tour.steps {
        step.add_names_to(&mut used_names);
    }
    for (_, name) in &tour.alternatives {
        used_names.add(name.to_token_stream());
    }
    let ours = Span::mixed_site();
    let expansion = used_names.unused("docent", ours).to_token_stream();
    let import = quote_spanned! {ours=> use #root as #expansion; };
    let alias = &used_names.unused("ThisView", before(span));
    let events = used_names.unused("EVENTS", before(span));
    let static_tour = used_names.unused("TOUR", Span::mixed_site());
    let static_steps = used_names.unused("STEPS", Span::mixed_site());

    let live = at_view(quote! { <#alias as #expansion::Live> });
    let own = tour.steps.iter().any(|step| {
        let mut waits = step.waits.iter();
        waits.any(|awaited| matches!(awaited.wait, Wait::Handler { owner: None, .. }))
    });
    // If no step uses a key, the check of the view's mixins names the view.
    let named_tour = tour.own_name.is_some();
    let keys = (own || named_tour).then(|| {
        let keys = if own {
            events.to_token_stream()
        } else {
            quote_spanned! {span=> _ }
        };
        at_view(quote! { const #keys: &#live::Events = #expansion::events::<#alias>(); })
    });

    let key_of = |owner: Option<&Path>, name: &Ident| {
        match owner {
            None => {
                let events = at_view(quote! { (#events) });
                quote! { (*#events).#name }
            }
            Some(owner) => {
                let at = start_of(owner);
                // To an editor the star is a name too: that of `Deref`.
                let star = quote_spanned! {before(at)=> * };
                let open = quote_spanned! {at=> < };
                let of = beside(quote! { as #expansion::Owner<#alias>>::EVENTS }, at);
                quote! { (#star #open #owner #of).#name }
            }
        }
    };
    let asked = |name: &Ident, method: &str| {
        let method = Ident::new(method, Span::mixed_site());
        // The compiler underlines the brackets.
        beside(quote! { (#expansion::EventHandler::#method) }, name.span())
    };
    // An error about the handler underlines this call.
    let named = |name: &Ident, key: TokenStream| {
        let at = name.span();
        let named = beside(quote! { #expansion::key }, at);
        quote_spanned! {at=> #named(&#key) }
    };
    // Only the static names a handler: in two items a misspelt one would be two
    // errors, of which cargo prints one and editors show both.
    let handler_wait = |owner: Option<&Path>, name: &Ident, when: Option<&ExprClosure>| {
        let at = name.span();
        let key = key_of(owner, name);
        let Some(closure) = when else {
            let found = quote_spanned! {ours=> __key };
            let is_awaited = asked(name, "is_awaited");
            let named = named(name, quote_spanned! {ours=> *#found });
            let ask = quote_spanned! {at=> #is_awaited(#named) };
            return quote_spanned! {ours=> {
                let #found = &#key;
                let _ = || #ask;
                #found.wait()
            } };
        };
        let holds = asked(name, "holds");
        let named = named(name, key.clone());
        let params = quote_spanned! {ours=> __params };
        let span = ours_at(start_of(closure));
        let when = quote_spanned! {span=> |#params| #holds(#named, #params, #closure) };
        let wait_when = Ident::new("wait_when", before(at));
        quote! { #key.#wait_when(#when) }
    };
    let wait_of = |awaited: &Awaited| {
        let wait = quote_spanned! {ours=> #expansion::Wait };
        match &awaited.wait {
            Wait::Handler { owner, name } => {
                handler_wait(owner.as_ref(), name, awaited.when.as_ref())
            }
            Wait::App(event) => {
                let Some(when) = &awaited.when else {
                    return quote_spanned! {ours=> <#event as #expansion::OfApp>::WAIT };
                };
                let looks = quote_spanned! {ours=> #expansion::AppEvent::<#event>::when(#when) };
                quote_spanned! {ours=> #wait::app_when(const { &#looks }) }
            }
            Wait::Next => quote_spanned! {ours=> #wait::next() },
            Wait::Dom { event, at: None } => quote_spanned! {ours=> #wait::dom(#event) },
            Wait::Dom { event, at } => quote_spanned! {ours=> #wait::dom_at(#event, #at) },
            Wait::Present(selector) => quote_spanned! {ours=> #wait::present(#selector) },
            Wait::Absent(selector) => quote_spanned! {ours=> #wait::absent(#selector) },
        }
    };
    let steps = tour.steps.iter().map(|step| {
        let waits = step.waits.iter().map(wait_of).collect();
        expand_step(step, waits, &alias.to_token_stream(), &expansion)
    });
    let autostart = match tour.autostart {
        Autostart::Never => None,
        Autostart::Once => Some(quote_spanned! {ours=> Once }),
        Autostart::Always => Some(quote_spanned! {ours=> Always }),
    };
    let autostart = autostart.map(|when| {
        quote_spanned! {ours=> .with_autostart(#expansion::Autostart::#when) }
    });
    // Two steps of one name are two types of one name, if both exist.
    let alternatives = tour.alternatives.iter().map(|(cfgs, name)| {
        let definition = located(quote! { struct #name; }, name.span());
        quote_spanned! {ours=> #cfgs #[allow(dead_code, non_camel_case_types)] #definition }
    });
    // A static of their own, since what a const function returns is not static. An
    // array, since a mistake in what the tour reads would be reported once more there.
    let each = tour.steps.iter().map(|step| {
        let cfgs = &step.cfgs;
        quote_spanned! {ours=> #cfgs () }
    });
    let steps = quote_spanned! {ours=>
        static #static_steps: [#expansion::Step<#alias>; <[()]>::len(&[#(#each,)*])] = [#(#steps,)*];
    };
    let value = quote_spanned! {ours=>
        #expansion::Tour::new(#id, &#static_steps).with_version(#version) #autostart
    };
    if let Some(own) = &tour.own_name {
        let awaited = |step| {
            let step: &Step = step;
            step.waits.iter().map(move |awaited| (step, awaited))
        };
        let owners = tour.steps.iter().flat_map(awaited).filter_map(|(step, awaited)| {
            let Wait::Handler {
                owner: Some(owner), ..
            } = &awaited.wait
            else {
                return None;
            };
            let span = start_of(owner);
            let call = located(
                quote! {
                    #expansion::is_listed::<#alias>(<#owner as #expansion::Owner<#alias>>::MIXIN)
                },
                span,
            );
            let cfgs = &step.cfgs;
            Some(quote_spanned! {ours=> #cfgs const _: &#live::Events = #call; })
        });
        let (visibility, name) = (&own.visibility, &own.name);
        return quote_spanned! {ours=>
            #(#docs)*
            #visibility static #name: #root::Tour<#view> = {
                #import
                type #alias = #view;
                #keys
                #(#alternatives)*
                #(#owners)*
                #steps
                #value
            };
        };
    }
    let led = at_view(quote! { const _: &#live::Events = #expansion::is_led::<#alias>(); });
    // The compiler underlines everything from `impl` to the view.
    let implementation = located(quote! { impl }, span);
    let tutorial = at_view(quote! { #expansion::Tutorial for });
    let tour = at_view(quote! {
        { fn tour() -> &'static #expansion::Tour<Self> { &#static_tour } }
    });
    let tour_type = used_names.unused("Written", before(span));
    let meant_for = meant_for(&tour_type, Some(&alias.to_token_stream()), &expansion);
    let meant_for = at_view(meant_for);
    quote_spanned! {ours=>
        const _: () = {
            #import
            type #alias = #view;
            #keys
            #led
            #meant_for
            #(#alternatives)*
            #steps
            static #static_tour: #expansion::Tour<#alias> = #value;
            #(#docs)*
            #[diagnostic::do_not_recommend]
            #implementation #tutorial #view #tour
        };
    }
}

/// The expansion of a tour without a view: it may be any view's.
pub(super) fn expand_without_view(renamed: Option<&Path>) -> TokenStream {
    let expansion = root::expansion(renamed);
    let ours = Span::mixed_site();
    let meant_for = meant_for(&Ident::new("Written", ours), None, &expansion);
    quote_spanned! {ours=> const _: () = { #meant_for }; }
}

/// Keeps a view whose tour has errors from being reported as one without a tour.
fn meant_for(tour: &Ident, view: Option<&TokenStream>, expansion: &TokenStream) -> TokenStream {
    let ours = Span::mixed_site();
    let asked = view.map(|view| quote_spanned! {ours=> where #view: #expansion::Nothing<V> });
    let named = view.map(|view| {
        quote_spanned! {ours=>
            impl #expansion::MeantFor<#tour, #view, #view> for #expansion::Tours {}
        }
    });
    quote_spanned! {ours=>
        #[allow(dead_code)]
        struct #tour;
        impl<V> #expansion::MeantFor<#tour, V> for #expansion::Tours #asked {}
        #named
    }
}

impl Step {
    /// Adds the names in the user's own expressions.
    fn add_names_to(&self, used_names: &mut UsedNames) {
        used_names.add(self.on_enter.to_token_stream());
        used_names.add(self.on_exit.to_token_stream());
        used_names.add(self.skip_if.to_token_stream());
        let texts = [Some(&self.message), self.page.as_ref(), self.href.as_ref()];
        for text in texts.into_iter().flatten() {
            if let Text::Dynamic(closure) = text {
                used_names.add(closure.to_token_stream());
            }
        }
        if let Some(Timeout::Constant(timeout)) = &self.timeout {
            used_names.add(timeout.to_token_stream());
        }
        for awaited in &self.waits {
            match &awaited.wait {
                Wait::Handler { owner, .. } => used_names.add(owner.to_token_stream()),
                Wait::App(event) => used_names.add(event.to_token_stream()),
                _ => {}
            }
            used_names.add(awaited.when.to_token_stream());
        }
        for branch in &self.next {
            used_names.add(branch.when.to_token_stream());
        }
    }
}

/// `waits` are the values of `wait_for`, `view` the type whose step it is.
///
/// What is not written is as `Step::new` has it.
fn expand_step(
    step: &Step,
    mut waits: Vec<TokenStream>,
    view: &TokenStream,
    expansion: &TokenStream,
) -> TokenStream {
    let ours = Span::mixed_site();
    // What makes a text from the view, and the function that calls the closure.
    let made = |closure: &ExprClosure, calls: &str| {
        let span = ours_at(start_of(closure));
        let calls = Ident::new(calls, ours);
        let make = located(quote! { #expansion::#calls }, span);
        let view = quote_spanned! {ours=> __view };
        quote_spanned! {span=> |#view| #make(#view, #closure) }
    };
    let (text, message) = match &step.message {
        Text::Static(text) => (text.to_token_stream(), None),
        Text::Dynamic(closure) => (quote_spanned! {ours=> "" }, Some(made(closure, "message"))),
    };
    let url = |text: &Option<Text>, setters: [&'static str; 2]| match text {
        Some(Text::Dynamic(closure)) => (setters[1], Some(made(closure, "url"))),
        Some(Text::Static(text)) => (setters[0], Some(text.to_token_stream())),
        None => (setters[0], None),
    };
    let page = url(&step.page, ["page", "page_from"]);
    let href = url(&step.href, ["href", "href_from"]);
    let timeout = step.timeout.as_ref().map(|timeout| match timeout {
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
    });
    let position = step.position.map(|side| match side {
        Position::Top => "Top",
        Position::Bottom => "Bottom",
        Position::Left => "Left",
        Position::Right => "Right",
    });
    let on_missing = match step.on_missing {
        OnMissing::Wait => None,
        OnMissing::Skip => Some("Skip"),
        OnMissing::Center => Some("Center"),
        OnMissing::Cancel => Some("Cancel"),
    };
    let elsewhere = match step.elsewhere {
        Elsewhere::Link => None,
        Elsewhere::Go => Some("Go"),
        Elsewhere::Wait => Some("Wait"),
    };
    let variant = |of: TokenStream, name: &str| {
        let name = Ident::new(name, ours);
        quote_spanned! {ours=> #expansion::#of::#name }
    };
    let chain = |expr: &Expr| {
        let span = ours_at(start_of(expr));
        let js = located(quote! { #expansion::Js }, span);
        quote_spanned! {span=> || -> #js { #expr } }
    };
    let name = |name: &Ident| name.unraw().to_string();
    let asked = |closure: &ExprClosure| asked(closure, expansion);
    let next = (!step.next.is_empty()).then(|| {
        let branches = step.next.iter().map(|branch| {
            let Branch { cfgs, .. } = branch;
            let way = match branch.to.as_ref().map(name) {
                Some(step) => quote_spanned! {ours=> to(#step) },
                None => quote_spanned! {ours=> end() },
            };
            let when = branch.when.as_ref().map(asked);
            let when = when.map(|when| quote_spanned! {ours=> .when(#when) });
            quote_spanned! {ours=> #cfgs #expansion::Branch::<#view>::#way #when }
        });
        quote_spanned! {ours=> const { &[#(#branches,)*] } }
    });

    let wait = match waits.len() {
        0 | 1 => waits.pop().map(|wait| ("wait_for", wait)),
        _ => Some((
            "wait_for_any",
            quote_spanned! {ours=> const { &[#(#waits,)*] } },
        )),
    };
    let (wait_for, wait) = wait.unzip();
    let (target, cfgs) = (&step.target, &step.cfgs);
    let setters = [
        (
            "named",
            step.name.as_ref().map(|step| name(step).to_token_stream()),
        ),
        ("message_from", message),
        (
            "position",
            position.map(|side| variant(quote! { Position }, side)),
        ),
        (wait_for.unwrap_or("wait_for"), wait),
        ("timeout", timeout),
        ("on_enter", step.on_enter.as_ref().map(chain)),
        ("on_exit", step.on_exit.as_ref().map(chain)),
        (
            "on_missing",
            on_missing.map(|policy| variant(quote! { OnMissing }, policy)),
        ),
        page,
        href,
        (
            "elsewhere",
            elsewhere.map(|policy| variant(quote! { Elsewhere }, policy)),
        ),
        ("skip_if", step.skip_if.as_ref().map(asked)),
        ("next", next),
        (
            "highlight_class",
            step.highlight_class
                .as_ref()
                .map(quote::ToTokens::to_token_stream),
        ),
        (
            "narrate_event",
            step.narrate_event
                .as_ref()
                .map(quote::ToTokens::to_token_stream),
        ),
    ];
    let setters = setters.into_iter().filter_map(|(setter, value)| {
        let setter = Ident::new(setter, ours);
        value.map(|value| quote_spanned! {ours=> .#setter(#value) })
    });
    quote_spanned! {ours=> #cfgs #expansion::Step::<#view>::new(#target, #text) #(#setters)* }
}

/// The call of a condition on the view.
fn asked(closure: &ExprClosure, expansion: &TokenStream) -> TokenStream {
    let span = ours_at(start_of(closure));
    let ask = located(quote! { #expansion::ask }, span);
    let view = quote_spanned! {Span::mixed_site()=> __view };
    quote_spanned! {span=> |#view| #ask(#view, #closure) }
}
