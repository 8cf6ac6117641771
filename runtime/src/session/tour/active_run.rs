//! The run that is active in a session, with all that belongs to it alone.

use std::borrow::Cow;

use tokio::time::Instant;

use crate::inbox::message::RunWaiter;
use crate::inbox::page_failure::PageFailure;
use crate::session::tour::progress_writer::ProgressWriter;
use crate::session::tour::step_timer::StepTimer;
use crate::tour::{HistoryRoom, OnMissing, Output, Run, StepEnd, StepGraph as _, at_path};

/// The run of a tour, with all that belongs to it alone.
pub(crate) struct ActiveRun<V: 'static> {
    pub(crate) run: Run<V>,
    /// What the run is known by in the store. See [`Progress::run`](crate::store::Progress::run).
    pub(crate) mark: u64,
    pub(crate) saves: ProgressWriter,
    /// Memory for the histories that are saved.
    pub(crate) history: HistoryRoom,
    /// The step that was saved last.
    pub(crate) at: usize,
    /// Whether the machine still waits for the step to be saved.
    pub(crate) held: bool,
    /// When to show the step though the store has not answered.
    pub(crate) show_by: Option<Instant>,
    pub(crate) clock: StepTimer,
    /// Whether steps end by their time at all.
    pub(crate) has_timers: bool,
    /// When the current step was entered.
    pub(crate) entered: Instant,
    /// A step whose message needs the view.
    pub(crate) unwritten: bool,
    /// Whether the app knows that the step was shown.
    pub(crate) is_reported: bool,
    /// The steps whose pages have no link, which is logged once.
    pub(crate) unlinked: Vec<usize>,
    /// Empty between inputs: memory for the machine's next outputs.
    pub(crate) out: Vec<Output>,
    /// Why the last step that ended did.
    pub(crate) cause: Option<StepEnd>,
    pub(crate) asker: Option<RunWaiter>,
}

impl<V> ActiveRun<V> {
    pub(crate) fn is_durable(&self) -> bool {
        self.run.tour().is_durable()
    }

    /// The step is on its way to the page: its time begins.
    pub(crate) fn start_time(&mut self) {
        let shown = self.run.shown();
        let time = shown.and_then(|at| self.run.tour().timeout(at));
        match self.clock {
            // It has been shown before, on this page.
            StepTimer::Held { .. } => self.clock.resume(),
            _ => self.clock.start(time.filter(|_| self.has_timers)),
        }
    }

    /// The encoded command for a page on which the step is not shown; `None` if it is not
    /// known where the page is. `view` is given where it is needed.
    pub(crate) fn set_up_elsewhere(&mut self, at: usize, view: Option<&V>) -> Option<String> {
        let (tour, page) = (self.run.tour(), self.run.location()?);
        let has_back = self.run.has_back();
        let (setup, fault) = tour.setup_elsewhere(at, view, page, self.mark, has_back);
        if let Some(fault) = fault
            && !self.unlinked.contains(&at)
        {
            self.unlinked.push(at);
            tracing::error!(
                target: "docent::tour",
                tour = tour.id(),
                step = at,
                name = tour.name(at).unwrap_or_default(),
                "the page of a step is not linked to: {fault}",
            );
        }
        Some(setup)
    }

    /// Names the path that the page's next operation is for, if the tour has pages.
    pub(crate) fn at_path(&self, setup: Cow<'static, str>) -> Cow<'static, str> {
        match self.run.location().filter(|_| self.run.tour().has_pages()) {
            Some(page) => Cow::Owned([&*at_path(page.as_str()), ",", &setup].concat()),
            None => setup,
        }
    }

    /// Logs that the target of the step that is shown is not on the page, and
    /// returns what the app receives of it.
    pub(crate) fn missing_target(&self) -> Option<PageFailure> {
        let at = self.run.shown()?;
        let tour = self.run.tour();
        let (name, selector) = (tour.name(at), tour.target(at));
        let on_missing = tour.on_missing(at);
        // What `center` asks for is in front of the visitor, and of whoever tries the tour; a
        // step may have no target at all. What the other policies do is seen in the log alone.
        if on_missing == OnMissing::Center {
            tracing::debug!(
                target: "docent::page",
                tour = tour.id(),
                step = at,
                name = name.unwrap_or_default(),
                selector,
                "a step is shown in the middle of the page: its target is not there",
            );
        } else {
            tracing::warn!(
                target: "docent::page",
                tour = tour.id(),
                step = at,
                name = name.unwrap_or_default(),
                selector,
                on_missing = on_missing.as_str(),
                "the target of a step is not on the page: render it before the step is shown, or set what happens then in the step's `on_missing`",
            );
        }
        Some(PageFailure::MissingTarget {
            tour: tour.tour_id(),
            step: at,
            name: name.map(str::to_owned),
            selector: selector.to_owned(),
            on_missing,
        })
    }
}
