//! A connection in memory: the page's end, and the session's.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker, ready};

use tokio::task::coop::poll_proceed;

use crate::panics::lock;
use crate::wire::transport::{Lost, Received, Transport};
use crate::wire::{self, CloseCode};

/// A page's end of a connection in memory.
///
/// Nothing in it waits for time. Dropped, it is a connection that is lost.
#[derive(Debug)]
pub struct PageSocket(Arc<Mutex<Ends>>);

/// The session's end.
#[derive(Debug)]
pub(crate) struct SessionSocket(Arc<Mutex<Ends>>);

#[derive(Debug, Default)]
struct Ends {
    to_session: VecDeque<Received>,
    to_page: VecDeque<Sent>,
    /// Whether the page takes nothing.
    is_stuck: bool,
    /// Whether the session has let go of its end.
    is_gone: bool,
    session: Option<Waker>,
    page: Option<Waker>,
}

/// What a page receives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    /// A frame, or a part of one.
    Text(String),
    /// The connection was closed with that code and reason.
    Closed(u16, &'static str),
}

/// A connection: its two ends.
pub(crate) fn connection() -> (PageSocket, SessionSocket) {
    let ends = Arc::default();
    (PageSocket(Arc::clone(&ends)), SessionSocket(ends))
}

impl PageSocket {
    /// Sends a text.
    pub fn send(&self, text: &str) {
        self.receive(match wire::decode(text) {
            Ok(frame) => Received::Frame(frame),
            Err(error) => Received::Invalid(error),
        });
    }

    /// Sends a text over the limit.
    pub fn send_too_much(&self) {
        self.receive(Received::TooLarge);
    }

    /// Breaks the connection.
    pub fn cut(&self) {
        self.receive(Received::Lost);
    }

    /// Whether the page takes what is sent from now on, or lets it wait.
    pub fn take(&self, takes: bool) {
        let mut ends = lock(&self.0);
        ends.is_stuck = !takes;
        ends.wake_session();
    }

    /// The next thing that has come to the page, if there is one now.
    #[must_use]
    pub fn try_next(&self) -> Option<Sent> {
        lock(&self.0).to_page.pop_front()
    }

    /// The next thing that comes to the page; `None` once nothing can come.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: nothing is taken before it is returned.
    pub async fn next(&self) -> Option<Sent> {
        std::future::poll_fn(|cx| self.poll_next(cx)).await
    }

    pub(crate) fn poll_next(&self, cx: &mut Context<'_>) -> Poll<Option<Sent>> {
        let mut ends = lock(&self.0);
        match ends.to_page.pop_front() {
            Some(sent) => Poll::Ready(Some(sent)),
            None if ends.is_gone => Poll::Ready(None),
            None => {
                ends.page = Some(cx.waker().clone());
                Poll::Pending
            }
        }
    }

    /// Whether the session has let go of its end.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        lock(&self.0).is_gone
    }

    fn receive(&self, received: Received) {
        let mut ends = lock(&self.0);
        ends.to_session.push_back(received);
        ends.wake_session();
    }
}

impl Drop for PageSocket {
    fn drop(&mut self) {
        self.cut();
    }
}

impl Ends {
    fn wake_session(&mut self) {
        if let Some(session) = self.session.take() {
            session.wake();
        }
    }

    fn wake_page(&mut self) {
        if let Some(page) = self.page.take() {
            page.wake();
        }
    }

    fn deliver(&mut self, sent: Sent) {
        self.to_page.push_back(sent);
        self.wake_page();
    }
}

impl Transport for SessionSocket {
    fn poll_receive(&mut self, cx: &mut Context<'_>) -> Poll<Received> {
        // As a socket does: a task that receives without end gives way to others.
        let turn = ready!(poll_proceed(cx));
        let mut ends = lock(&self.0);
        match ends.to_session.pop_front() {
            Some(received) => {
                turn.made_progress();
                Poll::Ready(received)
            }
            None => {
                ends.session = Some(cx.waker().clone());
                Poll::Pending
            }
        }
    }

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Lost>> {
        let mut ends = lock(&self.0);
        if ends.is_stuck {
            ends.session = Some(cx.waker().clone());
            return Poll::Pending;
        }
        Poll::Ready(Ok(()))
    }

    fn send(&mut self, text: String) -> Result<(), Lost> {
        lock(&self.0).deliver(Sent::Text(text));
        Ok(())
    }

    fn poll_flush(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Lost>> {
        Poll::Ready(Ok(()))
    }

    fn close(self: Box<Self>, code: CloseCode, reason: &'static str) {
        lock(&self.0).deliver(Sent::Closed(code.number(), reason));
    }
}

impl Drop for SessionSocket {
    fn drop(&mut self) {
        let mut ends = lock(&self.0);
        ends.is_gone = true;
        ends.wake_page();
    }
}
