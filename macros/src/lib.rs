//! The macros of [docent](https://docs.rs/docent): `tutorial!`,
//! `#[live_view]` and `#[event_handler]`. Use them through that crate.
//!
//! Each macro is a pipeline, and each of its modules is one stage:
//!
//! ```text
//! tutorial!:    tokens → parse → syntax → lower → model → expand → tokens
//!                                           ↓ plain data
//!                                      docent_check → faults → errors
//! #[live_view]: tokens → parse → syntax → check → model → expand → tokens
//! ```
//!
//! `parse` only splits: it knows where a step ends, not what a timeout is.
//! `lower` and `check` build the model and report errors in Rust's syntax. The
//! rules of tours are those of `docent_check`, so that tours made at run time
//! have the same ones. `expand` prints the model and cannot fail.
//!
//! # Invariants
//!
//! * An error goes to the `Report` and parsing continues, so that one compilation
//!   reports all errors of a tour.
//! * Beside its errors a macro still emits the user's item and the impl that other
//!   code needs, so that errors do not cascade.
//! * Questions that only the compiler can answer (does this handler exist?) are
//!   left to it, by code with the user's spans, and never guessed from tokens.
//! * The same input gives the same tokens: nothing is kept in a hash map.

mod cfg;
mod event_handler;
mod hygiene;
mod live_view;
#[cfg(test)]
mod mutation_tests;
mod named;
mod printed;
mod report;
mod root;
mod span;
mod tutorial;

use proc_macro::TokenStream;

/// Describes a view's guided tour.
///
/// ```text
/// tutorial! {
///     /// Leads a new visitor to the first saved project.
///     <Onboarding>
///
///     step {
///         target: "#nav-dashboard",
///         message: "This is your dashboard — your home base.",
///         timeout: 4s,
///     }
///     step {
///         target: "#btn-new-project",
///         message: |view| format!("{} projects so far. Add one.", view.projects.len()),
///         wait_for: create_project,
///     }
/// }
/// ```
///
/// `<Onboarding>` is the view whose handlers the steps wait for. The macro is
/// an item: it implements `Tutorial` for the view, which `TutorialMixin` needs,
/// and can be used wherever an `impl` can.
///
/// # Fields of a step
///
/// | field | value | default |
/// | --- | --- | --- |
/// | `target` | a string literal: a CSS selector, checked as a browser would; `#host >>> #inside` looks into an open shadow root; of several matches it is the first that a person can see | required |
/// | `message` | a string literal, or `\|view\| expr` that gives an `impl Into<Cow<'static, str>>`; may be `""` | required |
/// | `position` | `top`, `bottom`, `left`, `right`, bare or as a string literal | that of the page's `bubble()`, which is `bottom` unless it is set |
/// | `wait_for` | what ends the step: see [below](#what-a-step-waits-for) | none |
/// | `when` | `\|event\| bool`: only an event for which it holds counts; `event` is a reference to the handler's parameters, named as in its signature, and of a component's handler also `event.component_id`; or to the event of the app | any event |
/// | `timeout` | `4s`, `250ms`, `5min`, `1h`, a plain number of seconds, or a constant expression of type `Duration` | none |
/// | `on_enter`, `on_exit` | an expression of type `Js`, evaluated once per process | none |
/// | `highlight_class` | a string literal | `"tour-highlight"` |
/// | `narrate_event` | a string literal | `"tour:narrate"` |
/// | `on_missing` | `wait`, `skip`, `center`, `cancel`: what happens while the target is not on the page, or nobody can see it there | `wait` |
/// | `skip_if` | `\|view\| bool`: whether the step is skipped, because the visitor has already done it | never |
/// | `next` | the name of a step, `end`, or a list of them in brackets, each with an optional `if \|view\| bool`; the first that holds is taken | the step below |
///
/// Fields can be in any order, and the commas between them are optional. A step
/// can have doc comments and `#[cfg(…)]`.
///
/// | `wait_for` | `timeout` | the step ends |
/// | --- | --- | --- |
/// | | | immediately, with a warning |
/// | `nothing` | | immediately |
/// | | yes | after the timeout |
/// | yes | | when it has happened |
/// | yes | yes | after whichever comes first |
///
/// Nobody sees a step that ends immediately, so the compiler warns of one that has
/// neither field, as of something deprecated: `#![allow(deprecated)]` silences it as
/// well. `wait_for: nothing` marks it as intended, for a step that only has an
/// `on_enter` or decides by its `next` where the tour goes on; it takes no `timeout`.
/// To be read and left by the person, a step has `wait_for: next`.
///
/// # What a step waits for
///
/// | `wait_for` | the step ends |
/// | --- | --- |
/// | `create_project` | when this event handler of the view has succeeded; of a component it is `ProjectForm::save`, of a mixin `TutorialMixin::start_tutorial` |
/// | `ProjectCreated` | when the app emits an event of this type, for this visitor or user: `docent.visitor(&visitor).emit(ProjectCreated { id })`. Any type that is `Send + Sync + 'static`, by its path in upper camel case |
/// | `next` | when the person presses Next: what the button Skip is called in such a step |
/// | `dom("click")` | at this event of the document at the target, or inside of it if the event bubbles; custom events too |
/// | `dom("toggle", "#menu")` | the same at any element that matches the selector |
/// | `present("#menu[open]")` | when a person can see an element that matches the selector; at once if one is there already |
/// | `absent("#menu[open]")` | when a person can see none |
/// | `any(save when \|event\| event.ok, next)` | at the first of these; a handler or an event of the app can have a condition of its own, and then the step has no `when` |
/// | `nothing` | at once |
///
/// `next`, `nothing`, `dom`, `present`, `absent` and `any` are keywords here: a handler
/// of that name is waited for in quotes, `"next"`. Selectors are checked as that of a
/// `target` and look into open shadow roots likewise.
///
/// What the page reports, `next`, `dom`, `present` and `absent`, can be forged by who
/// looks at it, as any event of a page: it is no proof that anything was done. Docent
/// moves the focus to a step's target by itself, so `dom("focus")` there is no sign of
/// the person.
///
/// A step can have a name, to which `next` refers and by which a visitor's
/// progress is found again after the tour has changed:
///
/// ```text
/// step welcome {
///     target: "#nav",
///     message: "Welcome.",
///     timeout: 4s,
///     next: [pro if |view| view.is_pro, save],
/// }
/// step pro { target: "#pro", message: "Thank you.", wait_for: upgrade }
/// step save { target: "#save", message: "Save.", wait_for: save, next: end }
/// ```
///
/// A branch has the `#[cfg(…)]` of the step that it leads to. An unreachable step
/// and an infinite loop in which no step waits are errors.
///
/// # Settings
///
/// Settings come between the view and the first step.
///
/// | setting | value | default |
/// | --- | --- | --- |
/// | `id` | a string literal: the durable key of a visitor's progress | the view's name in snake case |
/// | `version` | an integer from 1 | `1` |
/// | `autostart` | `never`, `once`, `always` | `never` |
/// | `highlight_class`, `narrate_event`, `position`, `on_missing` | the defaults for its steps | |
/// | `crate` | `::path`, if docent is renamed in `Cargo.toml` | `::docent` |
///
/// # More than one tour
///
/// `static BEGINNER: <Onboarding>` in place of `<Onboarding>` describes a tour
/// that is not the view's own: a static of type `Tour<Onboarding>`, which a flow
/// runs with `guide.run(&BEGINNER)`. Its `id` is `"onboarding.beginner"` by
/// default.
#[proc_macro]
pub fn tutorial(input: TokenStream) -> TokenStream {
    tutorial::expand(input.into()).into()
}

/// Makes an `impl` block the event handlers of a view.
///
/// ```text
/// #[live_view(TutorialMixin, LiveView)]
/// impl Onboarding {
///     #[event_handler]
///     fn create_project(&mut self, title: String) { self.projects.push(title) }
/// }
/// ```
///
/// The arguments are the view's mixins in the order in which they wrap it,
/// outermost first, and `LiveView`, the view itself, last; or `AttachedView`, for a view
/// whose pages the app renders. `crate = ::path`
/// is the path of docent, if it is renamed in `Cargo.toml`.
///
/// Each method marked `#[event_handler]` gets a typed key,
/// `Onboarding::EVENTS.create_project`, and an entry in the static table in which
/// events look up their handler. A browser can reach nothing else of the view.
///
/// # Handlers
///
/// * A *method*, sync or async: `&mut self`, then any owned parameters that
///   implement `DeserializeOwned`, and at most one `&mut Context<'_, Self>`
///   among them.
/// * A *flow*: `async`, no receiver, `Guide<Self>` first, then owned
///   parameters. It runs concurrently with the rest of the session.
///
/// `#[live_view(LiveComponent)]` does the same for a component, a part of a
/// view: see `Component`. It has methods and no flows, and no mixins.
///
/// Both return `()` or `Result<(), E>` for any `E: Into<HandlerError>`. Other
/// attributes on a method are kept; `#[cfg(…)]` applies to all generated items.
#[proc_macro_attribute]
pub fn live_view(args: TokenStream, item: TokenStream) -> TokenStream {
    live_view::expand(args.into(), item.into()).into()
}

/// Marks a method of a `#[live_view]` block as an event handler.
///
/// | argument | what it does |
/// | --- | --- |
/// | `overrides = TutorialMixin` | replaces the mixin's handler of the same name |
/// | `from = App` | no page can send the event: only the app, by `Docent::visitor` or `Docent::session` |
/// | `on = "click #save"` | an attached page sends the event by itself, with no attribute in its markup |
///
/// # Events of a page that docent does not render
///
/// ```text
/// #[live_view(TutorialMixin, AttachedView)]
/// impl Onboarding {
///     #[event_handler(on = "click #btn-new-project")]
///     fn project_begun(&mut self) {}
///
///     #[event_handler(on = "submit #project-form")]
///     fn project_sent(&mut self, title: String) {}
/// }
/// ```
///
/// The events are `click`, `submit`, `change` and `input`, at the nearest element that matches
/// the selector, with the parameters that `dj-click` and its like send: `dj-value-*`
/// attributes, the fields of a form (its passwords too, so name only the parameters that a
/// tour needs and never store them), the `name` and `value` of a control. The page's own
/// listeners and the browser's default action are left alone, so this tells that something was
/// tried; whether it has succeeded the app knows. An event that leaves the page is sent before
/// that. These handlers' names and selectors are sent to each page that asks for a token.
///
/// # Events from the app
///
/// ```text
/// #[event_handler(from = App)]
/// fn graded(&mut self, grade: u8) { self.grade = Some(grade) }
/// ```
///
/// An event of a page for this handler is refused as one that no handler has:
/// the page does not learn that it exists. Steps and flows wait for it as for
/// any other, and mixins see its events, those that are refused included. `App`
/// is the only value. It cannot be combined with `overrides`.
///
/// Outside a `#[live_view]` block it is an error: `#[live_view]` removes the
/// attribute, so this macro only runs where there is no such block.
#[proc_macro_attribute]
pub fn event_handler(args: TokenStream, item: TokenStream) -> TokenStream {
    event_handler::expand(args.into(), item.into()).into()
}
