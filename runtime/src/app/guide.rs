//! The handle with which a hand-written flow drives its session.
//!
//! A flow is an async function that runs beside its session's other work. It
//! holds no lock and borrows no view: it asks the session, through its
//! mailbox, and awaits the answer.

use std::any::{Any, TypeId};
use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::{Sleep, sleep};

use crate::app::page_failures::PageFailures;
use crate::app::runnable::{Runnable, Running};
use crate::event::{Awaitable, EventHandler, EventKey};
use crate::ids::SessionId;
use crate::inbox::mailbox::Mailbox;
use crate::inbox::message::{Post, RunWaiter, TourRequest, ViewTask};
use crate::inbox::waiters::{Happened, Waiting, WaitsFor};
use crate::js::Js;
use crate::metrics;
use crate::panics::lock;
use crate::tour::{Control, Step, StepEnd, TourRef};
use crate::visitor::Visitor;

/// The handle with which a hand-written flow drives its session.
///
/// ```
/// # use docent::prelude::*;
/// # use std::time::Duration;
/// # #[derive(Default)] struct Shop;
/// # impl View for Shop { fn render(&self) -> Html { Html::default() } }
/// #[live_view(LiveView)]
/// impl Shop {
///     #[event_handler]
///     fn add_to_cart(&mut self, article: u32) {}
///
///     #[event_handler]
///     async fn help(guide: Guide<Self>) {
///         guide.exec(Js::add_class("pulse").to("#cart"));
///         let added = guide
///             .wait_for(Shop::EVENTS.add_to_cart)
///             .when(|event| event.article > 100)
///             .timeout(Duration::from_secs(60))
///             .await;
///         guide.exec(Js::remove_class("pulse").to("#cart"));
///     }
/// }
/// ```
pub struct Guide<V: 'static> {
    mailbox: Arc<Mailbox<V>>,
}

impl<V> Guide<V> {
    pub(crate) fn new(mailbox: Arc<Mailbox<V>>) -> Self {
        Self { mailbox }
    }

    /// Sends commands to the page, in the order in which they are pushed. Does
    /// nothing once the session is over.
    ///
    /// What is pushed without a pause goes in one frame, and [`Limits::max_outbox_bytes`]
    /// bounds it; more is dropped and logged.
    ///
    /// [`Limits::max_outbox_bytes`]: crate::config::Limits::max_outbox_bytes
    pub fn exec(&self, commands: Js) {
        if self.mailbox.post(Post::Push(commands)).is_err() {
            tracing::warn!(target: "docent::guide", "commands were dropped: the session is over, or too busy");
        }
    }

    /// Runs `look` on the view when no handler has it; what it changes is rendered.
    ///
    /// # Errors
    ///
    /// [`SessionClosed`] if the session ended first, `look` panicked, or 256 looks
    /// were waiting for a handler that has the view.
    ///
    /// # Cancel safety
    ///
    /// Dropped before it has run, `look` never runs.
    pub async fn with<R: Send + 'static>(
        &self,
        look: impl FnOnce(&mut V) -> R + Send + 'static,
    ) -> Result<R, SessionClosed> {
        let (answer, answered) = oneshot::channel();
        let look = Box::new(WithView { look, answer });
        self.mailbox
            .post(Post::With(look))
            .map_err(|_| SessionClosed(()))?;
        answered.await.map_err(|_| SessionClosed(()))
    }

    /// Leads the visitor through a tour, and returns how it ended.
    ///
    /// `tour` is a `&'static Tour<V>` that `tutorial!` has written, or an
    /// `&OwnedTour<V>` that was made at run time. It starts at the tour's first
    /// step and takes the place of a tour or a step that is running in this
    /// session.
    ///
    /// The returned future starts the tour when it is first polled.
    ///
    /// Of a tour that was made at run time nothing is stored: after a reload it
    /// is for the flow to start again. It otherwise runs as any other.
    ///
    /// # Errors
    ///
    /// * [`SessionClosed`], or [`RunError::SessionClosed`], if the session ended
    ///   first. The progress of a static tour stays stored.
    /// * [`RunError::TooManyTours`] if 8 made tours are alive in this session.
    ///
    /// # Cancel safety
    ///
    /// The future is the run: dropped, it takes the tour off the page, which
    /// ends as cancelled. So a tour can lose a `select!`. Only the end of the
    /// session is no such end: the tour's progress stays stored.
    ///
    /// [`RunError::SessionClosed`]: crate::guide::RunError::SessionClosed
    /// [`RunError::TooManyTours`]: crate::guide::RunError::TooManyTours
    pub fn run<T: Runnable<V>>(&self, tour: T) -> Running<'_, V, T::Error> {
        Running::new(self, tour.admit(&self.mailbox))
    }

    /// Shows a single step, and returns why it ended: for tours whose order `next`
    /// cannot express.
    ///
    /// The step may be one of a tour's ([`Tour::steps`](crate::tour::Tour::steps)) or one of its own
    /// (see [`Step::new`]). It behaves as in a tour: its waiter is armed before
    /// the page sees it, `skip_if` makes it [`StepEnd::Satisfied`], the bubble's
    /// buttons work. To the page and to [`Mixin::tour_event`] it is a tour of
    /// one step ("Step 1 of 1"), called by the step's name, or by its target if
    /// it has none; `next` has no meaning in it.
    ///
    /// * Skip ends it as [`StepEnd::Skipped`], Close as [`StepEnd::Cancelled`]: a
    ///   flow that runs steps one by one stops there. There is no step before
    ///   it, so Back does nothing.
    /// * It takes the place of a tour or a step that is running in this session.
    /// * Nothing of it is stored: after a reload it is for the flow to start again.
    ///
    /// ```
    /// # use docent::prelude::*;
    /// # use docent::guide::SessionClosed;
    /// # use docent::tour::{Step, StepEnd, Wait};
    /// # #[derive(Default)] struct Shop { is_new: bool }
    /// # impl View for Shop { fn render(&self) -> Html { Html::default() } }
    /// static CART: Step<Shop> = Step::new("#cart", "Put something in here.")
    ///     .wait_for(Wait::on(Shop::EVENTS.add_to_cart));
    /// static PAY: Step<Shop> =
    ///     Step::new("#pay", "And that is all.").wait_for(Wait::on(Shop::EVENTS.pay));
    ///
    /// #[live_view(TutorialMixin, LiveView)]
    /// impl Shop {
    ///     #[event_handler]
    ///     fn add_to_cart(&mut self) {}
    ///
    ///     #[event_handler]
    ///     fn pay(&mut self) {}
    ///
    ///     #[event_handler(overrides = TutorialMixin)]
    ///     async fn start_tutorial(guide: Guide<Self>) -> Result<(), SessionClosed> {
    ///         if guide.with(|shop| shop.is_new).await?
    ///             && guide.run_step(&CART).await? == StepEnd::Cancelled
    ///         {
    ///             return Ok(());
    ///         }
    ///         guide.run_step(&PAY).await?;
    ///         Ok(())
    ///     }
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// [`SessionClosed`] if the session ended first.
    ///
    /// # Cancel safety
    ///
    /// The future is the step: dropped, it takes the step off the page, which
    /// ends as cancelled.
    ///
    /// [`Mixin::tour_event`]: crate::mixin::Mixin::tour_event
    pub async fn run_step(&self, step: &'static Step<V>) -> Result<StepEnd, SessionClosed> {
        let (asker, cause) = oneshot::channel();
        self.lead(TourRef::step(step), RunWaiter::Step(asker))?;
        cause.await.map_err(|_| SessionClosed(()))
    }

    pub(crate) fn lead(&self, tour: TourRef<V>, asker: RunWaiter) -> Result<(), SessionClosed> {
        self.mailbox
            .post(Post::Tour(TourRequest::Run(tour, asker)))
            .map_err(|_| SessionClosed(()))
    }

    /// The session that this flow belongs to: where the app
    /// [sends](crate::Docent::session) an event for it later.
    #[must_use]
    pub fn session_id(&self) -> SessionId {
        self.mailbox.session()
    }

    /// Who is looking at the page, by the browser's cookie.
    #[must_use]
    pub fn visitor(&self) -> &Visitor {
        &self.mailbox.identity().visitor
    }

    /// The app's user whose page it is; `None` if nobody was signed in when its session
    /// began. As [`Context::user`](crate::Context::user).
    #[must_use]
    pub fn user(&self) -> Option<&str> {
        self.mailbox.identity().user.as_deref()
    }

    /// Whether a tour is running in the session now. Like the two below it
    /// may be out of date by the time the flow acts on it: the visitor goes on meanwhile.
    #[must_use]
    pub fn tutorial_running(&self) -> bool {
        self.mailbox.tour().is_running()
    }

    /// The step that is shown, counted from 0; `None` when no tour is running.
    #[must_use]
    pub fn tutorial_current_step(&self) -> Option<usize> {
        self.mailbox.tour().current_step()
    }

    /// How many steps the running tour has; 0 when none is running.
    #[must_use]
    pub fn tutorial_total_steps(&self) -> usize {
        self.mailbox.tour().total_steps()
    }

    /// Leaves the step that is shown for the next one. Does nothing where none
    /// is shown, or the session is over; nor do
    /// [`back_tutorial`](Self::back_tutorial) and
    /// [`cancel_tutorial`](Self::cancel_tutorial).
    pub fn skip_tutorial(&self) {
        self.leave(Control::Skip);
    }

    /// Goes back to the step before the one that is shown.
    pub fn back_tutorial(&self) {
        self.leave(Control::Back);
    }

    /// Ends the tour that is running.
    pub fn cancel_tutorial(&self) {
        self.leave(Control::Cancel);
    }

    fn leave(&self, control: Control) {
        let request = TourRequest::Control(control, None);
        if self.mailbox.post(Post::Tour(request)).is_err() {
            tracing::debug!(target: "docent::guide", "a tour control for a session that is over, or too busy");
        }
    }

    /// Waits until `key`'s handler has run and succeeded.
    ///
    /// The wait is armed by this call, not by the first poll. See [`WaitFor`].
    /// A component's handlers are waited for as the view's own are:
    /// `guide.wait_for(ProjectForm::EVENTS.save)`.
    pub fn wait_for<O, E>(&self, key: EventKey<O, E>) -> WaitFor<V, E>
    where
        O: Awaitable<V> + 'static,
        E: EventHandler + Send + 'static,
    {
        let waits_for = WaitsFor::Handler(key.recipient(), key.name());
        self.arm(waits_for, move |happened| {
            let Happened::Handled { params, .. } = happened else {
                return None;
            };
            match key.decode(params) {
                Ok(event) => Some(event),
                Err(rejection) => {
                    tracing::error!(target: "docent::guide", handler = key.name(), code = rejection.code().as_str(), "an event that its handler accepted could not be decoded for a waiter");
                    None
                }
            }
        })
    }

    /// Waits until the app emits an event of type `T` for this session's visitor or
    /// user: see [`Sessions::emit`](crate::delivery::Sessions::emit).
    ///
    /// The wait is armed by this call, not by the first poll. See [`WaitFor`]. The
    /// event is shared by all that it reaches.
    ///
    /// ```
    /// # use docent::prelude::*;
    /// # use docent::guide::WaitError;
    /// # #[derive(Default)] struct Shop;
    /// # impl View for Shop { fn render(&self) -> Html { Html::default() } }
    /// struct Paid { amount: u32 }
    ///
    /// # #[live_view(LiveView)]
    /// # impl Shop {
    /// #[event_handler]
    /// async fn thank(guide: Guide<Self>) -> Result<(), WaitError> {
    ///     let paid = guide.wait_for_app::<Paid>().when(|paid| paid.amount > 0).await?;
    ///     guide.exec(Js::set_attr("title", paid.amount.to_string()).to("#thanks"));
    ///     Ok(())
    /// }
    /// # }
    /// ```
    pub fn wait_for_app<T: Any + Send + Sync>(&self) -> WaitFor<V, Arc<T>> {
        self.arm(
            WaitsFor::App(TypeId::of::<T>()),
            |happened| match happened {
                Happened::Emitted(emitted) => emitted.share(),
                Happened::Handled { .. } => None,
            },
        )
    }

    fn arm<E: Send + 'static>(
        &self,
        waits_for: WaitsFor,
        read: impl Fn(&Happened<'_>) -> Option<E> + Send + 'static,
    ) -> WaitFor<V, E> {
        let (send, event) = oneshot::channel();
        let judge = Arc::new(Mutex::new(WaitFilter::new()));
        let listening = Box::new(Listening {
            read,
            judge: Arc::clone(&judge),
            event: Some(send),
        });
        let most = self.mailbox.limits().max_waiters;
        let armed = self
            .mailbox
            .waiters(|waiters| waiters.arm(waits_for, listening, most));
        WaitFor {
            event,
            armed: match armed {
                None => Err(WaitError::SessionClosed),
                Some(None) => {
                    metrics::limit_hit("max_waiters");
                    Err(WaitError::TooMany)
                }
                Some(Some(id)) => Ok(id),
            },
            judge,
            limit: None,
            mailbox: Arc::clone(&self.mailbox),
            view: PhantomData,
        }
    }
}

impl<V> Guide<V> {
    /// Listens for what the page could not do: a command whose target is not
    /// there, a step whose target is missing.
    ///
    /// It listens from this call on, not from the first poll, and stops when it
    /// is dropped. It counts as a wait: see
    /// [`Limits::max_waiters`](crate::config::Limits::max_waiters).
    ///
    /// # Security
    ///
    /// The reports are the browser's: see [`PageFailure`](crate::failure::PageFailure).
    pub fn page_failures(&self) -> PageFailures<V> {
        PageFailures::listen(&self.mailbox)
    }
}

/// A look at the view, and whoever waits for what it sees.
struct WithView<F, R> {
    look: F,
    answer: oneshot::Sender<R>,
}

impl<V, R: Send, F: FnOnce(&mut V) -> R + Send> ViewTask<V> for WithView<F, R> {
    fn run(self: Box<Self>, view: &mut V) {
        if !self.is_given_up() && self.answer.send((self.look)(view)).is_err() {
            tracing::trace!(target: "docent::guide", "nobody waits for the view any more");
        }
    }

    fn is_given_up(&self) -> bool {
        self.answer.is_closed()
    }
}

/// Which events a wait takes.
///
/// A wait is armed before its condition is known and before it is first
/// polled. What comes in between is kept, to be judged when all is known.
struct WaitFilter<E> {
    condition: Option<Condition<E>>,
    /// Whether the wait was polled, so that its condition is known.
    is_polled: bool,
    early: Vec<E>,
}

/// How many events a wait that is not awaited yet keeps; it does not see those
/// that come then.
const EARLY: usize = 16;

impl<E> WaitFilter<E> {
    fn new() -> Self {
        Self {
            condition: None,
            is_polled: false,
            early: Vec::new(),
        }
    }

    /// Gives the event back if it is the one that is waited for.
    fn judge(&mut self, event: E) -> Option<E> {
        match &self.condition {
            Some(condition) => says_yes(condition, &event).then_some(event),
            None if self.is_polled => Some(event),
            None => {
                if self.early.len() < EARLY {
                    self.early.push(event);
                } else {
                    tracing::error!(target: "docent::guide", "a wait does not see an event: too many came before it was awaited");
                }
                None
            }
        }
    }

    /// The condition is known by now: gives the first event that it holds for
    /// of those that came before.
    fn polled(&mut self) -> Option<E> {
        self.is_polled = true;
        let early = std::mem::take(&mut self.early);
        early.into_iter().find_map(|event| self.judge(event))
    }
}

/// The half of a wait that the session has.
struct Listening<E, D> {
    /// The event, as the wait gives it.
    read: D,
    judge: Arc<Mutex<WaitFilter<E>>>,
    event: Option<oneshot::Sender<E>>,
}

impl<E, D> Waiting for Listening<E, D>
where
    E: Send,
    D: Fn(&Happened<'_>) -> Option<E> + Send,
{
    fn offer(&mut self, happened: &Happened<'_>) -> bool {
        let Some(event) = (self.read)(happened) else {
            return false;
        };
        let Some(event) = lock(&self.judge).judge(event) else {
            return false;
        };
        if let Some(waits) = self.event.take()
            && waits.send(event).is_err()
        {
            tracing::trace!(target: "docent::guide", "nobody waits for the event any more");
        }
        true
    }

    fn is_given_up(&self) -> bool {
        self.event.as_ref().is_none_or(oneshot::Sender::is_closed)
    }
}

/// A predicate that panics counts as `false`: it is the app's mistake, not the
/// visitor's answer.
fn says_yes<E>(condition: &Condition<E>, event: &E) -> bool {
    catch_unwind(AssertUnwindSafe(|| condition(event))).unwrap_or_else(|_| {
        tracing::error!(target: "docent::guide", "the predicate of a wait panicked");
        false
    })
}

type Condition<E> = Box<dyn Fn(&E) -> bool + Send>;

impl<V> Clone for Guide<V> {
    fn clone(&self) -> Self {
        Self::new(Arc::clone(&self.mailbox))
    }
}

impl<V> fmt::Debug for Guide<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guide").finish_non_exhaustive()
    }
}

/// The session that a flow drives is over: waiting for it cannot succeed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionClosed(pub(super) ());

impl fmt::Display for SessionClosed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the session is over")
    }
}

impl std::error::Error for SessionClosed {}

/// Why a wait ended without its event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum WaitError {
    /// The limit passed first; the flow may wait again.
    TimedOut,
    /// The session ended; waiting again cannot succeed.
    SessionClosed,
    /// [`Limits::max_waiters`](crate::config::Limits::max_waiters) waits were armed already.
    TooMany,
}

impl fmt::Display for WaitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TimedOut => "the event did not come in time",
            Self::SessionClosed => "the session is over",
            Self::TooMany => "too many waits are armed in this session",
        })
    }
}

impl std::error::Error for WaitError {}

/// Waits until a handler has run and succeeded, and gives the event's typed parameters;
/// or until the app emits an event, which it gives.
///
/// Made by [`Guide::wait_for`] and [`Guide::wait_for_app`]. Every wait whose predicate holds resolves; none
/// takes an event from another. An event counts if its handler began after the
/// wait was armed, so a handler that arms a wait (with a guide that its view
/// keeps) does not wait for itself.
///
/// Up to 16 events that come before the wait is first polled are kept, and
/// judged then by the condition that it has by then.
///
/// # Errors
///
/// See [`WaitError`].
///
/// # Cancel safety
///
/// Cancel safe: a dropped wait is withdrawn, and an event that it did not
/// return stays visible to every other waiter.
#[must_use = "a wait that is dropped is withdrawn"]
pub struct WaitFor<V: 'static, E> {
    event: oneshot::Receiver<E>,
    armed: Result<u64, WaitError>,
    judge: Arc<Mutex<WaitFilter<E>>>,
    limit: Option<Pin<Box<Sleep>>>,
    mailbox: Arc<Mailbox<V>>,
    view: PhantomData<fn(&V)>,
}

impl<V, E> WaitFor<V, E> {
    /// Only an event for which `condition` returns `true` counts.
    ///
    /// A condition that panics counts as `false`, and is logged.
    pub fn when(self, condition: impl Fn(&E) -> bool + Send + 'static) -> Self {
        lock(&self.judge).condition = Some(Box::new(condition));
        self
    }

    /// Waits for at most `limit`: server time from now, which keeps running
    /// while the browser reconnects.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.limit = Some(Box::pin(sleep(limit)));
        self
    }
}

impl<V, E> Future for WaitFor<V, E> {
    type Output = Result<E, WaitError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.armed?;
        let early = lock(&self.judge).polled();
        if let Some(event) = early {
            self.withdraw();
            return Poll::Ready(Ok(event));
        }
        if let Poll::Ready(event) = Pin::new(&mut self.event).poll(cx) {
            return Poll::Ready(event.map_err(|_| WaitError::SessionClosed));
        }
        match &mut self.limit {
            Some(limit) => limit.as_mut().poll(cx).map(|()| Err(WaitError::TimedOut)),
            None => Poll::Pending,
        }
    }
}

impl<V, E> WaitFor<V, E> {
    fn withdraw(&mut self) {
        // In this order: a waiter that is being offered an event is put back
        // only if somebody still waits.
        self.event.close();
        if let Ok(id) = self.armed {
            // None: the session is over, and with it the waiter.
            self.mailbox.waiters(|waiters| waiters.withdraw(id));
        }
    }
}

impl<V, E> Drop for WaitFor<V, E> {
    fn drop(&mut self) {
        self.withdraw();
    }
}

impl<V, E> fmt::Debug for WaitFor<V, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitFor")
            .field("armed", &self.armed)
            .finish_non_exhaustive()
    }
}
