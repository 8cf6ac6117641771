//! Whether a session is alive, and until when.

use std::time::Duration;

use tokio::time::Instant;

/// Where a session is between its first page and its end.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) enum Lifecycle {
    /// A page is connected.
    #[default]
    Connected,
    /// The page is away, and may come back until then.
    Away { until: Instant },
    /// The server stops: the page was asked to reconnect elsewhere.
    // Apart, since each session has a lifecycle and hardly any of them drains.
    Draining(Box<Drain>),
    /// It has ended; only a handler that has the view is waited for.
    Over,
}

/// How a session ends.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Drain {
    /// When a handler that still runs is dropped.
    handlers_by: Instant,
    /// When the session ends at the latest.
    ends_by: Instant,
    /// When it ends because its page does not come back.
    away_until: Option<Instant>,
}

impl Lifecycle {
    /// A page is connected, or connected again.
    pub(crate) fn connect(&mut self) {
        match self {
            Self::Away { .. } => *self = Self::Connected,
            Self::Draining(drain) => drain.away_until = None,
            Self::Connected | Self::Over => {}
        }
    }

    /// The connection is gone; the page may come back until then.
    pub(crate) fn disconnect(&mut self, until: Instant) {
        match self {
            Self::Connected | Self::Away { .. } => *self = Self::Away { until },
            Self::Draining(drain) => drain.away_until = Some(until),
            Self::Over => {}
        }
    }

    /// The server stops within this time. What is left of it after each half is
    /// for the answers, and for the close handshake. `false` if the session
    /// drains already, or is over.
    pub(crate) fn drain(&mut self, within: Duration) -> bool {
        let away_until = match *self {
            Self::Connected => None,
            Self::Away { until } => Some(until),
            Self::Draining(_) | Self::Over => return false,
        };
        let handlers_by = Instant::now() + within / 2;
        *self = Self::Draining(Box::new(Drain {
            handlers_by,
            ends_by: handlers_by + within / 4,
            away_until,
        }));
        true
    }

    pub(crate) fn end(&mut self) {
        *self = Self::Over;
    }

    /// When a handler has to be done, if the server stops.
    pub(crate) fn handlers_by(&self) -> Option<Instant> {
        match self {
            Self::Draining(drain) => Some(drain.handlers_by),
            _ => None,
        }
    }

    /// When the session ends if nothing happens before.
    pub(crate) fn deadline(&self) -> Option<Instant> {
        match self {
            Self::Away { until } => Some(*until),
            Self::Draining(drain) => {
                let until = drain.away_until.unwrap_or(drain.ends_by);
                Some(until.min(drain.ends_by))
            }
            Self::Connected | Self::Over => None,
        }
    }

    pub(crate) fn is_away(&self) -> bool {
        matches!(self, Self::Away { .. })
    }

    pub(crate) fn is_draining(&self) -> bool {
        matches!(self, Self::Draining(_))
    }

    pub(crate) fn is_over(&self) -> bool {
        *self == Self::Over
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[tokio::test(start_paused = true)]
    async fn a_page_that_comes_back_ends_the_wait_and_not_the_drain() {
        let now = Instant::now();
        let mut lifecycle = Lifecycle::default();
        lifecycle.disconnect(now + SECOND);
        assert_eq!(lifecycle.deadline(), Some(now + SECOND));
        lifecycle.connect();
        assert_eq!(lifecycle.deadline(), None);

        assert!(lifecycle.drain(8 * SECOND));
        assert!(!lifecycle.drain(SECOND), "it drains already");
        assert_eq!(lifecycle.handlers_by(), Some(now + 4 * SECOND));
        lifecycle.disconnect(now + SECOND);
        assert_eq!(lifecycle.deadline(), Some(now + SECOND));
        lifecycle.connect();
        assert_eq!(lifecycle.deadline(), Some(now + 6 * SECOND));
    }

    #[tokio::test(start_paused = true)]
    async fn a_session_that_is_over_stays_over() {
        let mut lifecycle = Lifecycle::default();
        lifecycle.end();
        lifecycle.connect();
        lifecycle.disconnect(Instant::now());
        assert!(!lifecycle.drain(SECOND));
        assert!(lifecycle.is_over());
        assert_eq!(lifecycle.deadline(), None);
    }
}
