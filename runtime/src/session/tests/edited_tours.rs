//! Tours that were edited while visitors were in the middle of them.
//!
//! Each view is a build of one app: their tours have one id.

use std::time::Duration;

use crate::prelude::*;
use crate::store::MemoryStore;
use crate::test::Page;
use crate::tour::TourEvent;
use crate::{Docent, Visitor};

/// Defines a build of the app, with what its tour consists of.
macro_rules! build {
    ($view:ident { $($tour:tt)* }) => {
        #[derive(Default)]
        struct $view(Vec<String>);

        #[live_view(Ear, TutorialMixin, LiveView)]
        impl $view {}

        impl View for $view {
            fn render(&self) -> Html {
                Html::from("<p id=\"a\"></p>")
            }
        }

        impl Notes for $view {
            fn note(&mut self, line: String) {
                self.0.push(line);
            }
        }

        tutorial! {
            <$view>
            id: "guide",
            $($tour)*
        }
    };
}

trait Notes {
    fn note(&mut self, line: String);
}

/// Records the app's tour events.
#[derive(Default)]
struct Ear;

impl<V: View + Notes> Mixin<V> for Ear {
    const NAME: &'static str = "Ear";

    fn tour_event(&mut self, view: &mut V, _: &mut Context<'_, V>, event: &TourEvent) {
        match event {
            TourEvent::Started { name, resumed, .. } => {
                view.note(format!("started at {name:?}, resumed: {resumed}"));
            }
            TourEvent::StepEnded { name, .. } => view.note(format!("left {name:?}")),
            TourEvent::Ended { .. } => {}
        }
    }
}

build!(First {
    step plan { target: "#plan", message: "Plan.", timeout: 1h }
    step { target: "#pay", message: "Pay.", timeout: 1h }
    step team { target: "#team", message: "Team.", timeout: 1h }
    step done { target: "#done", message: "Done.", timeout: 1h }
});

build!(Inserted {
    step welcome { target: "#welcome", message: "Welcome.", timeout: 1h }
    step plan { target: "#plan", message: "Plan.", timeout: 1h }
    step { target: "#vat", message: "VAT.", timeout: 1h }
    step { target: "#pay", message: "Pay.", timeout: 1h }
    step team { target: "#team", message: "Team.", timeout: 1h }
    step done { target: "#done", message: "Done.", timeout: 1h }
});

build!(Renamed {
    step plan { target: "#plan", message: "Plan.", timeout: 1h }
    step payment { target: "#pay", message: "Pay.", timeout: 1h }
    step people { target: "#team", message: "People.", timeout: 1h }
    step done { target: "#done", message: "Done.", timeout: 1h }
});

build!(Removed {
    step plan { target: "#plan", message: "Plan.", timeout: 1h }
    step done { target: "#done", message: "Done.", timeout: 1h }
});

build!(Reordered {
    step done { target: "#done", message: "Done.", timeout: 1h }
    step team { target: "#team", message: "Team.", timeout: 1h }
    step { target: "#pay", message: "Pay.", timeout: 1h }
    step plan { target: "#plan", message: "Plan.", timeout: 1h }
});

build!(Replaced {
    step one { target: "#one", message: "One.", timeout: 1h }
    step two { target: "#two", message: "Two.", timeout: 1h }
});

build!(Newer {
    version: 2,
    step two { target: "#two", message: "Two.", timeout: 1h }
    step { target: "#pay", message: "Pay.", timeout: 1h }
    step plan { target: "#plan", message: "Plan.", timeout: 1h }
});

/// A page of that build.
async fn open<V: Live + View + Default>(docent: &Docent, visitor: &Visitor) -> Page<V> {
    let builder = Page::<V>::builder().docent(docent).visitor(visitor);
    builder.mount(V::default).await.expect("a view")
}

/// Brings a visitor to step `at` of the one build; returns the target at which the
/// other goes on, and those that Back then leads to.
async fn goes_on<Before, Now>(at: usize) -> Vec<String>
where
    Before: Live + View + Default,
    Now: Live + View + Default,
{
    let (docent, visitor) = (Docent::new(), Visitor::new());
    let mut page = open::<Before>(&docent, &visitor).await;
    page.start_tutorial().await.expect("it starts");
    for _ in 0..at {
        page.skip().await;
    }
    assert_eq!(page.step().map(|step| step.index), Some(at));
    let mut page = open::<Now>(&docent, &visitor).await;
    let mut targets = Vec::new();
    loop {
        let step = page.step().expect("the tour goes on");
        targets.push(step.target);
        if !step.has_back {
            break;
        }
        page.back().await;
    }
    let before = page.place();
    page.back().await;
    assert_eq!(
        page.place(),
        before,
        "where there is no button, Back does nothing"
    );
    targets
}

#[tokio::test(start_paused = true)]
async fn back_works_after_a_reload() {
    assert_eq!(goes_on::<First, First>(2).await, ["#team", "#pay", "#plan"]);
    assert_eq!(goes_on::<First, First>(0).await, ["#plan"]);
}

#[tokio::test(start_paused = true)]
async fn an_edited_tour_goes_on_at_the_step_that_the_visitor_was_at() {
    for (at, target, back) in [
        (1, "#pay", &["#plan"][..]),
        (2, "#team", &["#pay", "#plan"]),
    ] {
        let expected = [&[target], back].concat();
        assert_eq!(goes_on::<First, Inserted>(at).await, expected);
        assert_eq!(goes_on::<First, Renamed>(at).await, expected);
        assert_eq!(goes_on::<First, Reordered>(at).await, expected);
    }
}

#[tokio::test(start_paused = true)]
async fn a_removed_step_leads_to_the_next_one_that_remains() {
    for at in [1, 2] {
        assert_eq!(goes_on::<First, Removed>(at).await, ["#done", "#plan"]);
    }
    assert_eq!(
        goes_on::<First, Replaced>(2).await,
        ["#one"],
        "from the start"
    );
}

#[tokio::test(start_paused = true)]
async fn in_another_version_only_the_name_of_the_step_counts() {
    assert_eq!(goes_on::<First, Newer>(0).await, ["#plan"]);
    assert_eq!(goes_on::<First, Newer>(1).await, ["#two"]);
    // An older build that reads what a newer one has stored.
    assert_eq!(goes_on::<Newer, First>(2).await, ["#plan"]);
    assert_eq!(goes_on::<Newer, First>(1).await, ["#plan"]);
}

#[tokio::test(start_paused = true)]
async fn the_app_is_told_of_names_and_of_a_run_that_is_resumed() {
    let (docent, visitor) = (Docent::new(), Visitor::new());
    let mut page = open::<First>(&docent, &visitor).await;
    page.start_tutorial().await.expect("it starts");
    page.skip().await;
    page.skip().await;
    let notes = page.view(|view| view.0.clone()).await;
    let expected = [
        "started at Some(\"plan\"), resumed: false",
        "left Some(\"plan\")",
        "left None",
    ];
    assert_eq!(notes, expected);
    let mut page = open::<First>(&docent, &visitor).await;
    let notes = page.view(|view| view.0.clone()).await;
    assert_eq!(notes, ["started at Some(\"team\"), resumed: true"]);
}

#[tokio::test(start_paused = true)]
async fn what_is_deleted_is_not_resumed() {
    let docent = Docent::builder().progress(MemoryStore::new()).build();
    let visitor = Visitor::new();
    let mut page = open::<First>(&docent, &visitor).await;
    page.start_tutorial().await.expect("it starts");
    page.disconnect().await;
    page.advance(Duration::from_secs(61)).await;
    let deleted = docent.store().delete_owner((&visitor).into()).await;
    deleted.expect("it is in memory");
    assert_eq!(open::<First>(&docent, &visitor).await.step(), None);
}
