//! Renders of a long page: what changes is sent, and all of it where that does not help.

use super::*;

/// A list that is long enough for patches, and short enough for one part.
#[derive(Default)]
struct List {
    count: u32,
    chosen: usize,
}

#[live_view(TutorialMixin, LiveView)]
impl List {
    #[event_handler]
    fn choose(&mut self) {
        self.count += 1;
        self.chosen = 15;
    }
}

impl View for List {
    fn render(&self) -> Html {
        let items: String = (0..28)
            .map(|at| {
                let class = if at == self.chosen { "chosen" } else { "plain" };
                format!("<li id=\"item-{at}\" class=\"{class}\">The item of the number {at}, which is one of many</li>")
            })
            .collect();
        Html::from(format!("<p>{}</p><ul>{items}</ul>", self.count))
    }
}

tutorial! {
    <List>

    step { target: "#item-1", message: "An item.", wait_for: choose }
    step { target: "#item-2", message: "Another.", wait_for: choose }
}

async fn open() -> Page {
    Page::open(&Docent::new(), &Visitor::new(), List::default()).await
}

fn is_patched(frame: &Frame) -> bool {
    frame.starts_with("[\"f\",") && frame.contains("[\"nodes\",[")
}

#[tokio::test(start_paused = true)]
async fn of_a_long_page_only_what_changes_is_sent() {
    let mut page = open().await;
    let frame = page.fire("choose").await;
    assert!(is_patched(&frame), "{frame}");
    // An item comes with its part, and with the next one where that begins elsewhere now.
    // Where a part ends depends on a hash of its nodes: here four items and nine are sent.
    assert!(frame.len() < 1_400, "{} bytes: {frame}", frame.len());
    assert!(frame.contains("item-15"), "{frame}");
    assert!(!frame.contains("item-25"), "{frame}");
}

#[tokio::test(start_paused = true)]
async fn a_page_that_a_frame_does_not_fit_gets_all_of_it() {
    let mut page = open().await;
    assert_shows(&page.fire("start_tutorial").await, "#item-1");
    let frame = page.fire("choose").await;
    assert!(is_patched(&frame), "{frame}");
    page.send("[\"r\",2,\"Error: place 1\"]");
    let snapshot = page.next().await;
    assert!(snapshot.starts_with("[\"s\",3,2,"), "{snapshot}");
    assert!(snapshot.contains("item-25"), "{snapshot}");
    assert_shows(&snapshot, "#item-2");
    page.silent().await;
    let last = page.fire("choose").await;
    assert!(is_patched(&last), "compared with the snapshot: {last}");
    assert_clears(&last, "#item-2");
}

#[tokio::test(start_paused = true)]
async fn a_snapshot_that_is_asked_for_waits_for_no_confirmation() {
    let docent = Docent::new();
    let mut page = Page::open(&docent, &Visitor::new(), List::default()).await;
    for _ in 0..docent.limits_ref().max_unacknowledged_frames {
        page.event_seen("choose", 0);
        page.next().await;
    }
    page.send("[\"r\",1,\"\"]");
    assert!(page.next().await.starts_with("[\"s\","));
}

#[tokio::test(start_paused = true)]
async fn a_frame_that_was_never_sent_cannot_be_a_misfit() {
    let mut page = open().await;
    page.send("[\"r\",1,\"\"]");
    assert_eq!(page.closed().await, 4400);
}

#[tokio::test(start_paused = true)]
async fn after_a_lost_connection_the_first_change_is_sent_whole() {
    let docent = Docent::new();
    let mut page = Page::open(&docent, &Visitor::new(), List::default()).await;
    let session = docent.registry().all().pop().expect("the session lives");
    drop(page);
    for _ in 0..10 {
        tokio::task::yield_now().await;
    }
    let (next, attachment) = Page::connection(Hello {
        epoch: 1,
        ..Hello::default()
    });
    page = next;
    assert!(session.attach(Box::new(attachment)).is_ok());
    assert!(page.next().await.starts_with("[\"w\","));
    let whole = page.fire("choose").await;
    assert!(whole.starts_with("[\"f\",1,1,[[\"html\","), "{whole}");
}
