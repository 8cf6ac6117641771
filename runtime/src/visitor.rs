//! Who is looking at a page.

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use axum::http::request::Parts;

use crate::ids;

/// The person whom tour progress belongs to: a random id in a cookie.
///
/// In a mount it is an extractor:
///
/// ```
/// # use docent::prelude::*;
/// # use docent::Visitor;
/// # struct Shop { owner: String }
/// # #[live_view(LiveView)] impl Shop {}
/// # impl View for Shop { fn render(&self) -> Html { Html::default() } }
/// async fn mount(visitor: Visitor) -> Shop {
///     Shop { owner: visitor.id().to_owned() }
/// }
/// # let _: axum::Router = axum::Router::new().route("/", docent::live(mount));
/// ```
///
/// # Security
///
/// The id is 128 random bits, in a cookie that scripts cannot read
/// (`HttpOnly`, `SameSite=Lax`). Whoever knows it is the visitor, as with any
/// session cookie. It is not a login.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Visitor {
    id: Arc<str>,
}

const COOKIE_NAME: &str = "docent";
/// A year: as long as progress may be worth resuming.
const MAX_AGE: u32 = 365 * 24 * 60 * 60;

impl Visitor {
    /// A visitor who was never here before.
    pub(crate) fn new() -> Self {
        Self {
            id: ids::hex_128().into(),
        }
    }

    /// The visitor whom the request's cookie names, if it holds an id of ours.
    pub(crate) fn from_headers(headers: &HeaderMap) -> Option<Self> {
        headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|cookie| cookie.trim().split_once('='))
            .find(|(name, id)| *name == COOKIE_NAME && ids::is_hex_128(id))
            .map(|(_, id)| Self { id: id.into() })
    }

    /// The id in the cookie.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The `Set-Cookie` value that makes the browser remember the visitor.
    pub(crate) fn cookie(&self, secure: bool) -> String {
        let secure = if secure { "; Secure" } else { "" };
        format!(
            "{COOKIE_NAME}={}; Path=/; Max-Age={MAX_AGE}; HttpOnly; SameSite=Lax{secure}",
            self.id
        )
    }
}

impl fmt::Debug for Visitor {
    /// Eight characters: enough to tell visitors apart in a log, too few to be one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Visitor({}…)", self.id.get(..8).unwrap_or_default())
    }
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = Infallible;

    /// The visitor of a docent page's request; elsewhere the one that the
    /// cookie names, or a new one that nobody will remember.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts
            .extensions
            .get::<Self>()
            .cloned()
            .or_else(|| Self::from_headers(&parts.headers))
            .unwrap_or_else(Self::new))
    }
}
