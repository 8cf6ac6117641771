//! Sockets that are let in or not, as a recorder receives them.

use axum::Router;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::*;

/// A page's way to a server that runs beside it, without a WebSocket library.
struct Browser {
    address: String,
    cookie: String,
}

impl Browser {
    /// Asks for the page with these headers, and gives the answer.
    async fn ask(&self, headers: &str) -> (TcpStream, String) {
        let Self { address, cookie } = self;
        let mut stream = TcpStream::connect(address).await.expect("it listens");
        let request =
            format!("GET / HTTP/1.1\r\nhost: {address}\r\ncookie: {cookie}\r\n{headers}\r\n");
        stream
            .write_all(request.as_bytes())
            .await
            .expect("it reads");
        let mut answer = String::new();
        while !answer.contains("\r\n\r\n") {
            let mut bytes = [0; 4096];
            let length = stream.read(&mut bytes).await.expect("it answers");
            assert!(length > 0, "{answer}");
            answer += &String::from_utf8_lossy(&bytes[..length]);
        }
        (stream, answer)
    }

    /// Upgrades to the protocol, and sends a text as the first frame.
    async fn send(&self, origin: &str, protocol: &str, text: &str) -> TcpStream {
        let upgrade = format!(
            "origin: {origin}\r\nconnection: upgrade\r\nupgrade: websocket\r\n\
             sec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\
             sec-websocket-protocol: {protocol}\r\n"
        );
        let (mut stream, answer) = self.ask(&upgrade).await;
        if answer.starts_with("HTTP/1.1 101") && !text.is_empty() {
            // A masked text frame of two bytes of length, its mask all zero.
            let length = u16::try_from(text.len())
                .expect("a short text")
                .to_be_bytes();
            let frame = [&[0x81, 0xfe], &length[..], &[0; 4], text.as_bytes()].concat();
            stream.write_all(&frame).await.expect("it reads");
            // A welcome, or a close frame.
            assert!(stream.read_u8().await.is_ok());
        }
        stream
    }
}

/// A page whose mount fails after a token and seven sockets.
async fn mount(seen: Arc<AtomicU32>) -> Result<Shop, axum::http::StatusCode> {
    match seen.fetch_add(1, Ordering::Relaxed) {
        0..8 => Ok(Shop::default()),
        _ => Err(axum::http::StatusCode::SERVICE_UNAVAILABLE),
    }
}

#[test]
fn sockets_are_counted_as_accepted_or_by_refusal() {
    let recorder = DebuggingRecorder::new();
    // Not the paused clock: it does not wait for sockets.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    ::metrics::with_local_recorder(&recorder, || {
        crate::metrics::describe_again();
        runtime.block_on(async {
            let docent = Docent::new();
            let seen = Arc::new(AtomicU32::new(0));
            let page = crate::live(move || mount(Arc::clone(&seen)));
            let app = Router::new()
                .route("/", page)
                .layer(axum::Extension(docent.clone()));
            let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
            let address = listener.local_addr().expect("an address").to_string();
            let server = tokio::spawn(async move { axum::serve(listener, app).await });
            let mut browser = Browser {
                cookie: String::new(),
                address,
            };
            let (_, answer) = browser.ask("accept: application/docent+json\r\n").await;
            let between = |before: &str, after: &str| {
                let (_, rest) = answer.split_once(before).expect(before);
                rest.split_once(after).expect(after).0.to_owned()
            };
            browser.cookie = between("set-cookie: ", ";");
            let token = between("\"page\":\"", "\"");
            let origin = format!("http://{}", browser.address);
            let good = format!("[\"h\",{{\"page\":\"{token}\"}}]");

            browser.send("http://elsewhere.test", "docent.2", "").await;
            browser
                .ask(&format!("origin: {origin}\r\nupgrade: websocket\r\n"))
                .await;
            browser
                .ask("host: evil.example\r\nupgrade: websocket\r\n")
                .await;
            browser.send(&origin, "docent.2", "[\"k\",0]").await;
            browser
                .send(&origin, "docent.2", "[\"h\",{\"page\":\"forged\"}]")
                .await;
            browser
                .send(
                    &origin,
                    "docent.2",
                    "[\"h\",{\"page\":\"\",\"build\":\"old\"}]",
                )
                .await;
            drop(browser.send(&origin, "docent.2", "").await);
            for _ in 0..3 {
                browser.send(&origin, "docent.2", &good).await;
            }
            drop(browser.send(&origin, "docent.2", &good).await);
            server.abort();
            assert!(server.await.is_err(), "it was aborted");
        });
        drop(runtime);
    });
    assert_recorded(
        &recorded(&recorder.snapshotter()),
        &[
            ("docent_sockets_accepted_total{}", 3),
            ("docent_sockets_refused_total{reason=origin}", 1),
            ("docent_sockets_refused_total{reason=host}", 1),
            ("docent_sockets_refused_total{reason=upgrade}", 1),
            ("docent_sockets_refused_total{reason=protocol}", 1),
            ("docent_sockets_refused_total{reason=unauthorised}", 1),
            ("docent_sockets_refused_total{reason=stale}", 1),
            ("docent_sockets_refused_total{reason=mount}", 1),
        ],
    );
}
