//! What an event brings along: `dj-value-*`, and by kind a control's value, a
//! form's fields or a key.

use super::dom::Id;
use super::page::Page;
use crate::event::Value;

/// The elements of which a script reads a `name`.
const NAMED: [&str; 17] = [
    "a", "button", "details", "embed", "fieldset", "form", "frame", "iframe", "img", "input",
    "map", "meta", "object", "output", "select", "slot", "textarea",
];

pub(super) type Fields = Vec<(String, Value)>;

/// `dj-value-project-id="3"` as `project_id: "3"`.
pub(super) fn values(page: &Page, id: Id) -> Fields {
    let attributes = page
        .shown
        .element(id)
        .into_iter()
        .flat_map(|element| element.attrs());
    attributes
        .filter_map(|(name, value)| {
            let name = name.strip_prefix("dj-value-")?;
            Some((name.replace('-', "_"), value.into()))
        })
        .collect()
}

pub(super) fn control(page: &Page, id: Id) -> Fields {
    let dom = &page.shown;
    let mut fields = Fields::new();
    if let Some(name) = dom
        .attribute(id, "name")
        .filter(|name| !name.is_empty() && dom.is(id, &NAMED))
    {
        fields.push(("name".into(), name.into()));
    }
    if page.is_checkable(id) {
        fields.push(("checked".into(), page.is_on(id).into()));
    }
    let value = if page.kind(id) == "select-multiple" {
        let chosen = page.chosen(id).into_iter();
        Some(
            chosen
                .filter_map(|option| page.value(option))
                .map(Value::from)
                .collect::<Vec<_>>()
                .into(),
        )
    } else {
        page.value(id).map(Value::from)
    };
    fields.extend(value.map(|value| ("value".into(), value)));
    fields
}

/// The fields by name; several of one name are a list.
pub(super) fn form(page: &Page, form: Id, submitter: Option<Id>) -> Fields {
    let mut fields: Vec<(String, Vec<Value>)> = Vec::new();
    for (name, value) in page.entries(form, submitter) {
        match fields.iter_mut().find(|(known, _)| *known == name) {
            Some((_, values)) => values.push(value.into()),
            None => fields.push((name, vec![value.into()])),
        }
    }
    let single = |mut values: Vec<Value>| match values.len() {
        1 => values.remove(0),
        _ => values.into(),
    };
    fields
        .into_iter()
        .map(|(name, values)| (name, single(values)))
        .collect()
}
