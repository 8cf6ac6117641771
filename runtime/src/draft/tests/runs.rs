//! Made tours, led through.

use std::future::Future;
use std::sync::mpsc;
use std::time::Duration;

use tokio::task::JoinHandle;

use super::{Desk, Note, first, tour};
use crate::app::guide::Guide;
use crate::draft::{Draft, DraftStep};
use crate::event::Value;
use crate::guide::RunError;
use crate::prelude::*;
use crate::test::{Client, Page, PageSocket, Sent, Server};
use crate::tour::OwnedTour;
use crate::tour::{TourOutcome, Tutorial};
use crate::visitor::Visitor;

/// A page that keeps every text that the server sends.
struct Recorder {
    server: Server,
    socket: PageSocket,
    client: Client,
    texts: Vec<String>,
    guide: Guide<Desk>,
}

impl Recorder {
    fn open() -> Self {
        let server = Server::default();
        let client = Client::new("", None, None);
        let (request, ()) = axum::http::Request::default().into_parts();
        let (socket, guide) = server.attach(
            &Visitor::new().into(),
            client.hello_frame(),
            &request,
            Desk::default,
        );
        let guide = guide.expect("a new session");
        let mut page = Self {
            server,
            socket,
            client,
            texts: Vec::new(),
            guide,
        };
        page.settle();
        page
    }

    fn settle(&mut self) {
        loop {
            self.server.settle();
            let Some(sent) = self.socket.try_next() else {
                return;
            };
            let Sent::Text(text) = sent else {
                panic!("{sent:?}")
            };
            self.client.receive(&text).expect("the protocol");
            self.texts.push(text);
            for text in self.client.outgoing() {
                self.socket.send(&text);
            }
        }
    }

    async fn advance(&mut self, time: Duration) {
        self.settle();
        tokio::time::advance(time).await;
        self.settle();
    }

    fn act<R>(&mut self, act: impl FnOnce(&mut Client) -> R) {
        act(&mut self.client);
        for text in self.client.outgoing() {
            self.socket.send(&text);
        }
        self.settle();
    }

    /// Leads the page through the tour in every way; gives what was sent.
    async fn lead<F: Future<Output = TourOutcome> + Send + 'static>(
        mut self,
        run: impl Fn(Guide<Desk>) -> F,
    ) -> Vec<String> {
        // The first has the session's id, which no two have.
        self.texts.remove(0);
        let led = tokio::spawn(run(self.guide.clone()));
        tokio::task::yield_now().await;
        self.advance(Duration::from_millis(1_500)).await;
        self.act(|client| client.control("back"));
        self.act(|client| client.control("skip"));
        self.act(|client| client.event("add", Value::Null, None));
        self.act(|client| client.control("missing"));
        self.act(|client| client.event("write", Value::Null, Some("note")));
        assert_eq!(self.client.step().map(|step| step.index), Some(2));
        self.advance(Duration::from_secs(2)).await;
        assert_eq!(led.await.expect("a flow"), TourOutcome::Finished);
        let superseded = tokio::spawn(run(self.guide.clone()));
        tokio::task::yield_now().await;
        self.settle();
        let cancelled = tokio::spawn(run(self.guide.clone()));
        tokio::task::yield_now().await;
        self.settle();
        assert_eq!(superseded.await.expect("a flow"), TourOutcome::Superseded);
        self.act(|client| client.control("cancel"));
        assert_eq!(cancelled.await.expect("a flow"), TourOutcome::Cancelled);
        self.texts
    }
}

#[tokio::test(start_paused = true)]
async fn a_made_tour_sends_the_bytes_of_the_written_one() {
    let written = Recorder::open()
        .lead(|guide| async move { guide.run(Desk::tour()).await.expect("a session") })
        .await;
    let made = Recorder::open()
        .lead(|guide| async move { guide.run(&first()).await.expect("a session") })
        .await;
    assert!(written.iter().any(|text| text.contains("[\"step\",")));
    assert_eq!(made, written);
}

type Led = JoinHandle<Result<TourOutcome, RunError>>;

/// Runs a made tour beside the test.
async fn run(page: &Page<Desk>, tour: &OwnedTour<Desk>) -> Led {
    let (guide, tour) = (page.guide(), tour.clone());
    let led = tokio::spawn(async move { guide.run(&tour).await });
    tokio::task::yield_now().await;
    page.settle().await;
    led
}

/// A page, and what its mixin has received.
async fn page() -> (Page<Desk>, mpsc::Receiver<String>) {
    let (diary, noted) = mpsc::channel();
    let desk = Desk {
        diary: Some(diary),
        ..Desk::default()
    };
    (Page::open(desk).await, noted)
}

#[tokio::test(start_paused = true)]
async fn a_made_tour_is_followed_skipped_and_finished_like_any_other() {
    let (mut page, noted) = page().await;
    let led = run(&page, &first()).await;
    let step = page.step().expect("a step");
    assert_eq!(
        (&*step.tour, step.total, &*step.target),
        ("first", 4, "#list")
    );
    page.skip().await;
    page.fire(Desk::EVENTS.add, ()).await.expect("an event");
    page.fire_in("note", Note::EVENTS.write, ())
        .await
        .expect("an event");
    page.advance(Duration::from_secs(2)).await;
    assert_eq!(led.await.expect("a flow"), Ok(TourOutcome::Finished));
    assert_eq!(
        noted.try_iter().collect::<Vec<_>>(),
        [
            "first at 0",
            "Skipped",
            "Completed",
            "Completed",
            "TimedOut",
            "first Finished"
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_made_tour_ends_when_it_is_cancelled_superseded_or_dropped() {
    let (mut page, noted) = page().await;
    let cancelled = run(&page, &first()).await;
    page.cancel().await;
    assert_eq!(cancelled.await.expect("a flow"), Ok(TourOutcome::Cancelled));
    let superseded = run(&page, &first()).await;
    page.start_tutorial().await.expect("an event");
    assert!(
        !superseded.is_finished(),
        "`start_tutorial` leaves a tour that runs"
    );
    let dropped = run(&page, &first()).await;
    assert_eq!(
        superseded.await.expect("a flow"),
        Ok(TourOutcome::Superseded)
    );
    dropped.abort();
    assert!(dropped.await.is_err());
    page.settle().await;
    assert_eq!(page.outcome().as_deref(), Some("cancelled"));
    let ends: Vec<_> = noted
        .try_iter()
        .filter(|line| line.starts_with("first "))
        .collect();
    assert_eq!(
        ends,
        [
            "first at 0",
            "first Cancelled",
            "first at 0",
            "first Superseded",
            "first at 0",
            "first Cancelled"
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_step_of_a_made_tour_waits_for_a_mixin_s_handler() {
    let (mut page, _received) = page().await;
    let tour = tour(&Draft::new().step(DraftStep::new("#a", "").wait_for("start_tutorial")));
    let led = run(&page, &tour).await;
    page.start_tutorial().await.expect("an event");
    assert_eq!(led.await.expect("a flow"), Ok(TourOutcome::Finished));
}

#[tokio::test(start_paused = true)]
async fn progress_in_a_made_tour_is_not_stored() {
    let mut page = Page::mount(Desk::default).await;
    let _led = run(&page, &first()).await;
    page.skip().await;
    assert_eq!(page.step().map(|step| step.index), Some(1));
    page.reload().await;
    assert_eq!(page.step(), None);
}

#[tokio::test(start_paused = true)]
async fn the_ninth_made_tour_that_is_alive_is_an_error() {
    let (mut page, _received) = page().await;
    let guide = page.guide();
    // The mixins receive nothing while a handler has the view.
    page.send_without_waiting("hang", Value::Null).await;
    for _ in 0..8 {
        drop(run(&page, &first()).await);
    }
    assert_eq!(guide.run(&first()).await, Err(RunError::TooManyTours));
    assert_eq!(
        RunError::TooManyTours.to_string(),
        "8 tours that were made at run time are alive in this session"
    );
    // The handler is dropped, and the mixins receive the events.
    page.advance(Duration::from_secs(30)).await;
    let led = run(&page, &first()).await;
    assert!(!led.is_finished(), "it runs");
}

#[tokio::test(start_paused = true)]
async fn a_made_tour_is_freed_when_it_is_over_and_its_events_are_told() {
    let (mut page, noted) = page().await;
    let tour = first();
    let weak = tour.downgrade();
    page.send_without_waiting("hang", Value::Null).await;
    let led = run(&page, &tour).await;
    drop(tour);
    page.cancel().await;
    assert_eq!(led.await.expect("a flow"), Ok(TourOutcome::Cancelled));
    assert_eq!(noted.try_iter().count(), 0, "a handler has the view");
    assert!(weak.upgrade().is_some(), "its events are not delivered yet");
    page.advance(Duration::from_secs(30)).await;
    assert_eq!(noted.try_iter().count(), 3);
    assert!(weak.upgrade().is_none());
}
