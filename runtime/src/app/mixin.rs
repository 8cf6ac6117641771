//! Mixins: what wraps a view, as tower's layers wrap a service.
//!
//! The mixins of a view are listed in `#[live_view(Outer, Inner, LiveView)]`,
//! outermost first, and `LiveView`, the view itself, last. Each sees the
//! view being mounted, every event before and after its handler, and the end
//! of the session; on the way in the outermost comes first, on the way out
//! last.

use crate::app::context::Context;
use crate::app::handler::{self, Handler};
use crate::error::{HandlerError, Rejection};
use crate::event::{Actor, Params};
use crate::inbox::page_failure::PageFailure;
use crate::panics::guarded;
use crate::tour::TourEvent;

/// Something that is listed before `LiveView` to add handlers, state and
/// hooks to a view.
///
/// A session holds one value of the mixin: its fields are its state.
///
/// ```
/// use docent::prelude::*;
/// use docent::mixin::Event;
///
/// #[derive(Default)]
/// struct Audit { events: u64 }
///
/// impl<V: View> Mixin<V> for Audit {
///     const NAME: &'static str = "Audit";
///
///     fn after_event(&mut self, _: &mut V, _: &mut Context<'_, V>, event: &Event<'_>, outcome: &EventOutcome<'_>) {
///         self.events += 1;
///         println!("event {}: {} {outcome:?}", self.events, event.name());
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be listed in `#[live_view]` for `{V}`",
    label = "not a mixin of this view",
    note = "a mixin is a type with `impl<V: View> Mixin<V> for {Self}`; `LiveView` is listed last"
)]
pub trait Mixin<V: 'static>: Default + Send + 'static {
    /// What other mixins call it in their [`ORDER`](Mixin::ORDER).
    const NAME: &'static str;

    /// What it must be listed before or after. Checked by the compiler.
    const ORDER: MixinOrder = MixinOrder::ANY;

    /// Its own handlers, sorted by name.
    #[doc(hidden)]
    const HANDLERS: &'static [Handler<V>] = &[];

    #[doc(hidden)]
    const HOOKS: Hooks<V, Self> = Hooks::OF_MIXIN;

    /// The view was mounted, and its page is connected.
    fn mounted(&mut self, view: &mut V, cx: &mut Context<'_, V>) {
        let _ = (view, cx);
    }

    /// An event is about to reach its handler: from the page or from the app,
    /// for the view or for a component.
    ///
    /// # Errors
    ///
    /// An error stops the event: neither the mixins listed after this one nor
    /// the handler see it, it resolves no wait, and a step that waits for it
    /// stays. The page is answered as if the handler had returned the error: it
    /// gets the text of a [refusal](HandlerError::refused), and of another error
    /// only that a mixin failed. A panic stops the event too.
    ///
    /// Of the mixins listed before this one, whose `before_event` let the event
    /// through, [`after_event`](Mixin::after_event) is called with the rejection;
    /// this one's own is not. What was asked of `cx` before the error still happens.
    fn before_event(
        &mut self,
        view: &mut V,
        cx: &mut Context<'_, V>,
        event: &Event<'_>,
    ) -> Result<(), HandlerError> {
        let _ = (view, cx, event);
        Ok(())
    }

    /// The handler of an event has run, or the event was refused: by the
    /// handler, before it, or by a mixin that is listed after this one.
    ///
    /// Called once for each event that this mixin's
    /// [`before_event`](Mixin::before_event) let through.
    fn after_event(
        &mut self,
        view: &mut V,
        cx: &mut Context<'_, V>,
        event: &Event<'_>,
        outcome: &EventOutcome<'_>,
    ) {
        let _ = (view, cx, event, outcome);
    }

    /// Something happened to the visitor's tour.
    ///
    /// Called when the view is free, in the order in which things happened. A
    /// session that ends takes its run along without an event: the run continues
    /// in the next one.
    ///
    /// What it asks of a tour here may cause the next event. To
    /// 64 tours and flows, asked for without a word from the page between them,
    /// one more is not started: the tour ends with
    /// [`TourOutcome::Failed`](crate::tour::TourOutcome), and the reason is logged.
    fn tour_event(&mut self, view: &mut V, cx: &mut Context<'_, V>, event: &TourEvent) {
        let _ = (view, cx, event);
    }

    /// The page reports that it could not do something.
    ///
    /// Called when the view is free, in the order of the reports, each before
    /// the tour events that follow from it. Like the log it gets 64 reports at
    /// once and 10 in a second; further ones are counted in the log's next line
    /// about the page, and reach nobody. To 64 that wait for a handler which has
    /// the view one more is dropped, and logged.
    ///
    /// # Security
    ///
    /// The report is the browser's: see [`PageFailure`].
    fn page_failure(&mut self, view: &mut V, cx: &mut Context<'_, V>, failure: &PageFailure) {
        let _ = (view, cx, failure);
    }

    /// The session ends: the browser has been gone for the grace period.
    fn disconnected(&mut self, view: &mut V) {
        let _ = view;
    }
}

/// The mixins that one must be listed before or after, by their names.
#[derive(Debug, Clone, Copy)]
pub struct MixinOrder {
    /// It must be listed before each of these that is listed.
    pub before: &'static [&'static str],
    /// It must be listed after each of these that is listed.
    pub after: &'static [&'static str],
}

impl MixinOrder {
    /// It may be listed anywhere before `LiveView`.
    pub const ANY: Self = Self {
        before: &[],
        after: &[],
    };
}

/// An event, as a mixin sees it.
#[derive(Debug)]
pub struct Event<'a> {
    name: &'a str,
    params: &'a Params,
    actor: Actor,
}

impl<'a> Event<'a> {
    pub(crate) fn new(name: &'a str, params: &'a Params, actor: Actor) -> Self {
        Self {
            name,
            params,
            actor,
        }
    }

    /// The handler's name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.name
    }

    /// The id of the component that it is for, as the page sent it; `None` if it
    /// is for the view itself. Not to be trusted.
    #[must_use]
    pub fn component_id(&self) -> Option<&str> {
        self.params.component_id()
    }

    /// Who has caused it.
    #[must_use]
    pub fn actor(&self) -> Actor {
        self.actor
    }

    /// What the browser sent with it. Not to be trusted.
    #[must_use]
    pub fn params(&self) -> &Params {
        self.params
    }
}

/// How an event ended.
#[derive(Debug)]
#[non_exhaustive]
pub enum EventOutcome<'a> {
    /// The handler has run and succeeded.
    Succeeded,
    /// The event was refused, or its handler failed.
    Rejected(&'a Rejection),
}

/// The view itself, which is listed last in `#[live_view(…, LiveView)]`.
#[derive(Debug, Default, Clone, Copy)]
pub struct LiveView;

/// The view itself where docent does not render it, listed last in
/// `#[live_view(…, AttachedView)]`: its tours run on pages of the app's own, to which
/// [`attach`](crate::attach) adds them. `#[live_view]` reads this name.
pub type AttachedView = LiveView;

/// The mixins of a view, each around the ones inside, [`LiveView`] innermost.
/// Made by `#[live_view]`.
pub trait Stack<V: 'static>: Default + Send + 'static {
    #[doc(hidden)]
    fn handler(name: &str) -> Option<&'static Handler<V>>;
    #[doc(hidden)]
    fn handler_names() -> Vec<&'static str>;
    #[doc(hidden)]
    fn mounted(&mut self, view: &mut V, cx: &mut Context<'_, V>);
    #[doc(hidden)]
    fn before_event(
        &mut self,
        view: &mut V,
        cx: &mut Context<'_, V>,
        event: &Event<'_>,
    ) -> Result<(), Rejection>;
    #[doc(hidden)]
    fn after_event(
        &mut self,
        view: &mut V,
        cx: &mut Context<'_, V>,
        event: &Event<'_>,
        outcome: &EventOutcome<'_>,
    );
    #[doc(hidden)]
    fn tour_event(&mut self, view: &mut V, cx: &mut Context<'_, V>, event: &TourEvent);
    #[doc(hidden)]
    fn page_failure(&mut self, view: &mut V, cx: &mut Context<'_, V>, failure: &PageFailure);
    #[doc(hidden)]
    fn disconnected(&mut self, view: &mut V);
}

impl<V: 'static> Stack<V> for LiveView {
    fn handler(_: &str) -> Option<&'static Handler<V>> {
        None
    }

    fn handler_names() -> Vec<&'static str> {
        Vec::new()
    }

    fn mounted(&mut self, _: &mut V, _: &mut Context<'_, V>) {}

    fn before_event(
        &mut self,
        _: &mut V,
        _: &mut Context<'_, V>,
        _: &Event<'_>,
    ) -> Result<(), Rejection> {
        Ok(())
    }

    fn after_event(
        &mut self,
        _: &mut V,
        _: &mut Context<'_, V>,
        _: &Event<'_>,
        _: &EventOutcome<'_>,
    ) {
    }

    fn tour_event(&mut self, _: &mut V, _: &mut Context<'_, V>, _: &TourEvent) {}

    fn page_failure(&mut self, _: &mut V, _: &mut Context<'_, V>, _: &PageFailure) {}

    fn disconnected(&mut self, _: &mut V) {}
}

/// Logs why a mixin stops an event, and returns what the page receives.
fn rejected_by(mixin: &'static str, error: HandlerError) -> Rejection {
    if error.is_refusal() {
        tracing::debug!(target: "docent::session", mixin, %error, "a mixin refused an event");
    } else {
        tracing::warn!(target: "docent::session", mixin, %error, "a mixin failed before an event");
    }
    error.into_rejection(|| format!("the mixin `{mixin}` failed"))
}

/// The mixin that a view lists at a place.
///
/// Whether it is one is asked where its hooks are named, so that the error
/// is at its place, comes once and shows no bound of docent's.
pub trait Listed<const AT: usize>: Sized + 'static {
    #[doc(hidden)]
    type Mixin: Send + 'static;
    #[doc(hidden)]
    const HOOKS: Hooks<Self, Self::Mixin>;
}

type Hook<V, M> = fn(&mut M, &mut V, &mut Context<'_, V>);
type Before<V, M> = fn(&mut M, &mut V, &mut Context<'_, V>, &Event<'_>) -> Result<(), HandlerError>;
type After<V, M> = fn(&mut M, &mut V, &mut Context<'_, V>, &Event<'_>, &EventOutcome<'_>);
type OfTour<V, M> = fn(&mut M, &mut V, &mut Context<'_, V>, &TourEvent);
type OfPage<V, M> = fn(&mut M, &mut V, &mut Context<'_, V>, &PageFailure);

/// What the stack knows of a mixin.
#[derive(Debug)]
pub struct Hooks<V: 'static, M> {
    pub(crate) name: &'static str,
    pub(crate) order: MixinOrder,
    pub(crate) handlers: &'static [Handler<V>],
    new: fn() -> M,
    mounted: Hook<V, M>,
    before_event: Before<V, M>,
    after_event: After<V, M>,
    tour_event: OfTour<V, M>,
    page_failure: OfPage<V, M>,
    disconnected: fn(&mut M, &mut V),
}

impl<V: 'static, M: Mixin<V>> Hooks<V, M> {
    const OF_MIXIN: Self = Self {
        name: M::NAME,
        order: M::ORDER,
        handlers: M::HANDLERS,
        new: M::default,
        mounted: M::mounted,
        before_event: M::before_event,
        after_event: M::after_event,
        tour_event: M::tour_event,
        page_failure: M::page_failure,
        disconnected: M::disconnected,
    };
}

/// The mixin listed at place `AT`, around those listed after it.
#[derive(Debug)]
pub struct Around<V: Listed<AT>, const AT: usize, Inner>(V::Mixin, Inner);

impl<V: Listed<AT>, const AT: usize, Inner: Default> Default for Around<V, AT, Inner> {
    fn default() -> Self {
        Self((V::HOOKS.new)(), Inner::default())
    }
}

impl<V: Listed<AT>, const AT: usize, Inner: Stack<V>> Stack<V> for Around<V, AT, Inner> {
    fn handler(name: &str) -> Option<&'static Handler<V>> {
        handler::find(V::HOOKS.handlers, name).or_else(|| Inner::handler(name))
    }

    fn handler_names() -> Vec<&'static str> {
        let mut names: Vec<_> = V::HOOKS
            .handlers
            .iter()
            .map(|handler| handler.name)
            .collect();
        names.extend(Inner::handler_names());
        names
    }

    fn mounted(&mut self, view: &mut V, cx: &mut Context<'_, V>) {
        (V::HOOKS.mounted)(&mut self.0, view, cx);
        self.1.mounted(view, cx);
    }

    fn before_event(
        &mut self,
        view: &mut V,
        cx: &mut Context<'_, V>,
        event: &Event<'_>,
    ) -> Result<(), Rejection> {
        let own = guarded("a mixin's hook", || {
            (V::HOOKS.before_event)(&mut self.0, view, cx, event)
        });
        // A mixin that panics has not let the event through.
        own.unwrap_or_else(|| Err(HandlerError::message("it panicked")))
            .map_err(|error| rejected_by(V::HOOKS.name, error))?;
        let inner = self.1.before_event(view, cx, event);
        if let Err(rejection) = &inner {
            let outcome = EventOutcome::Rejected(rejection);
            (V::HOOKS.after_event)(&mut self.0, view, cx, event, &outcome);
        }
        inner
    }

    fn after_event(
        &mut self,
        view: &mut V,
        cx: &mut Context<'_, V>,
        event: &Event<'_>,
        outcome: &EventOutcome<'_>,
    ) {
        self.1.after_event(view, cx, event, outcome);
        (V::HOOKS.after_event)(&mut self.0, view, cx, event, outcome);
    }

    fn tour_event(&mut self, view: &mut V, cx: &mut Context<'_, V>, event: &TourEvent) {
        (V::HOOKS.tour_event)(&mut self.0, view, cx, event);
        self.1.tour_event(view, cx, event);
    }

    fn page_failure(&mut self, view: &mut V, cx: &mut Context<'_, V>, failure: &PageFailure) {
        (V::HOOKS.page_failure)(&mut self.0, view, cx, failure);
        self.1.page_failure(view, cx, failure);
    }

    fn disconnected(&mut self, view: &mut V) {
        self.1.disconnected(view);
        (V::HOOKS.disconnected)(&mut self.0, view);
    }
}
