//! A page behind nginx, by the configuration that the documentation gives.

use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use axum::Router;
use docent::Docent;
use docent::config::{Limits, TrustedProxies};
use docent::prelude::*;
use docent_tests::log::Log;
use docent_tests::{PATIENCE, Visitor, serve};
use futures_util::{SinkExt as _, StreamExt as _};
use tempfile::TempDir;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep, timeout};
use tokio_tungstenite::client_async;
use tokio_tungstenite::tungstenite::Error;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;

#[derive(Default)]
struct Counter {
    count: u32,
}

#[live_view(LiveView)]
impl Counter {
    #[event_handler]
    fn count(&mut self) {
        self.count += 1;
    }
}

impl View for Counter {
    fn render(&self) -> Html {
        Html::from(format!("<p>{} counted</p>", self.count))
    }
}

fn app() -> Router {
    Router::new()
        .route("/", docent::live(Counter::default))
        .merge(docent::assets())
}

fn trusting() -> docent::config::DocentBuilder {
    let proxies = TrustedProxies::new(["127.0.0.1"]).prefix();
    Docent::builder().trusted_proxies(proxies)
}

/// The documented configuration, whose server is at an address of the test's.
fn recipe() -> String {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/docs/proxies.md");
    let docs = fs::read_to_string(docs).expect("the documentation");
    let (_, after) = docs.split_once("```nginx\n").expect("nginx's part");
    after.split("```").next().unwrap_or_default().to_owned()
}

/// The documented configuration without its TLS.
fn without_tls() -> String {
    let lines = recipe();
    let lines = lines.lines().filter(|line| !line.contains("ssl_"));
    lines.collect::<Vec<_>>().join("\n").replace(" ssl;", ";")
}

/// A proxy that is killed when this is dropped.
struct Nginx {
    process: Child,
    address: SocketAddr,
    folder: TempDir,
}

impl Nginx {
    /// Starts it in front of a server, with a documented configuration.
    async fn before(server: SocketAddr, documented: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let is_tls = documented.contains("ssl_certificate");
        if is_tls {
            make_certificate(folder.path());
        }
        // Another process may take the port before nginx does.
        for _ in 0..10 {
            let free = TcpListener::bind("127.0.0.1:0").expect("a free port");
            let address = free.local_addr().expect("an address");
            drop(free);
            let configuration = configuration(folder.path(), documented, address, server);
            fs::write(folder.path().join("nginx.conf"), configuration).expect("written");
            let mut process = start(folder.path());
            if listens(&mut process, address).await {
                return Self {
                    process,
                    address,
                    folder,
                };
            }
        }
        panic!("nginx does not start: its reason is above");
    }

    /// A connection by TLS that trusts this proxy's certificate alone.
    fn connect(&self) -> impl AsyncRead + AsyncWrite + Unpin {
        let mut client = tokio::process::Command::new("openssl")
            .args(["s_client", "-quiet", "-verify_return_error"])
            .args([
                "-servername",
                "app.example",
                "-verify_hostname",
                "app.example",
            ])
            .arg("-CAfile")
            .arg(self.folder.path().join("app.example.pem"))
            .args(["-connect", &self.address.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Debian's package `openssl`");
        let (output, input) = (client.stdout.take(), client.stdin.take());
        // It ends with its input.
        tokio::io::join(output.expect("piped"), input.expect("piped"))
    }

    /// The answer to a GET by TLS, as text.
    async fn get(&self, path: &str, host: &str) -> String {
        let mut stream = self.connect();
        let request = format!("GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.expect("sent");
        let mut answer = String::new();
        let read = timeout(PATIENCE, stream.read_to_string(&mut answer)).await;
        read.expect("an answer in time").expect("an answer");
        answer
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let ended = self.process.kill().and_then(|()| self.process.wait());
        if let Err(error) = ended {
            eprintln!("nginx may be left over: {error}");
        }
    }
}

fn configuration(
    folder: &Path,
    documented: &str,
    address: SocketAddr,
    server: SocketAddr,
) -> String {
    let folder = folder.display();
    let documented = documented
        .replace("listen 443", &format!("listen {address}"))
        .replace("http://127.0.0.1:3000", &format!("http://{server}"))
        .replace("/etc/ssl/", &format!("{folder}/"));
    assert!(documented.contains(&address.to_string()), "{documented}");
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|name| format!("{name}_temp_path {folder}/{name};\n"))
        .concat();
    format!(
        "daemon off;\nmaster_process off;\npid {folder}/nginx.pid;\nevents {{}}\n\
         http {{\naccess_log off;\n{temporary}{documented}\n}}\n"
    )
}

fn start(folder: &Path) -> Child {
    // Debian has it where the `PATH` of most users does not lead.
    let debian = PathBuf::from("/usr/sbin/nginx");
    let program = if debian.is_file() {
        debian
    } else {
        "nginx".into()
    };
    Command::new(program)
        .args(["-e", "stderr", "-c", "nginx.conf", "-p"])
        .arg(folder)
        .spawn()
        .expect("Debian's package `nginx`")
}

/// Whether it listens there; `false` if it has ended.
async fn listens(process: &mut Child, address: SocketAddr) -> bool {
    let until = Instant::now() + PATIENCE;
    while TcpStream::connect(address).await.is_err() {
        if process.try_wait().expect("a child").is_some() {
            return false;
        }
        assert!(Instant::now() < until, "nginx does not listen");
        sleep(Duration::from_millis(5)).await;
    }
    true
}

fn make_certificate(folder: &Path) {
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-nodes", "-days", "1"])
        .args([
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-subj",
            "/CN=app.example",
        ])
        .args(["-addext", "subjectAltName=DNS:app.example"])
        .args(["-keyout", "app.example.key", "-out", "app.example.pem"])
        .current_dir(folder)
        .output()
        .expect("Debian's package `openssl`");
    assert!(made.status.success(), "{made:?}");
}

/// What is between two texts.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = text.split_once(before).expect(before);
    rest.split(after).next().unwrap_or_default()
}

#[tokio::test]
async fn a_page_works_by_tls_below_a_sub_path() {
    let server = serve(&trusting().hosts(["app.example"]).build(), app()).await;
    let nginx = Nginx::before(server, &recipe()).await;
    let host = format!("app.example:{}", nginx.address.port());

    let page = nginx.get("/tools/", &host).await;
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    let cookie = between(&page, "set-cookie: ", ";");
    assert!(cookie.starts_with("__Host-docent="), "{cookie}");
    for (before, name) in [
        ("<script type=\"module\" src=\"", "docent.js?v="),
        ("<link rel=\"modulepreload\" href=\"", "docent-tour.js?v="),
        ("<link rel=\"stylesheet\" href=\"", "docent.css?v="),
    ] {
        let link = between(&page, before, "\"");
        assert!(link.starts_with(&format!("/tools/docent/{name}")), "{link}");
        let file = nginx.get(link, &host).await;
        assert!(file.starts_with("HTTP/1.1 200"), "{link}: {file}");
        assert!(file.contains("immutable"), "{link}: {file}");
    }

    let hello = format!(
        "[\"h\",{{\"page\":\"{}\",\"epoch\":0,\"ack\":0,\"digest\":\"{}\",\"build\":\"{}\"}}]",
        between(&page, "data-docent=\"", "\""),
        between(&page, "data-digest=\"", "\""),
        between(&page, "data-build=\"", "\""),
    );
    for (origin, may) in [
        (format!("https://{host}"), true),
        (format!("http://{host}"), false),
        ("https://app.example".to_owned(), false),
    ] {
        let mut request = format!("ws://{host}/tools/")
            .into_client_request()
            .expect("a request");
        let headers = request.headers_mut();
        for (name, value) in [
            ("sec-websocket-protocol", "docent.2"),
            ("cookie", cookie),
            ("origin", origin.as_str()),
        ] {
            headers.insert(name, value.parse().expect("a value"));
        }
        let opened = timeout(PATIENCE, client_async(request, nginx.connect()));
        let opened = opened.await.expect("an answer in time");
        if !may {
            assert!(matches!(opened, Err(Error::Http(_))), "{origin}");
            continue;
        }
        let (mut socket, _) = opened.expect("a socket");
        let sent = socket.send(hello.as_str().into()).await;
        sent.expect("sent");
        let welcome = socket.next().await.expect("a frame").expect("a frame");
        assert!(welcome.to_string().starts_with("[\"w\","), "{welcome}");
        let sent = socket.send("[\"e\",1,\"count\",{},0]".into()).await;
        sent.expect("sent");
        let answer = socket.next().await.expect("a frame").expect("a frame");
        assert!(answer.to_string().contains("1 counted"), "{answer}");
    }
}

#[tokio::test]
async fn heartbeats_keep_a_socket_that_nginx_would_cut() {
    let cuts = without_tls().replace("proxy_pass", "proxy_read_timeout 2s;\n        proxy_pass");
    for (interval, stays) in [
        (Duration::from_millis(250), true),
        (Duration::from_secs(3600), false),
    ] {
        let limits = Limits::default().heartbeat_interval(interval);
        let server = serve(&trusting().limits(limits).build(), app()).await;
        let nginx = Nginx::before(server, &cuts).await;
        let visitor = Visitor::open(nginx.address, "/tools/").await;
        let mut socket = visitor.enter().await;
        if !stays {
            socket.ended().await;
            continue;
        }
        // Through twice the time in which nginx would have cut it.
        let until = Instant::now() + Duration::from_secs(4);
        while Instant::now() < until {
            socket.next().await;
        }
    }
}

/// The documented configuration without the lines that have one of these words.
fn without(words: &[&str]) -> String {
    let lines = without_tls();
    let lines = lines
        .lines()
        .filter(|line| !words.iter().any(|word| line.contains(word)));
    lines.collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn nginx_s_own_host_is_refused_and_logged_with_the_cure() {
    let (log, guard) = Log::open();
    let server = serve(&trusting().build(), app()).await;
    let nginx = Nginx::before(server, &without(&["header Host"])).await;
    let visitor = Visitor::open(nginx.address, "/tools/").await;
    let origin = format!("http://{}", nginx.address);
    assert!(visitor.upgrade(Some(&origin)).await.is_err());
    let text = log.text();
    let both = format!("origin=\"{origin}\" host=\"{server}\"");
    let cure = "proxy_set_header Host $http_host";
    for part in [both.as_str(), cure, "TrustedProxies::host", ".origins("] {
        assert!(text.contains(part), "no {part}: {text}");
    }
    drop(guard);
}

#[tokio::test]
async fn a_host_that_nginx_forwards_opens_the_socket() {
    let forwarding = without(&[]).replace("header Host ", "header X-Forwarded-Host ");
    let proxies = TrustedProxies::new(["127.0.0.1"]).prefix().host();
    let docent = Docent::builder().trusted_proxies(proxies).build();
    let nginx = Nginx::before(serve(&docent, app()).await, &forwarding).await;
    let visitor = Visitor::open(nginx.address, "/tools/").await;
    visitor.enter().await;
}

#[tokio::test]
async fn an_upgrade_that_nginx_drops_is_logged_with_the_cure() {
    let (log, guard) = Log::open();
    let server = serve(&trusting().build(), app()).await;
    let dropping = without(&["header Upgrade", "header Connection"]);
    let nginx = Nginx::before(server, &dropping).await;
    let visitor = Visitor::open(nginx.address, "/tools/").await;
    let origin = format!("http://{}", nginx.address);
    let Err(Error::Http(answer)) = visitor.upgrade(Some(&origin)).await else {
        panic!("a socket");
    };
    assert_eq!(answer.status().as_u16(), 426);
    let text = log.text();
    assert!(
        text.contains("proxy_set_header Upgrade $http_upgrade"),
        "{text}"
    );
    drop(guard);
}
