//! Ids and other texts made of random or hashed bytes.

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
