//! The token of a page: which kind it is given, and what a page is answered that asks
//! for one.

use axum::http::header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::http::caller::KnownBy;
use crate::http::hosts;
use crate::http::origin::{self, Origins};
use crate::http::proxies::Scheme;
use crate::log_limit::LogLimit;
use crate::server::Docent;
use crate::visitor::Visitor;
use crate::wire::{self, PageTrouble, ProtocolError, TokenRequest};

/// What a page asks for when it wants a fresh token.
pub(crate) const TYPE: &str = "application/docent+json";

/// The header in which it says what it is. No other site can send it: a browser first
/// asks the server whether it may.
const REQUEST: &str = "docent-page";

/// How a page gets its token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PageToken {
    /// With the page, and of use only beside the visitor's cookie.
    Bound,
    /// With the page, in place of a cookie.
    Provisional,
    /// The page asks for it.
    Fetched,
}

impl PageToken {
    pub(crate) fn issue(self, docent: &Docent, visitor: &Visitor) -> String {
        match self {
            Self::Bound => docent.key().issue(visitor),
            Self::Provisional => docent.key().issue_provisional(visitor),
            Self::Fetched => String::new(),
        }
    }

    /// That of a page that is served without a cookie.
    ///
    /// In a frame of another site such a token would let that site's visitors be led to
    /// press what they do not see. A browser that does not name the frame is asked by
    /// the page's script, which does.
    pub(crate) fn without_cookie(headers: &HeaderMap, is_embedded: bool) -> Self {
        if is_embedded || destination(headers) == Some("document") {
            Self::Provisional
        } else {
            Self::Fetched
        }
    }
}

/// Whether a browser asks for the page of a frame.
pub(crate) fn is_framed(headers: &HeaderMap) -> bool {
    let frames = ["iframe", "frame", "fencedframe", "embed", "object"];
    destination(headers).is_some_and(|destination| frames.contains(&destination))
}

fn destination(headers: &HeaderMap) -> Option<&str> {
    headers.get("sec-fetch-dest")?.to_str().ok()
}

/// What a page sends when it asks for a token; `None` if a request is for
/// something else.
pub(crate) fn request(headers: &HeaderMap) -> Option<Result<TokenRequest, Response>> {
    if headers.get(ACCEPT)? != TYPE {
        return None;
    }
    let Some(text) = headers.get(REQUEST) else {
        return Some(Ok(TokenRequest::default()));
    };
    let request = wire::token_request(text.to_str().unwrap_or_default());
    let refused = |ProtocolError(why)| (StatusCode::BAD_REQUEST, why).into_response();
    Some(request.map_err(refused))
}

/// What a page is answered instead of a token.
pub(crate) fn refuse(
    parts: &Parts,
    request: &TokenRequest,
    origins: &Origins,
    is_embedded: bool,
    known_by: KnownBy,
    scheme: Scheme,
    docent: &Docent,
) -> Option<Response> {
    // A browser lets no other site read the answer; a request whose
    // `Sec-Fetch-Site` names one is refused all the same.
    let site = parts.headers.get("sec-fetch-site");
    if site.is_some_and(|site| site != "same-origin") {
        return Some(StatusCode::FORBIDDEN.into_response());
    }
    let authority = hosts::authority(parts, docent);
    let is_secure = scheme == Scheme::Https;
    let origin = request.origin.as_deref();
    let is_foreign = origin.is_some_and(|origin| {
        !origins.allow_origin(origin, authority, is_secure)
            && !origin::is_listed_everywhere(docent, origin)
    });
    let trouble = if is_foreign {
        // Its socket was refused for it, which is logged.
        PageTrouble::Origin
    } else if request.is_framed && !is_embedded && !matches!(known_by, KnownBy::Cookie(_)) {
        static FRAMED: LogLimit = LogLimit::new();
        if let Some(unlogged) = FRAMED.admit() {
            tracing::warn!(target: "docent::serve", unlogged, "a page in a frame was refused, since it has no cookie there: a page that other sites may show is routed by `docent::route(…).embedded()`");
        }
        PageTrouble::Framed
    } else {
        return None;
    };
    Some(answer(TYPE, wire::page_trouble(trouble)))
}

/// An answer that no cache may keep: it holds a visitor's token.
pub(crate) fn answer(content_type: &'static str, body: String) -> Response {
    const HEADERS: [(HeaderName, &str); 1] = [(CACHE_CONTROL, "no-store")];
    (HEADERS, [(CONTENT_TYPE, content_type)], body).into_response()
}
