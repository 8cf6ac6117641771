use docent::prelude::*;
use docent::test::{Page, Refusal};

use crate::{Member, Team};

#[tokio::test(start_paused = true)]
async fn every_step_has_its_target() {
    let mut page = Page::mount(Team::new).await;
    page.walk(async |_, _| Ok(())).await.assert_found();
}

#[tokio::test(start_paused = true)]
async fn the_other_component_does_not_end_the_step() -> Result<(), Refusal> {
    let mut page = Page::mount(Team::new).await;
    page.start_tutorial().await?;
    let save = Member::EVENTS.save;
    page.fire_in("keeper", save, [("name", "Ada")]).await?;
    assert_eq!(page.step().expect("a step").index, 0);
    page.input("[dj-component=captain] input", "Grace").await?;
    page.submit("[dj-component=captain] form").await?;
    assert_eq!(page.step().expect("a step").index, 1);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_refused_name_ends_no_step() -> Result<(), Refusal> {
    let mut page = Page::mount(Team::new).await;
    page.start_tutorial().await?;
    let save = Member::EVENTS.save;
    let refused = page.fire_in("captain", save, [("name", " ")]).await;
    assert!(refused.is_err());
    assert_eq!(page.step().expect("a step").index, 0);
    assert_eq!(page.text("[role=alert]"), "Somebody has a name.");
    Ok(())
}
