//! Serving an app: axum's server, with what sockets need besides.

use std::io;
use std::time::Duration;

use axum::serve::ListenerExt;
use axum::{Extension, Router};
use tokio::net::TcpListener;

use crate::server::Docent;

/// How long a server that stops waits for its pages to be sent away.
const DRAIN: Duration = Duration::from_secs(10);

/// Serves an app until the process is told to stop (Ctrl-C, or SIGTERM).
///
/// This is [`axum::serve()`] with two things that sockets need: `TCP_NODELAY`,
/// without which a second frame for one event waits for the first one's
/// acknowledgement (44 ms here, by the delayed ACK of RFC 1122 §4.2.3.2), and a
/// shutdown that also sends the pages of open sockets away.
///
/// An app that serves by itself does both by itself:
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
/// # let stop = std::future::pending();
/// axum::serve(listener, app).with_graceful_shutdown(stop).await?;
/// docent.drain(std::time::Duration::from_secs(10)).await;
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
        axum::serve(listener, app)
            .with_graceful_shutdown(told_to_stop())
            .await?;
        self.drain(DRAIN).await;
        Ok(())
    }
}

/// Waits until the process is told to stop.
async fn told_to_stop() {
    let interrupted = async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::error!(target: "docent::serve", %error, "Ctrl-C cannot be heard");
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
                tracing::error!(target: "docent::serve", %error, "SIGTERM cannot be heard");
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
