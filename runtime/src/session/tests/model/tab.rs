//! A browser's tab: the page's half of the protocol, and what may go wrong
//! between it and the server.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use crate::event::Value;
use crate::render::digest_text;
use crate::seq::StepRef;
use crate::test::{Client, PageSocket, Sent, ServerFrame, connection};
use crate::tour::tests::oracle::Promise;
use crate::wire::transport::Attachment;
use crate::wire::{self, CloseCode};

/// A browser's tab.
#[derive(Default)]
pub(super) struct Tab {
    client: Client,
    line: Option<Line>,
    /// The frames that have not come through yet.
    transit: VecDeque<String>,
    /// What comes is not applied yet.
    pub(super) lags: bool,
    /// Every place that was ever shown, for controls that come late.
    pub(super) places: Vec<StepRef>,
    /// Events that are sent again when the test asks for it.
    resent: Option<Vec<String>>,
    /// The last event, if it has come through.
    last: Option<String>,
    pub(super) came: Came,
    /// The last frame that the server has sent, whether it came through or not.
    sent: u64,
    /// The live part that the page came with.
    mounted: String,
}

/// How much has come, of each kind.
#[derive(Clone, Copy, Default)]
pub(super) struct Came {
    pub(super) frames: u64,
    pub(super) snapshots: u64,
    pub(super) refusals: u64,
}

struct Line {
    socket: PageSocket,
    /// Nothing comes through any more, and nobody has noticed.
    is_cut: bool,
}

impl Tab {
    pub(super) fn is_connected(&self) -> bool {
        self.line.as_ref().is_some_and(|line| !line.is_cut)
    }

    /// Whether a connection is there, though nothing may come through.
    pub(super) fn has_line(&self) -> bool {
        self.line.is_some()
    }

    /// The page of a view that was just mounted, and its first connection.
    pub(super) fn load(&mut self, html: &str, digest: u64) -> Attachment {
        html.clone_into(&mut self.mounted);
        self.client = Client::new("", Some(digest_text(digest, None)), None);
        self.connect()
    }

    /// Another connection of the page, which sends its events again when it has
    /// to [`resend`](Self::resend).
    pub(super) fn reconnect(&mut self) -> Attachment {
        self.resent = Some(Vec::new());
        self.connect()
    }

    fn connect(&mut self) -> Attachment {
        let (socket, session) = connection();
        self.transit.clear();
        self.client.lost();
        let hello = self.client.hello_frame();
        self.line = Some(Line {
            socket,
            is_cut: false,
        });
        Attachment {
            base: Box::default(),
            transport: Box::new(session),
            hello,
            limits: Arc::default(),
        }
    }

    pub(super) fn session(&self) -> Option<&str> {
        self.client.session()
    }

    /// The live part, as the page shows it.
    pub(super) fn html(&self) -> &str {
        match self.client.html() {
            "" => &self.mounted,
            html => html,
        }
    }

    /// Where the page knows the tour to be.
    pub(super) fn place(&self) -> Option<StepRef> {
        self.client.place()
    }

    /// The step whose setup is applied.
    pub(super) fn shows(&self) -> Option<StepRef> {
        self.client.step().and(self.client.place())
    }

    /// What the tour's ledger holds: the targets that are highlighted.
    pub(super) fn highlighted(&self) -> &BTreeSet<String> {
        self.client.ledger().highlighted()
    }

    /// Whether the page has applied all that was ever sent to it.
    pub(super) fn has_applied_all(&self) -> bool {
        self.client.applied() == self.sent
    }

    /// From now on nothing comes through, and neither side knows.
    pub(super) fn cut(&mut self) {
        if let Some(line) = &mut self.line {
            line.is_cut = true;
        }
    }

    /// The connection is lost, and both sides know.
    pub(super) fn lose(&mut self) {
        self.line = None;
        self.transit.clear();
        self.client.lost();
    }

    /// Sends an event, or keeps it until there is a connection again.
    pub(super) fn event(&mut self, name: &str, params: &str) {
        let params: Value = wire::plain(params, 16).expect("parameters are JSON");
        self.client.event(name, params, None);
        let texts = self.client.outgoing();
        // Only an event that has come through may be repeated before the others.
        self.last = texts.last().filter(|_| self.is_connected()).cloned();
        texts.iter().for_each(|text| self.send(text));
    }

    pub(super) fn control(&mut self, place: StepRef, name: &str) {
        self.send(&wire::page::control(place, name));
    }

    /// The step that was shown so many steps ago.
    pub(super) fn known(&self, late: usize) -> Option<StepRef> {
        self.places.iter().rev().nth(late).copied()
    }

    /// Sends again what the server has not received.
    ///
    /// And before that what came last: the server may know it already.
    pub(super) fn resend(&mut self) {
        if let Some(last) = self.last.clone() {
            self.send(&last);
        }
        for text in self.resent.take().into_iter().flatten() {
            self.send(&text);
        }
    }

    /// Processes what was received; `true` if there was anything.
    pub(super) fn receive(&mut self) -> bool {
        let mut came = false;
        while let Some(line) = &self.line
            && let Some(sent) = line.socket.try_next()
        {
            came = true;
            match sent {
                Sent::Text(text) => {
                    self.note_sent(&text);
                    if self.is_connected() {
                        self.transit.push_back(text);
                    }
                }
                Sent::Closed(code, reason) => {
                    let is_faithful = code != CloseCode::Protocol.number();
                    assert!(is_faithful, "the page kept to the protocol: {reason}");
                    self.lose();
                }
            }
        }
        if !self.lags && self.is_connected() {
            while let Some(text) = self.transit.pop_front() {
                self.apply(&text);
                came = true;
            }
        }
        came
    }

    fn note_sent(&mut self, text: &str) {
        let frame = wire::page::read(text).expect("a session keeps to the protocol");
        if let ServerFrame::Update(update) = frame {
            self.sent = update.number;
        }
    }

    fn send(&self, text: &str) {
        if let Some(line) = &self.line
            && !line.is_cut
        {
            line.socket.send(text);
        }
    }

    fn apply(&mut self, text: &str) {
        let expected = self.client.applied() + 1;
        let frame = match self.client.receive(text) {
            Ok(frame) => frame,
            Err(why) => panic!("{why}: {text}"),
        };
        match frame {
            Some(ServerFrame::Update(update)) if update.is_snapshot => self.came.snapshots += 1,
            Some(ServerFrame::Update(update)) => {
                self.came.frames += 1;
                Promise::AnEventIsProcessedAtMostOnceInOrder.agree(
                    update.number,
                    expected,
                    format_args!("the frame's number in {text}"),
                );
            }
            Some(ServerFrame::Refusal(_)) => self.came.refusals += 1,
            Some(ServerFrame::Welcome { .. } | ServerFrame::Heartbeat) => {}
            other => panic!("unexpected: {other:?}"),
        }
        for text in self.client.outgoing() {
            match &mut self.resent {
                Some(resent) if text.starts_with("[\"e\",") => resent.push(text),
                _ => self.send(&text),
            }
        }
        let shows = self.shows();
        if shows.is_some() && self.places.last() != shows.as_ref() {
            self.places.extend(shows);
        }
        let ledger = self.client.ledger();
        Promise::NothingOutlivesItsStep.hold(
            ledger.marked().is_empty(),
            format_args!("{:?} are marked for good by {text}", ledger.marked()),
        );
        Promise::OneActiveStepAndTheNewestRunWins.hold(
            ledger.highlighted().len() <= 1,
            format_args!("{:?} are highlighted after {text}", ledger.highlighted()),
        );
    }
}
