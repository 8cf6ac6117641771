//! The page's side of `docent.1`, as the real client (`socket.ts`) behaves.
//!
//! It numbers its events and sends them again until they are confirmed, takes
//! a frame only in its order, says where it is when it is back, and never
//! gives up. It is less polite in one thing: it comes back after
//! milliseconds, so that tests are quick.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

use crate::{PATIENCE, Visitor, try_get};

/// How long it waits before it comes back.
const RETRY: Duration = Duration::from_millis(10);

/// A page in a browser, with a tour on it.
#[derive(Debug)]
pub struct Page {
    visitor: Visitor,
    via: SocketAddr,
    silence: Duration,
    patience: Duration,
    socket: Option<WebSocketStream<MaybeTlsStream<TcpStream>>>,
    is_welcome: bool,
    has_fresh_token: bool,
    session: Option<String>,
    epoch: u64,
    applied: u64,
    sent: u64,
    events: VecDeque<Event>,
    reported: Option<(u64, u64, &'static str)>,
    run: Option<(u64, u64)>,
    step: Option<u64>,
    part: String,
    html: String,
    refused: Vec<String>,
    frames: usize,
    sessions: usize,
    closed: Vec<u16>,
    draining: Option<u64>,
    is_over: bool,
}

#[derive(Debug)]
struct Event {
    /// 0 before it is sent.
    number: u64,
    name: &'static str,
    params: Value,
}

/// What one turn of a page has brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// A frame was taken.
    Frame,
    /// The page has connected and said hello.
    Connected,
    /// There is no connection any more, or there still is none.
    Lost,
}

/// What the client throws over: the connection is dropped, and the next hello mends it.
struct Bad;

impl Page {
    /// Opens a page; its socket is opened by the first turn.
    pub async fn open(server: SocketAddr, path: &str) -> Self {
        Self::of(Visitor::open(server, path).await)
    }

    /// The page that a visitor has open.
    #[must_use]
    pub fn of(visitor: Visitor) -> Self {
        Self {
            via: visitor.address,
            visitor,
            silence: Duration::from_secs(45),
            patience: PATIENCE,
            socket: None,
            is_welcome: false,
            has_fresh_token: false,
            session: None,
            epoch: 0,
            applied: 0,
            sent: 0,
            events: VecDeque::new(),
            reported: None,
            run: None,
            step: None,
            part: String::new(),
            html: String::new(),
            refused: Vec::new(),
            frames: 0,
            sessions: 0,
            closed: Vec::new(),
            draining: None,
            is_over: false,
        }
    }

    /// Lets the page reach its server through a proxy.
    #[must_use]
    pub fn via(mut self, proxy: SocketAddr) -> Self {
        self.via = proxy;
        self
    }

    /// Lets the page take a server for dead after this time and not after 45 s.
    #[must_use]
    pub fn silence(mut self, silence: Duration) -> Self {
        self.silence = silence;
        self
    }

    /// Lets the test wait so long for each thing that must happen.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// The id in the visitor's cookie.
    #[must_use]
    pub fn visitor_id(&self) -> &str {
        self.visitor.cookie.trim_start_matches("docent=")
    }

    /// The step whose bubble is open, counted from 0.
    #[must_use]
    pub fn step(&self) -> Option<u64> {
        self.step
    }

    /// The run and visit that the page's ledger holds.
    #[must_use]
    pub fn run(&self) -> Option<(u64, u64)> {
        self.run
    }

    /// What the live part shows; empty before it has changed.
    #[must_use]
    pub fn html(&self) -> &str {
        &self.html
    }

    /// The session and how often it has welcomed a page.
    #[must_use]
    pub fn session(&self) -> (Option<&str>, u64) {
        (self.session.as_deref(), self.epoch)
    }

    /// How many events are not confirmed.
    #[must_use]
    pub fn pending(&self) -> usize {
        self.events.len()
    }

    /// The refusals that it has heard.
    #[must_use]
    pub fn refused(&self) -> &[String] {
        &self.refused
    }

    /// How many frames and snapshots it has applied.
    #[must_use]
    pub fn frames(&self) -> usize {
        self.frames
    }

    /// How many sessions it has had.
    #[must_use]
    pub fn sessions(&self) -> usize {
        self.sessions
    }

    /// The codes with which its sockets were closed.
    #[must_use]
    pub fn closed(&self) -> &[u16] {
        &self.closed
    }

    /// Within how many milliseconds the server has asked it to come back.
    #[must_use]
    pub fn draining(&self) -> Option<u64> {
        self.draining
    }

    /// Whether its session has welcomed it on this connection.
    #[must_use]
    pub fn is_welcome(&self) -> bool {
        self.is_welcome
    }

    /// A person does something that the page sends as an event.
    pub async fn fire(&mut self, name: &'static str, params: Value) {
        self.events.push_back(Event {
            number: 0,
            name,
            params,
        });
        self.flush(false).await;
    }

    /// A person presses a button of the bubble.
    pub async fn control(&mut self, name: &'static str) {
        if let Some((run, visit)) = self.run.filter(|_| self.applied > 0) {
            self.reported = Some((run, visit, name));
            if self.is_welcome {
                self.send(json!(["t", run, visit, name])).await;
            }
        }
    }

    /// Lets the connection go, as a network does.
    pub fn lose(&mut self) {
        self.socket = None;
        // The server that gave the token may be gone: the next may refuse it once more.
        self.has_fresh_token = false;
        self.is_welcome = false;
        self.part.clear();
    }

    /// Takes turns until something holds of the page.
    ///
    /// # Panics
    ///
    /// If it does not come to hold.
    pub async fn until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) {
        let waited = timeout(self.patience, async {
            while !holds(self) {
                self.turn().await;
            }
        });
        if waited.await.is_err() {
            panic!("waited in vain for {what}: {self:?}");
        }
    }

    /// The next thing that happens: connects if it is not connected, or takes
    /// what the server says.
    pub async fn turn(&mut self) -> Turn {
        assert!(!self.is_over, "this page is not wanted again: {self:?}");
        let Some(socket) = &mut self.socket else {
            return self.connect().await;
        };
        let text = match timeout(self.silence, socket.next()).await {
            Ok(Some(Ok(Message::Text(text)))) => text,
            Ok(Some(Ok(Message::Ping(_) | Message::Pong(_)))) => return Turn::Frame,
            Ok(Some(Ok(Message::Close(frame)))) => {
                let has_fresh_token = self.has_fresh_token;
                self.lose();
                let code = frame.map_or(1005, |frame| frame.code.into());
                self.closed.push(code);
                match code {
                    4401 => {
                        assert!(!has_fresh_token, "a fresh token was refused");
                        self.refresh().await;
                    }
                    4409 | 4410 => self.is_over = true,
                    _ => sleep(RETRY).await,
                }
                return Turn::Lost;
            }
            Ok(_) | Err(_) => {
                self.lose();
                sleep(RETRY).await;
                return Turn::Lost;
            }
        };
        match self.receive(&text).await {
            Ok(()) => Turn::Frame,
            Err(Bad) => {
                self.lose();
                sleep(RETRY).await;
                Turn::Lost
            }
        }
    }

    async fn connect(&mut self) -> Turn {
        let visitor = Visitor {
            address: self.via,
            ..self.visitor.clone()
        };
        let origin = format!("http://{}", self.via);
        let Ok(socket) = visitor.upgrade(Some(&origin)).await else {
            self.lose();
            sleep(RETRY).await;
            return Turn::Lost;
        };
        self.socket = Some(socket);
        let mut hello = json!({
            "page": self.visitor.token,
            "epoch": self.epoch,
            "ack": self.applied,
            "digest": self.visitor.digest,
            "build": self.visitor.build,
        });
        if let Some(session) = &self.session {
            hello["session"] = json!(session);
        }
        if let Some((run, visit)) = self.run {
            hello["run"] = json!([run, visit]);
        }
        self.send(json!(["h", hello])).await;
        Turn::Connected
    }

    /// Asks the page's own URL for a token; once, until a welcome.
    async fn refresh(&mut self) {
        let headers = [
            ("accept", "application/docent+json"),
            ("cookie", &self.visitor.cookie),
        ];
        let Ok(answer) = try_get(self.visitor.address, &self.visitor.path, &headers).await else {
            return;
        };
        let token: Value = serde_json::from_str(&answer.body).expect("a token");
        self.visitor.token = token["page"].as_str().expect("a token").to_owned();
        self.has_fresh_token = true;
    }

    async fn receive(&mut self, text: &str) -> Result<(), Bad> {
        let frame: Value = serde_json::from_str(text).expect("the server sends JSON");
        let number = |at: usize| frame[at].as_u64().expect("a number");
        match frame[0].as_str().expect("a kind") {
            "w" => {
                let session = frame[1].as_str().expect("an id");
                self.welcome(session, number(2), number(3)).await;
            }
            "f" if number(1) != self.applied + 1 => return Err(Bad),
            "f" => {
                if let Some(html) = frame[3][0][1].as_str() {
                    html.clone_into(&mut self.html);
                }
                self.apply(number(1), number(2), &frame[5]).await;
            }
            "s" => {
                frame[3]
                    .as_str()
                    .expect("markup")
                    .clone_into(&mut self.html);
                // It replaces all that the page shows.
                self.run = None;
                self.step = None;
                self.apply(number(1), number(2), &frame[4]).await;
            }
            "+" => {
                self.part.push_str(frame[3].as_str().expect("a text"));
                if frame[2] == true {
                    let whole = std::mem::take(&mut self.part);
                    return Box::pin(self.receive(&whole)).await;
                }
            }
            "x" => {
                self.refused.push(text.to_owned());
                self.confirm(number(1));
            }
            "p" => self.send(json!(["k", self.applied])).await,
            "d" => self.draining = Some(number(1)),
            kind => panic!("a frame of kind {kind}"),
        }
        Ok(())
    }

    async fn welcome(&mut self, session: &str, epoch: u64, confirmed: u64) {
        self.is_welcome = true;
        self.has_fresh_token = false;
        self.epoch = epoch;
        if self.session.as_deref() != Some(session) {
            // What was sent to a session that is gone may or may not have happened.
            self.events.retain(|event| event.number == 0);
            self.session = Some(session.to_owned());
            self.sessions += 1;
            self.sent = confirmed;
            self.applied = 0;
            // What it shows is of a session that is gone, until the snapshot;
            // the same numbers mean another step in this one.
            self.step = None;
            self.reported = None;
        }
        self.confirm(confirmed);
        self.flush(true).await;
        if let Some((run, visit, name)) = self.reported
            && self.run == Some((run, visit))
        {
            self.send(json!(["t", run, visit, name])).await;
        }
    }

    async fn apply(&mut self, number: u64, confirmed: u64, run: &Value) {
        self.confirm(confirmed);
        let place = run[0].as_u64().zip(run[1].as_u64());
        if place.map(|(run, _)| run) != self.run.map(|(run, _)| run) {
            // Another run, or none: the ledger is reverted.
            self.step = None;
        }
        self.run = place;
        for command in run[2].as_array().into_iter().flatten() {
            if let Some(step) = command[1]["detail"]["step"].as_u64() {
                self.step = Some(step);
            }
        }
        self.applied = number;
        self.frames += 1;
        self.send(json!(["k", number])).await;
    }

    fn confirm(&mut self, last: u64) {
        self.events
            .retain(|event| event.number == 0 || event.number > last);
    }

    /// Sends what was never sent; on a new connection, what is not confirmed too.
    async fn flush(&mut self, is_new: bool) {
        if !self.is_welcome {
            return;
        }
        let mut frames = Vec::new();
        for event in &mut self.events {
            if event.number != 0 && !is_new {
                continue;
            }
            if event.number == 0 {
                self.sent += 1;
                event.number = self.sent;
            }
            frames.push(json!([
                "e",
                event.number,
                event.name,
                event.params,
                self.applied
            ]));
        }
        for frame in frames {
            self.send(frame).await;
        }
    }

    async fn send(&mut self, frame: Value) {
        // A connection that breaks here is noticed by the next turn.
        if let Some(socket) = &mut self.socket
            && socket.send(Message::text(frame.to_string())).await.is_err()
        {
            self.lose();
        }
    }
}
