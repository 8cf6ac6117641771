//! Events of the app itself, which no handler answers.

use std::any::{Any, TypeId, type_name};
use std::fmt;
use std::sync::Arc;

/// An event that the app has emitted, shared by the sessions that it reaches.
pub(crate) struct Emitted {
    event: Arc<dyn Any + Send + Sync>,
    name: &'static str,
}

impl Emitted {
    pub(crate) fn new<T: Any + Send + Sync>(event: T) -> Arc<Self> {
        Arc::new(Self {
            event: Arc::new(event),
            name: name_of::<T>(),
        })
    }

    /// The type of the event.
    pub(crate) fn id(&self) -> TypeId {
        (*self.event).type_id()
    }

    /// The name of its type, without the path.
    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    /// The event, if it is of that type.
    pub(crate) fn get<T: Any>(&self) -> Option<&T> {
        self.event.downcast_ref()
    }

    /// The event to keep, if it is of that type.
    pub(crate) fn share<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        Arc::clone(&self.event).downcast().ok()
    }
}

/// The name of a type without its path and its parameters.
pub(crate) fn name_of<T>() -> &'static str {
    let path = type_name::<T>();
    let path = path.split_once('<').map_or(path, |(path, _)| path);
    path.rsplit("::").next().unwrap_or(path)
}

/// Of what is in it nothing: it may be personal data.
impl fmt::Debug for Emitted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Emitted").field(&self.name).finish()
    }
}
