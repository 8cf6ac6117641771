//! The ways into a session from outside its task.

pub(crate) mod arrivals;
pub(crate) mod away;
pub(crate) mod mailbox;
pub(crate) mod message;
pub(crate) mod page_failure;
pub(crate) mod registry;
pub(crate) mod topics;
pub(crate) mod waiters;
