//! Three server processes behind a round-robin proxy, without sticky sessions.

use std::net::{SocketAddr, TcpListener as StdListener};
use std::os::fd::{AsFd, OwnedFd};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use std::{env, io};

use docent::Docent;
use docent::config::Limits;
use docent_postgres::PostgresStore;
use docent_tests::page::Page;
use docent_tests::walk::{self, Book};
use docent_tests::{PATIENCE, Visitor};
use sqlx::PgPool;
use sqlx::postgres::PgConnectOptions;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use crate::cluster::Cluster;

const PROCESSES: usize = 3;
/// Visitors who walk at the same time.
const VISITORS: usize = 30;
/// How often each of them loads the page or loses its connection, unless
/// `DOCENT_LOADS` names the number for all of them.
const LOADS: usize = 10;
/// The steps of the walk's tour, which then begins again.
const STEPS: u64 = 7;

const FOLDER: &str = "DOCENT_TEST_FOLDER";
const DATABASE: &str = "DOCENT_TEST_DATABASE";

/// The connections of each server.
type Counts = [AtomicUsize; PROCESSES];

/// A server's process, which is killed when this is dropped.
struct Server(Child);

impl Server {
    /// Starts this very program as one of the servers, with the socket to serve as its
    /// standard input.
    fn start(listener: &StdListener, database: &PgConnectOptions) -> Self {
        let folder = Cluster::shared().socket();
        let listener = listener.try_clone().expect("a second handle");
        let child = Command::new(env::current_exe().expect("this program"))
            .args(["--ignored", "--exact", "processes::one_of_three_servers"])
            .env(FOLDER, folder.parent().expect("a folder"))
            .env(DATABASE, database.get_database().expect("a name"))
            .stdin(Stdio::from(OwnedFd::from(listener)))
            .stdout(Stdio::null())
            .spawn();
        Self(child.expect("a process"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let ended = self.0.kill().and_then(|()| self.0.wait());
        if let Err(error) = ended {
            eprintln!("a server's process may be left over: {error}");
        }
    }
}

#[tokio::test]
#[ignore = "a server of the other test"]
async fn one_of_three_servers() -> Result<(), Box<dyn std::error::Error>> {
    let Ok(name) = env::var(DATABASE) else {
        println!("it is started by the other test");
        return Ok(());
    };
    let listener = StdListener::from(io::stdin().as_fd().try_clone_to_owned()?);
    listener.set_nonblocking(true)?;
    let database = PgConnectOptions::new_without_pgpass()
        .socket(env::var(FOLDER)?)
        .port(5432)
        .username("docent")
        .database(&name);
    let store = PostgresStore::new(PgPool::connect_lazy_with(database)).await?;
    let limits = Limits::default()
        .events_per_second(100_000)
        .event_burst(100_000)
        // A step is stored before it is shown, however busy the machine is.
        .store_timeout(Duration::from_secs(5));
    let docent = Docent::builder()
        .secret([7; 32])
        .progress(store)
        .limits(limits)
        .build();
    let listener = TcpListener::from_std(listener)?;
    let app = walk::app(&Book::default());
    docent.serve(listener, app).await?;
    Ok(())
}

/// Gives each connection to the next server, and counts those of each.
async fn round_robin(servers: [SocketAddr; PROCESSES]) -> (SocketAddr, Arc<Counts>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let counts = Arc::new(Counts::default());
    let counted = Arc::clone(&counts);
    tokio::spawn(async move {
        for next in (0..PROCESSES).cycle() {
            let Ok((mut client, _)) = listener.accept().await else {
                return;
            };
            let (server, counted) = (servers[next], Arc::clone(&counted));
            tokio::spawn(async move {
                if let Ok(mut server) = TcpStream::connect(server).await {
                    counted[next].fetch_add(1, Ordering::Relaxed);
                    // A page that leaves breaks its connection.
                    drop(copy_bidirectional(&mut client, &mut server).await);
                }
            });
        }
    });
    (address, counts)
}

/// Walks on through loads and lost connections, and looks at each step.
async fn walk(front: SocketAddr, loads: usize) {
    let mut visitor = Visitor::open(front, "/").await;
    let mut page = Page::of(visitor.clone()).patience(3 * PATIENCE);
    page.until("a welcome", Page::is_welcome).await;
    page.fire("start_tutorial", ()).await;
    let mut step = 0;
    for load in 0..loads {
        page.until("its step", |page| page.step() == Some(step))
            .await;
        if load % 2 == 0 {
            page.fire("go", [("id", load as i64)]).await;
            step = (step + 1) % STEPS;
            page.until("the next step", |page| page.step() == Some(step))
                .await;
        }
        assert!(page.closed().is_empty(), "at step {step}: {page:?}");
        if load % 3 == 0 {
            page.lose();
            page.until("a welcome", Page::is_welcome).await;
        } else {
            let cookie = [("cookie", visitor.cookie.as_str())];
            let reloaded = Visitor::open_with(front, "/", &cookie).await;
            assert_eq!(reloaded.cookie, visitor.cookie);
            visitor = reloaded;
            page = Page::of(visitor.clone()).patience(3 * PATIENCE);
        }
    }
    page.until("its step", |page| page.step() == Some(step))
        .await;
    assert!(page.closed().is_empty(), "{page:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_tour_is_at_its_step_at_each_of_three_processes() {
    let loads = env::var("DOCENT_LOADS").map_or(VISITORS * LOADS, |loads| {
        loads.parse().expect("a number of loads")
    });
    let database = Cluster::shared().database().await;
    let pool = PgPool::connect_lazy_with(database.clone());
    docent_postgres::migrate(&pool).await.expect("migrated");
    let listeners: [_; PROCESSES] =
        std::array::from_fn(|_| StdListener::bind("127.0.0.1:0").expect("a free port"));
    let _servers = listeners
        .each_ref()
        .map(|listener| Server::start(listener, &database));
    let addresses = listeners.each_ref().map(StdListener::local_addr);
    let addresses = addresses.map(|address| address.expect("an address"));
    let (front, counts) = round_robin(addresses).await;
    assert!(loads >= VISITORS, "each visitor loads the page");
    let mut visitors = JoinSet::new();
    for _ in 0..VISITORS {
        visitors.spawn(walk(front, loads / VISITORS));
    }
    while let Some(walked) = visitors.join_next().await {
        walked.expect("a visitor who walked to the end");
    }
    let counts = counts.each_ref().map(|count| count.load(Ordering::Relaxed));
    println!("{loads} loads and lost connections; connections of each process: {counts:?}");
    assert!(
        counts.iter().all(|count| count * 2 > loads / PROCESSES),
        "{counts:?}"
    );
}
