//! `cargo run -p funnel`: serves the example and prints where. With the argument `sample`
//! the funnel has 200 people that nobody has met.

use std::error::Error;
use std::path::Path;

use funnel::{Database, Recorder};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let port = std::env::var("PORT").unwrap_or_else(|_| "3000".to_owned());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    let file = std::env::var("DATABASE").unwrap_or_else(|_| "funnel.sqlite".to_owned());
    let database = Database::new(Path::new(&file));
    if std::env::args().nth(1).as_deref() == Some("sample") {
        funnel::sample(&database)?;
    }
    let recorder = Recorder::start(&database)?;
    let address = listener.local_addr()?;
    println!("The app is at http://{address}, its funnel at http://{address}/funnel");
    println!(
        "Leave the tour somewhere. With the argument `sample` 200 people have done so before."
    );

    funnel::server(&recorder)
        .serve(listener, funnel::app(database))
        .await?;
    recorder.written()?;
    Ok(())
}
