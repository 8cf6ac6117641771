//! What a guide can lead a visitor through.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::sync::oneshot;

use crate::app::guide::{Guide, SessionClosed};
use crate::inbox::mailbox::Mailbox;
use crate::inbox::message::RunWaiter;
use crate::metrics;
use crate::tour::{OwnedTour, Tour, TourOutcome, TourRef};

/// A tour that [`Guide::run`](crate::Guide::run) takes: a `&'static Tour<V>`, or
/// an `&OwnedTour<V>`. Sealed.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a tour of the view `{V}`",
    label = "not a tour of this view",
    note = "`run` takes a `&'static Tour<{V}>` or an `&OwnedTour<{V}>`"
)]
pub trait Runnable<V: 'static>: Admit<V> {}

/// How a tour gets into a session; sealed.
pub trait Admit<V: 'static> {
    /// Why it does not run.
    type Error: From<SessionClosed>;

    #[doc(hidden)]
    #[expect(private_interfaces, reason = "the trait is sealed")]
    fn admit(self, session: &Mailbox<V>) -> Result<TourRef<V>, Self::Error>;
}

impl<V> Runnable<V> for &'static Tour<V> {}

impl<V> Admit<V> for &'static Tour<V> {
    type Error = SessionClosed;

    #[expect(private_interfaces, reason = "the trait is sealed")]
    fn admit(self, _: &Mailbox<V>) -> Result<TourRef<V>, SessionClosed> {
        Ok(TourRef::Static(self))
    }
}

impl<V> Runnable<V> for &OwnedTour<V> {}

impl<V> Admit<V> for &OwnedTour<V> {
    type Error = RunError;

    #[expect(private_interfaces, reason = "the trait is sealed")]
    fn admit(self, session: &Mailbox<V>) -> Result<TourRef<V>, RunError> {
        let Some(run) = session.admit(self) else {
            metrics::limit_hit("made_tours");
            tracing::error!(target: "docent::guide", tour = self.id().as_str(), "a made tour is not run: 8 are alive in the session");
            return Err(RunError::TooManyTours);
        };
        Ok(TourRef::Owned(run))
    }
}

/// A run of a tour, made by [`Guide::run`](crate::Guide::run).
///
/// A type of its own, and no `async fn`, because that would keep the tour's
/// reference in the future: whether it can be sent to another thread would then
/// depend on a lifetime that the compiler has erased.
#[must_use = "a tour starts when its run is first polled"]
pub struct Running<'a, V: 'static, E> {
    guide: &'a Guide<V>,
    state: State<V, E>,
}

enum State<V: 'static, E> {
    Unpolled(Result<TourRef<V>, E>),
    Led(oneshot::Receiver<TourOutcome>),
    Over,
}

impl<'a, V, E> Running<'a, V, E> {
    pub(super) fn new(guide: &'a Guide<V>, tour: Result<TourRef<V>, E>) -> Self {
        Self {
            guide,
            state: State::Unpolled(tour),
        }
    }
}

// Nothing in it is pinned.
impl<V, E> Unpin for Running<'_, V, E> {}

impl<V, E: From<SessionClosed>> Future for Running<'_, V, E> {
    type Output = Result<TourOutcome, E>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let guide = self.guide;
        let mut outcome = match std::mem::replace(&mut self.state, State::Over) {
            State::Unpolled(tour) => {
                let (asker, outcome) = oneshot::channel();
                guide.lead(tour?, RunWaiter::Tour(asker))?;
                outcome
            }
            State::Led(outcome) => outcome,
            State::Over => return Poll::Ready(Err(SessionClosed(()).into())),
        };
        match Pin::new(&mut outcome).poll(cx) {
            Poll::Ready(outcome) => Poll::Ready(Ok(outcome.map_err(|_| SessionClosed(()))?)),
            Poll::Pending => {
                self.state = State::Led(outcome);
                Poll::Pending
            }
        }
    }
}

impl<V, E> fmt::Debug for Running<'_, V, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Running").finish_non_exhaustive()
    }
}

/// Why a tour that was made at run time has no outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RunError {
    /// The session ended first; no tour can run in it.
    SessionClosed,
    /// 8 made tours are alive in the session: they run, or the app's mixins have
    /// not received all of their events. It may be tried again when
    /// one of them is over.
    TooManyTours,
}

impl From<SessionClosed> for RunError {
    fn from(_: SessionClosed) -> Self {
        Self::SessionClosed
    }
}

impl fmt::Display for RunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::SessionClosed => "the session is over",
            Self::TooManyTours => "8 tours that were made at run time are alive in this session",
        })
    }
}

impl std::error::Error for RunError {}
