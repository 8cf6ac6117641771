//! The proxies in front of the server, and what their headers say of a request.

use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use ipnet::IpNet;

use crate::server::Docent;
use crate::server::builder::DocentBuilder;

/// How a request came to the nearest proxy, or to the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scheme {
    Https,
    Http,
    /// Behind a proxy that sets no header, or is not trusted.
    Unknown,
}

/// The proxies whose headers are believed, by their addresses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustedProxies {
    networks: Vec<IpNet>,
    is_standard: bool,
    has_host: bool,
    has_prefix: bool,
}

impl TrustedProxies {
    /// The proxies at these addresses, `127.0.0.1`, or in these networks, `10.0.0.0/8`.
    /// `X-Forwarded-Proto` names the scheme of the request that came to them.
    ///
    /// # Panics
    ///
    /// If one of them is neither.
    #[must_use]
    pub fn new(addresses: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let network = |text: &str| match text.parse::<IpAddr>() {
            Ok(address) => address.into(),
            Err(_) => text.parse::<IpNet>().unwrap_or_else(|_| {
                panic!("{text:?} is no address of a proxy: write 127.0.0.1 or 10.0.0.0/8")
            }),
        };
        Self {
            networks: addresses
                .into_iter()
                .map(|text| network(text.as_ref()))
                .collect(),
            is_standard: false,
            has_host: false,
            has_prefix: false,
        }
    }

    /// `Forwarded` (RFC 7239) names the scheme, and the host if that
    /// [counts](TrustedProxies::host); `X-Forwarded-Proto` and `X-Forwarded-Host` do
    /// not count.
    #[must_use]
    pub fn forwarded(mut self) -> Self {
        self.is_standard = true;
        self
    }

    /// `X-Forwarded-Host` names the host and port of the request that came to them, in
    /// place of its `Host`: for proxies that send a `Host` of their own. The
    /// app's [hosts](DocentBuilder::hosts) and a page's origin are compared with it.
    ///
    /// # Security
    ///
    /// The proxies must set it in each request, or remove the client's. A browser cannot
    /// send it from another site's page, but a program can.
    #[must_use]
    pub fn host(mut self) -> Self {
        self.has_host = true;
        self
    }

    /// `X-Forwarded-Prefix` names the path that they have taken off the front of the
    /// request's: `/tools`. The links of pages to [`assets`](crate::assets()) begin with
    /// it, before the [`base_path`](DocentBuilder::base_path). There is none in
    /// `Forwarded`, so it counts with that as well.
    ///
    /// Of several proxies the nearest one names the whole of it. One that is no path of
    /// this host does not count, which is logged as a warning.
    ///
    /// # Security
    ///
    /// The proxies must set it in each request, or remove the client's: pages load their
    /// script from below it.
    #[must_use]
    pub fn prefix(mut self) -> Self {
        self.has_prefix = true;
        self
    }

    fn is_trusted(&self, peer: IpAddr) -> bool {
        let peer = peer.to_canonical();
        self.networks.iter().any(|network| network.contains(&peer))
    }

    /// What the nearest proxy names, in the standard header or in that of the name.
    fn named<'a>(&self, headers: &'a HeaderMap, standard: &str, name: &str) -> Option<&'a str> {
        if !self.is_standard {
            return last(headers, name);
        }
        last(headers, "forwarded")?.split(';').find_map(|pair| {
            let (name, value) = pair.split_once('=')?;
            let value = value.trim().trim_matches('"');
            name.trim().eq_ignore_ascii_case(standard).then_some(value)
        })
    }

    /// The scheme that the nearest proxy, which is at that address, names.
    fn scheme(&self, peer: IpAddr, headers: &HeaderMap) -> Scheme {
        if !self.is_trusted(peer) {
            return Scheme::Unknown;
        }
        let named = self.named(headers, "proto", "x-forwarded-proto");
        match named.map(str::to_ascii_lowercase).as_deref() {
            // Some proxies name the scheme of a WebSocket.
            Some("https" | "wss") => Scheme::Https,
            Some("http" | "ws") => Scheme::Http,
            _ => Scheme::Unknown,
        }
    }
}

/// The last element of a header that is a list: what the nearest proxy has added. The
/// ones before it may be the client's.
fn last<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let value = headers.get_all(name).iter().next_back()?;
    value.to_str().ok()?.rsplit(',').next().map(str::trim)
}

impl Scheme {
    /// What is known of a request's.
    ///
    /// Not by its URI: the one of an HTTP/1 request in absolute form, and the `:scheme` of
    /// HTTP/2, are the client's words.
    pub(crate) fn of(docent: Option<&Docent>, parts: &Parts) -> Self {
        let proxies = docent.and_then(|docent| docent.edge().get::<TrustedProxies>());
        match (proxies, peer(parts)) {
            (Some(proxies), Some(peer)) => proxies.scheme(peer, &parts.headers),
            _ => Self::Unknown,
        }
    }
}

/// The host and port that the nearest proxy names, if the app lets it.
pub(crate) fn host<'a>(docent: &Docent, parts: &'a Parts) -> Option<&'a str> {
    let proxies = trusted(docent, parts).filter(|proxies| proxies.has_host)?;
    proxies.named(&parts.headers, "host", "x-forwarded-host")
}

/// The path that the nearest proxy has taken off, if the app lets it say so.
pub(crate) fn prefix<'a>(docent: &Docent, parts: &'a Parts) -> Option<&'a str> {
    trusted(docent, parts).filter(|proxies| proxies.has_prefix)?;
    last(&parts.headers, "x-forwarded-prefix")
}

/// The app's proxies, if a request comes from one of them.
fn trusted<'a>(docent: &'a Docent, parts: &Parts) -> Option<&'a TrustedProxies> {
    let proxies = docent.edge().get::<TrustedProxies>()?;
    proxies.is_trusted(peer(parts)?).then_some(proxies)
}

fn peer(parts: &Parts) -> Option<IpAddr> {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    peer.map(|ConnectInfo(peer)| peer.ip())
}

impl DocentBuilder {
    /// The proxies in front of the server whose headers are believed: none. See
    /// [`TrustedProxies`].
    ///
    /// ```
    /// use docent::Docent;
    /// use docent::config::TrustedProxies;
    ///
    /// let docent = Docent::builder()
    ///     .trusted_proxies(TrustedProxies::new(["127.0.0.1", "::1"]))
    ///     .build();
    /// ```
    ///
    /// The address that a request comes from is known where the app is served by
    /// [`serve`](crate::serve()) or [`Docent::serve`] on a TCP socket, or by axum with
    /// `into_make_service_with_connect_info::<SocketAddr>()`.
    ///
    /// # Security
    ///
    /// Such a header of a request counts only if the request comes from one of
    /// these, and of a list only the last element, which the proxy itself has written.
    /// A proxy must set the header in each request, or remove the client's.
    pub fn trusted_proxies(mut self, proxies: TrustedProxies) -> Self {
        self.edge().insert(proxies);
        self
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderValue, Request, Version};

    use super::*;

    fn scheme(proxies: &TrustedProxies, peer: &str, lines: &[(&'static str, &str)]) -> Scheme {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(*name, HeaderValue::from_str(value).expect("a value"));
        }
        proxies.scheme(peer.parse().expect("an address"), &headers)
    }

    #[test]
    fn a_trusted_proxy_says_how_a_request_came() {
        let proxies = TrustedProxies::new(["127.0.0.1", "10.0.0.0/8"]);
        for (value, expected) in [
            ("https", Scheme::Https),
            ("HTTPS", Scheme::Https),
            ("http", Scheme::Http),
            ("http, https", Scheme::Https),
            ("https, http", Scheme::Http),
            ("", Scheme::Unknown),
            ("wss", Scheme::Https),
            ("ws", Scheme::Http),
            ("ftp", Scheme::Unknown),
        ] {
            for peer in ["127.0.0.1", "10.1.2.3", "::ffff:10.1.2.3"] {
                let named = scheme(&proxies, peer, &[("x-forwarded-proto", value)]);
                assert_eq!(named, expected, "{value} from {peer}");
            }
        }
        let twice = [
            ("x-forwarded-proto", "https"),
            ("x-forwarded-proto", "http"),
        ];
        assert_eq!(scheme(&proxies, "127.0.0.1", &twice), Scheme::Http);
    }

    #[test]
    fn nobody_else_is_believed() {
        let proxies = TrustedProxies::new(["10.0.0.0/8"]);
        let https = [("x-forwarded-proto", "https"), ("forwarded", "proto=https")];
        for peer in ["127.0.0.1", "11.0.0.1", "::1", "2001:db8::1"] {
            assert_eq!(scheme(&proxies, peer, &https), Scheme::Unknown, "{peer}");
        }
        assert_eq!(
            scheme(&TrustedProxies::default(), "10.0.0.1", &https),
            Scheme::Unknown
        );
    }

    #[test]
    fn only_the_header_that_the_proxies_set_counts() {
        let old = TrustedProxies::new(["::1"]);
        let standard = old.clone().forwarded();
        let forged = [
            ("x-forwarded-proto", "https"),
            ("forwarded", "for=_x;proto=http"),
        ];
        assert_eq!(scheme(&old, "::1", &forged), Scheme::Https);
        assert_eq!(scheme(&standard, "::1", &forged), Scheme::Http);
        let list = "for=1.2.3.4;proto=http, for=\"[::1]\"; Proto=\"https\"";
        assert_eq!(
            scheme(&standard, "::1", &[("forwarded", list)]),
            Scheme::Https
        );
    }

    fn forwarded(proxies: TrustedProxies, peer: &str, lines: &[(&'static str, &str)]) -> Named {
        let docent = Docent::builder().trusted_proxies(proxies).build();
        let mut request = axum::http::Request::get("/").header("host", "inner:3000");
        for (name, value) in lines {
            request = request.header(*name, *value);
        }
        let mut parts = request.body(()).expect("a request").into_parts().0;
        let peer = SocketAddr::new(peer.parse().expect("an address"), 4000);
        parts.extensions.insert(ConnectInfo(peer));
        let host = host(&docent, &parts).map(str::to_owned);
        (host, prefix(&docent, &parts).map(str::to_owned))
    }

    /// The host and the prefix.
    type Named = (Option<String>, Option<String>);

    fn named(host: Option<&str>, prefix: Option<&str>) -> Named {
        (host.map(str::to_owned), prefix.map(str::to_owned))
    }

    #[test]
    fn host_and_prefix_count_if_the_app_has_chosen_each() {
        let lines = [
            ("x-forwarded-host", "evil.example, app.example:8443"),
            ("x-forwarded-prefix", "/evil"),
            ("x-forwarded-prefix", "/tools"),
            ("forwarded", "host=evil.example"),
            ("forwarded", "for=_x;Host=\"www.example\""),
        ];
        let proxies = TrustedProxies::new(["10.0.0.0/8"]);
        let (host, prefix) = (Some("app.example:8443"), Some("/tools"));
        for (chosen, expected) in [
            (proxies.clone(), named(None, None)),
            (proxies.clone().host(), named(host, None)),
            (proxies.clone().prefix(), named(None, prefix)),
            (proxies.clone().host().prefix(), named(host, prefix)),
            (
                proxies.clone().forwarded().host().prefix(),
                named(Some("www.example"), prefix),
            ),
        ] {
            let shown = format!("{chosen:?}");
            assert_eq!(forwarded(chosen, "10.0.0.1", &lines), expected, "{shown}");
        }
        let all = proxies.host().prefix();
        let stranger = forwarded(all.clone(), "11.0.0.1", &lines);
        assert_eq!(stranger, named(None, None));
        assert_eq!(forwarded(all, "10.0.0.1", &[]), named(None, None));
    }

    #[test]
    fn a_request_does_not_name_its_own_scheme() {
        let proxies = TrustedProxies::new(["10.0.0.1"]);
        let docent = Docent::builder().trusted_proxies(proxies).build();
        for (peer, expected) in [
            (None, Scheme::Unknown),
            (Some([192, 0, 2, 1]), Scheme::Unknown),
            (Some([10, 0, 0, 1]), Scheme::Http),
        ] {
            for version in [Version::HTTP_11, Version::HTTP_2] {
                let request = Request::get("https://app.example/").version(version);
                let request = request.header("x-forwarded-proto", "http").body(());
                let (mut parts, ()) = request.expect("a request").into_parts();
                if let Some(peer) = peer {
                    let peer = SocketAddr::from((peer, 1));
                    parts.extensions.insert(ConnectInfo(peer));
                }
                let scheme = Scheme::of(Some(&docent), &parts);
                assert_eq!(scheme, expected, "{peer:?} {version:?}");
            }
        }
    }

    #[test]
    #[should_panic(expected = "no address of a proxy")]
    fn a_name_is_no_address_of_a_proxy() {
        drop(TrustedProxies::new(["proxy.local"]));
    }
}
