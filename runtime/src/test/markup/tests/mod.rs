//! What an action on a page sends, one claim each.

mod actions;
mod bindings;
mod errors;
mod forms;
mod renders;

use super::{ActionError, Fired, Markup, Outcome};
use crate::event::Value;

/// A page that came with this markup.
fn page(html: &str) -> Markup {
    let mut page = Markup::new();
    page.render(html);
    page
}

/// An event of the view's with parameters by name.
fn event(name: &str, params: &[(&str, Value)]) -> Fired {
    Fired {
        name: name.to_owned(),
        params: Value::map(params.iter().map(|(name, value)| (*name, value.clone()))),
        component: None,
    }
}

/// The names of the events, in their order.
fn names(outcome: Outcome) -> Vec<String> {
    let fired = outcome.expect("an action that a person can take");
    fired.into_iter().map(|event| event.name).collect()
}

/// The parameters of the one event.
fn params(outcome: Outcome) -> Value {
    let mut fired = outcome.expect("an action that a person can take");
    assert_eq!(fired.len(), 1, "{fired:?}");
    fired.remove(0).params
}

fn refused(outcome: Outcome) -> ActionError {
    outcome.expect_err("an action that no person can take")
}

fn list(values: &[&str]) -> Value {
    values
        .iter()
        .map(|value| Value::from(*value))
        .collect::<Vec<_>>()
        .into()
}

#[test]
fn a_page_can_go_to_another_thread() {
    fn goes<T: Send>(_: &T) {}
    goes(&Markup::new());
}
