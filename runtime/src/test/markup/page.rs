//! The page as it is right now: the server's markup, and what the person and
//! the commands of chains have done to it.

use std::collections::BTreeMap;

use super::dom::MARK;
use super::dom::{Dom, Id};
use super::select::STATES;

/// The elements that are part of a line of text; any other begins a new one.
const INLINE: [&str; 22] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "em", "i", "kbd", "label", "mark",
    "output", "q", "s", "small", "span", "strong", "sub", "sup", "time",
];

/// What is not in the markup of one element.
#[derive(Clone, Default)]
pub(super) struct State {
    /// What was typed into it.
    pub(super) value: Option<String>,
    /// What was in it before what was typed since its last `change`.
    pub(super) committed: Option<String>,
    /// Whether a check box or a radio button is checked, or an option selected.
    pub(super) is_on: Option<bool>,
    /// Whether `<details>`, a dialog or a popover is open.
    pub(super) is_open: Option<bool>,
    /// What chains did to its attributes, in their order.
    pub(super) edits: Vec<Edit>,
}

/// A command that changes attributes of one element.
#[derive(Clone, PartialEq)]
pub(super) enum Edit {
    Show,
    Hide,
    AddClass(String),
    RemoveClass(String),
    Set(String, String),
    Remove(String),
}

#[derive(Clone)]
pub(super) struct Page {
    /// As the server has it.
    pub(super) server: Dom,
    /// As it is shown, with the same names for the nodes.
    pub(super) shown: Dom,
    pub(super) states: BTreeMap<Id, State>,
    pub(super) focus: Option<Id>,
}

impl Page {
    pub(super) fn new(server: Dom) -> Self {
        let mut page = Self {
            shown: server.clone(),
            server,
            states: BTreeMap::new(),
            focus: None,
        };
        page.refresh();
        page
    }

    pub(super) fn state(&self, id: Id) -> Option<&State> {
        self.states.get(&id)
    }

    /// Changes what is known of an element, and what is shown.
    pub(super) fn change(&mut self, id: Id, change: impl FnOnce(&mut State)) {
        change(self.states.entry(id).or_default());
        self.refresh();
    }

    /// Makes what is shown from the markup and the states.
    pub(super) fn refresh(&mut self) {
        self.shown = self.server.clone();
        for (id, state) in &self.states {
            for edit in &state.edits {
                edit.apply(&mut self.shown, *id);
            }
            if let Some(is_open) = state.is_open.filter(|_| !self.server.has(*id, "popover")) {
                self.shown.set(*id, "open", is_open.then_some(""));
            }
        }
        for id in self.shown.all() {
            let is_control = can_be_disabled(&self.shown, id);
            let is_disabled = is_control && self.is_disabled(id);
            let states = [
                self.is_on(id),
                is_disabled,
                is_control && !is_disabled,
                self.focus == Some(id),
            ];
            for (state, _) in STATES.iter().zip(states).filter(|(_, is)| *is) {
                self.shown.set(id, &format!("{MARK}{state}"), Some(""));
            }
        }
    }

    /// Whether the control, or a fieldset around it, is disabled.
    pub(super) fn is_disabled(&self, id: Id) -> bool {
        let dom = &self.shown;
        if !can_be_disabled(dom, id) {
            return false;
        }
        let is_in_disabled = |group: Id| match dom.tag(group) {
            "optgroup" => dom.tag(id) == "option" && dom.has(group, "disabled"),
            "fieldset" => {
                let legend = dom
                    .children(group)
                    .into_iter()
                    .find(|child| dom.tag(*child) == "legend");
                dom.has(group, "disabled") && !legend.is_some_and(|legend| dom.contains(legend, id))
            }
            _ => false,
        };
        dom.has(id, "disabled")
            || (dom.tag(id) != "optgroup" && dom.around(id).skip(1).any(is_in_disabled))
    }

    /// The element that keeps this one from being pressed, and how.
    pub(super) fn blocked(&self, id: Id) -> Option<(Id, &'static str)> {
        self.shown.around(id).find_map(|around| {
            let is_control = self
                .shown
                .is(around, &["button", "input", "select", "textarea", "option"]);
            if is_control && self.is_disabled(around) {
                return Some((around, "is disabled"));
            }
            self.shown
                .has(around, "inert")
                .then_some((around, "is inert"))
        })
    }

    /// The element that keeps this one from being seen, and how.
    ///
    /// Only what the markup shows: what a style sheet hides is not known.
    pub(super) fn hidden(&self, id: Id) -> Option<(Id, &'static str)> {
        let dom = &self.shown;
        let mut inner = id;
        let by_display = dom.around(id).find_map(|around| {
            let why = if dom.has(around, "hidden") {
                Some("has the attribute `hidden`")
            } else if style(dom, around, "display").is_some_and(|value| value == "none") {
                Some("has the style `display: none`")
            } else if dom.is(
                around,
                &["datalist", "head", "noscript", "script", "style", "title"],
            ) {
                Some("is never shown")
            } else if dom.tag(around) == "input" && dom.attribute_is(around, "type", "hidden") {
                Some("is a hidden field")
            } else if dom.tag(around) == "dialog" && !dom.has(around, "open") {
                Some("is a dialog that is not open")
            } else if dom.has(around, "popover")
                && self.state(around).and_then(|state| state.is_open) != Some(true)
            {
                Some("is a popover that is not open")
            } else if dom.tag(around) == "details"
                && around != id
                && !dom.has(around, "open")
                && !self.is_summary(inner)
            {
                Some("is not open")
            } else {
                None
            };
            inner = around;
            why.map(|why| (around, why))
        });
        by_display.or_else(|| {
            let set = dom.closest(id, |around| style(dom, around, "visibility").is_some())?;
            (style(dom, set, "visibility")? != "visible")
                .then_some((set, "has the style `visibility: hidden`"))
        })
    }

    /// Whether the element is what opens and closes the `<details>` that it is in.
    pub(super) fn is_summary(&self, id: Id) -> bool {
        let dom = &self.shown;
        let first = |parent| {
            dom.children(parent)
                .into_iter()
                .find(|child| dom.tag(*child) == "summary")
        };
        dom.parent(id)
            .is_some_and(|parent| dom.tag(parent) == "details" && first(parent) == Some(id))
    }

    /// What a person reads in the element: its text without what is hidden in it.
    pub(super) fn read(&self, id: Id) -> String {
        let dom = &self.shown;
        let mut text = String::new();
        for child in dom.children(id) {
            if let Some(piece) = dom.node(child).value().as_text() {
                text.push_str(piece);
            } else if !dom.is(child, &["", "template"])
                && self
                    .hidden(child)
                    .is_none_or(|(by, _)| by != child && dom.contains(by, id))
            {
                let inside = self.read(child);
                let is_inline = dom.is(child, &INLINE);
                text.push_str(if is_inline { "" } else { " " });
                text.push_str(&inside);
                text.push_str(if is_inline { "" } else { " " });
            }
        }
        text
    }

    /// The `tabIndex` that a script reads.
    pub(super) fn tab_index(&self, id: Id) -> i32 {
        let dom = &self.shown;
        let own = dom
            .attribute(id, "tabindex")
            .and_then(|text| text.trim().parse().ok());
        let takes_focus = match dom.tag(id) {
            "a" | "area" => dom.has(id, "href"),
            "audio" | "video" => dom.has(id, "controls"),
            "button" | "input" | "select" | "textarea" | "iframe" => true,
            "summary" => self.is_summary(id),
            _ => is_editable(dom, id),
        };
        own.unwrap_or(if takes_focus { 0 } else { -1 })
    }

    /// Whether the element can hold the focus.
    pub(super) fn can_focus(&self, id: Id) -> bool {
        let has_own = self
            .shown
            .attribute(id, "tabindex")
            .is_some_and(|text| text.trim().parse::<i32>().is_ok());
        (has_own || self.tab_index(id) >= 0)
            && self.hidden(id).is_none()
            && self.blocked(id).is_none()
    }

    /// Whether a person types, or chooses from a list, in the element that has the focus.
    pub(super) fn is_editing(&self, id: Id) -> bool {
        let dom = &self.shown;
        let is_written = self.is_typed(id) && !dom.has(id, "readonly") && !self.is_disabled(id);
        self.focus == Some(id) && (is_written || dom.tag(id) == "select" || is_editable(dom, id))
    }

    /// Whether the text runs from right to left.
    pub(super) fn is_rtl(&self, id: Id) -> bool {
        self.shown
            .around(id)
            .find_map(|around| {
                style(&self.shown, around, "direction")
                    .or_else(|| {
                        self.shown
                            .attribute(around, "dir")
                            .map(str::to_ascii_lowercase)
                    })
                    .filter(|direction| direction == "rtl" || direction == "ltr")
            })
            .is_some_and(|direction| direction == "rtl")
    }
}

impl State {
    /// Notes what a chain did, in place of what it takes back or repeats.
    pub(super) fn edit(&mut self, edit: Edit) {
        self.edits.retain(|earlier| !edit.overrides(earlier));
        self.edits.push(edit);
    }
}

impl Edit {
    /// Whether nothing is left of an earlier edit after this one.
    fn overrides(&self, earlier: &Self) -> bool {
        match (self, earlier) {
            (Self::Show | Self::Hide, Self::Show | Self::Hide) => true,
            (
                Self::AddClass(now) | Self::RemoveClass(now),
                Self::AddClass(then) | Self::RemoveClass(then),
            ) => now == then,
            (Self::Set(now, _) | Self::Remove(now), Self::Set(then, _) | Self::Remove(then)) => {
                now == then
            }
            _ => false,
        }
    }

    fn apply(&self, dom: &mut Dom, id: Id) {
        match self {
            Self::Hide => dom.set(id, "hidden", Some("")),
            Self::Show => {
                dom.set(id, "hidden", None);
                if style(dom, id, "display").is_some_and(|value| value == "none") {
                    let rest: Vec<_> = declarations(dom, id)
                        .filter(|(name, _)| name != "display")
                        .collect();
                    let text: String = rest
                        .iter()
                        .map(|(name, value)| format!("{name}: {value};"))
                        .collect();
                    dom.set(id, "style", Some(&text));
                }
            }
            Self::Set(name, value) => dom.set(id, name, Some(value)),
            Self::Remove(name) => dom.set(id, name, None),
            Self::AddClass(names) | Self::RemoveClass(names) => {
                let class = dom.attribute(id, "class").unwrap_or_default().to_owned();
                let names: Vec<_> = names.split_whitespace().collect();
                let mut kept: Vec<_> = class
                    .split_whitespace()
                    .filter(|name| !names.contains(name))
                    .collect();
                if matches!(self, Self::AddClass(_)) {
                    kept.extend(names);
                }
                dom.set(id, "class", Some(&kept.join(" ")));
            }
        }
    }
}

fn can_be_disabled(dom: &Dom, id: Id) -> bool {
    dom.is(
        id,
        &[
            "button", "input", "select", "textarea", "option", "optgroup", "fieldset",
        ],
    )
}

fn is_editable(dom: &Dom, id: Id) -> bool {
    dom.attribute(id, "contenteditable")
        .is_some_and(|value| !value.eq_ignore_ascii_case("false"))
}

/// The value of a property in the element's own `style`, in lower case.
pub(super) fn style(dom: &Dom, id: Id, property: &str) -> Option<String> {
    declarations(dom, id)
        .filter_map(|(name, value)| (name == property).then_some(value))
        .last()
}

fn declarations(dom: &Dom, id: Id) -> impl Iterator<Item = (String, String)> {
    let text = dom.attribute(id, "style").unwrap_or_default();
    text.split(';').filter_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        let value = value.to_ascii_lowercase().replace("!important", "");
        Some((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
    })
}
