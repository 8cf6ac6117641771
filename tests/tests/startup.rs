//! What is said once about a server's settings. Nothing here calls `docent::assets`.

use axum::Router;
use docent::Docent;
use docent_tests::log::Log;
use docent_tests::still::Still;
use docent_tests::{Visitor, get, serve};

fn app() -> Router {
    Router::new().route("/", docent::live(Still::default))
}

#[tokio::test]
async fn a_server_logs_its_url() {
    let (log, guard) = Log::open();
    let address = serve(&Docent::new(), app()).await;
    get(address, "/", &[]).await;
    let url = format!("url=\"http://{address}\"");
    assert_eq!(log.lines(&url).len(), 1, "{:?}", log.lines(""));
    drop(guard);
}

#[tokio::test]
async fn missing_assets_are_told_at_the_first_page_and_once() {
    let (log, guard) = Log::open();
    let address = serve(&Docent::new(), app()).await;
    assert_eq!(log.lines("docent::assets()").len(), 0);
    for _ in 0..3 {
        get(address, "/", &[]).await;
        assert_eq!(log.lines(".merge(docent::assets())").len(), 1);
    }
    drop(guard);
}

#[tokio::test]
async fn a_token_of_another_process_tells_of_the_secret_once() {
    let (log, guard) = Log::open();
    let refuse = async |docent: Docent, other: Docent| {
        let page = Visitor::open(serve(&docent, app()).await, "/").await;
        let address = serve(&other, app()).await;
        for _ in 0..2 {
            let mut socket = Visitor {
                address,
                ..page.clone()
            }
            .connect()
            .await;
            socket.send_text(&page.hello()).await;
            assert_eq!(socket.closed().await.0, 4401);
        }
        log.lines("Docent::builder().secret(").len()
    };
    let secret = |byte| Docent::builder().secret([byte; 32]).build();
    assert_eq!(refuse(secret(1), secret(2)).await, 0, "it has a secret");
    assert_eq!(refuse(Docent::new(), Docent::new()).await, 1);
    drop(guard);
}
