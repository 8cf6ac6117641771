//! Serving an app: axum's server, with what sockets need in addition.

use std::future::IntoFuture;
use std::io;
use std::time::Duration;

use axum::serve::ListenerExt;
use axum::{Extension, Router};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::time::sleep;

use crate::server::Docent;

/// How long a server that shuts down waits for requests and pages.
const DRAIN: Duration = Duration::from_secs(10);

/// Serves an app until the process is asked to stop (Ctrl-C, or SIGTERM).
///
/// This is [`axum::serve()`] with two things that sockets need: `TCP_NODELAY`,
/// without which a second frame for one event waits for the first one's
/// acknowledgement (44 ms here, by the delayed ACK of RFC 1122 §4.2.3.2), and a
/// shutdown that also drains the sessions of open sockets: see
/// [`Docent::drain`]. It takes 10 s at most; anything still running then ends
/// with the process.
///
/// An app with a server of its own does both itself:
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
/// let (stop_tx, mut stopped) = tokio::sync::watch::channel(false);
/// let stop = async move { stop.await; stop_tx.send_replace(true); };
/// let server = axum::serve(listener, app).with_graceful_shutdown(stop);
/// let drain = async {
///     if stopped.wait_for(|stopped| *stopped).await.is_ok() {
///         docent.drain(std::time::Duration::from_secs(10)).await;
///     }
/// };
/// // At the signal, and not when the last request is answered.
/// let (served, ()) = tokio::join!(server.into_future(), drain);
/// served?;
/// # Ok(()) }
/// ```
///
/// # Errors
///
/// Those of [`axum::serve()`].
pub async fn serve(listener: TcpListener, app: Router) -> io::Result<()> {
    Docent::new().serve(listener, app).await
}

impl Docent {
    /// Serves an app as [`serve`] does, with this server's settings.
    ///
    /// # Errors
    ///
    /// Those of [`axum::serve()`].
    pub async fn serve(&self, listener: TcpListener, app: Router) -> io::Result<()> {
        let listener = listener.tap_io(|stream| {
            if let Err(error) = stream.set_nodelay(true) {
                tracing::debug!(target: "docent::serve", %error, "TCP_NODELAY was not set");
            }
        });
        let app = app.layer(Extension(self.clone()));
        let (tell, told) = watch::channel(false);
        let stop = async move {
            told_to_stop().await;
            tell.send_replace(true);
        };
        let server = axum::serve(listener, app).with_graceful_shutdown(stop);
        let drain = async {
            if is_told(told.clone()).await {
                self.drain(DRAIN).await;
            }
        };
        let late = async {
            if is_told(told.clone()).await {
                sleep(DRAIN).await;
            } else {
                std::future::pending::<()>().await;
            }
        };
        tokio::select! {
            (served, ()) = async { tokio::join!(server.into_future(), drain) } => served,
            () = late => {
                tracing::warn!(target: "docent::serve", "not every request was answered in time");
                Ok(())
            }
        }
    }
}

/// Waits until the server begins to stop; `false` if it has ended before.
async fn is_told(mut told: watch::Receiver<bool>) -> bool {
    told.wait_for(|told| *told).await.is_ok()
}

/// Waits until the process is asked to stop.
async fn told_to_stop() {
    let interrupted = async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::error!(target: "docent::serve", %error, "Ctrl-C cannot be received");
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(error) => {
                tracing::error!(target: "docent::serve", %error, "SIGTERM cannot be received");
                std::future::pending::<()>().await;
            }
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}
