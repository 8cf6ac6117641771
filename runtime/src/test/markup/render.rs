//! Whose value a control has when the server renders the page again: the person's or
//! the server's.

use std::collections::BTreeSet;

use super::browser::Browser;
use super::control::server_value;
use super::dom::{Dom, Id};
use super::morph::{Morphed, morph};
use super::page::{Page, State};

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
        let submitted: BTreeSet<_> = std::mem::take(&mut self.submitted)
            .into_iter()
            .filter_map(made_from)
            .collect();
        for made in self.page.server.all() {
            match before.get(&made) {
                Some(was) => self.settle(made, &old.server, *was, &submitted),
                // What comes checked or selected takes that from the others.
                None if self.comes_on(made) => self.page.turn(made, true),
                None => {}
            }
        }
        self.page.refresh();
    }

    fn comes_on(&self, id: Id) -> bool {
        let attribute = self.page.on_attribute(id);
        attribute.is_some_and(|on| self.page.server.has(id, on))
    }

    /// Decides the state of one element that was there before.
    fn settle(&mut self, made: Id, old: &Dom, was: Id, submitted: &BTreeSet<Id>) {
        let server = &self.page.server;
        let control = self.page.list(made).unwrap_or(made);
        let is_answered = self
            .page
            .form(control)
            .is_some_and(|form| submitted.contains(&form));
        let is_unsent = self
            .pending
            .iter()
            .any(|pending| pending.target == control && pending.is_of_value());
        let is_kept = is_unsent || (self.page.is_editing(control) && !is_answered);

        if server.is(made, &["details", "dialog"]) {
            let opens = server.has(made, "open");
            let state = self.page.states.entry(made).or_default();
            let is_open = state.is_open.unwrap_or_else(|| old.has(was, "open"));
            // The script does not know what the page came with: only a later change counts.
            let is_news = state.was_open.unwrap_or(opens) != opens;
            (state.was_open, state.is_open) =
                (Some(opens), Some(if is_news { opens } else { is_open }));
            return;
        }
        if let Some(on) = self.page.on_attribute(made) {
            let is_now_on = server.has(made, on);
            if is_now_on != old.has(was, on) && !is_kept {
                self.page.turn(made, is_now_on);
            }
            return;
        }
        let (Some(before), Some(now)) = (server_value(old, was), server_value(server, made)) else {
            return;
        };
        let is_unchanged = now == before && (now.is_none() || !is_answered);
        if is_kept || is_unchanged {
            return;
        }
        if let Some(State {
            value: typed @ Some(_),
            committed,
            ..
        }) = self.page.states.get_mut(&made)
        {
            *typed = Some(now.unwrap_or_default());
            *committed = None;
        }
    }
}
