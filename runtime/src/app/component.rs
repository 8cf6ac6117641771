//! Components: parts of a view with handlers of their own.
//!
//! A component is a value inside its view. This module knows what one is and
//! how its handlers are called; [`wire`](crate::wire)
//! knows that an event is for one, and the view knows which.

use std::any::TypeId;

use crate::app::context::{Context, OnPage};
use crate::app::handler::{self, Handler, Reply, Signature};
use crate::app::view::View;
use crate::error::Rejection;
use crate::event::{Actor, Awaitable, Embedded, Params, sealed};
use crate::html::{Html, escape};

/// A part of a view that has event handlers and markup of its own, and may
/// be on a page more than once.
///
/// It is to a `#[live_view(LiveComponent)]` block what a [`View`] is to a
/// `#[live_view(…, LiveView)]` block. The view owns its components as it owns
/// anything else, puts each into its markup with [`component`], and returns from
/// [`View::component`] the one that an id means.
///
/// ```
/// use docent::prelude::*;
///
/// #[derive(Default)]
/// struct ProjectForm { title: String }
///
/// #[live_view(LiveComponent)]
/// impl ProjectForm {
///     #[event_handler]
///     fn save(&mut self, title: String) { self.title = title }
/// }
///
/// impl Component for ProjectForm {
///     fn render(&self) -> Html {
///         Html::new(format_args!(
///             r#"<form dj-submit="save"><input name="title" value="{}"><button>Save</button></form>"#,
///             docent::escape(&self.title),
///         ))
///     }
/// }
///
/// #[derive(Default)]
/// struct Onboarding { form: ProjectForm }
///
/// #[live_view(TutorialMixin, LiveView)]
/// impl Onboarding {}
///
/// impl View for Onboarding {
///     fn render(&self) -> Html {
///         Html::new(format_args!("<h1>Projects</h1>{}", docent::component("project_form", &self.form)))
///     }
///
///     fn component(&mut self, id: &str) -> Option<&mut dyn Component> {
///         match id {
///             "project_form" => Some(&mut self.form),
///             _ => None,
///         }
///     }
/// }
///
/// tutorial! {
///     <Onboarding>
///
///     step {
///         target: "[dj-component=project_form] button",
///         message: "Save your project to continue.",
///         wait_for: ProjectForm::save,
///         when: |event| event.component_id == "project_form" && !event.title.is_empty(),
///     }
/// }
/// ```
///
/// # Events
///
/// An event goes to the component in whose markup it happened: to the nearest
/// element around it that has a `dj-component` attribute. A handler that this
/// component does not have is refused with a reason; it is never looked for
/// in the view. Inside a component, an element with an empty
/// `dj-component=""` belongs to the view again.
///
/// The view's mixins see the event. A handler runs under the same promises as
/// the view's own, and is waited for as `ProjectForm::EVENTS.save`. The typed
/// event has the id as `component_id` beside its parameters, which is why no
/// parameter can be called that. A wait for the view's own `save`, or for a
/// component of another type, does not see it.
///
/// A handler's `Context` reaches the page and the visitor. Flows and tours
/// belong to the view.
///
/// # Security
///
/// The id comes from the browser, and anybody can send any: an id that the
/// view does not know is refused, and a view that looks one up in a list
/// gives out what *this* visitor may change.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a component yet",
    label = "has no `render`",
    note = "write `impl Component for {Self} {{ fn render(&self) -> Html {{ … }} }}`"
)]
pub trait Component: Answer + Send + 'static {
    /// The component's markup, as it should look now. See [`View::render`].
    fn render(&self) -> Html;
}

/// What `#[live_view(LiveComponent)]` adds to a component: its handlers and
/// their typed names. Not written by hand: it has hidden items that change with any
/// release.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no `#[live_view(LiveComponent)]` block",
    label = "none of its methods can be waited for or called by an event",
    note = "write `#[live_view(LiveComponent)]` above the `impl {Self}` that holds its event handlers; a handler of the view itself goes by its bare name"
)]
pub trait LiveComponent: Component + Sized {
    /// The struct whose fields are the typed names of the handlers.
    type Events: 'static;
    /// The typed names of the handlers: `ProjectForm::EVENTS.save`.
    const EVENTS: &'static Self::Events;
    /// The handlers, sorted by name.
    #[doc(hidden)]
    const HANDLERS: &'static [Handler<Self>];
}

/// How the handlers of a component of any type are called.
///
/// Every [`LiveComponent`] is one; it is not written by hand.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no `#[live_view(LiveComponent)]` block",
    label = "an event would find no handler here",
    note = "write `#[live_view(LiveComponent)]` above the `impl {Self}` that holds its event handlers"
)]
pub trait Answer {
    /// By which the waits for its events are found.
    fn component_type(&self) -> fn() -> TypeId;

    /// What its markup may name.
    fn signatures(&self) -> Vec<Signature>;

    /// The handler of that name that answers events of the actor, under its own name.
    fn handler(&self, name: &str, actor: Actor) -> Option<&'static str>;

    /// Starts the handler of that name, if there is one.
    fn answer<'a>(
        &'a mut self,
        name: &str,
        page: OnPage<'a>,
        params: &Params,
    ) -> Option<Result<Reply<'a>, Rejection>>;
}

#[diagnostic::do_not_recommend]
impl<C: LiveComponent> Answer for C {
    fn component_type(&self) -> fn() -> TypeId {
        TypeId::of::<C>
    }

    fn signatures(&self) -> Vec<Signature> {
        C::HANDLERS.iter().map(Handler::signature).collect()
    }

    fn handler(&self, name: &str, actor: Actor) -> Option<&'static str> {
        handler::find(C::HANDLERS, name)
            .filter(|handler| handler.answers(actor))
            .map(|handler| handler.name)
    }

    fn answer<'a>(
        &'a mut self,
        name: &str,
        page: OnPage<'a>,
        params: &Params,
    ) -> Option<Result<Reply<'a>, Rejection>> {
        let handler = handler::find(C::HANDLERS, name)?;
        Some((handler.run)(self, Context::of_component(page), params))
    }
}

impl<V: View> sealed::Awaited<V> for V {}

impl<V: View, C: LiveComponent> sealed::Awaited<V> for Embedded<C> {}

#[diagnostic::do_not_recommend]
impl<V: View> Awaitable<V> for V {}

#[diagnostic::do_not_recommend]
impl<V: View, C: LiveComponent> Awaitable<V> for Embedded<C> {}

/// Puts a component into its view's markup, under the id that
/// [`View::component`] knows it by.
///
/// The component is wrapped in a `<div dj-component="…">`. Where no `div` is
/// allowed, as in a table or a list, write the attribute on an element of your
/// own, around what [`Component::render`] gives:
/// `<li dj-component="todo-7">…</li>`.
///
/// ```
/// # use docent::prelude::*;
/// # struct Badge;
/// # #[live_view(LiveComponent)] impl Badge {}
/// impl Component for Badge {
///     fn render(&self) -> Html { Html::from("<b>1</b>") }
/// }
/// assert_eq!(
///     docent::component("cart", &Badge).as_str(),
///     r#"<div dj-component="cart"><b>1</b></div>"#
/// );
/// ```
#[must_use]
pub fn component(id: &str, component: &dyn Component) -> Html {
    Html::from(format!(
        r#"<div dj-component="{}">{}</div>"#,
        escape(id),
        component.render()
    ))
}
