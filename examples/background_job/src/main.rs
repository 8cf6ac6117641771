//! `cargo run -p background_job`: serves the example and prints what to look at.

use std::io;

use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> io::Result<()> {
    let port = std::env::var("PORT").unwrap_or_else(|_| "3000".to_owned());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    println!("The import is at http://{}", listener.local_addr()?);
    println!("Start it, reload the page or open a second tab: each shows how far it is.");
    println!("The tour's second step ends when the job does.");
    docent::serve(listener, background_job::app()).await
}
