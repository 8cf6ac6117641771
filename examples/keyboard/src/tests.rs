use docent::test::{Page, Refusal};

use crate::Editor;

#[tokio::test(start_paused = true)]
async fn every_step_has_its_target() {
    let mut page = Page::mount(Editor::default).await;
    page.walk(async |_, _| Ok(())).await.assert_found();
}

#[tokio::test(start_paused = true)]
async fn keys_lead_through_the_tour() -> Result<(), Refusal> {
    let mut page = Page::mount(Editor::default).await;
    for (key, target) in [
        ("t", "#title"),
        ("ArrowRight", "#outline"),
        ("ArrowLeft", "#title"),
        ("ArrowRight", "#outline"),
    ] {
        page.key("body", key).await?;
        assert_eq!(page.step().expect("a step").target, target, "{key}");
    }
    page.key("body", "Escape").await?;
    assert_eq!(page.outcome().as_deref(), Some("cancelled"));
    Ok(())
}
