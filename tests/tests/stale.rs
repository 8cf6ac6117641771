//! A page that another build has rendered learns of it when it opens its socket.

use axum::Router;
use docent::Docent;
use docent_tests::still::Still;
use docent_tests::{Visitor, serve};

/// Serves a build of the app.
async fn build(name: &str) -> std::net::SocketAddr {
    let app = Router::new().route("/", docent::live(|| async { Still }));
    serve(&Docent::builder().build_id(name).build(), app).await
}

/// The page, as it comes to the server that took its own server's place.
async fn moved(page: &Visitor, name: &str) -> Visitor {
    let address = build(name).await;
    Visitor {
        address,
        ..page.clone()
    }
}

#[tokio::test]
async fn a_page_of_this_build_is_welcomed() {
    Visitor::open(build("1").await, "/").await.enter().await;
}

#[tokio::test]
async fn a_page_of_another_build_is_refused_with_any_token() {
    let page = Visitor::open(build("1").await, "/").await;
    let mut socket = moved(&page, "2").await.connect().await;
    socket.send_text(&page.hello()).await;
    let stale = (4410, "the page is of another build".to_owned());
    assert_eq!(socket.closed().await, stale);

    let mut socket = moved(&page, "1").await.connect().await;
    socket.send_text(&page.hello()).await;
    assert_eq!(socket.closed().await.0, 4401, "the same build, restarted");
}

#[tokio::test]
async fn a_page_that_comes_back_to_another_build_is_told_so_too() {
    let page = Visitor::open(build("1").await, "/").await;
    let mut socket = moved(&page, "2").await.connect().await;
    let (token, mark) = (&page.token, &page.build);
    let session = "00000000000000000000000000000000";
    socket
        .send_text(&format!(
            "[\"h\",{{\"page\":\"{token}\",\"session\":\"{session}\",\"epoch\":3,\"ack\":7,\"build\":\"{mark}\"}}]"
        ))
        .await;
    assert_eq!(socket.closed().await.0, 4410);
}

#[tokio::test]
async fn a_page_without_a_build_is_welcomed() {
    let page = Visitor::open(build("1").await, "/").await;
    let mut socket = page.connect().await;
    socket
        .send_text(&format!("[\"h\",{{\"page\":\"{}\"}}]", page.token))
        .await;
    assert!(socket.next().await.starts_with("[\"w\","));
}

#[tokio::test]
async fn builds_are_told_apart_by_what_the_app_calls_them() {
    let [first, same, other] = ["1", "1", "2"].map(build);
    let first = Visitor::open(first.await, "/").await.build;
    assert_eq!(first, Visitor::open(same.await, "/").await.build);
    assert_ne!(first, Visitor::open(other.await, "/").await.build);
}
