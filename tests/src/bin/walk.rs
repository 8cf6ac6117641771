//! A server that keeps progress in a file: to be killed, or asked to stop.
//!
//! Its standard input is the socket to serve, its argument the file.

use std::error::Error;
use std::net::TcpListener;
use std::os::fd::AsFd;
use std::{env, io};

use docent::Docent;
use docent::config::Limits;
use docent_redb::RedbStore;
use docent_tests::walk;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let file = env::args_os().nth(1).ok_or("usage: walk FILE <&LISTENER")?;
    let listener = TcpListener::from(io::stdin().as_fd().try_clone_to_owned()?);
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    // A walker does not stroll.
    let limits = Limits::default()
        .events_per_second(100_000)
        .reports_per_second(100_000)
        .event_burst(100_000);
    let docent = Docent::builder()
        .progress(RedbStore::open(file)?)
        .limits(limits)
        .build();
    docent
        .serve(listener, walk::app(&walk::Book::default()))
        .await?;
    Ok(())
}
