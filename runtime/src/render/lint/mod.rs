//! Looks for mistakes in what a view renders, in development builds.
//!
//! A browser takes any markup and repairs it in silence, and an event of a name that no
//! handler has is refused only when somebody causes it. A build with `debug_assertions`
//! logs such a mistake when it is rendered, once for each type of view: with what was
//! meant, where that is clear. Other builds do nothing here.
//!
//! A warning about markup that is right would be worse than none. What cannot be
//! decided from the markup alone is let pass.

mod bindings;
mod structure;
mod tags;
#[cfg(test)]
mod tests;

use std::any::TypeId;
use std::collections::HashMap;

use crate::app::handler::{self, Signature};
use crate::app::mixin::Stack as _;
use crate::app::view::Live;
use crate::html::Html;
use crate::panics::guarded;
use crate::server::Docent;
use crate::server::notices::Reported;

/// A longer render of a session is not looked through: that of the first page was.
const MAX_BYTES: usize = 64 * 1024;
/// The most lines of one kind about one type of view: a list may repeat a mistake in each row.
pub(crate) const MAX_LINES: usize = 8;

/// Looks through a render of a page that is open.
pub(crate) fn render<V: Live>(docent: &Docent, view: &mut V, html: &Html) {
    if html.as_str().len() <= MAX_BYTES {
        first_render(docent, view, html);
    }
}

/// Looks through the render that a page is opened with.
pub(crate) fn first_render<V: Live>(docent: &Docent, view: &mut V, html: &Html) {
    if !cfg!(debug_assertions) {
        return;
    }
    let mut mistakes = Vec::new();
    let elements = structure::elements(html.as_str(), &mut mistakes);
    bindings::check(&elements, &mut Handlers(view), &mut mistakes);
    identity(&elements, &mut mistakes);
    report::<V>(docent, html.as_str(), &mistakes);
}

/// Looks through a whole document: a layout may repeat what the view has.
pub(crate) fn document<V: Live>(docent: &Docent, html: &Html) {
    if !cfg!(debug_assertions) {
        return;
    }
    let mut mistakes = Vec::new();
    let elements = structure::elements(html.as_str(), &mut mistakes);
    identity(&elements, &mut mistakes);
    report::<V>(docent, html.as_str(), &mistakes);
}

/// Finds what is on the page twice, and must not be.
fn identity(elements: &[structure::Element<'_>], mistakes: &mut Vec<Mistake>) {
    let mut ids = HashMap::new();
    let mut root = None;
    for element in elements.iter().filter(|element| !element.is_inert) {
        let tag = &element.tag;
        let id = tag.attribute("id").filter(|id| !id.is_empty());
        if let Some(id) = id
            && let Some(first) = ids.insert(id, tag)
        {
            let text = format!(
                "two elements have the id `{id}`, {} and {}: a label, a selector and an update find only one of them",
                describe(first),
                describe(tag),
            );
            mistakes.push(Mistake::new(Kind::Id, id, tag.at, text));
        }
        if tag.attribute("dj-root").is_none() || element.is_ignored {
            continue;
        }
        if let Some(first) = root.replace(tag) {
            let text = format!(
                "two elements have `dj-root`, {} and {}: only the first is the live part of the page",
                describe(first),
                describe(tag),
            );
            mistakes.push(Mistake::new(Kind::Root, "", tag.at, text));
        }
    }
}

/// What a mistake is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Tags,
    Id,
    Root,
    Attribute,
    Handler,
    Component,
    Field,
}

#[derive(Debug)]
struct Mistake {
    kind: Kind,
    /// Mistakes of one kind and key are the same one.
    key: String,
    /// The byte of the markup.
    at: usize,
    text: String,
}

impl Mistake {
    fn new(kind: Kind, key: &str, at: usize, text: String) -> Self {
        Self {
            kind,
            key: key.to_owned(),
            at,
            text,
        }
    }
}

/// Logs the mistakes that were not logged yet.
fn report<V: Live>(docent: &Docent, html: &str, mistakes: &[Mistake]) {
    for Mistake {
        kind,
        key,
        at,
        text,
    } in mistakes
    {
        let about = (TypeId::of::<V>(), *kind as u8);
        match docent.notices().report(about, key, MAX_LINES) {
            Reported::Before => continue,
            Reported::First => {}
            Reported::Last => tracing::warn!(
                target: "docent::render",
                view = V::NAME,
                "the next is the last line of its kind about this view",
            ),
        }
        let line = html[..*at].matches('\n').count() + 1;
        tracing::warn!(target: "docent::render", view = V::NAME, line, "{text}");
    }
}

/// An element as a selector names it, with its first class.
fn describe(tag: &tags::StartTag<'_>) -> String {
    let id = tag.attribute("id").filter(|id| !id.is_empty());
    let class = tag.attribute("class").unwrap_or_default();
    let class = class.split_ascii_whitespace().next();
    let of =
        |mark: &str, name: Option<&str>| name.map_or(String::new(), |name| format!("{mark}{name}"));
    format!("`{}{}{}`", tag.name, of("#", id), of(".", class))
}

/// Who answers the events of a view's markup.
trait Answers {
    /// The handlers of a component, or of the view; `None` if there is no such component.
    fn of(&mut self, component: Option<&str>) -> Option<Vec<Signature>>;
}

struct Handlers<'a, V>(&'a mut V);

impl<V: Live> Answers for Handlers<'_, V> {
    fn of(&mut self, component: Option<&str>) -> Option<Vec<Signature>> {
        if let Some(id) = component {
            let view = &mut *self.0;
            let found = guarded("`View::component`", || {
                Some(view.component(id)?.signatures())
            });
            // What panics is logged as that, and is no mistake in the markup.
            return found.unwrap_or_else(|| Some(Vec::new()));
        }
        let own = V::HANDLERS.iter().map(handler::Handler::signature);
        let names = V::Mixins::handler_names();
        let mixins = names.into_iter().filter_map(V::Mixins::handler);
        Some(own.chain(mixins.map(handler::Handler::signature)).collect())
    }
}
