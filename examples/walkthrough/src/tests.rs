use std::time::Duration;

use docent::test::Page;

use crate::Harbour;

#[tokio::test(start_paused = true)]
async fn every_step_has_its_target() {
    let mut page = Page::mount(Harbour::default).await;
    page.walk(async |_, _| Ok(())).await.assert_found();
}

#[tokio::test(start_paused = true)]
async fn a_paused_step_lasts_for_as_long_as_it_is_paused() {
    let mut page = Page::mount(Harbour::default).await;
    page.start_tutorial().await.expect("a tour");
    page.advance(Duration::from_secs(3)).await;
    page.pause().await;
    page.advance(Duration::from_secs(30)).await;
    page.resume().await;
    assert_eq!(page.step().expect("a step").target, "#tide");
    page.advance(Duration::from_secs(1)).await;
    assert_eq!(page.step().expect("a step").target, "#wind");
    page.advance(Duration::from_secs(8)).await;
    assert_eq!(page.outcome().as_deref(), Some("finished"));
}
