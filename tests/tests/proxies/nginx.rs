//! nginx, as Debian has it.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use docent::Docent;
use docent::config::{Limits, TrustedProxies};
use docent_tests::log::Log;
use docent_tests::{Visitor, serve};
use tokio::time::Instant;
use tokio_tungstenite::tungstenite::Error;

use crate::proxy::Proxy;
use crate::{app, documented, recipe, replaced, trusting};

/// The documented configuration without its TLS.
fn without_tls() -> String {
    let lines = recipe("nginx");
    let lines = lines.lines().filter(|line| !line.contains("ssl_"));
    lines.collect::<Vec<_>>().join("\n").replace(" ssl;", ";")
}

/// Starts it in front of a server, with a documented configuration.
async fn before(server: SocketAddr, documented: &str) -> Proxy {
    Proxy::start("app.example.pem", |folder, address| {
        if documented.contains("ssl_certificate") {
            make_certificate(folder);
        }
        let configuration = configuration(folder, documented, address, server);
        fs::write(folder.join("nginx.conf"), configuration).expect("written");
        command(folder)
    })
    .await
}

fn configuration(
    folder: &Path,
    documented: &str,
    address: SocketAddr,
    server: SocketAddr,
) -> String {
    let folder = folder.display();
    let documented = replaced(documented, "listen 443", &format!("listen {address}"));
    let server = format!("http://{server}");
    let documented = replaced(&documented, "http://127.0.0.1:3000", &server)
        .replace("/etc/ssl/", &format!("{folder}/"));
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|name| format!("{name}_temp_path {folder}/{name};\n"))
        .concat();
    format!(
        "daemon off;\nmaster_process off;\npid {folder}/nginx.pid;\nevents {{}}\n\
         http {{\naccess_log off;\n{temporary}{documented}\n}}\n"
    )
}

fn command(folder: &Path) -> Command {
    // Debian has it where the `PATH` of most users does not lead.
    let debian = PathBuf::from("/usr/sbin/nginx");
    let program = if debian.is_file() {
        debian
    } else {
        "nginx".into()
    };
    let mut command = Command::new(program);
    command
        .args(["-e", "stderr", "-c", "nginx.conf", "-p"])
        .arg(folder);
    command
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

#[tokio::test]
async fn a_page_works_by_tls_below_a_sub_path_of_nginx() {
    let server = serve(&documented(), app()).await;
    let nginx = before(server, &recipe("nginx")).await;
    crate::assert_works_below_tools(&nginx).await;
    crate::assert_adds_the_slash(&nginx).await;
}

#[tokio::test]
async fn nginx_overrules_forwarding_headers_of_a_visitor() {
    let server = serve(&documented(), app()).await;
    let nginx = before(server, &recipe("nginx")).await;
    crate::assert_overrules_the_visitor(&nginx).await;
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
        let nginx = before(server, &cuts).await;
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
    let nginx = before(server, &without(&["header Host"])).await;
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
    let nginx = before(serve(&docent, app()).await, &forwarding).await;
    let visitor = Visitor::open(nginx.address, "/tools/").await;
    visitor.enter().await;
}

#[tokio::test]
async fn an_upgrade_that_nginx_drops_is_logged_with_the_cure() {
    let (log, guard) = Log::open();
    let server = serve(&trusting().build(), app()).await;
    let dropping = without(&["header Upgrade", "header Connection"]);
    let nginx = before(server, &dropping).await;
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
