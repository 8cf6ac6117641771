//! A live route: the server that it needs, and what an app chooses for it.

use axum::{Extension, Router};
use docent::Docent;
use docent::config::TrustedProxies;
use docent::page::Page;
use docent::prelude::*;
use docent_tests::log::Log;
use docent_tests::still::Still;
use docent_tests::{PATIENCE, Visitor, get, serve};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

/// Serves an app as axum does, with no server of docent's.
async fn serve_plainly(app: Router) -> std::net::SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await;
    let listener = listener.expect("a free port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, app).await });
    address
}

#[tokio::test]
async fn a_live_route_without_a_server_answers_500_and_logs_why() {
    let (log, guard) = Log::open();
    let app = Router::new().route("/", docent::live(Still::default));
    let address = serve_plainly(app.clone()).await;
    let answer = get(address, "/", &[]).await;
    assert_eq!(answer.status, 500);
    assert_eq!(answer.header("set-cookie"), None);
    let text = log.text();
    assert!(text.contains(".layer(Extension(docent))"), "{text}");

    let address = serve_plainly(app.layer(Extension(Docent::new()))).await;
    assert_eq!(get(address, "/", &[]).await.status, 200);
    drop(guard);
}

#[tokio::test]
async fn a_client_that_speaks_http_2_alone_is_answered_at_once() {
    let app = Router::new().route("/", docent::live(Still::default));
    let address = serve(&Docent::new(), app).await;
    let mut stream = tokio::net::TcpStream::connect(address)
        .await
        .expect("a server");
    // As `curl --http2-prior-knowledge` begins: `serve` speaks HTTP/1 alone.
    let preface = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    stream.write_all(preface).await.expect("sent");
    let mut answer = Vec::new();
    let answered = stream.read_to_end(&mut answer);
    let answered = tokio::time::timeout(PATIENCE, answered).await;
    let ended = answered.expect("it ends");
    assert!(ended.is_err() || !answer.starts_with(b"HTTP/1.1 2"));
    assert_eq!(get(address, "/", &[]).await.status, 200);
}

#[tokio::test]
async fn the_last_layout_and_the_last_origins_of_a_route_count() {
    let layout = |name: &'static str| {
        move |page: Page| Html::from(format!("{name} {}{}", page.head(), page.body()))
    };
    let route = docent::route(Still::default)
        .layout(layout("first"))
        .origins(["https://first.example"], true)
        .layout(layout("second"))
        .origins(["https://second.example"], false);
    let app = Router::new().route("/", route.live());
    let address = serve(&Docent::new(), app).await;
    let page = get(address, "/", &[]).await.body;
    assert!(page.starts_with("second "), "{page}");

    let visitor = Visitor::open(address, "/").await;
    let second = visitor.upgrade(Some("https://second.example")).await;
    assert!(second.is_ok(), "an allowed origin");
    let first = visitor.upgrade(Some("https://first.example")).await;
    assert!(first.is_err(), "an origin of the earlier call");
    assert!(visitor.upgrade(None).await.is_err(), "no origin");
}

#[tokio::test]
async fn a_layout_is_given_the_view_and_the_request() {
    let layout = |page: Page, _: &Still| {
        let request = page.request();
        let agent = request.headers.get("user-agent");
        let extension = request.extensions.get::<&str>();
        Html::from(format!("{} {agent:?} {extension:?}", request.uri))
    };
    let route = docent::route(Still::default).view_layout(layout).live();
    let app = Router::new().route("/page", route).layer(Extension("put"));
    let address = serve(&Docent::new(), app).await;
    let page = get(address, "/page?x=1", &[("user-agent", "test")]).await;
    assert_eq!(page.body, "/page?x=1 Some(\"test\") Some(\"put\")");
}

#[tokio::test]
async fn a_layout_that_fails_or_panics_is_answered_with_500() {
    let (log, guard) = Log::open();
    let fails = |_: Page| Err::<Html, _>("there is no such template");
    let panics = |_: Page| -> Html { panic!("on purpose") };
    let app = Router::new()
        .route("/fails", docent::route(Still::default).layout(fails).live())
        .route(
            "/panics",
            docent::route(Still::default).layout(panics).live(),
        );
    let address = serve_plainly(app.layer(Extension(Docent::new()))).await;
    assert_eq!(get(address, "/fails", &[]).await.status, 500);
    assert_eq!(get(address, "/panics", &[]).await.status, 500);
    let text = log.text();
    assert!(text.contains("there is no such template"), "{text}");
    assert!(text.contains("a layout"), "{text}");
    drop(guard);
}

/// The status and body that these header lines are answered with, and no other.
async fn ask(address: std::net::SocketAddr, lines: &[(&str, &str)]) -> (u16, String) {
    let mut stream = tokio::net::TcpStream::connect(address)
        .await
        .expect("a server");
    let mut request = "GET / HTTP/1.1\r\nconnection: close, upgrade\r\n".to_owned();
    for (name, value) in lines {
        request += &format!("{name}: {value}\r\n");
    }
    request += "\r\n";
    stream.write_all(request.as_bytes()).await.expect("sent");
    let mut answer = Vec::new();
    // A socket that is opened stays so.
    while !answer.starts_with(b"HTTP/1.1 101") {
        if stream.read_buf(&mut answer).await.expect("an answer") == 0 {
            break;
        }
    }
    let answer = String::from_utf8_lossy(&answer);
    let status = answer.split(' ').nth(1).expect("a status");
    let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    (status.parse().expect("a number"), body.to_owned())
}

#[tokio::test]
async fn the_two_files_of_the_script_are_of_one_version() {
    let app = Router::new()
        .route("/", docent::live(Still::default))
        .merge(docent::assets());
    let address = serve(&Docent::new(), app).await;
    let page = get(address, "/", &[]).await.body;
    let after = |before: &str| {
        let (_, rest) = page.split_once(before).expect(before);
        rest.split('"').next().unwrap_or_default()
    };
    let script = after("<script type=\"module\" src=\"");
    let tour = after("<link rel=\"modulepreload\" href=\"");
    let asked = |url: String| async move { get(address, &url, &[]).await };
    let (_, version) = script.split_once("?v=").expect("a version");
    let name = |url: &str| url.rsplit('/').next().map(str::to_owned).expect("a name");
    let script_text = asked(script.to_owned()).await.body;
    assert!(script_text.contains(&name(tour)), "{tour}");
    let tour_answer = asked(tour.to_owned()).await;
    assert!(tour_answer.body.contains(&name(script)), "{script}");
    let caching = tour_answer.header("cache-control");
    assert_eq!(caching, Some("public, max-age=31536000, immutable"));

    let other = asked(tour.replace(version, "0123456789abcdef")).await;
    assert_eq!(other.status, 404, "another version");
    let plain = asked("/docent/docent-tour.js".to_owned()).await;
    assert_eq!(plain.status, 200);
}

#[tokio::test]
async fn an_offer_of_http_2_is_answered_with_the_page() {
    let app = Router::new().route("/", docent::live(Still::default));
    let address = serve(&Docent::new(), app).await;
    // As `curl --http2` has it.
    let lines = [
        ("connection", "Upgrade, HTTP2-Settings"),
        ("upgrade", "h2c"),
        ("http2-settings", "AAMAAABkAAQAAP__"),
    ];
    let answer = get(address, "/", &lines).await;
    assert_eq!(answer.status, 200);
    assert!(answer.body.contains("still"), "{answer:?}");
}

#[tokio::test]
async fn a_rebound_name_gets_neither_page_nor_socket() {
    const SOCKET: [(&str, &str); 5] = [
        ("upgrade", "websocket"),
        ("connection", "upgrade"),
        ("sec-websocket-version", "13"),
        ("sec-websocket-key", "AAAAAAAAAAAAAAAAAAAAAA=="),
        ("origin", "http://evil.example"),
    ];
    let app = Router::new().route("/", docent::live(Still::default));
    let docent = Docent::builder().hosts(["app.example"]).build();
    let address = serve(&docent, app).await;
    let token = [("accept", "application/docent+json")];
    for (lines, accepted) in [(&[][..], 200), (&token, 200), (&SOCKET, 403)] {
        for (host, status) in [("app.example", accepted), ("evil.example", 421)] {
            let lines = [&[("host", host)], lines].concat();
            let (answered, body) = ask(address, &lines).await;
            assert_eq!(answered, status, "{lines:?}");
            assert_eq!(body.contains("Docent::builder().hosts"), status == 421);
        }
    }
}

#[tokio::test]
async fn an_origin_of_the_server_opens_the_sockets_of_each_route() {
    let app = Router::new()
        .route("/", docent::live(Still::default))
        .route("/other", docent::route(Still::default).live());
    let docent = Docent::builder().origins(["https://www.example"]).build();
    let address = serve(&docent, app).await;
    for path in ["/", "/other"] {
        let visitor = Visitor::open(address, path).await;
        let own = format!("http://{address}");
        for (origin, may) in [
            (Some("https://www.example"), true),
            (Some(own.as_str()), true),
            (Some("http://www.example"), false),
            (None, false),
        ] {
            let opened = visitor.upgrade(origin).await;
            assert_eq!(opened.is_ok(), may, "{path} {origin:?}");
        }
    }
}

#[tokio::test]
async fn the_host_that_a_trusted_proxy_forwards_is_the_pages_own() {
    let proxies = TrustedProxies::new(["127.0.0.1"]).host();
    let docent = Docent::builder().hosts(["app.example"]);
    let docent = docent.trusted_proxies(proxies).build();
    let app = Router::new().route("/", docent::live(Still::default));
    let address = serve(&docent, app).await;
    for (host, origin, expected) in [
        ("app.example:8443", "https://app.example:8443", 101),
        ("app.example", "https://app.example:8443", 403),
        ("evil.example", "https://evil.example", 421),
    ] {
        let lines = [
            ("host", "inner:3000"),
            ("x-forwarded-host", host),
            ("origin", origin),
            ("upgrade", "websocket"),
            ("connection", "upgrade"),
            ("sec-websocket-version", "13"),
            ("sec-websocket-key", "AAAAAAAAAAAAAAAAAAAAAA=="),
            ("sec-websocket-protocol", "docent.2"),
        ];
        let (status, body) = ask(address, &lines).await;
        assert_eq!(status, expected, "{host} {origin}: {body}");
    }
}

#[tokio::test]
async fn a_flood_of_foreign_origins_is_ten_lines() {
    let (log, guard) = Log::open();
    let app = Router::new().route("/", docent::live(Still::default));
    let visitor = Visitor::open(serve(&Docent::new(), app).await, "/").await;
    let refuse = async || {
        let refused = visitor.upgrade(Some("http://evil.example")).await;
        assert!(refused.is_err());
    };
    let lines = || {
        let text = log.text();
        text.matches("a socket was refused to a page of another")
            .count()
    };
    let began = tokio::time::Instant::now();
    for _ in 0..50 {
        refuse().await;
    }
    assert!(lines() as u64 <= 10 + began.elapsed().as_secs());
    // One more is let through in the course of a second, with the number of the others.
    let before = lines();
    while lines() == before {
        refuse().await;
    }
    let text = log.text();
    let last = text.lines().last().expect("a line");
    assert!(!last.ends_with("unlogged=0"), "{last}");
    drop(guard);
}
