//! The debug panel is on a server's pages where the app turns it on, and nowhere else.

use std::net::SocketAddr;

use axum::{Extension, Router};
use docent::Docent;
use docent_tests::still::Still;
use docent_tests::{get, serve};

const DEBUG_SCRIPT: &str = "/docent/docent-debug.js";

fn app() -> Router {
    Router::new()
        .route("/", docent::live(|| async { Still }))
        .merge(docent::assets())
}

/// The URL of docent's script in the page.
async fn script(server: SocketAddr) -> String {
    let page = get(server, "/", &[]).await.body;
    let (_, rest) = page
        .split_once("<script type=\"module\" src=\"")
        .expect("a script");
    rest.split('"').next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn without_a_word_of_the_app_there_is_no_debug_panel() {
    let server = serve(&Docent::new(), app()).await;
    let script = script(server).await;
    assert!(script.starts_with("/docent/docent.js?v="), "{script}");
    assert_eq!(get(server, DEBUG_SCRIPT, &[]).await.status, 404);
    let body = get(server, &script, &[]).await.body;
    assert!(!body.contains("docent-panel"), "a byte of the panel");
}

#[tokio::test]
async fn an_app_turns_the_debug_panel_on() {
    let server = serve(&Docent::builder().debug_panel(true).build(), app()).await;
    let script = script(server).await;
    assert!(script.starts_with("/docent/docent-debug.js?v="), "{script}");

    let answer = get(server, &script, &[]).await;
    assert_eq!(answer.status, 200);
    let kind = answer.header("content-type");
    assert_eq!(kind, Some("text/javascript; charset=utf-8"));
    let caching = answer.header("cache-control");
    assert_eq!(caching, Some("public, max-age=31536000, immutable"));
    assert!(answer.body.contains("docent-panel"));

    let other = get(server, "/docent/docent.js", &[]).await;
    assert_eq!(other.status, 200, "for tags that the app writes itself");
}

#[tokio::test]
async fn an_app_turns_the_debug_panel_off_again() {
    let docent = Docent::builder()
        .debug_panel(true)
        .debug_panel(false)
        .build();
    let server = serve(&docent, app()).await;
    assert!(script(server).await.starts_with("/docent/docent.js?v="));
    assert_eq!(get(server, DEBUG_SCRIPT, &[]).await.status, 404);
}

#[tokio::test]
async fn the_other_settings_leave_the_debug_panel_on() {
    let docent = Docent::builder()
        .debug_panel(true)
        .limits(docent::config::Limits::default())
        .build_id("1")
        .build();
    let server = serve(&docent, app()).await;
    assert!(script(server).await.starts_with(DEBUG_SCRIPT));
}

#[tokio::test]
async fn assets_without_a_server_have_no_debug_panel() {
    let debug = Docent::builder().debug_panel(true).build();
    let page = Router::new().route("/", docent::live(|| async { Still }));
    // The page's own server has it; the files have no server.
    let app = page.layer(Extension(debug)).merge(docent::assets());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await;
    let listener = listener.expect("a free port");
    let server = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, app).await });
    assert_eq!(get(server, DEBUG_SCRIPT, &[]).await.status, 404);
}
