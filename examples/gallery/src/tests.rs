use docent::test::{Page, Refusal};

use crate::Gallery;

/// The ids of the buttons that show a variant each.
fn buttons() -> impl Iterator<Item = &'static str> {
    let html = include_str!("../gallery.html");
    html.split('"').filter(|word| word.ends_with("-show"))
}

#[tokio::test(start_paused = true)]
async fn every_step_has_its_target() -> Result<(), Refusal> {
    assert_eq!(buttons().count(), 13);
    for button in buttons() {
        let mut page = Page::mount(Gallery::default).await;
        page.click(&format!("#{button}")).await?;
        page.walk(async |_, _| Ok(())).await.assert_found();
    }
    Ok(())
}
