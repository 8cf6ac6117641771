//! Which sessions have subscribed to which topics.

use std::collections::HashMap;
use std::collections::hash_map::{DefaultHasher, Entry};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard};

use smol_str::SmolStr;

use crate::ids::SessionId;
use crate::inbox::message::Delivery;
use crate::inbox::registry::SessionHandle;
use crate::panics::lock;

/// The subscriptions of all sessions of a server, by topic.
///
/// A session without one is in none of the maps, and a topic without a subscriber is
/// not either. Sharded, so that topics do not wait for each other, nor sessions that
/// end at once.
pub(crate) struct Topics {
    subscribers: [Mutex<HashMap<SmolStr, Subscribers>>; SHARDS],
    /// The topic of each subscription of a session.
    subscriptions: [Mutex<HashMap<SessionId, Vec<SmolStr>>>; SHARDS],
}

type Subscribers = HashMap<SessionId, Subscriber>;

struct Subscriber {
    session: Arc<dyn SessionHandle>,
    handlers: Vec<TopicHandler>,
}

/// Which of a session's handlers a topic's messages are for.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct TopicHandler {
    pub(crate) event: &'static str,
    /// The id of the component whose handler it is.
    pub(crate) component: Option<Box<str>>,
}

/// Why a session was not subscribed to a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SubscribeError {
    /// The topic's name is longer than 256 bytes.
    NameTooLong,
    /// The session has as many subscriptions as
    /// [`Limits::max_subscriptions`](crate::config::Limits::max_subscriptions) allows.
    TooMany,
    /// A type that is a view on a page of its own has asked as a component of another. That view
    /// subscribes [for its component](crate::Context::subscribe_component).
    InComponent,
}

const SHARDS: usize = 64;

/// The longest name of a topic, in bytes: it may have a part that came in a URL.
pub(crate) const MAX_NAME: usize = 256;

impl Topics {
    pub(crate) fn new() -> Self {
        Self {
            subscribers: std::array::from_fn(|_| Mutex::default()),
            subscriptions: std::array::from_fn(|_| Mutex::default()),
        }
    }

    /// Subscribes a session's handler to a topic, up to `most` of them. A second time
    /// changes nothing.
    pub(crate) fn subscribe(
        &self,
        topic: &str,
        id: SessionId,
        session: Arc<dyn SessionHandle>,
        handler: TopicHandler,
        most: usize,
    ) -> Result<(), SubscribeError> {
        if topic.len() > MAX_NAME {
            return Err(SubscribeError::NameTooLong);
        }
        // One after the other: no two locks are held at once. All calls for one session
        // come from its own task, so what is seen of it here stays so.
        let count = shard(&self.subscriptions, &id).get(&id).map_or(0, Vec::len);
        let has_room = count < most;
        let topic = SmolStr::new(topic);
        {
            let mut topics = shard(&self.subscribers, &topic);
            let known = topics.get(&topic).and_then(|all| all.get(&id));
            if known.is_some_and(|known| known.handlers.contains(&handler)) {
                return Ok(());
            }
            if !has_room {
                return Err(SubscribeError::TooMany);
            }
            let subscribers = topics.entry(topic.clone()).or_default();
            let subscriber = subscribers.entry(id).or_insert_with(|| Subscriber {
                session,
                handlers: Vec::new(),
            });
            subscriber.handlers.push(handler);
        }
        let mut sessions = shard(&self.subscriptions, &id);
        sessions.entry(id).or_default().push(topic);
        Ok(())
    }

    /// Ends a session's subscriptions to one topic.
    pub(crate) fn unsubscribe(&self, topic: &str, id: SessionId) {
        if let Entry::Occupied(mut own) = shard(&self.subscriptions, &id).entry(id) {
            own.get_mut().retain(|known| known != topic);
            if own.get().is_empty() {
                own.remove();
            }
        }
        self.remove(&SmolStr::new(topic), id);
    }

    /// Ends all subscriptions of a session.
    pub(crate) fn forget(&self, id: SessionId) {
        let own = {
            let mut sessions = shard(&self.subscriptions, &id);
            let own = sessions.remove(&id);
            shrink(&mut sessions);
            own
        };
        for topic in own.unwrap_or_default() {
            self.remove(&topic, id);
        }
    }

    fn remove(&self, topic: &SmolStr, id: SessionId) {
        let mut topics = shard(&self.subscribers, topic);
        let Some(subscribers) = topics.get_mut(topic) else {
            return;
        };
        subscribers.remove(&id);
        shrink(subscribers);
        if subscribers.is_empty() {
            topics.remove(topic);
            shrink(&mut topics);
        }
    }

    /// How many sessions have subscribed to a topic.
    pub(crate) fn count(&self, topic: &str) -> usize {
        let topics = shard(&self.subscribers, topic);
        topics.get(topic).map_or(0, HashMap::len)
    }

    /// The deliveries of one message, each with the session that it is for: one for each
    /// handler, those of one session together.
    pub(crate) fn deliveries(
        &self,
        topic: &str,
        message: impl Fn(&TopicHandler) -> Delivery,
    ) -> Vec<(Arc<dyn SessionHandle>, Vec<Delivery>)> {
        let topics = shard(&self.subscribers, topic);
        let subscribers = topics.get(topic).into_iter().flat_map(HashMap::values);
        subscribers
            .map(|subscriber| {
                let deliveries = subscriber.handlers.iter().map(&message).collect();
                (Arc::clone(&subscriber.session), deliveries)
            })
            .collect()
    }

    /// Whether no session has subscribed to anything.
    #[cfg(test)]
    pub(crate) fn is_empty(&self) -> bool {
        let topics = self.subscribers.iter().all(|shard| lock(shard).is_empty());
        topics
            && self
                .subscriptions
                .iter()
                .all(|shard| lock(shard).is_empty())
    }
}

/// A crowd that has left keeps no memory.
fn shrink<K: Hash + Eq, T>(map: &mut HashMap<K, T>) {
    if map.len() < map.capacity() / 4 {
        map.shrink_to(map.len() * 2);
    }
}

fn shard<'a, K: Hash + ?Sized, T>(shards: &'a [Mutex<T>; SHARDS], key: &K) -> MutexGuard<'a, T> {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    let at = hasher.finish() % SHARDS as u64;
    lock(&shards[at as usize])
}

impl fmt::Display for SubscribeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NameTooLong => {
                write!(f, "the name of a topic has at most {MAX_NAME} bytes")
            }
            Self::TooMany => f.write_str(
                "the session has as many subscriptions as `Limits::max_subscriptions` allows",
            ),
            Self::InComponent => f.write_str("the view subscribes for its components"),
        }
    }
}

impl std::error::Error for SubscribeError {}
