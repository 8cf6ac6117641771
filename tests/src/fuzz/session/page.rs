//! A page as a session sees it, and what a page holds the session to.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use docent::Limits;
use docent::internals::{Line, Sent};
use serde_json::Value as Json;

use super::shop::{Entry, World};

/// The largest text that a session sends in one piece, in bytes.
const PIECE: usize = 4096;

/// What is known of a session, whichever page it has told it to.
#[derive(Debug, Default)]
pub(super) struct Story {
    id: String,
    pub(super) world: Arc<World>,
    epoch: u64,
    /// The highest number of a frame that anybody saw.
    frame: u64,
    frames: usize,
    snapshots: usize,
    /// The last event that the session says it has received.
    received: u64,
    /// The highest number of an event that was sent.
    sent: u64,
    place: (u64, u64),
    refused: BTreeSet<(u64, String)>,
    /// Whether a connection was not there for all that was sent on it.
    pub(super) disturbed: bool,
    /// Whether the view could perhaps not be rendered at times.
    pub(super) spoilt: bool,
}

/// One tab: its connection and what it remembers.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) line: Line,
    pub(super) story: Rc<RefCell<Story>>,
    pub(super) epoch: u64,
    /// The last frame that it has applied.
    pub(super) applied: u64,
    pub(super) run: Option<(u64, u64)>,
    closed: bool,
    welcomed: bool,
    /// The last frame of this connection.
    last: Option<u64>,
    acknowledged: u64,
    parts: String,
}

impl Page {
    pub(super) fn new(line: Line, story: Rc<RefCell<Story>>) -> Self {
        Self {
            line,
            story,
            epoch: 0,
            applied: 0,
            run: None,
            closed: false,
            welcomed: false,
            last: None,
            acknowledged: 0,
            parts: String::new(),
        }
    }

    /// The hello with which this page comes back, as if it had seen so much more.
    pub(super) fn hello(&self, more: u64) -> String {
        let story = self.story.borrow();
        let (id, epoch, ack) = (&story.id, self.epoch, self.applied + more);
        let run = match self.run {
            Some((run, visit)) => format!(",\"run\":[{run},{visit}]"),
            None => String::new(),
        };
        format!(
            "[\"h\",{{\"page\":\"\",\"session\":\"{id}\",\"epoch\":{epoch},\"ack\":{ack}{run}}}]"
        )
    }

    /// Sends an event; `skipped` numbers are left out before it, or used again.
    pub(super) fn event(&mut self, name: &str, params: &str, skipped: i64, applied: u64) {
        let mut story = self.story.borrow_mut();
        let next = story.sent.max(story.received) + 1;
        let number = next.saturating_add_signed(skipped).max(1);
        if number == next && self.is_open() {
            story.sent = number;
        }
        self.line.say(&format!(
            "[\"e\",{number},\"{name}\",{{\"n\":{number}{params}}},{applied}]"
        ));
        self.acknowledged = self.acknowledged.max(applied);
    }

    pub(super) fn acknowledge(&mut self, applied: u64, failures: &str) {
        self.acknowledged = self.acknowledged.max(applied);
        self.line.say(&format!("[\"k\",{applied}{failures}]"));
    }

    pub(super) fn is_open(&self) -> bool {
        self.welcomed && !self.closed
    }

    /// Takes in what the session has sent.
    pub(super) fn hear(&mut self, limits: &Limits) {
        for sent in self.line.heard() {
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
        if self.line.is_gone() {
            self.closed = true;
            self.story.borrow_mut().disturbed = true;
        }
    }

    fn piece(&mut self, text: &str, limits: &Limits) {
        let Json::Array(frame) = serde_json::from_str(text).expect("a session sends JSON") else {
            panic!("a session sends arrays: {text}");
        };
        if frame[0] != "+" {
            assert!(
                self.parts.is_empty(),
                "a frame between the parts of another"
            );
            return self.frame(&frame, limits);
        }
        self.parts.push_str(frame[3].as_str().expect("a text"));
        if frame[2] == true {
            let whole = std::mem::take(&mut self.parts);
            let frame: Vec<Json> = serde_json::from_str(&whole).expect("the parts are a frame");
            self.frame(&frame, limits);
        }
    }

    fn frame(&mut self, frame: &[Json], limits: &Limits) {
        let kind = frame[0].as_str().expect("a kind");
        assert_eq!(
            kind == "w",
            !self.welcomed,
            "a welcome comes first, and once"
        );
        match kind {
            "w" => self.welcome(frame),
            "f" => {
                let number = self.shown(frame, &frame[5]);
                assert!(self.last.is_none_or(|last| number == last + 1));
                self.last = Some(number);
                self.story.borrow_mut().frames += 1;
                let unacknowledged = number - self.acknowledged.min(number);
                assert!(unacknowledged <= limits.unacknowledged, "{unacknowledged}");
            }
            "s" => {
                let number = self.shown(frame, &frame[4]);
                self.last = Some(number);
                self.story.borrow_mut().snapshots += 1;
            }
            "x" => self.refusal(frame),
            "p" | "d" => {}
            other => panic!("a session does not send {other}"),
        }
    }

    fn welcome(&mut self, frame: &[Json]) {
        self.welcomed = true;
        self.epoch = integer(&frame[2]);
        let mut story = self.story.borrow_mut();
        story.id = frame[1].as_str().expect("an id").to_owned();
        assert!(self.epoch > story.epoch, "the epoch grows");
        story.epoch = self.epoch;
        let received = integer(&frame[3]);
        assert!(received >= story.received && received <= story.sent);
        story.received = received;
        // What did not arrive was never sent: it is numbered anew.
        story.sent = received;
    }

    /// What a frame and a snapshot have in common.
    fn shown(&mut self, frame: &[Json], run: &Json) -> u64 {
        let number = integer(&frame[1]);
        let mut story = self.story.borrow_mut();
        assert!(number > story.frame, "frame {number} after {}", story.frame);
        story.frame = number;
        if self.last.is_none() {
            self.acknowledged = self.acknowledged.max(number - 1);
        }
        let received = integer(&frame[2]);
        assert!(received >= story.received && received <= story.sent);
        story.received = received;
        self.run = match run {
            Json::Array(run) => Some((integer(&run[0]), integer(&run[1]))),
            none => {
                assert_eq!(*none, 0);
                None
            }
        };
        if let Some(place) = self.run {
            assert!(place >= story.place, "{place:?} after {:?}", story.place);
            story.place = place;
        }
        self.applied = number;
        number
    }

    fn refusal(&mut self, frame: &[Json]) {
        let number = integer(&frame[1]);
        let code = frame[2].as_str().expect("a code");
        let mut story = self.story.borrow_mut();
        assert!(number <= story.sent);
        story.received = story.received.max(number);
        let seen = story.refused.iter().any(|(known, _)| *known == number);
        assert!(!seen, "event {number} is answered twice");
        story.refused.insert((number, code.to_owned()));
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
                    for (refused, said) in &self.refused {
                        // The handler may have succeeded, and the view not be rendered.
                        let is_spoilt = self.spoilt && code.is_none() && said == "handler_failed";
                        let is_said = Some(said.as_str()) == *code;
                        assert!(*refused != number || is_said || is_spoilt);
                    }
                }
                Entry::Tour(event) => match event {
                    docent::TourEvent::Started { .. } => {
                        assert!(!leading, "two runs at a time");
                        leading = true;
                    }
                    docent::TourEvent::StepEnded { .. } => assert!(leading),
                    docent::TourEvent::Ended { .. } => {
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
        let heard = self
            .refused
            .iter()
            .filter(|(_, code)| code != "busy" && code != "too_fast")
            .count();
        assert_eq!(refused, heard, "a refusal was not heard");
    }
}

fn integer(value: &Json) -> u64 {
    value.as_u64().expect("a number")
}
