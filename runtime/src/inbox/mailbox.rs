//! What the rest of the program may leave for a session.

use std::any::TypeId;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use futures_util::task::AtomicWaker;
use tokio::time::Instant;

use crate::identity::{Identity, Place};
use crate::ids::SessionId;
use crate::inbox::message::{Delivery, Post, Undelivered};
use crate::inbox::registry::SessionHandle;
use crate::inbox::waiters::Waiters;

use crate::limits::Limits;
use crate::panics::lock;
use crate::tour::{OwnedRun, OwnedRuns, OwnedTour, TourState};
use crate::wire::transport::Attachment;

/// One lock and one waker: the way into a session from outside its task, and
/// from its own flows.
///
/// At [`CAPACITY`] posts one more of a flow's is given back, and one more of the
/// server's at [`RESERVE`] more: what flows leave cannot keep the server out.
pub(crate) struct Mailbox<V: 'static> {
    inner: Mutex<Inner<V>>,
    waker: AtomicWaker,
    session: SessionId,
    identity: Identity,
    limits: Arc<Limits>,
    /// Whether the app has ended the session, which may not have noticed yet.
    is_disconnected: AtomicBool,
    /// Whether the app has changed the page's URL.
    has_moved: AtomicBool,
    /// The hash of the URL where the page is; 0 if it has moved since that was known.
    url: AtomicU32,
    /// Where the tour is: the step counted from 1, 0 for none, and how many there are.
    tour: AtomicU64,
    /// The session's number among those whose pages are away; 0 if its page is there.
    away: AtomicU64,
}

struct Inner<V: 'static> {
    posts: VecDeque<Post<V>>,
    waiters: Waiters,
    owned_runs: OwnedRuns,
    /// Events of the app whose handlers have not begun.
    deliveries: u32,
    closed: bool,
}

/// How many posts of flows may wait.
const CAPACITY: usize = 256;
/// How many commands that are pushed one after the other make one post.
const PUSHED: usize = 1024;
/// How many of the server's may wait beside them: new sockets, newer runs, the drain.
const RESERVE: usize = 64;

impl<V> Mailbox<V> {
    pub(crate) fn new(session: SessionId, identity: Identity, limits: Arc<Limits>) -> Self {
        Self {
            inner: Mutex::new(Inner {
                posts: VecDeque::new(),
                waiters: Waiters::default(),
                owned_runs: OwnedRuns::default(),
                deliveries: 0,
                closed: false,
            }),
            waker: AtomicWaker::new(),
            session,
            url: AtomicU32::new(identity.place.url),
            identity,
            limits,
            is_disconnected: AtomicBool::new(false),
            has_moved: AtomicBool::new(false),
            tour: AtomicU64::new(0),
            away: AtomicU64::new(0),
        }
    }

    /// An event of the app has begun to be handled, or was dropped.
    pub(crate) fn delivery_taken(&self) {
        lock(&self.inner).deliveries -= 1;
    }

    /// Publishes where the tour is, for flows and for those outside.
    pub(crate) fn set_tour(&self, tour: TourState) {
        let step = tour.current_step().map_or(0, |step| step as u64 + 1);
        let packed = step << 32 | tour.total_steps() as u64;
        self.tour.store(packed, Ordering::Relaxed);
    }

    /// Where the tour is, without its run and visit.
    pub(crate) fn tour(&self) -> TourState {
        let packed = self.tour.load(Ordering::Relaxed);
        TourState {
            place: None,
            current_step: (packed >> 32).checked_sub(1).map(|step| step as usize),
            total_steps: (packed & u64::from(u32::MAX)) as usize,
        }
    }

    /// Sets the session's number among those whose pages are away; gives the one before.
    pub(crate) fn set_away(&self, number: u64) -> u64 {
        self.away.swap(number, Ordering::Relaxed)
    }

    /// Leaves something of a flow's; gives it back if the session is over or the mailbox full.
    pub(crate) fn post(&self, post: Post<V>) -> Result<(), Post<V>> {
        self.leave(post, CAPACITY)
    }

    fn leave(&self, post: Post<V>, most: usize) -> Result<(), Post<V>> {
        {
            let mut inner = lock(&self.inner);
            if inner.closed {
                return Err(post);
            }
            let post = match inner.posts.back_mut() {
                Some(Post::Push(before)) => match post {
                    // One after the other are as good as one.
                    Post::Push(more) if before.len() + more.len() <= PUSHED => {
                        let chain = std::mem::take(before);
                        *before = chain.then(more);
                        return Ok(());
                    }
                    post => post,
                },
                _ => post,
            };
            if inner.posts.len() >= most {
                return Err(post);
            }
            inner.posts.push_back(post);
        }
        self.waker.wake();
        Ok(())
    }

    /// The oldest post.
    pub(crate) fn poll(&self, cx: &mut Context<'_>) -> Poll<Post<V>> {
        self.waker.register(cx.waker());
        let mut inner = lock(&self.inner);
        match inner.posts.pop_front() {
            Some(post) => Poll::Ready(post),
            None => {
                inner.posts = VecDeque::new();
                Poll::Pending
            }
        }
    }

    /// Ends the mailbox: what is in it is dropped, and nothing can be left any more.
    pub(crate) fn close(&self) {
        let (posts, waiters) = {
            let mut inner = lock(&self.inner);
            inner.closed = true;
            (
                std::mem::take(&mut inner.posts),
                std::mem::take(&mut inner.waiters),
            )
        };
        // Outside the lock: what they hold is the app's, and may ask for it again.
        drop((posts, waiters));
    }

    /// Works with the waiters; `None` if the session is over.
    pub(crate) fn waiters<R>(&self, work: impl FnOnce(&mut Waiters) -> R) -> Option<R> {
        let mut inner = lock(&self.inner);
        (!inner.closed).then(|| work(&mut inner.waiters))
    }

    /// Whether the app has ended the session.
    pub(crate) fn is_disconnected(&self) -> bool {
        self.is_disconnected.load(Ordering::Relaxed)
    }

    /// The app has changed the page's URL. From now on the page may come back at any URL of
    /// its route: the server does not know what the browser makes of a relative one, or
    /// of a prefix that a proxy takes off. The mount is asked there all the same.
    pub(crate) fn has_moved(&self) {
        self.has_moved.store(true, Ordering::Relaxed);
        self.url.store(0, Ordering::Relaxed);
    }

    /// Whose mailbox it is.
    pub(crate) fn session(&self) -> SessionId {
        self.session
    }

    /// Whose session it is, and where.
    pub(crate) fn identity(&self) -> &Identity {
        &self.identity
    }

    pub(crate) fn limits(&self) -> &Arc<Limits> {
        &self.limits
    }

    /// One more run of a made tour; `None` if as many as may be are alive.
    pub(crate) fn admit(&self, tour: &OwnedTour<V>) -> Option<Arc<OwnedRun>> {
        lock(&self.inner).owned_runs.admit(tour)
    }
}

impl<V: Send + 'static> SessionHandle for Mailbox<V> {
    fn attach(&self, attachment: Box<Attachment>) -> Result<(), Box<Attachment>> {
        match self.leave(Post::Attach(attachment), CAPACITY + RESERVE) {
            Err(Post::Attach(attachment)) => Err(attachment),
            _ => Ok(()),
        }
    }

    fn arrive_at(&self, place: Place) {
        self.url.store(place.url, Ordering::Relaxed);
    }

    fn supersede(&self, tour: String) {
        let post = Post::Superseded(tour);
        if self.leave(post, CAPACITY + RESERVE).is_err() {
            tracing::debug!(target: "docent::session", "a session ended before it was superseded");
        }
    }

    fn drain(&self, until: Instant) {
        let post = Post::Drain(until);
        if self.leave(post, CAPACITY + RESERVE).is_err() {
            tracing::debug!(target: "docent::session", "a session ended before it was drained");
        }
    }

    fn disconnect(&self, reason: &'static str) {
        // Before all that waits, and never refused: nothing of it may happen any more.
        self.is_disconnected.store(true, Ordering::Relaxed);
        {
            let mut inner = lock(&self.inner);
            if inner.closed || matches!(inner.posts.front(), Some(Post::Disconnect(_))) {
                return;
            }
            inner.posts.push_front(Post::Disconnect(reason));
        }
        self.waker.wake();
    }

    fn deliver(&self, delivery: Delivery) -> Result<(), Undelivered> {
        // Counted until its handler begins, so that a session whose handlers
        // are behind takes no more of them than events of its page.
        {
            let mut inner = lock(&self.inner);
            if inner.closed || self.is_disconnected() {
                return Err(Undelivered::Closed);
            }
            if inner.deliveries as usize >= self.limits.max_queued_events {
                return Err(Undelivered::Full);
            }
            inner.deliveries += 1;
        }
        let post = Post::Deliver(Box::new(delivery));
        self.leave(post, CAPACITY + RESERVE).map_err(|_| {
            self.delivery_taken();
            Undelivered::Full
        })
    }

    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn may_be_at(&self, place: Place) -> bool {
        let is_there = self.url.load(Ordering::Relaxed) == place.url;
        let is_route = self.identity.place.route == place.route;
        is_route && (is_there || self.has_moved.load(Ordering::Relaxed))
    }

    fn was_last_at(&self, place: Place) -> bool {
        let url = self.url.load(Ordering::Relaxed);
        let is_there = url == place.url || (url == 0 && self.away() != 0);
        self.identity.place.route == place.route && is_there
    }

    fn view(&self) -> TypeId {
        TypeId::of::<V>()
    }

    fn runs_tour(&self) -> bool {
        self.tour().is_running()
    }

    fn away(&self) -> u64 {
        self.away.load(Ordering::Relaxed)
    }

    fn evict(&self, away: u64) {
        let order = Ordering::Relaxed;
        if self.away.compare_exchange(away, 0, order, order).is_err() {
            // Its page is back, or has been.
            return;
        }
        if self.leave(Post::Evict, CAPACITY + RESERVE).is_err() {
            tracing::debug!(target: "docent::session", "a session ended before it was evicted");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inbox::message::TourRequest;
    use crate::js::Js;
    use crate::tour::Control;
    use crate::visitor::Visitor;

    #[test]
    fn what_flows_leave_is_bounded_and_does_not_keep_the_server_out() {
        let mailbox = Mailbox::<()>::new(SessionId::new(), Visitor::new().into(), Arc::default());
        let taken = (0..1_000).filter(|_| {
            let post = Post::Tour(TourRequest::Control(Control::Skip, None));
            mailbox.post(post).is_ok()
        });
        assert_eq!(taken.count(), CAPACITY);
        mailbox.supersede("tour".to_owned());
        mailbox.drain(Instant::now());
        assert_eq!(lock(&mailbox.inner).posts.len(), CAPACITY + 2);
        let taken = (0..1_000).filter(|_| {
            let post = Post::Superseded(String::new());
            mailbox.leave(post, CAPACITY + RESERVE).is_ok()
        });
        assert_eq!(taken.count(), RESERVE - 2);
    }

    #[test]
    fn commands_pushed_without_a_pause_are_bounded() {
        let mailbox = Mailbox::<()>::new(SessionId::new(), Visitor::new().into(), Arc::default());
        let push = || mailbox.post(Post::Push(Js::show())).is_ok();
        let taken = (0..2 * CAPACITY * PUSHED).filter(|_| push()).count();
        assert_eq!(taken, CAPACITY * PUSHED);
    }

    #[test]
    fn a_mailbox_that_is_closed_takes_nothing() {
        let mailbox = Mailbox::<()>::new(SessionId::new(), Visitor::new().into(), Arc::default());
        mailbox.close();
        assert!(mailbox.post(Post::Push(Js::default())).is_err());
        assert!(mailbox.waiters(|_| ()).is_none());
    }
}
