//! Which sites may open a socket.

use axum::http::HeaderMap;
use axum::http::header::ORIGIN;

use crate::http::hosts;
use crate::log_limit::LogLimit;
use crate::server::Docent;
use crate::server::builder::DocentBuilder;

/// The origins whose pages may open a socket, in addition to the server's own.
///
/// A browser lets a page of any site open a WebSocket, and sends the page's
/// origin with it: the server must check it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Origins {
    pub(crate) allowed: Vec<String>,
    pub(crate) allow_missing: bool,
}

impl Origins {
    /// Whether a request may open a socket.
    ///
    /// Same origin means that the `Origin` names the `authority`, host and port,
    /// that the request was sent to. A request that came by TLS has an origin with
    /// TLS: who can change a page that was loaded without it must not act at the one
    /// with it. Of another the scheme is not compared: behind a proxy that ends TLS
    /// and sets no header for it, the server does not know its own.
    pub(crate) fn allow(
        &self,
        headers: &HeaderMap,
        authority: Option<&str>,
        is_secure: bool,
    ) -> bool {
        let mut origins = headers.get_all(ORIGIN).iter();
        let origin = match (origins.next(), origins.next()) {
            (None, _) => return self.allow_missing,
            (Some(origin), None) => origin,
            (Some(_), Some(_)) => return false,
        };
        origin
            .to_str()
            .is_ok_and(|origin| self.allow_origin(origin, authority, is_secure))
    }

    /// Whether a page of this origin may open a socket.
    pub(crate) fn allow_origin(
        &self,
        origin: &str,
        authority: Option<&str>,
        is_secure: bool,
    ) -> bool {
        self.allowed
            .iter()
            .any(|allowed| allowed.eq_ignore_ascii_case(origin))
            || is_same(origin, authority, is_secure)
    }
}

fn is_same(origin: &str, authority: Option<&str>, is_secure: bool) -> bool {
    let host = match origin.strip_prefix("https://") {
        None if !is_secure => origin.strip_prefix("http://"),
        host => host,
    };
    match (host, authority) {
        (Some(host), Some(authority)) => {
            !authority.is_empty() && host.eq_ignore_ascii_case(authority)
        }
        _ => false,
    }
}

/// The origins that the whole server lists.
#[derive(Debug, Clone)]
struct Everywhere(Origins);

impl DocentBuilder {
    /// Lets pages of these origins (`https://www.example`) open the sockets of every
    /// route, in addition to the server's own and those that a route lists: none. See
    /// [`Route::origins`](crate::routing::Route::origins).
    ///
    /// ```
    /// let docent = docent::Docent::builder().origins(["https://www.example"]).build();
    /// ```
    pub fn origins(mut self, origins: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.edge().insert(Everywhere(Origins {
            allowed: origins.into_iter().map(Into::into).collect(),
            allow_missing: false,
        }));
        self
    }
}

/// Whether the server lets the page of a request open any socket.
pub(crate) fn may_everywhere(docent: &Docent, headers: &HeaderMap) -> bool {
    let everywhere = docent.edge().get();
    everywhere.is_some_and(|Everywhere(origins)| origins.allow(headers, None, false))
}

/// Whether the server lets pages of this origin open any socket.
pub(crate) fn is_listed_everywhere(docent: &Docent, origin: &str) -> bool {
    let everywhere = docent.edge().get();
    everywhere.is_some_and(|Everywhere(origins)| origins.allow_origin(origin, None, false))
}

/// Logs what did not fit together, for the operator of a proxy that names another host.
pub(crate) fn log_refusal(headers: &HeaderMap, authority: Option<&str>) {
    static OTHER_ORIGIN: LogLimit = LogLimit::new();
    if let Some(unlogged) = OTHER_ORIGIN.admit() {
        let origin = headers.get(ORIGIN).and_then(|origin| origin.to_str().ok());
        let origin = hosts::shortened(origin.unwrap_or_default());
        let host = hosts::shortened(authority.unwrap_or_default());
        tracing::warn!(target: "docent::socket", ?origin, ?host, unlogged, "a socket was refused to a page of another origin: if it is the app's own, have the proxy in front pass the browser's `Host` (nginx: `proxy_set_header Host $http_host`), trust its `X-Forwarded-Host` with `TrustedProxies::host`, or list the origin with `Docent::builder().origins([…])` or `docent::route(…).origins(…)`");
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use axum::http::header::HOST;

    use super::*;

    /// Without TLS, as far as the server knows.
    fn allows(origins: &Origins, headers: &HeaderMap) -> bool {
        let authority = headers.get(HOST).and_then(|host| host.to_str().ok());
        origins.allow(headers, authority, false)
    }

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
            assert!(
                allows(&Origins::default(), &headers(Some(origin))),
                "{origin}"
            );
        }
    }

    #[test]
    fn a_page_without_tls_opens_no_socket_with_tls() {
        for (origin, is_allowed) in [
            ("https://app.example:8080", true),
            ("http://app.example:8080", false),
        ] {
            let headers = headers(Some(origin));
            let allows =
                |origins: &Origins| origins.allow(&headers, Some("app.example:8080"), true);
            assert_eq!(allows(&Origins::default()), is_allowed, "{origin}");
            let listed = Origins {
                allowed: vec![origin.to_owned()],
                allow_missing: false,
            };
            assert!(allows(&listed), "{origin}");
        }
    }

    /// What a browser, or a program that plays one, may send from elsewhere to
    /// `app.example:8080`, and what each tries.
    const HOSTILE: [(&[u8], &str); 74] = [
        (b"http://evil.example", "another site"),
        (b"http://evil.example:8080", "another site with our port"),
        (b"https://evil.example", "another site with TLS"),
        (b"http://app.example", "our host with the default port"),
        (
            b"https://app.example",
            "our host with the other default port",
        ),
        (
            b"http://app.example:80",
            "our host with a written default port",
        ),
        (
            b"https://app.example:443",
            "our host with the other written default port",
        ),
        (b"http://app.example:8081", "our host with another port"),
        (b"http://app.example:80801", "a port that begins like ours"),
        (b"http://app.example:808", "a port that ours begins with"),
        (b"http://app.example:08080", "our port with a leading zero"),
        (b"http://app.example:+8080", "our port with a sign"),
        (b"http://app.example:", "an empty port"),
        (b"http://app.example:8080:8080", "two ports"),
        (
            b"http://app.example:8080.evil.example",
            "our authority as a subdomain",
        ),
        (
            b"http://app.example.evil.example:8080",
            "our host as a subdomain",
        ),
        (
            b"http://evil.example/app.example:8080",
            "our authority as a path",
        ),
        (
            b"http://evil.example?app.example:8080",
            "our authority as a query",
        ),
        (
            b"http://evil.example#app.example:8080",
            "our authority as a fragment",
        ),
        (
            b"http://evil.example\\app.example:8080",
            "a backslash, a slash to browsers",
        ),
        (
            b"http://app.example:8080@evil.example",
            "our authority as userinfo",
        ),
        (
            b"http://evil.example@app.example:8080",
            "userinfo before our authority",
        ),
        (
            b"http://user:pass@app.example:8080",
            "a password before our authority",
        ),
        (b"http://@app.example:8080", "empty userinfo"),
        (b"http://xapp.example:8080", "our host with a letter before"),
        (b"http://app.examplex:8080", "our host with a letter behind"),
        (b"http://pp.example:8080", "our host without a letter"),
        (
            b"http://app.exampl:8080",
            "our host without its last letter",
        ),
        (
            b"http://appxexample:8080",
            "a letter where our dot is, as a careless pattern has it",
        ),
        (b"http://app-example:8080", "a hyphen where our dot is"),
        (b"http://example:8080", "our host without its label"),
        (
            b"http://www.app.example:8080",
            "a subdomain of ours, which may be another's",
        ),
        (
            b"http://app.example.:8080",
            "a trailing dot, another host to a browser",
        ),
        (b"http://.app.example:8080", "a leading dot"),
        (b"http://app..example:8080", "a doubled dot"),
        (b"http://*.example:8080", "a wildcard"),
        (b"*", "the wildcard alone"),
        (b"http://*", "the wildcard as a host"),
        (
            b"http://\xc3\xa0pp.example:8080",
            "a look-alike letter, unencoded",
        ),
        (
            b"http://xn--pp-fia.example:8080",
            "a look-alike letter in punycode",
        ),
        (b"http://\xd0\xb0pp.example:8080", "a Cyrillic a"),
        (
            b"http://xn--pp-6kc.example:8080",
            "a Cyrillic a in punycode",
        ),
        (
            b"http://app\xe3\x80\x82example:8080",
            "an ideographic full stop, a dot to IDNA",
        ),
        (
            b"http://\xef\xbd\x81pp.example:8080",
            "a full-width letter, ours to IDNA",
        ),
        (b"http://a%70p.example:8080", "a percent-encoded letter"),
        (b"http://app.example%3A8080", "a percent-encoded colon"),
        (b"http://app.example%00:8080", "a percent-encoded NUL"),
        (b"http://[::1]:8080", "IPv6 loopback"),
        (b"http://[::ffff:127.0.0.1]:8080", "IPv4 in IPv6"),
        (b"http://127.0.0.1:8080", "loopback"),
        (b"http://localhost:8080", "localhost"),
        (b"http://2130706433:8080", "loopback as one number"),
        (b"null", "a sandboxed frame, a file, a redirect"),
        (b"NULL", "the same in capitals"),
        (b"undefined", "a careless program"),
        (b"", "nothing"),
        (b" ", "white space"),
        (b"app.example:8080", "no scheme"),
        (b"//app.example:8080", "no scheme but slashes"),
        (b"http:app.example:8080", "no slashes"),
        (b"http:/app.example:8080", "one slash"),
        (b"http:///app.example:8080", "three slashes"),
        (b"http://http://app.example:8080", "a scheme twice"),
        (
            b"HTTP://app.example:8080",
            "a scheme that no browser writes in capitals",
        ),
        (b"ws://app.example:8080", "the socket's scheme, no page's"),
        (b"file://app.example:8080", "a file"),
        (b"ftp://app.example:8080", "another scheme"),
        (b"javascript://app.example:8080", "a script"),
        (b"data://app.example:8080", "data"),
        (b"chrome-extension://app.example:8080", "an extension"),
        (b"blob:http://app.example:8080", "a blob"),
        (
            b"http://app.example:8080/",
            "a slash behind: an origin has no path",
        ),
        (b"http://app.example:8080, http://evil.example", "a list"),
        (
            b"http://evil.example http://app.example:8080",
            "the list of RFC 6454",
        ),
    ];

    #[test]
    fn pages_of_other_sites_may_not() {
        for (origin, why) in HOSTILE {
            let mut headers = headers(None);
            let value = HeaderValue::from_bytes(origin).expect("bytes that a header may have");
            headers.insert(ORIGIN, value);
            let shown = String::from_utf8_lossy(origin);
            assert!(!allows(&Origins::default(), &headers), "{why}: {shown}");
            let some = Origins {
                allowed: vec!["https://www.example".to_owned()],
                allow_missing: true,
            };
            assert!(!allows(&some, &headers), "{why}: {shown}");
        }
        assert!(!allows(&Origins::default(), &headers(None)));
    }

    #[test]
    fn two_origins_are_none_even_if_both_are_ours() {
        let mut twice = headers(Some("http://app.example:8080"));
        twice.append(ORIGIN, HeaderValue::from_static("http://app.example:8080"));
        assert!(!allows(&Origins::default(), &twice));
    }

    #[test]
    fn a_request_that_says_no_host_has_no_origin_of_its_own() {
        for host in [None, Some("")] {
            for origin in ["http://", "https://", "http://app.example:8080"] {
                let mut headers = headers(Some(origin));
                headers.remove(HOST);
                if let Some(host) = host {
                    headers.insert(HOST, HeaderValue::from_static(host));
                }
                assert!(!allows(&Origins::default(), &headers), "{host:?} {origin}");
            }
        }
    }

    #[test]
    fn an_address_is_a_host_like_any_other() {
        for host in [
            "[::1]:8080",
            "127.0.0.1:8080",
            "localhost",
            "xn--bcher-kva.example",
        ] {
            let mut headers = headers(Some(&format!("http://{host}")));
            headers.insert(HOST, host.parse().expect("a value"));
            assert!(allows(&Origins::default(), &headers), "{host}");
            headers.insert(HOST, "app.example".parse().expect("a value"));
            assert!(!allows(&Origins::default(), &headers), "{host}");
        }
    }

    #[test]
    fn an_app_may_allow_other_origins_and_clients_that_send_none() {
        let origins = Origins {
            allowed: vec!["https://www.example".to_owned()],
            allow_missing: true,
        };
        assert!(allows(&origins, &headers(Some("https://www.example"))));
        assert!(!allows(
            &origins,
            &headers(Some("https://www.example.evil"))
        ));
        assert!(allows(&origins, &headers(None)));
    }
}
