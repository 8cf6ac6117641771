//! A tour as it is written: the steps, and the data that makes each of them.
//!
//! Everything here is static: `tutorial!` makes it of const functions, and a session
//! only ever borrows it. The fields are private, so that a step can get more of them.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use crate::js::Js;
use crate::tour::machine::{Next, OnMissing, StepGraph};
use crate::tour::page::Elsewhere;
use crate::tour::script::Scripts;
use crate::tour::wait::{Wait, Waits};

/// The class that marks a step's target where the step names no other.
pub const DEFAULT_HIGHLIGHT_CLASS: &str = "tour-highlight";
/// The event that the bubble listens for where the step names no other.
pub const DEFAULT_NARRATE_EVENT: &str = "tour:narrate";

/// A view's own tour, which [`TutorialMixin`](crate::TutorialMixin) runs.
///
/// Written by `tutorial! { <View> … }`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` lists `TutorialMixin` but has no tour",
    label = "no `tutorial!` for this view",
    note = "write `tutorial! {{ <{Self}> step {{ target: \"#id\", message: \"…\", timeout: 4s }} }}`"
)]
pub trait Tutorial: Sized + 'static {
    /// The tour.
    fn tour() -> &'static Tour<Self>;
}

/// The static list of steps that one `tutorial!` describes.
pub struct Tour<V: 'static> {
    pub(crate) id: &'static str,
    pub(crate) version: u32,
    pub(crate) autostart: Autostart,
    pub(crate) steps: &'static [Step<V>],
    /// The steps' commands as bytes.
    pub(crate) scripts: Scripts,
}

impl<V> Tour<V> {
    /// A tour of these steps, in version 1, that starts only when something
    /// starts it.
    ///
    /// Nothing checks the steps, their selectors or where their branches lead;
    /// `tutorial!` does.
    #[must_use]
    pub const fn new(id: &'static str, steps: &'static [Step<V>]) -> Self {
        Self {
            id,
            version: 1,
            autostart: Autostart::Never,
            steps,
            scripts: Scripts::new(),
        }
    }

    /// Sets the version; see [`version`](Self::version).
    #[must_use]
    pub const fn with_version(mut self, version: u32) -> Self {
        self.version = version;
        self
    }

    /// Sets whether the tour starts when the view is mounted.
    #[must_use]
    pub const fn with_autostart(mut self, autostart: Autostart) -> Self {
        self.autostart = autostart;
        self
    }

    /// The durable key of a visitor's progress.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// Grows when the steps change so much that a stored run is to go on at a
    /// step of the same name or start over.
    ///
    /// A stored run of the same version goes on in an edited tour at the step of
    /// the stored name; else at the one of the same target and wait; else, where
    /// the step is gone, at the first one after it that is still there; else it
    /// starts over. Back leads to those of the steps before that are still there.
    ///
    /// In another version, older or newer, it goes on at the step of the stored
    /// name, and starts over where there is none.
    #[must_use]
    pub const fn version(&self) -> u32 {
        self.version
    }

    /// Whether the tour starts when the view is mounted.
    #[must_use]
    pub const fn autostart(&self) -> Autostart {
        self.autostart
    }

    /// The steps, in the order in which they are written.
    #[must_use]
    pub const fn steps(&self) -> &'static [Step<V>] {
        self.steps
    }
}

/// One step of a tour.
pub struct Step<V: 'static> {
    pub(crate) name: Option<&'static str>,
    pub(crate) target: &'static str,
    pub(crate) message: StepText<V>,
    /// `None`: the one that the bubble in the page has.
    pub(crate) position: Option<Position>,
    pub(crate) waits: Waits,
    pub(crate) timeout: Option<Duration>,
    pub(crate) on_enter: Option<fn() -> Js>,
    pub(crate) on_exit: Option<fn() -> Js>,
    pub(crate) on_missing: OnMissing,
    /// `None`: any page.
    pub(crate) page: Option<StepText<V>>,
    /// `None`: where `page` is.
    pub(crate) href: Option<StepText<V>>,
    pub(crate) elsewhere: Elsewhere,
    pub(crate) skip_if: Option<fn(&V) -> bool>,
    pub(crate) next: &'static [Branch<V>],
    pub(crate) highlight_class: &'static str,
    pub(crate) narrate_event: &'static str,
}

impl<V> Step<V> {
    /// A step that points at `target`, shows `message` and waits for nothing; what
    /// else can be set has the defaults of `tutorial!`.
    ///
    /// `target` is a CSS selector; `#host >>> #inside` looks into an open shadow
    /// root.
    ///
    /// For steps that a flow runs by hand, with
    /// [`Guide::run_step`](crate::Guide::run_step). Nothing checks the selector
    /// or the steps' order; `tutorial!` does.
    ///
    /// ```
    /// # use docent::prelude::*;
    /// # use docent::tour::{Step, Wait};
    /// # use std::time::Duration;
    /// # #[derive(Default)] struct Shop;
    /// # impl View for Shop { fn render(&self) -> Html { Html::default() } }
    /// # #[live_view(LiveView)]
    /// # impl Shop { #[event_handler] fn add_to_cart(&mut self) {} }
    /// static CART: Step<Shop> = Step::new("#cart", "Put something in here.")
    ///     .wait_for(Wait::on(Shop::EVENTS.add_to_cart))
    ///     .timeout(Duration::from_secs(60));
    /// ```
    #[must_use]
    pub const fn new(target: &'static str, message: &'static str) -> Self {
        Self {
            name: None,
            target,
            message: StepText::Static(message),
            position: None,
            waits: Waits::Nothing,
            timeout: None,
            on_enter: None,
            on_exit: None,
            on_missing: OnMissing::Wait,
            page: None,
            href: None,
            elsewhere: Elsewhere::Link,
            skip_if: None,
            next: &[],
            highlight_class: DEFAULT_HIGHLIGHT_CLASS,
            narrate_event: DEFAULT_NARRATE_EVENT,
        }
    }

    /// Gives the step a name, by which branches lead to it and a stored run finds
    /// it in an edited tour.
    #[must_use]
    pub const fn named(mut self, name: &'static str) -> Self {
        self.name = Some(name);
        self
    }

    /// Makes the text of the bubble from the view when the step is shown, in place
    /// of the one that [`new`](Self::new) was given.
    #[must_use]
    pub const fn message_from(mut self, make: fn(&V) -> Cow<'static, str>) -> Self {
        self.message = StepText::Dynamic(make);
        self
    }

    /// Sets the side of the target at which the bubble is placed if there is room, in
    /// place of the one that the page's [`bubble`](crate::bubble) has.
    #[must_use]
    pub const fn position(mut self, position: Position) -> Self {
        self.position = Some(position);
        self
    }

    /// Sets what ends the step when it happens: a handler's success, the Next button,
    /// or what the page sees.
    #[must_use]
    pub const fn wait_for(self, wait: Wait) -> Self {
        self.waiting(Waits::One(wait))
    }

    /// Sets several things, any of which ends the step.
    ///
    /// ```
    /// # use docent::prelude::*;
    /// # use docent::tour::{Step, Wait};
    /// # #[derive(Default)] struct Shop;
    /// # impl View for Shop { fn render(&self) -> Html { Html::default() } }
    /// # #[live_view(LiveView)]
    /// # impl Shop { #[event_handler] fn add_to_cart(&mut self) {} }
    /// static CART: Step<Shop> = Step::new("#cart", "Put something in here, or look around.")
    ///     .wait_for_any(const { &[Wait::on(Shop::EVENTS.add_to_cart), Wait::dom_at("click", "#shelf")] });
    /// ```
    #[must_use]
    pub const fn wait_for_any(self, waits: &'static [Wait]) -> Self {
        self.waiting(Waits::Any(waits))
    }

    const fn waiting(mut self, waits: Waits) -> Self {
        // A constant function cannot drop what was set before. It is static data.
        std::mem::forget(std::mem::replace(&mut self.waits, waits));
        self
    }

    /// Sets how long the step lasts at most, on the server's clock.
    #[must_use]
    pub const fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Sets commands to run when the step is shown, after its own. Evaluated once
    /// per process.
    #[must_use]
    pub const fn on_enter(mut self, commands: fn() -> Js) -> Self {
        self.on_enter = Some(commands);
        self
    }

    /// Sets commands to run when the step ends, before its own are undone.
    /// Evaluated once per process.
    #[must_use]
    pub const fn on_exit(mut self, commands: fn() -> Js) -> Self {
        self.on_exit = Some(commands);
        self
    }

    /// Sets what happens while the target is not on the page.
    #[must_use]
    pub const fn on_missing(mut self, on_missing: OnMissing) -> Self {
        self.on_missing = on_missing;
        self
    }

    /// Sets the page on which the step is shown, by its path: `/projects`, or a pattern
    /// as in a route of axum, `/projects/{id}` or `/docs/{*rest}`, which then needs a
    /// [`href`](Self::href): otherwise nothing leads there, which is logged as an error.
    /// Without a page the step is shown on every one.
    ///
    /// The path is that below the
    /// [base path](crate::config::DocentBuilder::base_path), without query and fragment.
    /// What else a step promises of its page is in [several pages](crate::chapters::several_pages).
    #[must_use]
    pub const fn page(mut self, pattern: &'static str) -> Self {
        self.page = Some(StepText::Static(pattern));
        self
    }

    /// The same, for a page whose path the view knows. It is no pattern, may have a
    /// query, and is where a link leads.
    ///
    /// It is made when the step is entered and when the page is at another path.
    #[must_use]
    pub const fn page_from(mut self, make: fn(&V) -> Cow<'static, str>) -> Self {
        self.page = Some(StepText::Dynamic(make));
        self
    }

    /// Sets where [`page`](Self::page) is, in place of its own path: a URL of the same
    /// origin, as of [`Context::redirect`](crate::Context::redirect).
    #[must_use]
    pub const fn href(mut self, href: &'static str) -> Self {
        self.href = Some(StepText::Static(href));
        self
    }

    /// The same, made from the view when it is needed. One that leads to another origin
    /// is logged as an error, and not followed.
    #[must_use]
    pub const fn href_from(mut self, make: fn(&V) -> Cow<'static, str>) -> Self {
        self.href = Some(StepText::Dynamic(make));
        self
    }

    /// Sets what is done on another page than the step's.
    #[must_use]
    pub const fn elsewhere(mut self, elsewhere: Elsewhere) -> Self {
        self.elsewhere = elsewhere;
        self
    }

    /// Sets the condition under which the visitor has done the step already: it is
    /// then not shown.
    #[must_use]
    pub const fn skip_if(mut self, is_done: fn(&V) -> bool) -> Self {
        self.skip_if = Some(is_done);
        self
    }

    /// Sets what follows: the first branch whose condition holds; else the step
    /// below.
    #[must_use]
    pub const fn next(mut self, branches: &'static [Branch<V>]) -> Self {
        self.next = branches;
        self
    }

    /// Sets the class that the target has during the step, in place of
    /// [`DEFAULT_HIGHLIGHT_CLASS`].
    #[must_use]
    pub const fn highlight_class(mut self, class: &'static str) -> Self {
        self.highlight_class = class;
        self
    }

    /// Sets the event that carries the narration, in place of
    /// [`DEFAULT_NARRATE_EVENT`].
    #[must_use]
    pub const fn narrate_event(mut self, event: &'static str) -> Self {
        self.narrate_event = event;
        self
    }

    /// Its name, if it was given one.
    #[must_use]
    pub const fn name(&self) -> Option<&'static str> {
        self.name
    }

    /// The CSS selector of the element that the step points at.
    #[must_use]
    pub const fn target(&self) -> &'static str {
        self.target
    }

    /// The text of the bubble, as this view has it.
    #[must_use]
    pub fn text(&self, view: &V) -> Cow<'static, str> {
        match self.message {
            StepText::Static(text) => Cow::Borrowed(text),
            StepText::Dynamic(make) => make(view),
        }
    }

    /// What ends the step when any of it happens.
    pub fn waits(&self) -> impl Iterator<Item = &Wait> {
        self.waits.as_slice().iter()
    }
}

/// One branch of a step's `next`.
pub struct Branch<V: 'static> {
    /// The name of the step that it leads to; `None` is the end of the tour.
    pub(crate) to: Option<&'static str>,
    /// Its condition; without one it always holds.
    pub(crate) when: Option<fn(&V) -> bool>,
}

impl<V> Branch<V> {
    /// Leads to the step of that name. Where the tour has no such step it leads to
    /// the end.
    #[must_use]
    pub const fn to(step: &'static str) -> Self {
        Self {
            to: Some(step),
            when: None,
        }
    }

    /// Ends the tour.
    #[must_use]
    pub const fn end() -> Self {
        Self {
            to: None,
            when: None,
        }
    }

    /// Holds only for a view for which `when` returns `true`.
    #[must_use]
    pub const fn when(mut self, when: fn(&V) -> bool) -> Self {
        self.when = Some(when);
        self
    }
}

/// Whether a tour starts when its view is mounted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Autostart {
    /// Only when something starts it.
    #[default]
    Never,
    /// For a visitor of whom no progress is stored.
    Once,
    /// Whenever it is not running.
    Always,
}

/// A text of a step.
pub(crate) enum StepText<V> {
    /// The same for everybody.
    Static(&'static str),
    /// Made from the view when it is needed.
    Dynamic(fn(&V) -> Cow<'static, str>),
}

/// The side of the target at which the bubble is placed if there is room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Position {
    /// Above the target.
    Top,
    /// Below it.
    #[default]
    Bottom,
    /// To its left.
    Left,
    /// To its right.
    Right,
}

impl Position {
    /// The word for it in `tutorial!`, in attributes and on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Top => "top",
            Self::Bottom => "bottom",
            Self::Left => "left",
            Self::Right => "right",
        }
    }
}

impl<V> Tour<V> {
    /// The step of that name.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.steps.iter().position(|step| step.name == Some(name))
    }

    /// The step that a branch leads to; `None` is the end.
    fn target(&self, arm: &Branch<V>) -> Option<usize> {
        arm.to.and_then(|name| self.find(name))
    }

    /// The step that follows, given the view; `None` is the end.
    pub(crate) fn choose(&self, after: usize, view: &V) -> Option<usize> {
        self.steps[after]
            .next
            .iter()
            .find(|arm| arm.when.is_none_or(|when| when(view)))
            .map_or(Some(after + 1), |arm| self.target(arm))
    }
}

impl<V> StepGraph for Tour<V> {
    fn len(&self) -> usize {
        self.steps.len()
    }

    fn waits(&self, step: usize) -> bool {
        let step = &self.steps[step];
        !step.waits.as_slice().is_empty() || step.timeout.is_some()
    }

    fn is_made(&self, step: usize) -> bool {
        !self.steps[step].is_static()
    }

    fn may_be_satisfied(&self, step: usize) -> bool {
        self.steps[step].skip_if.is_some()
    }

    fn next(&self, step: usize) -> Next {
        match self.steps[step].next.first() {
            None => Next::To(Some(step + 1)),
            Some(arm) if arm.when.is_none() => Next::To(self.target(arm)),
            Some(_) => Next::Ask,
        }
    }

    fn on_missing(&self, step: usize) -> OnMissing {
        self.steps[step].on_missing
    }
}

/// Closures are shown as whether they are there.
impl<V> fmt::Debug for Branch<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Branch")
            .field("to", &self.to)
            .field("has_condition", &self.when.is_some())
            .finish()
    }
}

impl<V> fmt::Debug for Tour<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tour")
            .field("id", &self.id)
            .field("version", &self.version)
            .field("autostart", &self.autostart)
            .field("steps", &self.steps)
            .finish()
    }
}

/// Closures are shown as whether they are there.
impl<V> fmt::Debug for Step<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Step")
            .field("name", &self.name)
            .field("target", &self.target)
            .field("message", &self.message)
            .field("position", &self.position)
            .field("wait_for", &self.waits.as_slice())
            .field("timeout", &self.timeout)
            .field("has_on_enter", &self.on_enter.is_some())
            .field("has_on_exit", &self.on_exit.is_some())
            .field("on_missing", &self.on_missing)
            .field("page", &self.page)
            .field("href", &self.href)
            .field("elsewhere", &self.elsewhere)
            .field("has_skip_if", &self.skip_if.is_some())
            .field("next", &self.next)
            .field("highlight_class", &self.highlight_class)
            .field("narrate_event", &self.narrate_event)
            .finish()
    }
}

impl<V> fmt::Debug for StepText<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Static(text) => fmt::Debug::fmt(text, f),
            Self::Dynamic(_) => f.write_str("fn"),
        }
    }
}
