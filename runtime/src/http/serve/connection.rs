//! One connection of a served app.

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::watch;
use tokio::time::sleep;

/// Answers the requests of a connection until it ends, or, once `stopping` is
/// true, until those that have come are answered.
///
/// hyper's own header timeout begins when it knows the version of HTTP, so the
/// first request has a deadline of its own: a peer may send nothing at all.
pub(super) async fn answer<I>(
    io: I,
    peer: Option<SocketAddr>,
    app: Router,
    header_timeout: Duration,
    mut stopping: watch::Receiver<bool>,
) where
    I: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let asked = AtomicBool::new(false);
    let app = TowerToHyperService::new(app);
    let service = service_fn(|mut request: hyper::Request<Incoming>| {
        asked.store(true, Ordering::Relaxed);
        if let Some(peer) = peer {
            request.extensions_mut().insert(ConnectInfo(peer));
        }
        app.call(request)
    });
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(header_timeout);
    let mut connection = pin!(builder.serve_connection_with_upgrades(TokioIo::new(io), service));
    let mut deadline = pin!(sleep(header_timeout));
    let (mut is_due, mut is_open) = (true, true);
    loop {
        tokio::select! {
            ended = connection.as_mut() => {
                if let Err(error) = ended {
                    tracing::debug!(target: "docent::serve", error, "a connection broke");
                }
                return;
            }
            () = deadline.as_mut(), if is_due => {
                if !asked.load(Ordering::Relaxed) {
                    tracing::debug!(target: "docent::serve", "a connection is closed: no request came in time");
                    return;
                }
                is_due = false;
            }
            // An error: the server is gone, and stops as well.
            _ = stopping.wait_for(|stops| *stops), if is_open => {
                connection.as_mut().graceful_shutdown();
                is_open = false;
            }
        }
    }
}
