//! How fast events may come.

use tokio::time::Instant;

use crate::limits::Limits;

/// A token bucket that counts in time: it needs no timer.
pub(crate) struct Rate {
    /// When the bucket will be full again.
    full_at: Instant,
}

impl Rate {
    /// A full bucket.
    pub(crate) fn new(now: Instant) -> Self {
        Self { full_at: now }
    }

    /// Takes a token if there is one.
    pub(crate) fn take(&mut self, now: Instant, limits: &Limits) -> bool {
        let token = std::time::Duration::from_secs(1) / limits.events_per_second.max(1);
        let full_at = self.full_at.max(now) + token;
        if full_at - now > token * limits.burst.max(1) {
            return false;
        }
        self.full_at = full_at;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_burst_passes_and_then_so_many_a_second() {
        let limits = Limits::default();
        let now = Instant::now();
        let mut rate = Rate::new(now);
        assert_eq!((0..100).filter(|_| rate.take(now, &limits)).count(), 40);
        let later = now + Duration::from_secs(1);
        assert_eq!((0..100).filter(|_| rate.take(later, &limits)).count(), 20);
        let much_later = now + Duration::from_secs(60);
        assert_eq!(
            (0..100).filter(|_| rate.take(much_later, &limits)).count(),
            40
        );
    }
}
