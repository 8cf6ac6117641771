//! What the person does with the elements of a page, found by their selectors.

use std::future::Future;

use super::Page;
use crate::app::handler;
use crate::app::view::Live;
use crate::panics::lock;
use crate::test::client::Ticket;
use crate::test::markup::{ActionError, Fired};
use crate::wire::page::Refusal;

impl<V: Live> Page<V> {
    /// Clicks on the element, as a person does.
    ///
    /// The click, and what it brings (`submit`, `change`), ends a step that waits for it
    /// with `dom(…)`, before a handler is called. So do the other actions with what they bring.
    ///
    /// # Errors
    ///
    /// As of [`fire`](Page::fire).
    ///
    /// # Panics
    ///
    /// If there is no such element, it can take no click, or the markup names a
    /// handler of the view that answers only the app. So do the other actions.
    #[track_caller]
    pub fn click(
        &mut self,
        selector: &str,
    ) -> impl Future<Output = Result<(), Refusal>> + use<'_, V> {
        let fired = lock(&self.state).act(|markup| markup.click(selector));
        self.act(fired)
    }

    /// Types a text into the field, in place of what was in it.
    ///
    /// # Errors
    ///
    /// As of [`fire`](Page::fire).
    #[track_caller]
    pub fn input(
        &mut self,
        selector: &str,
        value: &str,
    ) -> impl Future<Output = Result<(), Refusal>> + use<'_, V> {
        let fired = lock(&self.state).act(|markup| markup.input(selector, value));
        self.act(fired)
    }

    /// Chooses an option of a select, or leaves a field with another value.
    ///
    /// # Errors
    ///
    /// As of [`fire`](Page::fire).
    #[track_caller]
    pub fn change(
        &mut self,
        selector: &str,
        value: &str,
    ) -> impl Future<Output = Result<(), Refusal>> + use<'_, V> {
        let fired = lock(&self.state).act(|markup| markup.change(selector, value));
        self.act(fired)
    }

    /// Ticks a checkbox or a radio button, or clears a checkbox.
    ///
    /// # Errors
    ///
    /// As of [`fire`](Page::fire).
    #[track_caller]
    pub fn check(
        &mut self,
        selector: &str,
        is_on: bool,
    ) -> impl Future<Output = Result<(), Refusal>> + use<'_, V> {
        let fired = lock(&self.state).act(|markup| markup.check(selector, is_on));
        self.act(fired)
    }

    /// Submits the form.
    ///
    /// # Errors
    ///
    /// As of [`fire`](Page::fire).
    #[track_caller]
    pub fn submit(
        &mut self,
        selector: &str,
    ) -> impl Future<Output = Result<(), Refusal>> + use<'_, V> {
        let fired = lock(&self.state).act(|markup| markup.submit(selector));
        self.act(fired)
    }

    /// Presses a key on the element: `Escape`, `Enter`, `a`.
    ///
    /// # Errors
    ///
    /// As of [`fire`](Page::fire).
    #[track_caller]
    pub fn key(
        &mut self,
        selector: &str,
        key: &str,
    ) -> impl Future<Output = Result<(), Refusal>> + use<'_, V> {
        let fired = lock(&self.state).act(|markup| markup.key(selector, key));
        self.act(fired)
    }

    /// Moves the focus to the element.
    ///
    /// # Errors
    ///
    /// As of [`fire`](Page::fire).
    #[track_caller]
    pub fn focus(
        &mut self,
        selector: &str,
    ) -> impl Future<Output = Result<(), Refusal>> + use<'_, V> {
        let fired = lock(&self.state).act(|markup| markup.focus(selector));
        self.act(fired)
    }

    /// Moves the focus away from the element, which has it.
    ///
    /// # Errors
    ///
    /// As of [`fire`](Page::fire).
    #[track_caller]
    pub fn blur(
        &mut self,
        selector: &str,
    ) -> impl Future<Output = Result<(), Refusal>> + use<'_, V> {
        let fired = lock(&self.state).act(|markup| markup.blur(selector));
        self.act(fired)
    }

    #[track_caller]
    fn act(
        &mut self,
        fired: Result<Vec<Fired>, ActionError>,
    ) -> impl Future<Output = Result<(), Refusal>> + use<'_, V> {
        let fired = match fired {
            Ok(fired) => fired,
            Err(error) => panic!("{error}"),
        };
        for Fired { name, .. } in fired.iter().filter(|fired| fired.component.is_none()) {
            let handler = handler::find(V::HANDLERS, name);
            assert!(
                handler.is_none_or(|handler| handler.from.is_none()),
                "the markup sends `{name}`, which is marked `#[event_handler(from = App)]`: \
                 no page can send it, so remove it from the markup or give it a handler of its own"
            );
        }
        let mut state = lock(&self.state);
        let tickets: Vec<Ticket> = fired
            .into_iter()
            .filter_map(|fired| state.fired(fired))
            .collect();
        drop(state);
        async move {
            let mut outcome = Ok(());
            // What has no answer, as the end of a step, is taken in too.
            self.settle().await;
            for ticket in tickets {
                let answered = self.answered(ticket).await;
                outcome = outcome.and(answered);
            }
            outcome
        }
    }
}
