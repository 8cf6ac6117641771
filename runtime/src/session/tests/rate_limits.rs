//! Pages that flood their socket.

use std::sync::atomic::AtomicUsize;

use tokio::time::advance;

use super::*;

/// Fills the connection with so many of these frames, and returns how it was closed.
async fn flood(mut page: Page, frames: usize, text: &str) -> Option<u16> {
    for _ in 0..frames {
        page.send(text);
    }
    loop {
        match page.received().await {
            Some(Sent::Closed(code, _)) => return Some(code),
            Some(Sent::Text(_)) => {}
            None => return None,
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_page_that_floods_with_frames_other_than_events_is_closed() {
    for text in [
        r#"["k",0]"#,
        r#"["k",0,[[0,0,"missing","show",""]]]"#,
        r#"["t",1,1,"hold"]"#,
        r#"["t",7,7,"skip"]"#,
        r#"["t",1,1,"missing"]"#,
        // It was handled already.
        r#"["e",1,"click",{},0]"#,
    ] {
        for (frames, closed) in [(200, None), (201, Some(CloseCode::TooFast.number()))] {
            let mut page = Page::alone().await;
            page.fire("click").await;
            assert_eq!(
                flood(page, frames, text).await,
                closed,
                "{frames} of {text}"
            );
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_page_closed_for_flooding_returns_to_its_session() {
    let docent = Docent::new();
    let page = Page::open(&docent, &Visitor::new(), Shop::default()).await;
    assert_eq!(
        flood(page, 300, r#"["k",0]"#).await,
        Some(CloseCode::TooFast.number())
    );
    let session = docent.registry().all().pop().expect("the session lives");
    advance(Duration::from_secs(1)).await;
    let (mut page, attachment) = Page::connection(Hello::default());
    assert!(session.attach(Box::new(attachment)).is_ok());
    assert!(page.next().await.starts_with("[\"w\","));
    page.next().await;
    assert!(page.fire("click").await.contains("<p>1 </p>"));
}

/// A connection whose other end sends what never reaches the session, such as
/// WebSocket pings, until there are none left.
struct Pinged {
    memory: Box<dyn Transport>,
    pings: mpsc::UnboundedReceiver<()>,
    left: Arc<AtomicUsize>,
}

impl Transport for Pinged {
    fn poll_receive(&mut self, cx: &mut TaskContext<'_>) -> Poll<Received> {
        let received = self.memory.poll_receive(cx);
        if received.is_ready() {
            return received;
        }
        // As a socket does: until there is nothing, or tokio's budget is spent.
        while let Poll::Ready(Some(())) = self.pings.poll_recv(cx) {
            self.left.fetch_sub(1, Ordering::Relaxed);
        }
        Poll::Pending
    }

    fn poll_ready(&mut self, cx: &mut TaskContext<'_>) -> Poll<Result<(), Lost>> {
        self.memory.poll_ready(cx)
    }

    fn send(&mut self, text: String) -> Result<(), Lost> {
        self.memory.send(text)
    }

    fn poll_flush(&mut self, cx: &mut TaskContext<'_>) -> Poll<Result<(), Lost>> {
        self.memory.poll_flush(cx)
    }

    fn close(self: Box<Self>, code: CloseCode, reason: &'static str) {
        self.memory.close(code, reason);
    }
}

#[tokio::test(start_paused = true)]
async fn a_flood_of_pings_stops_neither_the_clock_nor_the_flows() {
    const PINGS: usize = 100_000;
    let hello = Hello {
        digest: Some(digest_text(digest(&Shop::default().render()), None)),
        ..Hello::default()
    };
    let (mut page, attachment) = Page::connection(hello);
    let (ping, pings) = mpsc::unbounded_channel();
    let left = Arc::new(AtomicUsize::new(PINGS));
    let transport = Box::new(Pinged {
        memory: attachment.transport,
        pings,
        left: Arc::clone(&left),
    });
    let attachment = Attachment {
        base: Box::default(),
        transport,
        ..attachment
    };
    spawn(Shop::default(), Docent::new(), Visitor::new(), attachment);
    assert!(page.next().await.starts_with("[\"w\","));
    page.fire("watch").await;
    assert_shows(&page.fire("start_tutorial").await, "#look");

    for _ in 0..PINGS {
        ping.send(()).expect("the session listens");
    }
    page.event("rename", r#"{"title":"Apollo"}"#);
    let mut frames = Frame::default();
    advance(Duration::from_secs(4)).await;
    while !(frames.contains("Apollo\"}]") && frames.contains("#click")) {
        frames += page.next().await;
    }
    assert!(
        left.load(Ordering::Relaxed) > 0,
        "only when the flood was over"
    );
}
