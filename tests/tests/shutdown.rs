//! A server that is asked to stop: sessions drain, and the process ends.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use docent::Docent;
use docent_tests::page::Page;
use docent_tests::process::Server;
use docent_tests::walk::{Book, app};
use docent_tests::{Visitor, serve};
use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;

const BINARY: &str = env!("CARGO_BIN_EXE_walk");

async fn on_step_two(page: &mut Page) {
    page.until("a welcome", Page::is_welcome).await;
    page.fire("start_tutorial", ()).await;
    page.until("the first step", |page| page.step() == Some(0))
        .await;
    page.fire("go", [("id", 1)]).await;
    page.until("the second step", |page| page.step() == Some(1))
        .await;
}

#[tokio::test]
async fn a_stopped_process_answers_saves_closes_and_exits() {
    let folder = TempDir::new().expect("a folder");
    let store = folder.path().join("progress.redb");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    let mut server = Server::start(BINARY, &listener, &store);
    let mut page = Page::open(address, "/").await;
    on_step_two(&mut page).await;
    // It is answered though the server stops meanwhile.
    page.fire("wait", [("ms", 300)]).await;
    page.fire("go", [("id", 2)]).await;
    server.terminate().expect("SIGTERM");
    page.until("word that the server stops", |page| {
        page.draining().is_some()
    })
    .await;
    page.until("its answers", |page| page.pending() == 0).await;
    page.until("a goodbye", |page| !page.closed().is_empty())
        .await;
    assert_eq!(page.closed(), [1012]);
    assert!(page.html().contains("3 steps"), "{page:?}");
    let status = server.ended().await;
    assert!(status.success(), "{status}");

    let _server = Server::start(BINARY, &listener, &store);
    page.until("the third step in another session", |page| {
        page.sessions() == 2 && page.step() == Some(2)
    })
    .await;
}

#[tokio::test]
async fn a_process_ends_in_time_whatever_its_handlers_and_pages_do() {
    let folder = TempDir::new().expect("a folder");
    let store = folder.path().join("progress.redb");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    let mut server = Server::start(BINARY, &listener, &store);
    let visitor = Visitor::open(address, "/").await;
    // One page that sends nothing at all, and one that sends no hello.
    let _silent = TcpStream::connect(address).await.expect("a server");
    let mut shy = visitor.connect().await;
    let mut hanging = Page::open(address, "/").await;
    hanging.until("a welcome", Page::is_welcome).await;
    hanging.fire("hang", ()).await;
    // One who never reads, with more on its way than all buffers hold.
    let mut deaf = visitor.enter().await;
    for event in 1..=20 {
        let bytes = 400_000 + event;
        let event = format!("[\"e\",{event},\"grow\",{{\"bytes\":{bytes}}},0]");
        deaf.send(Message::text(event)).await;
    }
    let asked = Instant::now();
    server.terminate().expect("SIGTERM");
    assert_eq!(
        shy.closed().await,
        (1012, "the server is about to restart".to_owned())
    );
    hanging
        .until("a goodbye", |page| !page.closed().is_empty())
        .await;
    assert_eq!(hanging.closed(), [1012]);
    assert!(hanging.refused()[0].contains("handler_failed"));
    let status = server.ended().await;
    assert!(status.success(), "{status}");
    assert!(asked.elapsed() < Duration::from_secs(12), "{asked:?}");
}

#[tokio::test]
async fn a_second_signal_ends_a_process_at_once() {
    let folder = TempDir::new().expect("a folder");
    let store = folder.path().join("progress.redb");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    let mut server = Server::start(BINARY, &listener, &store);
    let mut hanging = Page::open(address, "/").await;
    hanging.until("a welcome", Page::is_welcome).await;
    hanging.fire("hang", ()).await;
    let told = Instant::now();
    server.terminate().expect("SIGTERM");
    hanging
        .until("word that the server stops", |page| {
            page.draining().is_some()
        })
        .await;
    server.terminate().expect("SIGTERM");
    let status = server.ended().await;
    assert!(status.success(), "{status}");
    // Its handler had half of the ten seconds.
    assert!(told.elapsed() < Duration::from_secs(4), "{told:?}");
}

#[tokio::test]
async fn a_socket_that_is_opened_while_the_server_stops_is_sent_away() {
    let docent = Docent::new();
    let visitor = Visitor::open(serve(&docent, app(&Book::default())).await, "/").await;
    docent.drain(Duration::from_secs(1)).await;
    // It is not even asked for its hello.
    let mut socket = visitor.connect().await;
    assert_eq!(
        socket.closed().await,
        (1012, "the server is about to restart".to_owned())
    );
}
