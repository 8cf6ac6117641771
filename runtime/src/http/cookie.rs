//! The visitor's cookie.

use std::convert::Infallible;
use std::fmt;
use std::time::Duration;

use axum::extract::FromRequestParts;
use axum::http::header::{CACHE_CONTROL, COOKIE, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;

use crate::http::proxies::Scheme;
use crate::log_limit::LogLimit;
use crate::server::Docent;
use crate::server::builder::DocentBuilder;
use crate::visitor::Visitor;

/// Before a name it makes browsers take the cookie from this host alone, by TLS.
const BOUND: &str = "__Host-";

/// After the name of the cookie in other sites' frames. Beside the ordinary one, which a
/// browser may send as well, it is not a second one of the same name.
const EMBEDDED: &str = "-embedded";

/// How long browsers keep a cookie at most (RFC 6265bis, 5.5): 400 days.
const LONGEST: Duration = Duration::from_secs(400 * 24 * 60 * 60);

/// The cookie by which docent knows a browser again, its [`Visitor`].
///
/// ```
/// use docent::Docent;
/// use docent::config::VisitorCookie;
///
/// let cookie = VisitorCookie::new().name("tours").secure(!cfg!(debug_assertions));
/// let docent = Docent::builder().cookie(cookie).build();
/// ```
///
/// It holds 128 random bits, is sent to every path of the host and to no other
/// (`Path=/`, no `Domain`), `HttpOnly` and `SameSite=Lax`. Each page sets it again, so
/// it ends only for a browser that has stayed away for all of its
/// [lifetime](VisitorCookie::max_age). Every answer that sets it has
/// `Cache-Control: no-store`, also that of a mount.
///
/// # Security
///
/// Over TLS it is `Secure`, and its name begins with `__Host-`: a browser then takes it
/// from this host alone, so that neither a sibling domain nor somebody on the network
/// can plant one. Where docent does not know that a request came by TLS the cookie has
/// its plain name. A browser that sends two different ones under that name has been
/// given one by somebody else. Neither counts then, which is logged as a warning: until
/// one of the two is gone its sessions live with their pages, as those of a browser that
/// takes no cookies.
///
/// A browser that takes no cookies has a new visitor at each page. The page's session
/// lives as long as the page, also over lost connections, and what it has stored is not
/// found again after a reload. A page in another site's frame needs
/// [`Route::embedded`](crate::routing::Route::embedded).
///
/// Whether a request came by TLS is known from the
/// [proxies](crate::config::DocentBuilder::trusted_proxies) that the app trusts, or by
/// [`secure`](VisitorCookie::secure), and not from the request itself: an app that ends TLS
/// in its own process sets the latter.
#[derive(Clone)]
pub struct VisitorCookie {
    name: String,
    max_age: Duration,
    is_secure: bool,
    only_for_tours: bool,
}

/// Which of a visitor's cookies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Jar {
    /// That of the app's own pages.
    Own,
    /// That of the app's pages in the frames of one other site.
    Embedded,
}

impl VisitorCookie {
    /// A cookie of the name `docent`, for 365 days, `Secure` where docent knows that a
    /// request came by TLS.
    #[must_use]
    pub fn new() -> Self {
        Self {
            name: "docent".to_owned(),
            max_age: Duration::from_secs(365 * 24 * 60 * 60),
            is_secure: false,
            only_for_tours: false,
        }
    }

    /// Its name, before which `__Host-` is put over TLS: `docent`. Visitors whose
    /// browsers hold one of another name are new visitors.
    ///
    /// # Panics
    ///
    /// If it is not a token of HTTP (letters, digits, `-`, `_` and some more), or
    /// begins with a prefix of cookies, `__`.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        let name = name.into();
        let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
        assert!(
            !name.is_empty() && name.chars().all(is_token) && !name.starts_with("__"),
            "{name:?} cannot be the name of a cookie: write letters, digits and hyphens"
        );
        self.name = name;
        self
    }

    /// How long a browser keeps it after its last page: 365 days. Browsers keep no
    /// cookie for more than 400 days, and neither does docent.
    #[must_use]
    pub fn max_age(mut self, max_age: Duration) -> Self {
        self.max_age = max_age.min(LONGEST);
        self
    }

    /// Whether each page is served by TLS, also where docent cannot know it: no. For
    /// an app that ends TLS itself, or behind a proxy that does. A browser keeps such a cookie over TLS
    /// and, in most of them, on `localhost`; elsewhere each page has a new visitor.
    #[must_use]
    pub fn secure(mut self, is_secure: bool) -> Self {
        self.is_secure = is_secure;
        self
    }

    /// Whether it is set only when a tour begins: no, with the first page.
    ///
    /// With `true` a browser is given a cookie when it shows a tour's first step, and
    /// none before. Until then each of its pages has a visitor of its own, as
    /// [`Visitor`] in the mount too, who ends with the page: a page that never shows a
    /// tour leaves nothing in the browser, and after a reload is another visitor's. The
    /// page in which the tour begins keeps its visitor, its session and its progress
    /// under the cookie.
    ///
    /// Pages that were open then keep theirs until they are loaded again, and a tour
    /// that begins in one of them is not found again after that. A page that was opened
    /// with the cookie renews it.
    ///
    /// # Security
    ///
    /// The document of such a page holds what makes its visitor, for an hour, as the
    /// cookie does otherwise: see [the security chapter](crate::chapters::security). It is
    /// `no-store`. A cache in front of the app that keeps it all the same gives several
    /// people one visitor.
    #[must_use]
    pub fn only_for_tours(mut self, only_for_tours: bool) -> Self {
        self.only_for_tours = only_for_tours;
        self
    }

    /// Whether a page may be served without it.
    pub(crate) fn waits_for_a_tour(&self) -> bool {
        self.only_for_tours
    }

    /// The visitor whom a request's cookies name, and by which of them. The one in
    /// frames counts only where the page may be in one.
    pub(crate) fn read(
        &self,
        headers: &HeaderMap,
        scheme: Scheme,
        may_be_embedded: bool,
    ) -> Option<(Visitor, Jar)> {
        let own = self.read_own(headers, scheme);
        let embedded = || {
            let name = self.full_name(scheme, Jar::Embedded);
            may_be_embedded.then(|| self.find(headers, &name)).flatten()
        };
        own.map(|visitor| (visitor, Jar::Own))
            .or_else(|| embedded().map(|visitor| (visitor, Jar::Embedded)))
    }

    fn read_own(&self, headers: &HeaderMap, scheme: Scheme) -> Option<Visitor> {
        // A page's GET and its socket may differ in what is known of their scheme, so the
        // bound cookie comes first in each.
        let bound = self.find(headers, &format!("{BOUND}{}", self.name));
        if bound.is_some() || self.is_secure(scheme) {
            return bound;
        }
        self.find(headers, &self.name)
    }

    /// The visitor in the cookies of that name; none if they are of two.
    fn find(&self, headers: &HeaderMap, name: &str) -> Option<Visitor> {
        // Bytes: a cookie of another app may have any.
        let mut found = headers
            .get_all(COOKIE)
            .iter()
            .flat_map(|value| value.as_bytes().split(|byte| *byte == b';'))
            .filter_map(|cookie| cookie.trim_ascii().strip_prefix(name.as_bytes()))
            .filter_map(|cookie| cookie.strip_prefix(b"="))
            .filter_map(|id| Visitor::from_id(str::from_utf8(id).ok()?));
        let visitor = found.next()?;
        if found.any(|other| other != visitor) {
            static TWO: LogLimit = LogLimit::new();
            if let Some(unlogged) = TWO.admit() {
                tracing::warn!(target: "docent::serve", unlogged, "a browser sent the cookies of two visitors: neither counts, and each of its pages has a new visitor until one of them is gone");
            }
            return None;
        }
        Some(visitor)
    }

    /// Makes the browser remember the visitor, for another lifetime.
    pub(crate) fn set(&self, response: &mut Response, visitor: &Visitor, scheme: Scheme, jar: Jar) {
        let sites = match jar {
            Jar::Own if self.is_secure(scheme) => "SameSite=Lax; Secure",
            Jar::Own => "SameSite=Lax",
            Jar::Embedded => "SameSite=None; Secure; Partitioned",
        };
        let cookie = format!(
            "{}={}; Path=/; Max-Age={}; HttpOnly; {sites}",
            self.full_name(scheme, jar),
            visitor.id(),
            self.max_age.as_secs(),
        );
        let headers = response.headers_mut();
        let cookie = HeaderValue::try_from(cookie).expect("its name is a token");
        headers.append(SET_COOKIE, cookie);
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }

    fn full_name(&self, scheme: Scheme, jar: Jar) -> String {
        let name = &self.name;
        match jar {
            Jar::Own if self.is_secure(scheme) => format!("{BOUND}{name}"),
            Jar::Own => name.clone(),
            // Browsers take a cookie without `SameSite` by TLS alone.
            Jar::Embedded => format!("{BOUND}{name}{EMBEDDED}"),
        }
    }

    fn is_secure(&self, scheme: Scheme) -> bool {
        self.is_secure || scheme == Scheme::Https
    }
}

impl Default for VisitorCookie {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for VisitorCookie {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VisitorCookie")
            .field("name", &self.name)
            .field("max_age", &self.max_age)
            .field("secure", &self.is_secure)
            .field("only_for_tours", &self.only_for_tours)
            .finish()
    }
}

impl DocentBuilder {
    /// The cookie by which visitors are known again: [`VisitorCookie::new`].
    pub fn cookie(mut self, cookie: VisitorCookie) -> Self {
        self.edge().insert(cookie);
        self
    }
}

/// The cookie of a server; the default one without a server.
pub(crate) fn of(docent: Option<&Docent>) -> VisitorCookie {
    docent
        .and_then(|docent| docent.edge().get::<VisitorCookie>())
        .cloned()
        .unwrap_or_default()
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = Infallible;

    /// The visitor of a docent page's request; elsewhere the one that the
    /// cookie names, or a new one that is not stored in a cookie.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let known = parts.extensions.get::<Self>().cloned();
        let in_cookie = || {
            let docent = parts.extensions.get::<Docent>();
            let read = of(docent).read(&parts.headers, Scheme::of(docent, parts), true);
            read.map(|(visitor, _)| visitor)
        };
        Ok(known.or_else(in_cookie).unwrap_or_else(Self::new))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "0123456789abcdef0123456789abcdef";
    const TWO: &str = "fedcba9876543210fedcba9876543210";

    fn read(scheme: Scheme, cookies: &[&[u8]]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for cookie in cookies {
            let value = HeaderValue::from_bytes(cookie).expect("a header's bytes");
            headers.append(COOKIE, value);
        }
        let (visitor, _) = VisitorCookie::new().read(&headers, scheme, false)?;
        Some(visitor.id().to_owned())
    }

    fn cookie(name: &str, id: &str) -> Vec<u8> {
        format!("{name}={id}").into_bytes()
    }

    #[test]
    fn a_foreign_cookie_of_any_bytes_hides_no_visitor() {
        let ours = cookie("docent", ONE);
        for foreign in [&b"city=M\xfcnchen"[..], b"x=\xff\xfe", "café=☕".as_bytes()] {
            let header = [foreign, b"; ", &ours, b"; z=1"].concat();
            assert_eq!(read(Scheme::Unknown, &[&header]).as_deref(), Some(ONE));
            let found = read(Scheme::Unknown, &[foreign, &ours]);
            assert_eq!(found.as_deref(), Some(ONE));
        }
    }

    #[test]
    fn of_two_different_cookies_neither_counts() {
        let (one, two) = (cookie("docent", ONE), cookie("docent", TWO));
        assert_eq!(
            read(Scheme::Unknown, &[&[&one[..], &two].join(&b"; "[..])]),
            None
        );
        assert_eq!(read(Scheme::Unknown, &[&two, &one]), None);
        let found = read(Scheme::Unknown, &[&one, b"docent=forged", &one]);
        assert_eq!(found.as_deref(), Some(ONE));
    }

    #[test]
    fn over_tls_only_the_cookie_of_the_host_counts() {
        let (own, plain) = (cookie("__Host-docent", ONE), cookie("docent", TWO));
        assert_eq!(read(Scheme::Https, &[&plain, &own]).as_deref(), Some(ONE));
        assert_eq!(read(Scheme::Https, &[&plain]), None);
        // A socket whose page came by TLS, of which nothing is known here.
        assert_eq!(read(Scheme::Unknown, &[&plain, &own]).as_deref(), Some(ONE));
        assert_eq!(read(Scheme::Unknown, &[&plain]).as_deref(), Some(TWO));
    }

    #[test]
    fn an_answer_that_sets_the_cookie_is_not_stored() {
        let visitor = Visitor::from_id(ONE).expect("an id");
        let tours = VisitorCookie::new().name("tours");
        let brief = tours.clone().max_age(Duration::from_secs(60));
        let forever = tours.clone().max_age(Duration::MAX);
        for (cookie, scheme, expected) in [
            (
                &brief,
                Scheme::Unknown,
                format!("tours={ONE}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax"),
            ),
            (
                &forever,
                Scheme::Https,
                format!(
                    "__Host-tours={ONE}; Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax; Secure"
                ),
            ),
        ] {
            let mut response = Response::default();
            let headers = response.headers_mut();
            headers.insert(CACHE_CONTROL, HeaderValue::from_static("public"));
            cookie.set(&mut response, &visitor, scheme, Jar::Own);
            assert_eq!(response.headers()[SET_COOKIE], expected);
            assert_eq!(response.headers()[CACHE_CONTROL], "no-store");
        }
    }

    #[test]
    fn in_frames_a_cookie_of_its_own_counts_after_the_ordinary_one() {
        let (own, embedded) = (
            cookie("__Host-docent", ONE),
            cookie("__Host-docent-embedded", TWO),
        );
        let both = [&own[..], &embedded].join(&b"; "[..]);
        for (line, may_be_embedded, expected) in [
            (&both, true, Some((ONE, Jar::Own))),
            (&embedded, true, Some((TWO, Jar::Embedded))),
            (&embedded, false, None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(COOKIE, HeaderValue::from_bytes(line).expect("bytes"));
            let read = VisitorCookie::new().read(&headers, Scheme::Unknown, may_be_embedded);
            let read = read.as_ref().map(|(visitor, jar)| (visitor.id(), *jar));
            assert_eq!(read, expected);
        }
        let mut response = Response::default();
        let visitor = Visitor::from_id(ONE).expect("an id");
        let cookie = VisitorCookie::new().max_age(Duration::from_secs(60));
        cookie.set(&mut response, &visitor, Scheme::Unknown, Jar::Embedded);
        assert_eq!(
            response.headers()[SET_COOKIE],
            format!(
                "__Host-docent-embedded={ONE}; Path=/; Max-Age=60; HttpOnly; SameSite=None; Secure; Partitioned"
            )
        );
    }

    #[test]
    fn a_name_that_no_cookie_can_have_is_refused() {
        for name in ["", "a b", "a=b", "a;b", "ä", "__Host-a"] {
            let named = std::panic::catch_unwind(|| VisitorCookie::new().name(name));
            assert!(named.is_err(), "{name}");
        }
    }
}
