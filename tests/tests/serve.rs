//! What `docent::serve` does for connections, listeners and shutdowns.

use std::os::fd::AsFd;
use std::time::Duration;

use axum::serve::{Listener, ListenerExt};
use docent::Docent;
use docent::routing::Serve;
use docent_tests::page::Page;
use docent_tests::walk::{Book, app};
use docent_tests::{PATIENCE, Visitor, get};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, UnixListener, UnixStream};
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

const SHORT: Duration = Duration::from_millis(100);
const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n";

/// An app on a free port, whose requests have a short time for their headers.
async fn hurried() -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    start(docent::serve(listener, app(&Book::default())).header_timeout(SHORT));
    address
}

fn start<L: Listener>(serve: Serve<L>) {
    tokio::spawn(async move { serve.await });
}

/// What still comes until the server closes the connection.
async fn rest(stream: &mut (impl AsyncReadExt + Unpin)) -> String {
    let mut rest = Vec::new();
    match timeout(PATIENCE, stream.read_to_end(&mut rest)).await {
        // A reset is an end as well.
        Ok(_) => String::from_utf8_lossy(&rest).into_owned(),
        Err(_) => panic!("the connection stays open"),
    }
}

#[tokio::test]
async fn a_connection_that_sends_nothing_is_closed() {
    let mut silent = TcpStream::connect(hurried().await).await.expect("a server");
    assert_eq!(rest(&mut silent).await, "");
}

#[tokio::test]
async fn a_header_that_comes_byte_by_byte_is_cut_off() {
    // The second begins as HTTP/2 does.
    for beginning in ["GET / HTTP/1.1\r\nx-slow: ", "PRI * HTTP/2."] {
        let mut slow = TcpStream::connect(hurried().await).await.expect("a server");
        slow.write_all(beginning.as_bytes()).await.expect("sent");
        let (mut read, mut write) = slow.split();
        tokio::select! {
            _ = rest(&mut read) => {}
            () = async { while write.write_all(b"x").await.is_ok() { tokio::time::sleep(SHORT / 5).await } } => {}
        }
    }
}

#[tokio::test]
async fn a_kept_connection_without_a_request_is_closed() {
    let mut idle = TcpStream::connect(hurried().await).await.expect("a server");
    idle.write_all(REQUEST).await.expect("sent");
    assert!(rest(&mut idle).await.starts_with("HTTP/1.1 200 OK"));
}

#[tokio::test]
async fn an_open_socket_has_no_header_timeout() {
    let address = hurried().await;
    let mut page = Page::open(address, "/").await;
    page.until("a welcome", Page::is_welcome).await;
    let mut silent = TcpStream::connect(address).await.expect("a server");
    // Two header timeouts have passed after that.
    rest(&mut silent).await;
    page.fire("wait", [("ms", 100)]).await;
    page.until("its answer", |page| page.pending() == 0).await;
    assert_eq!((page.sessions(), page.closed().len()), (1, 0));
}

#[tokio::test]
async fn a_unix_socket_is_served() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let path = folder.path().join("socket");
    let listener = UnixListener::bind(&path).expect("a socket");
    start(docent::serve(listener, app(&Book::default())).header_timeout(SHORT));
    let mut stream = UnixStream::connect(&path).await.expect("a server");
    stream.write_all(REQUEST).await.expect("sent");
    assert!(rest(&mut stream).await.starts_with("HTTP/1.1 200 OK"));
}

#[tokio::test]
async fn a_connection_has_tcp_nodelay_whatever_taps_it() {
    let (accepted, mut accepting) = mpsc::unbounded_channel();
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let listener = listener.tap_io(move |stream| {
        let same = stream
            .as_fd()
            .try_clone_to_owned()
            .expect("a second handle");
        accepted
            .send(std::net::TcpStream::from(same))
            .expect("sent");
    });
    start(docent::serve(listener, app(&Book::default())));
    assert_eq!(get(address, "/", &[]).await.status, 200);
    let stream = accepting.recv().await.expect("a connection");
    assert!(stream.nodelay().expect("a socket's option"));
}

#[tokio::test]
async fn the_apps_own_shutdown_drains_the_sessions() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = oneshot::channel::<()>();
    let server = Docent::new()
        .serve(listener, app(&Book::default()))
        .shutdown(async { stopped.await.expect("its sender is kept") });
    let server = tokio::spawn(server.into_future());
    let mut page = Page::open(address, "/").await;
    page.until("a welcome", Page::is_welcome).await;
    let visitor = Visitor::open(address, "/").await;
    let mut shy = visitor.connect().await;
    stop.send(()).expect("the server waits for it");
    page.until("a goodbye", |page| !page.closed().is_empty())
        .await;
    assert_eq!((page.closed(), shy.closed().await.0), (&[1012][..], 1012));
    drop((page, shy));
    let served = timeout(PATIENCE, server).await.expect("it ends");
    served.expect("no panic").expect("no error");
}

#[tokio::test]
async fn a_server_that_is_dropped_ends_its_connections() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let server = docent::serve(listener, app(&Book::default()));
    let server = tokio::spawn(server.into_future());
    let mut kept = TcpStream::connect(address).await.expect("a server");
    kept.write_all(REQUEST).await.expect("sent");
    kept.readable().await.expect("an answer");
    server.abort();
    // Well before its time for another request is over.
    assert!(rest(&mut kept).await.starts_with("HTTP/1.1 200 OK"));
    assert!(TcpStream::connect(address).await.is_err());
}
