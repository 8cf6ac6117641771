//! The page's side of `docent.2`, as the real client (`socket.ts`) behaves.
//!
//! It numbers its events and sends them again until they are confirmed, takes
//! a frame only in its order, reports where it is when it is back, and never
//! gives up. It is less polite in one thing: it comes back after
//! milliseconds, so that tests are quick.

use std::net::SocketAddr;
use std::time::Duration;

use docent::event::Params;
use docent::test::{AfterClose, Client, ServerFrame, StepRef};
use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
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
    client: Client,
    has_fresh_token: bool,
    refused: Vec<String>,
    frames: usize,
    closed: Vec<u16>,
    is_over: bool,
}

/// What one turn of a page has brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// A frame was taken.
    Frame,
    /// The page has connected and sent its hello.
    Connected,
    /// There is no connection any more, or there still is none.
    Lost,
}

impl Page {
    /// Opens a page; its socket is opened by the first turn.
    pub async fn open(server: SocketAddr, path: &str) -> Self {
        Self::of(Visitor::open(server, path).await)
    }

    /// The page that a visitor has open.
    #[must_use]
    pub fn of(visitor: Visitor) -> Self {
        let (digest, build) = (visitor.digest.clone(), visitor.build.clone());
        let client = Client::new(&visitor.token, Some(digest), Some(build));
        Self {
            via: visitor.address,
            visitor,
            silence: Duration::from_secs(45),
            patience: PATIENCE,
            socket: None,
            client,
            has_fresh_token: false,
            refused: Vec::new(),
            frames: 0,
            closed: Vec::new(),
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
        self.client.step().map(|step| step.index as u64)
    }

    /// The run and visit that the page's ledger holds.
    #[must_use]
    pub fn run(&self) -> Option<StepRef> {
        self.client.place()
    }

    /// What the live part shows; empty before it has changed.
    #[must_use]
    pub fn html(&self) -> &str {
        self.client.html()
    }

    /// The session and how often it has welcomed a page.
    #[must_use]
    pub fn session(&self) -> (Option<&str>, u64) {
        (self.client.session(), self.client.epoch())
    }

    /// How many events have no answer.
    #[must_use]
    pub fn pending(&self) -> usize {
        self.client.unanswered()
    }

    /// The refusals that have come, as texts of the wire.
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
        usize::try_from(self.client.sessions()).unwrap_or(usize::MAX)
    }

    /// The codes with which its sockets were closed.
    #[must_use]
    pub fn closed(&self) -> &[u16] {
        &self.closed
    }

    /// Within how many milliseconds the server has asked it to come back.
    #[must_use]
    pub fn draining(&self) -> Option<u64> {
        let within = self.client.drains_within()?;
        u64::try_from(within.as_millis()).ok()
    }

    /// Whether its session has welcomed it on this connection.
    #[must_use]
    pub fn is_welcome(&self) -> bool {
        self.client.is_open()
    }

    /// A person does something that the page sends as an event.
    pub async fn fire(&mut self, name: &'static str, params: impl Into<Params>) {
        self.client.event(name, params.into().value().clone(), None);
        self.transmit().await;
    }

    /// A person presses a button of the bubble.
    pub async fn control(&mut self, name: &'static str) {
        self.client.control(name);
        self.transmit().await;
    }

    /// Lets the connection go, as a network does.
    pub fn lose(&mut self) {
        self.socket = None;
        // The server that gave the token may be gone: the next may refuse it once more.
        self.has_fresh_token = false;
        self.client.lost();
    }

    /// Takes turns until something is true of the page.
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
    /// what the server sends.
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
                let after = self.client.closed(code);
                self.closed.push(code);
                match code {
                    4401 => {
                        assert!(!has_fresh_token, "a fresh token was refused");
                        self.refresh().await;
                    }
                    _ if after == AfterClose::Stop => self.is_over = true,
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
        self.receive(&text).await
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
        let hello = self.client.hello();
        self.send(hello).await;
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
        self.client
            .set_token(token["page"].as_str().expect("a token"));
        self.has_fresh_token = true;
    }

    async fn receive(&mut self, text: &str) -> Turn {
        match self.client.receive(text) {
            Ok(Some(ServerFrame::Welcome { .. })) => self.has_fresh_token = false,
            Ok(Some(ServerFrame::Update(_))) => self.frames += 1,
            Ok(Some(ServerFrame::Refusal(_))) => self.refused.push(text.to_owned()),
            Ok(_) => {}
            // As the script does: the next hello brings a snapshot.
            Err(_) => {
                self.lose();
                sleep(RETRY).await;
                return Turn::Lost;
            }
        }
        self.transmit().await;
        Turn::Frame
    }

    /// Sends what the page's half of the protocol has to send.
    async fn transmit(&mut self) {
        for text in self.client.outgoing() {
            self.send(text).await;
        }
    }

    async fn send(&mut self, text: String) {
        // A connection that breaks here is noticed by the next turn.
        if let Some(socket) = &mut self.socket
            && socket.send(Message::text(text)).await.is_err()
        {
            self.lose();
        }
    }
}
