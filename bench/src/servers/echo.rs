//! The physical reference: a bare axum WebSocket that answers with a frame of docent's size.
//!
//! Tuned as well as axum can be: small buffers, writes that go out at once,
//! no split, and one shared reply that is never copied.

use std::io;

use axum::Router;
use axum::extract::State;
use axum::extract::ws::{Message, Utf8Bytes, WebSocket, WebSocketUpgrade};
use axum::response::Response;
use axum::routing::get;
use axum::serve::ListenerExt as _;

use super::{Counter, listen, probes};

pub(super) async fn serve(counter: Option<Counter>, reply: &str) -> io::Result<()> {
    let app = Router::new()
        .route("/", get(upgrade))
        .with_state(Utf8Bytes::from(reply.to_owned()))
        .merge(probes(counter));
    let listener = listen()?.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            eprintln!("TCP_NODELAY: {error}");
        }
    });
    axum::serve(listener, app).await
}

async fn upgrade(upgrade: WebSocketUpgrade, State(reply): State<Utf8Bytes>) -> Response {
    upgrade
        .read_buffer_size(1024)
        .write_buffer_size(0)
        .max_write_buffer_size(64 * 1024)
        // A task of its own: the one of the upgrade keeps room for the upgrade.
        .on_upgrade(|socket| async {
            tokio::spawn(echo(Box::new(socket), reply));
        })
}

async fn echo(mut socket: Box<WebSocket>, reply: Utf8Bytes) {
    while let Some(Ok(message)) = socket.recv().await {
        let answer = match message {
            // An acknowledgement wants none.
            Message::Text(text) if text.starts_with("[\"k\"") => continue,
            Message::Text(_) => reply.clone(),
            Message::Close(_) => return,
            _ => continue,
        };
        if socket.send(Message::Text(answer)).await.is_err() {
            return;
        }
    }
}
