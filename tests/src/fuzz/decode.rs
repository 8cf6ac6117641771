//! The frame decoder: bytes in, a frame or a refusal out.

use docent::event::Value;
use docent::internals;

/// The longest reason that a close frame can carry, in bytes (RFC 6455 §5.5: 125, less the code).
const LONGEST_REASON: usize = 123;
/// How deep an event's parameters may nest: two levels less than a frame.
const DEEPEST: usize = 16;

/// Reads a frame, and checks what a session relies on.
///
/// # Panics
///
/// If the decoder panics, or lets something through.
pub fn decode(input: &[u8]) {
    // The WebSocket library lets nothing through that is not UTF-8.
    let Ok(text) = std::str::from_utf8(input) else {
        return;
    };
    match internals::decode(text) {
        Ok(frame) => {
            if let Some(params) = frame.into_params() {
                inspect(params.value(), DEEPEST);
            }
        }
        Err(reason) => assert!(reason.len() <= LONGEST_REASON, "{reason}"),
    }
}

/// Asserts that a value nests at most so deep, and that no key occurs twice.
fn inspect(value: &Value, deepest: usize) {
    let deeper = || deepest.checked_sub(1).expect("too deep");
    match value {
        Value::List(values) => {
            for value in values {
                inspect(value, deeper());
            }
        }
        Value::Map(entries) => {
            for (at, (key, value)) in entries.iter().enumerate() {
                assert!(entries[..at].iter().all(|(known, _)| known != key));
                inspect(value, deeper());
            }
        }
        // A plain value.
        _ => {}
    }
}
