//! The client's files: how they are sent, and where pages look for them.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;

use axum::Router;
use docent::Docent;
use docent::config::TrustedProxies;
use docent_tests::still::Still;
use docent_tests::{get, serve};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

fn app() -> Router {
    Router::new()
        .route("/", docent::live(Still::default))
        .merge(docent::assets())
}

/// The head, in lower case, and the bytes of an answer.
async fn ask(address: SocketAddr, path: &str, lines: &str) -> (String, Vec<u8>) {
    let mut stream = tokio::net::TcpStream::connect(address)
        .await
        .expect("a server");
    let request =
        format!("GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n{lines}\r\n");
    stream.write_all(request.as_bytes()).await.expect("sent");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("an answer");
    let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n");
    let body = answer.split_off(end.expect("HTTP") + 4);
    let head = String::from_utf8(answer).expect("a head is text");
    (head.to_ascii_lowercase(), body)
}

fn built(name: &str) -> Vec<u8> {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/client/dist");
    fs::read(dist.join(name)).expect("a built file")
}

#[tokio::test]
async fn a_file_is_sent_as_it_was_compressed_when_built() {
    let address = serve(&Docent::new(), app()).await;
    for name in ["docent.js", "docent-tour.js", "docent.css"] {
        let path = format!("/docent/{name}");
        for (accepted, ending, encoding) in [
            ("accept-encoding: gzip, deflate, br\r\n", ".br", Some("br")),
            ("accept-encoding: gzip\r\n", ".gz", Some("gzip")),
            ("accept-encoding: br;q=0, gzip;q=0\r\n", "", None),
            ("", "", None),
        ] {
            let (head, body) = ask(address, &path, accepted).await;
            assert_eq!(body, built(&format!("{name}{ending}")), "{accepted}{head}");
            let named = encoding.map(|encoding| format!("content-encoding: {encoding}\r\n"));
            assert_eq!(head.contains("content-encoding"), named.is_some(), "{head}");
            assert!(head.contains(&named.unwrap_or_default()), "{head}");
            assert!(head.contains("vary: accept-encoding\r\n"), "{head}");
        }
    }
}

#[tokio::test]
async fn a_file_that_a_browser_has_is_not_sent_again() {
    let address = serve(&Docent::new(), app()).await;
    let accepted = "accept-encoding: gzip\r\n";
    let (head, _) = ask(address, "/docent/docent.js", accepted).await;
    let (_, after) = head.split_once("etag: ").expect("a tag");
    let tag = after.lines().next().unwrap_or_default();
    for known in [tag.to_owned(), format!("\"x\", W/{tag}")] {
        let lines = format!("{accepted}if-none-match: {known}\r\n");
        let (head, body) = ask(address, "/docent/docent.js", &lines).await;
        assert!(head.starts_with("http/1.1 304"), "{known}: {head}");
        assert!(body.is_empty() && !head.contains("content-encoding"));
    }
    // As another encoding it is another file.
    let lines = format!("if-none-match: {tag}\r\n");
    let (head, _) = ask(address, "/docent/docent.js", &lines).await;
    assert!(head.starts_with("http/1.1 200"), "{head}");
}

/// The URLs of docent's files in a page.
fn links(page: &str) -> Vec<String> {
    let parts = page.split(['"']).filter(|part| part.contains("/docent/"));
    parts.map(str::to_owned).collect()
}

#[tokio::test]
async fn a_nested_page_finds_its_files_below_the_base_path() {
    let docent = Docent::builder().base_path("/tools/").build();
    let address = serve(&docent, Router::new().nest("/tools", app())).await;
    let links = links(&get(address, "/tools", &[]).await.body);
    assert_eq!(links.len(), 3, "{links:?}");
    for link in links {
        assert!(link.starts_with("/tools/docent/docent"), "{link}");
        assert_eq!(get(address, &link, &[]).await.status, 200, "{link}");
    }
}

#[tokio::test]
async fn the_prefix_of_a_trusted_proxy_is_before_the_base_path() {
    let local = TrustedProxies::new(["127.0.0.1"]);
    for (proxies, prefix, expected) in [
        (local.clone().prefix(), "/app/", "/app/tools/docent/"),
        (local.clone().prefix(), "//evil.example", "/tools/docent/"),
        (local, "/app", "/tools/docent/"),
        (
            TrustedProxies::new(["10.0.0.1"]).prefix(),
            "/app",
            "/tools/docent/",
        ),
    ] {
        let docent = Docent::builder().base_path("/tools");
        let docent = docent.trusted_proxies(proxies).build();
        let address = serve(&docent, app()).await;
        let lines = [("x-forwarded-prefix", prefix)];
        for link in links(&get(address, "/", &lines).await.body) {
            assert!(link.starts_with(expected), "{prefix}: {link}");
        }
    }
}
