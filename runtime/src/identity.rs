//! Whose page it is, and at which URL: what a session belongs to.

use std::fmt;
use std::hash::BuildHasher;
use std::sync::Arc;

use crate::store::ProgressOwner;
use crate::visitor::Visitor;

/// Who a page belongs to, and where it was mounted.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Identity {
    /// The browser.
    pub(crate) visitor: Visitor,
    /// The app's user, if one is signed in.
    pub(crate) user: Option<Arc<str>>,
    /// Where the page was mounted.
    pub(crate) place: Place,
}

/// A route and the URL that it was asked for, with its query; and whether that URL turns
/// tours off.
///
/// Of the URL a hash, since there is one in each of thousands of sessions. Its key is
/// random and stays in the process, so nobody can look for two URLs that have one. That
/// it is short does no harm: who finds two has one session of their own at both, of the
/// same route.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// The route's number, and [`IS_OFF`].
    pub(crate) route: u32,
    /// Never 0: that is a URL which is not known.
    pub(crate) url: u32,
}

/// Set in the route of a [`Place`] that has no tours.
const IS_OFF: u32 = 1 << 31;

/// Whether a URL asks for a page without tours: by `docent=off` in its query.
pub(crate) fn asks_for_no_tours(url: &str) -> bool {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    query.split('&').any(|parameter| parameter == "docent=off")
}

impl Place {
    /// The place of that URL at a route; `key` is the server's.
    pub(crate) fn new(key: &impl BuildHasher, route: u32, url: &str) -> Self {
        let url = (key.hash_one(url) as u32).max(1);
        Self { route, url }
    }

    /// The same, without tours.
    pub(crate) fn without_tours(self) -> Self {
        let route = self.route | IS_OFF;
        Self { route, ..self }
    }

    /// Whether tours begin there.
    pub(crate) fn has_tours(self) -> bool {
        self.route & IS_OFF == 0
    }
}

impl Identity {
    /// Whose progress the page's tours have.
    pub(crate) fn owner(&self) -> ProgressOwner {
        match &self.user {
            Some(user) => ProgressOwner::User(Arc::clone(user)),
            None => ProgressOwner::Visitor(self.visitor.clone()),
        }
    }
}

impl From<Visitor> for Identity {
    /// A visitor who is not signed in, at a page without a URL.
    fn from(visitor: Visitor) -> Self {
        Self {
            visitor,
            user: None,
            place: Place::default(),
        }
    }
}

impl fmt::Debug for Identity {
    /// Of a user nothing: the id may be personal data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity")
            .field("visitor", &self.visitor)
            .field("user", &self.user.as_ref().map(|_| "…"))
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::hash::RandomState;

    use super::*;

    #[test]
    fn a_place_is_a_route_and_a_url() {
        let key = RandomState::new();
        let place = Place::new(&key, 1, "/projects/1?tab=2");
        assert!(place == Place::new(&key, 1, "/projects/1?tab=2"));
        assert!(place != Place::new(&key, 2, "/projects/1?tab=2"));
        assert!(place != Place::new(&key, 1, "/projects/1?tab=3"));
        assert!(place != Place::new(&RandomState::new(), 1, "/projects/1?tab=2"));
        assert_ne!(place.url, 0);
    }

    #[test]
    fn a_url_asks_for_no_tours_by_one_parameter_alone() {
        for url in [
            "/?docent=off",
            "/a?x=1&docent=off",
            "/?docent=off&docent=on",
        ] {
            assert!(asks_for_no_tours(url), "{url}");
        }
        let others = [
            "/",
            "/docent=off",
            "/?docent=offline",
            "/?xdocent=off",
            "/?docent",
            "/?a?docent=off",
        ];
        for url in others {
            assert!(!asks_for_no_tours(url), "{url}");
        }
        for url in 0..64 {
            let place = Place::new(&RandomState::new(), 1, &url.to_string());
            assert!(place.has_tours() && !place.without_tours().has_tours());
        }
    }

    #[test]
    fn progress_is_the_users_where_one_is_signed_in() {
        let visitor = Visitor::new();
        let mut identity = Identity::from(visitor.clone());
        assert_eq!(identity.owner(), ProgressOwner::Visitor(visitor));
        // Not "ada": a random id in hexadecimal holds that once in 140 times.
        identity.user = Some("grace".into());
        assert_eq!(identity.owner(), ProgressOwner::user("grace"));
        assert!(!format!("{identity:?}").contains("grace"));
    }
}
