//! What stays when the server renders the page again.
//!
//! The page's script changes the elements that are there into those of the new
//! markup. Here the new page is made beside the old one, and each of its nodes
//! is given the node of the old page that it would have been.

use std::collections::{BTreeMap, BTreeSet};

use ego_tree::Tree;
use scraper::{Html, Node};

use super::dom::{Dom, Id};

/// How many nodes without a key may go for the sake of one that stays.
const LOOKAHEAD: usize = 16;

/// The new page, and of each node in it that was there before, which it was.
pub(super) struct Morphed {
    pub(super) dom: Dom,
    pub(super) before: BTreeMap<Id, Id>,
}

/// Turns the live part of `old` into the content of the template `markup`.
/// `active` is the element with the focus.
pub(super) fn morph(old: &Dom, markup: &Dom, active: Option<Id>) -> Morphed {
    let content = markup.content();
    let fresh = markup.root_in(content).unwrap_or(content);
    let live = old.root();
    let mut keys = live.map_or(BTreeMap::new(), |live| keyed(old, live));
    let wanted = keyed(markup, fresh);
    keys.retain(|key, element| {
        let same = |of: Option<Id>| of.map(|id| markup.tag(id));
        wanted
            .get(key)
            .is_some_and(|other| same(*other) == element.map(|id| old.tag(id)))
    });
    let mut morph = Morph {
        old,
        markup,
        active,
        keys,
        placed: BTreeSet::new(),
        doomed: BTreeSet::new(),
        made: Tree::new(Node::Document),
        before: BTreeMap::new(),
    };
    let top = morph.made.root().id();
    for child in old.children(old.0.tree.root().id()) {
        morph.keep(child, top, live.map(|live| (live, fresh)));
    }
    let mut html = Html::new_document();
    html.tree = morph.made;
    Morphed {
        dom: Dom(html),
        before: morph.before,
    }
}

struct Morph<'a> {
    old: &'a Dom,
    markup: &'a Dom,
    active: Option<Id>,
    /// Elements of the old page that the markup has too and that are not placed yet.
    keys: BTreeMap<String, Option<Id>>,
    placed: BTreeSet<Id>,
    doomed: BTreeSet<Id>,
    made: Tree<Node>,
    before: BTreeMap<Id, Id>,
}

impl Morph<'_> {
    fn append(&mut self, node: Node, parent: Id) -> Id {
        let mut parent = self
            .made
            .get_mut(parent)
            .expect("the parent was made before");
        parent.append(node).id()
    }

    /// A node of the old page as it is, with what is in it; but of the live part
    /// (the first of the pair) what the markup has.
    fn keep(&mut self, node: Id, parent: Id, live: Option<(Id, Id)>) {
        let own = self.old.node(node).value().clone();
        match live {
            Some((root, fresh)) if root == node => {
                let new = self.markup.node(fresh).value().clone();
                let made = self.append(if new.is_element() { new } else { own }, parent);
                self.before.insert(made, node);
                self.children(node, fresh, made);
            }
            _ => {
                let made = self.append(own, parent);
                self.before.insert(made, node);
                for child in self.old.children(node) {
                    if !self.placed.contains(&child) {
                        self.keep(child, made, live);
                    }
                }
            }
        }
    }

    fn children(&mut self, parent: Id, markup: Id, made: Id) {
        let existing = self.old.children(parent);
        for node in self.markup.children(markup) {
            match self.matching(&existing, node) {
                Some(found) => {
                    let is_ahead = existing.contains(&found) && !self.doomed.contains(&found);
                    while let Some(at) = self.cursor(&existing).filter(|_| is_ahead) {
                        if at == found || !self.is_spare(at) || self.is_wanted(at, node) {
                            break;
                        }
                        self.doomed.insert(at);
                    }
                    self.turn_into(found, node, made);
                }
                None => self.insert(node, made),
            }
        }
        let rest: Vec<_> = existing
            .into_iter()
            .filter(|node| !self.placed.contains(node))
            .collect();
        self.doomed.extend(rest);
    }

    /// The first of the nodes that takes part: not placed or dropped before.
    fn cursor(&self, existing: &[Id]) -> Option<Id> {
        existing.iter().copied().find(|node| self.takes_part(*node))
    }

    fn takes_part(&self, node: Id) -> bool {
        !self.placed.contains(&node) && !self.doomed.contains(&node)
    }

    /// The node of the old page that becomes this one of the markup.
    fn matching(&self, existing: &[Id], node: Id) -> Option<Id> {
        if let Some(own) = self.claimed(self.markup, node) {
            return Some(own);
        }
        let next = self
            .markup
            .node(node)
            .next_siblings()
            .find(|next| next.value().is_element());
        let is_element = self.markup.element(node).is_some();
        let has_content = is_element && self.markup.node(node).has_children();
        let candidates: Vec<_> = existing
            .iter()
            .copied()
            .filter(|at| self.takes_part(*at))
            .take(if is_element { LOOKAHEAD } else { 1 })
            .collect();
        let mut near = candidates
            .iter()
            .take(if has_content { LOOKAHEAD } else { 1 });
        if let Some(same) = near.find(|at| self.is_equal(**at, node)) {
            return Some(*same);
        }
        for at in candidates {
            let comes_later = self.is_wanted(at, node);
            if self.is_alike(at, node) && !comes_later {
                return Some(at);
            }
            let is_next = next.is_some_and(|next| self.is_alike(at, next.id()));
            if !is_element || !self.is_spare(at) || comes_later || is_next {
                return None;
            }
        }
        None
    }

    /// Whether the markup has the same node once more, not far behind `node`.
    fn is_wanted(&self, at: Id, node: Id) -> bool {
        let mut later = self.markup.node(node).next_siblings().take(LOOKAHEAD);
        self.old.element(at).is_some()
            && self.old.node(at).has_children()
            && later.any(|next| self.is_equal(at, next.id()))
    }

    /// Whether the two nodes have the same markup.
    fn is_equal(&self, a: Id, b: Id) -> bool {
        let is_same = match (self.old.node(a).value(), self.markup.node(b).value()) {
            (Node::Element(a), Node::Element(b)) => a.name == b.name && a.attrs == b.attrs,
            (a, b) => a == b,
        };
        let (inside, other) = (self.old.children(a), self.markup.children(b));
        is_same
            && inside.len() == other.len()
            && inside
                .iter()
                .zip(&other)
                .all(|(a, b)| self.is_equal(*a, *b))
    }

    /// The element of the old page that a node's key claims.
    fn claimed(&self, dom: &Dom, node: Id) -> Option<Id> {
        *self.keys.get(&key(dom, node)?)?
    }

    /// Whether the node can go, so that what follows it need not move.
    fn is_spare(&self, node: Id) -> bool {
        self.claimed(self.old, node).is_none() && !self.has_focus(node)
    }

    /// Whether the focus is in the node, and has not been placed elsewhere.
    fn has_focus(&self, node: Id) -> bool {
        let Some(active) = self.active else {
            return false;
        };
        let mut path = self
            .old
            .around(active)
            .take_while(|id| *id == node || !self.placed.contains(id));
        path.any(|id| id == node)
    }

    fn is_alike(&self, a: Id, b: Id) -> bool {
        fn kind(node: &Node) -> &str {
            match node {
                Node::Element(element) => element.name(),
                Node::Text(_) => "#text",
                _ => "#other",
            }
        }
        kind(self.old.node(a).value()) == kind(self.markup.node(b).value())
            && key(self.old, a) == key(self.markup, b)
    }

    /// A node of the markup that is new, with what is in it.
    fn insert(&mut self, node: Id, parent: Id) {
        let made = self.append(self.markup.node(node).value().clone(), parent);
        for child in self.markup.children(node) {
            match self.claimed(self.markup, child) {
                Some(own) => self.turn_into(own, child, made),
                None => self.insert(child, made),
            }
        }
    }

    fn turn_into(&mut self, node: Id, markup: Id, parent: Id) {
        self.placed.insert(node);
        self.doomed.remove(&node);
        if let Some(key) = key(self.old, node) {
            self.keys.remove(&key);
        }
        let is_program = self.old.tag(node) == "script"
            && (is_program(self.old, node) || is_program(self.markup, markup));
        let is_left_alone = is_program || self.old.attribute(node, "dj-update") == Some("ignore");
        if is_left_alone {
            self.keep(node, parent, None);
            for inside in self.old.within(node) {
                self.placed.insert(inside);
                if let Some(key) = key(self.old, inside) {
                    self.keys.remove(&key);
                }
            }
            return;
        }
        let made = self.append(self.markup.node(markup).value().clone(), parent);
        self.before.insert(made, node);
        self.children(node, markup, made);
    }
}

/// Whether the browser reads what is in a script, which is not data for the page's own.
fn is_program(dom: &Dom, script: Id) -> bool {
    let kind = dom.attribute(script, "type").unwrap_or_default();
    let kind = kind.to_ascii_lowercase();
    kind.is_empty()
        || ["script", "module", "map", "rules"]
            .into_iter()
            .any(|word| kind.contains(word))
}

/// What an element is known by across renders.
fn key(dom: &Dom, node: Id) -> Option<String> {
    let own = own_key(dom, node)?;
    if own.starts_with('#') {
        return Some(own);
    }
    let is_scope = |around: Id| {
        dom.tag(around) == "form"
            || ["id", "dj-key", "dj-root"]
                .into_iter()
                .any(|name| dom.has(around, name))
    };
    let scope = dom
        .around(node)
        .skip(1)
        .find(|around| is_scope(*around))
        .filter(|scope| !dom.has(*scope, "dj-root"))
        .and_then(|scope| own_key(dom, scope))
        .unwrap_or_default();
    Some(format!("{scope} {own}"))
}

/// The same among the elements of one form, or of one element with a key.
fn own_key(dom: &Dom, node: Id) -> Option<String> {
    let given = |name: &str| dom.attribute(node, name).filter(|text| !text.is_empty());
    if let Some(id) = given("id") {
        return Some(format!("#{id}"));
    }
    if let Some(key) = given("dj-key") {
        return Some(format!("={key}"));
    }
    if dom.tag(node) == "form" {
        let submit = dom.attribute(node, "dj-submit").unwrap_or_default();
        let handler = submit.split(['(', '[']).next().unwrap_or_default();
        let name = dom.attribute(node, "name").unwrap_or_default();
        return Some(format!("{name}@{handler}"));
    }
    let name = dom
        .attribute(node, "name")
        .filter(|name| !name.is_empty())?;
    if !dom.is(node, &["input", "select", "textarea", "button"]) {
        return None;
    }
    let is_choice = dom.tag(node) == "button"
        || dom.attribute_is(node, "type", "checkbox")
        || dom.attribute_is(node, "type", "radio");
    let choice = if is_choice {
        dom.attribute(node, "value").unwrap_or("null")
    } else {
        ""
    };
    Some(format!("{name} {choice}"))
}

/// The elements in `top` by their keys; of a key that is not unique, none.
fn keyed(dom: &Dom, top: Id) -> BTreeMap<String, Option<Id>> {
    let mut found = BTreeMap::new();
    let names = ["id", "name", "dj-key"];
    for element in dom.within(top) {
        let is_named = names.into_iter().any(|name| dom.has(element, name));
        if let Some(key) = key(dom, element).filter(|_| is_named) {
            found
                .entry(key)
                .and_modify(|known| *known = None)
                .or_insert(Some(element));
        }
    }
    found
}
