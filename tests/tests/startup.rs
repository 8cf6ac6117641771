//! What is said once about a server's settings. Nothing here calls `docent::assets`.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use docent::Docent;
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

fn app() -> Router {
    Router::new().route("/", docent::live(Still::default))
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// What this thread logs from now on, until the guard is dropped.
    fn open() -> (Self, impl Drop) {
        let log = Self::default();
        let subscriber = tracing_subscriber::fmt()
            .with_ansi(false)
            .with_writer(log.clone())
            .finish();
        let guard = subscriber.set_default();
        (log, guard)
    }

    /// The lines that have this text.
    fn lines(&self, text: &str) -> Vec<String> {
        let bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let log = String::from_utf8_lossy(&bytes);
        let lines = log.lines().filter(|line| line.contains(text));
        lines.map(str::to_owned).collect()
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut log = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        io::Write::write(&mut *log, bytes)
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
