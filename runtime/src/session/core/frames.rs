//! What a frame of the page does to its session, as far as that needs no view.

use tokio::time::Instant;

use crate::event::Params;
use crate::metrics;
use crate::seq::{EventSeq, StepRef};
use crate::session::core::SessionCore;
use crate::session::inbound::event_queue::{Event, Source};
use crate::wire::transport::Received;
use crate::wire::{ClientFrame, CloseCode, ProtocolError};
use smol_str::SmolStr;

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
        let is_event =
            matches!(frame, ClientFrame::Event { number, .. } if number > self.queue.received());
        let limits = self.docent.limits_ref();
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
                self.take_event(
                    number,
                    Event {
                        source: Source::Page(number),
                        name,
                        params,
                        applied,
                        size,
                    },
                )
            }
            ClientFrame::Control(at, control) => {
                match (self.overridden)(control) {
                    Some(handler) => self.take_overridden(handler, at),
                    None => self.with_tours(|tours, around| tours.control(control, at, around)),
                }
                Ok(())
            }
            ClientFrame::Missing(at) => {
                if self.is_current(Source::Control(at)) && self.may_log() {
                    self.tours.log_missing_target();
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
            ClientFrame::Ack { applied, failures } => {
                for failure in failures {
                    if self.may_log() {
                        tracing::warn!(
                            target: "docent::page",
                            frame = failure.frame.0,
                            command = failure.command,
                            code = failure.code.as_str(),
                            "a command did not happen on the page",
                        );
                    }
                }
                self.outbox.acknowledge(applied)
            }
        }
    }

    /// Whether one more report of the page's may be logged.
    fn may_log(&mut self) -> bool {
        let Some(unlogged) = self.reports.log(Instant::now()) else {
            return false;
        };
        if unlogged > 0 {
            tracing::warn!(
                target: "docent::page",
                unlogged,
                "reports of the page's were not logged: there were too many",
            );
        }
        true
    }

    fn take_event(&mut self, number: EventSeq, event: Event) -> Result<(), ProtocolError> {
        let source = event.source;
        match self.queue.take(number, event, self.docent.limits_ref())? {
            Ok(()) => {}
            Err(rejection) => self.refuse(source, &rejection),
        }
        if self.queue.is_flooded() {
            self.close(CloseCode::TooFast, "events came too fast for too long");
        }
        Ok(())
    }

    /// A button of the bubble's whose handler is the app's own: it waits in line.
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
        if !self.queue.insist(event, self.docent.limits_ref()) && self.may_log() {
            tracing::warn!(
                target: "docent::session",
                handler,
                "a tour control was dropped: too many events are waiting",
            );
        }
    }
}
