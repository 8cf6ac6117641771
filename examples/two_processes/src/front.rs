//! Starts the servers, and gives each connection to the other one in turn.

use std::error::Error;
use std::net::SocketAddr;
use std::process::Stdio;

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, ChildStdin, Command};

pub(crate) async fn run() -> Result<(), Box<dyn Error>> {
    let port = std::env::var("PORT").unwrap_or_else(|_| "3000".to_owned());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    let mut secret = [0; 32];
    getrandom::fill(&mut secret)?;

    let mut first = Server::start(secret).await?;
    let mut second = Server::start(secret).await?;
    println!("Both servers are at http://{}", listener.local_addr()?);
    println!("Begin the tour and reload: it goes on at either server.");
    tokio::select! {
        ended = first.process.wait() => Err(format!("the first server has ended: {}", ended?).into()),
        ended = second.process.wait() => Err(format!("the second server has ended: {}", ended?).into()),
        failed = take_turns(listener, [first.address, second.address]) => failed,
    }
}

struct Server {
    process: Child,
    address: SocketAddr,
    /// It ends when this does: with this process.
    _input: ChildStdin,
}

impl Server {
    async fn start(secret: [u8; 32]) -> Result<Self, Box<dyn Error>> {
        let mut process = Command::new(std::env::current_exe()?)
            .arg("server")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let (Some(mut input), Some(output)) = (process.stdin.take(), process.stdout.take()) else {
            return Err("a server without pipes".into());
        };
        // Neither the environment nor the arguments: others can read those.
        input.write_all(&secret).await?;
        let address = BufReader::new(output).lines().next_line().await?;
        let address = address.ok_or("a server could not be started; its reason is above")?;
        Ok(Self {
            process,
            address: address.parse()?,
            _input: input,
        })
    }
}

async fn take_turns(listener: TcpListener, servers: [SocketAddr; 2]) -> Result<(), Box<dyn Error>> {
    for address in servers.into_iter().cycle() {
        let (page, _) = listener.accept().await?;
        tokio::spawn(async move {
            if let Err(error) = pass(page, address).await {
                eprintln!("a connection to {address} has failed: {error}");
            }
        });
    }
    Ok(())
}

async fn pass(mut page: TcpStream, server: SocketAddr) -> std::io::Result<()> {
    let mut server = TcpStream::connect(server).await?;
    copy_bidirectional(&mut page, &mut server).await?;
    Ok(())
}
