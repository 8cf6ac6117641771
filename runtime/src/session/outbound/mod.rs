//! What goes to the page: frames in order, over the connection of the moment.

pub(crate) mod connection;
pub(crate) mod outbox;
