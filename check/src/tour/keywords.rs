//! The words of `wait_for` that are no handlers' names.

use super::{Form, Value};

/// The value of `wait_for` for a step that is meant to advance immediately.
///
/// As data it is a string. In source it is a word, [`Value::Written`], so that a
/// handler of that name can still be written as a string. So is [`NEXT`].
pub const NOTHING: &str = "nothing";
/// The value of `wait_for` for a step that the person leaves by the Next button.
pub const NEXT: &str = "next";
/// The [`Call`](super::Call) for a DOM event, at the target or at a selector.
pub const DOM: &str = "dom";
/// The [`Call`](super::Call) for an element that can be seen.
pub const PRESENT: &str = "present";
/// The [`Call`](super::Call) for no element that can be seen.
pub const ABSENT: &str = "absent";
/// The [`Call`](super::Call) for several waits, any of which ends the step.
pub const ANY: &str = "any";
/// What is written with arguments.
pub const CALLS: [&str; 4] = [DOM, PRESENT, ABSENT, ANY];

/// The keyword that a value of `wait_for` is.
pub(super) fn keyword(value: &Value, form: Form) -> Option<&'static str> {
    let word = match (value, form) {
        (Value::Written(word), _) | (Value::Text(word), Form::Data) => word,
        _ => return None,
    };
    [NOTHING, NEXT].into_iter().find(|keyword| keyword == word)
}

/// Whether a value of `wait_for` is [`NOTHING`].
pub(super) fn is_nothing(value: &Value, form: Form) -> bool {
    keyword(value, form) == Some(NOTHING)
}

/// Events of the page that are well known: nobody gives a handler such a name, and some
/// write `dom("onclick")`.
pub(super) const COMMON_EVENTS: [&str; 12] = [
    "click",
    "change",
    "input",
    "submit",
    "toggle",
    "focus",
    "blur",
    "keydown",
    "keyup",
    "scroll",
    "mouseenter",
    "pointerdown",
];
