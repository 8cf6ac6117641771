//! Serving an app: its connections, the signals that stop it, and the drain of its sessions.

mod connection;
mod signals;

use std::any::Any;
use std::fmt;
use std::future::{Future, IntoFuture};
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::time::Duration;

use axum::serve::Listener;
use axum::{Extension, Router};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::sleep;

use crate::http::hosts;
use crate::http::serve::signals::Signals;
use crate::http::startup;
use crate::server::Docent;

/// How long a server that shuts down waits for requests and pages.
const DRAIN: Duration = Duration::from_secs(10);

/// hyper's own default.
const HEADER_TIMEOUT: Duration = Duration::from_secs(30);

/// Serves an app until the process is asked to stop (Ctrl-C, or SIGTERM).
///
/// ```no_run
/// # async fn run(app: axum::Router) -> std::io::Result<()> {
/// let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
/// docent::serve(listener, app).await
/// # }
/// ```
///
/// It takes every listener that [`axum::serve()`] takes, and differs from that in:
///
/// * Each request has its peer's address as
///   [`ConnectInfo<SocketAddr>`](axum::extract::ConnectInfo) where the listener's
///   addresses are [`SocketAddr`]s.
/// * `TCP_NODELAY` is set on a [`TcpStream`]. Without it a second frame for one
///   event waits for the first one's acknowledgement (44 ms here, by the delayed
///   ACK of RFC 1122 §4.2.3.2).
/// * A connection whose request does not come is closed: see
///   [`Serve::header_timeout`].
/// * A shutdown also drains the sessions of open sockets: see [`Docent::drain`].
///   It takes 10 s at most, and less if the process is asked to stop again;
///   anything still running then ends with the process. See [`Serve::shutdown`]
///   for one that the app begins.
///
/// A connection that cannot be accepted never ends the server: axum logs why, at
/// most once a second (target `axum::serve::listener`), and waits that second. The
/// usual reason is that the process has no file descriptor left.
///
/// HTTP/2 without TLS is spoken to a client that begins with it where the app
/// turns axum's feature `http2` on. WebSockets are opened by HTTP/1.1.
///
/// An app with a server of its own, for TLS for instance, sets `TCP_NODELAY` and a
/// header timeout there, and drains the sessions itself:
///
/// ```no_run
/// use axum::serve::ListenerExt;
/// # async fn run(app: axum::Router) -> std::io::Result<()> {
/// let docent = docent::Docent::new();
/// let app = app.layer(axum::Extension(docent.clone()));
/// let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
/// let listener = listener.tap_io(|stream| {
///     if let Err(error) = stream.set_nodelay(true) {
///         eprintln!("TCP_NODELAY: {error}");
///     }
/// });
/// # let stop = std::future::pending::<()>();
/// let (stop_tx, mut stopping) = tokio::sync::watch::channel(false);
/// let stop = async move { stop.await; stop_tx.send_replace(true); };
/// let server = axum::serve(listener, app).with_graceful_shutdown(stop);
/// let drain = async {
///     if stopping.wait_for(|stops| *stops).await.is_ok() {
///         docent.drain(std::time::Duration::from_secs(10)).await;
///     }
/// };
/// // At the signal, and not when the last request is answered.
/// let (served, ()) = tokio::join!(server.into_future(), drain);
/// served?;
/// # Ok(()) }
/// ```
pub fn serve<L: Listener>(listener: L, app: Router) -> Serve<L> {
    Docent::new().serve(listener, app)
}

impl Docent {
    /// Serves an app as [`serve`] does, with this server's settings.
    pub fn serve<L: Listener>(&self, listener: L, app: Router) -> Serve<L> {
        Serve {
            docent: self.clone(),
            listener,
            app,
            header_timeout: HEADER_TIMEOUT,
            shutdown: None,
        }
    }
}

/// An app that is served as soon as this is awaited. Made by [`serve`] and
/// [`Docent::serve`].
///
/// # Errors
///
/// On Unix and Windows it ends with one only where the process cannot receive
/// signals, before anything is served; with [`shutdown`](Self::shutdown) never.
///
/// # Cancel safety
///
/// Dropping the future closes the listener and stops the server without a drain:
/// connections end when the requests that have come on them are answered, and open
/// sockets go on until the runtime ends.
#[must_use = "nothing is served until this is awaited"]
pub struct Serve<L> {
    docent: Docent,
    listener: L,
    app: Router,
    header_timeout: Duration,
    shutdown: Option<Pin<Box<dyn Future<Output = ()> + Send>>>,
}

impl<L> Serve<L> {
    /// Shuts down when this future ends, and not at a signal: the app receives
    /// those itself. The drain is the same.
    ///
    /// ```no_run
    /// # async fn run(app: axum::Router, stop: tokio::sync::oneshot::Receiver<()>) -> std::io::Result<()> {
    /// let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
    /// docent::serve(listener, app)
    ///     .shutdown(async { if stop.await.is_err() { eprintln!("its sender is gone") } })
    ///     .await
    /// # }
    /// ```
    pub fn shutdown(mut self, shutdown: impl Future<Output = ()> + Send + 'static) -> Self {
        self.shutdown = Some(Box::pin(shutdown));
        self
    }

    /// How long the header of a request may take: 30 s.
    ///
    /// The time begins when the connection is accepted and, on one that is kept
    /// alive, when the request before it is answered. The connection is then
    /// closed, so that peers which send nothing, or one byte at a time, cannot
    /// hold the process's file descriptors. On a connection of HTTP/2 only the
    /// first request has this time. A body is not limited by it, nor a socket:
    /// see [`Limits`](crate::config::Limits).
    pub fn header_timeout(mut self, header_timeout: Duration) -> Self {
        self.header_timeout = header_timeout;
        self
    }
}

impl<L: Listener> IntoFuture for Serve<L> {
    type Output = io::Result<()>;
    type IntoFuture = Pin<Box<dyn Future<Output = io::Result<()>> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

impl<L: Listener> Serve<L> {
    async fn run(self) -> io::Result<()> {
        let Self {
            docent,
            listener,
            app,
            header_timeout,
            shutdown,
        } = self;
        if let Ok(address) = listener.local_addr() {
            hosts::check_address(&address, &docent);
            startup::serves(&docent, &address);
        }
        let app = app.layer(Extension(docent.clone()));
        let (stop, stopping) = watch::channel(false);
        let accepting = accept(listener, app, header_timeout, stopping);
        let signals = match shutdown {
            Some(shutdown) => Stop::Future(shutdown),
            None => Stop::Signals(Signals::listen()?),
        };
        let stopped = async {
            let again = signals.stopped().await;
            stop.send_replace(true);
            again
        };
        let mut accepting = std::pin::pin!(accepting);
        let mut again = tokio::select! {
            again = stopped => again,
            // It ends after the stop only.
            () = accepting.as_mut() => return Ok(()),
        };
        tokio::select! {
            ((), ()) = async { tokio::join!(accepting, docent.drain(DRAIN)) } => {}
            () = sleep(DRAIN) => {
                tracing::warn!(target: "docent::serve", "not every request was answered in time");
            }
            () = again.stopped_again() => {
                tracing::warn!(target: "docent::serve", "the process was asked to stop again: not every session has drained");
            }
        }
        Ok(())
    }
}

/// What the server stops at.
enum Stop {
    Signals(Signals),
    Future(Pin<Box<dyn Future<Output = ()> + Send>>),
}

/// What it ends at before it has drained.
enum StopAgain {
    Signals(Signals),
    Never,
}

impl Stop {
    async fn stopped(self) -> StopAgain {
        match self {
            Self::Signals(mut signals) => {
                signals.next().await;
                StopAgain::Signals(signals)
            }
            Self::Future(shutdown) => {
                shutdown.await;
                StopAgain::Never
            }
        }
    }
}

impl StopAgain {
    async fn stopped_again(&mut self) {
        match self {
            Self::Signals(signals) => signals.next().await,
            Self::Never => std::future::pending().await,
        }
    }
}

/// Accepts connections until the server stops, and waits for those that there are.
async fn accept<L: Listener>(
    mut listener: L,
    app: Router,
    header_timeout: Duration,
    mut stopping: watch::Receiver<bool>,
) {
    // Each connection has a receiver, and none is sent to.
    let (connections, connection) = watch::channel(());
    loop {
        let (mut io, peer) = tokio::select! {
            accepted = listener.accept() => accepted,
            // An error: the server is gone.
            _ = stopping.wait_for(|stops| *stops) => break,
        };
        set_nodelay(&mut io);
        let peer = (&peer as &dyn Any).downcast_ref::<SocketAddr>().copied();
        let (app, stopping) = (app.clone(), stopping.clone());
        let connection = connection.clone();
        tokio::spawn(async move {
            connection::answer(io, peer, app, header_timeout, stopping).await;
            drop(connection);
        });
    }
    drop((listener, connection));
    connections.closed().await;
}

fn set_nodelay<I: 'static>(io: &mut I) {
    let stream = (io as &mut dyn Any).downcast_mut::<TcpStream>();
    if let Some(Err(error)) = stream.map(|stream| stream.set_nodelay(true)) {
        tracing::debug!(target: "docent::serve", %error, "TCP_NODELAY was not set");
    }
}

impl<L: fmt::Debug> fmt::Debug for Serve<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Serve")
            .field("listener", &self.listener)
            .field("header_timeout", &self.header_timeout)
            .finish_non_exhaustive()
    }
}
