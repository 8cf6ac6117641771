//! What a list of mixins is checked for, while the user's crate is compiled.
//!
//! Each check is a constant under a token of the user's, who reads its panic
//! as the compiler's error at that token.

use std::marker::PhantomData;

use crate::app::handler::Handler;
use crate::app::mixin::MixinOrder;
use crate::app::view::Live;
use crate::tour::{Tour, Tutorial};

pub(super) const TUTORIAL_MIXIN: &str = "TutorialMixin";

/// A mixin, as the list of a view has it.
#[derive(Debug)]
pub struct Place<V: 'static> {
    name: &'static str,
    order: MixinOrder,
    handlers: &'static [Handler<V>],
}

impl<V> Place<V> {
    pub(super) const fn new(
        name: &'static str,
        order: MixinOrder,
        handlers: &'static [Handler<V>],
    ) -> Self {
        Self {
            name,
            order,
            handlers,
        }
    }

    /// What the mixin is called.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

/// Panics if the mixin at a place may not be listed there.
#[track_caller]
pub const fn in_order<V>(listed: &[Place<V>], at: usize) {
    let own = &listed[at];
    let mut other = 0;
    while other < listed.len() {
        let Place { name, order, .. } = &listed[other];
        if other < at && same(name, own.name) {
            fail(&[
                "another mixin called `",
                own.name,
                "` is listed before this one, so every event would pass through both\nhelp: leave one of them out",
            ]);
        }
        if other < at && contains(own.order.before, name) {
            fail(&[
                "`",
                own.name,
                "` must be listed before `",
                name,
                "`, which its own order requires: listed after it, it has no effect\nhelp: list `",
                own.name,
                "` first: `",
                own.name,
                ", ",
                name,
                "`",
            ]);
        }
        // If both mixins ask for it, one error is enough.
        if other > at && contains(own.order.after, name) && !contains(order.before, own.name) {
            fail(&[
                "`",
                own.name,
                "` must be listed after `",
                name,
                "`, which its own order requires: listed before it, it has no effect\nhelp: list `",
                name,
                "` first: `",
                name,
                ", ",
                own.name,
                "`",
            ]);
        }
        other += 1;
    }
}

/// Panics if a view's handler has the name of a mixin's.
#[track_caller]
pub const fn not_shadowing<V>(listed: &[Place<V>], handler: &'static str) {
    let mut at = 0;
    while at < listed.len() {
        if has(listed[at].handlers, handler) {
            let mixin = listed[at].name;
            fail(&[
                "`",
                handler,
                "` is a handler of `",
                mixin,
                "` as well, and would no longer do what the page expects of it\nhelp: if that is meant, write `#[event_handler(overrides = ",
                mixin,
                ")]`; if not, choose another name",
            ]);
        }
        at += 1;
    }
}

/// Panics if a mixin has no handler that a view's could override.
#[track_caller]
pub const fn overriding<V>(mixin: &Place<V>, handler: &'static str) {
    if has(mixin.handlers, handler) {
        return;
    }
    let mut text = Text::of(&[
        "`",
        mixin.name,
        "` has no handler `",
        handler,
        "` that this one could override\nhelp: ",
    ]);
    if mixin.handlers.is_empty() {
        text = text.and("it has none at all: write `#[event_handler]`");
    } else {
        text = text.and("there is ");
    }
    let mut at = 0;
    while at < mixin.handlers.len() {
        text = text.and(if at == 0 {
            "`"
        } else if at + 1 == mixin.handlers.len() {
            " and `"
        } else {
            ", `"
        });
        text = text.and(mixin.handlers[at].name).and("`");
        at += 1;
    }
    panic!("{}", text.as_str())
}

/// Panics if the mixin would lead through a tour that there is not.
#[track_caller]
pub const fn leads_somewhere<V>(mixin: &Place<V>, view: &'static str, has_tour: bool) {
    if !has_tour && same(mixin.name, TUTORIAL_MIXIN) {
        fail(&[
            "`",
            view,
            "` lists `TutorialMixin`, but no `tutorial!` is for it, so starting it would do nothing\nhelp: write `tutorial! { <",
            view,
            "> step { target: \"#id\", message: \"…\", timeout: 4s } }`, or correct the one that is meant for it; or choose a tour yourself in `#[event_handler(overrides = TutorialMixin)] async fn start_tutorial(guide: Guide<Self>)`",
        ]);
    }
}

/// The typed names of a view's handlers.
///
/// Unlike the constant itself this does not require `View`: the `#[live_view]`
/// block does. The checks of a view give
/// the same, so that a view without such a block is one and the same error
/// wherever its tour mentions it.
#[must_use]
pub const fn events<V: Live>() -> &'static V::Events {
    V::EVENTS
}

/// Panics if nothing would ever lead through a view's own tour.
#[track_caller]
pub const fn is_led<V: Live>() -> &'static V::Events {
    let view = V::NAME;
    if let Some(listed) = V::MIXINS
        && !contains(listed, TUTORIAL_MIXIN)
    {
        fail(&[
            "`",
            view,
            "` does not list `TutorialMixin`, so nothing would ever start this tour\nhelp: list it: `#[live_view(TutorialMixin, …)]`; or give the tour a name, to run it by hand: `static TOUR: <",
            view,
            ">`",
        ]);
    }
    V::EVENTS
}

/// Panics if a step waits for a handler of a mixin that its view does not list.
#[track_caller]
pub const fn is_listed<V: Live>(mixin: Option<&str>) -> &'static V::Events {
    let view = V::NAME;
    if let (Some(listed), Some(mixin)) = (V::MIXINS, mixin)
        && !contains(listed, mixin)
    {
        fail(&[
            "`",
            view,
            "` does not list `",
            mixin,
            "`, so no event would ever reach this handler\nhelp: list it: `#[live_view(",
            mixin,
            ", …)]`",
        ]);
    }
    V::EVENTS
}

/// Finds the tour of a view, if one is described.
///
/// The inherent constant is there for a view with a tour, and is preferred;
/// for every other there is the one of [`NoTour`].
#[derive(Debug)]
pub struct Own<V>(PhantomData<V>);

/// How a view gives its tour.
type Give<V> = fn() -> &'static Tour<V>;

impl<V: Tutorial> Own<V> {
    /// The tour.
    pub const TOUR: Option<Give<V>> = Some(V::tour);
}

/// What a view without a tour has instead.
pub trait NoTour<V: 'static> {
    /// None.
    const TOUR: Option<Give<V>> = None;
}

impl<V: 'static> NoTour<V> for Own<V> {}

/// Whether some tour may be a view's own although it does not name the view.
///
/// A tour whose view is misspelt is most likely the one that its view lacks.
/// The name that cannot be found is reported; that the view has no tour would only
/// follow from it.
///
/// Each own tour has an impl of [`MeantFor`] that asks of its view what
/// holds of no type, and is uncertain, to the compiler, of one that it could
/// not find. So the inherent constant is there if any tour is uncertain.
#[derive(Debug)]
pub struct Unclear<V, Tour>(PhantomData<(V, Tour)>);

impl<V, Tour> Unclear<V, Tour>
where
    Tours: MeantFor<Tour, V>,
{
    /// There is such a tour.
    pub const ANY: bool = true;
}

/// What there is where the view of every tour is known.
pub trait AllClear {
    /// There is none.
    const ANY: bool = false;
}

impl<V> AllClear for Unclear<V, ()> {}

/// All the tours of a crate.
#[derive(Debug)]
pub struct Tours;

/// The tour `Tour` may be meant for the view `V`.
///
/// `View` is the view as the tour names it. Where that is nothing, an impl that
/// mentions it makes the compiler keep quiet about which of several such tours
/// is meant.
pub trait MeantFor<Tour, V, View = ()> {}

/// What no type is.
pub trait Nothing<V> {}

const fn contains(names: &[&str], name: &str) -> bool {
    let mut at = 0;
    while at < names.len() {
        if same(names[at], name) {
            return true;
        }
        at += 1;
    }
    false
}

const fn has<V>(handlers: &[Handler<V>], name: &str) -> bool {
    let mut at = 0;
    while at < handlers.len() {
        if same(handlers[at].name, name) {
            return true;
        }
        at += 1;
    }
    false
}

/// `==` on texts, which no constant can use.
const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

#[track_caller]
const fn fail(parts: &[&str]) -> ! {
    let text = Text::of(parts);
    panic!("{}", text.as_str())
}

/// A text made while the user's crate is compiled; what does not fit is cut off.
struct Text {
    bytes: [u8; 1024],
    len: usize,
}

impl Text {
    const fn of(parts: &[&str]) -> Self {
        let mut text = Self {
            bytes: [0; 1024],
            len: 0,
        };
        let mut at = 0;
        while at < parts.len() {
            text = text.and(parts[at]);
            at += 1;
        }
        text
    }

    const fn and(mut self, part: &str) -> Self {
        let part = part.as_bytes();
        if self.len + part.len() <= self.bytes.len() {
            let mut at = 0;
            while at < part.len() {
                self.bytes[self.len] = part[at];
                self.len += 1;
                at += 1;
            }
        }
        self
    }

    const fn as_str(&self) -> &str {
        match str::from_utf8(self.bytes.split_at(self.len).0) {
            Ok(text) => text,
            Err(_) => "",
        }
    }
}
