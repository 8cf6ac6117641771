//! A live route: the server that it needs, and what an app chooses for it.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use axum::{Extension, Router};
use docent::Docent;
use docent::page::Page;
use docent::prelude::*;
use docent_tests::{Visitor, get, serve};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::util::SubscriberInitExt as _;

#[derive(Default)]
struct Still;

#[live_view(LiveView)]
impl Still {}

impl View for Still {
    fn render(&self) -> Html {
        Html::from("<p>still</p>".to_owned())
    }
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        let bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut log = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        log.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

/// Serves an app as axum does, with no server of docent's.
async fn serve_plainly(app: Router) -> std::net::SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await;
    let listener = listener.expect("a free port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, app).await });
    address
}

#[tokio::test]
async fn a_live_route_without_a_server_answers_500_and_logs_why() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_ansi(false)
        .with_writer(log.clone())
        .finish();
    let guard = subscriber.set_default();
    let app = Router::new().route("/", docent::live(Still::default));
    let address = serve_plainly(app.clone()).await;
    let answer = get(address, "/", &[]).await;
    assert_eq!(answer.status, 500);
    assert_eq!(answer.header("set-cookie"), None);
    let text = log.text();
    assert!(text.contains(".layer(Extension(docent))"), "{text}");

    let address = serve_plainly(app.layer(Extension(Docent::new()))).await;
    assert_eq!(get(address, "/", &[]).await.status, 200);
    drop(guard);
}

#[tokio::test]
async fn the_last_layout_and_the_last_origins_of_a_route_count() {
    let layout = |name: &'static str| {
        move |page: Page| Html::from(format!("{name} {}{}", page.head(), page.body()))
    };
    let route = docent::route(Still::default)
        .layout(layout("first"))
        .origins(["https://first.example"], true)
        .layout(layout("second"))
        .origins(["https://second.example"], false);
    let app = Router::new().route("/", route.live());
    let address = serve(&Docent::new(), app).await;
    let page = get(address, "/", &[]).await.body;
    assert!(page.starts_with("second "), "{page}");

    let visitor = Visitor::open(address, "/").await;
    let second = visitor.upgrade(Some("https://second.example")).await;
    assert!(second.is_ok(), "an allowed origin");
    let first = visitor.upgrade(Some("https://first.example")).await;
    assert!(first.is_err(), "an origin of the earlier call");
    assert!(visitor.upgrade(None).await.is_err(), "no origin");
}
