//! What a step of a draft waits for.
//!
//! A name is a string, and what takes arguments an object: `{"dom": "click", "at":
//! "#later"}`, `{"present": "#menu"}`, `{"absent": "#menu"}`, `{"any": [ … ]}`.

use std::borrow::Cow;

use docent_check::tour::{self as rules, ABSENT, ANY, Call, DOM, NEXT, NOTHING, PRESENT};

use crate::draft::value::Value;
use crate::tour::{PageWait, Wait};

/// The key of the selector of a `dom`.
const AT: &str = "at";

/// An object as what it is called and what it takes; `None` if it cannot be a wait.
fn call(value: &Value) -> Option<(&str, Vec<&Value>)> {
    let Value::Object(entries) = value else {
        return None;
    };
    let mut others = entries.iter().filter(|(key, _)| key != AT);
    let (name, first) = others.next()?;
    if others.next().is_some() {
        return None;
    }
    let mut arguments = match (name.as_str(), first) {
        (ANY, Value::Array(waits)) => waits.iter().collect(),
        (ANY, _) => return None,
        (_, first) => vec![first],
    };
    let at = entries.iter().filter(|(key, _)| key == AT);
    arguments.extend(at.map(|(_, at)| at));
    Some((name, arguments))
}

/// A value of `wait_for` as the rules see it.
pub(super) fn lower(value: &Value) -> rules::Value {
    let Some((name, arguments)) = call(value) else {
        return value.lower();
    };
    let lower = |argument: &&Value| match name {
        ANY => lower(argument),
        _ => argument.lower(),
    };
    rules::Value::Call(Call {
        name: name.to_owned(),
        arguments: arguments.iter().map(|value| lower(value).into()).collect(),
    })
}

/// What a value waits for in which no rule has found a fault.
pub(super) fn make(value: &Value, handlers: &[(String, Wait)]) -> Vec<Wait> {
    let text = |value: &Value| match value {
        Value::Text(text) => Cow::Owned(text.clone()),
        _ => Cow::Borrowed(""),
    };
    if let Value::Text(name) = value {
        let handler = || handlers.iter().find(|(known, _)| known == name);
        return match name.as_str() {
            NOTHING => Vec::new(),
            NEXT => vec![Wait::next()],
            _ => handler()
                .map(|(_, wait)| wait.clone())
                .into_iter()
                .collect(),
        };
    }
    let Some((name, arguments)) = call(value) else {
        return Vec::new();
    };
    let first = || {
        arguments
            .first()
            .map_or(Cow::Borrowed(""), |first| text(first))
    };
    let wait = match name {
        ANY => {
            return arguments
                .iter()
                .flat_map(|wait| make(wait, handlers))
                .collect();
        }
        DOM => PageWait::Dom {
            event: first(),
            at: arguments.get(1).map(|at| text(at)),
        },
        PRESENT => PageWait::Present(first()),
        ABSENT => PageWait::Absent(first()),
        _ => return Vec::new(),
    };
    vec![Wait::on_page(wait)]
}
