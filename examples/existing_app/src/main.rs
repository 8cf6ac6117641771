//! `cargo run -p existing_app`: serves the example and prints what to look at.

use std::io;

use docent::Docent;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> io::Result<()> {
    let port = std::env::var("PORT").unwrap_or_else(|_| "3000".to_owned());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    println!("The app is at http://{}", listener.local_addr()?);
    println!(
        "Sign in with any name: the tour leads you over three pages, by the app's own links and forms."
    );
    let docent = Docent::builder().identify(existing_app::user).build();
    docent.serve(listener, existing_app::app()).await
}
