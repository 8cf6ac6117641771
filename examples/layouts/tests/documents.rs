//! What a browser is given by each of the three layouts.

use axum::Extension;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use axum::http::header::{CONTENT_SECURITY_POLICY, HOST};
use docent::Docent;
use docent::test::Page;
use layouts::Inbox;
use scraper::{Html, Selector};
use tower::ServiceExt as _;

const LAYOUTS: [&str; 3] = ["/askama", "/maud", "/minijinja"];

/// The policy of a page, and its document.
async fn get(url: &str) -> (String, Html) {
    let app = layouts::app().layer(Extension(Docent::new()));
    let request = Request::get(url)
        .header(HOST, "localhost")
        .body(Body::empty())
        .expect("a request");
    let answer = app.oneshot(request).await.expect("an answer");
    assert_eq!(answer.status(), 200, "{url}");
    let policy = answer.headers()[CONTENT_SECURITY_POLICY].to_str();
    let policy = policy.expect("ASCII").to_owned();
    let body = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
    let text = String::from_utf8(body.to_vec()).expect("UTF-8");
    (policy, Html::parse_document(&text))
}

/// The texts of the elements that match.
fn texts(document: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    let found = document.select(&selector);
    found.map(|element| element.text().collect()).collect()
}

#[tokio::test]
async fn a_layout_has_the_title_and_what_the_view_knows() {
    for layout in LAYOUTS {
        let url = format!("{layout}?user=Ada%20%3Cb%3E&flash=Saved%20%26%20sent");
        let (_, document) = get(&url).await;
        assert_eq!(texts(&document, "head > title"), ["Inbox (3) · Post"]);
        assert_eq!(texts(&document, "body > header"), ["Ada <b>"], "{layout}");
        let flash = texts(&document, "body > [role=status]");
        assert_eq!(flash, ["Saved & sent"], "{layout}");
        let (_, document) = get(layout).await;
        assert!(texts(&document, "[role=status]").is_empty(), "{layout}");
    }
}

#[tokio::test]
async fn a_layout_holds_the_live_part_and_the_bubble() {
    for layout in LAYOUTS {
        let (_, document) = get(layout).await;
        let heading = "body > [dj-root][dj-view=Inbox] > main > h1";
        assert_eq!(texts(&document, heading), ["3 unread"], "{layout}");
        let bubble = texts(&document, "body > #dj-tutorial-bubble");
        assert_eq!(bubble.len(), 1, "{layout}");
    }
}

#[tokio::test]
async fn all_that_docent_loads_has_the_nonce_of_the_policy() {
    for layout in LAYOUTS {
        let (policy, document) = get(layout).await;
        let (_, rest) = policy.split_once("'nonce-").expect("a nonce");
        let (nonce, _) = rest.split_once('\'').expect("its end");
        assert_eq!(nonce.len(), 16, "{policy}");
        let loads = Selector::parse("script, link").expect("a selector");
        let loads: Vec<_> = document.select(&loads).collect();
        let names = loads.iter().map(|element| element.value().name());
        assert_eq!(names.collect::<Vec<_>>(), ["link", "script", "link"]);
        for element in loads {
            assert_eq!(element.value().attr("nonce"), Some(nonce), "{layout}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_title_counts_what_is_still_unread() {
    let mut page = Page::<Inbox>::mount(layouts::inbox).await;
    assert_eq!(page.title().as_deref(), Some("Inbox (3)"));
    page.click("button").await.expect("a letter");
    assert_eq!(page.title().as_deref(), Some("Inbox (2)"));
    assert_eq!(page.text("h1"), "2 unread");
}
