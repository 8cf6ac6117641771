//! What ends a step, other than its time and the bubble's buttons.
//!
//! A handler's success is seen by the server; the rest only the page knows, and it
//! reports that it has happened.

use std::any::{Any, TypeId};
use std::borrow::Cow;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::Rejection;
use crate::event::{Emitted, EventKey, HandlerOwner, Params, name_of};

/// Decodes an event's parameters and returns whether the step waits for it.
type When = fn(&Params) -> Result<bool, Rejection>;

/// One thing that a step waits for: see [`Step::wait_for`](crate::tour::Step::wait_for).
#[derive(Clone)]
pub struct Wait(Awaited);

#[derive(Clone)]
enum Awaited {
    Handler {
        recipient: HandlerOwner,
        event: &'static str,
        when: Option<When>,
    },
    App(&'static dyn OfApp),
    Next,
    Page(PageWait),
}

/// An event of the app of type `T`, as a wait that looks at it: see
/// [`Wait::app_when`].
pub struct AppEvent<T: 'static> {
    when: Option<fn(&T) -> bool>,
}

impl<T: Any + Send + Sync> AppEvent<T> {
    /// Only an event for which `condition` returns `true` counts.
    ///
    /// A condition that panics counts as `false`, and is logged.
    #[must_use]
    pub const fn when(condition: fn(&T) -> bool) -> Self {
        Self {
            when: Some(condition),
        }
    }
}

impl<T> fmt::Debug for AppEvent<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("AppEvent").field(&name_of::<T>()).finish()
    }
}

/// An [`AppEvent`] of any type.
trait OfApp: Sync {
    fn id(&self) -> TypeId;
    fn name(&self) -> &'static str;
    /// Whether it is this event that is waited for.
    fn matches(&self, emitted: &Emitted) -> bool;
}

impl<T: Any + Send + Sync> OfApp for AppEvent<T> {
    fn id(&self) -> TypeId {
        TypeId::of::<T>()
    }

    fn name(&self) -> &'static str {
        name_of::<T>()
    }

    fn matches(&self, emitted: &Emitted) -> bool {
        let Some(event) = emitted.get::<T>() else {
            return false;
        };
        let Some(when) = self.when else { return true };
        // The app's own mistake must not end its session.
        match catch_unwind(AssertUnwindSafe(|| when(event))) {
            Ok(true) => true,
            Ok(false) => {
                tracing::debug!(target: "docent::tour", app_event = emitted.name(), "what a step waits for has happened, but its `when` is `false`");
                false
            }
            Err(_) => {
                tracing::error!(target: "docent::tour", app_event = emitted.name(), "the predicate of a step panicked");
                false
            }
        }
    }
}

/// What the page looks for while it shows a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PageWait {
    /// An event of the document, at the step's target unless a selector is there.
    Dom {
        event: Cow<'static, str>,
        at: Option<Cow<'static, str>>,
    },
    /// An element that can be seen matches.
    Present(Cow<'static, str>),
    /// None does.
    Absent(Cow<'static, str>),
}

/// What a page has reported of the step that it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reported {
    /// The person has pressed Next.
    Next,
    /// What the page looks for has happened.
    Done,
}

impl Wait {
    /// Waits for the success of `key`'s handler.
    #[must_use]
    pub const fn on<V: ?Sized, E>(key: EventKey<V, E>) -> Self {
        Self::of(key.recipient(), key.name())
    }

    /// Waits for the success of any event of that handler.
    pub(crate) const fn of(recipient: HandlerOwner, event: &'static str) -> Self {
        Self(Awaited::Handler {
            recipient,
            event,
            when: None,
        })
    }

    /// Waits until the app emits an event of type `T` for the visitor or user of the
    /// session: see [`Sessions::emit`](crate::delivery::Sessions::emit).
    ///
    /// ```
    /// # use docent::prelude::*;
    /// # use docent::tour::{Step, Wait};
    /// # #[derive(Default)] struct Shop;
    /// # impl View for Shop { fn render(&self) -> Html { Html::default() } }
    /// struct Paid { amount: u32 }
    ///
    /// static PAY: Step<Shop> = Step::new("#pay", "Pay at the till.").wait_for(Wait::app::<Paid>());
    /// ```
    #[must_use]
    pub const fn app<T: Any + Send + Sync>() -> Self {
        Self(Awaited::App(const { &AppEvent::<T> { when: None } }))
    }

    /// The same for an event that has to be looked at.
    ///
    /// ```
    /// # use docent::tour::{AppEvent, Wait};
    /// # struct Paid { amount: u32 }
    /// const MUCH: Wait = Wait::app_when(const { &AppEvent::<Paid>::when(|paid| paid.amount > 100) });
    /// ```
    #[must_use]
    pub const fn app_when<T: Any + Send + Sync>(event: &'static AppEvent<T>) -> Self {
        Self(Awaited::App(event))
    }

    /// Waits until the person presses Next: in the bubble of such a step the button
    /// Skip is called [`next`](crate::page::Labels#structfield.next).
    #[must_use]
    pub const fn next() -> Self {
        Self(Awaited::Next)
    }

    /// Waits for an event of the document at the step's target, or inside of it if the
    /// event bubbles: `click`, `toggle`, or one of the page's own.
    ///
    /// docent moves the focus to a target by itself, so a `focus` there is no sign of the
    /// person.
    ///
    /// # Security
    ///
    /// As all that a page reports it can be forged by its visitor, here and in
    /// [`dom_at`](Self::dom_at), [`present`](Self::present) and
    /// [`absent`](Self::absent). What must have succeeded is a handler.
    #[must_use]
    pub const fn dom(event: &'static str) -> Self {
        Self(Awaited::Page(PageWait::Dom {
            event: Cow::Borrowed(event),
            at: None,
        }))
    }

    /// The same at another element: at any that matches `selector`, which may look into
    /// open shadow roots as that of a target.
    #[must_use]
    pub const fn dom_at(event: &'static str, selector: &'static str) -> Self {
        Self(Awaited::Page(PageWait::Dom {
            event: Cow::Borrowed(event),
            at: Some(Cow::Borrowed(selector)),
        }))
    }

    /// Waits until a person can see an element that matches `selector`. One that is
    /// there already ends the step as soon as it is shown.
    #[must_use]
    pub const fn present(selector: &'static str) -> Self {
        Self(Awaited::Page(PageWait::Present(Cow::Borrowed(selector))))
    }

    /// Waits until a person can see no element that matches `selector`. If there is
    /// none, the step ends as soon as it is shown.
    #[must_use]
    pub const fn absent(selector: &'static str) -> Self {
        Self(Awaited::Page(PageWait::Absent(Cow::Borrowed(selector))))
    }

    /// What a made tour waits for on the page.
    pub(crate) const fn on_page(wait: PageWait) -> Self {
        Self(Awaited::Page(wait))
    }

    /// Only an event for which `when` returns `true` counts.
    ///
    /// # Panics
    ///
    /// If it does not wait for a handler: an event of the app is looked at by
    /// [`app_when`](Self::app_when), and nothing else has anything to look at.
    #[must_use]
    pub const fn when(mut self, condition: When) -> Self {
        match &mut self.0 {
            Awaited::Handler { when, .. } => *when = Some(condition),
            _ => panic!("only a handler's event has parameters to look at"),
        }
        self
    }

    /// The name of the handler that is waited for; `None` if it is something else.
    #[must_use]
    pub const fn handler(&self) -> Option<&'static str> {
        match self.0 {
            Awaited::Handler { event, .. } => Some(event),
            _ => None,
        }
    }

    /// Whose handler is waited for, if one is.
    pub(crate) const fn recipient(&self) -> Option<HandlerOwner> {
        match self.0 {
            Awaited::Handler { recipient, .. } => Some(recipient),
            _ => None,
        }
    }

    /// What the page looks for, if anything.
    pub(crate) const fn page(&self) -> Option<&PageWait> {
        match &self.0 {
            Awaited::Page(wait) => Some(wait),
            _ => None,
        }
    }

    /// Whether it is the Next button.
    pub(crate) const fn is_next(&self) -> bool {
        matches!(self.0, Awaited::Next)
    }

    /// Whether this report of the page is what is waited for.
    pub(crate) const fn is_met_by(&self, reported: Reported) -> bool {
        matches!(
            (&self.0, reported),
            (Awaited::Next, Reported::Next) | (Awaited::Page(_), Reported::Done)
        )
    }

    /// Whether it is this event of the app that is waited for.
    pub(crate) fn is_met_by_event(&self, emitted: &Emitted) -> bool {
        match self.0 {
            Awaited::App(event) => event.id() == emitted.id() && event.matches(emitted),
            _ => false,
        }
    }

    /// Whether it is this handler that is waited for.
    pub(crate) fn is_for(&self, owner: HandlerOwner, name: &str) -> bool {
        self.handler() == Some(name) && self.recipient() == Some(owner)
    }

    /// Whether an event of that handler is the one that is waited for.
    ///
    /// A predicate that panics counts as `false`: it is a mistake of the app and not
    /// the visitor's answer.
    pub(crate) fn matches(&self, params: &Params) -> bool {
        let Awaited::Handler {
            event,
            when: Some(when),
            ..
        } = self.0
        else {
            return true;
        };
        match catch_unwind(|| when(params)) {
            Ok(Ok(true)) => true,
            Ok(Ok(false)) => {
                tracing::debug!(target: "docent::tour", handler = event, "what a step waits for has happened, but its `when` is `false`");
                false
            }
            Ok(Err(rejection)) => {
                tracing::error!(target: "docent::tour", handler = event, code = rejection.code().as_str(), "an event that its handler accepted could not be decoded for a step");
                false
            }
            Err(_) => {
                tracing::error!(target: "docent::tour", handler = event, "the predicate of a step panicked");
                false
            }
        }
    }
}

/// In the notation of `tutorial!`. Conditions are left out.
impl fmt::Display for Wait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Awaited::Handler { event, .. } => f.write_str(event),
            Awaited::App(event) => f.write_str(event.name()),
            Awaited::Next => f.write_str("next"),
            Awaited::Page(wait) => wait.fmt(f),
        }
    }
}

impl fmt::Display for PageWait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dom { event, at: None } => write!(f, "dom({event:?})"),
            Self::Dom {
                event,
                at: Some(at),
            } => write!(f, "dom({event:?}, {at:?})"),
            Self::Present(selector) => write!(f, "present({selector:?})"),
            Self::Absent(selector) => write!(f, "absent({selector:?})"),
        }
    }
}

impl fmt::Debug for Wait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Wait").field(&self.to_string()).finish()
    }
}

/// All that a step from the app's source waits for: any of it ends the step.
pub(crate) enum Waits {
    Nothing,
    One(Wait),
    Any(&'static [Wait]),
}

impl Waits {
    pub(crate) const fn as_slice(&self) -> &[Wait] {
        match self {
            Self::Nothing => &[],
            Self::One(wait) => std::slice::from_ref(wait),
            Self::Any(waits) => waits,
        }
    }
}
