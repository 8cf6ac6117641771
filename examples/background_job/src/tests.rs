//! The job and the tour, in pages without a browser.

use std::time::Duration;

use docent::test::{Page, Refusal};

use crate::{Customers, Imports};

#[tokio::test(start_paused = true)]
async fn every_step_has_its_target() {
    let page = Page::<Customers>::builder().state(Imports::default());
    let mut page = page.mount(Customers::mount).await.expect("it mounts");
    page.walk(async |_, _| Ok(())).await.assert_found();
}

#[tokio::test(start_paused = true)]
async fn the_job_reports_to_the_page_and_ends_the_step() -> Result<(), Refusal> {
    let imports = Imports::default();
    let page = Page::<Customers>::builder().state(imports.clone());
    let mut page = page.mount(Customers::mount).await.expect("it mounts");
    let step = |page: &Page<Customers>| page.step().and_then(|step| step.name);

    page.start_tutorial().await?;
    page.click("#start").await?;
    assert_eq!(step(&page).as_deref(), Some("import"));
    page.advance(Duration::from_secs(2)).await;
    assert_eq!(page.text("output"), "100 of 250 customers");

    page.reload().await;
    assert_eq!(step(&page).as_deref(), Some("import"), "it goes on");
    page.advance(Duration::from_secs(1)).await;
    assert_eq!(page.text("output"), "150 of 250 customers");
    assert!(page.attribute("#start", "disabled").is_some());

    page.advance(Duration::from_secs(2)).await;
    assert_eq!(page.text("output"), "All 250 customers are here.");
    assert_eq!(step(&page).as_deref(), Some("done"));
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_job_that_ends_while_no_page_is_there_ends_the_step() -> Result<(), Refusal> {
    let imports = Imports::default();
    let page = Page::<Customers>::builder().state(imports.clone());
    let mut page = page.mount(Customers::mount).await.expect("it mounts");
    page.start_tutorial().await?;
    page.click("#start").await?;
    let docent = page.server().docent().clone();
    docent
        .visitor(page.visitor())
        .disconnect("no page is there");
    page.advance(Duration::from_secs(10)).await;
    page.reload().await;
    assert_eq!(page.text("output"), "All 250 customers are here.");
    let step = page.step().and_then(|step| step.name);
    assert_eq!(step.as_deref(), Some("done"));
    Ok(())
}
