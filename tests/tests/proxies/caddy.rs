//! Caddy, as Debian has it.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

use docent_tests::serve;

use crate::proxy::Proxy;
use crate::{app, documented, recipe, replaced};

/// Starts it in front of a server, with the documented configuration.
async fn before(server: SocketAddr) -> Proxy {
    let authority = "pki/authorities/local/root.crt";
    let proxy = Proxy::start(authority, |folder, address| {
        let configuration = configuration(folder, address, server);
        fs::write(folder.join("Caddyfile"), configuration).expect("written");
        command(folder)
    })
    .await;
    // It listens before it has made one.
    proxy.certified().await;
    proxy
}

/// The documented configuration after what is the machine's: the ports, and who certifies.
fn configuration(folder: &Path, address: SocketAddr, server: SocketAddr) -> String {
    let folder = folder.display();
    let (ip, port) = (address.ip(), address.port());
    let documented = replaced(&recipe("caddyfile"), "127.0.0.1:3000", &server.to_string());
    format!(
        "{{\nadmin off\nlocal_certs\nskip_install_trust\nauto_https disable_redirects\n\
         default_bind {ip}\nhttps_port {port}\nstorage file_system {folder}\n\
         log {{\nlevel ERROR\n}}\n}}\n{documented}"
    )
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new("caddy");
    command
        .args(["run", "--adapter", "caddyfile", "--config"])
        .arg(folder.join("Caddyfile"))
        // It writes its last configuration below these.
        .env("XDG_CONFIG_HOME", folder)
        .env("XDG_DATA_HOME", folder)
        .env("HOME", folder);
    command
}

#[tokio::test]
async fn a_page_works_by_tls_below_a_sub_path_of_caddy() {
    let server = serve(&documented(), app()).await;
    let caddy = before(server).await;
    crate::assert_works_below_tools(&caddy).await;
    crate::assert_adds_the_slash(&caddy).await;
}

#[tokio::test]
async fn caddy_overrules_forwarding_headers_of_a_visitor() {
    let server = serve(&documented(), app()).await;
    let caddy = before(server).await;
    crate::assert_overrules_the_visitor(&caddy).await;
}
