//! The physical reference: a bare axum WebSocket that answers with a frame of docent's size.
//!
//! Tuned as well as axum can be: small buffers, writes that go out at once,
//! no split, and one shared reply that is never copied.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::ws::{Message, Utf8Bytes, WebSocket, WebSocketUpgrade};
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use axum::serve::ListenerExt as _;

use super::{Counter, listen, probes};

/// What every answer is, and how long the server computes before it sends one.
///
/// Where that is not nothing, the echo is a control: as busy as another
/// server, it has that server's queue and none of its code.
#[derive(Clone)]
struct Answer {
    reply: Utf8Bytes,
    nanoseconds: Arc<AtomicU64>,
}

pub(super) async fn serve(counter: Option<Counter>, reply: &str) -> io::Result<()> {
    let app = Router::new()
        .route("/", get(upgrade))
        .route("/compute/{nanoseconds}", get(set_time))
        .with_state(Answer {
            reply: Utf8Bytes::from(reply.to_owned()),
            nanoseconds: Arc::default(),
        })
        .merge(probes(counter));
    let listener = listen()?.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            eprintln!("TCP_NODELAY: {error}");
        }
    });
    axum::serve(listener, app).await
}

async fn set_time(State(answer): State<Answer>, Path(nanoseconds): Path<u64>) {
    answer.nanoseconds.store(nanoseconds, Ordering::Relaxed);
}

async fn upgrade(upgrade: WebSocketUpgrade, State(answer): State<Answer>) -> Response {
    upgrade
        .read_buffer_size(1024)
        .write_buffer_size(0)
        .max_write_buffer_size(64 * 1024)
        // A separate task: that of the upgrade keeps the upgrade's memory.
        .on_upgrade(|socket| async {
            tokio::spawn(echo(Box::new(socket), answer));
        })
}

async fn echo(mut socket: Box<WebSocket>, answer: Answer) {
    while let Some(Ok(message)) = socket.recv().await {
        let reply = match message {
            // An acknowledgement wants none.
            Message::Text(text) if text.starts_with("[\"k\"") => continue,
            Message::Text(_) => answer.reply.clone(),
            Message::Close(_) => return,
            _ => continue,
        };
        answer.compute();
        if socket.send(Message::Text(reply)).await.is_err() {
            return;
        }
    }
}

impl Answer {
    /// Keeps the core for as long as was asked for.
    fn compute(&self) {
        let time = Duration::from_nanos(self.nanoseconds.load(Ordering::Relaxed));
        if !time.is_zero() {
            let began = Instant::now();
            while began.elapsed() < time {}
        }
    }
}
