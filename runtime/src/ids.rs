//! Ids and other texts made of random or hashed bytes.

use std::fmt;

// As bits and not as text: there are thousands, and each is kept in two places.
/// The id of one session, the live state of one page.
///
/// An app keeps it with what it does for that page, to
/// [send](crate::Docent::session) the page an event when the work is done:
///
/// ```
/// # use docent::prelude::*;
/// use docent::delivery::{SendError, SessionId};
/// use docent::Docent;
///
/// # #[derive(Default)]
/// struct Import { rows: Option<u32> }
///
/// #[live_view(LiveView)]
/// impl Import {
///     #[event_handler]
///     fn start(&mut self, cx: &mut Context<'_, Self>) {
///         let job = cx.session_id().to_string();
///         // … put into the job's record.
///     }
///
///     #[event_handler]
///     fn imported(&mut self, rows: u32) { self.rows = Some(rows) }
/// }
/// # impl View for Import { fn render(&self) -> Html { Html::default() } }
///
/// /// Called by whoever has done the job.
/// fn done(docent: &Docent, job: &str, rows: u32) -> Result<(), SendError> {
///     let session = SessionId::parse(job).ok_or(SendError::NoSession)?;
///     docent.session(&session).send(Import::EVENTS.imported, (rows,))
/// }
/// ```
///
/// It is valid for as long as the session lives: a reload of the page is a new
/// session with another id, and so is a page that comes back after
/// [`Limits::grace_period`](crate::config::Limits::grace_period) or to another process.
///
/// # Security
///
/// 128 random bits, so none can be guessed; yet knowing one gives a browser no
/// way in. A connection is attached to a session only if it brings the cookie of
/// the session's own [`Visitor`](crate::Visitor) and a page token of that
/// visitor's. Inside the app it is an address: whoever can call
/// [`Docent::session`](crate::Docent::session) can send the session events.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct SessionId([u8; 16]);

impl SessionId {
    /// An id that nobody else has.
    pub(crate) fn new() -> Self {
        let mut bits = [0; 16];
        fill(&mut bits);
        Self(bits)
    }

    /// Reads what `to_string` writes, 32 hexadecimal digits in lower case; `None`
    /// for any other text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bits = is_hex_128(text).then(|| u128::from_str_radix(text, 16).ok())?;
        bits.map(|bits| Self(bits.to_be_bytes()))
    }
}

impl fmt::Display for SessionId {
    /// 32 hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

impl fmt::Debug for SessionId {
    /// The eight digits that the session's span has in the log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SessionId({:08x}…)", u128::from_be_bytes(self.0) >> 96)
    }
}

/// How many hexadecimal digits 128 bits have.
pub(crate) const HEX_128: usize = 32;

/// 128 random bits as 32 hexadecimal digits.
pub(crate) fn hex_128() -> String {
    let mut bits = [0; 16];
    fill(&mut bits);
    hex(&bits)
}

/// Whether a text is one that [`hex_128`] could have made.
pub(crate) fn is_hex_128(text: &str) -> bool {
    text.len() == HEX_128
        && text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Random bytes.
///
/// # Panics
///
/// If the operating system has no randomness to give. Nothing that a visitor
/// could do would be safe then.
pub(crate) fn fill(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the operating system gives random bytes");
}

/// A random number below `bound`; 0 where `bound` is 0. For jitter, not for secrets.
pub(crate) fn below(bound: u64) -> u64 {
    let mut bits = [0; 8];
    fill(&mut bits);
    u64::from_le_bytes(bits) % bound.max(1)
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a String takes any text");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_s_id_has_one_spelling() {
        for bits in [[0; 16], [0xff; 16], SessionId::new().0] {
            let id = SessionId(bits);
            assert!(SessionId::parse(&id.to_string()) == Some(id));
        }
        let digits = "0".repeat(31);
        for other in ["", "+", "A", "g", "é", "00"] {
            assert!(SessionId::parse(&format!("{digits}{other}")).is_none());
        }
    }
}
