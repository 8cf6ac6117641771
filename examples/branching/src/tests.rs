use docent::test::{Page, Refusal};

use crate::Library;

#[tokio::test(start_paused = true)]
async fn every_step_has_its_target() -> Result<(), Refusal> {
    let mut new = Page::mount(Library::default).await;
    let mut old = Page::mount(Library::default).await;
    old.click("[dj-click='choose(true)']").await?;
    let targets = new.walk(async |_, _| Ok(())).await;
    targets
        .and(old.walk(async |_, _| Ok(())).await)
        .assert_found();
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_beginner_is_asked_until_a_book_is_borrowed() -> Result<(), Refusal> {
    let mut page = Page::mount(Library::default).await;
    page.start_tutorial().await?;
    let target = |page: &Page<Library>| page.step().map(|step| step.target);
    page.skip().await;
    page.skip().await;
    assert_eq!(target(&page).as_deref(), Some("#borrow"));
    page.skip().await;
    assert_eq!(target(&page).as_deref(), Some("#borrow"), "asked again");
    page.click("#borrow").await?;
    assert_eq!(target(&page), None);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn who_knows_the_way_sees_what_is_new() -> Result<(), Refusal> {
    let mut page = Page::mount(Library::default).await;
    page.click("[dj-click='choose(true)']").await?;
    page.start_tutorial().await?;
    assert_eq!(page.step().expect("a step").target, "#card");
    Ok(())
}
