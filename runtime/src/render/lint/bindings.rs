//! Whether what the attributes of some markup name is there.

use std::collections::HashMap;

use docent_check::suggest::{nearest, suggestion};

use super::structure::Element;
use super::tags::StartTag;
use super::{Answers, Kind, Mistake, describe};
use crate::app::handler::Signature;
use crate::event::Actor;

/// The attributes that name a handler.
const EVENTS: [&str; 8] = [
    "dj-click",
    "dj-submit",
    "dj-input",
    "dj-change",
    "dj-focus",
    "dj-blur",
    "dj-keydown",
    "dj-keyup",
];
/// The other ones that docent reads, and `dj-view`, which it prints.
const SETTINGS: [&str; 10] = [
    "dj-component",
    "dj-debounce",
    "dj-hook",
    "dj-ignore",
    "dj-key",
    "dj-recover",
    "dj-root",
    "dj-throttle",
    "dj-update",
    "dj-view",
];
const PREFIX: &str = "dj-";
const VALUE: &str = "dj-value-";

pub(super) fn check(
    elements: &[Element<'_>],
    answers: &mut dyn Answers,
    mistakes: &mut Vec<Mistake>,
) {
    let fields = fields(elements);
    let mut checker = Checker {
        answers,
        known: HashMap::new(),
        mistakes,
    };
    for (at, element) in elements.iter().enumerate() {
        if element.is_ignored || element.is_inert {
            continue;
        }
        for (attribute, text) in &element.tag.attributes {
            let attribute = attribute.to_ascii_lowercase();
            // A key may be named behind a dot.
            let event = attribute.split('.').next().unwrap_or_default();
            if EVENTS.contains(&event) {
                let binding = Binding {
                    tag: &element.tag,
                    event,
                    text,
                    component: component(elements, at),
                    fields: fields.get(&at).map_or(&[], Vec::as_slice),
                };
                checker.check(&binding);
            } else if event.starts_with(PREFIX) && !event.starts_with(VALUE) {
                checker.attribute(&element.tag, event);
            }
        }
    }
}

/// The names of the fields of each form, by the form's place.
fn fields<'a>(elements: &[Element<'a>]) -> HashMap<usize, Vec<&'a str>> {
    let mut fields: HashMap<usize, Vec<&str>> = HashMap::new();
    for (at, element) in elements.iter().enumerate() {
        let tag = &element.tag;
        let mut controls = ["input", "select", "textarea", "button"].iter();
        if element.is_inert || !controls.any(|name| tag.is(name)) {
            continue;
        }
        let form = match tag.attribute("form") {
            Some(id) => elements
                .iter()
                .position(|form| form.tag.attribute("id") == Some(id)),
            None => around(elements, at).find(|form| elements[*form].tag.is("form")),
        };
        if let (Some(form), Some(name)) = (form, tag.attribute("name")) {
            fields.entry(form).or_default().push(name);
        }
    }
    fields
}

/// The elements around one, from the inside.
fn around<'e>(elements: &'e [Element<'_>], at: usize) -> impl Iterator<Item = usize> + 'e {
    std::iter::successors(elements[at].parent, |at| elements[*at].parent)
}

/// The component around an element; empty if it is reset to the view.
fn component<'a>(elements: &[Element<'a>], at: usize) -> Option<&'a str> {
    std::iter::once(at)
        .chain(around(elements, at))
        .find_map(|at| elements[at].tag.attribute("dj-component"))
        .filter(|id| !id.is_empty())
}

/// An attribute that names a handler.
struct Binding<'a, 'e> {
    tag: &'e StartTag<'a>,
    event: &'e str,
    text: &'a str,
    component: Option<&'a str>,
    /// Of a form.
    fields: &'e [&'a str],
}

struct Checker<'a, 'm> {
    answers: &'m mut dyn Answers,
    /// The handlers of each component that was asked for, and of the view.
    known: HashMap<Option<&'a str>, Option<Vec<Signature>>>,
    mistakes: &'m mut Vec<Mistake>,
}

impl<'a> Checker<'a, '_> {
    fn check(&mut self, binding: &Binding<'a, '_>) {
        let Some((name, has_arguments)) = called(binding.text) else {
            return;
        };
        // An id with an entity in it would have to be decoded.
        if binding.component.is_some_and(|id| id.contains('&')) {
            return;
        }
        let component = binding.component;
        let answers = &mut *self.answers;
        let known = self.known.entry(component);
        let known = known.or_insert_with(|| answers.of(component));
        let (tag, event) = (binding.tag, binding.event);
        let Some(handlers) = known else {
            let id = component.unwrap_or_default();
            let text = format!(
                "`{event}` of {} is for the component `{id}`, which the view does not have: `View::component` returns `None`",
                describe(tag),
            );
            self.mistakes
                .push(Mistake::new(Kind::Component, id, tag.at, text));
            return;
        };
        // Of a component that could not be asked.
        if component.is_some() && handlers.is_empty() {
            return;
        }
        let is_for_pages = |handler: &&Signature| handler.from != Some(Actor::App);
        let owner = component.map_or_else(
            || "the view".to_owned(),
            |id| format!("the component `{id}`"),
        );
        let named = handlers.iter().find(|handler| handler.name == name);
        match named.copied() {
            Some(handler) if is_for_pages(&&handler) => {
                if has_arguments {
                    // They are for the parameters by position.
                } else if handler.takes_form {
                    self.check_form(binding, handler);
                } else {
                    self.check_names(binding, handler);
                }
            }
            Some(_) => {
                let text = format!(
                    "`{event}` of {} names `{name}`, which answers only the app: a page's event is refused",
                    describe(tag),
                );
                self.mistakes
                    .push(Mistake::new(Kind::Handler, name, tag.at, text));
            }
            None => {
                let names = handlers
                    .iter()
                    .filter(is_for_pages)
                    .map(|handler| handler.name);
                let meant = match names.clone().count() {
                    0 => "it has none".to_owned(),
                    _ => suggestion(name, names),
                };
                let text = format!(
                    "`{event}` of {} names `{name}`, which is no event handler of {owner}: {meant}",
                    describe(tag),
                );
                self.mistakes
                    .push(Mistake::new(Kind::Handler, name, tag.at, text));
            }
        }
    }

    /// Whether a handler that takes all fields of a form gets them.
    fn check_form(&mut self, binding: &Binding<'a, '_>, handler: Signature) {
        let (tag, event, name) = (binding.tag, binding.event, handler.name);
        if !matches!(event, "dj-change" | "dj-input") || tag.is("form") {
            return;
        }
        let text = format!(
            "`{event}` of {} sends one field, and `{name}` takes all of a form: bind it on the `<form>`",
            describe(tag),
        );
        self.mistakes
            .push(Mistake::new(Kind::Field, name, tag.at, text));
    }

    /// Whether a name that is sent was meant for a parameter that gets nothing.
    ///
    /// A form may well have fields that its handler does not take. Such a field is a
    /// mistake only where its name is nearly that of a parameter for which there is none.
    fn check_names(&mut self, binding: &Binding<'a, '_>, handler: Signature) {
        let tag = binding.tag;
        let values = tag.attributes.iter().filter_map(|(name, _)| {
            let value = name
                .to_ascii_lowercase()
                .strip_prefix(VALUE)?
                .replace('-', "_");
            Some((value, name.to_ascii_lowercase()))
        });
        let is_submit = binding.event == "dj-submit";
        let fields = binding.fields.iter().filter(|_| is_submit);
        let fields = fields.map(|name| ((*name).to_owned(), format!("the field `{name}`")));
        let sent: Vec<_> = values
            .map(|(name, attribute)| (name, format!("`{attribute}`")))
            .chain(fields)
            .collect();
        let brings: &[&str] = match binding.event {
            "dj-click" | "dj-submit" => &[],
            _ => &["name", "value", "checked", "key"],
        };
        let missing = handler.params.iter().copied().filter(|param| {
            let is_sent = |(name, _): &(String, String)| {
                let inner = name.strip_prefix(param);
                inner.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
            };
            !brings.contains(param) && !sent.iter().any(is_sent)
        });
        let missing: Vec<_> = missing.collect();
        for (name, what) in &sent {
            let is_taken = handler.params.contains(&name.as_str());
            if let Some(meant) = nearest(name, missing.iter().copied())
                && !is_taken
            {
                let text = format!(
                    "{what} of {} is for no parameter of `{}`: did you mean `{meant}`?",
                    describe(tag),
                    handler.name,
                );
                let key = format!("{} {name}", handler.name);
                self.mistakes
                    .push(Mistake::new(Kind::Field, &key, tag.at, text));
            }
        }
    }

    fn attribute(&mut self, tag: &StartTag<'_>, name: &str) {
        let known = || EVENTS.into_iter().chain(SETTINGS);
        if known().any(|known| known == name) {
            return;
        }
        // What all of them begin with makes none of them nearer.
        let ends = known().filter_map(|known| known.strip_prefix(PREFIX));
        if let Some(meant) = nearest(name.trim_start_matches(PREFIX), ends) {
            let text = format!(
                "`{name}` of {} is no attribute of docent's: did you mean `{PREFIX}{meant}`?",
                describe(tag),
            );
            self.mistakes
                .push(Mistake::new(Kind::Attribute, name, tag.at, text));
        }
    }
}

/// The handler that an attribute names, and whether it is called with arguments.
fn called(text: &str) -> Option<(&str, bool)> {
    let text = text.trim();
    // A chain of commands, or a name that is written with entities.
    if text.is_empty() || text.starts_with(['[', '&']) {
        return None;
    }
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '(' | ')'));
    let name = &text[..end.unwrap_or(text.len())];
    Some((name, text.contains('(')))
}
