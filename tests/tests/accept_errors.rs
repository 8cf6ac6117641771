//! A process that has no file descriptor left. Alone in its process, as its limit is.

use docent::Docent;
use docent_tests::log::Log;
use docent_tests::walk::{Book, app};
use docent_tests::{PATIENCE, get, serve};
use rlimit::Resource;
use tokio::net::TcpStream;
use tokio::time::{Duration, Instant, sleep, timeout};

#[tokio::test]
async fn a_server_without_descriptors_says_so_and_goes_on() {
    let log = Log::default();
    tracing_subscriber::fmt().with_writer(log.clone()).init();
    let address = serve(&Docent::new(), app(&Book::default())).await;
    assert_eq!(get(address, "/", &[]).await.status, 200);
    let (soft, hard) = rlimit::getrlimit(Resource::NOFILE).expect("a limit");
    // Each connection takes one here and one in the server: the last has none there.
    let mut connections = Vec::new();
    let free = next_descriptor();
    rlimit::setrlimit(Resource::NOFILE, free + 9, hard).expect("set");
    let began = Instant::now();
    while let Ok(connection) = TcpStream::connect(address).await {
        connections.push(connection);
        // The server takes its own.
        tokio::task::yield_now().await;
    }
    while log.text().matches("accept error").count() == 0 {
        assert!(began.elapsed() < PATIENCE, "no error is logged");
        sleep(Duration::from_millis(10)).await;
    }
    assert!(log.text().matches("accept error").count() as u64 <= 1 + began.elapsed().as_secs());
    connections.clear();
    rlimit::setrlimit(Resource::NOFILE, soft, hard).expect("set");
    let answer = timeout(PATIENCE, get(address, "/", &[])).await;
    assert_eq!(answer.expect("it accepts again").status, 200);
}

/// The number that the next file would have.
fn next_descriptor() -> u64 {
    use std::os::fd::AsRawFd;
    let file = std::fs::File::open("/dev/null").expect("a file");
    u64::try_from(file.as_raw_fd()).expect("a descriptor")
}
