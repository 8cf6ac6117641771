//! `cargo run -p signup_form`: serves the example and prints what to look at.

use std::io;

use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> io::Result<()> {
    let port = std::env::var("PORT").unwrap_or_else(|_| "3000".to_owned());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    let address = listener.local_addr()?;
    println!("The form is at http://{address}");
    println!("Fill in some of it, stop this program and start it again: nothing is lost.");
    docent::serve(listener, signup_form::app()).await
}
