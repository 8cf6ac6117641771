//! What a frame of the page does to its session, as far as that needs no view.

use tokio::sync::mpsc::error::TrySendError;
use tokio::time::Instant;

use crate::error::{Rejection, RejectionCode};
use crate::event::Params;
use crate::inbox::page_failure::PageFailure;
use crate::metrics;
use crate::seq::{EventSeq, StepRef};
use crate::session::core::SessionCore;
use crate::session::inbound::event_queue::{Event, Source};
use crate::tour::{Control, Reported};
use crate::wire::transport::Received;
use crate::wire::{ClientFrame, CloseCode, Failure, ProtocolError};
use smol_str::SmolStr;

/// How many failures of the page may wait for the mixins. They wait while a
/// handler has the view.
const MAX_FAILURES: usize = 64;

impl<V: Send + 'static> SessionCore<V> {
    pub(super) fn take_received(&mut self, received: Received) {
        match received {
            Received::Frame(frame) => match self.take_frame(frame) {
                Ok(()) => {}
                Err(ProtocolError(reason)) => self.close(CloseCode::Protocol, reason),
            },
            Received::Invalid(ProtocolError(reason)) => self.close(CloseCode::Protocol, reason),
            Received::TooLarge => {
                metrics::limit_hit("max_frame_bytes");
                self.close(CloseCode::TooLarge, "the frame is too large");
            }
            Received::Lost => self.lost(),
        }
    }

    fn take_frame(&mut self, frame: ClientFrame) -> Result<(), ProtocolError> {
        tracing::trace!(target: "docent::session", kind = frame.kind(), "a frame came");
        metrics::frame_received(frame.kind());
        let is_event = matches!(
            frame,
            ClientFrame::Event { number, .. } | ClientFrame::MalformedEvent { number, .. }
                if number > self.queue.received()
        );
        let limits = self.mailbox.limits();
        if !is_event && !self.reports.take(Instant::now(), limits) {
            metrics::limit_hit("reports_per_second");
            self.close(CloseCode::TooFast, "frames came too fast");
            return Ok(());
        }
        match frame {
            ClientFrame::Hello(_) => Err(ProtocolError("a second hello")),
            ClientFrame::Event {
                number,
                name,
                params,
                applied,
                size,
            } => {
                self.outbox.acknowledge(applied)?;
                let event = Event {
                    source: Source::Page(number),
                    name,
                    params,
                    applied,
                    size,
                };
                self.take_event(number, Ok(event))
            }
            ClientFrame::MalformedEvent { number, applied } => {
                self.outbox.acknowledge(applied)?;
                let reason = "its parameters nest too deep, or have too many keys or one twice";
                let rejection = Rejection::new(RejectionCode::Malformed, reason);
                self.take_event(number, Err(rejection))
            }
            ClientFrame::Part { .. } => Err(ProtocolError("a part of a part")),
            // Next is not Skip: the app's own handler of that is not called.
            ClientFrame::Control(at, Control::Skip) if self.tours.has_next(at) => {
                self.with_tours(|tours, around| tours.reported(Reported::Next, at, around));
                Ok(())
            }
            ClientFrame::Done(at) => {
                self.with_tours(|tours, around| tours.reported(Reported::Done, at, around));
                Ok(())
            }
            ClientFrame::Control(at, control) => {
                match (self.overridden)(control) {
                    Some(handler) => self.take_overridden(handler, at),
                    None => self.with_tours(|tours, around| tours.control(control, at, around)),
                }
                Ok(())
            }
            ClientFrame::Missing(at) => {
                if self.is_current(Source::Control(at))
                    && self.may_report()
                    && let Some(failure) = self.tours.missing_target()
                {
                    self.report(failure);
                }
                self.with_tours(|tours, around| tours.missing(at, around));
                Ok(())
            }
            ClientFrame::Hold(at) => {
                self.tours.hold(at);
                Ok(())
            }
            ClientFrame::Resume(at) => {
                self.tours.resume(at);
                Ok(())
            }
            ClientFrame::Here(path) => {
                self.with_tours(|tours, around| tours.moved_to(&path, around));
                Ok(())
            }
            ClientFrame::Restored(at) => {
                self.with_tours(|tours, around| tours.restored(at, around));
                Ok(())
            }
            ClientFrame::Misfit { frame, reason } => {
                self.outbox.misfit(frame)?;
                if self.may_report() {
                    tracing::warn!(
                        target: "docent::page",
                        frame = frame.0,
                        ?reason,
                        "a frame did not fit the page, which gets all of it again: a script or an extension has changed the live part, or its markup is not what the browser makes of it",
                    );
                }
                Ok(())
            }
            ClientFrame::Ack { applied, failures } => {
                self.outbox.acknowledge(applied)?;
                for failure in failures {
                    self.take_failure(failure);
                }
                Ok(())
            }
        }
    }

    /// A command did not happen on the page.
    fn take_failure(&mut self, failure: Failure) {
        if !self.may_report() {
            return;
        }
        let Failure {
            frame,
            command,
            name,
            selector,
            error,
        } = failure;
        tracing::warn!(
            target: "docent::page",
            frame = frame.0,
            command = command.as_str(),
            custom = name.as_deref().map(tracing::field::debug),
            code = error.as_str(),
            selector = ?selector.as_deref().unwrap_or_default(),
            "a command did not happen on the page",
        );
        self.report(PageFailure::Command {
            command,
            name,
            selector,
            error,
        });
    }

    /// Notifies the flows at once, and the mixins when the view is free.
    fn report(&mut self, failure: PageFailure) {
        // None: the session is over, and no flow listens.
        let listeners = self.mailbox.waiters(|waiters| waiters.listeners());
        for listener in listeners.unwrap_or_default() {
            if let Err(TrySendError::Full(_)) = listener.try_send(failure.clone()) {
                tracing::error!(target: "docent::guide", "a flow does not see a failure of the page: too many wait for it");
            }
        }
        let failures = &mut self.failures.get_or_insert_default().0;
        if failures.len() < MAX_FAILURES {
            failures.push(failure);
        } else {
            metrics::limit_hit("page_failures");
            tracing::error!(target: "docent::session", "a report of the page was dropped: too many wait while a handler hangs");
        }
    }

    /// Whether one more report of the page may be logged, and passed to the app.
    fn may_report(&mut self) -> bool {
        let Some(unlogged) = self.reports.log(Instant::now()) else {
            return false;
        };
        if unlogged > 0 {
            tracing::warn!(
                target: "docent::page",
                unlogged,
                "reports of the page's were neither logged nor passed to the app: there were too many",
            );
        }
        true
    }

    fn take_event(
        &mut self,
        number: EventSeq,
        event: Result<Event, Rejection>,
    ) -> Result<(), ProtocolError> {
        match self.queue.take(number, event, self.mailbox.limits())? {
            Ok(()) => {}
            Err(rejection) => self.refuse(Source::Page(number), &rejection),
        }
        if self.queue.is_flooded() {
            self.close(CloseCode::TooFast, "events came too fast for too long");
        }
        Ok(())
    }

    /// A button of the bubble whose handler the app has overridden: it is queued.
    fn take_overridden(&mut self, handler: &'static str, at: StepRef) {
        let source = Source::Control(at);
        if !self.is_current(source) {
            return;
        }
        let event = Event {
            source,
            name: SmolStr::new_static(handler),
            params: Params::none(),
            applied: self.outbox.acked(),
            size: 0,
        };
        if !self.queue.insist(event, self.mailbox.limits()) && self.may_report() {
            tracing::warn!(
                target: "docent::session",
                handler,
                "a tour control was dropped: too many events are waiting",
            );
        }
    }
}
