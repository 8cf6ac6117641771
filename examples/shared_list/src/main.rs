//! `cargo run -p shared_list`: serves the example and prints what to look at.

use std::io;

use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> io::Result<()> {
    let port = std::env::var("PORT").unwrap_or_else(|_| "3000".to_owned());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    let address = listener.local_addr()?;
    println!("The list is at http://{address}");
    println!("Open /?name=Ada and /?name=Ben side by side: what one changes, the other sees.");
    docent::serve(listener, shared_list::app()).await
}
