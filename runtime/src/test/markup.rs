//! How what a person does on a page becomes events, as the page's script makes them.
//!
//! This module owns the rendered markup of one page and what the person has
//! done to it: what they typed, chose and opened, and where the focus is. It
//! sends nothing: an action gives the events that the script would send, and
//! the caller hands back what the server renders.
//!
//! # Invariants
//!
//! * An action that fails changes nothing.
//! * Nobody can act on what they cannot see, or on what is disabled.
//! * Whose value a control has after a render, the person's or the
//!   server's, follows the script's rules, and so does which element is which.
//!
//! # What is not here
//!
//! * Style sheets and the app's own scripts: what only they hide, show or send
//!   is unknown, nor are shadow roots.
//! * Time: what waits for a number of milliseconds in `dj-debounce` goes out
//!   before the person's next action, and `dj-throttle` never drops anything.
//! * Typing letter by letter: a text is put in at once, and without its keys.
//! * Of what a browser checks before it submits a form, all but `required`.

mod browser;
mod call;
mod control;
mod dom;
mod error;
mod fields;
mod listen;
mod morph;
mod page;
mod pending;
mod render;
mod select;
mod target;
#[cfg(test)]
mod tests;

pub(crate) use error::ActionError;
pub use target::TargetState;

use browser::{Awaited, Browser};
use dom::{Dom, collapsed};
use page::Page;

use crate::event::Value;

/// An event that the page's script sends.
///
/// It may be one of the tour's own controls (`skip_tutorial`, `back_tutorial`,
/// `cancel_tutorial`), which the script reports as such while a step is shown.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fired {
    /// The handler's name.
    pub(crate) name: String,
    /// By name or, from `rename(3, 'Q3')`, by position.
    pub(crate) params: Value,
    /// The component that it is for; `None`: the view.
    pub(crate) component: Option<String>,
}

/// What an action comes to: the events that it sends, in their order.
pub(crate) type Outcome = Result<Vec<Fired>, ActionError>;

/// A page, as a person sees and uses it.
pub(crate) struct Markup {
    browser: Browser,
    has_page: bool,
}

impl Markup {
    /// An empty page.
    pub(crate) fn new() -> Self {
        Self {
            browser: Browser::new(Page::new(Dom::document(""))),
            has_page: false,
        }
    }

    /// The first markup is what the page comes with: the live part, or all of its
    /// body. Each one after that is a view's render, and replaces the live part;
    /// what the person has done stays as the script keeps it.
    ///
    /// A render answers every event that was given out before.
    pub(crate) fn render(&mut self, html: &str) {
        if self.has_page {
            self.browser.render(html);
        } else {
            self.has_page = true;
            self.browser = Browser::new(Page::new(Dom::document(html)));
        }
    }

    /// A frame without a render answers the events too.
    pub(crate) fn answer(&mut self) {
        self.browser.answer();
    }

    /// The newest event was refused.
    pub(crate) fn refuse(&mut self) {
        self.browser.refuse();
    }

    /// Replaces the whole page by another one, in which nobody has done anything yet.
    pub(crate) fn replace(&mut self, html: &str) {
        self.has_page = true;
        self.browser = Browser::new(Page::new(Dom::document(html)));
    }

    /// From now on the step waits for these events, each of the elements that match its
    /// selector; a selector that only a browser can use matches none.
    pub(crate) fn wait_for<'a>(&mut self, events: impl Iterator<Item = (&'a str, &'a str)>) {
        let dom = &self.browser.page.shown;
        let awaited = events.map(|(event, selector)| Awaited {
            event: event.to_owned(),
            at: dom.select(selector).unwrap_or_default(),
        });
        self.browser.awaited = awaited.collect();
    }

    /// Whether the last action brought an event that the step waits for.
    pub(crate) fn is_done(&self) -> bool {
        self.browser.is_done
    }

    /// What the page has of a step's target, once it has run the commands of the step.
    pub(crate) fn target(&self, selector: &str, commands: &[(String, Value)]) -> TargetState {
        self.browser.target(selector, commands)
    }

    fn act(&mut self, action: impl FnOnce(&mut Browser) -> Result<(), ActionError>) -> Outcome {
        let mut next = self.browser.clone();
        next.has_effect = false;
        next.is_done = false;
        action(&mut next)?;
        let fired = std::mem::take(&mut next.fired);
        self.browser = next;
        Ok(fired)
    }

    /// Clicks the element: with what leaves the focus, the click, and what the
    /// browser makes of it for a button, a label, a check box or a summary.
    pub(crate) fn click(&mut self, selector: &str) -> Outcome {
        self.act(|browser| browser.click(selector))
    }

    /// Puts a text into a field in place of what is there. The focus stays in it:
    /// its `change` follows when the person leaves it or submits.
    pub(crate) fn input(&mut self, selector: &str, value: &str) -> Outcome {
        self.act(|browser| browser.input(selector, value))
    }

    /// Chooses an option by its value or its text; or puts a text into a field
    /// and leaves that. Choosing what is chosen sends nothing.
    pub(crate) fn change(&mut self, selector: &str, value: &str) -> Outcome {
        self.act(|browser| browser.change(selector, value))
    }

    /// Checks a check box, a radio button or an option of a list for several, or
    /// takes the check back; sends nothing where it is so already.
    pub(crate) fn check(&mut self, selector: &str, is_on: bool) -> Outcome {
        self.act(|browser| browser.check(selector, is_on))
    }

    /// Submits a form as Enter does, by its first submit button if it has one; or
    /// by the submit button that is named.
    pub(crate) fn submit(&mut self, selector: &str) -> Outcome {
        self.act(|browser| browser.submit(selector))
    }

    /// Presses and releases a key (`Escape`, `ArrowLeft`, `Enter`, `a`, a space)
    /// with the focus at the element. `body`, and an element that binds keys for
    /// the whole page, mean that nothing has the focus.
    pub(crate) fn key(&mut self, selector: &str, key: &str) -> Outcome {
        self.act(|browser| browser.key(selector, key))
    }

    /// Moves the focus to the element.
    pub(crate) fn focus(&mut self, selector: &str) -> Outcome {
        self.act(|browser| browser.focus(selector))
    }

    /// Takes the focus from the element, where it is put first if it is elsewhere.
    pub(crate) fn blur(&mut self, selector: &str) -> Outcome {
        self.act(|browser| browser.blur(selector))
    }

    /// What a person reads in the element, with runs of white space as one space.
    pub(crate) fn text(&self, selector: &str) -> Result<String, ActionError> {
        let id = self.browser.one(selector)?;
        Ok(collapsed(&self.browser.page.read(id)))
    }

    /// Whether any element matches, shown or not.
    pub(crate) fn exists(&self, selector: &str) -> Result<bool, ActionError> {
        self.count(selector).map(|count| count > 0)
    }

    /// How many elements match, shown or not.
    pub(crate) fn count(&self, selector: &str) -> Result<usize, ActionError> {
        let found = self.browser.page.shown.select(selector);
        found
            .map(|found| found.len())
            .map_err(|fault| ActionError::Selector {
                selector: selector.to_owned(),
                fault,
            })
    }

    /// Whether a person can see the element, as far as the markup shows.
    pub(crate) fn is_shown(&self, selector: &str) -> Result<bool, ActionError> {
        let id = self.browser.one(selector)?;
        Ok(self.browser.page.hidden(id).is_none())
    }

    /// The `value` of a control, as a script reads it; empty for an element that
    /// has none.
    pub(crate) fn value(&self, selector: &str) -> Result<String, ActionError> {
        let id = self.browser.one(selector)?;
        Ok(self.browser.page.value(id).unwrap_or_default())
    }

    /// Whether a check box or radio button is checked, or an option selected.
    pub(crate) fn is_checked(&self, selector: &str) -> Result<bool, ActionError> {
        let id = self.browser.one(selector)?;
        Ok(self.browser.page.is_on(id))
    }

    /// An attribute of the element, with what chains have done to it.
    pub(crate) fn attribute(
        &self,
        selector: &str,
        name: &str,
    ) -> Result<Option<String>, ActionError> {
        let id = self.browser.one(selector)?;
        Ok(self
            .browser
            .page
            .shown
            .attribute(id, name)
            .map(str::to_owned))
    }
}
