//! Somebody signs up, without a browser.

use docent::test::{Page, Refusal};

use crate::SignupPage;

#[tokio::test(start_paused = true)]
async fn every_step_has_its_target() {
    let mut page = Page::open(SignupPage::default()).await;
    page.walk(async |_, _| Ok(())).await.assert_found();
}

#[tokio::test(start_paused = true)]
async fn errors_are_beside_the_fields_that_somebody_was_at() -> Result<(), Refusal> {
    let mut page = Page::open(SignupPage::default()).await;
    page.change("#signup-title", "").await?;
    page.change("#signup-email", "ada").await?;
    assert_eq!(
        page.text("#signup-email-error"),
        "Write an address with an @."
    );
    assert_eq!(page.text("#signup-terms-error"), "", "nobody was there yet");
    page.submit("#signup")
        .await
        .expect_err("it is not complete");
    assert_eq!(page.text("#signup-terms-error"), "Please accept the terms.");
    assert_eq!(
        page.attribute("#signup-title", "aria-invalid"),
        Some("true".to_owned())
    );
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_form_that_is_complete_signs_up_unless_the_address_is_taken() -> Result<(), Refusal> {
    let mut page = Page::open(SignupPage::default()).await;
    page.change("#signup-title", "Engines").await?;
    page.change("#signup-email", "ada@example.org").await?;
    page.check("#signup-plan--team", true).await?;
    page.change("#signup-seats", "3").await?;
    page.check("#signup-topics--tips", true).await?;
    page.change("#signup-languages", "de").await?;
    page.check("#signup-terms--on", true).await?;
    page.submit("#signup").await.expect_err("it is taken");
    assert_eq!(page.text("#signup-email-error"), "This address is taken.");
    page.change("#signup-email", "ben@example.org").await?;
    page.submit("#signup").await?;
    assert_eq!(
        page.text("#member"),
        "Welcome to Engines. We have written to ben@example.org."
    );
    assert_eq!(page.value("#signup-title"), "");
    Ok(())
}
