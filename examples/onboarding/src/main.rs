//! `cargo run -p onboarding`: serves the example and prints where.

use std::io;

use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> io::Result<()> {
    let port = std::env::var("PORT").unwrap_or_else(|_| "3000".to_owned());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}"))
        .await
        .map_err(|error| {
            io::Error::other(format!(
                "cannot listen on port {port} ({error}); \
                 for another one: PORT=3001 cargo run -p onboarding"
            ))
        })?;
    println!("Canopy is at http://{}", listener.local_addr()?);
    println!("Take the tour: three of its steps wait until you have done what they ask for.");

    onboarding::server()
        .serve(listener, onboarding::app())
        .await
}
