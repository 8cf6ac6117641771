//! A proxy as a process of the test's own, and a visitor who comes to it by TLS.

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use docent_tests::PATIENCE;
use tempfile::TempDir;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep, timeout};

/// How long to wait before another attempt.
const RETRY: Duration = Duration::from_millis(5);

/// A proxy that is killed when this is dropped.
pub(crate) struct Proxy {
    process: Child,
    pub(crate) address: SocketAddr,
    folder: TempDir,
    /// Whose certificates its visitors trust, in its folder.
    authority: &'static str,
}

impl Proxy {
    /// Starts what `command` makes for a folder and an address to listen at.
    pub(crate) async fn start(
        authority: &'static str,
        command: impl Fn(&Path, SocketAddr) -> Command,
    ) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        // Another process may take the port before the proxy does.
        for _ in 0..10 {
            let free = TcpListener::bind("127.0.0.1:0").expect("a free port");
            let address = free.local_addr().expect("an address");
            drop(free);
            let mut command = command(folder.path(), address);
            let program = PathBuf::from(command.get_program());
            let process = command.spawn();
            let mut process = process.unwrap_or_else(|error| {
                panic!("Debian's package of {}: {error}", program.display())
            });
            if listens(&mut process, address).await {
                return Self {
                    process,
                    address,
                    folder,
                    authority,
                };
            }
        }
        panic!("the proxy does not start: its reason is above");
    }

    /// What a browser calls it, with its port.
    pub(crate) fn host(&self) -> String {
        format!("app.example:{}", self.address.port())
    }

    /// Waits until it has a certificate that its visitors trust.
    pub(crate) async fn certified(&self) {
        let until = Instant::now() + PATIENCE;
        loop {
            let mut visit = self.visit();
            // It ends with its input, once it has shaken hands.
            visit.arg("-no_ign_eof").kill_on_drop(true);
            visit.stdin(Stdio::null()).stdout(Stdio::null());
            let visit = timeout(PATIENCE, visit.status()).await;
            let visit = visit.expect("a handshake in time");
            let visit = visit.expect("Debian's package `openssl`");
            if visit.success() {
                return;
            }
            assert!(Instant::now() < until, "no certificate that is trusted");
            sleep(RETRY).await;
        }
    }

    /// A connection by TLS that trusts this proxy's certificate alone.
    pub(crate) fn connect(&self) -> impl AsyncRead + AsyncWrite + Unpin + use<> {
        let mut visit = self.visit();
        let mut client = visit
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Debian's package `openssl`");
        let (output, input) = (client.stdout.take(), client.stdin.take());
        // It ends with its input.
        tokio::io::join(output.expect("piped"), input.expect("piped"))
    }

    fn visit(&self) -> tokio::process::Command {
        let mut visit = tokio::process::Command::new("openssl");
        visit
            .args(["s_client", "-quiet", "-verify_return_error"])
            .args([
                "-servername",
                "app.example",
                "-verify_hostname",
                "app.example",
            ])
            .arg("-CAfile")
            .arg(self.folder.path().join(self.authority))
            .args(["-connect", &self.address.to_string()])
            .stderr(Stdio::null());
        visit
    }

    /// The answer to a GET by TLS with these header lines, as text.
    pub(crate) async fn get(&self, path: &str, headers: &[(&str, &str)]) -> String {
        let mut stream = self.connect();
        let host = self.host();
        let mut request = format!("GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n");
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        request.push_str("\r\n");
        stream.write_all(request.as_bytes()).await.expect("sent");
        let mut answer = String::new();
        let read = timeout(PATIENCE, stream.read_to_string(&mut answer)).await;
        read.expect("an answer in time").expect("an answer");
        // Proxies write the names of headers in ways of their own.
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
        let lines = head.split("\r\n").map(|line| match line.split_once(": ") {
            Some((name, value)) => format!("{}: {value}\r\n", name.to_ascii_lowercase()),
            None => format!("{line}\r\n"),
        });
        lines.chain(["\r\n".to_owned(), body.to_owned()]).collect()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        let ended = self.process.kill().and_then(|()| self.process.wait());
        if let Err(error) = ended {
            eprintln!("a proxy may be left over: {error}");
        }
    }
}

/// Whether it listens there; `false` if it has ended.
async fn listens(process: &mut Child, address: SocketAddr) -> bool {
    let until = Instant::now() + PATIENCE;
    while TcpStream::connect(address).await.is_err() {
        if process.try_wait().expect("a child").is_some() {
            return false;
        }
        assert!(Instant::now() < until, "the proxy does not listen");
        sleep(RETRY).await;
    }
    // Whoever has taken its port listens there too.
    process.try_wait().expect("a child").is_none()
}
