//! What the page's script does with an event: it finds the attribute that
//! binds it, and sends what that asks for.

use super::Fired;
use super::browser::Browser;
use super::call::{self, Call, Command};
use super::dom::Id;
use super::error::ActionError;
use super::fields;
use super::page::Edit;
use super::pending::{Brings, Pending};
use crate::event::Value;
use crate::js;

impl Browser {
    pub(super) fn on_click(&mut self, target: Id) -> Result<(), ActionError> {
        let Some(element) = self.bound(target, "dj-click") else {
            return Ok(());
        };
        if self.page.is_disabled(element) {
            return Ok(());
        }
        self.flush(None);
        // Wherever in the element it was pressed.
        self.fire("dj-click", element, element, Brings::Nothing)
    }

    pub(super) fn on_submit(&mut self, form: Id, submitter: Option<Id>) -> Result<(), ActionError> {
        if self.page.shown.is_ignored(form) {
            return Ok(());
        }
        self.flush(None);
        let brings = Brings::Form(fields::form(&self.page, form, submitter));
        self.fire("dj-submit", form, form, brings)?;
        // What a chain pushes is no submit of the form.
        let text = self
            .page
            .shown
            .attribute(form, "dj-submit")
            .unwrap_or_default();
        if matches!(call::read(text), Some(Call::Event { .. })) {
            self.submitted.insert(form);
            for control in self.page.controls(form) {
                self.touched.remove(&control);
            }
        }
        Ok(())
    }

    /// An `input` or a `change` of a control.
    pub(super) fn on_change(&mut self, kind: &str, target: Id) -> Result<(), ActionError> {
        self.happens(kind, target);
        self.touched.insert(target);
        let attribute = format!("dj-{kind}");
        let Some(element) = self.bound(target, &attribute) else {
            return Ok(());
        };
        if kind == "change" {
            self.flush(None);
        }
        self.fire(&attribute, element, target, Brings::Control)?;
        let text = self.page.shown.attribute(element, &attribute);
        if matches!(
            call::read(text.unwrap_or_default()),
            Some(Call::Event { .. })
        ) {
            self.sent.insert(target);
        }
        Ok(())
    }

    /// A `keydown` or a `keyup`.
    pub(super) fn on_key(&mut self, kind: &str, target: Id, key: &str) -> Result<(), ActionError> {
        self.happens(kind, target);
        let attribute = format!("dj-{kind}");
        let lower = key.to_lowercase();
        let name = lower
            .strip_prefix("arrow")
            .unwrap_or(&lower)
            .replacen(' ', "space", 1);
        // `right` is onward, which is the left arrow where the text runs that way.
        let name = match name.as_str() {
            "left" if self.page.is_rtl(target) => "right",
            "right" if self.page.is_rtl(target) => "left",
            name => name,
        };
        let filtered = format!("{attribute}.{name}");
        let dom = &self.page.shown;
        let binds = |id| (dom.has(id, &filtered) || dom.has(id, &attribute)) && !dom.is_ignored(id);
        let Some(element) = dom.closest(target, binds).or_else(|| self.shortcut(binds)) else {
            return Ok(());
        };
        let found = if dom.has(element, &filtered) {
            filtered
        } else {
            attribute
        };
        if key == "Enter" {
            self.flush(None);
        }
        self.fire(&found, element, target, Brings::Key(key.to_owned()))
    }

    /// An element that can never hold the focus means the whole page, but not
    /// the keys of someone who types.
    fn shortcut(&self, binds: impl Fn(Id) -> bool) -> Option<Id> {
        let dom = &self.page.shown;
        if self
            .page
            .focus
            .is_some_and(|focus| self.page.is_editing(focus))
        {
            return None;
        }
        dom.all()
            .into_iter()
            .find(|id| binds(*id) && self.is_shortcut(*id))
    }

    pub(super) fn is_shortcut(&self, id: Id) -> bool {
        let dom = &self.page.shown;
        let has_elements = dom
            .children(id)
            .into_iter()
            .any(|child| !dom.tag(child).is_empty());
        !has_elements && self.page.tab_index(id) < 0
    }

    /// A `focus` or a `blur`, which do not bubble.
    pub(super) fn on_pass(&mut self, kind: &str, target: Id) -> Result<(), ActionError> {
        if kind == "blur" {
            self.flush(Some(target));
        }
        self.happens(kind, target);
        let attribute = format!("dj-{kind}");
        let dom = &self.page.shown;
        if !dom.has(target, &attribute) || dom.is_ignored(target) {
            return Ok(());
        }
        self.fire(&attribute, target, target, Brings::Control)
    }

    /// The nearest element that the attribute binds.
    pub(super) fn bound(&self, target: Id, attribute: &str) -> Option<Id> {
        let dom = &self.page.shown;
        dom.closest(target, |id| dom.has(id, attribute) && !dom.is_ignored(id))
    }

    fn fire(
        &mut self,
        attribute: &str,
        element: Id,
        target: Id,
        brings: Brings,
    ) -> Result<(), ActionError> {
        let text = self
            .page
            .shown
            .attribute(element, attribute)
            .unwrap_or_default()
            .to_owned();
        let misread = || ActionError::Misread {
            attribute: attribute.to_owned(),
            value: text.clone(),
            element: self.page.shown.describe(element),
        };
        let call = call::read(&text).ok_or_else(misread)?;
        self.has_effect = true;
        let (name, arguments) = match call {
            Call::Chain(commands) => return self.run(&commands, element),
            Call::Event { name, arguments } => (name, arguments),
        };
        let pending = Pending {
            element,
            attribute: attribute.to_owned(),
            target,
            name,
            arguments,
            component: self.component(element),
            brings,
        };
        let is_rated = !matches!(attribute, "dj-submit" | "dj-focus" | "dj-blur");
        if is_rated && self.waits_for_blur(element, target) {
            self.pending.retain(|earlier| {
                (earlier.element, earlier.target) != (element, target)
                    || earlier.attribute != attribute
            });
            self.pending.push(pending);
        } else {
            self.send(pending);
        }
        Ok(())
    }

    /// Whether `dj-debounce` holds no number. A number of milliseconds has passed
    /// before the person does anything else.
    fn waits_for_blur(&self, element: Id, target: Id) -> bool {
        let dom = &self.page.shown;
        let delay = dom
            .attribute(target, "dj-debounce")
            .or_else(|| dom.attribute(element, "dj-debounce"))
            .map(str::trim);
        delay.is_some_and(|delay| !delay.is_empty() && delay.parse::<f64>().is_err())
    }

    fn send(&mut self, pending: Pending) {
        let params = pending.params(&self.page);
        self.refused.clear();
        self.fired.push(Fired {
            name: pending.name,
            params,
            component: pending.component,
        });
    }

    /// Sends what waits: all of it, or what the person did in `target`.
    pub(super) fn flush(&mut self, target: Option<Id>) {
        let is_due = |pending: &Pending| target.is_none_or(|target| target == pending.target);
        let (due, rest): (Vec<_>, Vec<_>) = std::mem::take(&mut self.pending)
            .into_iter()
            .partition(is_due);
        self.pending = rest;
        for pending in due {
            self.send(pending);
        }
    }

    /// The component around an element; nothing where it is the view's.
    fn component(&self, element: Id) -> Option<String> {
        let dom = &self.page.shown;
        let around = dom.closest(element, |id| dom.has(id, "dj-component"))?;
        dom.attribute(around, "dj-component")
            .filter(|id| !id.is_empty())
            .map(str::to_owned)
    }

    /// Runs a chain in the page: of its commands `push` reaches the server, and
    /// the app's own scripts, styles and motion are left out.
    pub(super) fn run(&mut self, commands: &[Command], source: Id) -> Result<(), ActionError> {
        for (name, options) in commands {
            let text = |name: &str| match options.get(name) {
                Some(Value::Text(text)) => text.clone(),
                _ => String::new(),
            };
            let found = self.targets(options, source)?;
            if name == "focus" {
                let drawn = |id: &Id| self.page.hidden(*id).is_none();
                let first = found.iter().copied().find(drawn);
                if let Some(element) = first.or_else(|| found.first().copied()) {
                    self.focus_into(element)?;
                }
                continue;
            }
            for element in found {
                let edit = match name.as_str() {
                    "show" => Edit::Show,
                    "hide" => Edit::Hide,
                    "toggle" if self.is_drawn(element) => Edit::Hide,
                    "toggle" => Edit::Show,
                    "add_class" => Edit::AddClass(text("names")),
                    "remove_class" => Edit::RemoveClass(text("names")),
                    "set_attr" if !js::runs_script(&text("name"), &text("value")) => {
                        Edit::Set(text("name"), text("value"))
                    }
                    "remove_attr" => Edit::Remove(text("name")),
                    "show_modal" | "close" if self.page.shown.tag(element) == "dialog" => {
                        self.open(element, name == "show_modal");
                        continue;
                    }
                    "reset" if self.page.shown.tag(element) == "form" => {
                        self.page.reset(element);
                        continue;
                    }
                    "push" => {
                        let params = options.get("value").cloned().unwrap_or_default();
                        self.fired.push(Fired {
                            name: text("event"),
                            params: if params == Value::Null {
                                Value::Map(Vec::new())
                            } else {
                                params
                            },
                            component: self.component(element),
                        });
                        continue;
                    }
                    _ => continue,
                };
                self.page.change(element, |state| state.edit(edit));
            }
        }
        Ok(())
    }

    /// The elements that a command acts on.
    fn targets(&self, options: &Value, source: Id) -> Result<Vec<Id>, ActionError> {
        let dom = &self.page.shown;
        let find = |selector: &str| {
            dom.select(selector).map_err(|fault| ActionError::Selector {
                selector: selector.to_owned(),
                fault,
            })
        };
        if let Some(Value::Text(selector)) = options.get("to") {
            return find(selector);
        }
        if let Some(Value::Text(selector)) = options.get("inner") {
            let mut found = find(selector)?;
            found.retain(|id| *id != source && dom.contains(source, *id));
            return Ok(found);
        }
        if let Some(Value::Text(selector)) = options.get("closest") {
            let found = find(selector)?;
            return Ok(dom
                .closest(source, |id| found.contains(&id))
                .into_iter()
                .collect());
        }
        Ok(vec![source])
    }

    /// Whether the element itself is drawn, in what is around it.
    fn is_drawn(&self, element: Id) -> bool {
        self.page
            .hidden(element)
            .is_none_or(|(by, _)| by != element)
    }
}
