//! The visitor's cookie.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use axum::http::request::Parts;

use crate::visitor::Visitor;

const COOKIE_NAME: &str = "docent";
/// A year: as long as progress may be worth resuming.
const MAX_AGE: u32 = 365 * 24 * 60 * 60;

/// The visitor whom the request's cookie names, if it holds an id of ours.
pub(crate) fn from_headers(headers: &HeaderMap) -> Option<Visitor> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .filter(|(name, _)| *name == COOKIE_NAME)
        .find_map(|(_, id)| Visitor::from_id(id))
}

/// The `Set-Cookie` value that makes the browser remember the visitor.
pub(crate) fn set_cookie(visitor: &Visitor, secure: bool) -> String {
    let secure = if secure { "; Secure" } else { "" };
    format!(
        "{COOKIE_NAME}={}; Path=/; Max-Age={MAX_AGE}; HttpOnly; SameSite=Lax{secure}",
        visitor.id()
    )
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = Infallible;

    /// The visitor of a docent page's request; elsewhere the one that the
    /// cookie names, or a new one that is not stored in a cookie.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts
            .extensions
            .get::<Self>()
            .cloned()
            .or_else(|| from_headers(&parts.headers))
            .unwrap_or_else(Self::new))
    }
}
