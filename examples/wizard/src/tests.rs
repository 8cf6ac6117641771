use docent::prelude::Live as _;
use docent::test::{Page, Refusal, ShownStep, Targets};

use crate::booking::Bookings;
use crate::view::Wizard;

async fn open() -> Page<Wizard> {
    let page = Page::<Wizard>::builder().state(Bookings::default());
    page.mount(Wizard::mount).await.expect("it mounts")
}

/// Fills in the page that the step is at.
async fn fill(page: &mut Page<Wizard>, step: &ShownStep, kind: &str) -> Result<(), Refusal> {
    let value = match &*step.target {
        "fieldset" => return page.click(kind).await,
        "#book" => return page.click("#book").await,
        target if target.contains("guests") => "4",
        _ => "Acme",
    };
    page.input("form input", value).await?;
    page.submit("form").await
}

async fn walk(kind: &str) -> Targets {
    let mut page = open().await;
    page.walk(async |page, step| fill(page, step, kind).await)
        .await
}

#[tokio::test(start_paused = true)]
async fn every_step_has_its_target() {
    walk("#company").await.assert_found();
}

#[tokio::test(start_paused = true)]
async fn who_books_privately_is_asked_for_no_company() {
    let targets = walk("#private").await;
    let shown = targets.checks().iter().filter(|it| it.state.is_some());
    let shown: Vec<_> = shown.map(|check| &*check.target).collect();
    assert_eq!(shown, ["fieldset", "form:has([name=guests])", "#book"]);
}

#[tokio::test(start_paused = true)]
async fn what_is_wrong_is_refused_and_what_is_right_survives() -> Result<(), Refusal> {
    let mut page = open().await;
    let target = |page: &Page<Wizard>| page.step().expect("a step").target;
    page.click("#private").await?;
    page.input("[name=guests]", "40").await?;
    page.submit("form").await.expect_err("too many");
    assert_eq!(
        page.text("[role=alert]"),
        "There is room for 1 to 12 people."
    );
    assert_eq!(target(&page), "form:has([name=guests])");
    page.input("[name=guests]", "4").await?;
    page.submit("form").await?;
    page.reload().await;
    assert_eq!(target(&page), "#book");
    assert!(page.text("main").contains("A room for 4."));
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn form_and_tour_go_back_together() -> Result<(), Refusal> {
    let mut page = open().await;
    page.click("#company").await?;
    page.click("[dj-click=back_tutorial]").await?;
    assert_eq!(page.step().expect("a step").target, "fieldset");
    assert!(page.has("#private"));
    page.click("#private").await?;
    page.back().await;
    assert!(page.has("#private"), "the bubble's Back");
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_second_press_sends_no_page_of_the_form_twice() -> Result<(), Refusal> {
    let mut page = open().await;
    page.click("#private").await?;
    let again = page.fire(Wizard::EVENTS.choose, (false,)).await;
    again.expect_err("the page of that button is done");
    assert!(page.has("[name=guests]"));
    page.input("[name=guests]", "4").await?;
    page.submit("form").await?;
    page.click("#book").await?;
    let again = page.fire(Wizard::EVENTS.book, ()).await;
    again.expect_err("it is booked");
    assert!(page.has("#done"));
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_booking_is_changed_only_by_the_page_that_is_shown() -> Result<(), Refusal> {
    let mut page = open().await;
    page.fire(Wizard::EVENTS.book, ())
        .await
        .expect_err("too early");
    page.click("#company").await?;
    page.input("[name=name]", "Acme").await?;
    page.submit("form").await?;
    page.input("[name=guests]", "4").await?;
    page.submit("form").await?;
    let late = page
        .fire(Wizard::EVENTS.count_guests, [("guests", "")])
        .await;
    late.expect_err("too late");
    let late = page.fire(Wizard::EVENTS.name_company, [("name", "")]).await;
    late.expect_err("too late");
    assert!(page.text("main").contains("A room for 4, paid by Acme."));
    page.fire(Wizard::EVENTS.again, ())
        .await
        .expect_err("nothing is booked");
    page.click("#book").await?;
    page.fire(Wizard::EVENTS.back_tutorial, ())
        .await
        .expect_err("it is booked");
    assert!(page.has("#done"));
    Ok(())
}
