//! Where a visitor goes on in a tour that may have been edited since.
//!
//! A pure function of what is stored and of the tour as it is now. It finds a
//! step by its name, then by its fingerprint, and uses its position only if
//! nothing better is stored.

use sha2::{Digest as _, Sha256};

use super::definition::{Step, Tour};
use super::machine::{PastStep, StepGraph as _};
use super::marks::{Marks, StepMark};
use super::progress::{Progress, ProgressStatus};
use crate::event::HandlerOwner;

/// Where a stored run goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Resumed {
    pub(crate) step: usize,
    /// The steps that Back leads to, the last one last.
    pub(crate) history: Vec<PastStep>,
    pub(crate) by: ResumedBy,
}

/// What the step was found by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ResumedBy {
    /// The steps are as they were, or only its position is known.
    Position,
    /// Its name.
    Name,
    /// Its target and what it waits for.
    Fingerprint,
    /// It is gone, and this is the first step after it that is not.
    Following,
    /// Nothing was found: the tour starts over.
    Start,
}

impl ResumedBy {
    /// The word in the log.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Position => "position",
            Self::Name => "name",
            Self::Fingerprint => "fingerprint",
            Self::Following => "following",
            Self::Start => "start",
        }
    }
}

/// What stays the same of a step while its text, name and place are edited.
fn fingerprint<V>(step: &Step<V>) -> u64 {
    let mut hash = Sha256::new();
    hash.update(step.target);
    for wait in step.waits() {
        // No selector has these bytes.
        hash.update(match wait.recipient() {
            Some(HandlerOwner::View) => [0xff, 0],
            Some(HandlerOwner::Component(_)) => [0xff, 1],
            None => [0xff, 2],
        });
        hash.update(wait.to_string());
    }
    let hash: [u8; 32] = hash.finalize().into();
    let [a, b, c, d, e, f, g, h, ..] = hash;
    u64::from_be_bytes([a, b, c, d, e, f, g, h])
}

impl<V> Tour<V> {
    fn marks(&self) -> &Marks {
        let mark = |step: &Step<V>| StepMark {
            name: step.name.map(Into::into),
            fingerprint: fingerprint(step),
        };
        self.scripts
            .marks(|| Marks::new(self.steps.iter().map(mark).collect()))
    }
}

impl Progress {
    /// The progress of a visitor who is at `step` of `tour`, without a way back.
    pub(crate) fn at<V>(tour: &Tour<V>, step: usize, status: ProgressStatus, run: u64) -> Self {
        let progress = Self::new(tour.version, step, status, run);
        let name = tour.steps.get(step).and_then(|step| step.name);
        match (tour.marks().stored(), name) {
            (Some(marks), _) => progress.with_steps(marks),
            (None, Some(name)) => progress.with_name(name),
            (None, None) => progress,
        }
    }

    /// Where this visitor goes on in `tour`; `None` if the tour was not running.
    ///
    /// In a tour of another version that is the step of the same name, or the
    /// first one where there is none. In the same version it is found by its
    /// name, else by its fingerprint; if it is gone, the first step after it
    /// that is still there follows, and else the tour starts over.
    pub(crate) fn resume<V>(&self, tour: &Tour<V>) -> Option<Resumed> {
        if self.status() != ProgressStatus::Running {
            return None;
        }
        let edit = Edit {
            before: self.marks(),
            now: tour.marks().all(),
            is_same_version: self.version() == tour.version,
        };
        let found = match self.marks() {
            Some(_) => edit
                .find(self.step())
                .or_else(|| edit.following(self.step())),
            None => edit.find_unmarked(self.step(), self.name()),
        };
        let (step, by) = found.unwrap_or((0, ResumedBy::Start));
        let history = match by {
            ResumedBy::Start => Vec::new(),
            _ => self.back_in(&edit, tour),
        };
        Some(Resumed { step, history, by })
    }

    /// The steps that Back leads to, as far as they are still there and wait.
    fn back_in<V>(&self, edit: &Edit<'_>, tour: &Tour<V>) -> Vec<PastStep> {
        self.history()
            .iter()
            .filter_map(|step| Some(edit.find((*step).into())?.0))
            .filter(|step| tour.waits(*step))
            .filter_map(|step| step.try_into().ok())
            .collect()
    }
}

/// The steps of a tour as they were and as they are.
struct Edit<'a> {
    /// `None` if they are not known.
    before: Option<&'a [StepMark]>,
    now: &'a [StepMark],
    is_same_version: bool,
}

impl Edit<'_> {
    /// Where the step that was at `at` is now.
    fn find(&self, at: usize) -> Option<(usize, ResumedBy)> {
        let before = self.before.unwrap_or_default();
        if self.is_same_version && before == self.now {
            return (at < self.now.len()).then_some((at, ResumedBy::Position));
        }
        let mark = before.get(at)?;
        if let Some(step) = self.named(mark.name.as_deref()) {
            return Some((step, ResumedBy::Name));
        }
        let alike = self.alike(before, at).filter(|_| self.is_same_version);
        alike.map(|step| (step, ResumedBy::Fingerprint))
    }

    /// The first step after `at` that is still there.
    fn following(&self, at: usize) -> Option<(usize, ResumedBy)> {
        let steps = self.before.unwrap_or_default().len();
        let mut after = at.saturating_add(1)..steps;
        let found = after.find_map(|at| self.find(at))?;
        self.is_same_version
            .then_some((found.0, ResumedBy::Following))
    }

    /// The same as [`find`](Edit::find) where only that step's name is stored, if it has one.
    fn find_unmarked(&self, at: usize, name: Option<&str>) -> Option<(usize, ResumedBy)> {
        match name {
            Some(_) => self.named(name).map(|step| (step, ResumedBy::Name)),
            None if self.is_same_version && at < self.now.len() => Some((at, ResumedBy::Position)),
            None => None,
        }
    }

    fn named(&self, name: Option<&str>) -> Option<usize> {
        let name = name?;
        self.now
            .iter()
            .position(|mark| mark.name.as_deref() == Some(name))
    }

    /// The step of the same fingerprint. Of several it is the one of the same
    /// turn, as long as there are as many as there were: else one of them is
    /// gone or new, and which is not known.
    fn alike(&self, before: &[StepMark], at: usize) -> Option<usize> {
        let alike = |marks: &[StepMark]| -> Vec<usize> {
            let is_alike = |step: &usize| marks[*step].fingerprint == before[at].fingerprint;
            (0..marks.len()).filter(is_alike).collect()
        };
        let (were, are) = (alike(before), alike(self.now));
        if were.len() != are.len() {
            return None;
        }
        let turn = were.iter().position(|step| *step == at)?;
        let found = are[turn];
        // A step that had its name before is that one, with another target.
        let name = self.now[found].name.as_deref();
        let is_another = name.is_some() && before.iter().any(|mark| mark.name.as_deref() == name);
        (!is_another).then_some(found)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::event::EventKey;
    use crate::tour::Wait;
    use crate::tour::progress::HistoryRoom;

    /// A step of that name and target that waits for its time.
    fn step(name: Option<&'static str>, target: &'static str) -> Step<()> {
        let step = Step::new(target, "").timeout(Duration::from_secs(1));
        match name {
            Some(name) => step.named(name),
            None => step,
        }
    }

    /// Steps with names have targets of their own.
    fn named(names: &[&'static str]) -> Vec<Step<()>> {
        let target = |name: &str| &*Box::leak(format!("#{name}").into_boxed_str());
        names
            .iter()
            .map(|name| step(Some(name), target(name)))
            .collect()
    }

    fn unnamed(targets: &[&'static str]) -> Vec<Step<()>> {
        targets.iter().map(|target| step(None, target)).collect()
    }

    fn tour(version: u32, steps: Vec<Step<()>>) -> Tour<()> {
        Tour::new("tour", steps.leak()).with_version(version)
    }

    /// Where a visitor at step `at` of the one tour, after all steps before it,
    /// goes on in the other.
    fn resumed(before: Vec<Step<()>>, at: usize, now: Vec<Step<()>>) -> Resumed {
        let (before, now) = (tour(1, before), tour(1, now));
        let history: Vec<_> = (0..at as PastStep).collect();
        let history = HistoryRoom::default().fill(&history);
        let progress = Progress::at(&before, at, ProgressStatus::Running, 1).with_history(history);
        let stored = Progress::from_bytes(&progress.to_bytes()).expect("it is encoded");
        stored.resume(&now).expect("it runs")
    }

    fn at(step: usize, by: ResumedBy, history: &[PastStep]) -> Resumed {
        let history = history.to_vec();
        Resumed { step, history, by }
    }

    #[test]
    fn the_same_tour_goes_on_where_it_was() {
        let steps = || unnamed(&["#a", "#a", "#a"]);
        assert_eq!(
            resumed(steps(), 1, steps()),
            at(1, ResumedBy::Position, &[0])
        );
    }

    #[test]
    fn a_named_step_is_found_wherever_it_is_now() {
        let before = || named(&["a", "b", "c"]);
        for (now, expected) in [
            (&["new", "a", "b", "c"][..], at(2, ResumedBy::Name, &[1])),
            (&["b", "c"], at(0, ResumedBy::Name, &[])),
            (&["c", "b", "a"], at(1, ResumedBy::Name, &[2])),
        ] {
            assert_eq!(resumed(before(), 1, named(now)), expected, "{now:?}");
        }
    }

    #[test]
    fn an_unnamed_step_is_found_by_its_target_and_wait() {
        let before = || unnamed(&["#a", "#b", "#c"]);
        for (now, expected) in [
            (
                &["#new", "#a", "#b"][..],
                at(2, ResumedBy::Fingerprint, &[1]),
            ),
            (&["#b"], at(0, ResumedBy::Fingerprint, &[])),
            (&["#c", "#b", "#a"], at(1, ResumedBy::Fingerprint, &[2])),
        ] {
            assert_eq!(resumed(before(), 1, unnamed(now)), expected, "{now:?}");
        }
    }

    #[test]
    fn a_renamed_step_is_found_by_its_fingerprint() {
        let now = vec![step(Some("a"), "#a"), step(Some("z"), "#b")];
        let before = named(&["a", "b"]);
        assert_eq!(resumed(before, 1, now), at(1, ResumedBy::Fingerprint, &[0]));
    }

    #[test]
    fn a_removed_step_leads_to_the_first_after_it_that_remains() {
        let before = || named(&["a", "b", "c", "d"]);
        for (now, expected) in [
            (&["a", "c", "d"][..], at(1, ResumedBy::Following, &[0])),
            (&["a", "d"], at(1, ResumedBy::Following, &[0])),
            (&["d", "new", "a"], at(0, ResumedBy::Following, &[2])),
            // Nothing after it is left.
            (&["a"], at(0, ResumedBy::Start, &[])),
            (&["new"], at(0, ResumedBy::Start, &[])),
        ] {
            assert_eq!(resumed(before(), 1, named(now)), expected, "{now:?}");
        }
    }

    #[test]
    fn steps_that_cannot_be_told_apart_are_not_guessed() {
        // One of three is gone. It may be this one, and the next that is known is `#c`.
        let before = unnamed(&["#a", "#a", "#a", "#c"]);
        let now = unnamed(&["#new", "#a", "#a", "#c"]);
        assert_eq!(resumed(before, 1, now), at(3, ResumedBy::Following, &[]));
        // As many as before: in their order.
        let before = unnamed(&["#a", "#a", "#a"]);
        let now = unnamed(&["#new", "#a", "#a", "#a"]);
        assert_eq!(resumed(before, 1, now), at(2, ResumedBy::Fingerprint, &[1]));
    }

    #[test]
    fn another_steps_new_target_is_no_fingerprint_of_this_one() {
        let before = named(&["a", "b"]);
        let now = vec![step(Some("b"), "#a")];
        assert_eq!(resumed(before, 0, now), at(0, ResumedBy::Following, &[]));
    }

    #[test]
    fn the_way_back_leaves_out_what_is_gone_or_does_not_wait() {
        let before = named(&["a", "b", "c", "d"]);
        let mut now = named(&["b", "c", "d"]);
        now[1].timeout = None;
        assert_eq!(resumed(before, 3, now), at(2, ResumedBy::Name, &[0]));
    }

    #[test]
    fn in_another_version_only_the_name_counts() {
        let run = |version, steps, at| {
            let before = tour(version, steps);
            let history = HistoryRoom::default().fill(&[0]);
            Progress::at(&before, at, ProgressStatus::Running, 1).with_history(history)
        };
        let now = tour(2, named(&["b", "a", "c"]));
        // Also where it is newer, and this server has not been updated yet.
        for version in [1, 3] {
            let stored = run(version, named(&["a", "b"]), 1);
            let expected = at(0, ResumedBy::Name, &[1]);
            assert_eq!(stored.resume(&now), Some(expected));
            let renamed = run(version, vec![step(Some("z"), "#b")], 0);
            let start = at(0, ResumedBy::Start, &[]);
            assert_eq!(renamed.resume(&now), Some(start.clone()));
            let gone = run(version, named(&["gone", "c"]), 0);
            assert_eq!(gone.resume(&now), Some(start));
        }
    }

    #[test]
    fn progress_without_marks_is_followed_by_its_name_or_position() {
        let now = tour(1, named(&["a", "b"]));
        let old = |step| Progress::new(1, step, ProgressStatus::Running, 1);
        for (stored, expected) in [
            (old(1), at(1, ResumedBy::Position, &[])),
            (old(2), at(0, ResumedBy::Start, &[])),
            (old(0).with_name("b"), at(1, ResumedBy::Name, &[])),
            (old(0).with_name("gone"), at(0, ResumedBy::Start, &[])),
        ] {
            assert_eq!(stored.resume(&now), Some(expected), "{stored:?}");
        }
    }

    #[test]
    fn a_tour_that_is_over_is_not_resumed() {
        let tour = tour(1, named(&["a"]));
        for status in [
            ProgressStatus::Finished,
            ProgressStatus::Cancelled,
            ProgressStatus::Failed,
            ProgressStatus::OptedOut,
        ] {
            assert_eq!(Progress::at(&tour, 0, status, 1).resume(&tour), None);
        }
    }

    #[test]
    fn a_fingerprint_of_target_and_wait_stays_the_same() {
        let wait = |owner, event| Wait::of(owner, event);
        let waits = |wait: Wait| step(None, "#a").wait_for(wait);
        let plain = step(None, "#a");
        let click = waits(wait(HandlerOwner::View, "click"));
        let component = std::any::TypeId::of::<EventKey<(), ()>>;
        let others = [
            fingerprint(&plain),
            fingerprint(&click),
            fingerprint(&waits(wait(HandlerOwner::View, "clic"))),
            fingerprint(&waits(wait(HandlerOwner::Component(component), "click"))),
            fingerprint(&step(None, "#b")),
            fingerprint(&waits(Wait::next())),
            fingerprint(&waits(Wait::dom("click"))),
            fingerprint(&waits(Wait::dom_at("click", "#a"))),
            fingerprint(&waits(Wait::present("#b"))),
            fingerprint(&waits(Wait::absent("#b"))),
            fingerprint(
                &step(None, "#a").wait_for_any(const { &[Wait::next(), Wait::dom("click")] }),
            ),
        ];
        for (at, one) in others.iter().enumerate() {
            assert!(!others[..at].contains(one), "{at}");
        }
        let edited = Step::<()>::new("#a", "another text")
            .named("a")
            .wait_for(wait(HandlerOwner::View, "click"));
        assert_eq!(fingerprint(&edited), fingerprint(&click));
        // It is stored, so it is the same in every build.
        assert_eq!(fingerprint(&plain), STORED);
    }

    const STORED: u64 = 3_471_529_590_313_670_480;

    #[test]
    fn a_tour_with_too_much_to_store_is_followed_by_the_name() {
        let long: &'static str = Box::leak("x".repeat(100_000).into_boxed_str());
        let steps = || {
            let mut steps = named(&["a", "b"]);
            steps.push(step(Some(long), "#long"));
            steps
        };
        let mut now = steps();
        now.insert(0, step(Some("new"), "#new"));
        assert_eq!(resumed(steps(), 1, now), at(2, ResumedBy::Name, &[]));
    }
}
