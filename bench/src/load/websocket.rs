//! As much of RFC 6455 as a load needs: short text frames out, whole frames in.
//!
//! By hand, because the load must cost less than what it measures: one write
//! for a frame, no copy of what comes in, no buffer for an idle connection.

/// The request that asks for the upgrade.
pub(super) fn request(host: &str, path: &str, cookie: &str) -> String {
    // The key is the one of RFC 6455 §1.3: the server is our own, and its answer is not checked.
    format!(
        "GET {path} HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\ncookie: {cookie}\r\n\
         connection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n\
         sec-websocket-protocol: docent.2\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
}

/// Writes a text frame into `out`, masked with zeros: RFC 6455 §5.3 wants a
/// mask, and the server undoes this one as any other.
///
/// # Panics
///
/// If the text is longer than 64 KiB.
pub(super) fn write_text(out: &mut Vec<u8>, text: &str) {
    const FINAL_TEXT: u8 = 0x81;
    const MASKED: u8 = 0x80;
    out.clear();
    out.push(FINAL_TEXT);
    match u8::try_from(text.len()) {
        Ok(length) if length < 126 => out.push(MASKED | length),
        _ => {
            let length = u16::try_from(text.len()).expect("a load sends short frames");
            out.push(MASKED | 126);
            out.extend(length.to_be_bytes());
        }
    }
    out.extend([0; 4]);
    out.extend(text.as_bytes());
}

/// One frame from the server.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Frame<'a> {
    pub(super) is_close: bool,
    pub(super) payload: &'a [u8],
    /// How many bytes it took.
    pub(super) length: usize,
}

/// The first frame in `bytes`, if it is whole. A server's frames are not masked.
pub(super) fn read(bytes: &[u8]) -> Option<Frame<'_>> {
    const CLOSE: u8 = 0x8;
    let (&first, rest) = bytes.split_first()?;
    let (&length, rest) = rest.split_first()?;
    let (length, rest) = match length {
        126 => {
            let (length, rest) = rest.split_first_chunk()?;
            (usize::from(u16::from_be_bytes(*length)), rest)
        }
        127 => {
            let (length, rest) = rest.split_first_chunk()?;
            (usize::try_from(u64::from_be_bytes(*length)).ok()?, rest)
        }
        short => (usize::from(short), rest),
    };
    let payload = rest.get(..length)?;
    Some(Frame {
        is_close: first & 0xf == CLOSE,
        payload,
        length: bytes.len() - rest.len() + length,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_read_when_it_is_whole() {
        let bytes = [b"\x81\x02[]".as_slice(), b"\x81\x7e\x00\x80", &[b'x'; 128]].concat();
        let first = read(&bytes).expect("whole");
        assert_eq!((first.payload, first.length), (b"[]".as_slice(), 4));
        let second = read(&bytes[4..]).expect("whole");
        assert_eq!((second.payload.len(), second.length), (128, 132));
        assert_eq!(read(&bytes[4..100]), None);
        assert_eq!(read(&bytes[..3]), None);
    }

    #[test]
    fn a_text_carries_its_length() {
        let mut out = Vec::new();
        write_text(&mut out, "[]");
        assert_eq!(out, b"\x81\x82\0\0\0\0[]");
        write_text(&mut out, &"x".repeat(300));
        assert_eq!(out[..4], *b"\x81\xfe\x01\x2c");
    }
}
