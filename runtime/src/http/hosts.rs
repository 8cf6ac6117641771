//! Which host a request was sent to, and whether the server answers to it.
//!
//! A site whose name is made to mean this machine, after its page was loaded, is
//! of the same origin as the app to a browser (DNS rebinding). The `Host` that the
//! browser sends is then still the site's.

use std::any::Any;
use std::net::SocketAddr;

use axum::http::StatusCode;
use axum::http::header::HOST;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

use crate::cut::cut;
use crate::http::proxies;
use crate::http::upgrade;
use crate::log_limit::LogLimit;
use crate::metrics;
use crate::server::Docent;
use crate::server::hosts::Answers;

const IS_DEVELOPMENT: bool = cfg!(debug_assertions);

/// The one authority that a request names: that which a trusted proxy forwards, else
/// the `Host` of HTTP/1, the `:authority` of HTTP/2. `None` if there is none, or more
/// than one.
pub(crate) fn authority<'a>(parts: &'a Parts, docent: &Docent) -> Option<&'a str> {
    if let Some(forwarded) = proxies::host(docent, parts) {
        return Some(forwarded);
    }
    let mut named = named(parts);
    let first = named.next()??;
    named.all(|other| other == Some(first)).then_some(first)
}

/// All that a request names; `None` for what is no text.
fn named(parts: &Parts) -> impl Iterator<Item = Option<&str>> {
    let hosts = parts.headers.get_all(HOST).iter();
    let hosts = hosts.map(|host| host.to_str().ok());
    hosts.chain(parts.uri.authority().map(|host| Some(host.as_str())))
}

/// The refusal of a request for a host that the server does not answer to.
pub(crate) fn refuse(parts: &Parts, docent: &Docent) -> Option<Response> {
    static REFUSED: LogLimit = LogLimit::new();
    let hosts = docent.hosts();
    let named = authority(parts, docent);
    if named.is_none() && self::named(parts).next().is_none() && !hosts.are_listed() {
        // No browser sends this.
        return None;
    }
    match named.map_or(Answers::No, |host| hosts.answer(host, IS_DEVELOPMENT)) {
        Answers::Yes => return None,
        Answers::ToAnyone => {
            warn(docent);
            return None;
        }
        Answers::No => {}
    }
    if upgrade::is_websocket(parts) {
        metrics::socket_refused("host");
    }
    if let Some(unlogged) = REFUSED.admit() {
        let host = shortened(named.unwrap_or_default());
        tracing::warn!(target: "docent::serve", ?host, unlogged, "a request was refused: its host is none of this app's, which `Docent::builder().hosts([…])` lists");
    }
    let sentence = if IS_DEVELOPMENT {
        "The app does not answer to this host: list it with `Docent::builder().hosts([…])`.\n"
    } else {
        "The app does not answer to this host.\n"
    };
    Some((StatusCode::MISDIRECTED_REQUEST, sentence).into_response())
}

/// As long as a name can be, with its port.
const MAX_LOGGED: usize = 260;

/// What is logged of a host or an origin, which anyone can make long.
pub(crate) fn shortened(value: &str) -> &str {
    cut(value, MAX_LOGGED)
}

/// Warns of an address that others may reach, if the app lists no hosts.
pub(crate) fn check_address(address: &dyn Any, docent: &Docent) {
    let address = address.downcast_ref::<SocketAddr>();
    let is_public = address.is_some_and(|address| !address.ip().is_loopback());
    if is_public && !IS_DEVELOPMENT && !docent.hosts().are_listed() {
        warn(docent);
    }
}

fn warn(docent: &Docent) {
    if docent.hosts().warns() {
        tracing::warn!(target: "docent::serve", "the app answers to every host: list its own with `Docent::builder().hosts([…])`, or a site whose name is made to mean this server can use it as a visitor's own page");
    }
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    fn parts(uri: &str, hosts: &[&str]) -> Parts {
        let request = hosts.iter().fold(Request::get(uri), |request, host| {
            request.header(HOST, *host)
        });
        request.body(()).expect("a request").into_parts().0
    }

    fn status(parts: &Parts, docent: &Docent) -> Option<u16> {
        refuse(parts, docent).map(|refusal| refusal.status().as_u16())
    }

    #[test]
    fn a_request_has_one_authority_or_none() {
        let docent = Docent::new();
        for (uri, hosts, expected) in [
            ("/", &["app.example"][..], Some("app.example")),
            ("https://app.example/", &[], Some("app.example")),
            (
                "https://app.example/",
                &["app.example"],
                Some("app.example"),
            ),
            ("https://app.example/", &["evil.example"], None),
            ("/", &["app.example", "evil.example"], None),
            ("/", &[], None),
        ] {
            let parts = parts(uri, hosts);
            assert_eq!(authority(&parts, &docent), expected, "{uri} {hosts:?}");
        }
    }

    #[test]
    fn a_rebound_host_is_misdirected_whatever_names_it() {
        let docent = Docent::builder().hosts(["app.example"]).build();
        assert_eq!(status(&parts("/", &["app.example:443"]), &docent), None);
        assert_eq!(status(&parts("https://app.example/", &[]), &docent), None);
        for (uri, hosts) in [
            ("/", &["evil.example"][..]),
            ("https://evil.example/", &[]),
            ("https://app.example/", &["evil.example"]),
            ("/", &["app.example", "evil.example"]),
            ("/", &[]),
        ] {
            assert_eq!(
                status(&parts(uri, hosts), &docent),
                Some(421),
                "{uri} {hosts:?}"
            );
        }
    }
}
