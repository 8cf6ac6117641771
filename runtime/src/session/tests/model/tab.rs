//! The page's side of the protocol, kept as the client keeps it.

use std::collections::{BTreeSet, VecDeque};

use serde_json::Value;
use tokio::sync::mpsc;

use super::super::{Memory, Sent};
use crate::tour::tests::oracle::Promise;
use crate::wire::transport::Attachment;
use crate::wire::{CloseCode, Hello};

/// The run on a page, and the step in it: as a control names them.
pub(super) type Place = (u64, u64);

/// A browser's tab.
#[derive(Default)]
pub(super) struct Tab {
    line: Option<Line>,
    /// The frames that have not come through yet.
    transit: VecDeque<String>,
    /// What comes is not applied yet.
    pub(super) lags: bool,

    pub(super) session: Option<String>,
    epoch: u64,
    /// The last frame applied.
    pub(super) applied: u64,
    pub(super) html: String,
    /// Where the page knows the tour to be.
    pub(super) place: Option<Place>,
    /// The step whose setup is applied.
    pub(super) shows: Option<Place>,
    /// What the tour's ledger holds: the targets that are highlighted.
    pub(super) highlighted: BTreeSet<String>,
    /// What commands outside the tour have marked: it would stay.
    marked: BTreeSet<String>,
    /// Every place that was ever shown, for controls that come late.
    pub(super) places: Vec<Place>,

    /// The number of the last event.
    events: u64,
    /// Events that the server has not confirmed.
    unconfirmed: VecDeque<(u64, String)>,
    /// The last event, if it has come through.
    last: Option<String>,
    pub(super) came: Came,
    /// The last frame that the server has sent, whether it came through or not.
    sent: u64,
}

/// How much has come, of each kind.
#[derive(Clone, Copy, Default)]
pub(super) struct Came {
    pub(super) frames: u64,
    pub(super) snapshots: u64,
    pub(super) refusals: u64,
}

struct Line {
    to_session: mpsc::UnboundedSender<String>,
    from_session: mpsc::UnboundedReceiver<Sent>,
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

    /// A new connection, with the hello of this page.
    pub(super) fn connect(&mut self, digest: Option<String>) -> Attachment {
        let (to_session, incoming) = mpsc::unbounded_channel();
        let (outgoing, from_session) = mpsc::unbounded_channel();
        self.line = Some(Line {
            to_session,
            from_session,
            is_cut: false,
        });
        self.transit.clear();
        Attachment {
            transport: Box::new(Memory { incoming, outgoing }),
            hello: Hello {
                session: self.session.clone(),
                epoch: self.epoch,
                ack: self.applied,
                run: self.place,
                digest,
                ..Hello::default()
            },
        }
    }

    /// Whether the page has applied all that was ever sent to it.
    pub(super) fn has_applied_all(&self) -> bool {
        self.applied == self.sent
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
    }

    /// Sends an event, or keeps it until there is a connection again.
    pub(super) fn event(&mut self, name: &str, params: &str) {
        self.events += 1;
        let (number, applied) = (self.events, self.applied);
        let text = format!("[\"e\",{number},\"{name}\",{params},{applied}]");
        self.unconfirmed.push_back((number, text.clone()));
        self.say(text.clone());
        // Only an event that has come through may be repeated before the others.
        self.last = self.is_connected().then_some(text);
    }

    pub(super) fn control(&mut self, (run, visit): Place, name: &str) {
        self.say(format!("[\"t\",{run},{visit},\"{name}\"]"));
    }

    /// The step that was shown so many steps ago.
    pub(super) fn known(&self, late: usize) -> Option<Place> {
        self.places.iter().rev().nth(late).copied()
    }

    /// Sends again what the server has not confirmed.
    ///
    /// And once more what came last: the server may know it already.
    pub(super) fn resend(&mut self) {
        if let Some(last) = self.last.clone() {
            self.say(last);
        }
        for (_, text) in self.unconfirmed.clone() {
            self.say(text);
        }
    }

    /// Takes in what has come; `true` if there was anything.
    pub(super) fn receive(&mut self) -> bool {
        let mut came = false;
        while let Some(line) = &mut self.line {
            match line.from_session.try_recv() {
                Ok(Sent::Text(text)) => {
                    self.note_sent(&text);
                    if self.is_connected() {
                        self.transit.push_back(text);
                    }
                }
                Ok(Sent::Closed(code, reason)) => {
                    assert_ne!(code, CloseCode::Protocol, "the page was faithful: {reason}");
                    self.lose();
                }
                Err(_) => break,
            }
            came = true;
        }
        if !self.lags && self.is_connected() {
            let before = self.applied;
            while let Some(text) = self.transit.pop_front() {
                self.apply(&text);
            }
            if self.applied != before {
                self.say(format!("[\"k\",{}]", self.applied));
                came = true;
            }
        }
        came
    }

    fn note_sent(&mut self, text: &str) {
        if let Some(rest) = text
            .strip_prefix("[\"f\",")
            .or(text.strip_prefix("[\"s\","))
        {
            let number = rest
                .split(',')
                .next()
                .and_then(|number| number.parse().ok());
            self.sent = number.expect("a frame has a number");
        }
    }

    fn say(&self, text: String) {
        if let Some(line) = &self.line
            && !line.is_cut
        {
            // The session may have ended a moment ago.
            line.to_session.send(text).unwrap_or(());
        }
    }

    fn confirm(&mut self, received: u64) {
        self.unconfirmed.retain(|(number, _)| *number > received);
    }

    fn apply(&mut self, text: &str) {
        let frame: Value = serde_json::from_str(text).expect("a frame is JSON");
        let number = |at: usize| frame[at].as_u64().expect("a number");
        match frame[0].as_str().expect("a kind") {
            "w" => {
                self.session = frame[1].as_str().map(str::to_owned);
                self.epoch = number(2);
                self.confirm(number(3));
            }
            "f" => {
                self.came.frames += 1;
                let s = number(1);
                Promise::AnEventIsProcessedAtMostOnceInOrder.agree(
                    s,
                    self.applied + 1,
                    format_args!("the frame's number in {text}"),
                );
                self.confirm(number(2));
                self.enter(&frame[5]);
                if let Some(html) = frame[3][0][1].as_str() {
                    self.html = html.to_owned();
                }
                self.run(&frame[4], false);
                self.lead(&frame[5]);
                self.applied = s;
            }
            "s" => {
                self.came.snapshots += 1;
                self.confirm(number(2));
                self.revert();
                self.enter(&frame[4]);
                self.html = frame[3].as_str().expect("the live part").to_owned();
                self.run(&frame[5], false);
                self.lead(&frame[4]);
                self.applied = number(1);
            }
            "x" => {
                self.came.refusals += 1;
                self.confirm(number(1));
            }
            "p" => self.say(format!("[\"k\",{}]", self.applied)),
            kind => panic!("a frame of the kind {kind}: {text}"),
        }
        Promise::NothingOutlivesItsStep.hold(
            self.marked.is_empty(),
            format_args!("{:?} are marked for good by {text}", self.marked),
        );
        Promise::OneActiveStepAndTheNewestRunWins.hold(
            self.highlighted.len() <= 1,
            format_args!("{:?} are highlighted after {text}", self.highlighted),
        );
    }

    /// Another run's effects go first.
    fn enter(&mut self, run: &Value) {
        if run[0].as_u64() != self.place.map(|(run, _)| run) {
            self.revert();
        }
    }

    fn revert(&mut self) {
        self.highlighted.clear();
        self.place = None;
        self.shows = None;
    }

    /// The tour's share of a frame.
    fn lead(&mut self, run: &Value) {
        let (Some(number), Some(visit)) = (run[0].as_u64(), run[1].as_u64()) else {
            return;
        };
        self.place = Some((number, visit));
        self.run(&run[2], true);
        if self.shows.is_some() && self.places.last() != self.shows.as_ref() {
            self.places.extend(self.shows);
        }
    }

    fn run(&mut self, commands: &Value, of_the_tour: bool) {
        for command in commands.as_array().expect("commands") {
            let target = || command[1]["to"].as_str().expect("a target").to_owned();
            match command[0].as_str().expect("a command") {
                "add_class" if of_the_tour => {
                    self.highlighted.insert(target());
                    self.shows = self.place;
                }
                "remove_class" if of_the_tour => {
                    self.highlighted.remove(&target());
                    self.shows = None;
                }
                "add_class" => {
                    self.marked.insert(target());
                }
                "remove_class" => {
                    self.marked.remove(&target());
                }
                // In a run's ledger, which takes it back.
                "set_attr" if of_the_tour => {}
                "set_attr" => {
                    self.marked.insert(target());
                }
                _ => {}
            }
        }
    }
}
