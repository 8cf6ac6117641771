//! A page behind proxies, by the configurations that the documentation gives.

mod caddy;
mod nginx;
mod proxy;

use std::fs;
use std::path::Path;

use axum::Router;
use docent::Docent;
use docent::config::{DocentBuilder, TrustedProxies};
use docent::prelude::*;
use docent_tests::PATIENCE;
use futures_util::{SinkExt as _, StreamExt as _};
use tokio::time::timeout;
use tokio_tungstenite::client_async;
use tokio_tungstenite::tungstenite::Error;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;

use crate::proxy::Proxy;

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

fn trusting() -> DocentBuilder {
    let proxies = TrustedProxies::new(["127.0.0.1"]).prefix();
    Docent::builder().trusted_proxies(proxies)
}

/// The app that the documentation has behind its proxies.
fn documented() -> Docent {
    trusting().hosts(["app.example"]).build()
}

/// The configuration that the documentation has in its block of this language.
fn recipe(language: &str) -> String {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/docs/proxies.md");
    let docs = fs::read_to_string(docs).expect("the documentation");
    let block = docs.split_once(&format!("```{language}\n"));
    let (_, after) = block.expect(language);
    after.split("```").next().unwrap_or_default().to_owned()
}

/// `text` with another text in place of one that it must have.
fn replaced(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "no {from:?}: {text}");
    text.replace(from, to)
}

/// What is between two texts.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = text.split_once(before).expect(before);
    rest.split(after).next().unwrap_or_default()
}

/// Opens the page, its files and its socket, as a browser does.
async fn assert_works_below_tools(proxy: &Proxy) {
    let host = proxy.host();
    let page = proxy.get("/tools/", &[]).await;
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
        let file = proxy.get(link, &[]).await;
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
        let opened = timeout(PATIENCE, client_async(request, proxy.connect()));
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

/// Asks for the prefix without its slash, which is no page.
async fn assert_adds_the_slash(proxy: &Proxy) {
    let answer = proxy.get("/tools", &[]).await;
    assert!(answer.starts_with("HTTP/1.1 30"), "{answer}");
    let answer = answer.to_ascii_lowercase();
    let place = between(&answer, "\r\nlocation: ", "\r\n");
    let absolute = format!("https://{}/tools/", proxy.host());
    assert!(place == "/tools/" || place == absolute, "{place}");
}

/// Sends what only a proxy may name, as a visitor.
async fn assert_overrules_the_visitor(proxy: &Proxy) {
    let claims = [
        ("x-forwarded-proto", "http"),
        ("x-forwarded-prefix", "/evil"),
    ];
    let page = proxy.get("/tools/", &claims).await;
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    let cookie = between(&page, "set-cookie: ", "\r\n");
    assert!(cookie.starts_with("__Host-docent="), "{cookie}");
    assert!(cookie.contains("; Secure"), "{cookie}");
    let script = between(&page, "<script type=\"module\" src=\"", "\"");
    assert!(script.starts_with("/tools/docent/"), "{script}");
}
