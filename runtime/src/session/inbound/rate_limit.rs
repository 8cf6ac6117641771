//! How fast the frames of a page may come.

use std::time::Duration;

use tokio::time::Instant;

use crate::limits::Limits;

/// Two token buckets that count in time, and so need no timer: one for what is
/// let through, one for what is refused.
pub(crate) struct Rate {
    /// When each bucket will be full again.
    events_at: Instant,
    excess_at: Instant,
}

/// How fast an event came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pace {
    Fine,
    /// It is refused.
    TooFast,
    /// And so were too many before it.
    TooFastForTooLong,
}

impl Rate {
    /// Full buckets.
    pub(crate) fn new(now: Instant) -> Self {
        Self {
            events_at: now,
            excess_at: now,
        }
    }

    /// Takes a token for an event if there is one.
    pub(crate) fn take(&mut self, now: Instant, limits: &Limits) -> Pace {
        let token = Duration::from_secs(1) / limits.events_per_second.max(1);
        if draw(&mut self.events_at, now, token, limits.event_burst) {
            Pace::Fine
        } else if draw(&mut self.excess_at, now, token, limits.max_excess_events) {
            Pace::TooFast
        } else {
            Pace::TooFastForTooLong
        }
    }
}

/// How fast frames other than events may come, and how many are logged.
pub(crate) struct Reports {
    frames_at: Instant,
    logged_at: Instant,
    unlogged: u64,
}

/// How many reports of a page are logged in a second, in the long run.
const LOGGED_PER_SECOND: u32 = 10;
/// How many are logged at once: all that one frame may report.
const LOGGED_BURST: u32 = 64;

impl Reports {
    /// Full buckets.
    pub(crate) fn new(now: Instant) -> Self {
        Self {
            frames_at: now,
            logged_at: now,
            unlogged: 0,
        }
    }

    /// Whether one more frame may come.
    pub(crate) fn take(&mut self, now: Instant, limits: &Limits) -> bool {
        let most = limits.reports_per_second.max(1);
        let token = Duration::from_secs(1) / most;
        draw(&mut self.frames_at, now, token, most.saturating_mul(2))
    }

    /// Whether one more report is logged, and if so how many were not before it.
    pub(crate) fn log(&mut self, now: Instant) -> Option<u64> {
        let token = Duration::from_secs(1) / LOGGED_PER_SECOND;
        if draw(&mut self.logged_at, now, token, LOGGED_BURST) {
            Some(std::mem::take(&mut self.unlogged))
        } else {
            self.unlogged += 1;
            None
        }
    }
}

/// Takes a token from a bucket of so many.
fn draw(full_at: &mut Instant, now: Instant, token: Duration, size: u32) -> bool {
    let then = (*full_at).max(now) + token;
    let has_one = then - now <= token * size.max(1);
    if has_one {
        *full_at = then;
    }
    has_one
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many of so many events at one moment come at this pace.
    fn count(rate: &mut Rate, now: Instant, events: u32, pace: Pace) -> usize {
        let limits = Limits::default();
        (0..events)
            .filter(|_| rate.take(now, &limits) == pace)
            .count()
    }

    #[test]
    fn a_burst_passes_and_then_so_many_a_second() {
        let now = Instant::now();
        let mut rate = Rate::new(now);
        assert_eq!(count(&mut rate, now, 100, Pace::Fine), 40);
        let later = now + Duration::from_secs(1);
        assert_eq!(count(&mut rate, later, 100, Pace::Fine), 20);
        let much_later = now + Duration::from_secs(60);
        assert_eq!(count(&mut rate, much_later, 100, Pace::Fine), 40);
    }

    #[test]
    fn two_hundred_refusals_are_forgiven_as_fast_as_events_may_come() {
        let now = Instant::now();
        let mut rate = Rate::new(now);
        assert_eq!(count(&mut rate, now, 40, Pace::Fine), 40);
        assert_eq!(count(&mut rate, now, 300, Pace::TooFast), 200);
        let later = now + Duration::from_secs(1);
        assert_eq!(count(&mut rate, later, 20, Pace::Fine), 20);
        assert_eq!(count(&mut rate, later, 21, Pace::TooFast), 20);
        assert_eq!(count(&mut rate, later, 5, Pace::TooFastForTooLong), 5);
    }

    #[test]
    fn twice_as_many_reports_as_in_a_second_may_come_at_once() {
        let now = Instant::now();
        let limits = Limits::default();
        let mut reports = Reports::new(now);
        let mut count = |now| (0..1000).filter(|_| reports.take(now, &limits)).count();
        assert_eq!(count(now), 200);
        assert_eq!(count(now + Duration::from_secs(1)), 100);
    }

    #[test]
    fn reports_without_end_fill_no_log_and_those_left_out_count() {
        let now = Instant::now();
        let mut reports = Reports::new(now);
        let logged = (0..1000).filter(|_| reports.log(now).is_some());
        assert_eq!(logged.count(), 64);
        let later = now + Duration::from_secs(1);
        let logged: Vec<_> = (0..1000).filter_map(|_| reports.log(later)).collect();
        assert_eq!((logged.len(), logged[0], logged[1]), (10, 936, 0));
    }
}
