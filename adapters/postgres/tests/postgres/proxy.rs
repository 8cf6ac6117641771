//! A bad network between the pool and the server.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgSslMode};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, UnixStream};
use tokio::task::{JoinHandle, JoinSet};

use crate::cluster::Cluster;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// To the server.
    Up,
    /// From the server.
    Down,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    None,
    /// Once so many more bytes have gone that way their connection is cut, and
    /// all is well again.
    CutOnce(Way, usize),
    /// Each connection is cut in the middle of one of the server's answers: the
    /// first after so few, later ones after more.
    CutEach(usize),
    /// A few bytes come at a time, and late.
    Slow,
    /// Nothing passes any more.
    Silent,
}

/// A proxy in front of a server, until it is dropped.
pub(crate) struct Proxy {
    address: SocketAddr,
    fault: Arc<Mutex<Fault>>,
    task: JoinHandle<()>,
}

impl Proxy {
    pub(crate) async fn before(cluster: &Cluster) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let fault = Arc::new(Mutex::new(Fault::None));
        let task = tokio::spawn(accept(listener, cluster.socket(), Arc::clone(&fault)));
        Self {
            address,
            fault,
            task,
        }
    }

    /// The same database, through the proxy.
    pub(crate) fn options(&self, options: PgConnectOptions) -> PgConnectOptions {
        let database = options.get_database().expect("a name").to_owned();
        PgConnectOptions::new_without_pgpass()
            .host("127.0.0.1")
            .port(self.address.port())
            .username("docent")
            .database(&database)
            .ssl_mode(PgSslMode::Disable)
    }

    pub(crate) fn set(&self, fault: Fault) {
        *self.fault.lock().expect("no panic") = fault;
    }

    pub(crate) fn fault(&self) -> Fault {
        *self.fault.lock().expect("no panic")
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, server: PathBuf, fault: Arc<Mutex<Fault>>) {
    // Its connections end with it.
    let mut connections = JoinSet::new();
    for number in 0.. {
        let Ok((client, _)) = listener.accept().await else {
            return;
        };
        let (server, fault) = (server.clone(), Arc::clone(&fault));
        connections.spawn(async move {
            let server = UnixStream::connect(server).await?;
            client.set_nodelay(true)?;
            let (from_client, to_client) = client.into_split();
            let (from_server, to_server) = server.into_split();
            // The end of either direction is the end of both.
            tokio::select! {
                ended = pass(Way::Up, number, from_client, to_server, &fault) => ended,
                ended = pass(Way::Down, number, from_server, to_client, &fault) => ended,
            }
        });
    }
}

async fn pass(
    way: Way,
    number: usize,
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    fault: &Mutex<Fault>,
) -> io::Result<()> {
    let mut buffer = vec![0; 128 * 1024];
    for count in 0.. {
        let length = from.read(&mut buffer).await?;
        if length == 0 {
            return Ok(());
        }
        let read = &buffer[..length];
        let now = *fault.lock().expect("no panic");
        match now {
            Fault::CutOnce(cut, after) if cut == way => {
                if after < length {
                    *fault.lock().expect("no panic") = Fault::None;
                    to.write_all(&read[..after]).await?;
                    return Ok(());
                }
                *fault.lock().expect("no panic") = Fault::CutOnce(cut, after - length);
                to.write_all(read).await?;
            }
            Fault::CutEach(first) if way == Way::Down && count >= first + number % 17 => {
                to.write_all(&read[..length / 2]).await?;
                return Ok(());
            }
            Fault::Slow => {
                for part in read.chunks(length.div_ceil(5)) {
                    to.write_all(part).await?;
                    tokio::time::sleep(Duration::from_millis(1)).await;
                }
            }
            Fault::Silent => std::future::pending().await,
            _ => to.write_all(read).await?,
        }
    }
    Ok(())
}
