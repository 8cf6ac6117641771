//! The tour that a session runs.

pub(crate) mod active_run;
pub(crate) mod driver;
pub(crate) mod env;
pub(crate) mod handover;
pub(crate) mod opt_out;
pub(crate) mod outbox;
pub(crate) mod pending_start;
pub(crate) mod progress_writer;
pub(crate) mod step_timer;
pub(crate) mod undelivered;
