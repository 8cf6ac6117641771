use docent::test::Page;

use crate::{Onboarding, TaskAdded};

// The targets are made by a script: the browser test finds them.
#[tokio::test(start_paused = true)]
async fn the_tour_goes_on_by_the_server_and_by_the_page() {
    let mut page = Page::mount(Onboarding::default).await;
    let target = |page: &Page<Onboarding>| page.step().expect("a step").target;
    page.start_tutorial().await.expect("a tour");
    page.emit(TaskAdded).await.expect("a session");
    assert_eq!(target(&page), "#tasks li:last-child");
    page.skip().await;
    page.set_document(r#"<a id="to-done" href="/done">Done</a>"#);
    page.click("#to-done").await.expect("nothing to refuse");
    assert_eq!(target(&page), "#done");
}
