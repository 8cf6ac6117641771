//! The tour of a run, regardless of where its steps are kept.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use super::commands::{self, StepElsewhere, StepFields};
use super::definition::{Autostart, Step, StepText, Tour};
use super::id::{StepName, TourId};
use super::machine::{Next, OnMissing, StepGraph};
use super::owned::OwnedRun;
use super::page::{Elsewhere, PagePath, Whereabouts};
use super::progress::{Progress, ProgressStatus};
use super::resume::Resumed;
use super::wait::Wait;

/// Why a page with parameters is not linked to.
const PATTERN: &str =
    "its `page` has parameters: add a `href` that leads to one page, or `elsewhere: wait`";

/// Why a page of another site is not linked to, by the field that leads there.
const FOREIGN_HREF: &str =
    "its `href` is no path of this site: make it one that begins with one `/`, such as `/orders/7`";
const FOREIGN_PAGE: &str =
    "its `page` is no path of this site: make it one that begins with one `/`, such as `/orders`";

/// The tour of a run: a whole one, or the single step that a flow runs.
pub(crate) enum TourRef<V: 'static> {
    /// A tour from the app's source.
    Static(&'static Tour<V>),
    /// A single step from the app's source.
    Step(Arc<Tour<V>>),
    /// A tour that was made at run time.
    Owned(Arc<OwnedRun>),
}

/// Calls the same on either kind of steps.
macro_rules! either {
    ($of:expr, $tour:ident => $do:expr) => {
        match $of {
            TourRef::Static($tour) => $do,
            TourRef::Step($tour) => $do,
            TourRef::Owned(run) => {
                let $tour = run.tour();
                $do
            }
        }
    };
}

impl<V> TourRef<V> {
    /// A tour of that one step.
    pub(crate) fn step(step: &'static Step<V>) -> Self {
        let id = step.name.unwrap_or(step.target);
        Self::Step(Arc::new(Tour::new(id, std::slice::from_ref(step))))
    }

    /// The steps that are from the app's source, if they are.
    fn written(&self) -> Option<&Tour<V>> {
        match self {
            Self::Static(tour) => Some(tour),
            Self::Step(tour) => Some(tour),
            Self::Owned(_) => None,
        }
    }

    pub(crate) fn id(&self) -> &str {
        match self {
            Self::Static(tour) => tour.id,
            Self::Step(tour) => tour.id,
            Self::Owned(run) => run.tour().id.as_str(),
        }
    }

    /// The id as an owned value; allocates nothing.
    pub(crate) fn tour_id(&self) -> TourId {
        match self {
            Self::Static(tour) => TourId::new_static(tour.id),
            Self::Step(tour) => TourId::new_static(tour.id),
            Self::Owned(run) => run.tour().id.clone(),
        }
    }

    /// The id as a key of the store.
    pub(crate) fn key(&self) -> Cow<'static, str> {
        match self {
            Self::Static(tour) => Cow::Borrowed(tour.id),
            Self::Step(tour) => Cow::Borrowed(tour.id),
            Self::Owned(run) => Cow::Owned(run.tour().id.as_str().to_owned()),
        }
    }

    /// What metrics call it: one word for all tours that are made at run time,
    /// whose ids have no bound.
    pub(crate) fn label(&self) -> &'static str {
        match self {
            Self::Static(tour) => tour.id,
            Self::Step(tour) => tour.id,
            Self::Owned(_) => "made",
        }
    }

    pub(crate) fn autostart(&self) -> Autostart {
        match self {
            Self::Static(tour) => tour.autostart,
            Self::Step(_) | Self::Owned(_) => Autostart::Never,
        }
    }

    /// What keeps a made tour counted among those that are alive.
    pub(crate) fn owned(&self) -> Option<Arc<OwnedRun>> {
        match self {
            Self::Static(_) | Self::Step(_) => None,
            Self::Owned(run) => Some(Arc::clone(run)),
        }
    }

    /// The encoded commands that put step `at` on the page. See [`Tour::setup`].
    ///
    /// Those of a static tour are shared by all visitors; the others' end with
    /// their runs, so these are copied.
    pub(crate) fn setup(&self, at: usize, made: Option<&str>, has_back: bool) -> Cow<'static, str> {
        match self {
            Self::Static(tour) => tour.setup(at, made, has_back),
            Self::Step(tour) => Cow::Owned(tour.setup(at, made, has_back).into_owned()),
            Self::Owned(run) => Cow::Owned(run.tour().setup(at, has_back).to_owned()),
        }
    }

    /// The encoded commands of step `at`'s `on_exit`.
    pub(crate) fn on_exit(&self, at: usize) -> Cow<'static, str> {
        match self {
            Self::Static(tour) => Cow::Borrowed(tour.on_exit(at)),
            Self::Step(tour) => Cow::Owned(tour.on_exit(at).to_owned()),
            Self::Owned(_) => Cow::Borrowed(""),
        }
    }

    /// Whether step `at` can be shown without asking the view.
    pub(crate) fn is_static(&self, at: usize) -> bool {
        !self.is_made(at)
    }

    /// The text of step `at`, if the view makes it.
    pub(crate) fn dynamic_text(&self, at: usize, view: &V) -> Option<Cow<'static, str>> {
        let step = &self.written()?.steps[at];
        (!step.is_static()).then(|| step.text(view))
    }

    /// The name of step `at`, if it has one.
    pub(crate) fn name(&self, at: usize) -> Option<&str> {
        match self {
            Self::Owned(run) => run.tour().steps[at].name.as_deref(),
            _ => self.written()?.steps[at].name,
        }
    }

    /// The name of step `at` as an owned value. That of a step from the app's
    /// source allocates nothing.
    pub(crate) fn step_name(&self, at: usize) -> Option<StepName> {
        match self {
            Self::Owned(run) => run.tour().steps.get(at)?.name.as_deref().map(StepName::new),
            _ => self
                .written()?
                .steps
                .get(at)?
                .name
                .map(StepName::new_static),
        }
    }

    /// The selector of step `at`'s target.
    pub(crate) fn target(&self, at: usize) -> &str {
        match self {
            Self::Static(tour) => tour.steps[at].target,
            Self::Step(tour) => tour.steps[at].target,
            Self::Owned(run) => &run.tour().steps[at].target,
        }
    }

    /// What ends step `at`, other than its time: any of it.
    pub(crate) fn waits_of(&self, at: usize) -> &[Wait] {
        match self {
            Self::Static(tour) => tour.steps[at].waits.as_slice(),
            Self::Step(tour) => tour.steps[at].waits.as_slice(),
            Self::Owned(run) => &run.tour().steps[at].waits,
        }
    }

    pub(crate) fn timeout(&self, at: usize) -> Option<Duration> {
        either!(self, tour => tour.steps[at].timeout)
    }

    /// Whether the visitor has done step `at` already, as the view has it.
    pub(crate) fn is_satisfied(&self, at: usize, view: &V) -> bool {
        self.written()
            .and_then(|tour| tour.steps[at].skip_if)
            .is_some_and(|skip_if| skip_if(view))
    }

    /// Whether any step has a page of its own.
    pub(crate) fn has_pages(&self) -> bool {
        either!(self, tour => tour.steps.iter().any(|step| step.page.is_some()))
    }

    /// The pattern of step `at`'s page, unless the view makes it.
    fn pattern(&self, at: usize) -> Option<&str> {
        match self {
            Self::Owned(run) => run.tour().steps[at].page.as_deref(),
            _ => match self.written()?.steps[at].page {
                Some(StepText::Static(pattern)) => Some(pattern),
                _ => None,
            },
        }
    }

    /// What makes the path of step `at`'s page, if the view does.
    fn made_page(&self, at: usize) -> Option<fn(&V) -> Cow<'static, str>> {
        match self.written()?.steps[at].page {
            Some(StepText::Dynamic(make)) => Some(make),
            _ => None,
        }
    }

    /// Whether step `at` is shown on a page that is there. Where that is not known,
    /// it is.
    pub(crate) fn whereabouts(&self, at: usize, page: Option<&PagePath>) -> Whereabouts {
        match (page, self.pattern(at)) {
            (Some(_), None) if self.made_page(at).is_some() => Whereabouts::Ask,
            (Some(page), Some(pattern)) if !page.is_of(pattern) => Whereabouts::Elsewhere,
            _ => Whereabouts::Here,
        }
    }

    /// The same, as the view has it.
    pub(crate) fn is_at(&self, at: usize, view: &V, page: Option<&PagePath>) -> bool {
        match (page, self.made_page(at)) {
            (Some(page), Some(make)) => page.is_of(&make(view)),
            _ => self.whereabouts(at, page) == Whereabouts::Here,
        }
    }

    pub(crate) fn elsewhere(&self, at: usize) -> Elsewhere {
        either!(self, tour => tour.steps[at].elsewhere)
    }

    /// Whether what another page is sent of step `at` can be made without the view.
    pub(crate) fn is_static_elsewhere(&self, at: usize) -> bool {
        let is_made = |text: &Option<StepText<V>>| matches!(text, Some(StepText::Dynamic(_)));
        self.elsewhere(at) == Elsewhere::Wait
            || self.is_static(at)
                && self.written().is_none_or(|tour| {
                    let step = &tour.steps[at];
                    !is_made(&step.href) && (step.href.is_some() || !is_made(&step.page))
                })
    }

    /// Where the page of step `at` is, for one that is at `page`.
    ///
    /// `view` is needed where [`is_static_elsewhere`](Self::is_static_elsewhere) is not.
    ///
    /// # Errors
    ///
    /// Why nothing may lead there, and what to write.
    fn href(&self, at: usize, view: Option<&V>, page: &PagePath) -> Result<String, &'static str> {
        let made = |text: &Option<StepText<V>>| match text {
            Some(StepText::Static(text)) => Some((*text).into()),
            Some(StepText::Dynamic(make)) => Some(make(view?)),
            None => None,
        };
        let (href, path) = match self {
            Self::Owned(run) => {
                let step = &run.tour().steps[at];
                let owned =
                    |text: &Option<Box<str>>| text.as_deref().map(|text| text.to_owned().into());
                (owned(&step.href), owned(&step.page))
            }
            _ => self.written().map_or((None, None), |tour| {
                let step = &tour.steps[at];
                let href = made(&step.href);
                let path = href.is_none().then(|| made(&step.page));
                (href, path.flatten())
            }),
        };
        let foreign = match href {
            Some(_) => FOREIGN_HREF,
            None => FOREIGN_PAGE,
        };
        let url = match (href, path) {
            (Some(href), _) => Cow::<'static, str>::into_owned(href),
            // `tutorial!` and drafts refuse it; steps that are built in code are not checked.
            (None, Some(path)) if path.contains('{') => return Err(PATTERN),
            (None, Some(path)) => page.url_of(&path),
            (None, None) => String::new(),
        };
        if crate::js::is_own_url(&url) {
            Ok(url)
        } else {
            Err(foreign)
        }
    }

    /// The encoded command for a page which is at `page`, where step `at` goes on at another
    /// one, and why there is no link. `run` is the number of the run in the store.
    pub(crate) fn setup_elsewhere(
        &self,
        at: usize,
        view: Option<&V>,
        page: &PagePath,
        run: u64,
        has_back: bool,
    ) -> (String, Option<&'static str>) {
        let policy = self.elsewhere(at);
        let mut fault = None;
        let elsewhere = if policy == Elsewhere::Wait {
            StepElsewhere {
                href: None,
                go: None,
                text: String::new(),
            }
        } else {
            let href = self.href(at, view, page).unwrap_or_else(|why| {
                fault = Some(why);
                String::new()
            });
            let goes = policy == Elsewhere::Go && fault.is_none();
            StepElsewhere {
                href: Some(href),
                go: goes.then(|| format!("{run}.{at}")),
                text: self.text(at, view).into_owned(),
            }
        };
        let event = match self {
            Self::Owned(run) => &run.tour().steps[at].narrate_event,
            _ => self
                .written()
                .map_or("", |tour| tour.steps[at].narrate_event),
        };
        let fields = StepFields {
            tour: self.id(),
            name: self.name(at),
            step: at,
            total: self.len(),
            event,
            has_back,
        };
        (commands::elsewhere(&fields, &elsewhere), fault)
    }

    /// The text of step `at`.
    fn text(&self, at: usize, view: Option<&V>) -> Cow<'_, str> {
        match self {
            Self::Owned(run) => Cow::Borrowed(&run.tour().steps[at].message),
            _ => match (self.written().map(|tour| &tour.steps[at].message), view) {
                (Some(StepText::Static(text)), _) => Cow::Borrowed(text),
                (Some(StepText::Dynamic(make)), Some(view)) => make(view),
                _ => Cow::Borrowed(""),
            },
        }
    }

    /// The step that follows, as the view has it; `None` is the end.
    pub(crate) fn choose(&self, after: usize, view: &V) -> Option<usize> {
        match self {
            Self::Static(tour) => tour.choose(after, view),
            Self::Step(tour) => tour.choose(after, view),
            Self::Owned(run) => Some(run.tour().steps[after].next),
        }
    }

    /// Whether the visitor's progress is kept: only that in a tour from the
    /// app's source is.
    pub(crate) fn is_durable(&self) -> bool {
        matches!(self, Self::Static(_))
    }

    /// The progress of a visitor who is at `step`, without a way back.
    pub(crate) fn progress(&self, step: usize, status: ProgressStatus, run: u64) -> Progress {
        match self {
            Self::Static(tour) => Progress::at(tour, step, status, run),
            // Never stored: see `is_durable`.
            Self::Step(tour) => Progress::new(tour.version, step, status, run),
            Self::Owned(owned) => Progress::new(owned.tour().version, step, status, run),
        }
    }

    /// Where a visitor with this progress goes on.
    pub(crate) fn resume(&self, progress: &Progress) -> Option<Resumed> {
        match self {
            Self::Static(tour) => progress.resume(tour),
            Self::Step(_) | Self::Owned(_) => None,
        }
    }
}

impl<V> StepGraph for TourRef<V> {
    fn len(&self) -> usize {
        either!(self, tour => tour.len())
    }

    fn waits(&self, step: usize) -> bool {
        either!(self, tour => tour.waits(step))
    }

    fn is_made(&self, step: usize) -> bool {
        either!(self, tour => tour.is_made(step))
    }

    fn may_be_satisfied(&self, step: usize) -> bool {
        either!(self, tour => tour.may_be_satisfied(step))
    }

    fn next(&self, step: usize) -> Next {
        either!(self, tour => tour.next(step))
    }

    fn on_missing(&self, step: usize) -> OnMissing {
        either!(self, tour => tour.on_missing(step))
    }
}

impl<V> Clone for TourRef<V> {
    fn clone(&self) -> Self {
        match self {
            Self::Static(tour) => Self::Static(tour),
            Self::Step(tour) => Self::Step(Arc::clone(tour)),
            Self::Owned(run) => Self::Owned(Arc::clone(run)),
        }
    }
}
