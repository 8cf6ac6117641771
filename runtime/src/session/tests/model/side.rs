//! One tab with its session, and what the model says of them.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use super::input::Call;
use super::tab::{Place as Named, Tab};
use super::walk::{Answer, How, Notes};
use crate::tour::model::{Facts, Model, Plan};

/// An event on its way to its handler, as the model knows it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sent {
    pub(super) id: u64,
    pub(super) what: What,
    /// The step that was on the page when it was sent.
    pub(super) seen: Option<Named>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum What {
    Event { event: u8, how: How, facts: Facts },
    Call(Call),
}

/// One tab with its session, and what the model says of them.
pub(super) struct Side {
    pub(super) tab: Tab,
    pub(super) notes: Arc<Mutex<Notes>>,
    pub(super) is_mounted: bool,
    pub(super) model: Model,
    pub(super) facts: Facts,
    pub(super) handled: Vec<u64>,
    /// Events that the page has sent and the server has not received.
    pub(super) unsent: VecDeque<Sent>,
    /// Events that wait for their handler.
    pub(super) queue: VecDeque<Sent>,
    /// The event whose handler hangs.
    pub(super) hangs: Option<Sent>,
    /// The page may be behind until the view is free.
    pub(super) is_behind: bool,
    /// How the store will answer the save that it has not answered. Others wait behind it.
    pub(super) saving: Option<Saving>,
    /// The step that was saved last, or is being saved.
    pub(super) saved: Option<Named>,
    pub(super) show_by: Option<u64>,
    pub(super) step_until: Option<u64>,
    pub(super) gone_at: Option<u64>,
}

impl Side {
    /// A tab that is not loaded yet.
    pub(super) fn new(plan: &Plan) -> Self {
        Self {
            tab: Tab::default(),
            notes: Arc::default(),
            is_mounted: false,
            model: Model::new(plan.clone()),
            facts: 0,
            handled: Vec::new(),
            unsent: VecDeque::new(),
            queue: VecDeque::new(),
            hangs: None,
            is_behind: false,
            saving: None,
            saved: None,
            show_by: None,
            step_until: None,
            gone_at: None,
        }
    }
}

/// A save that the store has not answered.
#[derive(Clone, Copy)]
pub(super) struct Saving {
    pub(super) answer: Answer,
    pub(super) since: u64,
    /// The step that it is of. That of a later one waits behind it.
    pub(super) of: Option<Named>,
}
