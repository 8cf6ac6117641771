use docent::test::Page;

use crate::Bakery;

#[tokio::test(start_paused = true)]
async fn every_step_has_its_target() {
    let mut page = Page::mount(Bakery::default).await;
    page.walk(async |_, _| Ok(())).await.assert_found();
}

#[tokio::test(start_paused = true)]
async fn the_loaf_is_on_the_shelf_when_the_tour_is_there() {
    let mut page = Page::mount(Bakery::default).await;
    page.start_tutorial().await.expect("a tour");
    page.click("#bake").await.expect("baked");
    assert_eq!(page.step().expect("a step").target, "#shelf");
    assert!(page.text("#shelf").contains('1'));
}
