//! What is counted while sessions live, as a recorder receives it.

use std::collections::BTreeMap;

use metrics_util::debugging::{DebugValue, DebuggingRecorder, Snapshotter};
use tokio::time::advance;

use super::*;
use crate::config::Limits;
use crate::draft::{Draft, DraftStep};
use crate::guide::RunError;
use crate::store::{ProgressKey, ProgressStore, Revision, StoreError, StoreFuture};
use crate::tour::Progress;
use crate::tour::TourOutcome;

mod sockets;

/// What was recorded since it was last asked, as `name{label=value}`; of a
/// histogram how many values.
fn recorded(snapshotter: &Snapshotter) -> BTreeMap<String, i64> {
    let metrics = snapshotter.snapshot().into_vec().into_iter();
    metrics
        .map(|(key, _, description, value)| {
            let key = key.key();
            assert!(description.is_some(), "{} is not described", key.name());
            let labels: Vec<String> = key
                .labels()
                .map(|label| format!("{}={}", label.key(), label.value()))
                .collect();
            let value = match value {
                DebugValue::Counter(count) => i64::try_from(count).expect("a count"),
                DebugValue::Gauge(gauge) => gauge.0.round() as i64,
                DebugValue::Histogram(values) => i64::try_from(values.len()).expect("a count"),
            };
            (format!("{}{{{}}}", key.name(), labels.join(",")), value)
        })
        .collect()
}

/// Plays a scene with a recorder, and gives what it has recorded.
fn record<F: Future<Output = ()>>(scene: impl FnOnce() -> F) -> BTreeMap<String, i64> {
    let recorder = DebuggingRecorder::new();
    let clock = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a clock");
    ::metrics::with_local_recorder(&recorder, || {
        crate::metrics::describe_again();
        clock.block_on(scene());
        // With the clock end the sessions.
        drop(clock);
    });
    recorded(&recorder.snapshotter())
}

#[track_caller]
fn assert_recorded(recorded: &BTreeMap<String, i64>, expected: &[(&str, i64)]) {
    for (name, value) in expected {
        assert_eq!(recorded.get(*name), Some(value), "{name} in {recorded:#?}");
    }
}

#[test]
fn events_handlers_frames_and_tours_are_counted() {
    let recorded = record(|| async {
        let mut page = Page::alone().await;
        page.fire("click").await;
        page.fire("drop_table").await;
        page.fire("start_tutorial").await;
        advance(Duration::from_secs(4)).await;
        page.next().await;
        page.fire("click").await;
        page.control(1, 3, "cancel");
        page.next().await;
    });
    assert_recorded(
        &recorded,
        &[
            ("docent_sessions{}", 0),
            ("docent_events_handled_total{}", 3),
            ("docent_events_refused_total{code=unknown_event}", 1),
            ("docent_handler_seconds{handler=click}", 2),
            ("docent_frames_received_total{kind=event}", 4),
            ("docent_frames_received_total{kind=control}", 1),
            ("docent_tours_started_total{tour=shop}", 1),
            ("docent_steps_ended_total{tour=shop,cause=timed_out}", 1),
            ("docent_steps_ended_total{tour=shop,cause=completed}", 1),
            ("docent_steps_ended_total{tour=shop,cause=cancelled}", 1),
            ("docent_step_seconds{tour=shop}", 3),
            ("docent_tours_ended_total{tour=shop,outcome=cancelled}", 1),
            ("docent_store_seconds{operation=load}", 2),
            ("docent_frames_sent_total{kind=frame}", 5),
            ("docent_store_seconds{operation=save}", 4),
        ],
    );
    // Nothing that the page has sent is a label.
    let text = format!("{recorded:?}");
    assert!(!text.contains("drop_table"), "{text}");
}

#[test]
fn refusals_are_counted_apart_from_failures() {
    let recorded = record(|| async {
        let mut page = Page::alone().await;
        for event in ["refuse", "fail", "refuse"] {
            assert!(page.fire(event).await.starts_with("[\"x\","));
            page.next().await;
        }
    });
    assert_recorded(
        &recorded,
        &[
            ("docent_events_refused_total{code=refused}", 2),
            ("docent_events_refused_total{code=handler_failed}", 1),
        ],
    );
}

#[test]
fn made_tours_are_counted_under_one_name() {
    let recorded = record(|| async {
        let page = crate::test::Page::open(Shop::default()).await;
        let guide = page.guide();
        let made = |id: &str| {
            let step = DraftStep::new("#a", "");
            let checked = Draft::new().id(id).step(step).check::<Shop>().tour();
            checked.expect("no faults")
        };
        let (first, second) = (made("first"), made("second"));
        // None of them has begun when the ninth is refused.
        let runs: Vec<_> = (0..8).map(|_| guide.run(&first)).collect();
        assert_eq!(guide.run(&first).await, Err(RunError::TooManyTours));
        drop(runs);
        for tour in [first, second] {
            let run = guide.run(&tour);
            tokio::select! {
                outcome = run => assert_eq!(outcome, Ok(TourOutcome::Finished)),
                () = page.settle() => {}
            }
            page.settle().await;
        }
    });
    assert_recorded(
        &recorded,
        &[
            ("docent_limits_hit_total{limit=made_tours}", 1),
            ("docent_tours_started_total{tour=made}", 2),
            ("docent_tours_ended_total{tour=made,outcome=finished}", 2),
        ],
    );
    let text = format!("{recorded:?}");
    assert!(!text.contains("first"), "{text}");
}

#[test]
fn sessions_that_make_room_are_counted_by_which_bound_they_hit() {
    let recorded = record(|| async {
        let limits = Limits::default()
            .max_away_sessions(3)
            .max_away_sessions_per_visitor(2);
        let docent = Docent::builder().limits(limits).build();
        let (one, other) = (Visitor::new(), Visitor::new());
        for visitor in [&one, &one, &one, &other, &other] {
            let page = Page::open(&docent, visitor, Shop::default()).await;
            drop(page);
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        assert_eq!(docent.registry().all().len(), 3);
    });
    assert_recorded(
        &recorded,
        &[
            (
                "docent_limits_hit_total{limit=max_away_sessions_per_visitor}",
                1,
            ),
            ("docent_limits_hit_total{limit=max_away_sessions}", 1),
        ],
    );
}

#[test]
fn bounds_that_are_hit_are_counted_by_their_name() {
    let recorded = record(|| async {
        let docent = Docent::builder()
            .limits(Limits {
                event_burst: 1,
                ..Limits::default()
            })
            .build();
        let mut page = Page::open(&docent, &Visitor::new(), Shop::default()).await;
        page.fire("click").await;
        page.fire("click").await;
        docent.drain(Duration::from_secs(1)).await;
    });
    assert_recorded(
        &recorded,
        &[
            ("docent_limits_hit_total{limit=events_per_second}", 1),
            ("docent_events_refused_total{code=too_fast}", 1),
            ("docent_drains_total{}", 1),
            ("docent_sessions{}", 0),
        ],
    );
}

/// A store that is broken.
struct ProtocolError;

impl ProgressStore for ProtocolError {
    fn load(&self, _: ProgressKey) -> StoreFuture<Option<(Progress, Revision)>> {
        StoreFuture::ready(Err(StoreError::Unavailable("as the test wants it".into())))
    }

    fn save(&self, _: ProgressKey, _: Option<Revision>, _: Progress) -> StoreFuture<Revision> {
        StoreFuture::ready(Err(StoreError::Unavailable("as the test wants it".into())))
    }
}

#[test]
fn a_takeover_is_counted() {
    let recorded = record(|| async {
        let docent = Docent::new();
        let mut page = Page::open(&docent, &Visitor::new(), Shop::default()).await;
        let session = docent.registry().all().pop().expect("the session lives");
        let (mut other, attachment) = Page::connection(Hello::default());
        assert!(session.attach(Box::new(attachment)).is_ok());
        assert!(other.next().await.starts_with("[\"w\","));
        assert_eq!(page.closed().await, CloseCode::TakenOver.number());
    });
    assert_recorded(&recorded, &[("docent_takeovers_total{}", 1)]);
}

#[test]
fn errors_of_the_store_are_counted_by_what_it_was_asked() {
    let recorded = record(|| async {
        let docent = Docent::builder().progress(ProtocolError).build();
        let mut page = Page::open(&docent, &Visitor::new(), Shop::default()).await;
        page.fire("start_tutorial").await;
        page.control(1, 1, "skip");
        page.next().await;
    });
    assert_recorded(
        &recorded,
        &[
            // When the view is mounted, and when the tour starts.
            ("docent_store_errors_total{operation=load}", 2),
            ("docent_store_errors_total{operation=save}", 2),
        ],
    );
}

#[test]
fn a_subscription_beyond_the_bound_is_counted() {
    let recorded = record(|| async {
        let mut test = crate::test::TestContext::<Shop>::new();
        for topic in 0..33 {
            let subscribed = test
                .context()
                .subscribe(&topic.to_string(), Shop::EVENTS.click);
            assert_eq!(subscribed.is_ok(), topic < 32);
        }
    });
    let expected = [("docent_limits_hit_total{limit=max_subscriptions}", 1)];
    assert_recorded(&recorded, &expected);
}

/// What is counted when a page does this under these limits.
fn hits<F: Future<Output = ()>>(
    limits: Limits,
    scene: impl FnOnce(Page) -> F,
) -> BTreeMap<String, i64> {
    record(|| async {
        let docent = Docent::builder().limits(limits).build();
        let page = Page::open(&docent, &Visitor::new(), Shop::default()).await;
        scene(page).await;
    })
}

#[test]
fn each_bound_that_is_hit_is_counted() {
    let limits = Limits::default;
    let all = [
        (
            "reports_per_second",
            hits(limits(), async |mut page: Page| {
                (0..201).for_each(|_| page.send("[\"k\",0]"));
                page.closed().await;
            }),
        ),
        (
            "max_unacknowledged_frames",
            hits(limits(), async |mut page: Page| {
                (0..33).for_each(|_| page.event_seen("click", 0));
                while page.received().await.is_some() {}
            }),
        ),
        (
            "max_queued_events",
            hits(
                Limits {
                    max_queued_events: 1,
                    ..limits()
                },
                async |mut page: Page| {
                    (0..3).for_each(|_| page.event("stall", "{}"));
                    assert!(page.next().await.contains("busy"));
                },
            ),
        ),
        (
            "handler_timeout",
            hits(limits(), async |mut page: Page| {
                page.event("stall", "{}");
                page.silent().await;
                advance(Duration::from_secs(30)).await;
                // A heartbeat is due first.
                while !page.next().await.contains("handler_failed") {}
            }),
        ),
        (
            "silence_timeout",
            hits(limits(), async |page: Page| {
                tokio::time::sleep(Duration::from_secs(46)).await;
                drop(page);
            }),
        ),
        (
            "max_flows",
            hits(
                Limits {
                    max_flows: 1,
                    ..limits()
                },
                async |mut page: Page| {
                    page.fire("watch").await;
                    page.fire("watch").await;
                },
            ),
        ),
        (
            "max_waiters",
            hits(
                Limits {
                    max_waiters: 1,
                    ..limits()
                },
                async |mut page: Page| {
                    page.fire("watch").await;
                    page.fire("watch").await;
                    assert!(page.next().await.contains("too many"));
                },
            ),
        ),
        (
            "commands",
            hits(
                Limits {
                    max_outbox_bytes: 8,
                    ..limits()
                },
                async |mut page: Page| {
                    page.fire("watch").await;
                    page.event("rename", r#"{"title":"long"}"#);
                    page.next().await;
                    page.silent().await;
                },
            ),
        ),
    ];
    for (limit, recorded) in all {
        let name = format!("docent_limits_hit_total{{limit={limit}}}");
        assert_recorded(&recorded, &[(&name, 1)]);
        let others = recorded
            .keys()
            .filter(|key| key.starts_with("docent_limits"));
        assert_eq!(others.count(), 1, "{limit}: {recorded:?}");
    }
}
