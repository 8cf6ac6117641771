//! What the integration tests share: a server on a free port, and a visitor
//! who speaks to it as a browser does, over real sockets.

pub mod fuzz;
pub mod log;
pub mod page;
pub mod process;
pub mod proxy;
pub mod still;
pub mod walk;

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use docent::Docent;
use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async_with_config};

/// How long a test waits for something that must happen, on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// Serves an app on a free port until the test ends.
///
/// # Panics
///
/// If there is no free port.
pub async fn serve(docent: &Docent, app: Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let docent = docent.clone();
    tokio::spawn(async move { docent.serve(listener, app).await });
    address
}

/// The answer to a GET.
#[derive(Debug)]
pub struct Answer {
    /// The status line's number.
    pub status: u16,
    /// The header lines, in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl Answer {
    /// The first header of that name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find_map(|(known, value)| (known == name).then_some(value.as_str()))
    }
}

/// Sends a GET with these header lines.
///
/// # Panics
///
/// If the server does not answer as HTTP.
pub async fn get(address: SocketAddr, path: &str, headers: &[(&str, &str)]) -> Answer {
    let answer = try_get(address, path, headers).await;
    answer.expect("a server that answers")
}

/// Sends a GET to a server that may be gone.
///
/// # Errors
///
/// Those of the connection.
pub async fn try_get(
    address: SocketAddr,
    path: &str,
    headers: &[(&str, &str)],
) -> io::Result<Answer> {
    let mut stream = TcpStream::connect(address).await?;
    let mut request = format!("GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n");
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    request.push_str("\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    let no_http = || io::Error::other(format!("no HTTP: {answer:?}"));
    let (head, body) = answer.split_once("\r\n\r\n").ok_or_else(no_http)?;
    let mut lines = head.lines();
    let status = lines
        .next()
        .and_then(|line| line.split(' ').nth(1))
        .and_then(|status| status.parse().ok())
        .ok_or_else(no_http)?;
    Ok(Answer {
        status,
        headers: lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect(),
        body: body.to_owned(),
    })
}

/// A visitor: what a browser keeps of a page between its requests.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// Where the server is.
    pub address: SocketAddr,
    /// The page's path.
    pub path: String,
    /// The cookie that the server has set; empty if it has set none.
    pub cookie: String,
    /// The page's token.
    pub token: String,
    /// The page's digest.
    pub digest: String,
    /// The page's build.
    pub build: String,
}

impl Visitor {
    /// Opens a page for the first time.
    ///
    /// # Panics
    ///
    /// If the answer is no docent page.
    pub async fn open(address: SocketAddr, path: &str) -> Self {
        Self::open_with(address, path, &[]).await
    }

    /// Opens a page with these header lines.
    ///
    /// # Panics
    ///
    /// If the answer is no docent page.
    pub async fn open_with(address: SocketAddr, path: &str, headers: &[(&str, &str)]) -> Self {
        let answer = get(address, path, headers).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        let cookie = answer.header("set-cookie").unwrap_or_default();
        let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        Self {
            address,
            path: path.to_owned(),
            cookie,
            token: attribute(&answer.body, "data-docent"),
            digest: attribute(&answer.body, "data-digest"),
            build: attribute(&answer.body, "data-build"),
        }
    }

    /// Opens the socket of the page.
    ///
    /// # Panics
    ///
    /// If the upgrade is refused.
    pub async fn connect(&self) -> Socket {
        let origin = format!("http://{}", self.address);
        let socket = self.upgrade(Some(&origin)).await;
        Socket(socket.expect("the upgrade is accepted"))
    }

    /// Asks for the upgrade with this `Origin`.
    ///
    /// # Errors
    ///
    /// The WebSocket library's error if the server refuses.
    pub async fn upgrade(
        &self,
        origin: Option<&str>,
    ) -> Result<WebSocketStream<MaybeTlsStream<TcpStream>>, Error> {
        // A token that names its visitor has two dots in it, and is sent twice.
        let protocols = match self.token.matches('.').count() {
            2 => format!("docent.2, {}", self.token),
            _ => "docent.2".to_owned(),
        };
        self.upgrade_by(origin, Some(&protocols)).await
    }

    /// Asks for the upgrade with this `Origin` and these subprotocols.
    ///
    /// # Errors
    ///
    /// The WebSocket library's error if the server refuses.
    pub async fn upgrade_by(
        &self,
        origin: Option<&str>,
        protocols: Option<&str>,
    ) -> Result<WebSocketStream<MaybeTlsStream<TcpStream>>, Error> {
        let url = format!("ws://{}{}", self.address, self.path);
        let mut request = url.into_client_request()?;
        let headers = request.headers_mut();
        if let Some(protocols) = protocols {
            headers.insert("sec-websocket-protocol", protocols.parse()?);
        }
        headers.insert("cookie", self.cookie.parse()?);
        if let Some(origin) = origin {
            headers.insert("origin", origin.parse()?);
        }
        // Small buffers: a test may have thousands of visitors.
        let config = WebSocketConfig::default()
            .read_buffer_size(4096)
            .write_buffer_size(0);
        let connected = connect_async_with_config(request, Some(config), true).await;
        connected.map(|(socket, _)| socket)
    }

    /// The first frame of a fresh page.
    #[must_use]
    pub fn hello(&self) -> String {
        format!(
            "[\"h\",{{\"page\":\"{}\",\"epoch\":0,\"ack\":0,\"digest\":\"{}\",\"build\":\"{}\"}}]",
            self.token, self.digest, self.build
        )
    }

    /// Opens the socket, sends the hello and takes the welcome.
    pub async fn enter(&self) -> Socket {
        let mut socket = self.connect().await;
        socket.send_text(&self.hello()).await;
        let welcome = socket.next().await;
        assert!(welcome.starts_with("[\"w\","), "{welcome}");
        socket
    }
}

fn attribute(html: &str, name: &str) -> String {
    html.split_once(&format!("{name}=\""))
        .and_then(|(_, rest)| rest.split_once('"'))
        .map(|(value, _)| value.to_owned())
        .expect("the page's script tag has it")
}

/// The browser's end of a page's socket.
#[derive(Debug)]
pub struct Socket(pub WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    /// Sends a text.
    ///
    /// # Panics
    ///
    /// If the connection is gone.
    pub async fn send_text(&mut self, text: &str) {
        self.0.send(Message::text(text)).await.expect("sent");
    }

    /// Sends any message.
    ///
    /// # Panics
    ///
    /// If the connection is gone.
    pub async fn send(&mut self, message: Message) {
        self.0.send(message).await.expect("sent");
    }

    /// Sends a message to a server that may be gone.
    ///
    /// # Errors
    ///
    /// Those of the connection.
    pub async fn try_send(&mut self, message: Message) -> Result<(), Error> {
        self.0.send(message).await
    }

    /// The next frame, its parts joined.
    ///
    /// # Panics
    ///
    /// If none comes.
    pub async fn next(&mut self) -> String {
        let mut joined = String::new();
        loop {
            let text = match timeout(PATIENCE, self.0.next()).await {
                Ok(Some(Ok(Message::Text(text)))) => text,
                Ok(Some(Ok(Message::Ping(_) | Message::Pong(_)))) => continue,
                other => panic!("no frame, but {other:?}"),
            };
            if !text.starts_with("[\"+\",") {
                return text.to_string();
            }
            let (_, _, last, piece): (String, u64, bool, String) =
                serde_json::from_str(&text).expect("a part");
            joined.push_str(&piece);
            if last {
                return joined;
            }
        }
    }

    /// What comes next, in any form; `None` where nothing does.
    pub async fn try_next(&mut self) -> Option<Result<Message, Error>> {
        timeout(PATIENCE, self.0.next()).await.ok().flatten()
    }

    /// Waits until the server has answered, in any way.
    pub async fn answered(&mut self) {
        // What the answer is, and whether the connection is open, is not asked.
        let answer = timeout(PATIENCE, self.0.next()).await;
        assert!(answer.is_ok(), "no answer");
    }

    /// Waits until the connection is over, in any way.
    pub async fn ended(&mut self) {
        let ended = async { while let Some(Ok(_)) = self.0.next().await {} };
        assert!(timeout(PATIENCE, ended).await.is_ok(), "not over");
    }

    /// The code and reason with which the server closes the connection.
    ///
    /// # Panics
    ///
    /// If it does not.
    pub async fn closed(&mut self) -> (u16, String) {
        loop {
            match timeout(PATIENCE, self.0.next()).await {
                Ok(Some(Ok(Message::Close(Some(frame))))) => {
                    return (frame.code.into(), frame.reason.to_string());
                }
                Ok(Some(Ok(_))) => {}
                other => panic!("not closed, but {other:?}"),
            }
        }
    }
}
