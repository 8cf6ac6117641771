//! Which sessions there are, and which of them leads a visitor's tour.

use std::any::TypeId;
use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, Weak};

use tokio::time::Instant;

use crate::identity::{Identity, Place};
use crate::ids::SessionId;
use crate::inbox::arrivals::Arrivals;
use crate::inbox::away::Away;
use crate::inbox::message::{Delivery, Undelivered};
use crate::panics::lock;
use crate::store::ProgressKey;
use crate::visitor::Visitor;
use crate::wire::transport::Attachment;

/// What others may ask of a session of any view.
pub(crate) trait SessionHandle: Send + Sync {
    /// Gives the session a new connection; gives it back if the session is over.
    fn attach(&self, attachment: Box<Attachment>) -> Result<(), Box<Attachment>>;
    /// Notes where the page is that has a new connection.
    fn arrive_at(&self, place: Place);
    /// Tells it that a newer run of this tour has begun elsewhere.
    fn supersede(&self, tour: String);
    /// Asks it to end, and its page to reconnect until then.
    fn drain(&self, until: Instant);
    /// Gives it an event of the app.
    fn deliver(&self, delivery: Delivery) -> Result<(), Undelivered>;
    /// Ends it, and closes its page's connection for that reason.
    fn disconnect(&self, reason: &'static str);
    /// Whose session it is, and where.
    fn identity(&self) -> &Identity;
    /// Whether its page may be at this place: where it was mounted or, if the app has
    /// changed its URL, anywhere at the same route.
    fn may_be_at(&self, place: Place) -> bool;
    /// Whether its page was at this place when that was last known, or is away and may
    /// have been.
    fn was_last_at(&self, place: Place) -> bool;
    /// The type of its view.
    fn view(&self) -> TypeId;
    /// Whether it runs a tour now.
    fn runs_tour(&self) -> bool;
    /// Its number among the sessions whose pages are away; 0 if its page is there.
    fn away(&self) -> u64;
    /// Asks it to end, if its page is still away as it was under that number.
    fn evict(&self, away: u64);
}

/// The sessions of a server, and the newest run of each visitor's tours.
///
/// Holds only what is alive: a session leaves when it ends, a run when it is
/// over. Sharded, so that thousands of pages may come back at once.
///
/// There are no indexes, which would cost each session a hundred bytes: all
/// sessions of a visitor are in one shard, and its list is looked through. With
/// 100,000 sessions it has 400.
pub(crate) struct Registry {
    /// By visitor; in a shard, the newest last.
    sessions: [Mutex<Vec<Session>>; SHARDS],
    /// By the key of the tour's progress.
    runs: [Mutex<HashMap<ProgressKey, Weak<dyn SessionHandle>>>; SHARDS],
    /// Those whose pages are away.
    pub(crate) away: Away<Arc<dyn SessionHandle>>,
    /// Pages that have no session yet.
    pub(crate) arrivals: Arc<Arrivals>,
}

struct Session {
    id: SessionId,
    /// A hash of the user's id, so that those of a user are found without a look at
    /// each handle; 0 if nobody is signed in.
    user: u64,
    handle: Arc<dyn SessionHandle>,
}

const SHARDS: usize = 256;

impl Registry {
    pub(crate) fn new() -> Self {
        Self {
            sessions: std::array::from_fn(|_| Mutex::default()),
            runs: std::array::from_fn(|_| Mutex::default()),
            away: Away::new(),
            arrivals: Arc::default(),
        }
    }

    pub(crate) fn insert(&self, id: SessionId, handle: Arc<dyn SessionHandle>) {
        let identity = handle.identity();
        let user = identity.user.as_deref().map_or(0, hash);
        let mut sessions = shard(&self.sessions, &identity.visitor);
        sessions.push(Session {
            id,
            user,
            handle: Arc::clone(&handle),
        });
    }

    pub(crate) fn remove(&self, id: SessionId, visitor: &Visitor) {
        let mut sessions = shard(&self.sessions, visitor);
        sessions.retain(|session| session.id != id);
        // A crowd that has left keeps no memory.
        if sessions.len() < sessions.capacity() / 4 {
            let room = sessions.len() * 2;
            sessions.shrink_to(room);
        }
    }

    /// The sessions of a visitor, the newest last.
    pub(crate) fn of_visitor(&self, visitor: &Visitor) -> Vec<Arc<dyn SessionHandle>> {
        shard(&self.sessions, visitor)
            .iter()
            .map(|session| &session.handle)
            .filter(|handle| handle.identity().visitor == *visitor)
            .map(Arc::clone)
            .collect()
    }

    /// The sessions of a user of the app, on all their devices.
    ///
    /// All shards are looked through, as for [`get`](Self::get).
    pub(crate) fn of_user(&self, user: &str) -> Vec<Arc<dyn SessionHandle>> {
        let hash = hash(user);
        let is_theirs = |session: &&Session| {
            session.user == hash && session.handle.identity().user.as_deref() == Some(user)
        };
        let mut all = Vec::new();
        for shard in &self.sessions {
            let sessions = lock(shard);
            let theirs = sessions.iter().filter(is_theirs);
            all.extend(theirs.map(|session| Arc::clone(&session.handle)));
        }
        all
    }

    /// The sessions of a visitor whose pages are, or were last, at a place.
    pub(crate) fn at(&self, visitor: &Visitor, place: Place) -> Vec<Arc<dyn SessionHandle>> {
        let mut sessions = self.of_visitor(visitor);
        sessions.retain(|session| session.was_last_at(place));
        sessions
    }

    /// The sessions of a visitor whose pages are away, beyond so many: those that
    /// have been away longest, with their numbers.
    pub(crate) fn away_of_visitor(
        &self,
        visitor: &Visitor,
        most: usize,
    ) -> Vec<(u64, Arc<dyn SessionHandle>)> {
        let sessions = shard(&self.sessions, visitor);
        let mut away: Vec<_> = sessions
            .iter()
            .map(|session| (session.handle.away(), &session.handle))
            .filter(|(number, handle)| *number != 0 && handle.identity().visitor == *visitor)
            .collect();
        away.sort_by_key(|(number, _)| *number);
        away.truncate(away.len().saturating_sub(most));
        away.into_iter()
            .map(|(number, handle)| (number, Arc::clone(handle)))
            .collect()
    }

    /// Whether a visitor has fewer sessions than so many.
    pub(crate) fn has_room(&self, visitor: &Visitor, most: usize) -> bool {
        let sessions = shard(&self.sessions, visitor);
        let theirs = sessions
            .iter()
            .filter(|session| session.handle.identity().visitor == *visitor);
        theirs.take(most).count() < most
    }

    /// The session of that id, if it is this visitor's and user's, and its page may be
    /// at this place.
    pub(crate) fn find(&self, id: &str, identity: &Identity) -> Option<Arc<dyn SessionHandle>> {
        let id = SessionId::parse(id)?;
        shard(&self.sessions, &identity.visitor)
            .iter()
            .find(|session| session.id == id && is_of(&*session.handle, identity))
            .map(|session| Arc::clone(&session.handle))
    }

    /// The session of that id, whoever's it is: for the app, not for a connection.
    ///
    /// The visitor is not known here, so all shards are looked through: 100,000
    /// sessions in a few hundred microseconds.
    pub(crate) fn get(&self, id: SessionId) -> Option<Arc<dyn SessionHandle>> {
        self.sessions.iter().find_map(|shard| {
            let sessions = lock(shard);
            let session = sessions.iter().find(|session| session.id == id)?;
            Some(Arc::clone(&session.handle))
        })
    }

    /// All sessions there are now.
    pub(crate) fn all(&self) -> Vec<Arc<dyn SessionHandle>> {
        let mut all = Vec::new();
        for shard in &self.sessions {
            let sessions = lock(shard);
            all.extend(sessions.iter().map(|session| Arc::clone(&session.handle)));
        }
        all
    }

    /// Whether there is no session.
    #[cfg(any(test, feature = "test"))]
    pub(crate) fn is_empty(&self) -> bool {
        self.sessions.iter().all(|shard| lock(shard).is_empty())
    }

    /// Whether no session leads a tour.
    #[cfg(test)]
    pub(crate) fn leads_nobody(&self) -> bool {
        self.runs.iter().all(|shard| lock(shard).is_empty())
    }

    /// Notes that this session leads the newest run of a tour, and ends the run of the one before.
    pub(crate) fn claim(&self, key: &ProgressKey, handle: &Arc<dyn SessionHandle>) {
        let before = shard(&self.runs, key).insert(key.clone(), Arc::downgrade(handle));
        if let Some(before) = before.and_then(|before| before.upgrade())
            && !Arc::ptr_eq(&before, handle)
        {
            before.supersede(key.tour.to_string());
        }
    }

    /// Forgets the run, if it is still this session's.
    pub(crate) fn release(&self, key: &ProgressKey, handle: &Arc<dyn SessionHandle>) {
        let mut runs = shard(&self.runs, key);
        let is_ours = |known: &Weak<dyn SessionHandle>| {
            known
                .upgrade()
                .is_none_or(|known| Arc::ptr_eq(&known, handle))
        };
        if runs.get(key).is_some_and(is_ours) {
            runs.remove(key);
        }
    }
}

fn is_of(session: &dyn SessionHandle, page: &Identity) -> bool {
    let Identity { visitor, user, .. } = session.identity();
    *visitor == page.visitor && *user == page.user && session.may_be_at(page.place)
}

fn shard<'a, K: Hash, T>(shards: &'a [Mutex<T>; SHARDS], key: &K) -> MutexGuard<'a, T> {
    let at = hash(key) % SHARDS as u64;
    lock(&shards[at as usize])
}

fn hash<K: Hash + ?Sized>(key: &K) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}
