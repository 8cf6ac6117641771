//! `cargo run -p gallery`: serves the gallery and prints where.

use std::io;
use std::time::Duration;

use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> io::Result<()> {
    let port = std::env::var("PORT").unwrap_or_else(|_| "3000".to_owned());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}"))
        .await
        .map_err(|error| {
            io::Error::other(format!(
                "cannot listen on port {port} ({error}); \
                 for another one: PORT=3001 cargo run -p gallery"
            ))
        })?;
    println!("The gallery is at http://{}", listener.local_addr()?);
    println!("Press Show at any card. /guide has the guide's style sheet, /no-timers no timers.");

    let no_timers = gallery::no_timers();
    let app = gallery::app(no_timers.clone());
    let served = gallery::server().serve(listener, app).await;
    // The other server's sessions have drained; these are this one's.
    no_timers.drain(Duration::from_secs(10)).await;
    served
}
