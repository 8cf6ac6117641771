//! The page of the import, and its tour.

use axum::extract::State;
use docent::prelude::*;

use crate::Imports;

/// One open page.
pub struct Customers {
    imports: Imports,
    percent: Option<u32>,
}

impl Customers {
    /// The view of a page that has just been opened, also in the middle of an import.
    pub(crate) async fn mount(State(imports): State<Imports>, visitor: docent::Visitor) -> Self {
        let percent = imports.percent(&visitor);
        Self { imports, percent }
    }
}

#[live_view(TutorialMixin, LiveView)]
impl Customers {
    /// Starts the job.
    #[event_handler]
    fn start_import(&mut self, cx: &mut Context<'_, Self>) {
        self.imports.start(cx.visitor(), cx.docent());
        self.percent = self.imports.percent(cx.visitor());
    }

    /// The job has come further, or is done. No page can call it.
    #[event_handler(from = App)]
    fn import_progressed(&mut self, is_done: bool, cx: &mut Context<'_, Self>) {
        let _ = is_done; // for the tour
        self.percent = self.imports.percent(cx.visitor());
    }
}

impl View for Customers {
    fn mounted(&mut self, cx: &mut Context<'_, Self>) -> Result<(), HandlerError> {
        let topic = self.imports.topic(cx.visitor());
        cx.subscribe(&topic, Self::EVENTS.import_progressed)?;
        // After it: what was written since the mount is not missed.
        self.percent = self.imports.percent(cx.visitor());
        Ok(())
    }

    fn render(&self) -> Html {
        let percent = self.percent.unwrap_or_default();
        let (status, is_busy) = match self.percent {
            None => ("Nothing is imported yet.".to_owned(), ""),
            Some(100) => ("All 250 customers are here.".to_owned(), ""),
            Some(_) => (
                format!("{} of 250 customers", percent * 250 / 100),
                " disabled",
            ),
        };
        Html::from(format!(
            r#"<main>
<h1>Customers</h1>
<p>Import them from your old system. It takes a moment, and goes on when you leave.</p>
<p id="progress"><progress max="100" value="{percent}" aria-label="Import"></progress> <output>{status}</output></p>
<p><button id="start" dj-click="start_import"{is_busy}>Import customers</button>
<button class="quiet" dj-click="start_tutorial">Take the tour</button></p>
</main>"#
        ))
    }
}

tutorial! {
    <Customers>

    step start {
        target: "#start",
        message: "Your customers can move here by themselves. Start the import.",
        wait_for: start_import,
    }
    step import {
        target: "#progress",
        message: "Reload the page if you like: the import goes on, and so does the tour.",
        wait_for: import_progressed,
        when: |event| event.is_done,
        skip_if: |view| view.percent == Some(100),
    }
    step done {
        target: "#progress",
        message: "That was it: all of them are here.",
        timeout: 8s,
    }
}
