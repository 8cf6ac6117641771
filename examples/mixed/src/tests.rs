use std::time::Duration;

use docent::test::Page;

use crate::Plants;

#[tokio::test(start_paused = true)]
async fn every_step_has_its_target() {
    let mut page = Page::mount(Plants::new).await;
    page.walk(async |_, _| Ok(())).await.assert_found();
}

#[tokio::test(start_paused = true)]
async fn time_goes_by_and_the_button_is_waited_for() {
    let mut page = Page::mount(Plants::new).await;
    page.start_tutorial().await.expect("a tour");
    page.advance(Duration::from_mins(1)).await;
    assert_eq!(page.step().expect("a step").target, "#water");
    page.click("#water").await.expect("watered");
    assert_eq!(page.step().expect("a step").target, "#watered");
    page.advance(Duration::from_secs(4)).await;
    assert_eq!(page.outcome().as_deref(), Some("finished"));
}
