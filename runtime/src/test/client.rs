//! The page's half of the protocol, without a connection.
//!
//! It keeps to the protocol as the browser's script does, and knows neither
//! sockets nor time: whoever owns it carries texts to and fro. So the same
//! client serves a page in memory, one behind a real socket, and a fuzzer's.
//!
//! # Invariants
//!
//! * An event gets its number when it is first sent, and keeps its bytes.
//! * A frame is applied whole and in order, or refused.
//! * What a run did to the page is in its ledger, which another run, or none,
//!   takes back.

use std::collections::VecDeque;
use std::time::Duration;

use crate::event::Value;
use crate::js::CommandError;
use crate::render::apply::apply;
use crate::seq::{EventSeq, FrameSeq, StepRef};
use crate::test::ledger::Ledger;
use crate::wire::page::{self, Command, Refusal, ServerFrame, Update};
use crate::wire::{Hello, ProtocolError};

/// What the page's half of the protocol remembers.
#[derive(Debug, Default, Clone)]
pub struct Client {
    token: String,
    digest: Option<String>,
    build: Option<String>,
    /// Where the page is.
    path: Option<String>,
    /// Where the session takes it to be, if a tour depends on that.
    known_path: Option<String>,

    is_open: bool,
    session: Option<String>,
    epoch: u64,
    /// The last frame applied.
    applied: FrameSeq,
    /// The last event sent.
    sent: EventSeq,
    /// Events without an answer, and after them those that were never sent.
    events: VecDeque<Outgoing>,
    tickets: u64,
    /// Events that were refused or lost, until somebody asks.
    failed: Vec<(Ticket, Refusal)>,
    reported: Option<(StepRef, String)>,
    part: String,
    outgoing: Vec<String>,

    html: String,
    place: Option<StepRef>,
    step: Option<ShownStep>,
    /// What the step that is shown has run when it was.
    entered: Vec<Command>,
    ended: Vec<EndedStep>,
    outcome: Option<String>,
    ledger: Ledger,
    commands: Vec<Command>,
    journeys: Vec<Command>,
    title: Option<String>,
    refusals: Vec<Refusal>,
    sessions: u64,
    drains_within: Option<Duration>,
}

/// Names an event of a client's, before and after it has a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ticket(u64);

#[derive(Debug, Clone)]
struct Outgoing {
    ticket: Ticket,
    /// `None` before it is sent.
    number: Option<EventSeq>,
    name: String,
    params: Value,
    component: Option<String>,
    /// Its frame, once it has a number.
    text: String,
}

/// What a page does when its connection was closed with a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum AfterClose {
    /// It connects again.
    Reconnect,
    /// It asks for a fresh token first.
    FetchToken,
    /// It never connects again unasked.
    Stop,
}

/// The step that a page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ShownStep {
    /// The id of its tour.
    pub tour: String,
    /// Its name, if it has one.
    pub name: Option<String>,
    /// Its place in the tour, counted from 0.
    pub index: usize,
    /// How many steps the tour has.
    pub total: usize,
    /// The selector of its target.
    pub target: String,
    /// The text of the bubble.
    pub text: String,
    /// The side of the target at which the bubble is shown, such as `bottom`; `None` if
    /// the bubble's own is used.
    pub position: Option<String>,
    /// After how much time it ends without the visitor.
    pub timeout: Option<Duration>,
    /// Whether the bubble has a Back button: there is a step to go back to.
    pub has_back: bool,
    /// Whether the button Skip is called Next, and completes the step.
    pub has_next: bool,
    /// What the page looks for, in the notation of `tutorial!`: `dom("click")`,
    /// `present("#menu")`.
    pub until: Vec<String>,
    /// Whether it is shown in the middle of the page while its target is missing.
    pub is_centered: bool,
    /// What the page looks for: a kind and its arguments.
    pub(crate) looks: Vec<Vec<String>>,
    /// Where the step goes on, if it does so on another page.
    pub elsewhere: Option<ShownElsewhere>,
}

/// What a page shows of a step that goes on at another page.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ShownElsewhere {
    /// Nothing.
    Nothing,
    /// The step's text and a link, which leads there; empty if it leads nowhere.
    Link(String),
    /// The page is sent there; if it has been before, for this step of the run, it shows
    /// the step's text and the link.
    Go(String),
}

/// A step that has ended, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct EndedStep {
    /// The step; `None` if the page had not shown it, as one that the visitor
    /// had done already.
    pub step: Option<ShownStep>,
    /// Why, in the wire's words: `completed`, `timed_out`, `satisfied`,
    /// `skipped`, `back`, `cancelled`, `missing`, `superseded`, `failed`.
    pub cause: String,
}

/// How many ended steps are kept; older ones are forgotten.
const MOST_ENDED: usize = 1_000;

impl Client {
    /// A page that came with this token, render and build.
    #[must_use]
    pub fn new(token: &str, digest: Option<String>, build: Option<String>) -> Self {
        Self {
            token: token.to_owned(),
            digest,
            build,
            ..Self::default()
        }
    }

    /// The live part that the page came with.
    pub fn set_html(&mut self, html: &str) {
        html.clone_into(&mut self.html);
    }

    /// Takes a fresh token.
    pub fn set_token(&mut self, token: &str) {
        token.clone_into(&mut self.token);
    }

    /// The first frame of a new connection.
    #[must_use]
    pub fn hello(&self) -> String {
        page::hello(&self.hello_frame())
    }

    pub(crate) fn hello_frame(&self) -> Hello {
        Hello {
            page: self.token.clone(),
            session: self.session.clone(),
            epoch: self.epoch,
            ack: self.applied,
            run: self.place,
            digest: self.digest.clone(),
            build: self.build.clone(),
            path: self
                .path
                .as_deref()
                .map(|path| page::cut_path(path).to_owned()),
        }
    }

    /// The page is at this path. It is in the next hello, and is reported at once if a
    /// tour depends on it.
    pub fn set_path(&mut self, path: &str) {
        if self.path.as_deref() != Some(path) {
            self.path = Some(path.to_owned());
        }
        let is_known = self.known_path.as_deref().is_none_or(|known| known == path);
        if self.is_open && !is_known {
            self.outgoing.push(page::here(path));
            self.known_path = self.path.clone();
        }
    }

    /// The connection is gone.
    pub fn lost(&mut self) {
        self.is_open = false;
        self.part.clear();
        self.outgoing.clear();
    }

    /// The connection was closed with this code.
    pub fn closed(&mut self, code: u16) -> AfterClose {
        self.lost();
        match code {
            4401 => AfterClose::FetchToken,
            4409 | 4410 => AfterClose::Stop,
            _ => AfterClose::Reconnect,
        }
    }

    /// Takes the texts that are to be sent now.
    pub fn outgoing(&mut self) -> Vec<String> {
        std::mem::take(&mut self.outgoing)
    }

    /// The person does something that the page sends as an event.
    pub fn event(&mut self, name: &str, params: Value, component: Option<&str>) -> Ticket {
        self.tickets += 1;
        let ticket = Ticket(self.tickets);
        self.events.push_back(Outgoing {
            ticket,
            number: None,
            name: name.to_owned(),
            params,
            component: component.map(str::to_owned),
            text: String::new(),
        });
        self.flush();
        ticket
    }

    /// Whether the event has its answer; the inner error means that it was
    /// refused, or lost with its session.
    pub fn answer(&mut self, ticket: Ticket) -> Option<Result<(), Refusal>> {
        if let Some(at) = self.failed.iter().position(|(failed, _)| *failed == ticket) {
            return Some(Err(self.failed.swap_remove(at).1));
        }
        let is_waiting = self.events.iter().any(|event| event.ticket == ticket);
        (!is_waiting).then_some(Ok(()))
    }

    /// The person presses a button of the bubble, or the page reports something
    /// of the step that it shows. `false` if it shows none.
    pub fn control(&mut self, name: &str) -> bool {
        let Some(place) = self.place.filter(|_| self.applied != FrameSeq::default()) else {
            return false;
        };
        if !matches!(name, "hold" | "resume") {
            self.reported = Some((place, name.to_owned()));
        }
        if self.is_open {
            self.outgoing.push(page::control(place, name));
        }
        true
    }

    /// The page reports that a command of the last frame did not happen.
    pub fn report_failure(&mut self, command: &str, selector: &str, error: CommandError) {
        if self.is_open {
            let report = page::failure(self.applied, command, selector, error);
            self.outgoing.push(report);
        }
    }

    /// Takes a text of the server's; gives the frame that is complete with it.
    ///
    /// # Errors
    ///
    /// How it broke the protocol. A page then drops the connection, and its
    /// next hello brings a snapshot.
    pub fn receive(&mut self, text: &str) -> Result<Option<ServerFrame>, &'static str> {
        self.take(text).map_err(|ProtocolError(why)| {
            self.applied = FrameSeq::default();
            why
        })
    }

    fn take(&mut self, text: &str) -> Result<Option<ServerFrame>, ProtocolError> {
        let frame = match page::read(text)? {
            ServerFrame::Part { is_last, text } => {
                self.part.push_str(&text);
                if !is_last {
                    return Ok(None);
                }
                page::read(&std::mem::take(&mut self.part))?
            }
            frame => frame,
        };
        match &frame {
            ServerFrame::Welcome {
                session,
                epoch,
                received,
            } => self.welcome(session, *epoch, EventSeq(*received)),
            ServerFrame::Update(update) => self.update(update)?,
            ServerFrame::Part { .. } => return Err(ProtocolError("a part of a part")),
            ServerFrame::Refusal(refusal) => self.refused(refusal),
            ServerFrame::Heartbeat => self.acknowledge(),
            ServerFrame::Draining { within } => {
                self.drains_within = Some(Duration::from_millis(*within));
            }
        }
        Ok(Some(frame))
    }

    fn welcome(&mut self, session: &str, epoch: u64, received: EventSeq) {
        self.is_open = true;
        self.epoch = epoch;
        if self.session.as_deref() != Some(session) {
            self.lose_events();
            self.session = Some(session.to_owned());
            self.sessions += 1;
            self.sent = received;
            self.applied = FrameSeq::default();
            // The same numbers mean another step in this session.
            self.step = None;
            self.reported = None;
        }
        self.resend(received);
        if let Some((place, name)) = &self.reported
            && self.place == Some(*place)
        {
            self.outgoing.push(page::control(*place, name));
        }
    }

    /// What was sent to a session that is gone may or may not have happened.
    fn lose_events(&mut self) {
        let is_sent = |event: &Outgoing| event.number.is_some();
        for event in self.events.iter().filter(|event| is_sent(event)) {
            let refusal = Refusal {
                event: event.number.unwrap_or_default().0,
                code: "session_over".to_owned(),
                reason: "the session is over".to_owned(),
                field: None,
            };
            self.failed.push((event.ticket, refusal));
        }
        self.events.retain(|event| !is_sent(event));
    }

    /// Sends again what the session has not received, then what was never sent.
    fn resend(&mut self, received: EventSeq) {
        for event in &self.events {
            if event.number.is_some_and(|number| number > received) {
                self.outgoing.push(event.text.clone());
            }
        }
        self.flush();
    }

    /// Sends what was never sent, if the page is connected.
    fn flush(&mut self) {
        if !self.is_open {
            return;
        }
        for event in self
            .events
            .iter_mut()
            .filter(|event| event.number.is_none())
        {
            self.sent = self.sent.next();
            event.number = Some(self.sent);
            let component = event.component.as_deref();
            event.text = page::event(
                self.sent,
                &event.name,
                &event.params,
                self.applied,
                component,
            );
            self.outgoing.push(event.text.clone());
        }
    }

    fn update(&mut self, update: &Update) -> Result<(), ProtocolError> {
        if !update.is_snapshot && update.number != self.applied.next().0 {
            return Err(ProtocolError("a frame is missing before this one"));
        }
        self.events
            .retain(|event| event.number.is_none_or(|number| number.0 > update.answered));
        let next = update.tour.as_ref().map(|tour| tour.at);
        let is_other = next.map(|at| at.run) != self.place.map(|at| at.run);
        if is_other || update.is_snapshot {
            self.known_path = None;
            self.ledger.revert();
            self.step = None;
        }
        self.place = next;
        if !update.patches.is_empty() {
            self.html = apply(&self.html, &update.patches)
                .ok_or(ProtocolError("a patch does not fit the page"))?;
        }
        for command in &update.commands {
            match command.name() {
                "end" => self.ended(command),
                "over" => self.outcome = command.text("outcome").map(str::to_owned),
                "title" => self.title = command.text("text").map(str::to_owned),
                name => {
                    if matches!(name, "navigate" | "patch_url") {
                        self.journeys.push(command.clone());
                    }
                    self.ledger.outside(command);
                    self.commands.push(command.clone());
                }
            }
        }
        for command in update.tour.iter().flat_map(|tour| &tour.commands) {
            match command.name() {
                "at" => self.known_path = command.text("path").map(str::to_owned),
                "step" => self.show(command)?,
                "end" => self.ended(command),
                // By a step itself.
                "navigate" => self.journeys.push(command.clone()),
                _ => self.entered.push(command.clone()),
            }
        }
        self.applied = FrameSeq(update.number);
        self.acknowledge();
        Ok(())
    }

    fn show(&mut self, command: &Command) -> Result<(), ProtocolError> {
        let step = shown(command).ok_or(ProtocolError("a step lacks one of its options"))?;
        if step.elsewhere.is_none() {
            self.ledger.highlight(&step.target);
        }
        self.outcome = None;
        self.step = Some(step);
        self.entered.clear();
        Ok(())
    }

    /// A step has ended: the one that is shown, or one that never was.
    fn ended(&mut self, command: &Command) {
        let step = self.step.take();
        self.ledger.revert();
        let cause = command.text("cause").unwrap_or_default().to_owned();
        self.ended.push(EndedStep { step, cause });
        let excess = self.ended.len().saturating_sub(MOST_ENDED);
        self.ended.drain(..excess);
    }

    fn refused(&mut self, refusal: &Refusal) {
        let number = Some(EventSeq(refusal.event));
        if let Some(at) = self.events.iter().position(|event| event.number == number)
            && let Some(event) = self.events.remove(at)
        {
            self.failed.push((event.ticket, refusal.clone()));
        }
        self.refusals.push(refusal.clone());
    }

    fn acknowledge(&mut self) {
        self.outgoing.push(page::acknowledgement(self.applied));
    }

    /// Confirms from now on that frames up to this one are applied: for fuzzers.
    pub fn pretend_to_have_applied(&mut self, number: u64) {
        self.applied = FrameSeq(number);
    }

    /// Whether a session has welcomed the page on this connection.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// The id of its session, once it has one.
    #[must_use]
    pub fn session(&self) -> Option<&str> {
        self.session.as_deref()
    }

    /// How often its session has welcomed a page.
    #[must_use]
    pub fn epoch(&self) -> u64 {
        self.epoch
    }

    /// How many sessions it has had.
    #[must_use]
    pub fn sessions(&self) -> u64 {
        self.sessions
    }

    /// The last frame applied.
    #[must_use]
    pub fn applied(&self) -> u64 {
        self.applied.0
    }

    /// How many events are not answered.
    #[must_use]
    pub fn unanswered(&self) -> usize {
        self.events.len()
    }

    /// The live part as the last frame had it; empty before it has changed.
    #[must_use]
    pub fn html(&self) -> &str {
        &self.html
    }

    /// The step that the page's ledger holds.
    #[must_use]
    pub fn place(&self) -> Option<StepRef> {
        self.place
    }

    /// The step that the page shows.
    #[must_use]
    pub fn step(&self) -> Option<&ShownStep> {
        self.step.as_ref()
    }

    /// The commands that the page has run for the step that it shows.
    pub(crate) fn entered(&self) -> &[Command] {
        &self.entered
    }

    /// The steps that have ended, the oldest first; at most the last 1,000.
    #[must_use]
    pub fn ended_steps(&self) -> &[EndedStep] {
        &self.ended
    }

    /// How the last run ended, in the wire's words: `finished`, `cancelled`,
    /// `superseded`, `failed`; `None` before that, and while another is on.
    #[must_use]
    pub fn outcome(&self) -> Option<&str> {
        self.outcome.as_deref()
    }

    /// What tours and commands have done to the page.
    #[must_use]
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// The refusals, the oldest first.
    #[must_use]
    pub fn refusals(&self) -> &[Refusal] {
        &self.refusals
    }

    /// Takes the commands of the app since they were last taken.
    pub fn take_commands(&mut self) -> Vec<Command> {
        std::mem::take(&mut self.commands)
    }

    /// Takes the commands that change the page's URL, since they were last taken.
    pub(crate) fn take_journeys(&mut self) -> Vec<Command> {
        std::mem::take(&mut self.journeys)
    }

    /// The title of the document; `None` before the session has sent one.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// Within how much time the server has asked the page to reconnect.
    #[must_use]
    pub fn drains_within(&self) -> Option<Duration> {
        self.drains_within
    }
}

/// The step of a `step` operation.
fn shown(command: &Command) -> Option<ShownStep> {
    let number = |name: &str| match command.option(name) {
        Some(Value::Int(number)) => u64::try_from(*number).ok(),
        _ => None,
    };
    let text = |name: &str| command.text(name).map(str::to_owned);
    let looks = match command.option("until") {
        None => Vec::new(),
        Some(Value::List(until)) => until.iter().map(look).collect::<Option<Vec<_>>>()?,
        Some(_) => return None,
    };
    Some(ShownStep {
        tour: text("tour")?,
        name: text("name"),
        index: usize::try_from(number("step")?).ok()?,
        total: usize::try_from(number("total")?).ok()?,
        target: text("target")?,
        text: text("text")?,
        position: text("position"),
        timeout: number("timeout").map(Duration::from_millis),
        has_back: command.option("back") == Some(&Value::Bool(true)),
        has_next: command.option("next") == Some(&Value::Bool(true)),
        until: looks.iter().map(|look| written(look)).collect(),
        is_centered: command.text("on_missing") == Some("center"),
        looks,
        elsewhere: elsewhere(command),
    })
}

fn elsewhere(command: &Command) -> Option<ShownElsewhere> {
    command.option("elsewhere")?;
    let href = command.text("href").map(str::to_owned);
    Some(match (href, command.text("go")) {
        (None, _) => ShownElsewhere::Nothing,
        (Some(href), None) => ShownElsewhere::Link(href),
        (Some(href), Some(_)) => ShownElsewhere::Go(href),
    })
}

/// One thing that the page looks for: its kind, and then its arguments.
fn look(value: &Value) -> Option<Vec<String>> {
    let Value::List(elements) = value else {
        return None;
    };
    let texts = elements.iter().map(|element| match element {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    });
    texts.collect()
}

/// The same as `tutorial!` writes it.
fn written(look: &[String]) -> String {
    let mut texts = look.iter();
    let kind = texts.next().map_or("", String::as_str);
    let arguments: Vec<_> = texts.map(|text| format!("{text:?}")).collect();
    format!("{kind}({})", arguments.join(", "))
}
