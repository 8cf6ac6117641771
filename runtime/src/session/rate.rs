//! How fast events may come.

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
        if draw(&mut self.events_at, now, token, limits.burst) {
            Pace::Fine
        } else if draw(&mut self.excess_at, now, token, limits.excess) {
            Pace::TooFast
        } else {
            Pace::TooFastForTooLong
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
    fn two_hundred_refusals_are_borne_and_forgiven_as_fast_as_events_may_come() {
        let now = Instant::now();
        let mut rate = Rate::new(now);
        assert_eq!(count(&mut rate, now, 40, Pace::Fine), 40);
        assert_eq!(count(&mut rate, now, 300, Pace::TooFast), 200);
        let later = now + Duration::from_secs(1);
        assert_eq!(count(&mut rate, later, 20, Pace::Fine), 20);
        assert_eq!(count(&mut rate, later, 21, Pace::TooFast), 20);
        assert_eq!(count(&mut rate, later, 5, Pace::TooFastForTooLong), 5);
    }
}
