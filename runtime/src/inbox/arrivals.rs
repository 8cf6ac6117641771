//! Pages on their way to a session: their mount runs, or their hello has not come yet.
//!
//! What the app ends at that moment is not among the sessions, and must not begin one
//! afterwards.

use std::any::TypeId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use crate::identity::Identity;
use crate::panics::lock;

/// The pages on their way. Each upgrade that is being answered has one; it ends with
/// [`Limits::mount_timeout`](crate::config::Limits) and `hello_timeout` at the latest.
#[derive(Default)]
pub(crate) struct Arrivals(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    newest: u64,
    arriving: HashMap<u64, Arriving>,
}

struct Arriving {
    /// The user is not known before the app has named them.
    identity: Identity,
    is_identified: bool,
    view: TypeId,
    ended_for: Option<&'static str>,
}

/// One page on its way, until this is dropped.
pub(crate) struct Arrival {
    arrivals: Arc<Arrivals>,
    number: u64,
}

impl Arrivals {
    /// A page is on its way to a session of that view. Its user is not known yet.
    pub(crate) fn begin(self: &Arc<Self>, identity: Identity, view: TypeId) -> Arrival {
        let mut inner = lock(&self.0);
        inner.newest += 1;
        let number = inner.newest;
        let arriving = Arriving {
            identity,
            is_identified: false,
            view,
            ended_for: None,
        };
        inner.arriving.insert(number, arriving);
        Arrival {
            arrivals: Arc::clone(self),
            number,
        }
    }

    /// Ends those that are meant, for that reason, and those of whom it cannot be known:
    /// their pages are asked for again.
    pub(crate) fn end(&self, reason: &'static str, is_meant: impl Fn(&Identity, TypeId) -> bool) {
        for arriving in lock(&self.0).arriving.values_mut() {
            if !arriving.is_identified || is_meant(&arriving.identity, arriving.view) {
                arriving.ended_for = Some(reason);
            }
        }
    }
}

impl Arrival {
    /// The app has named its user.
    pub(crate) fn identify(&self, user: Option<Arc<str>>) {
        if let Some(arriving) = lock(&self.arrivals.0).arriving.get_mut(&self.number) {
            arriving.identity.user = user;
            arriving.is_identified = true;
        }
    }

    /// Why the app has ended it, if it has.
    pub(crate) fn ended_for(&self) -> Option<&'static str> {
        let inner = lock(&self.arrivals.0);
        inner.arriving.get(&self.number)?.ended_for
    }
}

impl Drop for Arrival {
    fn drop(&mut self) {
        lock(&self.arrivals.0).arriving.remove(&self.number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::visitor::Visitor;

    #[test]
    fn a_page_on_its_way_is_ended_if_it_is_meant_or_not_known_yet() {
        let arrivals = Arc::new(Arrivals::default());
        let begin = || arrivals.begin(Visitor::new().into(), TypeId::of::<()>());
        let (alice, bob, unknown) = (begin(), begin(), begin());
        alice.identify(Some("alice".into()));
        bob.identify(Some("bob".into()));
        arrivals.end("out", |identity, _| {
            identity.user.as_deref() == Some("alice")
        });
        assert_eq!(alice.ended_for(), Some("out"));
        assert_eq!(bob.ended_for(), None);
        assert_eq!(unknown.ended_for(), Some("out"));
        drop((alice, bob, unknown));
        assert!(lock(&arrivals.0).arriving.is_empty());
        assert_eq!(begin().ended_for(), None, "a later one");
    }
}
