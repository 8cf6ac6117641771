//! Whose value a control has when the server renders the page again: the person's or
//! the server's.

use std::collections::BTreeSet;

use super::browser::Browser;
use super::control::server_value;
use super::dom::{Dom, Id};
use super::morph::{Morphed, morph};
use super::page::Page;

impl Browser {
    /// Replaces the live part. The markup answers every event that was sent.
    pub(super) fn render(&mut self, html: &str) {
        let markup = Dom::template(html);
        let Morphed { dom, before } = morph(&self.page.server, &markup, self.page.focus);
        let old = std::mem::replace(&mut self.page, Page::new(dom));
        let made_from = |id: Id| {
            before
                .iter()
                .find_map(|(made, was)| (*was == id).then_some(*made))
        };

        // What is known of an element goes with it, before anything is compared.
        for (made, was) in &before {
            if let Some(state) = old.state(*was) {
                self.page.states.insert(*made, state.clone());
            }
        }
        self.page.focus = old.focus.and_then(made_from);
        self.page.refresh();
        let top = self.page.server.0.tree.root().id();
        self.pending = std::mem::take(&mut self.pending)
            .into_iter()
            .map(|pending| pending.moved(made_from, &old, top))
            .collect();
        for known in [
            &mut self.submitted,
            &mut self.refused,
            &mut self.sent,
            &mut self.touched,
        ] {
            *known = std::mem::take(known)
                .into_iter()
                .filter_map(made_from)
                .collect();
        }
        for made in self.page.server.all() {
            match before.get(&made) {
                Some(was) => self.settle(made, &old, *was),
                // What comes checked or selected takes that from the others.
                None if self.comes_on(made) => self.page.turn(made, true),
                None => {}
            }
        }
        self.answer();
    }

    /// Every event that was sent is answered: its control, or its form, is as the
    /// server has rendered it.
    pub(super) fn answer(&mut self) {
        let submitted = std::mem::take(&mut self.submitted);
        for form in submitted {
            for control in self.page.controls(form) {
                if !self.touched.contains(&control) {
                    self.show(control, true);
                }
            }
        }
        let sent = std::mem::take(&mut self.sent);
        for control in sent {
            // A text is the person's until it is committed.
            let is_at_work = self.is_unsent(control)
                || (self.page.is_typed(control) && self.page.focus == Some(control));
            if is_at_work {
                self.sent.insert(control);
            } else {
                self.show(control, false);
            }
        }
        self.page.refresh();
    }

    /// The server has refused what was sent: a form and a text stay as they are, and a
    /// choice that was sent alone goes back.
    pub(super) fn refuse(&mut self) {
        self.refused.extend(std::mem::take(&mut self.submitted));
        let page = &self.page;
        self.sent.retain(|control| !page.is_typed(*control));
        self.answer();
    }

    fn is_unsent(&self, control: Id) -> bool {
        self.pending
            .iter()
            .any(|pending| pending.target == control && pending.is_of_value())
    }

    fn comes_on(&self, id: Id) -> bool {
        let attribute = self.page.on_attribute(id);
        attribute.is_some_and(|on| self.page.server.has(id, on))
    }

    /// Shows what the server has rendered. A text that it has not rendered stays, unless
    /// the form was submitted.
    fn show(&mut self, control: Id, is_cleared: bool) {
        self.touched.remove(&control);
        let group = self.page.members(control);
        for member in group {
            if let Some(state) = self.page.states.get_mut(&member) {
                state.is_on = None;
            }
        }
        let server = &self.page.server;
        let Some(text) = server_value(server, control) else {
            return;
        };
        // An empty textarea may be one whose text the server does not render.
        let is_said = match &text {
            Some(text) => !text.is_empty() || server.tag(control) != "textarea",
            None => false,
        };
        if (is_said || is_cleared)
            && let Some(state) = self.page.states.get_mut(&control)
        {
            (state.value, state.committed) = (Some(text.unwrap_or_default()), None);
        }
    }

    /// Decides the state of one element that was there before.
    fn settle(&mut self, made: Id, old: &Page, was: Id) {
        let server = &self.page.server;
        let control = self.page.list(made).unwrap_or(made);
        let is_refused = self
            .page
            .form(control)
            .is_some_and(|form| self.refused.contains(&form));
        let is_kept = is_refused || self.is_unsent(control) || self.page.is_editing(control);

        if server.is(made, &["details", "dialog"]) {
            let (opens, opened) = (server.has(made, "open"), old.server.has(was, "open"));
            let state = self.page.states.entry(made).or_default();
            let is_open = state.is_open.unwrap_or(opened);
            state.is_open = Some(if opens == opened { is_open } else { opens });
            return;
        }
        if server.tag(made) == "select" {
            self.choose_again(made, old, was, is_kept);
            return;
        }
        if let Some(on) = self.page.on_attribute(made) {
            let is_now_on = server.has(made, on);
            if server.tag(made) == "input" && is_now_on != old.server.has(was, on) && !is_kept {
                self.page.turn(made, is_now_on);
            }
            return;
        }
        let (Some(before), Some(now)) =
            (server_value(&old.server, was), server_value(server, made))
        else {
            return;
        };
        if is_kept || now == before {
            return;
        }
        if let Some(state) = self.page.states.get_mut(&made)
            && state.value.is_some()
        {
            (state.value, state.committed) = (Some(now.unwrap_or_default()), None);
        }
    }

    /// Chooses again what was chosen before the options changed: by value, or else,
    /// where an option was renamed, by its id or its text.
    fn choose_again(&mut self, list: Id, old: &Page, was: Id, is_kept: bool) {
        let page = &self.page;
        let (before, now) = (old.options(was), page.options(list));
        let rendered = |page: &Page, options: &[Id]| -> BTreeSet<_> {
            let on = options
                .iter()
                .filter(|id| page.server.has(**id, "selected"));
            on.map(|option| page.value(*option)).collect()
        };
        let is_news = rendered(old, &before) != rendered(page, &now);
        let is_own = self.touched.contains(&list)
            || before
                .iter()
                .any(|id| old.state(*id).is_some_and(|state| state.is_on.is_some()));
        let again: Vec<_> = old
            .chosen(was)
            .into_iter()
            .filter_map(|option| {
                let place = before.iter().position(|id| *id == option)?;
                // Of several that are alike, the one in the same place.
                let at_place = now.get(place).into_iter().chain(&now);
                let find = |is_same: &dyn Fn(Id) -> bool| {
                    at_place.clone().copied().find(|id| is_same(*id))
                };
                let id = old.server.attribute(option, "id").unwrap_or_default();
                find(&|other| page.value(other) == old.value(option))
                    .or_else(|| {
                        find(&|other| {
                            !id.is_empty() && page.server.attribute(other, "id") == Some(id)
                        })
                    })
                    .or_else(|| {
                        find(&|other| {
                            page.server.text(other).trim() == old.server.text(option).trim()
                        })
                    })
            })
            .collect();
        let is_several = page.kind(list) == "select-multiple";
        let is_lost = again.is_empty() && !is_several;
        let follows = !is_own || is_lost || (is_news && !is_kept);
        for option in now {
            let is_on = (!follows).then(|| again.contains(&option));
            self.page.states.entry(option).or_default().is_on = is_on;
        }
        self.page.refresh();
    }
}
