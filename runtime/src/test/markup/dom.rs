//! The page's elements, and how they are found.

use ego_tree::NodeRef;
use scraper::node::Element;
use scraper::{ElementRef, Html, Node};

/// The prefix of the attributes that represent a state.
pub(super) const MARK: &str = "docent:";

/// Names a node for as long as its [`Dom`] lives; a copy of that has the same names.
pub(super) type Id = ego_tree::NodeId;

/// How many characters of an element or its text a message shows.
const SHOWN: usize = 100;

/// A parsed document.
#[derive(Clone)]
pub(super) struct Dom(pub(super) Html);

impl Dom {
    /// The page as it came: parsed as a document is, with the live part that docent
    /// puts around markup that has none.
    pub(super) fn document(markup: &str) -> Self {
        let parsed = Self(Html::parse_document(&format!(
            "<!doctype html><body>{markup}"
        )));
        if parsed.root().is_some() {
            return parsed;
        }
        Self(Html::parse_document(&format!(
            "<!doctype html><body><div dj-root>{markup}</div>"
        )))
    }

    /// What a frame brings: parsed as the content of a `<template>`, in which a
    /// row of a table needs no table.
    pub(super) fn template(markup: &str) -> Self {
        Self(Html::parse_fragment(&format!(
            "<template>{markup}</template>"
        )))
    }

    /// The node whose children are what a [`template`](Self::template) holds.
    pub(super) fn content(&self) -> Id {
        let document = self.0.tree.root();
        let content = document.descendants().find(|node| {
            node.value().is_fragment() && node.parent().is_some_and(|it| it.value().is_element())
        });
        content.unwrap_or(document).id()
    }

    /// The live part.
    pub(super) fn root(&self) -> Option<Id> {
        self.root_in(self.0.tree.root().id())
    }

    pub(super) fn root_in(&self, top: Id) -> Option<Id> {
        self.within(top)
            .into_iter()
            .find(|id| self.has(*id, "dj-root"))
    }

    pub(super) fn node(&self, id: Id) -> NodeRef<'_, Node> {
        // A name is only ever used with the document that gave it or a copy of that.
        self.0.tree.get(id).expect("the node is of this document")
    }

    pub(super) fn element(&self, id: Id) -> Option<&Element> {
        self.node(id).value().as_element()
    }

    /// The element's name in lower case; empty for anything else.
    pub(super) fn tag(&self, id: Id) -> &str {
        self.element(id).map_or("", Element::name)
    }

    pub(super) fn is(&self, id: Id, tags: &[&str]) -> bool {
        tags.contains(&self.tag(id))
    }

    pub(super) fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        self.element(id)?.attr(name)
    }

    pub(super) fn has(&self, id: Id, name: &str) -> bool {
        self.attribute(id, name).is_some()
    }

    /// Whether an attribute with a fixed set of words has this one.
    pub(super) fn attribute_is(&self, id: Id, name: &str, word: &str) -> bool {
        self.attribute(id, name)
            .is_some_and(|value| value.eq_ignore_ascii_case(word))
    }

    /// Sets an attribute, or takes it away. A name that no markup can write does nothing.
    pub(super) fn set(&mut self, id: Id, name: &str, value: Option<&str>) {
        // Only the parser makes the names of attributes.
        let sample = Html::parse_fragment(&format!("<i {name}></i>"));
        let known = sample.tree.values().find_map(|node| {
            let (known, _) = node.as_element()?.attrs.first()?;
            (*known.local == *name.to_ascii_lowercase()).then(|| known.clone())
        });
        let (Some(known), Some(mut node)) = (known, self.0.tree.get_mut(id)) else {
            return;
        };
        if let Node::Element(element) = node.value() {
            match value {
                Some(value) => {
                    element.attrs.insert(known, value.into());
                }
                None => {
                    element.attrs.shift_remove(&known);
                }
            }
        }
    }

    /// The element and those around it, from the inside out.
    pub(super) fn around(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let node = self.node(id);
        std::iter::once(node)
            .chain(node.ancestors())
            .filter(|node| node.value().is_element())
            .map(|node| node.id())
    }

    pub(super) fn closest(&self, id: Id, matches: impl Fn(Id) -> bool) -> Option<Id> {
        self.around(id).find(|id| matches(*id))
    }

    /// Whether it is markup of somebody else, in a `dj-ignore`.
    pub(super) fn is_ignored(&self, id: Id) -> bool {
        self.around(id)
            .skip(1)
            .any(|around| self.has(around, "dj-ignore"))
    }

    pub(super) fn contains(&self, outer: Id, inner: Id) -> bool {
        self.around(inner).any(|id| id == outer)
    }

    /// The elements inside, in the document's order, without what is in a `<template>`.
    pub(super) fn within(&self, id: Id) -> Vec<Id> {
        let mut found = Vec::new();
        let mut open: Vec<_> = self.node(id).children().rev().collect();
        while let Some(node) = open.pop() {
            if node.value().is_element() {
                found.push(node.id());
            }
            if self.tag(node.id()) != "template" {
                open.extend(node.children().rev());
            }
        }
        found
    }

    /// All elements of the page.
    pub(super) fn all(&self) -> Vec<Id> {
        self.within(self.0.tree.root().id())
    }

    pub(super) fn parent(&self, id: Id) -> Option<Id> {
        self.node(id).parent().map(|node| node.id())
    }

    pub(super) fn children(&self, id: Id) -> Vec<Id> {
        self.node(id).children().map(|node| node.id()).collect()
    }

    /// All text inside, as it is in the markup.
    pub(super) fn text(&self, id: Id) -> String {
        ElementRef::wrap(self.node(id)).map_or(String::new(), |element| element.text().collect())
    }

    pub(super) fn by_id(&self, name: &str) -> Option<Id> {
        (!name.is_empty())
            .then(|| {
                self.all()
                    .into_iter()
                    .find(|id| self.attribute(*id, "id") == Some(name))
            })
            .flatten()
    }

    /// The element as a message shows it: its start tag, and its text.
    pub(super) fn describe(&self, id: Id) -> String {
        let mut tag = format!("<{}", self.tag(id));
        for (name, value) in self.element(id).into_iter().flat_map(Element::attrs) {
            if name.starts_with(MARK) || name == "style" {
                continue;
            }
            tag.push(' ');
            tag.push_str(name);
            if !value.is_empty() {
                tag.push_str(&format!("={:?}", shortened(value)));
            }
        }
        tag.push('>');
        let text = shortened(&collapsed(&self.text(id)));
        if text.is_empty() || self.is(id, &["form", "select", "textarea"]) {
            return tag;
        }
        format!("{tag} {text:?}")
    }
}

/// The text with every run of white space as one space, and none at its ends.
pub(super) fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
