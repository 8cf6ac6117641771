//! What can go wrong in a handler, and why an event is refused.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use crate::cut::cut;

/// Why an event handler failed.
///
/// Every [`std::error::Error`] becomes one with `?`. For a plain text, write
/// [`HandlerError::message`]. Both are failures: logged at `warn`, and counted
/// as `handler_failed`. A handler that refuses what the visitor asks for has not
/// failed: it returns [`HandlerError::refused`]. Either way the event resolves
/// no wait, and a step that waits for it stays.
///
/// # Security
///
/// The text of a failure is for the server's log, as it may name tables, files
/// or people: the browser only learns the handler's name and that it failed. The
/// text of a refusal is sent to the browser.
pub struct HandlerError(Box<dyn Error + Send + Sync>);

/// The text that a handler which refuses shows the visitor.
#[derive(Debug)]
struct Refusal(Cow<'static, str>);

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for Refusal {}

/// How many bytes of a refusal's text are sent.
const MAX_REASON: usize = 1024;

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

    /// A refusal: the handler works, and does not do what was asked.
    ///
    /// It is logged at `debug` and counted as `refused`. The page receives the
    /// text, so it must not contain what the visitor may not know. At most 1,024
    /// bytes of it are sent; the rest is cut off.
    ///
    /// ```
    /// # use docent::HandlerError;
    /// fn check(title: &str) -> Result<(), HandlerError> {
    ///     if title.trim().is_empty() {
    ///         return Err(HandlerError::refused("A project needs a title."));
    ///     }
    ///     Ok(())
    /// }
    /// # assert!(check(" ").is_err_and(|error| error.is_refusal()));
    /// ```
    pub fn refused(text: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Refusal(text.into())))
    }

    /// Whether it was made by [`HandlerError::refused`].
    #[must_use]
    pub fn is_refusal(&self) -> bool {
        self.0.is::<Refusal>()
    }

    /// What the page receives; `failed` is the reason where that is not the
    /// error's own text.
    pub(crate) fn into_rejection(self, failed: impl FnOnce() -> String) -> Rejection {
        match self.0.downcast::<Refusal>() {
            Ok(refusal) => {
                let Refusal(mut text) = *refusal;
                if text.len() > MAX_REASON {
                    text = cut(&text, MAX_REASON).to_owned().into();
                }
                Rejection::new(RejectionCode::Refused, text)
            }
            Err(_) => Rejection::new(RejectionCode::HandlerFailed, failed()),
        }
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
/// itself has sent, or is the text of the app's own [`HandlerError::refused`].
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
    /// The parameters nest too deep, or an object among them has too many keys
    /// or one of them twice: see [`Limits`](crate::config::Limits).
    Malformed,
    /// The handler, or a mixin before it, returned an error, panicked or took too long.
    HandlerFailed,
    /// The handler, or a mixin before it, returned [`HandlerError::refused`].
    Refused,
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
            Self::Malformed => "malformed",
            Self::HandlerFailed => "handler_failed",
            Self::Refused => "refused",
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

    /// One sentence for the person who reads the browser's console; the text of a
    /// refusal by the app is for the visitor too.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn rejection(error: HandlerError) -> Rejection {
        error.into_rejection(|| "it failed".to_owned())
    }

    #[test]
    fn only_the_text_of_a_refusal_is_for_the_page() {
        let refused = rejection(HandlerError::refused("Sold out."));
        assert_eq!(refused.code(), RejectionCode::Refused);
        assert_eq!(refused.reason(), "Sold out.");
        let errors = [
            HandlerError::message("a secret"),
            std::io::Error::other("a secret").into(),
        ];
        for error in errors {
            assert!(!error.is_refusal());
            let failed = rejection(error);
            assert_eq!(failed.code(), RejectionCode::HandlerFailed);
            assert_eq!(failed.reason(), "it failed");
        }
    }

    #[test]
    fn at_most_1024_bytes_of_a_refusal_are_sent() {
        let refused = rejection(HandlerError::refused("\u{20ac}".repeat(400)));
        assert_eq!(refused.reason(), "\u{20ac}".repeat(341));
    }
}
