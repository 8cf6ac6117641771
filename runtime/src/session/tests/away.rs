//! Sessions whose pages are away: how many are kept, and how the others end.

use super::*;
use crate::config::Limits;
use crate::store::{MemoryStore, Progress, ProgressKey, ProgressStore, Revision, StoreFuture};

fn server(limits: Limits) -> Docent {
    Docent::builder().limits(limits).build()
}

async fn settled() {
    tokio::time::sleep(Duration::from_millis(1)).await;
}

/// Where the sessions of a visitor are in memory, the newest last.
fn sessions(docent: &Docent, visitor: &Visitor) -> Vec<*const ()> {
    let sessions = docent.registry().of_visitor(visitor);
    sessions.iter().map(|all| Arc::as_ptr(all).cast()).collect()
}

#[tokio::test(start_paused = true)]
async fn a_visitors_ninth_session_without_a_page_ends_the_oldest() {
    let docent = Docent::new();
    let (visitor, other) = (Visitor::new(), Visitor::new());
    let elsewhere = Page::open(&docent, &other, Shop::default()).await;
    drop(elsewhere);
    let mut pages = Vec::new();
    for _ in 0..12 {
        pages.push(Page::open(&docent, &visitor, Shop::default()).await);
    }
    let all = sessions(&docent, &visitor);
    // They leave in another order than they came.
    pages.reverse();
    for (left, page) in pages.into_iter().enumerate() {
        drop(page);
        settled().await;
        let ended = (left + 1).saturating_sub(8);
        let kept = sessions(&docent, &visitor);
        assert_eq!(kept, all[..12 - ended], "{left}");
    }
    assert_eq!(sessions(&docent, &other).len(), 1);
}

#[tokio::test(start_paused = true)]
async fn sessions_without_pages_beyond_the_total_end_the_oldest() {
    let docent = server(Limits::default().max_away_sessions(100));
    let visitors: Vec<_> = (0..150).map(|_| Visitor::new()).collect();
    let stays = Page::open(&docent, &Visitor::new(), Shop::default()).await;
    for visitor in &visitors {
        drop(Page::open(&docent, visitor, Shop::default()).await);
        settled().await;
    }
    let kept = |visitor: &&Visitor| !docent.registry().of_visitor(visitor).is_empty();
    assert_eq!(visitors[..50].iter().filter(kept).count(), 0);
    assert_eq!(visitors[50..].iter().filter(kept).count(), 100);
    assert_eq!(docent.registry().all().len(), 101);
    drop(stays);
}

#[tokio::test(start_paused = true)]
async fn a_session_whose_page_is_back_is_not_away() {
    let docent = server(Limits::default().max_away_sessions_per_visitor(1));
    let visitor = Visitor::new();
    drop(Page::open(&docent, &visitor, Shop::default()).await);
    settled().await;
    let session = docent
        .registry()
        .of_visitor(&visitor)
        .pop()
        .expect("it waits");
    for _ in 0..20 {
        let (mut page, attachment) = Page::connection(Hello::default());
        assert!(session.attach(Box::new(attachment)).is_ok());
        assert!(page.next().await.starts_with("[\"w\","));
        // Only the other is away, and so neither has to end.
        drop(Page::open(&docent, &visitor, Shop::default()).await);
        settled().await;
        let all = docent.registry().of_visitor(&visitor);
        assert_eq!(all.len(), 2);
        drop(page);
        settled().await;
        // Now both are, and the other has been for longer.
        let all = docent.registry().of_visitor(&visitor);
        assert!(all.len() == 1 && Arc::ptr_eq(&all[0], &session));
    }
}

#[tokio::test(start_paused = true)]
async fn a_page_that_is_back_in_time_keeps_its_session() {
    let docent = Docent::new();
    let visitor = Visitor::new();
    drop(Page::open(&docent, &visitor, Shop::default()).await);
    settled().await;
    let session = docent.registry().all().pop().expect("it waits");
    let number = session.away();
    let (mut page, attachment) = Page::connection(Hello::default());
    assert!(session.attach(Box::new(attachment)).is_ok());
    session.evict(number);
    assert!(page.next().await.starts_with("[\"w\","));
    assert!(page.next().await.contains("<p>0 </p>"));
    page.event("click", "{}");
    assert!(page.next().await.contains("<p>1 </p>"));
}

/// A store that takes two seconds to save, and forgets a save that nobody waits for.
pub(super) struct Slow(pub(super) Arc<MemoryStore>);

impl ProgressStore for Slow {
    fn load(&self, key: ProgressKey) -> StoreFuture<Option<(Progress, Revision)>> {
        self.0.load(key)
    }

    fn save(
        &self,
        key: ProgressKey,
        replaces: Option<Revision>,
        progress: Progress,
    ) -> StoreFuture<Revision> {
        let store = Arc::clone(&self.0);
        StoreFuture::new(async move {
            tokio::time::sleep(Duration::from_secs(2)).await;
            store.save(key, replaces, progress).await
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_session_that_makes_room_saves_its_progress_first() {
    let store = Arc::new(MemoryStore::new());
    let docent = Docent::builder()
        .progress(Slow(Arc::clone(&store)))
        .limits(Limits::default().max_away_sessions(0))
        .build();
    let visitor = Visitor::new();
    let mut page = Page::open(&docent, &visitor, Shop::default()).await;
    page.event("start_tutorial", "{}");
    settled().await;
    drop(page);
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert!(docent.registry().is_empty());
    let key = ProgressKey::new(&visitor, "shop");
    assert!(store.load(key).await.expect("loaded").is_some());
}

#[tokio::test(start_paused = true)]
async fn a_session_that_makes_room_ends_though_its_handler_hangs() {
    let docent = server(Limits::default().max_away_sessions(0));
    let mut page = Page::open(&docent, &Visitor::new(), Shop::default()).await;
    page.event("stall", "{}");
    page.silent().await;
    drop(page);
    tokio::time::sleep(Duration::from_secs(11)).await;
    assert!(docent.registry().is_empty());
}
