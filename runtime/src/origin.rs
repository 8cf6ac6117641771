//! Which sites may open a socket.

use axum::http::HeaderMap;
use axum::http::header::{HOST, ORIGIN};

/// The origins whose pages may open a socket, besides the server's own.
///
/// A browser says with every WebSocket which site's page opens it, and lets
/// any site try: the server must look.
#[derive(Debug, Clone, Default)]
pub(crate) struct Origins {
    pub(crate) allowed: Vec<String>,
    pub(crate) allow_missing: bool,
}

impl Origins {
    /// Whether a request may open a socket.
    ///
    /// Same origin means that the `Origin` names the very host and port that
    /// the request was sent to. Its scheme is not compared: behind a proxy
    /// that ends TLS the server does not know its own.
    pub(crate) fn allow(&self, headers: &HeaderMap) -> bool {
        let mut origins = headers.get_all(ORIGIN).iter();
        let origin = match (origins.next(), origins.next()) {
            (None, _) => return self.allow_missing,
            (Some(origin), None) => origin,
            (Some(_), Some(_)) => return false,
        };
        let Ok(origin) = origin.to_str() else {
            return false;
        };
        self.allowed
            .iter()
            .any(|allowed| allowed.eq_ignore_ascii_case(origin))
            || is_same(origin, headers)
    }
}

fn is_same(origin: &str, headers: &HeaderMap) -> bool {
    let authority = origin
        .strip_prefix("https://")
        .or_else(|| origin.strip_prefix("http://"));
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    match (authority, host) {
        (Some(authority), Some(host)) => !host.is_empty() && authority.eq_ignore_ascii_case(host),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(origin: Option<&str>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, "app.example:8080".parse().expect("a value"));
        if let Some(origin) = origin {
            headers.insert(ORIGIN, origin.parse().expect("a value"));
        }
        headers
    }

    #[test]
    fn a_page_of_the_same_host_and_port_may_open_a_socket() {
        for origin in ["http://app.example:8080", "https://APP.example:8080"] {
            assert!(Origins::default().allow(&headers(Some(origin))), "{origin}");
        }
    }

    #[test]
    fn pages_of_other_sites_may_not() {
        for origin in [
            "http://app.example",
            "http://app.example:80801",
            "http://app.example:8080.evil.example",
            "http://evil.example",
            "http://evil.example/app.example:8080",
            "http://app.example:8080@evil.example",
            "http://xapp.example:8080",
            "null",
            "",
            "app.example:8080",
            "file://app.example:8080",
            "http://http://app.example:8080",
        ] {
            assert!(
                !Origins::default().allow(&headers(Some(origin))),
                "{origin}"
            );
        }
        assert!(!Origins::default().allow(&headers(None)));
    }

    #[test]
    fn an_app_may_allow_other_origins_and_clients_that_send_none() {
        let origins = Origins {
            allowed: vec!["https://www.example".to_owned()],
            allow_missing: true,
        };
        assert!(origins.allow(&headers(Some("https://www.example"))));
        assert!(!origins.allow(&headers(Some("https://www.example.evil"))));
        assert!(origins.allow(&headers(None)));
    }
}
