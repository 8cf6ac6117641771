//! What a person does, and what a browser makes of it before and after the
//! page's script: where the focus goes, which control a label means, that a
//! button submits its form.

use std::collections::BTreeSet;

use super::Fired;
use super::control::lines;
use super::dom::Id;
use super::error::ActionError;
use super::page::Page;
use super::pending::{KINDS, Pending};

#[derive(Clone)]
pub(super) struct Browser {
    pub(super) page: Page,
    /// What waits for the end of its `dj-debounce`: at most one for each binding.
    pub(super) pending: Vec<Pending>,
    /// The forms that were submitted and not answered.
    pub(super) submitted: BTreeSet<Id>,
    /// The forms whose submit was refused, until something else is sent.
    pub(super) refused: BTreeSet<Id>,
    /// The controls that sent an event of their own which was not answered.
    pub(super) sent: BTreeSet<Id>,
    /// What the person has changed since it showed the server's state or was submitted.
    pub(super) touched: BTreeSet<Id>,
    /// What the script has sent.
    pub(super) fired: Vec<Fired>,
    /// Whether anything has come of what the person did.
    pub(super) has_effect: bool,
    /// The events that the step which is shown waits for.
    pub(super) awaited: Vec<Awaited>,
    /// Whether one of them has happened.
    pub(super) is_done: bool,
}

/// An event that ends a step when it happens at one of these elements.
#[derive(Clone)]
pub(super) struct Awaited {
    pub(super) event: String,
    pub(super) at: Vec<Id>,
}

type Done = Result<(), ActionError>;

impl Browser {
    pub(super) fn new(page: Page) -> Self {
        Self {
            page,
            pending: Vec::new(),
            submitted: BTreeSet::new(),
            refused: BTreeSet::new(),
            sent: BTreeSet::new(),
            touched: BTreeSet::new(),
            fired: Vec::new(),
            has_effect: false,
            awaited: Vec::new(),
            is_done: false,
        }
    }

    /// An event happens at the element: a step that waits for it, there or around it, ends.
    pub(super) fn happens(&mut self, event: &str, target: Id) {
        if self.is_awaited(event, target) {
            self.is_done = true;
            self.has_effect = true;
        }
    }

    /// Whether the step waits for that event of the element.
    fn is_awaited(&self, event: &str, target: Id) -> bool {
        let bubbles = !matches!(event, "focus" | "blur");
        let is_in = |at: &Id| *at == target || (bubbles && self.page.shown.contains(*at, target));
        self.awaited
            .iter()
            .any(|awaited| awaited.event == event && awaited.at.iter().any(is_in))
    }

    /// The one element that the selector matches.
    pub(super) fn one(&self, selector: &str) -> Result<Id, ActionError> {
        let dom = &self.page.shown;
        let selector_text = selector.to_owned();
        let found = dom
            .select(selector)
            .map_err(|fault| ActionError::Selector {
                selector: selector_text.clone(),
                fault,
            })?;
        match found[..] {
            [id] => Ok(id),
            [] => Err(ActionError::Missing {
                selector: selector_text,
                near: self.near(|id| self.is_actionable(id)),
            }),
            _ => Err(ActionError::Ambiguous {
                selector: selector_text,
                found: found.into_iter().map(|id| dom.describe(id)).collect(),
            }),
        }
    }

    /// The same, if a person sees it and it is not disabled.
    fn usable(&self, selector: &str) -> Result<Id, ActionError> {
        let id = self.one(selector)?;
        let dom = &self.page.shown;
        if let Some((by, why)) = self.page.hidden(id) {
            return Err(ActionError::Hidden {
                element: dom.describe(id),
                by: dom.describe(by),
                why,
            });
        }
        match self.page.blocked(id) {
            Some((by, why)) => Err(self.disabled(id, by, why)),
            None => Ok(id),
        }
    }

    fn disabled(&self, id: Id, by: Id, why: &'static str) -> ActionError {
        ActionError::Disabled {
            element: self.page.shown.describe(id),
            by: self.page.shown.describe(by),
            why,
        }
    }

    fn unfit(&self, action: &'static str, id: Id, why: impl Into<String>) -> ActionError {
        ActionError::Unfit {
            action,
            element: self.page.shown.describe(id),
            why: why.into(),
        }
    }

    fn unhandled(&self, action: &'static str, id: Id, kinds: &[&str]) -> ActionError {
        ActionError::Unhandled {
            action,
            element: self.page.shown.describe(id),
            near: self.near(|id| self.is_bound(id, kinds)),
        }
    }

    fn near(&self, matches: impl Fn(Id) -> bool) -> Vec<String> {
        let dom = &self.page.shown;
        let found = dom.all().into_iter().filter(|id| matches(*id));
        found.map(|id| dom.describe(id)).collect()
    }

    /// Whether the element has an attribute that binds one of these kinds of events.
    fn is_bound(&self, id: Id, kinds: &[&str]) -> bool {
        let mut attributes = self
            .page
            .shown
            .element(id)
            .into_iter()
            .flat_map(|element| element.attrs());
        attributes.any(|(name, _)| {
            let kind = name
                .strip_prefix("dj-")
                .and_then(|name| name.split('.').next());
            kind.is_some_and(|kind| kinds.contains(&kind))
        })
    }

    fn is_actionable(&self, id: Id) -> bool {
        self.is_bound(id, &KINDS)
            || self
                .page
                .shown
                .is(id, &["button", "input", "select", "textarea"])
    }

    pub(super) fn click(&mut self, selector: &str) -> Done {
        let id = self.usable(selector)?;
        self.click_on(id)
    }

    fn click_on(&mut self, id: Id) -> Done {
        let holder = self
            .page
            .shown
            .closest(id, |around| self.page.can_focus(around));
        self.move_focus(holder)?;
        self.has_effect = false;
        self.press(id)?;
        if self.has_effect {
            return Ok(());
        }
        Err(self.unhandled("a click", id, &["click"]))
    }

    /// The click itself, and the browser's default action.
    fn press(&mut self, target: Id) -> Done {
        self.press_unless_bound(target, None)
    }

    /// The same for what a label repeats at its control: no second event of one binding.
    fn press_unless_bound(&mut self, target: Id, pressed: Option<Id>) -> Done {
        let dom = &self.page.shown;
        let is_active = |id: Id| match dom.tag(id) {
            "button" | "input" | "label" | "select" | "textarea" => true,
            "a" | "area" => dom.has(id, "href"),
            "summary" => self.page.is_summary(id),
            _ => false,
        };
        let active = dom.closest(target, is_active);
        if active.is_some_and(|active| self.page.is_disabled(active)) {
            return Ok(());
        }
        let kept = dom.closest(target, |id| {
            dom.tag(id) == "a" && dom.attribute(id, "href") == Some("#")
        });
        let is_prevented = kept.is_some() && self.bound(target, "dj-click").is_some();
        let is_radio = active.is_some_and(|id| self.page.kind(id) == "radio");
        let turned =
            active.filter(|id| self.page.is_checkable(*id) && !(is_radio && self.page.is_on(*id)));
        if let Some(control) = turned {
            let is_on = !self.page.is_on(control);
            self.page.turn(control, is_on);
        }
        self.happens("click", target);
        let bound = self.bound(target, "dj-click");
        if bound.is_none() || bound != pressed {
            self.on_click(target)?;
        }
        match active {
            Some(active) if !is_prevented => self.activate(active, turned.is_some(), bound),
            _ => Ok(()),
        }
    }

    fn activate(&mut self, id: Id, is_turned: bool, bound: Option<Id>) -> Done {
        let kind = self.page.kind(id);
        match (self.page.shown.tag(id), kind.as_str()) {
            ("input", "checkbox" | "radio") => {
                self.has_effect = true;
                if is_turned {
                    self.on_change("input", id)?;
                    self.on_change("change", id)?;
                }
            }
            ("button" | "input", "submit" | "image") if self.page.form(id).is_some() => {
                let form = self.page.form(id);
                return form.map_or(Ok(()), |form| self.request_submit(form, Some(id)));
            }
            ("button" | "input", "reset") => {
                if let Some(form) = self.page.form(id) {
                    self.page.reset(form);
                    self.has_effect = true;
                }
            }
            ("button", _) => self.invoke(id),
            ("input" | "select" | "textarea", _) => self.has_effect |= self.page.can_focus(id),
            ("summary", _) => {
                if let Some(details) = self.page.shown.parent(id) {
                    let is_open = !self.page.shown.has(details, "open");
                    self.open(details, is_open);
                }
            }
            ("label", _) => {
                if let Some(control) = self.page.labelled(id) {
                    if self.page.can_focus(control) {
                        self.move_focus(Some(control))?;
                    }
                    return self.press_unless_bound(control, bound);
                }
            }
            _ => {}
        }
        Ok(())
    }

    pub(super) fn open(&mut self, id: Id, is_open: bool) {
        self.page.change(id, |state| state.is_open = Some(is_open));
        self.has_effect = true;
    }

    /// What a button does that opens and closes something without a script.
    fn invoke(&mut self, button: Id) {
        let dom = &self.page.shown;
        let value = |name: &str| {
            dom.attribute(button, name)
                .unwrap_or_default()
                .to_ascii_lowercase()
        };
        let target = |name: &str| dom.attribute(button, name).and_then(|id| dom.by_id(id));
        let (Some(target), command) = (match target("commandfor") {
            Some(target) => (Some(target), value("command")),
            None => {
                let action = value("popovertargetaction");
                let action = if action.is_empty() {
                    "toggle".into()
                } else {
                    action
                };
                (target("popovertarget"), format!("{action}-popover"))
            }
        }) else {
            return;
        };
        let is_open = match self.page.state(target).and_then(|state| state.is_open) {
            Some(is_open) => is_open,
            None => dom.tag(target) == "dialog" && dom.has(target, "open"),
        };
        match command.as_str() {
            "show-modal" | "show-popover" => self.open(target, true),
            "close" | "request-close" | "hide-popover" => self.open(target, false),
            "toggle-popover" => self.open(target, !is_open),
            _ => {}
        }
    }

    fn request_submit(&mut self, form: Id, submitter: Option<Id>) -> Done {
        let dom = &self.page.shown;
        let is_unchecked = dom.has(form, "novalidate")
            || submitter.is_some_and(|button| dom.has(button, "formnovalidate"));
        if let Some(field) = self.page.unfilled(form).filter(|_| !is_unchecked) {
            return Err(ActionError::Unfilled {
                element: dom.describe(field),
            });
        }
        let is_bound = dom.has(form, "dj-submit");
        self.happens("submit", form);
        if is_bound {
            return self.on_submit(form, submitter);
        }
        let dom = &self.page.shown;
        let method = submitter.and_then(|button| dom.attribute(button, "formmethod"));
        let closes = method
            .or(dom.attribute(form, "method"))
            .is_some_and(|method| method.eq_ignore_ascii_case("dialog"));
        match dom.closest(form, |id| dom.tag(id) == "dialog") {
            Some(dialog) if closes => {
                self.open(dialog, false);
                Ok(())
            }
            _ if self.is_done => Ok(()),
            _ => Err(self.unhandled("submit", form, &["submit"])),
        }
    }

    pub(super) fn submit(&mut self, selector: &str) -> Done {
        let id = self.usable(selector)?;
        if self.page.is_submitter(id) {
            return self.click_on(id);
        }
        let form = if self.page.shown.tag(id) == "form" {
            Some(id)
        } else {
            self.page.form(id)
        };
        let Some(form) = form else {
            return Err(self.unfit("a submit", id, "it is no form, and in none"));
        };
        self.commit()?;
        match self.page.default_button(form) {
            Some(button) if self.page.is_disabled(button) => {
                Err(self.disabled(form, button, "is disabled"))
            }
            Some(button) => self.press(button),
            None => self.request_submit(form, None),
        }
    }

    pub(super) fn input(&mut self, selector: &str, value: &str) -> Done {
        let id = self.usable(selector)?;
        if !self.page.is_typed(id) {
            let why = match self.page.shown.tag(id) {
                "select" => "choose an option with `change`",
                "input" => "nobody types there; use `check` or `click`",
                _ => "it is no field",
            };
            return Err(self.unfit("typing", id, why));
        }
        if self.page.shown.has(id, "readonly") {
            return Err(self.unfit("typing", id, "it is read-only"));
        }
        self.move_focus(Some(id))?;
        let before = self.page.value(id);
        self.page.change(id, |state| {
            state.value = Some(lines(value));
            state.committed = state.committed.take().or(before);
        });
        self.on_change("input", id)?;
        self.is_listened_to(id)
    }

    /// Nobody would ever learn of a change in a field that no handler is for.
    fn is_listened_to(&self, id: Id) -> Done {
        let kinds = ["change", "input"];
        let is_around = self
            .page
            .shown
            .around(id)
            .any(|around| self.is_bound(around, &kinds));
        let is_submitted = self
            .page
            .form(id)
            .is_some_and(|form| self.is_bound(form, &["submit"]));
        let is_awaited = self.is_done || kinds.iter().any(|kind| self.is_awaited(kind, id));
        if is_awaited
            || is_around
            || is_submitted
            || self.is_bound(id, &["blur", "keydown", "keyup", "focus"])
        {
            return Ok(());
        }
        Err(self.unhandled("a change", id, &["change", "input", "submit"]))
    }

    pub(super) fn change(&mut self, selector: &str, value: &str) -> Done {
        let id = self.usable(selector)?;
        if self.page.shown.tag(id) == "select" {
            return self.choose(id, value);
        }
        if self.page.is_checkable(id) {
            return Err(self.unfit("a change to a value", id, "use `check`"));
        }
        self.input(selector, value)?;
        self.move_focus(None)
    }

    fn choose(&mut self, list: Id, value: &str) -> Done {
        let options = self.page.options(list);
        let by_text =
            |option: &&Id| super::dom::collapsed(&self.page.shown.text(**option)) == value;
        let by_value = options
            .iter()
            .find(|option| self.page.value(**option).as_deref() == Some(value));
        let Some(option) = by_value.or_else(|| options.iter().find(by_text)).copied() else {
            let known: Vec<_> = options
                .iter()
                .map(|option| self.page.shown.describe(*option))
                .collect();
            let why = format!("it has no option {value:?}, but {}", known.join(", "));
            return Err(self.unfit("a change", list, why));
        };
        if let Some((by, why)) = self
            .page
            .blocked(option)
            .filter(|_| self.page.is_disabled(option))
        {
            return Err(self.disabled(option, by, why));
        }
        self.move_focus(Some(list))?;
        if self.page.chosen(list) == [option] {
            return self.is_listened_to(list);
        }
        for other in options {
            self.page.states.entry(other).or_default().is_on = Some(other == option);
        }
        self.page.refresh();
        self.chosen(list)
    }

    fn chosen(&mut self, list: Id) -> Done {
        self.on_change("input", list)?;
        self.on_change("change", list)?;
        self.is_listened_to(list)
    }

    pub(super) fn check(&mut self, selector: &str, is_on: bool) -> Done {
        let id = self.usable(selector)?;
        if let Some(list) = self.page.list(id) {
            if self.page.kind(list) != "select-multiple" {
                return Err(self.unfit("a check", id, "its list is for one; choose with `change`"));
            }
            self.move_focus(Some(list))?;
            if self.page.is_on(id) == is_on {
                return self.is_listened_to(list);
            }
            self.page.turn(id, is_on);
            return self.chosen(list);
        }
        if !self.page.is_checkable(id) {
            return Err(self.unfit("a check", id, "it is no check box, radio button or option"));
        }
        if self.page.is_on(id) != is_on {
            if self.page.kind(id) == "radio" && !is_on {
                return Err(self.unfit(
                    "taking back a check",
                    id,
                    "check another one of its group",
                ));
            }
            self.click_on(id)?;
        }
        match self.bound(id, "dj-click") {
            Some(_) => Ok(()),
            None => self.is_listened_to(id),
        }
    }

    pub(super) fn key(&mut self, selector: &str, key: &str) -> Done {
        let id = self.one(selector)?;
        let body = self
            .page
            .shown
            .all()
            .into_iter()
            .find(|id| self.page.shown.tag(*id) == "body");
        let keys = ["keydown", "keyup"];
        let target = if self.page.can_focus(id) {
            self.move_focus(Some(id))?;
            id
        } else if Some(id) == body || (self.is_shortcut(id) && self.is_bound(id, &keys)) {
            self.move_focus(None)?;
            body.unwrap_or(id)
        } else {
            self.usable(selector)?;
            return Err(self.unfit(
                "a key",
                id,
                "it cannot hold the focus, which `tabindex` allows",
            ));
        };
        self.has_effect = false;
        self.on_key("keydown", target, key)?;
        let dom = &self.page.shown;
        let is_pressed = dom.is(target, &["button", "summary"]) || self.page.is_submitter(target);
        let is_field = dom.tag(target) == "input" && !is_pressed;
        match key {
            "Enter" if is_pressed || dom.tag(target) == "a" => self.press(target)?,
            "Enter" if is_field => self.submit_by_enter(target)?,
            _ => {}
        }
        self.on_key("keyup", target, key)?;
        if key == " " && (is_pressed || self.page.is_checkable(target)) {
            self.press(target)?;
        }
        if self.has_effect {
            return Ok(());
        }
        Err(self.unhandled("a key", id, &keys))
    }

    fn submit_by_enter(&mut self, field: Id) -> Done {
        self.commit()?;
        let Some(form) = self.page.form(field) else {
            return Ok(());
        };
        match self.page.default_button(form) {
            Some(button) => self.press(button),
            None => {
                let typed = self.page.controls(form).into_iter();
                let is_alone = typed
                    .filter(|id| self.page.is_typed(*id) && self.page.shown.tag(*id) == "input")
                    .count()
                    <= 1;
                if is_alone {
                    self.request_submit(form, None)
                } else {
                    Ok(())
                }
            }
        }
    }

    pub(super) fn focus(&mut self, selector: &str) -> Done {
        let id = self.usable(selector)?;
        if !self.page.can_focus(id) {
            return Err(self.unfit(
                "the focus",
                id,
                "it cannot hold it, which `tabindex` allows",
            ));
        }
        self.move_focus(Some(id))
    }

    pub(super) fn blur(&mut self, selector: &str) -> Done {
        self.focus(selector)?;
        self.move_focus(None)
    }

    /// Moves the focus, with the events that this brings.
    fn move_focus(&mut self, to: Option<Id>) -> Done {
        if self.page.focus == to {
            return Ok(());
        }
        self.commit()?;
        let from = std::mem::replace(&mut self.page.focus, to);
        self.page.refresh();
        if let Some(from) = from {
            self.on_pass("blur", from)?;
        }
        to.map_or(Ok(()), |to| self.on_pass("focus", to))
    }

    /// What was typed into the field with the focus is done: the browser reports it
    /// once, if it differs from what was there before.
    fn commit(&mut self) -> Done {
        let Some(field) = self.page.focus else {
            return Ok(());
        };
        let mut before = None;
        self.page
            .change(field, |state| before = state.committed.take());
        if before.is_none() || before == self.page.value(field) {
            return Ok(());
        }
        self.on_change("change", field)
    }

    /// Moves the focus to the element or to the first thing in it that takes it.
    pub(super) fn focus_into(&mut self, element: Id) -> Done {
        let dom = &self.page.shown;
        let is_inside = self
            .page
            .focus
            .is_some_and(|focus| dom.contains(element, focus));
        if is_inside || self.page.hidden(element).is_some() {
            return Ok(());
        }
        let stops = dom
            .within(element)
            .into_iter()
            .filter(|id| self.page.tab_index(*id) >= 0);
        let first = [element]
            .into_iter()
            .chain(stops)
            .find(|id| self.page.can_focus(*id));
        first.map_or(Ok(()), |first| self.move_focus(Some(first)))
    }
}
