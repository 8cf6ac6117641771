//! Joins the parts in which a page sends a long event.

use crate::limits::Limits;
use crate::wire::transport::Received;
use crate::wire::{ClientFrame, ProtocolError, decode};

/// How many parts of the shortest length make the largest frame.
const PARTS_PER_FRAME: usize = 16;

/// What a connection has received of an event in parts.
#[derive(Debug)]
pub(crate) struct Parts {
    text: String,
    max_frame_bytes: usize,
    max_event_bytes: usize,
}

impl Parts {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            text: String::new(),
            max_frame_bytes: limits.max_frame_bytes,
            max_event_bytes: limits.max_event_bytes,
        }
    }

    /// Takes a text of the page's; `None` if the rest of an event is to follow.
    pub(crate) fn take(&mut self, text: &str) -> Option<Received> {
        if text.len() > self.max_frame_bytes {
            return Some(Received::TooLarge);
        }
        Some(match decode(text) {
            Ok(ClientFrame::Part { is_last, text }) => {
                if self.text.len() + text.len() > self.max_event_bytes {
                    self.text = String::new();
                    return Some(Received::TooLarge);
                }
                if !is_last && text.len() < self.max_frame_bytes / PARTS_PER_FRAME {
                    return Some(Received::Invalid(ProtocolError("a part is too short")));
                }
                self.text.push_str(&text);
                if !is_last {
                    return None;
                }
                match decode(&std::mem::take(&mut self.text)) {
                    Ok(
                        frame @ (ClientFrame::Event { .. } | ClientFrame::MalformedEvent { .. }),
                    ) => Received::Frame(frame),
                    Ok(_) => Received::Invalid(ProtocolError("only an event comes in parts")),
                    Err(error) => Received::Invalid(error),
                }
            }
            Ok(frame) => Received::Frame(frame),
            Err(error) => Received::Invalid(error),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    fn part(is_last: bool, text: &str) -> String {
        format!("[\"+\",{is_last},{}]", json::string(text))
    }

    /// An event of so many bytes.
    fn event(length: usize) -> String {
        let (head, tail) = ("[\"e\",1,\"save\",{\"text\":\"", "\"},0]");
        format!(
            "{head}{}{tail}",
            "x".repeat(length - head.len() - tail.len())
        )
    }

    #[test]
    fn an_event_in_parts_is_that_event_up_to_64_kib() {
        let mut parts = Parts::new(&Limits::default());
        for length in [5_000, 64 * 1024] {
            let whole = event(length);
            let (rest, last) = whole.split_at(length - 100);
            for piece in rest.as_bytes().chunks(8_192) {
                let piece = str::from_utf8(piece).expect("it is ASCII");
                assert!(parts.take(&part(false, piece)).is_none());
            }
            let Some(Received::Frame(ClientFrame::Event { size, .. })) =
                parts.take(&part(true, last))
            else {
                panic!("an event of {length} bytes");
            };
            assert_eq!(size, length);
            assert_eq!(parts.text.capacity(), 0, "nothing is kept");
        }
    }

    #[test]
    fn an_event_over_64_kib_in_parts_is_too_large() {
        let mut parts = Parts::new(&Limits::default());
        let piece = "x".repeat(8_192);
        for _ in 0..8 {
            assert!(parts.take(&part(false, &piece)).is_none());
        }
        let more = parts.take(&part(true, "x"));
        assert!(matches!(more, Some(Received::TooLarge)));
        assert_eq!(parts.text.capacity(), 0, "nothing is kept");
    }

    #[test]
    fn short_parts_and_parts_of_anything_but_an_event_are_refused() {
        let mut parts = Parts::new(&Limits::default());
        let long = "x".repeat(1_023);
        for text in [
            part(false, ""),
            part(false, &long),
            part(true, ""),
            part(true, "[\"k\",1]"),
            part(true, &part(true, "[\"k\",1]")),
        ] {
            let taken = parts.take(&text);
            assert!(matches!(taken, Some(Received::Invalid(_))), "{text}");
        }
    }

    #[test]
    fn a_text_over_the_largest_frame_is_too_large_in_parts_or_not() {
        let mut parts = Parts::new(&Limits::default());
        for text in [event(16 * 1024 + 1), part(false, &"x".repeat(16 * 1024))] {
            let taken = parts.take(&text);
            assert!(matches!(taken, Some(Received::TooLarge)));
        }
    }
}
