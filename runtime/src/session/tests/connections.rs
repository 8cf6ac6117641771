//! Connections: lost, slow, silent, taken over, and drained.

use std::time::Duration;

use tokio::time::advance;

use super::*;
use crate::config::Limits;
use crate::log_limit::tests::Lines;

#[tokio::test(start_paused = true)]
async fn a_page_that_shows_the_mounted_view_gets_only_a_welcome() {
    let mut page = Page::alone().await;
    page.silent().await;
}

#[tokio::test(start_paused = true)]
async fn a_page_that_shows_another_render_gets_the_view() {
    let (mut page, attachment) = Page::connection(Hello {
        digest: Some("0000000000000000".to_owned()),
        ..Hello::default()
    });
    spawn(Shop::default(), Docent::new(), Visitor::new(), attachment);
    assert!(page.next().await.starts_with("[\"w\","));
    assert_eq!(
        page.next().await,
        r#"["f",1,0,[["html","<p>0 </p>"]],[],0]"#
    );
}

#[tokio::test(start_paused = true)]
async fn a_page_without_a_digest_gets_a_snapshot() {
    let (mut page, attachment) = Page::connection(Hello::default());
    spawn(Shop::default(), Docent::new(), Visitor::new(), attachment);
    assert!(page.next().await.starts_with("[\"w\","));
    assert_eq!(page.next().await, r#"["s",1,0,"<p>0 </p>",0,[]]"#);
}

#[tokio::test(start_paused = true)]
async fn a_page_whose_session_is_gone_gets_a_snapshot() {
    let (mut page, attachment) = Page::connection(Hello {
        session: Some("gone".to_owned()),
        epoch: 1,
        ack: FrameSeq(9),
        digest: Some(digest_text(digest(&Shop::default().render()), None)),
        ..Hello::default()
    });
    spawn(Shop::default(), Docent::new(), Visitor::new(), attachment);
    assert!(page.next().await.starts_with("[\"w\","));
    assert_eq!(page.next().await, r#"["s",1,0,"<p>0 </p>",0,[]]"#);
}

#[tokio::test(start_paused = true)]
async fn an_event_that_is_sent_again_is_not_run_again() {
    let mut page = Page::alone().await;
    page.fire("click").await;
    page.send("[\"e\",1,\"click\",{},0]");
    page.silent().await;
}

#[tokio::test(start_paused = true)]
async fn a_gap_in_the_events_closes_the_socket_not_the_session() {
    let docent = Docent::new();
    let visitor = Visitor::new();
    let mut page = Page::open(&docent, &visitor, Shop::default()).await;
    page.fire("click").await;
    page.send("[\"e\",3,\"click\",{},0]");
    assert_eq!(page.closed().await, CloseCode::Protocol.number());
    let session = docent.registry().all().pop().expect("the session lives");
    let (mut page, attachment) = Page::connection(Hello {
        ack: FrameSeq(1),
        epoch: 1,
        ..Hello::default()
    });
    assert!(session.attach(Box::new(attachment)).is_ok());
    // The page is up to date: it has its welcome, and nothing else is sent.
    assert!(page.next().await.contains(",2,1,{"));
    page.silent().await;
}

#[tokio::test(start_paused = true)]
async fn a_page_that_missed_a_frame_gets_a_snapshot_with_its_step() {
    let docent = Docent::new();
    let visitor = Visitor::new();
    let mut page = Page::open(&docent, &visitor, Shop::default()).await;
    page.fire("start_tutorial").await;
    page.control(1, 1, "skip");
    page.next().await;
    let session = docent.registry().all().pop().expect("the session lives");
    drop(page);
    let (mut page, attachment) = Page::connection(Hello {
        ack: FrameSeq(1),
        epoch: 1,
        run: Some(StepRef { run: 1, visit: 1 }),
        ..Hello::default()
    });
    assert!(session.attach(Box::new(attachment)).is_ok());
    page.next().await;
    let snapshot = page.next().await;
    assert!(
        snapshot.starts_with(r#"["s",3,1,"<p>0 </p>",[1,2,["#),
        "{snapshot}"
    );
    assert_shows(&snapshot, "#click");
}

#[tokio::test(start_paused = true)]
async fn a_second_connection_takes_the_session_over() {
    let docent = Docent::new();
    let mut first = Page::open(&docent, &Visitor::new(), Shop::default()).await;
    let session = docent.registry().all().pop().expect("the session lives");
    let (mut second, attachment) = Page::connection(Hello::default());
    assert!(session.attach(Box::new(attachment)).is_ok());
    assert_eq!(first.closed().await, CloseCode::TakenOver.number());
    assert!(second.next().await.starts_with("[\"w\","));
}

#[tokio::test(start_paused = true)]
async fn a_session_ends_a_minute_after_its_page_left() {
    let docent = Docent::new();
    let page = Page::open(&docent, &Visitor::new(), Shop::default()).await;
    drop(page);
    tokio::time::sleep(Duration::from_secs(59)).await;
    assert!(!docent.registry().is_empty());
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert!(docent.registry().is_empty());
}

#[tokio::test(start_paused = true)]
async fn an_expired_session_does_not_spin_while_a_handler_hangs() {
    let docent = Docent::builder()
        .limits(crate::config::Limits {
            grace_period: Duration::from_secs(1),
            ..crate::config::Limits::default()
        })
        .build();
    let shop = Shop::default();
    let asked = Arc::clone(&shop.released);
    let mut page = Page::open(&docent, &Visitor::new(), shop).await;
    page.event("stall", "{}");
    page.silent().await;
    drop(page);
    tokio::task::yield_now().await;
    advance(Duration::from_secs(2)).await;
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    let asked = asked.load(Ordering::Relaxed);
    assert!(asked < 10, "the handler was asked {asked} times");
    // Its own deadline ends the handler, and then the session.
    advance(Duration::from_secs(30)).await;
    tokio::time::sleep(Duration::from_millis(1)).await;
    assert!(docent.registry().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_silent_page_is_pinged_and_then_dropped() {
    let docent = Docent::new();
    let mut page = Page::open(&docent, &Visitor::new(), Shop::default()).await;
    advance(Duration::from_secs(23)).await;
    assert_eq!(page.next().await, "[\"p\"]");
    page.send("[\"k\",0]");
    page.silent().await;
    tokio::time::sleep(Duration::from_secs(44)).await;
    page.send("[\"k\",0]");
    tokio::time::sleep(Duration::from_secs(46)).await;
    while page.received().await.is_some() {}
    assert!(page.socket.is_gone());
}

#[tokio::test(start_paused = true)]
async fn an_unconfirmed_page_gets_32_frames_and_then_a_snapshot() {
    let mut page = Page::alone().await;
    for event in 1..=40 {
        // Never faster than the rate, and always with the same old acknowledgement.
        advance(Duration::from_millis(60)).await;
        page.send(format!("[\"e\",{event},\"click\",{{}},0]"));
    }
    for frame in 1..=32 {
        assert!(page.next().await.starts_with(&format!("[\"f\",{frame},")));
    }
    page.silent().await;
    page.send("[\"k\",32]");
    assert_eq!(page.next().await, r#"["s",33,40,"<p>40 </p>",0,[]]"#);
}

#[tokio::test(start_paused = true)]
async fn a_drained_session_closes_its_socket_and_ends() {
    let docent = Docent::new();
    let mut page = Page::open(&docent, &Visitor::new(), Shop::default()).await;
    docent.drain(Duration::from_secs(10)).await;
    assert!(docent.registry().is_empty());
    assert!(page.next().await.starts_with("[\"d\","));
    assert_eq!(page.closed().await, CloseCode::Restart.number());
}

#[tokio::test(start_paused = true)]
async fn a_drained_session_answers_what_waits_before_it_goes() {
    let docent = Docent::new();
    let (release, gate) = oneshot::channel();
    let shop = Shop {
        gate: Some(gate),
        ..Shop::default()
    };
    let mut page = Page::open(&docent, &Visitor::new(), shop).await;
    page.event("hang", "{}");
    page.event("click", "{}");
    page.silent().await;
    let drained = tokio::spawn({
        let docent = docent.clone();
        async move { docent.drain(Duration::from_secs(10)).await }
    });
    assert_eq!(page.next().await, "[\"d\",10000]");
    release.send(()).expect("the handler waits");
    assert!(page.next().await.starts_with("[\"f\",1,1,"));
    assert!(page.next().await.starts_with("[\"f\",2,2,"));
    assert_eq!(page.closed().await, CloseCode::Restart.number());
    drained.await.expect("drained");
}

#[tokio::test(start_paused = true)]
async fn a_drain_waits_half_its_time_for_a_handler_that_hangs() {
    let docent = Docent::new();
    let shop = Shop {
        gate: Some(oneshot::channel().1),
        ..Shop::default()
    };
    let mut page = Page::open(&docent, &Visitor::new(), shop).await;
    page.event("hang", "{}");
    page.silent().await;
    let lines = Lines::default();
    let _guard = tracing::subscriber::set_default(lines.clone());
    let begun = tokio::time::Instant::now();
    docent.drain(Duration::from_secs(10)).await;
    assert_eq!(begun.elapsed().as_secs(), 5);
    let is_why = |line: &String| line.contains("the server stops, and it was dropped");
    assert!(lines.taken().iter().any(is_why), "and not its own timeout");
    assert!(docent.registry().is_empty());
    assert_eq!(page.next().await, "[\"d\",10000]");
    assert!(page.next().await.contains("handler_failed"));
    assert_eq!(page.closed().await, CloseCode::Restart.number());
}

#[tokio::test(start_paused = true)]
async fn a_session_that_begins_during_a_drain_is_closed() {
    let docent = Docent::new();
    docent.drain(Duration::from_secs(10)).await;
    let mut page = Page::open(&docent, &Visitor::new(), Shop::default()).await;
    assert!(page.next().await.starts_with("[\"d\","));
    assert_eq!(page.closed().await, CloseCode::Restart.number());
}

#[tokio::test(start_paused = true)]
async fn a_refusal_behind_an_oversized_frame_reaches_the_page() {
    let (open, gate) = oneshot::channel();
    let shop = Shop {
        gate: Some(gate),
        ..Shop::default()
    };
    let docent = Docent::builder()
        .limits(Limits {
            max_outbox_bytes: 256,
            ..Limits::default()
        })
        .build();
    let mut page = Page::open(&docent, &Visitor::new(), shop).await;
    // While the first hangs the others queue up, and are then handled in one go.
    page.event("hang", "{}");
    let title = "x".repeat(1000);
    page.event("rename", &format!("{{\"title\":\"{title}\"}}"));
    page.event("nothing", "{}");
    page.silent().await;
    open.send(()).expect("the handler waits");
    assert!(page.next().await.starts_with("[\"f\",1,"));
    assert!(page.next().await.contains(&title));
    assert_eq!(
        page.next().await,
        r#"["x",3,"unknown_event","there is no event handler `nothing`"]"#
    );
}

#[tokio::test(start_paused = true)]
async fn a_page_that_reads_nothing_buffers_64_kib_then_a_snapshot() {
    let mut page = Page::alone().await;
    page.socket.take(false);
    for event in 1..=20 {
        let title = format!("{event:02}").repeat(4_000);
        page.event("rename", &format!("{{\"title\":\"{title}\"}}"));
        page.silent().await;
    }
    page.socket.take(true);
    page.event("click", "{}");
    let (mut bytes, mut last, mut frames) = (0, String::new(), 0);
    while let Some(Sent::Text(text)) = page.received().await {
        bytes += text.len();
        frames += u32::from(text.contains("true,"));
        last = text;
    }
    // What waited, the text that was being sent, and the snapshot.
    assert!(bytes < 64 * 1024 + 3 * 9_000, "{bytes} bytes");
    assert!(frames < 12, "{frames} frames");
    assert!(last.contains("2020</p>"), "{last}");
}
