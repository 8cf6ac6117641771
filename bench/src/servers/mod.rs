//! The two servers that are compared: docent, and the echo that shows what the
//! machine itself needs.

pub mod docent;
pub mod echo;

use std::io::{self, Write as _};
use std::net::SocketAddr;

use axum::Router;
use axum::routing::get;
use tokio::net::{TcpListener, TcpSocket};

/// Returns how many allocations this process has made, and how many bytes it holds.
pub type Counter = fn() -> Counted;

/// What a counting allocator has counted.
#[derive(Debug, Clone, Copy)]
pub struct Counted {
    /// How often memory was allocated, grown or shrunk.
    pub allocations: usize,
    /// How many bytes are in use.
    pub bytes: usize,
}

/// Runs the server that the arguments name until the process is killed.
///
/// # Errors
///
/// If the arguments name none, or no port can be had.
pub fn run(arguments: &[String], counter: Option<Counter>) -> io::Result<()> {
    rlimit::increase_nofile_limit(u64::MAX)?;
    tokio::runtime::Runtime::new()?.block_on(async {
        match arguments {
            [name] if name == "docent" => docent::serve(counter, docent::GRACE).await,
            [name] if name == "docent-brief" => docent::serve(counter, docent::BRIEF_GRACE).await,
            [name, reply] if name == "echo" => echo::serve(counter, reply).await,
            _ => Err(io::Error::other(format!(
                "there is no server {arguments:?}"
            ))),
        }
    })
}

/// A listener on a free port, whose address it prints.
///
/// Its queue is as long as the kernel allows: thousands may come at once.
fn listen() -> io::Result<TcpListener> {
    let socket = TcpSocket::new_v4()?;
    socket.bind(SocketAddr::from(([127, 0, 0, 1], 0)))?;
    let listener = socket.listen(8192)?;
    println!("{}", listener.local_addr()?);
    io::stdout().flush()?;
    Ok(listener)
}

/// Serves what the process has counted: `/counted`.
fn probes(counter: Option<Counter>) -> Router {
    let Some(counter) = counter else {
        return Router::new();
    };
    let counted = move || async move {
        let Counted { allocations, bytes } = counter();
        format!("{allocations} {bytes}")
    };
    Router::new().route("/counted", get(counted))
}
