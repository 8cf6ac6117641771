//! What the page reports of the step that it shows, and of where it is.

use std::sync::Arc;

use crate::inbox::page_failure::PageFailure;
use crate::seq::StepRef;
use crate::session::tour::driver::{LastRun, TourDriver};
use crate::session::tour::env::Env;
use crate::session::tour::pending_start::Purpose;
use crate::session::tour::step_timer::StepTimer;
use crate::tour::{Control, Input, PagePath, Reported, TourRef};

impl<V> TourDriver<V> {
    /// A visitor has pressed a button of that step.
    pub(crate) fn control(&mut self, control: Control, at: StepRef, around: &Env<'_>) {
        if self.is_in_run(at) {
            let visit = at.visit;
            self.feed(Input::Controlled { control, visit }, around);
        }
    }

    /// The page reports something that that step may wait for.
    pub(crate) fn reported(&mut self, reported: Reported, at: StepRef, around: &Env<'_>) {
        if self.is_in_run(at) {
            self.lead(around, |run, out| run.report(reported, at.visit, out));
        }
    }

    /// Whether the button Skip of that step is its Next.
    pub(crate) fn has_next(&self, at: StepRef) -> bool {
        self.run
            .as_ref()
            .is_some_and(|leading| leading.run.place() == at && leading.run.awaits(Reported::Next))
    }

    /// The page reports that the target of that step is not there.
    pub(crate) fn missing(&mut self, at: StepRef, around: &Env<'_>) {
        if self.is_in_run(at) {
            self.feed(Input::Missing { visit: at.visit }, around);
        }
    }

    /// Whether the run of a step is active. The machine knows its current visit.
    fn is_in_run(&self, at: StepRef) -> bool {
        self.place().is_some_and(|place| place.run == at.run)
    }

    /// See [`ActiveRun::missing_target`].
    pub(crate) fn missing_target(&self) -> Option<PageFailure> {
        self.run.as_ref()?.missing_target()
    }

    /// The page holds the time of that step.
    ///
    /// For another step, or one that has no time, it has no effect.
    pub(crate) fn hold(&mut self, at: StepRef) {
        if let Some(clock) = self.clock_of(at) {
            clock.hold();
        }
    }

    /// The page lets the time of that step run on.
    pub(crate) fn resume(&mut self, at: StepRef) {
        if let Some(clock) = self.clock_of(at) {
            clock.resume();
        }
    }

    /// A page is connected. A pause does not survive a reconnect: the page may be
    /// another one; the same one reports its pause again.
    pub(crate) fn page_attached(&mut self) {
        if let Some(leading) = self
            .run
            .as_mut()
            .filter(|leading| leading.run.shown().is_some())
        {
            leading.clock.resume();
        }
    }

    fn clock_of(&mut self, at: StepRef) -> Option<&mut StepTimer> {
        let leading = self.run.as_mut()?;
        // Elsewhere it does not run.
        let is_shown = leading.run.place() == at && leading.run.shown().is_some();
        is_shown.then_some(&mut leading.clock)
    }

    /// A page is connected, whose paths begin with `base`. It has reported this path.
    pub(crate) fn page_is_at(&mut self, path: Option<&str>, base: &str, around: &Env<'_>) {
        match path {
            Some(path) => self.moved(PagePath::new(path, base), around),
            None if base == self.base() => {}
            None => self.at = Some(Arc::new(PagePath::unknown(base))),
        }
    }

    /// The page that is connected is at another path.
    pub(crate) fn moved_to(&mut self, path: &str, around: &Env<'_>) {
        let at = PagePath::new(path, self.base());
        self.moved(at, around);
    }

    fn base(&self) -> &str {
        self.at.as_ref().map_or("", |at| at.base())
    }

    fn moved(&mut self, at: PagePath, around: &Env<'_>) {
        if self.at.as_deref() == Some(&at) {
            return;
        }
        let at = Some(Arc::new(at));
        self.at.clone_from(&at);
        self.lead(around, |run, out| run.moved(at, out));
    }

    /// The browser has brought the page back as it was, at that step: a tour that
    /// another page has taken since goes on here. Once, since a page that only connects
    /// again repeats its report.
    pub(crate) fn restored(&mut self, at: StepRef, around: &Env<'_>) {
        let is_taken =
            |last: &mut Box<LastRun<V>>| matches!(**last, LastRun::Taken(_, run) if run == at.run);
        if self.run.is_none()
            && self.starting.is_none()
            && let Some(last) = self.last.take_if(is_taken)
            && let LastRun::Taken(tour, _) = *last
        {
            self.load(TourRef::Static(tour), Purpose::Mount, None, around);
        }
    }
}
