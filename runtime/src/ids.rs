//! Ids and other texts made of random or hashed bytes.

use std::fmt;

/// The id of a session: 128 random bits, which only its page knows.
///
/// As bits and not as text: there are thousands, and each is kept in two places.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct SessionId([u8; 16]);

impl SessionId {
    /// An id that nobody else has.
    pub(crate) fn new() -> Self {
        let mut bits = [0; 16];
        fill(&mut bits);
        Self(bits)
    }

    /// Reads what [`Display`](fmt::Display) writes; each id has one spelling.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let bits = is_hex_128(text).then(|| u128::from_str_radix(text, 16).ok())?;
        bits.map(|bits| Self(bits.to_be_bytes()))
    }
}

/// 32 hexadecimal digits.
impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

/// 128 random bits as 32 hexadecimal digits.
pub(crate) fn hex_128() -> String {
    let mut bits = [0; 16];
    fill(&mut bits);
    hex(&bits)
}

/// Whether a text is one that [`hex_128`] could have made.
pub(crate) fn is_hex_128(text: &str) -> bool {
    text.len() == 32
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
            assert!(SessionId::read(&id.to_string()) == Some(id));
        }
        let digits = "0".repeat(31);
        for other in ["", "+", "A", "g", "é", "00"] {
            assert!(SessionId::read(&format!("{digits}{other}")).is_none());
        }
    }
}
