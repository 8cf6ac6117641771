//! What is counted while sessions live, as a recorder hears it.

use std::collections::BTreeMap;

use metrics_util::debugging::{DebugValue, DebuggingRecorder, Snapshotter};
use tokio::time::advance;

use super::*;
use crate::Limits;

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
fn bounds_that_are_hit_are_counted_by_their_name() {
    let recorded = record(|| async {
        let docent = Docent::new().limits(Limits {
            burst: 1,
            ..Limits::default()
        });
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
