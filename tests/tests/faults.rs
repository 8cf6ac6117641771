//! The fault matrix: a real page, a real server, and a network between them
//! that does one thing wrong. In each case the tour ends at the right step
//! and every handler has run exactly once.

use std::net::SocketAddr;
use std::time::Duration;

use docent::Docent;
use docent::config::Limits;
use docent::event::Params;
use docent_tests::page::Page;
use docent_tests::proxy::{Fault, Proxy, Way};
use docent_tests::walk::{Book, STEPS, app};
use docent_tests::{PATIENCE, Visitor, serve};
use futures_util::StreamExt;
use futures_util::stream;

use tokio::time::{sleep, timeout};
use tokio_tungstenite::tungstenite::{Bytes, Message};

/// How long a page and a server here are silent before they are taken for dead.
const SILENCE: Duration = Duration::from_millis(1_500);
/// How many walks go on at once: each mostly waits.
const AT_ONCE: usize = 16;
/// What a walk does: so many steps, every third by a Skip.
const WALK: u64 = 9;

async fn server() -> (SocketAddr, Book) {
    let book = Book::default();
    let docent = Docent::builder()
        .limits(
            Limits::default()
                .heartbeat_interval(SILENCE / 4)
                .silence_timeout(SILENCE)
                .hello_timeout(SILENCE),
        )
        .build();
    (serve(&docent, app(&book)).await, book)
}

/// Walks through a proxy that does `fault`, and gives the proxy; then the page
/// is at the right step, and every handler has run once.
async fn walk(server: SocketAddr, book: &Book, way: Way, fault: Fault) -> Proxy {
    let what = format!("{way:?} {fault:?}");
    let proxy = Proxy::before(server, way, fault).await;
    let page = Page::open(server, "/").await;
    let mut page = page.via(proxy.address).silence(SILENCE);
    page.until(&what, Page::is_welcome).await;
    act(&mut page, &what, "start_tutorial", (), 0).await;
    let mut ids = Vec::new();
    for step in 1..=WALK {
        if step % 3 == 0 {
            page.control("skip").await;
            at(&mut page, &what, step).await;
        } else {
            ids.push(step);
            act(&mut page, &what, "go", [("id", step)], step).await;
        }
    }
    assert_eq!(book.of(page.visitor_id()), ids, "{what}: {page:?}");
    assert_eq!(page.refused(), [""; 0], "{what}");
    proxy
}

async fn at(page: &mut Page, what: &str, step: u64) {
    let step = step % STEPS;
    page.until(&format!("{what}, step {step}"), |page| {
        page.step() == Some(step)
    })
    .await;
}

/// A person does something and waits for the next step.
async fn act(
    page: &mut Page,
    what: &str,
    name: &'static str,
    params: impl Into<Params>,
    step: u64,
) {
    page.fire(name, params).await;
    at(page, what, step).await;
    page.until(what, |page| page.pending() == 0).await;
}

/// Does the same wrong to each frame of a walk, one walk for each; gives how often it did.
async fn every_frame(way: Way, fault: impl Fn(usize) -> Fault) -> usize {
    let (server, book) = server().await;
    let clean = walk(server, &book, way, Fault::None).await;
    let frames = clean.frames(way);
    assert!(frames > 10, "{frames}");
    let fired = stream::iter(0..frames)
        .map(|frame| walk(server, &book, way, fault(frame)))
        .buffer_unordered(AT_ONCE)
        .filter(|proxy| std::future::ready(proxy.has_fired()))
        .count()
        .await;
    // How many acknowledgements there are depends on how frames meet.
    assert!(fired + 4 >= frames, "{fired} of {frames}");
    println!("{way:?}: {fired} of {frames} frames");
    fired
}

#[tokio::test]
async fn a_cut_before_any_page_frame_loses_and_repeats_nothing() {
    every_frame(Way::Up, Fault::CutBefore).await;
}

#[tokio::test]
async fn a_cut_before_any_server_frame_loses_and_repeats_nothing() {
    every_frame(Way::Down, Fault::CutBefore).await;
}

#[tokio::test]
async fn a_cut_inside_any_page_frame_loses_and_repeats_nothing() {
    every_frame(Way::Up, Fault::CutInside).await;
}

#[tokio::test]
async fn a_cut_inside_any_server_frame_loses_and_repeats_nothing() {
    every_frame(Way::Down, Fault::CutInside).await;
}

#[tokio::test]
async fn a_cut_after_any_page_frame_loses_and_repeats_nothing() {
    every_frame(Way::Up, Fault::CutAfter).await;
}

#[tokio::test]
async fn a_cut_after_any_server_frame_loses_and_repeats_nothing() {
    every_frame(Way::Down, Fault::CutAfter).await;
}

#[tokio::test]
async fn a_cut_after_any_byte_count_loses_and_repeats_nothing() {
    let (server, book) = server().await;
    for way in [Way::Up, Way::Down] {
        // Now a header is cut, now a mask, now a text.
        let fired = stream::iter((1..1_000).step_by(23))
            .map(|bytes| walk(server, &book, way, Fault::CutBytes(bytes)))
            .buffer_unordered(AT_ONCE)
            .filter(|proxy| std::future::ready(proxy.has_fired()))
            .count()
            .await;
        assert!(fired > 30, "{way:?}: {fired}");
    }
}

#[tokio::test]
async fn a_frame_that_arrives_twice_is_taken_once() {
    every_frame(Way::Up, Fault::Twice).await;
    every_frame(Way::Down, Fault::Twice).await;
}

#[tokio::test]
async fn reordered_server_frames_are_repaired_by_a_snapshot() {
    every_frame(Way::Down, Fault::Swap).await;
}

#[tokio::test]
async fn a_frame_that_comes_late_changes_nothing() {
    let late = |frame| Fault::Delay(frame, Duration::from_millis(50));
    every_frame(Way::Up, late).await;
    every_frame(Way::Down, late).await;
}

#[tokio::test]
async fn a_network_that_goes_silent_is_noticed_from_both_ends() {
    every_frame(Way::Down, Fault::Stall).await;
    every_frame(Way::Up, Fault::Stall).await;
}

/// Sends all its events at once, and one more when a frame of them is missing
/// or misplaced: nothing of what the page has sent is lost or done twice.
async fn burst(server: SocketAddr, book: &Book, way: Way, fault: Fault) -> bool {
    const EVENTS: u64 = 12;
    let what = format!("{way:?} {fault:?}");
    let proxy = Proxy::before(server, way, fault).await;
    let page = Page::open(server, "/").await;
    let mut page = page.via(proxy.address).silence(SILENCE);
    page.until(&what, Page::is_welcome).await;
    for id in 0..EVENTS {
        page.fire("go", [("id", id)]).await;
    }
    // No network loses a frame and brings the next: TCP would not. Here what
    // comes behind it shows the gap.
    page.fire("go", [("id", EVENTS)]).await;
    page.until(&what, |page| page.html().contains("13 steps"))
        .await;
    let ids: Vec<u64> = (0..=EVENTS).collect();
    assert_eq!(book.of(page.visitor_id()), ids, "{what}");
    proxy.has_fired()
}

#[tokio::test]
async fn missing_or_reordered_events_run_once_and_in_order() {
    let (server, book) = server().await;
    let mut fired = 0;
    for frame in 0..13 {
        fired += u32::from(burst(server, &book, Way::Up, Fault::Drop(frame)).await);
        fired += u32::from(burst(server, &book, Way::Up, Fault::Swap(frame)).await);
    }
    assert!(fired >= 24, "{fired}");
}

#[tokio::test]
async fn a_missing_server_frame_is_repaired_by_a_snapshot() {
    let (server, book) = server().await;
    // Not the welcome, without which nothing else is amiss.
    for frame in 1..13 {
        assert!(burst(server, &book, Way::Down, Fault::Drop(frame)).await);
    }
}

#[tokio::test]
async fn a_page_that_never_reads_blocks_no_other_page() {
    let (server, _book) = server().await;
    let visitor = Visitor::open(server, "/").await;
    let mut deaf = visitor.enter().await;
    // Far more than all buffers on the way hold.
    for event in 1..=20 {
        deaf.send_text(&format!(
            "[\"e\",{event},\"grow\",{{\"bytes\":{}}},0]",
            400_000 + event
        ))
        .await;
    }
    let mut other = Page::open(server, "/").await;
    other.until("a welcome", Page::is_welcome).await;
    other.fire("go", [("id", 1)]).await;
    other
        .until("its answer", |page| page.html().contains("1 steps"))
        .await;
    // Pongs are no sign of life: its connection is dropped, and a write fails.
    let gone = timeout(PATIENCE, async {
        while deaf.try_send(Message::Pong(Bytes::new())).await.is_ok() {
            sleep(SILENCE / 10).await;
        }
    });
    assert!(gone.await.is_ok(), "the connection is kept forever");
}

#[tokio::test]
async fn skip_and_cancel_act_on_a_real_socket_while_a_handler_hangs() {
    let (server, book) = server().await;
    let mut page = Page::open(server, "/").await;
    page.until("a welcome", Page::is_welcome).await;
    act(&mut page, "start", "start_tutorial", (), 0).await;
    page.fire("hang", ()).await;
    page.fire("go", [("id", 1)]).await;
    page.control("skip").await;
    at(&mut page, "skip", 1).await;
    page.control("cancel").await;
    page.until("no tour", |page| page.run().is_none()).await;
    assert_eq!(
        book.of(page.visitor_id()),
        [0; 0],
        "it waits for the handler"
    );
}
