//! The test that every app should have: the tour still finds what it points at.

use docent::test::Page;

use crate::Onboarding;
use crate::projects::Workspaces;

#[tokio::test(start_paused = true)]
async fn every_step_has_its_target() {
    let page = Page::<Onboarding>::builder().state(Workspaces::default());
    let mut page = page.mount(Onboarding::mount).await.expect("it mounts");
    page.walk(async |_, _| Ok(())).await.assert_found();
}
