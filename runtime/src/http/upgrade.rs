//! Which requests ask for a WebSocket.

use axum::http::header::{SEC_WEBSOCKET_KEY, UPGRADE};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::log_limit::LogLimit;
use crate::metrics;

/// Whether a request of a view's URL is for its socket, and not for its page.
///
/// In HTTP/1 its `Upgrade` names `websocket`, among other protocols maybe; one that
/// names only others (`h2c`, of `curl --http2`) is not taken up, and the page is
/// the answer (RFC 9110 §7.8). What else the handshake needs, axum checks: a proxy
/// that drops the `Connection` line is answered with what is missing, and not with
/// a page. In HTTP/2 it is a CONNECT, for which docent has no other use.
pub(crate) fn is_websocket(parts: &Parts) -> bool {
    let is_named = |name: &str| name.trim().eq_ignore_ascii_case("websocket");
    let mut upgrades = parts.headers.get_all(UPGRADE).iter();
    parts.method == Method::CONNECT
        || upgrades.any(|upgrade| {
            upgrade
                .to_str()
                .is_ok_and(|names| names.split(',').any(is_named))
        })
}

/// The refusal of a request for a socket whose upgrade a proxy has dropped: `Upgrade`
/// is for one connection only (RFC 9110 §7.6.1), the key of the WebSocket is not.
pub(crate) fn refuse_lost(parts: &Parts) -> Option<Response> {
    if is_websocket(parts) || !parts.headers.contains_key(SEC_WEBSOCKET_KEY) {
        return None;
    }
    static LOST: LogLimit = LogLimit::new();
    if let Some(unlogged) = LOST.admit() {
        tracing::warn!(target: "docent::socket", unlogged, "a socket's request came without its upgrade: have the proxy in front pass it (nginx: `proxy_http_version 1.1`, `proxy_set_header Upgrade $http_upgrade`, `proxy_set_header Connection upgrade`)");
    }
    metrics::socket_refused("upgrade");
    let sentence = "The upgrade to a WebSocket did not arrive.\n";
    Some(
        (
            StatusCode::UPGRADE_REQUIRED,
            [(UPGRADE, "websocket")],
            sentence,
        )
            .into_response(),
    )
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    fn is_socket(method: Method, upgrades: &[&str]) -> bool {
        let request = Request::builder().method(method).uri("/");
        let request = upgrades.iter().fold(request, |request, upgrade| {
            request.header(UPGRADE, *upgrade)
        });
        let (parts, ()) = request.body(()).expect("a request").into_parts();
        is_websocket(&parts)
    }

    #[test]
    fn only_an_upgrade_to_websocket_is_one() {
        for upgrades in [
            &["websocket"][..],
            &["WebSocket"],
            &["h2c, websocket"],
            &["h2c", " websocket ,"],
        ] {
            assert!(is_socket(Method::GET, upgrades), "{upgrades:?}");
        }
        for upgrades in [
            &[][..],
            &["h2c"],
            &["h2c, TLS/1.3"],
            &["websockets"],
            &["websocket/13"],
            &["not websocket"],
            &[""],
        ] {
            assert!(!is_socket(Method::GET, upgrades), "{upgrades:?}");
        }
        assert!(is_socket(Method::CONNECT, &[]));
    }
}
