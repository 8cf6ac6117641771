//! The example's tour, in a page without a browser.

use std::time::Duration;

use docent::prelude::*;
use docent::test::{Page, Refusal};

use crate::Onboarding;
use crate::projects::Workspaces;

#[tokio::test(start_paused = true)]
async fn the_tour_leads_to_a_saved_project() -> Result<(), Refusal> {
    let page = Page::<Onboarding>::builder().state(Workspaces::default());
    let mut page = page.mount(Onboarding::mount).await.expect("it mounts");
    let target = |page: &Page<Onboarding>| page.step().map(|step| step.target);

    page.click("[dj-click=start_tutorial]").await?;
    assert_eq!(target(&page).as_deref(), Some("#nav-dashboard"));
    page.advance(Duration::from_secs(4)).await; // no real time passes
    assert_eq!(target(&page).as_deref(), Some("#btn-new-project"));
    page.fire(Onboarding::EVENTS.create_project, ()).await?; // a typed key
    page.reload().await; // the tour goes on where it was
    let title = "#project-form [name=title]";
    assert_eq!(target(&page).as_deref(), Some(title));
    page.input(title, "Apollo").await?;
    assert_eq!(target(&page).as_deref(), Some("#btn-save"));
    page.submit("#project-form").await?;
    assert_eq!(page.outcome().as_deref(), Some("finished"));
    assert!(page.text("#projects").contains("Apollo"));
    Ok(())
}
