//! Who is looking at a page.

use std::fmt;

use crate::ids;

/// The person whom tour progress belongs to: a random id in a cookie, or, in a browser
/// that has none, in the page.
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
/// The id is 128 random bits, in a cookie that scripts cannot read: see
/// [`VisitorCookie`](crate::config::VisitorCookie). Whoever knows it is the visitor, as with any
/// session cookie. It is not a login. A page without a cookie has the id in its token,
/// which its scripts can read.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Visitor {
    // The digits themselves, since each of thousands of sessions has its own visitor:
    // a shared text would cost it an allocation.
    id: [u8; ids::HEX_128],
}

impl Visitor {
    /// A visitor who was never here before.
    pub(crate) fn new() -> Self {
        Self::from_id(&ids::hex_128()).expect("such an id is one")
    }

    /// The visitor of that id; `None` if it is not one that docent has made.
    ///
    /// For stores, and for apps that keep a visitor's id: 32 hexadecimal digits.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        let digits = ids::is_hex_128(id).then_some(id.as_bytes())?;
        let id = digits.try_into().ok()?;
        Some(Self { id })
    }

    /// The id in the cookie.
    #[must_use]
    pub fn id(&self) -> &str {
        str::from_utf8(&self.id).expect("they are hexadecimal digits")
    }
}

impl fmt::Debug for Visitor {
    /// Eight characters: enough to distinguish visitors in a log, too few to be one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Visitor({}…)", self.id().get(..8).unwrap_or_default())
    }
}
