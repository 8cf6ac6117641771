//! Servers and people without tours.

use crate::prelude::*;
use crate::store::{ProgressKey, ProgressOwner, ProgressStatus};
use crate::test::Page;
use crate::tour::{TourOutcome, Tutorial as _};
use crate::{Docent, Visitor};

#[derive(Default)]
struct Desk {
    outcomes: Vec<TourOutcome>,
}

#[live_view(TutorialMixin, LiveView)]
impl Desk {
    #[event_handler]
    fn act(&mut self) {}

    #[event_handler]
    async fn lead(guide: Guide<Self>) -> Result<(), HandlerError> {
        let outcome = guide.run(Desk::tour()).await?;
        guide.with(move |desk| desk.outcomes.push(outcome)).await?;
        Ok(())
    }
}

impl View for Desk {
    fn render(&self) -> Html {
        Html::default()
    }
}

tutorial! {
    <Desk>
    autostart: once,

    step first { target: "#a", message: "One", wait_for: act }
    step second { target: "#b", message: "Two", wait_for: act }
}

async fn open(docent: &Docent, visitor: &Visitor, user: Option<&str>) -> Page<Desk> {
    let mut builder = Page::<Desk>::builder().docent(docent).visitor(visitor);
    if let Some(user) = user {
        builder = builder.user(user);
    }
    builder.mount(Desk::default).await.expect("a view")
}

fn step(page: &Page<Desk>) -> Option<String> {
    page.step()?.name
}

/// That no tour begins there in any way.
async fn assert_is_without_tours(page: &mut Page<Desk>) {
    assert_eq!(step(page), None, "by autostart");
    page.start_tutorial().await.expect("handled");
    assert_eq!(step(page), None, "by its handler");
    page.fire(Desk::EVENTS.lead, ()).await.expect("handled");
    page.settle().await;
    let outcomes = page.view(|desk| std::mem::take(&mut desk.outcomes)).await;
    assert_eq!(outcomes, [TourOutcome::Cancelled], "by a flow");
}

#[tokio::test(start_paused = true)]
async fn a_server_whose_tours_are_off_begins_none() {
    let visitor = Visitor::new();
    let docent = Docent::builder().tours(false).build();
    assert_is_without_tours(&mut open(&docent, &visitor, None).await).await;
    let docent = Docent::builder().tours(false).tours(true).build();
    assert_eq!(
        step(&open(&docent, &visitor, None).await).as_deref(),
        Some("first")
    );
}

#[tokio::test(start_paused = true)]
async fn a_url_turns_tours_off_only_where_the_app_allows_it() {
    let visitor = Visitor::new();
    let open = async |docent: &Docent, url: &'static str| {
        let request = axum::http::Request::get(url).body(()).expect("a request");
        let builder = Page::<Desk>::builder().docent(docent).visitor(&visitor);
        let builder = builder.request(request);
        builder.mount(Desk::default).await.expect("a view")
    };
    let page = open(&Docent::new(), "/?docent=off").await;
    assert!(step(&page).is_some(), "not allowed");

    let docent = Docent::builder().tours_off_by_url(true).build();
    let mut page = open(&docent, "/?docent=on").await;
    page.fire(Desk::EVENTS.act, ()).await.expect("handled");
    assert_eq!(step(&page).as_deref(), Some("second"));
    let mut off = open(&docent, "/?tab=2&docent=off").await;
    assert_is_without_tours(&mut off).await;
    assert_eq!(
        step(&page).as_deref(),
        Some("second"),
        "the other page's goes on"
    );
    off.disconnect().await;
    off.reconnect().await;
    assert_is_without_tours(&mut off).await;
    assert_eq!(
        step(&open(&docent, "/?tab=2").await).as_deref(),
        Some("second"),
        "what is stored stays"
    );
}

#[tokio::test(start_paused = true)]
async fn who_has_opted_out_gets_no_tour_until_they_opt_in() {
    let docent = Docent::new();
    let (visitor, other) = (Visitor::new(), Visitor::new());
    let mut page = open(&docent, &visitor, None).await;
    page.fire(Desk::EVENTS.act, ()).await.expect("handled");
    assert_eq!(step(&page).as_deref(), Some("second"));

    let person = docent.visitor(&visitor);
    assert!(!person.has_opted_out().await.expect("stored"));
    for _ in 0..2 {
        person.opt_out().await.expect("stored");
    }
    assert!(person.has_opted_out().await.expect("stored"));
    assert_eq!(step(&page).as_deref(), Some("second"), "it goes on");
    page.reload().await;
    assert_is_without_tours(&mut page).await;
    assert!(step(&open(&docent, &other, None).await).is_some());

    person.opt_in().await.expect("stored");
    assert!(!person.has_opted_out().await.expect("stored"));
    page.reload().await;
    assert_eq!(step(&page).as_deref(), Some("second"), "where it was");
}

#[tokio::test(start_paused = true)]
async fn an_opt_out_is_taken_along_by_who_signs_in() {
    let docent = Docent::new();
    let visitor = Visitor::new();
    docent.visitor(&visitor).opt_out().await.expect("stored");
    let page = open(&docent, &visitor, Some("42")).await;
    assert_eq!(step(&page), None);
    assert!(docent.user("42").has_opted_out().await.expect("stored"));
    // At the next browser too, and not for the next user of this one.
    let elsewhere = open(&docent, &Visitor::new(), Some("42")).await;
    assert_eq!(step(&elsewhere), None);
    assert!(step(&open(&docent, &visitor, Some("43")).await).is_some());
}

#[tokio::test(start_paused = true)]
async fn an_opt_out_is_a_record_of_the_store() {
    let docent = Docent::new();
    docent.user("42").opt_out().await.expect("stored");
    let key = ProgressKey::new(ProgressOwner::user("42"), "*");
    let stored = docent.store().load(key).await.expect("a store");
    let (progress, _) = stored.expect("a record");
    assert_eq!(progress.status(), ProgressStatus::OptedOut);
}
