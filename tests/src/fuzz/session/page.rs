//! A page as a session sees it, and what a page holds the session to.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use docent::config::Limits;
use docent::test::{Client, PageSocket, Refusal, Sent, ServerFrame, StepRef, Update};

use super::shop::{Entry, World};

/// The largest text that a session sends in one piece, in bytes.
const PIECE: usize = 4096;

/// What is known of a session, from any of its pages.
#[derive(Debug, Default)]
pub(super) struct Story {
    id: String,
    pub(super) world: Arc<World>,
    epoch: u64,
    /// The highest number of a frame that anybody saw.
    frame: u64,
    frames: usize,
    snapshots: usize,
    /// The last event that the session is known to have received.
    received: u64,
    /// The last event up to which the session has answered all.
    answered: u64,
    /// The highest number of an event that was sent.
    sent: u64,
    place: StepRef,
    refused: BTreeSet<(u64, String)>,
    /// Whether a connection was not there for all that was sent on it.
    pub(super) disturbed: bool,
    /// Whether the view could perhaps not be rendered at times.
    pub(super) spoilt: bool,
}

/// One tab: its connection, and the page's half of the protocol.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) socket: PageSocket,
    pub(super) story: Rc<RefCell<Story>>,
    client: Client,
    closed: bool,
    welcomed: bool,
    /// Whether the parts of a frame are being received.
    in_parts: bool,
    /// The last frame of this connection.
    last: Option<u64>,
    acknowledged: u64,
}

impl Page {
    /// A page on a connection; it remembers what `before` does, and pretends to
    /// have seen so many frames more.
    pub(super) fn new(
        socket: PageSocket,
        story: Rc<RefCell<Story>>,
        before: Option<(&Self, u64)>,
    ) -> Self {
        let client = before.map_or_else(Client::default, |(before, more)| {
            let mut client = before.client.clone();
            client.lost();
            client.pretend_to_have_applied(before.applied() + more);
            client
        });
        Self {
            socket,
            story,
            client,
            closed: false,
            welcomed: false,
            in_parts: false,
            last: None,
            acknowledged: 0,
        }
    }

    /// The hello with which this page comes back, as if it had seen so much more.
    pub(super) fn hello(&self, more: u64) -> String {
        let story = self.story.borrow();
        let (id, epoch) = (&story.id, self.client.epoch());
        let ack = self.applied() + more;
        let run = match self.run() {
            Some(StepRef { run, visit }) => format!(",\"run\":[{run},{visit}]"),
            None => String::new(),
        };
        format!(
            "[\"h\",{{\"page\":\"\",\"session\":\"{id}\",\"epoch\":{epoch},\"ack\":{ack}{run}}}]"
        )
    }

    /// The last frame that it has applied.
    pub(super) fn applied(&self) -> u64 {
        self.client.applied()
    }

    pub(super) fn run(&self) -> Option<StepRef> {
        self.client.place()
    }

    /// Sends an event; `skipped` numbers are left out before it, or used again.
    pub(super) fn event(&mut self, name: &str, params: &str, skipped: i64, applied: u64) {
        let mut story = self.story.borrow_mut();
        let next = story.sent.max(story.received) + 1;
        let number = next.saturating_add_signed(skipped).max(1);
        if number == next && self.is_open() {
            story.sent = number;
        }
        self.socket.send(&format!(
            "[\"e\",{number},\"{name}\",{{\"n\":{number}{params}}},{applied}]"
        ));
        self.acknowledged = self.acknowledged.max(applied);
    }

    pub(super) fn acknowledge(&mut self, applied: u64, failures: &str) {
        self.acknowledged = self.acknowledged.max(applied);
        self.socket.send(&format!("[\"k\",{applied}{failures}]"));
    }

    pub(super) fn is_open(&self) -> bool {
        self.welcomed && !self.closed
    }

    /// Takes in what the session has sent.
    pub(super) fn receive(&mut self, limits: &Limits) {
        while let Some(sent) = self.socket.try_next() {
            assert!(!self.closed, "after the close: {sent:?}");
            match sent {
                Sent::Closed(code, reason) => {
                    assert!(reason.len() <= 123);
                    assert!(
                        [1009, 1012, 4400, 4401, 4409, 4429].contains(&code),
                        "{code}"
                    );
                    self.closed = true;
                    self.story.borrow_mut().disturbed = true;
                }
                Sent::Text(text) => {
                    assert!(text.len() <= PIECE, "{} bytes in one piece", text.len());
                    self.piece(&text, limits);
                }
            }
        }
        // A session lets go of a page that was silent for too long without a word.
        if self.socket.is_gone() {
            self.closed = true;
            self.story.borrow_mut().disturbed = true;
        }
    }

    fn piece(&mut self, text: &str, limits: &Limits) {
        let is_part = text.starts_with("[\"+\",");
        assert!(
            is_part || !self.in_parts,
            "a frame between the parts of another"
        );
        // A page that comes back may know frames that this connection never
        // brought: the session then sends a snapshot, and no frame out of order.
        let frame = self
            .client
            .receive(text)
            .expect("a session keeps to the protocol");
        // What the script acknowledges, and when, is the fuzzer's to choose.
        self.client.outgoing();
        self.in_parts = frame.is_none();
        if let Some(frame) = frame {
            self.frame(&frame, limits);
        }
    }

    fn frame(&mut self, frame: &ServerFrame, limits: &Limits) {
        let is_welcome = matches!(frame, ServerFrame::Welcome { .. });
        assert_eq!(
            is_welcome, !self.welcomed,
            "a welcome comes first, and once"
        );
        match frame {
            ServerFrame::Welcome {
                session,
                epoch,
                received,
            } => self.welcome(session, *epoch, *received),
            ServerFrame::Update(update) => {
                self.shown(update);
                let number = update.number;
                let mut story = self.story.borrow_mut();
                if update.is_snapshot {
                    story.snapshots += 1;
                } else {
                    assert!(self.last.is_none_or(|last| number == last + 1));
                    story.frames += 1;
                    let unacknowledged = number - self.acknowledged.min(number);
                    assert!(
                        unacknowledged <= limits.max_unacknowledged_frames,
                        "{unacknowledged}"
                    );
                }
                self.last = Some(number);
            }
            ServerFrame::Refusal(refusal) => self.refusal(refusal),
            ServerFrame::Heartbeat | ServerFrame::Draining { .. } => {}
            ServerFrame::Part { .. } => panic!("a part of a part"),
        }
    }

    fn welcome(&mut self, session: &str, epoch: u64, received: u64) {
        self.welcomed = true;
        let mut story = self.story.borrow_mut();
        session.clone_into(&mut story.id);
        assert!(epoch > story.epoch, "the epoch grows");
        story.epoch = epoch;
        assert!(received >= story.received && received <= story.sent);
        story.received = received;
        // What did not arrive was never sent: its number is used again.
        story.sent = received;
    }

    /// What a frame and a snapshot have in common.
    fn shown(&mut self, update: &Update) {
        let Update {
            number, answered, ..
        } = *update;
        let mut story = self.story.borrow_mut();
        assert!(number > story.frame, "frame {number} after {}", story.frame);
        story.frame = number;
        if self.last.is_none() {
            self.acknowledged = self.acknowledged.max(number - 1);
        }
        assert!(answered >= story.answered && answered <= story.sent);
        story.answered = answered;
        story.received = story.received.max(answered);
        if let Some(place) = self.run() {
            assert!(place >= story.place, "{place:?} after {:?}", story.place);
            story.place = place;
        }
    }

    fn refusal(&mut self, refusal: &Refusal) {
        let number = refusal.event;
        let mut story = self.story.borrow_mut();
        assert!(number <= story.sent);
        story.received = story.received.max(number);
        let seen = story.refused.iter().any(|(known, _)| *known == number);
        assert!(!seen, "event {number} is answered twice");
        story.refused.insert((number, refusal.code().to_owned()));
    }
}

impl Story {
    pub(super) fn new(world: Arc<World>) -> Self {
        Self {
            world,
            ..Self::default()
        }
    }

    /// What must hold at any time.
    pub(super) fn check(&self) {
        let entries = self.world.entries();
        let mut last = 0;
        let (mut succeeded, mut leading) = (0, false);
        for (at, entry) in entries.iter().enumerate() {
            match entry {
                Entry::Answered(number, code) => {
                    assert!(*number > last, "event {number} was run after {last}");
                    last = *number;
                    succeeded += usize::from(code.is_none());
                    let number = u64::try_from(*number).expect("events count from 1");
                    for (refused, sent_code) in &self.refused {
                        // The handler may have succeeded, and the view not be rendered.
                        let is_spoilt =
                            self.spoilt && code.is_none() && sent_code == "handler_failed";
                        let is_said = Some(sent_code.as_str()) == *code;
                        assert!(*refused != number || is_said || is_spoilt);
                    }
                }
                Entry::Tour(event) => match event {
                    docent::tour::TourEvent::Started { .. } => {
                        assert!(!leading, "two runs at a time");
                        leading = true;
                    }
                    docent::tour::TourEvent::StepEnded { .. } => assert!(leading),
                    docent::tour::TourEvent::Ended { .. } => {
                        assert!(leading, "a run ended twice");
                        leading = false;
                    }
                    other => panic!("{other:?}"),
                },
                Entry::Gone => assert_eq!(at + 1, entries.len(), "after the end"),
            }
        }
        if self.snapshots == 0 && !self.disturbed {
            assert!(self.frames >= succeeded, "an event got no frame");
        }
    }

    /// What must hold when everything has been given its time.
    pub(super) fn check_settled(&self) {
        self.check();
        if self.disturbed {
            return;
        }
        assert_eq!(self.received, self.sent, "an event was not taken");
        let is_answered = self.answered == self.received || self.frames + self.snapshots == 0;
        assert!(
            is_answered || !self.refused.is_empty(),
            "an event was not answered"
        );
        let entries = self.world.entries();
        for number in 1..=self.received {
            let handled = entries.iter().any(|entry| {
                matches!(entry, Entry::Answered(known, _) if u64::try_from(*known) == Ok(number))
            });
            let turned_away = self
                .refused
                .iter()
                .any(|(known, code)| *known == number && (code == "busy" || code == "too_fast"));
            assert!(
                handled != turned_away,
                "event {number} was not answered once"
            );
        }
        let refused = entries
            .iter()
            .filter(|entry| matches!(entry, Entry::Answered(_, Some(_))))
            .count();
        let received = self
            .refused
            .iter()
            .filter(|(_, code)| code != "busy" && code != "too_fast")
            .count();
        assert_eq!(refused, received, "a refusal was not received");
    }
}
