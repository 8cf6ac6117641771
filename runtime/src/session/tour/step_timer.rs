//! The time of the step that is shown: running, or held with what is left of it.

use std::time::Duration;

use tokio::time::Instant;

/// How long the current step still lasts.
///
/// Starting, holding and resuming are idempotent, so a page may report the same
/// twice.
#[derive(Debug, Default)]
pub(crate) enum StepTimer {
    /// The step has no time of its own.
    #[default]
    Off,
    Running {
        until: Instant,
    },
    Held {
        left: Duration,
    },
}

impl StepTimer {
    /// The step was shown: its time runs, if it has one.
    pub(crate) fn start(&mut self, time: Option<Duration>) {
        *self = time.map_or(Self::Off, |time| Self::Running {
            until: Instant::now() + time,
        });
    }

    pub(crate) fn stop(&mut self) {
        *self = Self::Off;
    }

    /// The time stops.
    pub(crate) fn hold(&mut self) {
        if let Self::Running { until } = *self {
            let left = until.saturating_duration_since(Instant::now());
            *self = Self::Held { left };
        }
    }

    /// The rest of the time runs.
    pub(crate) fn resume(&mut self) {
        if let Self::Held { left } = *self {
            self.start(Some(left));
        }
    }

    /// When the time is over; a held one never is.
    pub(crate) fn deadline(&self) -> Option<Instant> {
        match *self {
            Self::Running { until } => Some(until),
            Self::Off | Self::Held { .. } => None,
        }
    }

    /// Whether the time is over; `true` once.
    pub(crate) fn take_due(&mut self, now: Instant) -> bool {
        let due = self.deadline().is_some_and(|until| until <= now);
        if due {
            self.stop();
        }
        due
    }
}
