//! Two people at the list, without a browser.

use axum::extract::{Query, State};
use axum::http::{Request, Uri};
use docent::test::{Page, Refusal, TestContext};
use docent::{Docent, View};

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

#[tokio::test]
async fn the_answer_to_a_tick_shows_it_before_the_topic_does() {
    let who = Query::try_from_uri(&Uri::from_static("/?name=Ada")).expect("a name");
    let mut ada = Shopping::mount(State(List::default()), who).await;
    let mut test = TestContext::new();
    ada.add("Bread".to_owned(), &mut test.context())
        .expect("bread");
    ada.tick(1, true, &mut test.context());
    assert!(ada.render().to_string().contains(" checked"));
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
