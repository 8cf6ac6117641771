//! What comes from the page: its events in order, and how fast they may come.

pub(crate) mod event_queue;
pub(crate) mod rate_limit;
