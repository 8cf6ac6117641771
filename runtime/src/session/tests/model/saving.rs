//! What the store answers, and what time does, as the model has it.

use std::time::Duration;

use super::side::{Saving, Time};
use super::walk::Answer;
use super::world::{PATIENCE, STORE_TIME, TABS, World};
use crate::session::tour::progress_writer;
use crate::tour::tests::oracle::{Place, Shown, StepIndex};
use crate::tour::{Progress, ProgressStatus};

/// How much later than any run of this server one elsewhere began.
const LATER: u64 = 1 << 30;

impl World {
    pub(super) async fn catch_up(&mut self) {
        self.answer = Answer::AtOnce;
        self.store.catch_up();
        self.settle().await;
        for tab in 0..TABS {
            // What waited behind it is saved at once.
            let side = &mut self.sides[tab];
            let late = |saving: &mut Saving| saving.answer == Answer::Late;
            match side.saving.take_if(late) {
                None => continue,
                Some(saving) if saving.is_superseded => side.model.superseded(),
                Some(_) => side.model.stored(),
            }
            self.go_on(tab);
        }
    }

    /// Another run saves over what is stored. A newer one wins at the next save
    /// of the run here; an older one is saved over.
    pub(super) async fn elsewhere(&mut self, step: StepIndex, is_newer: bool) -> bool {
        let steps = self.tour.steps.len();
        // Two saves that cross would need a model of the store.
        let is_saving = self.sides.iter().any(|side| side.saving.is_some());
        let leads = |tab: usize| self.sides[tab].model.place != Place::NotRunning;
        // Older than a run that goes on here, or there is nothing to be older than.
        let may_be = is_newer || self.newest.is_some_and(leads);
        if steps == 0 || is_saving || !may_be {
            return false;
        }
        let step = step % steps;
        let run = if is_newer {
            self.newest = None;
            self.elsewhere += 1;
            progress_writer::mark(None) + LATER * self.elsewhere
        } else {
            0
        };
        self.stored = Some((step, Vec::new()));
        let progress = Progress::at(self.tour, step, ProgressStatus::Running, run);
        self.store.save_elsewhere(self.key(), progress).await;
        true
    }

    pub(super) async fn elapse(&mut self, ms: u64) -> bool {
        self.now += ms;
        tokio::time::advance(Duration::from_millis(ms)).await;
        for tab in 0..TABS {
            let (now, answer) = (self.now, self.answer);
            let is_newest = self.newest == Some(tab);
            let side = &mut self.sides[tab];
            let is_late = side.show_by.is_some_and(|due| due <= now);
            let given_up = side.saving.take_if(|saving| saving.since + PATIENCE <= now);
            let is_sent = given_up.is_some_and(|saving| saving.of != side.saved);
            if is_sent && !answer.is_prompt() {
                side.saving = Some(Saving {
                    answer,
                    since: now,
                    of: side.saved,
                    is_superseded: !is_newest,
                });
            }
            let is_saving = matches!(side.model.place, Place::At(_, Shown::NotSaved(_)));
            let is_superseded = is_sent && answer.tells_conflicts() && !is_newest;
            if is_late || is_sent && answer.is_prompt() && is_saving && !is_superseded {
                side.show_by = None;
                side.model.stored();
            } else if side.time_is_over(now) {
                side.time = Time::None;
                side.model.time_is_over();
            }
            if is_superseded {
                side.model.superseded();
            }
            self.go_on(tab);
            let side = &mut self.sides[tab];
            if side.gone_at.is_some_and(|due| due <= now) {
                side.gone_at = None;
                side.is_mounted = false;
                self.newest.take_if(|newest| *newest == tab);
                side.model.gone();
                side.queue.clear();
                side.unsent.clear();
                side.show_by = None;
                side.time = Time::None;
                side.saving = None;
            }
        }
        true
    }

    /// A step that was entered is saved; the store answers as it does; its time begins.
    pub(super) fn keep_up(&mut self, tab: usize) {
        let (now, answer) = (self.now, self.answer);
        loop {
            let is_newest = self.newest == Some(tab);
            let side = &mut self.sides[tab];
            let named = side.model.named();
            if named.map(|at| at.run) != side.saved.map(|at| at.run) {
                side.saving = None;
                side.saved = None;
                side.show_by = None;
                side.time = Time::None;
            }
            match side.model.place {
                Place::At(step, Shown::NotSaved(_)) => {
                    if side.saved == named {
                        return;
                    }
                    side.saved = named;
                    side.time = Time::None;
                    if is_newest {
                        self.stored = Some((step, side.model.left.clone()));
                    }
                    if side.saving.is_none() && answer.is_prompt() {
                        side.show_by = None;
                        match !is_newest && answer.tells_conflicts() {
                            true => side.model.superseded(),
                            false => side.model.stored(),
                        }
                    } else {
                        side.saving.get_or_insert(Saving {
                            answer,
                            since: now,
                            of: named,
                            is_superseded: !is_newest,
                        });
                        side.show_by = Some(now + STORE_TIME);
                    }
                }
                Place::At(step, Shown::Yes) => {
                    side.show_by = None;
                    if side.model.plan.steps[step].timed {
                        side.start_time(now);
                    }
                    return;
                }
                // Its tours have no pages.
                Place::At(_, Shown::Elsewhere | Shown::Unsure(_))
                | Place::At(_, Shown::NotWritten)
                | Place::Asking(_) => {
                    side.show_by = None;
                    side.time = Time::None;
                    return;
                }
                Place::NotRunning => {
                    if is_newest {
                        self.stored = None;
                    }
                    return;
                }
            }
        }
    }
}
