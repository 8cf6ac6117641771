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

/// `tutorial! { <View> step { … } … }`: a view's guided tour.
///
/// Its grammar is documented where it is used, as `docent::tutorial`.
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
