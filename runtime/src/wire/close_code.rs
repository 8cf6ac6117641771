//! The codes with which a server closes a socket.

/// Why a server closes a socket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CloseCode {
    TooLarge,
    Restart,
    TooMany,
    Protocol,
    Unauthorised,
    Disconnected,
    TakenOver,
    Stale,
    TooFast,
}

impl CloseCode {
    /// A word for it, for logs and metrics.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::TooLarge => "too_large",
            Self::Restart => "restart",
            Self::TooMany => "too_many",
            Self::Protocol => "protocol",
            Self::Unauthorised => "unauthorised",
            Self::Disconnected => "disconnected",
            Self::TakenOver => "taken_over",
            Self::Stale => "stale",
            Self::TooFast => "too_fast",
        }
    }

    /// The number in the close frame.
    pub(crate) fn number(self) -> u16 {
        match self {
            Self::TooLarge => 1009,
            Self::Restart => 1012,
            Self::TooMany => 1013,
            Self::Protocol => 4400,
            Self::Unauthorised => 4401,
            Self::Disconnected => 4403,
            Self::TakenOver => 4409,
            Self::Stale => 4410,
            Self::TooFast => 4429,
        }
    }
}
