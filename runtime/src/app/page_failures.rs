//! What a flow sees of the things that its page could not do.

use std::fmt;
use std::sync::Arc;

use tokio::sync::mpsc;

use crate::app::guide::WaitError;
use crate::inbox::mailbox::Mailbox;
use crate::inbox::page_failure::PageFailure;
use crate::metrics;

/// What the page reports from now on that it could not do, one after the other.
///
/// Made by [`Guide::page_failures`](crate::Guide::page_failures). Every flow that
/// listens gets every failure; none takes one from another, nor from
/// [`Mixin::page_failure`](crate::mixin::Mixin::page_failure), whose rate is theirs too.
/// Up to 16 wait until they are asked for; later ones are dropped, and logged.
///
/// ```
/// # use docent::prelude::*;
/// # use docent::failure::PageFailure;
/// # use docent::guide::WaitError;
/// # #[derive(Default)] struct Shop { is_plain: bool }
/// # impl View for Shop { fn render(&self) -> Html { Html::default() } }
/// # #[live_view(LiveView)]
/// # impl Shop {
/// #[event_handler]
/// async fn watch(guide: Guide<Self>) -> Result<(), WaitError> {
///     let mut failures = guide.page_failures();
///     guide.exec(Js::focus().to("#search"));
///     if let PageFailure::Command { selector, error, .. } = failures.next().await? {
///         println!("{selector:?}: {}", error.as_str());
///     }
///     Ok(())
/// }
/// # }
/// ```
#[must_use = "what is dropped listens to nothing"]
pub struct PageFailures<V: 'static> {
    armed: Result<(u64, mpsc::Receiver<PageFailure>), WaitError>,
    mailbox: Arc<Mailbox<V>>,
}

impl<V> PageFailures<V> {
    pub(super) fn listen(mailbox: &Arc<Mailbox<V>>) -> Self {
        let most = mailbox.limits().max_waiters;
        let armed = match mailbox.waiters(|waiters| waiters.listen(most)) {
            None => Err(WaitError::SessionClosed),
            Some(None) => {
                metrics::limit_hit("max_waiters");
                Err(WaitError::TooMany)
            }
            Some(Some(armed)) => Ok(armed),
        };
        Self {
            armed,
            mailbox: Arc::clone(mailbox),
        }
    }

    /// The next one.
    ///
    /// # Errors
    ///
    /// * [`WaitError::SessionClosed`] if the session ended.
    /// * [`WaitError::TooMany`] if [`Limits::max_waiters`](crate::config::Limits::max_waiters)
    ///   waits were armed already when it was made.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: dropped before it is ready, it has taken nothing.
    pub async fn next(&mut self) -> Result<PageFailure, WaitError> {
        match &mut self.armed {
            Ok((_, failures)) => failures.recv().await.ok_or(WaitError::SessionClosed),
            Err(error) => Err(*error),
        }
    }
}

impl<V> Drop for PageFailures<V> {
    fn drop(&mut self) {
        if let Ok((id, _)) = self.armed {
            // None: the session is over, and with it the waiter.
            self.mailbox.waiters(|waiters| waiters.withdraw(id));
        }
    }
}

impl<V> fmt::Debug for PageFailures<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageFailures").finish_non_exhaustive()
    }
}
