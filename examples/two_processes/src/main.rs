//! Two servers of one app, and a round-robin proxy in front of them, which needs no
//! sticky sessions: each connection goes to the other server.
//!
//! ```console
//! $ DATABASE_URL=postgres://app@localhost/app cargo run -p two_processes
//! ```
//!
//! Begin the tour and reload the page a few times: it goes on at either server, and the
//! page names the process that has rendered it. Three things make that work:
//!
//! * both servers have one secret (`Docent::builder().secret(…)`), so that a page of
//!   one may open its socket at the other;
//! * both keep progress in one database (`docent-postgres`);
//! * what a view must not lose is in the app's own store. Here that is nothing.
//!
//! Without `DATABASE_URL` progress is kept by `docent-redb`, in the file
//! `two_processes.redb`, which one process at a time can open: the second server refuses
//! to start, and with it the example.

mod front;
mod server;

use std::error::Error;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    match std::env::args().nth(1).as_deref() {
        None => front::run().await,
        Some("server") => server::run().await,
        Some(other) => Err(format!("unknown argument `{other}`; it needs none").into()),
    }
}
