use docent::test::{Page, Refusal};

use crate::Gallery;

const VARIANTS: [&str; 13] = [
    "sides",
    "edges",
    "texts",
    "wordless",
    "center",
    "dialog",
    "popover",
    "scroller",
    "shadow",
    "timed",
    "rtl",
    "steps",
    "highlight",
];

#[tokio::test(start_paused = true)]
async fn every_step_has_its_target() -> Result<(), Refusal> {
    for variant in VARIANTS {
        let mut page = Page::mount(Gallery::default).await;
        page.click(&format!("#{variant}-show")).await?;
        page.walk(async |_, _| Ok(())).await.assert_found();
    }
    Ok(())
}
