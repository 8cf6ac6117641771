//! What is counted and measured: its names, and how they reach the recorder.
//!
//! With the feature `metrics` every function here speaks to the recorder that
//! the app has installed for the `metrics` crate; without it they are empty,
//! and nothing of this is compiled in. `docs/metrics.md` is the table of names.
//!
//! # Invariants
//!
//! * A label is a word of docent's own, or a name from the app's source: a
//!   handler's or a tour's. Nothing that comes from a page is one.

use crate::error::RejectionCode;
use crate::tour::{StepEnd, TourOutcome};

/// Defines functions whose bodies exist only with the feature.
macro_rules! measures {
    ($($(#[$doc:meta])* fn $name:ident($($argument:ident: $type:ty),*) $body:block)*) => {$(
        $(#[$doc])*
        #[cfg(feature = "metrics")]
        pub(crate) fn $name($($argument: $type),*) $body

        #[cfg(not(feature = "metrics"))]
        #[inline(always)]
        pub(crate) fn $name($(_: $type),*) {}
    )*};
}

/// When something began; nothing without the feature.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Began(#[cfg(feature = "metrics")] tokio::time::Instant);

impl Began {
    /// Now.
    pub(crate) fn now() -> Self {
        Self(
            #[cfg(feature = "metrics")]
            tokio::time::Instant::now(),
        )
    }

    #[cfg(feature = "metrics")]
    fn seconds(self) -> f64 {
        self.0.elapsed().as_secs_f64()
    }
}

measures! {
    /// Describes each name. Once is enough; a recorder installed later has no descriptions.
    fn describe() {
        static ONCE: std::sync::Once = std::sync::Once::new();
        ONCE.call_once(names::describe);
    }

    fn session_began() {
        recorder::gauge(names::SESSIONS, []).increment(1.0);
    }

    fn session_ended() {
        recorder::gauge(names::SESSIONS, []).decrement(1.0);
    }

    fn socket_accepted() {
        recorder::counter(names::SOCKETS_ACCEPTED, []).increment(1);
    }

    fn socket_refused(reason: &'static str) {
        recorder::counter(names::SOCKETS_REFUSED, [("reason", reason)]).increment(1);
    }

    fn socket_taken_over() {
        recorder::counter(names::TAKEOVERS, []).increment(1);
    }

    fn frame_received(kind: &'static str) {
        recorder::counter(names::FRAMES_RECEIVED, [("kind", kind)]).increment(1);
    }

    fn frame_sent(kind: &'static str) {
        recorder::counter(names::FRAMES_SENT, [("kind", kind)]).increment(1);
    }

    fn bytes_sent(bytes: usize) {
        recorder::counter(names::BYTES_SENT, []).increment(bytes as u64);
    }

    fn event_handled() {
        recorder::counter(names::EVENTS_HANDLED, []).increment(1);
    }

    fn event_refused(code: RejectionCode) {
        recorder::counter(names::EVENTS_REFUSED, [("code", code.as_str())]).increment(1);
        match code {
            RejectionCode::Busy => limit_hit("max_queued_events"),
            RejectionCode::TooFast => limit_hit("events_per_second"),
            _ => {}
        }
    }

    fn handler_ended(handler: &'static str, began: Began) {
        recorder::histogram(names::HANDLER, [("handler", handler)]).record(began.seconds());
    }

    fn tour_started(tour: &'static str) {
        recorder::counter(names::TOURS_STARTED, [("tour", tour)]).increment(1);
    }

    fn step_ended(tour: &'static str, cause: StepEnd, after: std::time::Duration) {
        let cause = cause.as_str();
        recorder::counter(names::STEPS_ENDED, [("tour", tour), ("cause", cause)]).increment(1);
        recorder::histogram(names::STEP, [("tour", tour)]).record(after.as_secs_f64());
    }

    fn tour_ended(tour: &'static str, outcome: TourOutcome) {
        let outcome = outcome.as_str();
        recorder::counter(names::TOURS_ENDED, [("tour", tour), ("outcome", outcome)]).increment(1);
    }

    fn store_answered(operation: &'static str, began: Began) {
        recorder::histogram(names::STORE, [("operation", operation)]).record(began.seconds());
    }

    fn store_failed(operation: &'static str) {
        recorder::counter(names::STORE_ERRORS, [("operation", operation)]).increment(1);
    }

    fn drained() {
        recorder::counter(names::DRAINS, []).increment(1);
    }

    /// A bound was hit, by the name of its setting.
    fn limit_hit(limit: &'static str) {
        recorder::counter(names::LIMITS_HIT, [("limit", limit)]).increment(1);
    }
}

/// Describes the names to the recorder of a test, in place of earlier descriptions.
#[cfg(all(test, feature = "metrics"))]
pub(crate) fn describe_again() {
    names::describe();
}

/// How the recorder is spoken to: without asking for memory at each event.
#[cfg(feature = "metrics")]
mod recorder {
    use std::collections::BTreeMap;
    use std::sync::{PoisonError, RwLock};

    use metrics::{Counter, Gauge, Histogram, Key, Label, Level, Metadata, with_recorder};

    /// A label and its value.
    type Word = (&'static str, &'static str);

    static METADATA: Metadata<'static> =
        Metadata::new("docent::metrics", Level::INFO, Some(module_path!()));

    pub(super) fn counter<const N: usize>(name: &'static str, words: [Word; N]) -> Counter {
        with_recorder(|recorder| recorder.register_counter(&key(name, words), &METADATA))
    }

    pub(super) fn gauge<const N: usize>(name: &'static str, words: [Word; N]) -> Gauge {
        with_recorder(|recorder| recorder.register_gauge(&key(name, words), &METADATA))
    }

    pub(super) fn histogram<const N: usize>(name: &'static str, words: [Word; N]) -> Histogram {
        with_recorder(|recorder| recorder.register_histogram(&key(name, words), &METADATA))
    }

    /// The key of a series. Its labels are made once and never given back: a key
    /// that owns them asks for memory at each use, and there are only as many as
    /// the app's source has handlers and tours.
    fn key<const N: usize>(name: &'static str, words: [Word; N]) -> Key {
        static MADE: RwLock<BTreeMap<Vec<Word>, &'static [Label]>> = RwLock::new(BTreeMap::new());

        if words.is_empty() {
            return Key::from_static_name(name);
        }
        let made = MADE.read().unwrap_or_else(PoisonError::into_inner);
        let found = made.get(&words[..]).copied();
        drop(made);
        let labels = found.unwrap_or_else(|| {
            let mut made = MADE.write().unwrap_or_else(PoisonError::into_inner);
            made.entry(words.to_vec()).or_insert_with(|| {
                let labels = words.map(|(label, value)| Label::from_static_parts(label, value));
                Box::leak(Box::new(labels))
            })
        });
        Key::from_static_parts(name, labels)
    }
}

#[cfg(feature = "metrics")]
mod names {
    use metrics::Unit;

    /// Defines a constant for each name, and their description.
    macro_rules! names {
        ($($constant:ident = $name:literal, $describe:ident, $unit:ident, $what:literal;)*) => {
            $(pub(super) const $constant: &str = $name;)*

            #[cfg(test)]
            pub(super) const ALL: &[&str] = &[$($name),*];

            pub(super) fn describe() {
                $(metrics::$describe!($constant, Unit::$unit, $what);)*
            }
        };
    }

    names! {
        SESSIONS = "docent_sessions", describe_gauge, Count, "Sessions that live, their page connected or not.";
        SOCKETS_ACCEPTED = "docent_sockets_accepted_total", describe_counter, Count, "Sockets whose hello was good.";
        SOCKETS_REFUSED = "docent_sockets_refused_total", describe_counter, Count, "Sockets that were not let in, by reason.";
        TAKEOVERS = "docent_takeovers_total", describe_counter, Count, "Connections that another one of the same session has replaced.";
        FRAMES_RECEIVED = "docent_frames_received_total", describe_counter, Count, "Frames of pages, by kind.";
        FRAMES_SENT = "docent_frames_sent_total", describe_counter, Count, "Frames and snapshots for pages, by kind.";
        BYTES_SENT = "docent_sent_bytes_total", describe_counter, Bytes, "Text given to connections, before it is parted and framed.";
        EVENTS_HANDLED = "docent_events_handled_total", describe_counter, Count, "Events whose handler has succeeded.";
        EVENTS_REFUSED = "docent_events_refused_total", describe_counter, Count, "Events that were refused or failed, by code.";
        HANDLER = "docent_handler_seconds", describe_histogram, Seconds, "How long handlers took, by handler.";
        TOURS_STARTED = "docent_tours_started_total", describe_counter, Count, "Runs that began, by tour.";
        STEPS_ENDED = "docent_steps_ended_total", describe_counter, Count, "Steps that ended, by tour and cause.";
        STEP = "docent_step_seconds", describe_histogram, Seconds, "How long visitors were at a step, by tour.";
        TOURS_ENDED = "docent_tours_ended_total", describe_counter, Count, "Runs that are over, by tour and outcome.";
        STORE = "docent_store_seconds", describe_histogram, Seconds, "How long the progress store took to answer, by operation.";
        STORE_ERRORS = "docent_store_errors_total", describe_counter, Count, "Errors of the progress store, by operation.";
        DRAINS = "docent_drains_total", describe_counter, Count, "How often the sessions were asked to drain.";
        LIMITS_HIT = "docent_limits_hit_total", describe_counter, Count, "Bounds that were hit, by limit.";
    }
}

#[cfg(all(test, feature = "metrics"))]
mod tests {
    #[test]
    fn the_table_of_the_documentation_holds_every_name_and_no_other() {
        let table = include_str!("../docs/metrics.md");
        let documented: Vec<&str> = table
            .lines()
            .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
            .collect();
        assert_eq!(documented.len(), super::names::ALL.len());
        for name in super::names::ALL {
            assert!(documented.contains(name), "{name}");
        }
    }
}
