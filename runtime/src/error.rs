//! What can go wrong in a handler, and why an event is refused.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

/// Why an event handler failed.
///
/// Every [`std::error::Error`] becomes one with `?`. For a plain text, write
/// [`HandlerError::message`].
///
/// The text is for the server's log. The browser only learns that the handler
/// failed: an error's text may name tables, files or people.
pub struct HandlerError(Box<dyn Error + Send + Sync>);

impl HandlerError {
    /// An error that is nothing but a text.
    ///
    /// ```
    /// # use docent::HandlerError;
    /// fn parse(text: &str) -> Result<u8, HandlerError> {
    ///     text.parse().map_err(|_| HandlerError::message("not a small number"))
    /// }
    /// # assert!(parse("x").is_err());
    /// ```
    pub fn message(text: impl Into<String>) -> Self {
        Self(text.into().into())
    }
}

impl<E: Error + Send + Sync + 'static> From<E> for HandlerError {
    fn from(error: E) -> Self {
        Self(Box::new(error))
    }
}

impl fmt::Display for HandlerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)?;
        let mut cause = self.0.source();
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

impl fmt::Debug for HandlerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// Why an event was turned away before, or instead of, its handler's success.
///
/// The reason reaches the browser's console, so it names only what the page
/// itself has sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    code: RejectionCode,
    reason: Cow<'static, str>,
    field: Option<&'static str>,
}

/// The machine-readable half of a [`Rejection`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RejectionCode {
    /// The view, or the component, has no handler of that name.
    UnknownEvent,
    /// The view has no component of that id.
    UnknownComponent,
    /// A parameter that the handler needs was not sent.
    MissingParameter,
    /// A parameter was sent, but not as the handler's type needs it.
    IllTypedParameter,
    /// The handler ran and returned an error, panicked or took too long.
    HandlerFailed,
    /// More events are waiting than [`Limits::max_queued_events`](crate::config::Limits::max_queued_events) allows.
    Busy,
    /// Events came faster than [`Limits::events_per_second`](crate::config::Limits::events_per_second).
    TooFast,
}

impl RejectionCode {
    /// The word on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UnknownEvent => "unknown_event",
            Self::UnknownComponent => "unknown_component",
            Self::MissingParameter => "missing_parameter",
            Self::IllTypedParameter => "ill_typed_parameter",
            Self::HandlerFailed => "handler_failed",
            Self::Busy => "busy",
            Self::TooFast => "too_fast",
        }
    }
}

impl Rejection {
    pub(crate) fn new(code: RejectionCode, reason: impl Into<Cow<'static, str>>) -> Self {
        Self {
            code,
            reason: reason.into(),
            field: None,
        }
    }

    /// The same about the parameter of that name.
    pub(crate) fn about(mut self, field: &'static str) -> Self {
        self.field = Some(field);
        self
    }

    /// What kind of mistake it was.
    #[must_use]
    pub fn code(&self) -> RejectionCode {
        self.code
    }

    /// The name of the parameter that is missing or does not fit; `None` for any
    /// other refusal.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        self.field
    }

    /// One sentence for the person who reads the browser's console.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl Error for Rejection {}
