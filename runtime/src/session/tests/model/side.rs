//! One tab with its session, and what the model expects of them.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use super::input::Call;
use super::tab::Tab;
use super::walk::{Answer, How, Notes, RENDERS_PANIC, STEP_TIME, rendered};
use crate::seq::StepRef;
use crate::tour::tests::oracle::{Facts, Model, Plan, holds};

/// An event on its way to its handler, as the model knows it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sent {
    pub(super) id: u64,
    pub(super) what: What,
    /// The step that was on the page when it was sent.
    pub(super) seen: Option<StepRef>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum What {
    Event {
        event: u8,
        how: How,
        facts: Facts,
    },
    /// An event of the app, and whether it is the one that is waited for.
    Emitted(bool),
    Call(Call),
    /// The Back button of that step, which the view has overridden.
    OwnBack(StepRef),
}

/// The time of the step that is shown.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum Time {
    #[default]
    None,
    Until(u64),
    /// The page holds it, and so much is left.
    Held(u64),
}

/// One tab with its session, and what the model expects of them.
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
    /// The page may be behind until the view is free and can be rendered.
    pub(super) is_behind: bool,
    /// The live part as it was when the view could be rendered last.
    pub(super) html: String,
    /// How the store will answer the save that it has not answered. Others wait behind it.
    pub(super) saving: Option<Saving>,
    /// The step that was saved last, or is being saved.
    pub(super) saved: Option<StepRef>,
    pub(super) show_by: Option<u64>,
    pub(super) time: Time,
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
            html: rendered(0, 0),
            saving: None,
            saved: None,
            show_by: None,
            time: Time::None,
            gone_at: None,
        }
    }

    /// The view is free after an event, and is rendered if it can be.
    pub(super) fn render(&mut self) {
        if self.can_be_rendered() {
            self.html = rendered(self.handled.len(), self.facts);
        }
    }

    pub(super) fn can_be_rendered(&self) -> bool {
        !holds(RENDERS_PANIC, self.facts)
    }

    /// The page missed something, and gets it when the view is free and can be rendered.
    pub(super) fn miss(&mut self) {
        self.is_behind |= self.hangs.is_some() || !self.can_be_rendered();
    }

    pub(super) fn start_time(&mut self, now: u64) {
        if matches!(self.time, Time::None) {
            self.time = Time::Until(now + STEP_TIME.as_millis() as u64);
        }
    }

    pub(super) fn hold_time(&mut self, now: u64) {
        if let Time::Until(until) = self.time {
            self.time = Time::Held(until - now);
        }
    }

    pub(super) fn let_time_run(&mut self, now: u64) {
        if let Time::Held(left) = self.time {
            self.time = Time::Until(now + left);
        }
    }

    pub(super) fn time_is_over(&self, now: u64) -> bool {
        matches!(self.time, Time::Until(until) if until <= now)
    }
}

/// A save that the store has not answered.
#[derive(Clone, Copy)]
pub(super) struct Saving {
    pub(super) answer: Answer,
    pub(super) since: u64,
    /// The step that it is of. That of a later one waits behind it.
    pub(super) of: Option<StepRef>,
    /// A newer run had saved before it was sent.
    pub(super) is_superseded: bool,
}
