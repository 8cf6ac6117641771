//! What a session sends to its page, as far as that needs no view.

use crate::error::{Rejection, RejectionCode};
use crate::js::Js;
use crate::metrics;
use crate::seq::EventSeq;
use crate::session::core::SessionCore;
use crate::session::inbound::event_queue::Source;
use crate::wire::{Patch, TourSection};

impl<V: Send + 'static> SessionCore<V> {
    /// Takes commands of the app for the next frame.
    pub(crate) fn push(&mut self, commands: &Js) {
        if commands.commands().is_empty() {
            return;
        }
        if !self.outbox.push(commands, self.mailbox.limits()) {
            metrics::limit_hit("commands");
            tracing::error!(
                target: "docent::session",
                "commands were dropped: too many wait for a page that is away",
            );
        }
        if self.outbox.is_moving() {
            self.mailbox.has_moved();
        }
    }

    /// The page is at another URL of its own, and the view knows.
    pub(crate) fn has_moved(&self) {
        self.mailbox.has_moved();
    }

    /// Whether the page has missed something, and can be given a snapshot now.
    pub(crate) fn wants_snapshot(&self) -> bool {
        self.outbox.wants_snapshot(self.mailbox.limits())
    }

    /// Notes that the event of this number is answered by the next snapshot.
    pub(crate) fn owe(&mut self, event: EventSeq) {
        self.outbox.owe(event);
    }

    /// The view could not be rendered for a snapshot, which fails the events
    /// that it would have answered. A later one may succeed.
    pub(crate) fn snapshot_failed(&mut self) {
        let reason = "the view could not be rendered";
        let rejection = Rejection::new(RejectionCode::HandlerFailed, reason);
        for event in self.outbox.snapshot_failed() {
            self.refuse(Source::Page(event), &rejection);
        }
    }

    /// Sends all that the page shows.
    pub(crate) fn send_snapshot(&mut self, html: &str, view: &V) {
        let (answered, limits) = (self.queue.answered(), self.mailbox.limits());
        let commands = self.tours.take_all(self.outbox.next_number(), view);
        let tour = self.tours.place();
        let commands = &commands;
        let tour = tour.map(|at| TourSection { at, commands });
        self.outbox.send_snapshot(answered, html, tour, limits);
    }

    /// Whether a page is connected.
    pub(crate) fn has_page(&self) -> bool {
        self.outbox.has_connection()
    }

    /// Whether there is something for the page other than a changed view.
    pub(crate) fn has_news(&self) -> bool {
        self.outbox.has_commands() || !self.tours.news.is_empty()
    }

    /// Sends what is new, and what has changed of the live part, as one frame,
    /// and before it one for each run that began and ended since the last.
    /// `false` if the page gets a snapshot later.
    pub(crate) fn send_frame(&mut self, mut patches: &[Patch<'_>]) -> bool {
        let (answered, limits) = (self.queue.answered(), self.mailbox.limits());
        if self.tours.news.is_too_much() {
            metrics::limit_hit("runs");
            tracing::debug!(target: "docent::session", "too many runs ended before the page knew of them");
            self.outbox.require_snapshot();
        }
        for unseen in self.tours.news.take_unseen() {
            let tour = Some(TourSection {
                at: unseen.at,
                commands: &unseen.commands,
            });
            let patches = std::mem::take(&mut patches);
            self.outbox
                .send_frame(answered, patches, &unseen.parting, tour, limits);
        }
        let number = self.outbox.next_number();
        let (parting, commands) = self.tours.news.commands();
        let tour = self.tours.place();
        let tour = tour.map(|at| TourSection { at, commands });
        let is_sent = self
            .outbox
            .send_frame(answered, patches, parting, tour, limits);
        if is_sent {
            self.tours.told_in(number);
        } else {
            self.tours.news.clear();
        }
        is_sent
    }
}
