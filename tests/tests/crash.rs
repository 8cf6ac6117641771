//! `kill -9` of a real server, in the middle of everything: the next one goes
//! on at the step that the visitor was at.

use std::net::TcpListener;
use std::time::Duration;
use std::{env, fmt};

use docent_tests::page::{Page, Turn};
use docent_tests::process::Server;
use docent_tests::walk::STEPS;
use tempfile::TempDir;
use tokio::time::{sleep, timeout};

const BINARY: &str = env!("CARGO_BIN_EXE_walk");

/// A small generator (splitmix64), so that a seed gives the same moments again.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }
}

fn setting(name: &str, default: u64) -> u64 {
    let set = env::var(name).ok();
    set.map_or(default, |value| value.parse().expect("a number"))
}

/// Where the tour was found after the kills.
#[derive(Default)]
struct Tally {
    /// At the last step shown.
    same: u32,
    /// At the one after it, which the visitor had earned.
    next: u32,
    /// At the one before it: the save was late.
    before: u32,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { same, next, before } = self;
        write!(
            f,
            "{same} at the step shown last, {next} at the next, {before} at the one before"
        )
    }
}

/// DOCENT_KILLS and DOCENT_SEED choose how often, and when.
#[tokio::test]
async fn a_killed_server_resumes_at_the_last_step_shown() {
    let kills = setting("DOCENT_KILLS", 8);
    let now = std::time::SystemTime::now();
    let now = now.duration_since(std::time::UNIX_EPOCH).expect("a clock");
    let seed = setting("DOCENT_SEED", u64::from(now.subsec_nanos()));
    println!("{kills} kills, seed {seed}");
    let mut random = Random(seed);
    let folder = TempDir::new().expect("a folder");
    let store = folder.path().join("progress.redb");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");

    let mut server = Server::start(BINARY, &listener, &store);
    let mut page = Page::open(address, "/").await;
    page.until("a welcome", Page::is_welcome).await;
    page.fire("start_tutorial", ()).await;
    page.until("the first step", |page| page.step() == Some(0))
        .await;

    let mut tally = Tally::default();
    let (mut walked, mut ids, mut early) = (0, 0, 0);
    for kill in 0..kills {
        let until = sleep(Duration::from_micros(random.below(120_000)));
        tokio::pin!(until);
        let mut shown = page.step();
        // Whether the visitor has done what the step shown waits for.
        let mut has_earned = false;
        loop {
            if page.step().is_some() && page.step() != shown {
                shown = page.step();
                walked += 1;
                has_earned = false;
            }
            if page.is_welcome() && page.step().is_some() && !has_earned {
                has_earned = true;
                if random.below(4) == 0 {
                    page.control("skip").await;
                } else {
                    ids += 1;
                    page.fire("go", [("id", ids)]).await;
                }
            }
            tokio::select! {
                biased;
                () = &mut until => break,
                // Only waits for the next frame may be dropped here: what a
                // turn has begun to send is sent at once on a local socket.
                _ = page.turn() => {}
            }
        }
        server.kill();
        // What the dead server had still sent arrives before the end does.
        while page.turn().await == Turn::Frame {}
        if page.step().is_some() && page.step() != shown {
            shown = page.step();
            has_earned = false;
        }
        let shown = shown.expect("a step was shown");
        server = Server::start(BINARY, &listener, &store);
        let sessions = page.sessions();
        let is_back = move |page: &Page| page.sessions() > sessions && page.step().is_some();
        if random.below(3) == 0 {
            // Now and then the next one is killed while it starts, or just as the page comes back.
            let moment = Duration::from_micros(random.below(80_000));
            if timeout(moment, page.until("the tour", is_back))
                .await
                .is_err()
            {
                server.kill();
                early += 1;
                page.lose();
                server = Server::start(BINARY, &listener, &store);
            }
        }
        page.until("the tour again", is_back).await;
        let found = page.step().expect("a step");
        match (found + STEPS - shown) % STEPS {
            0 => tally.same += 1,
            1 if has_earned => tally.next += 1,
            6 => tally.before += 1,
            _ => panic!("kill {kill}, seed {seed}: shown {shown}, found {found}"),
        }
    }
    println!(
        "{kills} kills in {walked} steps, and {early} of servers that started; seed {seed}: {tally}"
    );
    assert!(walked > kills / 2, "it hardly walked: {walked} steps");
}

#[tokio::test]
async fn a_restart_goes_on_all_the_way_with_a_fresh_token() {
    let folder = TempDir::new().expect("a folder");
    let store = folder.path().join("progress.redb");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    let server = Server::start(BINARY, &listener, &store);
    let mut page = Page::open(address, "/").await;
    page.until("a welcome", Page::is_welcome).await;
    page.fire("start_tutorial", ()).await;
    page.until("the first step", |page| page.step() == Some(0))
        .await;
    page.fire("go", [("id", 1)]).await;
    page.until("the second step", |page| page.step() == Some(1))
        .await;
    server.kill();
    let _server = Server::start(BINARY, &listener, &store);
    page.until("another session at the second step", |page| {
        page.sessions() == 2 && page.step() == Some(1)
    })
    .await;
    // The token of the process before is not valid any more.
    assert_eq!(page.closed(), [4401]);
    page.fire("go", [("id", 2)]).await;
    page.until("the third step", |page| page.step() == Some(2))
        .await;
}
