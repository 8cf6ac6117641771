//! The way to the page: its connection, what it was sent, and what it has confirmed.
//!
//! # Invariants
//!
//! * `acked <= sent`, and both only grow.
//! * Nothing is sent while `stale` but welcomes, refusals, heartbeats and the
//!   snapshot that ends it.

use std::task::{Context, Poll};

use tokio::time::Instant;

use crate::ids::SessionId;
use crate::js::{Journey, Js, encode_commands};
use crate::limits::Limits;
use crate::metrics;
use crate::seq::{EventSeq, FrameSeq, StepRef};
use crate::server::Docent;
use crate::session::outbound::connection::{Connection, Full};
use crate::wire::transport::{Attachment, Lost, Received};
use crate::wire::{self, CloseCode, Commands, Frame, Patch, ProtocolError, TourSection};

/// The way to the page, which may be away.
pub(crate) struct Outbox {
    connection: Option<Box<Connection>>,
    epoch: u64,
    sent: FrameSeq,
    acked: FrameSeq,
    /// Whether the page has missed something, so that only a snapshot helps.
    stale: bool,
    /// Whether the view could not be rendered for the snapshot that is due.
    unrenderable: bool,
    /// The step in the last frame that was sent.
    on_page: Option<StepRef>,
    /// Commands of the app that wait for the next frame.
    commands: Commands,
    /// Where the page is to go, until it has confirmed that.
    journey: Option<Box<Pending>>,
    /// Events whose answer is the snapshot that is due.
    owed: Option<Box<Owed>>,
}

/// Apart from the outbox, since most never have any.
#[derive(Default)]
struct Owed(Vec<EventSeq>);

/// A command that changes the page's URL. Unlike others it is sent again if its frame
/// is lost with the connection.
struct Pending {
    journey: Journey,
    command: String,
    /// The frame that it went with.
    sent_in: Option<FrameSeq>,
}

/// How many events may wait for one snapshot to answer them. It answers the
/// older ones too; but if it cannot be made, they are not refused by name.
const OWED: usize = 64;

impl Outbox {
    /// The way to a page that was just opened. `stale` means that it shows
    /// something else than the view that was just mounted.
    pub(crate) fn new(stale: bool) -> Self {
        Self {
            connection: None,
            epoch: 0,
            sent: FrameSeq::default(),
            acked: FrameSeq::default(),
            stale,
            unrenderable: false,
            on_page: None,
            commands: Commands::default(),
            journey: None,
            owed: None,
        }
    }

    // The connection.

    /// A page is back, or another socket has taken it over.
    pub(crate) fn attach(
        &mut self,
        attachment: Attachment,
        session: SessionId,
        received: EventSeq,
        docent: &Docent,
    ) {
        if let Some(old) = self.connection.take() {
            metrics::socket_taken_over();
            old.close(CloseCode::TakenOver, "another connection has taken over");
        }
        let hello = &attachment.hello;
        let up_to_date =
            hello.ack == self.sent && hello.epoch == self.epoch && hello.run == self.on_page;
        self.stale |= !up_to_date;
        self.unrenderable = false;
        self.arrived(hello.ack);
        if let Some(journey) = &mut self.journey {
            journey.sent_in = None;
        }
        self.welcome(attachment, session, received, docent);
    }

    /// Answers a page's hello.
    pub(crate) fn welcome(
        &mut self,
        attachment: Attachment,
        session: SessionId,
        received: EventSeq,
        docent: &Docent,
    ) {
        let limits = &attachment.limits;
        self.epoch += 1;
        // The welcome confirms these as received.
        self.owed = None;
        // What was not acknowledged on the old connection is settled by the hello.
        self.acked = self.sent;
        self.connection = Some(Box::new(Connection::new(attachment.transport, limits)));
        let welcome = wire::welcome(session, self.epoch, received, limits, docent.has_timers());
        self.send(welcome, limits);
    }

    /// Closes the connection with a code and a reason.
    pub(crate) fn close(&mut self, code: CloseCode, reason: &'static str) {
        if let Some(connection) = self.connection.take() {
            connection.close(code, reason);
        }
    }

    /// The connection is gone.
    pub(crate) fn lose(&mut self) {
        self.connection = None;
    }

    pub(crate) fn has_connection(&self) -> bool {
        self.connection.is_some()
    }

    /// Whether everything that was given to the connection has left; so it has if there is none.
    pub(crate) fn is_idle(&self) -> bool {
        let connection = self.connection.as_ref();
        connection.is_none_or(|connection| connection.is_idle())
    }

    /// How often a page was welcomed.
    pub(crate) fn epoch(&self) -> u64 {
        self.epoch
    }

    /// Sends what can be sent, then receives. Pending where there is no connection.
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Received> {
        match &mut self.connection {
            Some(connection) => connection.poll(cx),
            None => Poll::Pending,
        }
    }

    /// When the connection has something due.
    pub(crate) fn deadline(&self, limits: &Limits) -> Option<Instant> {
        let connection = self.connection.as_ref();
        connection.map(|connection| connection.deadline(limits))
    }

    /// Sends a heartbeat if one is due; fails if the connection is dead.
    pub(crate) fn tick(&mut self, now: Instant, limits: &Limits) -> Result<(), Lost> {
        match &mut self.connection {
            Some(connection) => connection.tick(now, limits),
            None => Ok(()),
        }
    }

    // What the page confirms.

    /// The page has applied every frame up to `applied`.
    pub(crate) fn acknowledge(&mut self, applied: FrameSeq) -> Result<(), ProtocolError> {
        if applied > self.sent {
            return Err(ProtocolError(
                "a frame was acknowledged that was never sent",
            ));
        }
        self.acked = self.acked.max(applied);
        self.arrived(applied);
        Ok(())
    }

    /// The page has applied the frames up to this one.
    fn arrived(&mut self, applied: FrameSeq) {
        let is_sent_in = |pending: &Pending| pending.sent_in.is_some_and(|frame| frame <= applied);
        self.journey.take_if(|pending| is_sent_in(pending));
    }

    /// The page could not apply a frame, and applies no other before a snapshot.
    pub(crate) fn misfit(&mut self, frame: FrameSeq) -> Result<(), ProtocolError> {
        if frame > self.sent {
            return Err(ProtocolError("a frame did not fit that was never sent"));
        }
        // What it leaves out needs no confirmation.
        self.acked = self.sent;
        if let Some(journey) = &mut self.journey {
            journey.sent_in = journey.sent_in.filter(|sent| *sent < frame);
        }
        self.stale = true;
        Ok(())
    }

    /// The last frame that the page is known to have applied.
    pub(crate) fn acked(&self) -> FrameSeq {
        self.acked
    }

    fn unacknowledged(&self) -> u64 {
        self.sent.0 - self.acked.0
    }

    // What is sent.

    /// Takes commands of the app for the next frame; `false` if there is no room for them.
    pub(crate) fn push(&mut self, commands: &Js, limits: &Limits) -> bool {
        let encoded = encode_commands(commands.in_place());
        let journey = commands.journey();
        let next = journey.map(|(journey, command)| (journey, encode_commands([command])));
        let length = encoded.len() + next.as_ref().map_or(0, |(_, command)| command.len());
        let has_room = self.commands.len() + length <= limits.max_outbox_bytes;
        if has_room {
            self.commands.push(encoded);
            if let Some((journey, command)) = next {
                self.go(journey, command);
            }
        }
        has_room
    }

    /// Takes where the page is to go. It goes one way with a frame: a page that is to be
    /// left does not stay, and else the newest counts.
    fn go(&mut self, journey: Journey, command: String) {
        let leaves = self
            .journey
            .as_ref()
            .is_some_and(|pending| pending.sent_in.is_none() && pending.journey == Journey::Leaves);
        if leaves && journey == Journey::Stays {
            return;
        }
        self.journey = Some(Box::new(Pending {
            journey,
            command,
            sent_in: None,
        }));
    }

    /// The command that goes with this frame, after all others.
    fn take_journey(&mut self, frame: FrameSeq) -> Commands {
        let mut commands = Commands::default();
        if let Some(pending) = &mut self.journey
            && pending.sent_in.is_none()
        {
            pending.sent_in = Some(frame);
            commands.push(pending.command.clone());
        }
        commands
    }

    /// Whether the page is to change its URL, and stays, with the next frame.
    pub(crate) fn is_moving(&self) -> bool {
        self.journey
            .as_ref()
            .is_some_and(|pending| pending.sent_in.is_none() && pending.journey == Journey::Stays)
    }

    /// Whether commands of the app wait for the next frame.
    pub(crate) fn has_commands(&self) -> bool {
        let is_unsent = |pending: &Pending| pending.sent_in.is_none();
        !self.commands.is_empty() || self.journey.as_deref().is_some_and(is_unsent)
    }

    /// Whether the page has missed something, and can be given a snapshot now.
    pub(crate) fn wants_snapshot(&self, limits: &Limits) -> bool {
        let caught_up = self.unacknowledged() <= limits.max_unacknowledged_frames / 2;
        self.stale
            && caught_up
            && !self.unrenderable
            && self
                .connection
                .as_ref()
                .is_some_and(|connection| connection.is_idle())
    }

    /// Notes that the event of this number is answered by the next snapshot.
    pub(crate) fn owe(&mut self, event: EventSeq) {
        if self.connection.is_none() {
            return;
        }
        let owed = &mut self.owed.get_or_insert_default().0;
        if owed.len() < OWED {
            owed.push(event);
        }
    }

    /// The view could not be rendered for a snapshot; gives the events that it
    /// would have answered.
    pub(crate) fn snapshot_failed(&mut self) -> Vec<EventSeq> {
        self.unrenderable = true;
        self.owed.take().map_or_else(Vec::new, |owed| owed.0)
    }

    /// Something has happened that may have fixed the view.
    pub(crate) fn retry_snapshot(&mut self) {
        self.unrenderable = false;
    }

    /// The number of the next frame or snapshot.
    pub(crate) fn next_number(&self) -> FrameSeq {
        self.sent.next()
    }

    /// The page has missed something that no later frame can carry.
    pub(crate) fn require_snapshot(&mut self) {
        self.stale = true;
    }

    /// Sends all that the page shows.
    pub(crate) fn send_snapshot(
        &mut self,
        answered: EventSeq,
        html: &str,
        tour: Option<TourSection<'_>>,
        limits: &Limits,
    ) {
        let number = self.next_number();
        metrics::frame_sent("snapshot");
        let journey = self.take_journey(number);
        let commands = [&self.commands, &journey];
        let text = wire::snapshot(number, answered, html, tour, commands);
        self.commands.clear();
        self.owed = None;
        self.sent = number;
        self.on_page = tour.map(|tour| tour.at);
        self.stale = !self.send(text, limits);
        self.hold_journey();
    }

    /// Sends a frame: what has changed of the live part, the app's commands and
    /// those of runs that are over, and the tour's section.
    ///
    /// For a page that is away or too far behind nothing is sent or kept: it
    /// gets a snapshot later, and this returns `false`.
    pub(crate) fn send_frame(
        &mut self,
        answered: EventSeq,
        patches: &[Patch<'_>],
        parting: &Commands,
        tour: Option<TourSection<'_>>,
        limits: &Limits,
    ) -> bool {
        let behind = self.unacknowledged() >= limits.max_unacknowledged_frames;
        if behind && !self.stale {
            metrics::limit_hit("max_unacknowledged_frames");
        }
        if self.stale || behind || self.connection.is_none() {
            self.stale = true;
            return false;
        }
        let number = self.next_number();
        let journey = self.take_journey(number);
        metrics::frame_sent("frame");
        let text = Frame {
            number,
            answered,
            patches,
            commands: [&self.commands, parting, &journey],
            run: tour,
        }
        .encode();
        self.commands.clear();
        self.sent = number;
        self.on_page = tour.map(|tour| tour.at);
        self.stale = !self.send(text, limits);
        self.hold_journey();
        true
    }

    /// A frame that the connection did not take has carried nothing.
    fn hold_journey(&mut self) {
        if let Some(pending) = self.journey.as_mut().filter(|_| self.stale) {
            pending.sent_in = pending.sent_in.filter(|frame| *frame < self.sent);
        }
    }

    /// Gives a text to the connection; `false` if there is none, or none that would take it.
    pub(crate) fn send(&mut self, text: String, limits: &Limits) -> bool {
        let Some(connection) = &mut self.connection else {
            return false;
        };
        metrics::bytes_sent(text.len());
        tracing::trace!(target: "docent::session", bytes = text.len(), "a frame goes");
        let taken = connection.send(text, limits);
        if let Err(Full) = taken {
            metrics::limit_hit("max_outbox_bytes");
            tracing::debug!(target: "docent::session", "the connection is too slow");
            self.stale = true;
        }
        taken.is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_wait_up_to_the_outbox_and_one_more_is_dropped() {
        let limits = Limits::default();
        let command = Js::show().to("#here");
        let mut link = Outbox::new(false);
        let taken = (0..10_000).filter(|_| link.push(&command, &limits)).count();
        assert!(taken > 0);
        let (waiting, one_more) = (
            link.commands.len(),
            encode_commands(command.in_place()).len(),
        );
        assert!(waiting <= limits.max_outbox_bytes && waiting + one_more > limits.max_outbox_bytes);
    }
}
