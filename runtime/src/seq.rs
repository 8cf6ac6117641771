//! The numbers by which a page and its session name what they exchange.

/// A step as a page knows it: a run of its session's, and a visit in that run.
///
/// A second visit to a step has another number than the first, so that a late
/// control names no other step than the one it was meant for.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(
    not(any(test, feature = "test")),
    expect(unreachable_pub, reason = "only `docent::test` has it")
)]
pub struct StepRef {
    /// The number of the run.
    pub run: u64,
    /// The number of the visit, which grows with every step entered.
    pub visit: u64,
}

/// The number of a frame of a session, counted from 1; 0 is before the first.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FrameSeq(pub(crate) u64);

/// The number of an event of a page, counted from 1; 0 is before the first.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct EventSeq(pub(crate) u64);

impl FrameSeq {
    /// The number of the next frame.
    pub(crate) fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl EventSeq {
    /// The number of the next event.
    pub(crate) fn next(self) -> Self {
        Self(self.0 + 1)
    }
}
