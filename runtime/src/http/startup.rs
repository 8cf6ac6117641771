//! What an operator is to know of a server's settings, said once, with the cure.

use std::any::Any;
use std::net::{IpAddr, SocketAddr};

use crate::http::assets;
use crate::server::Docent;

const IS_DEVELOPMENT: bool = cfg!(debug_assertions);

/// A server begins to serve at an address.
pub(crate) fn serves(docent: &Docent, address: &dyn Any) {
    if let Some(address) = address.downcast_ref::<SocketAddr>() {
        let url = url(*address);
        tracing::info!(target: "docent::serve", url, "the app is served");
    }
    check_store(docent, IS_DEVELOPMENT);
}

/// A server answers with a page.
pub(crate) fn answers(docent: &Docent) {
    check_store(docent, IS_DEVELOPMENT);
    if !assets::have_routes() && docent.notices().missing_assets.is_first() {
        tracing::warn!(target: "docent::serve", "no route serves docent's script, so that pages do not connect: add `.merge(docent::assets())` to the app's router");
    }
}

/// A page has come with a token that is not good here.
pub(crate) fn refuses_token(docent: &Docent, token: &str) {
    if docent.key().may_be_of_another_process(token) && docent.notices().missing_secret.is_first() {
        tracing::warn!(target: "docent::serve", "a page came with the token of another process, and asks for a new one: where several processes serve the app, and for restarts, give each the same `Docent::builder().secret(…)`");
    }
}

fn check_store(docent: &Docent, is_development: bool) {
    let is_missing = !is_development && docent.has_default_store();
    if is_missing && docent.notices().missing_store.is_first() {
        tracing::warn!(target: "docent::serve", "progress in tours is kept in memory and ends with the process: choose a store with `Docent::builder().progress(…)`, docent-redb for one process or docent-postgres for several, or `MemoryStore::new()` if that is meant");
    }
}

/// What to open in a browser of this machine.
fn url(address: SocketAddr) -> String {
    let port = address.port();
    let is_any = match address.ip() {
        IpAddr::V4(ip) => ip.is_unspecified(),
        IpAddr::V6(ip) => ip.is_unspecified(),
    };
    if is_any {
        format!("http://localhost:{port}")
    } else {
        format!("http://{address}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::MemoryStore;

    #[test]
    fn the_url_is_one_that_a_browser_opens() {
        for (address, expected) in [
            ("127.0.0.1:3000", "http://127.0.0.1:3000"),
            ("[::1]:80", "http://[::1]:80"),
            ("0.0.0.0:3000", "http://localhost:3000"),
            ("[::]:3000", "http://localhost:3000"),
        ] {
            assert_eq!(url(address.parse().expect("an address")), expected);
        }
    }

    #[test]
    fn a_release_build_warns_of_a_store_that_nobody_chose() {
        let warns = |docent: &Docent, is_development| {
            check_store(docent, is_development);
            !docent.notices().missing_store.is_first()
        };
        assert!(warns(&Docent::new(), false));
        assert!(!warns(&Docent::new(), true));
        let chosen = Docent::builder().progress(MemoryStore::new()).build();
        assert!(!warns(&chosen, false));
    }
}
