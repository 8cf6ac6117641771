//! A walk through a tour: does each step find its target?

use super::Page;
use crate::app::view::Live;
use crate::panics::lock;
use crate::seq::StepRef;
use crate::test::client::ShownStep;
use crate::test::targets::{TargetCheck, Targets, unseen};
use crate::tour::Tour;
use crate::wire::page::{Command, Refusal};

/// After how many steps a walk ends: a tour may lead back for as long as the walk does
/// nothing about it.
const MOST_STEPS: usize = 1_000;

impl<V: Live> Page<V> {
    /// Walks through the tour, and looks at each step whether its target is on the page
    /// once, and can be seen: the test that every app should have.
    ///
    /// It starts the view's own tour, unless the page shows a step. At each step `act` does
    /// what the step asks for, if later steps need that; where it does nothing the walk
    /// presses Skip.
    ///
    /// ```
    /// # use docent::prelude::*;
    /// use docent::test::Page;
    ///
    /// #[derive(Default)]
    /// struct Notes { is_open: bool }
    ///
    /// #[live_view(TutorialMixin, LiveView)]
    /// impl Notes {
    ///     #[event_handler]
    ///     fn open(&mut self) { self.is_open = true }
    /// }
    ///
    /// impl View for Notes {
    ///     fn render(&self) -> Html {
    ///         let form = if self.is_open { r#"<form id="note">…</form>"# } else { "" };
    ///         Html::new(format_args!(r#"<button id="open" dj-click="open">New note</button>{form}"#))
    ///     }
    /// }
    ///
    /// tutorial! {
    ///     <Notes>
    ///     step open { target: "#open", message: "Begin a note.", wait_for: open }
    ///     step { target: "#note", message: "Write it here.", wait_for: next }
    /// }
    ///
    /// # tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().expect("a runtime").block_on(async {
    /// // #[tokio::test(start_paused = true)]
    /// let mut page = Page::mount(Notes::default).await;
    /// let targets = page.walk(async |page, step| match step.name.as_deref() {
    ///     Some("open") => page.click("#open").await,
    ///     _ => Ok(()),
    /// });
    /// targets.await.assert_found();
    /// # })
    /// ```
    ///
    /// What hides an element is the attribute `hidden`, an inline `display: none` or
    /// `visibility: hidden`, `type=hidden`, or a `<details>`, `<dialog>` or popover around it
    /// that is not open. Style sheets are not read. What a step's `on_enter` does is done
    /// before its target is looked for; commands of the app's handlers are not. A page is
    /// the live part alone, unless it was opened with its
    /// [layout](crate::test::Builder::layout) or is one [of the app's](Page::set_document).
    ///
    /// A step with a [`page`](crate::tour::Step::page) is looked at on that page: where
    /// [`ShownStep::elsewhere`] is set, `act` goes there, as with [`visit`](Page::visit).
    ///
    /// A step that waits for nothing and has no timeout is left before anybody could look
    /// at it, and is not in the report.
    pub async fn walk(
        &mut self,
        act: impl AsyncFnMut(&mut Self, &ShownStep) -> Result<(), Refusal>,
    ) -> Targets {
        let (mut act, mut targets) = (act, Targets::default());
        if self.step().is_none()
            && let Err(refusal) = self.start_tutorial().await
        {
            targets.stop(format!("the tour was not started: {refusal}"));
        }
        let mut tours: Vec<&'static Tour<V>> = Vec::new();
        let mut steps = 0;
        while let Some(step) = self.step() {
            let named = format!("step {} of {}", step.index + 1, step.total);
            if steps == MOST_STEPS {
                targets.stop(format!(
                    "{named} is shown after {MOST_STEPS} others: the tour leads back"
                ));
                break;
            }
            steps += 1;
            if !tours.iter().any(|tour| tour.id == step.tour) {
                tours.extend(V::tours().into_iter().find(|tour| tour.id == step.tour));
            }
            let check = self.look_at(&step, &tours);
            match check.is_elsewhere {
                true => targets.note_unseen(check),
                false => targets.note(check),
            }
            let at = self.place();
            if let Err(refusal) = act(self, &step).await {
                targets.stop(format!("the walk's own action at {named}: {refusal}"));
                break;
            }
            if self.is_at(at) {
                self.skip().await;
            }
            if self.is_at(at) {
                targets.stop(format!(
                    "Skip does not leave {named}: do in the walk what the step asks for"
                ));
                break;
            }
        }
        if steps == 0 {
            tours.extend(V::own_tour());
            targets.stop("no tour began".to_owned());
        }
        let steps = tours
            .iter()
            .flat_map(|tour| (0..tour.steps.len()).map(|index| (*tour, index)));
        for (tour, index) in steps {
            let step = &tour.steps[index];
            if step.timeout.is_some() || step.waits().next().is_some() {
                targets.note_unseen(unseen(tour, index));
            }
        }
        targets.sort();
        targets
    }

    /// What the page has of the target of the step that it shows; `None` if it shows none.
    /// See [`walk`](Page::walk).
    #[must_use]
    pub fn check_target(&self) -> Option<TargetCheck> {
        Some(self.look_at(&self.step()?, &V::tours()))
    }

    fn look_at(&self, step: &ShownStep, tours: &[&'static Tour<V>]) -> TargetCheck {
        // A step of a tour that was made at run time is known by what the page is sent of it.
        let written = tours.iter().find(|tour| tour.id == step.tour);
        let written = written
            .filter(|tour| step.index < tour.steps.len())
            .map(|tour| unseen(tour, step.index));
        let (target, is_optional) = match written {
            // What a page is sent of a step that is elsewhere has no target.
            Some(written) => (written.target, written.is_optional),
            None => (step.target.clone(), step.is_centered),
        };
        let is_elsewhere = step.elsewhere.is_some();
        let found = (!is_elsewhere).then(|| {
            let state = lock(&self.state);
            let commands: Vec<_> = state.client.entered().iter().map(Command::parts).collect();
            state.markup.target(&target, &commands)
        });
        TargetCheck {
            tour: step.tour.clone(),
            name: step.name.clone(),
            index: step.index,
            total: step.total,
            target,
            state: found,
            is_elsewhere,
            is_optional,
        }
    }

    fn is_at(&self, place: Option<StepRef>) -> bool {
        self.step().is_some() && self.place() == place
    }
}
