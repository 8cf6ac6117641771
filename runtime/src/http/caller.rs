//! Whose a request is: the visitor of its cookie, of its page's token where the browser
//! has none, or a new one.
//!
//! A socket names that token beside the protocol that it asks for, as the only header
//! that a page can choose: its mount has to know the visitor, and runs before the hello.

use axum::http::header::SEC_WEBSOCKET_PROTOCOL;
use axum::http::request::Parts;

use crate::http::cookie::{Jar, VisitorCookie};
use crate::http::proxies::Scheme;
use crate::identity::Identity;
use crate::server::Docent;
use crate::visitor::Visitor;
use crate::wire::Hello;

/// Whose a request is.
pub(crate) struct Caller {
    pub(crate) visitor: Visitor,
    pub(crate) known_by: KnownBy,
}

/// What names a request's visitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KnownBy {
    Cookie(Jar),
    /// A provisional token alone.
    Token,
    /// Nothing: the visitor is new.
    Nothing,
}

impl Caller {
    /// The visitor whom the cookies name, or a new one.
    pub(crate) fn by_cookie(
        cookie: &VisitorCookie,
        parts: &Parts,
        scheme: Scheme,
        may_be_embedded: bool,
    ) -> Self {
        let read = cookie.read(&parts.headers, scheme, may_be_embedded);
        read.map_or_else(Self::new, |(visitor, jar)| Self {
            visitor,
            known_by: KnownBy::Cookie(jar),
        })
    }

    fn new() -> Self {
        Self {
            visitor: Visitor::new(),
            known_by: KnownBy::Nothing,
        }
    }

    /// Whose the page is that opens a socket: a page that was opened without a cookie
    /// keeps its visitor when another page has set one meanwhile.
    pub(crate) fn or_by_protocol(self, docent: &Docent, parts: &Parts) -> Self {
        match visitor_of_protocol(docent, parts) {
            Some(visitor) if visitor != self.visitor => Self {
                visitor,
                known_by: KnownBy::Token,
            },
            _ => self,
        }
    }

    /// Whose the page is that asks for a token, if it has no cookie and names a
    /// provisional one. One that has ended counts as long as its session lives.
    pub(crate) fn or_by_token(self, docent: &Docent, token: &str) -> Self {
        if self.known_by != KnownBy::Nothing {
            return self;
        }
        let named = docent.key().provisional(token).filter(|named| {
            let sessions = docent.registry().of_visitor(&named.visitor);
            named.is_current || !sessions.is_empty()
        });
        named.map_or(self, |named| Self {
            visitor: named.visitor,
            known_by: KnownBy::Token,
        })
    }
}

impl KnownBy {
    /// Whether a page may come in with this hello.
    ///
    /// A page without a cookie comes back to the session that it began, however old its
    /// token is. It begins one only where no other page of this visitor is connected: a
    /// copy of its document, from a cache or a file, is not taken for it.
    pub(crate) fn admits(self, docent: &Docent, identity: &Identity, hello: &Hello) -> bool {
        let (key, registry) = (docent.key(), docent.registry());
        let (visitor, page) = (&identity.visitor, &hello.page);
        if self != Self::Token {
            return key.verify(visitor, page);
        }
        let Some(named) = key.provisional(page).filter(|it| it.visitor == *visitor) else {
            return false;
        };
        let id = hello.session.as_ref();
        let comes_back = id.is_some_and(|id| registry.find(id, identity).is_some());
        let is_connected = || {
            let sessions = registry.of_visitor(visitor);
            sessions.iter().any(|session| session.away() == 0)
        };
        comes_back || (named.is_current && !is_connected())
    }
}

fn visitor_of_protocol(docent: &Docent, parts: &Parts) -> Option<Visitor> {
    let lines = parts.headers.get_all(SEC_WEBSOCKET_PROTOCOL).iter();
    lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .find_map(|name| docent.key().provisional(name.trim()))
        .map(|named| named.visitor)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::*;
    use crate::prelude::*;
    use crate::test::Page;

    #[derive(Default)]
    struct Still;

    #[live_view(LiveView)]
    impl Still {}

    impl View for Still {
        fn render(&self) -> Html {
            Html::default()
        }
    }

    fn hello(token: &str, session: Option<&str>) -> Hello {
        Hello {
            page: token.to_owned(),
            session: session.map(str::to_owned),
            ..Hello::default()
        }
    }

    #[tokio::test(start_paused = true)]
    async fn an_ended_token_leads_only_to_its_own_session() {
        let (docent, visitor) = (Docent::new(), Visitor::new());
        let builder = Page::<Still>::builder().docent(&docent).visitor(&visitor);
        let mut page = builder.mount(Still::default).await.expect("a view");
        let (identity, id) = (page.identity().clone(), page.guide().session_id());
        let id = id.to_string();

        let ago = SystemTime::now() - Duration::from_secs(2);
        let ended = docent.key().provisional_until(&visitor, ago);
        let current = docent.key().issue_provisional(&visitor);
        let admits = |token: &str, session: Option<&str>| {
            KnownBy::Token.admits(&docent, &identity, &hello(token, session))
        };
        let other = docent.key().issue_provisional(&Visitor::new());
        let no_session = "0".repeat(32);
        // It is connected: another page of this visitor is a copy.
        for (token, session, is_admitted) in [
            (&current, Some(&id), true),
            (&ended, Some(&id), true),
            (&other, Some(&id), false),
            (&current, Some(&no_session), false),
            (&current, None, false),
            (&ended, None, false),
        ] {
            let session = session.map(String::as_str);
            assert_eq!(admits(token, session), is_admitted, "{token} {session:?}");
        }
        page.disconnect().await;
        assert!(admits(&current, None));
        assert!(!admits(&ended, None));
        assert!(!admits(&docent.key().issue(&visitor), None), "bound");
    }

    #[tokio::test(start_paused = true)]
    async fn an_ended_token_names_its_visitor_while_the_session_lives() {
        let (docent, visitor) = (Docent::new(), Visitor::new());
        let ago = SystemTime::now() - Duration::from_secs(2);
        let ended = docent.key().provisional_until(&visitor, ago);
        let named = || Caller::new().or_by_token(&docent, &ended);
        assert!(named().visitor != visitor);
        let builder = Page::<Still>::builder().docent(&docent).visitor(&visitor);
        let page = builder.mount(Still::default).await.expect("a view");
        assert!(named().visitor == visitor && named().known_by == KnownBy::Token);
        drop(page);
    }
}
