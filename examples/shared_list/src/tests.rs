//! Two people at the list, without a browser.

use axum::http::Request;
use docent::Docent;
use docent::test::{Page, Refusal};

use crate::{List, Shopping};

async fn open(docent: &Docent, list: &List, name: &str) -> Page<Shopping> {
    let request = Request::get(format!("/?name={name}")).body(());
    let builder = Page::<Shopping>::builder()
        .docent(docent)
        .state(list.clone());
    let builder = builder.request(request.expect("a request"));
    builder.mount(Shopping::mount).await.expect("it mounts")
}

#[tokio::test(start_paused = true)]
async fn what_one_page_changes_the_other_shows() -> Result<(), Refusal> {
    let (docent, list) = (Docent::new(), List::default());
    let mut ada = open(&docent, &list, "Ada").await;
    let mut ben = open(&docent, &list, "Ben").await;

    ada.input("[name=text]", "Bread").await?;
    ada.submit("form").await?;
    ben.settle().await;
    assert_eq!(ben.text("#item-1 span"), "Bread");
    assert_eq!(ben.text("#item-1 small"), "Ada");

    ben.check("#item-1 input", true).await?;
    ada.settle().await;
    assert!(ada.is_checked("#item-1 input"));
    ada.click("[dj-click=clear_bought]").await?;
    ben.settle().await;
    assert!(!ben.has("#item-1"));
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn what_is_refused_is_told_at_the_page_that_wrote_it() {
    let (docent, list) = (Docent::new(), List::default());
    let mut ada = open(&docent, &list, "Ada").await;
    let ben = open(&docent, &list, "Ben").await;
    ada.submit("form").await.expect_err("it is empty");
    assert_eq!(ada.text("[role=alert]"), "Write what to buy.");
    ben.settle().await;
    assert!(!ben.has("[role=alert]"));
}
