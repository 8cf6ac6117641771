//! Controls and forms, as a browser has them: the value of a control, which
//! form it belongs to, and what that sends.

use super::dom::{Dom, Id, collapsed};
use super::page::Page;

/// The kinds of `<input>` that are not for text, or not for typing.
const UNTYPED: [&str; 8] = [
    "button", "checkbox", "file", "hidden", "image", "radio", "reset", "submit",
];

impl Page {
    /// What kind of `<input>` or `<button>` it is: the `type` that a script reads.
    pub(super) fn kind(&self, id: Id) -> String {
        let dom = &self.shown;
        let kind = dom
            .attribute(id, "type")
            .unwrap_or_default()
            .to_ascii_lowercase();
        match dom.tag(id) {
            "button" if kind == "button" || kind == "reset" => kind,
            "button" => "submit".into(),
            "input" if kind.is_empty() => "text".into(),
            "input" => kind,
            "select" if dom.has(id, "multiple") => "select-multiple".into(),
            _ => String::new(),
        }
    }

    /// Whether a person types into it, or sets it as they would by typing.
    pub(super) fn is_typed(&self, id: Id) -> bool {
        match self.shown.tag(id) {
            "textarea" => true,
            "input" => !UNTYPED.contains(&self.kind(id).as_str()),
            _ => false,
        }
    }

    pub(super) fn is_checkable(&self, id: Id) -> bool {
        self.shown.tag(id) == "input" && matches!(self.kind(id).as_str(), "checkbox" | "radio")
    }

    pub(super) fn is_submitter(&self, id: Id) -> bool {
        self.shown.is(id, &["button", "input"])
            && matches!(self.kind(id).as_str(), "submit" | "image")
    }

    /// Whether it is checked, or selected.
    pub(super) fn is_on(&self, id: Id) -> bool {
        if self.shown.tag(id) == "option" {
            return match self.list(id) {
                Some(list) => self.chosen(list).contains(&id),
                None => self.own_on(id),
            };
        }
        if !self.is_checkable(id) {
            return false;
        }
        // Of several in one group the last one counts.
        let group = self.group(id);
        let later = group.iter().skip_while(|member| **member != id).skip(1);
        self.own_on(id) && !later.into_iter().any(|member| self.own_on(*member))
    }

    fn own_on(&self, id: Id) -> bool {
        let set = self.state(id).and_then(|state| state.is_on);
        let given = || {
            let attribute = self.on_attribute(id);
            attribute.is_some_and(|on| self.shown.has(id, on))
        };
        set.unwrap_or_else(given)
    }

    /// The attribute that checks or selects it to begin with, if it can be.
    pub(super) fn on_attribute(&self, id: Id) -> Option<&'static str> {
        match self.shown.tag(id) {
            "option" => Some("selected"),
            _ => self.is_checkable(id).then_some("checked"),
        }
    }

    /// The radio buttons of which one can be checked, this one among them.
    fn group(&self, id: Id) -> Vec<Id> {
        let name = self.shown.attribute(id, "name").unwrap_or_default();
        if self.kind(id) != "radio" || name.is_empty() {
            return vec![id];
        }
        let is_member = |other: &Id| {
            self.kind(*other) == "radio"
                && self.shown.attribute(*other, "name") == Some(name)
                && self.form(*other) == self.form(id)
        };
        self.shown.all().into_iter().filter(is_member).collect()
    }

    /// All whose states are one choice: the options of a list, the radio buttons of a group.
    pub(super) fn members(&self, control: Id) -> Vec<Id> {
        match self.shown.tag(control) {
            "select" => self.options(control),
            _ => self.group(control),
        }
    }

    /// Checks or selects it, or takes that back; of a group, or of a list for one, the others go.
    pub(super) fn turn(&mut self, id: Id, is_on: bool) {
        let others = match self.list(id) {
            Some(list) if self.kind(list) != "select-multiple" => self.options(list),
            Some(_) => Vec::new(),
            None => self.group(id),
        };
        for other in others.into_iter().filter(|other| is_on && *other != id) {
            self.states.entry(other).or_default().is_on = Some(false);
        }
        self.change(id, |state| state.is_on = Some(is_on));
    }

    /// The `<select>` that an option is in.
    pub(super) fn list(&self, option: Id) -> Option<Id> {
        let is_option = self.shown.tag(option) == "option";
        is_option.then(|| {
            self.shown
                .closest(option, |id| self.shown.tag(id) == "select")
        })?
    }

    pub(super) fn options(&self, list: Id) -> Vec<Id> {
        let mut options = self.shown.within(list);
        options.retain(|id| self.shown.tag(*id) == "option");
        options
    }

    /// The options that are selected.
    pub(super) fn chosen(&self, list: Id) -> Vec<Id> {
        let options = self.options(list);
        let on: Vec<_> = options
            .iter()
            .copied()
            .filter(|option| self.own_on(*option))
            .collect();
        if self.kind(list) == "select-multiple" {
            return on;
        }
        let rows = self
            .shown
            .attribute(list, "size")
            .and_then(|size| size.trim().parse().ok());
        let first = || {
            let is_drop_down = rows.unwrap_or(1_u32) <= 1;
            let mut free = options
                .iter()
                .filter(|option| is_drop_down && !self.is_disabled(**option));
            free.next().copied()
        };
        on.last().copied().or_else(first).into_iter().collect()
    }

    /// What a script reads as the `value`; nothing where there is none.
    pub(super) fn value(&self, id: Id) -> Option<String> {
        let dom = &self.shown;
        let given = |absent: &str| dom.attribute(id, "value").unwrap_or(absent).to_owned();
        let typed = self.state(id).and_then(|state| state.value.clone());
        Some(match dom.tag(id) {
            "textarea" => typed.unwrap_or_else(|| lines(&dom.text(id))),
            "input" => match self.kind(id).as_str() {
                "checkbox" | "radio" => given("on"),
                "file" => String::new(),
                kind if UNTYPED.contains(&kind) => given(""),
                kind => cleaned(kind, &typed.unwrap_or_else(|| given(""))),
            },
            "select" => {
                let first = self.chosen(id).into_iter().next();
                first
                    .and_then(|option| self.value(option))
                    .unwrap_or_default()
            }
            "option" => dom
                .attribute(id, "value")
                .map_or_else(|| collapsed(&dom.text(id)), str::to_owned),
            "button" | "data" => given(""),
            "output" => dom.text(id),
            _ => return None,
        })
    }

    /// The form that a control belongs to.
    pub(super) fn form(&self, id: Id) -> Option<Id> {
        let dom = &self.shown;
        if !dom.is(
            id,
            &[
                "button", "input", "select", "textarea", "fieldset", "output", "object",
            ],
        ) {
            return None;
        }
        match dom.attribute(id, "form") {
            Some(name) => dom.by_id(name).filter(|form| dom.tag(*form) == "form"),
            None => dom.closest(id, |around| dom.tag(around) == "form"),
        }
    }

    /// The controls of a form, in the document's order.
    pub(super) fn controls(&self, form: Id) -> Vec<Id> {
        let mut controls = self.shown.all();
        controls.retain(|id| self.form(*id) == Some(form));
        controls
    }

    /// The button that Enter presses.
    pub(super) fn default_button(&self, form: Id) -> Option<Id> {
        self.controls(form)
            .into_iter()
            .find(|id| self.is_submitter(*id))
    }

    /// What the form sends, by name and in order; a name may come more than once.
    pub(super) fn entries(&self, form: Id, submitter: Option<Id>) -> Vec<(String, String)> {
        let dom = &self.shown;
        let mut entries = Vec::new();
        for id in self.controls(form) {
            let kind = self.kind(id);
            let name = dom.attribute(id, "name").unwrap_or_default().to_owned();
            let is_button = dom.is(id, &["button", "input"])
                && matches!(kind.as_str(), "button" | "image" | "reset" | "submit");
            let is_left_out = self.is_disabled(id)
                || (is_button && submitter != Some(id))
                || (self.is_checkable(id) && !self.is_on(id))
                || dom.is(id, &["fieldset", "output", "object"])
                || dom.around(id).any(|around| dom.tag(around) == "datalist");
            if is_left_out {
                continue;
            }
            if kind == "image" {
                // The place of the press, which a key has at the corner.
                let dot = if name.is_empty() { "" } else { "." };
                entries
                    .extend(["x", "y"].map(|axis| (format!("{name}{dot}{axis}"), "0".to_owned())));
            } else if name.is_empty() {
                continue;
            } else if dom.tag(id) == "select" {
                for option in self.chosen(id) {
                    if !self.is_disabled(option) {
                        entries.push((name.clone(), self.value(option).unwrap_or_default()));
                    }
                }
            } else if kind == "hidden" && name.eq_ignore_ascii_case("_charset_") {
                entries.push((name, "UTF-8".to_owned()));
            } else {
                entries.push((name, self.value(id).unwrap_or_default()));
            }
        }
        entries
    }

    /// The first control of a form that has to be filled in and is not.
    pub(super) fn unfilled(&self, form: Id) -> Option<Id> {
        self.controls(form).into_iter().find(|id| {
            let dom = &self.shown;
            let is_required =
                dom.has(*id, "required") && !self.is_disabled(*id) && !dom.has(*id, "readonly");
            match dom.tag(*id) {
                "input" if self.kind(*id) == "radio" => {
                    let group = self.group(*id);
                    !self.is_disabled(*id)
                        && group.iter().any(|member| dom.has(*member, "required"))
                        && !group.iter().any(|member| self.is_on(*member))
                }
                "input" if self.kind(*id) == "checkbox" => is_required && !self.is_on(*id),
                "input"
                    if matches!(
                        self.kind(*id).as_str(),
                        "hidden" | "submit" | "image" | "button" | "reset"
                    ) =>
                {
                    false
                }
                "input" | "select" | "textarea" => {
                    is_required && self.value(*id).unwrap_or_default().is_empty()
                }
                _ => false,
            }
        })
    }

    /// Everything in the form as the markup has it.
    pub(super) fn reset(&mut self, form: Id) {
        for id in self.controls(form) {
            for id in self.options(id).into_iter().chain([id]) {
                if let Some(state) = self.states.get_mut(&id) {
                    (state.value, state.is_on, state.committed) = (None, None, None);
                }
            }
        }
        self.refresh();
    }

    /// The control that a press of this label presses.
    pub(super) fn labelled(&self, label: Id) -> Option<Id> {
        let dom = &self.shown;
        let takes_label = |id: &Id| {
            dom.is(
                *id,
                &[
                    "button", "input", "meter", "output", "progress", "select", "textarea",
                ],
            ) && self.kind(*id) != "hidden"
        };
        match dom.attribute(label, "for") {
            Some(name) => dom.by_id(name).filter(takes_label),
            None => dom.within(label).into_iter().find(takes_label),
        }
    }
}

/// The value that the markup gives a control whose value a person changes; of
/// other elements nothing, and nothing in it where the markup gives none.
pub(super) fn server_value(dom: &Dom, id: Id) -> Option<Option<String>> {
    let kind = dom
        .attribute(id, "type")
        .unwrap_or_default()
        .to_ascii_lowercase();
    match dom.tag(id) {
        "textarea" => Some(Some(lines(&dom.text(id)))),
        "input" if !["file", "hidden", "checkbox", "radio"].contains(&kind.as_str()) => {
            Some(dom.attribute(id, "value").map(str::to_owned))
        }
        _ => None,
    }
}

/// Every end of a line as one character.
pub(super) fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// What an `<input>` makes of a text.
fn cleaned(kind: &str, text: &str) -> String {
    let line = text.replace(['\r', '\n'], "");
    match kind {
        "number" if !is_number(&line) => String::new(),
        "email" | "url" => line.trim().to_owned(),
        _ => line,
    }
}

fn is_number(text: &str) -> bool {
    let has_only = text
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '-' | '.' | 'e' | 'E' | '+'));
    has_only
        && !text.starts_with('+')
        && !text.ends_with('.')
        && text.parse::<f64>().is_ok_and(f64::is_finite)
}
