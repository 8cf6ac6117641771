//! Thousands of pages that lose the network at once, and come back at once.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use docent::Docent;
use docent::config::Limits;
use docent_tests::page::Page;
use docent_tests::serve;
use docent_tests::walk::{Book, app};
use tokio::sync::{Barrier, Semaphore};
use tokio::task::JoinSet;

/// Long, on a busy machine; a page that is lost is lost forever.
const BOUND: Duration = Duration::from_secs(60);

/// DOCENT_PAGES sets how many.
#[tokio::test(flavor = "multi_thread")]
async fn pages_that_all_come_back_at_once_are_where_they_were() {
    let pages = std::env::var("DOCENT_PAGES").ok();
    let pages: usize = pages.map_or(300, |pages| pages.parse().expect("a number"));
    // Both ends of each page's socket are in this one process, and the server's
    // end of the one before, until it has noticed.
    let needed = 3 * pages as u64 + 500;
    let allowed = rlimit::increase_nofile_limit(needed).expect("a limit");
    assert!(
        allowed >= needed,
        "this needs {needed} file descriptors and may have {allowed}: raise `ulimit -Hn`"
    );
    let book = Book::default();
    // No session ends and no heartbeat comes while the crowd gathers.
    let docent = Docent::builder()
        .limits(
            Limits::default()
                .grace_period(4 * BOUND)
                .heartbeat_interval(4 * BOUND)
                .silence_timeout(8 * BOUND),
        )
        .build();
    let server = serve(&docent, app(&book)).await;
    let gate = Arc::new(Semaphore::new(64));
    let together = Arc::new(Barrier::new(pages));
    let mut crowd = JoinSet::new();
    for number in 0..pages {
        let (gate, together) = (Arc::clone(&gate), Arc::clone(&together));
        crowd.spawn(async move {
            let page = {
                let _permit = gate.acquire().await.expect("it stays open");
                walked(server, number as u64 % 3).await
            };
            together.wait().await;
            comes_back(page).await
        });
    }
    let (mut welcome, mut done) = (Duration::ZERO, Duration::ZERO);
    for (took, stepped, visitor) in crowd.join_all().await {
        welcome = welcome.max(took);
        done = done.max(stepped);
        assert_eq!(book.of(&visitor).last(), Some(&100), "{visitor}");
    }
    println!("{pages} pages: each welcome within {welcome:?} and a step on within {done:?}");
    assert!(done < BOUND, "{done:?}");
}

/// A page that has taken so many steps.
async fn walked(server: SocketAddr, steps: u64) -> Page {
    let mut page = Page::open(server, "/").await.patience(BOUND);
    page.until("a welcome", Page::is_welcome).await;
    page.fire("start_tutorial", ()).await;
    page.until("the first step", |page| page.step() == Some(0))
        .await;
    for step in 1..=steps {
        page.fire("go", [("id", step)]).await;
        page.until("a step", |page| page.step() == Some(step)).await;
    }
    page
}

/// Loses its connection and comes back: to the same session, run and step, and
/// takes the next one. Gives how long the welcome and all of it took, and whose
/// page it is.
async fn comes_back(mut page: Page) -> (Duration, Duration, String) {
    let place = |page: &Page| {
        let session = page.session().0.map(str::to_owned);
        (session, page.run(), page.step(), page.html().to_owned())
    };
    let before = place(&page);
    let begun = Instant::now();
    page.lose();
    page.until("a welcome", Page::is_welcome).await;
    let welcome = begun.elapsed();
    assert_eq!(place(&page), before);
    let step = page.step().expect("a step");
    page.fire("go", [("id", 100)]).await;
    page.until("the next step", |page| page.step() == Some(step + 1))
        .await;
    (welcome, begun.elapsed(), page.visitor_id().to_owned())
}
