//! Whether the page has what a step points at, as far as markup shows.

use std::collections::BTreeSet;

use docent_check::suggest;
use scraper::ElementRef;

use super::browser::Browser;
use super::call::Command;
use super::dom::{Dom, Id};
use super::select::parsed;

/// What a page has of a step's target.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TargetState {
    /// One element matches, and nothing in the markup hides it.
    Found,
    /// No element matches.
    Missing {
        /// The selector that may be meant: one that matches, and is spelled alike.
        suggestion: Option<String>,
        /// Whether an element in a `<template>` matches, which is never shown.
        is_in_template: bool,
    },
    /// Elements match, and all of them are hidden.
    Hidden {
        /// The first of them.
        element: String,
        /// What hides it: itself, or an element around it.
        by: String,
        /// Why, as in `<details> is not open`.
        why: &'static str,
    },
    /// Several elements match that can be seen: a page takes the first.
    Several {
        /// Those that can be seen.
        elements: Vec<String>,
    },
    /// Only a browser knows: the selector looks into a shadow root, or asks for `:hover`.
    Unknown {
        /// What of it.
        why: String,
    },
}

impl Browser {
    /// What the page has of a target once it has run the commands.
    pub(super) fn target(&self, selector: &str, commands: &[Command]) -> TargetState {
        let mut after = self.clone();
        let source = after.page.shown.0.tree.root().id();
        // A command with a selector that cannot be used here changes nothing here.
        for command in commands {
            let mut next = after.clone();
            if next.run(std::slice::from_ref(command), source).is_ok() {
                after = next;
            }
        }
        after.look_for(selector)
    }

    fn look_for(&self, selector: &str) -> TargetState {
        let dom = &self.page.shown;
        let found = match dom.select(selector) {
            Ok(found) => found,
            Err(why) => return TargetState::Unknown { why },
        };
        let (seen, hidden): (Vec<_>, Vec<_>) = found
            .into_iter()
            .map(|id| (id, self.page.hidden(id)))
            .partition(|(_, hidden)| hidden.is_none());
        match (&seen[..], &hidden[..]) {
            ([_], _) => TargetState::Found,
            ([], [(id, Some((by, why))), ..]) => TargetState::Hidden {
                element: dom.describe(*id),
                by: dom.describe(*by),
                why,
            },
            ([], _) => TargetState::Missing {
                suggestion: dom.spelled_alike(selector),
                is_in_template: dom.has_in_template(selector),
            },
            (several, _) => TargetState::Several {
                elements: several.iter().map(|(id, _)| dom.describe(*id)).collect(),
            },
        }
    }
}

impl Dom {
    /// The selector with one of its names replaced by a name of the page, if it then matches.
    fn spelled_alike(&self, selector: &str) -> Option<String> {
        names(selector).into_iter().find_map(|name| {
            let known = self.known(&name);
            if known.contains(name.text) {
                return None;
            }
            let nearest = suggest::nearest(name.text, known)?;
            let (before, after) = (&selector[..name.at], &selector[name.at + name.text.len()..]);
            let meant = [before, nearest, after].concat();
            let matches = self.select(&meant).is_ok_and(|found| !found.is_empty());
            matches.then_some(meant)
        })
    }

    /// What elements of the page have where the selector has that name.
    fn known(&self, name: &Name<'_>) -> BTreeSet<&str> {
        let all = self.all();
        let values = all
            .into_iter()
            .filter_map(|id| self.attribute(id, name.attribute));
        match name.attribute {
            "class" => values.flat_map(str::split_whitespace).collect(),
            _ => values.collect(),
        }
    }

    fn has_in_template(&self, selector: &str) -> bool {
        let Ok(parsed) = parsed(selector) else {
            return false;
        };
        let is_match = |id: Id| {
            ElementRef::wrap(self.node(id)).is_some_and(|element| parsed.matches(&element))
        };
        let mut nodes = self.0.tree.root().descendants();
        nodes.any(|node| is_match(node.id()))
    }
}

/// A name in a selector, and the attribute in which an element has it.
struct Name<'a> {
    attribute: &'a str,
    text: &'a str,
    at: usize,
}

/// The ids, classes and values of attributes in a selector, in their order.
fn names(selector: &str) -> Vec<Name<'_>> {
    let mut names = Vec::new();
    let mut at = 0;
    while let Some(next) = selector[at..].chars().next() {
        let start = at + next.len_utf8();
        let rest = &selector[start..];
        let length = match next {
            '#' | '.' => {
                let text = word(rest);
                let attribute = if next == '#' { "id" } else { "class" };
                names.push(Name {
                    attribute,
                    text,
                    at: start,
                });
                text.len()
            }
            '[' => {
                let inside = rest.split(']').next().unwrap_or_default();
                if let Some((attribute, value)) = inside.split_once('=')
                    && word(attribute) == attribute
                {
                    let text = value.trim_matches(['"', '\'']);
                    let quote = value.len() - value.trim_start_matches(['"', '\'']).len();
                    let at = start + attribute.len() + 1 + quote;
                    names.push(Name {
                        attribute,
                        text,
                        at,
                    });
                }
                inside.len()
            }
            _ => 0,
        };
        at = start + length;
    }
    names.retain(|name| !name.text.is_empty());
    names
}

/// The identifier that the text begins with.
fn word(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_')));
    &text[..end.unwrap_or(text.len())]
}
