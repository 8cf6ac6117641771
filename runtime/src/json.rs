//! Values as JSON text.
//!
//! What comes from a page is not read here: see [`wire`](crate::wire).

use std::io;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A value as JSON.
///
/// For plain data: strings, numbers, and maps with string keys, which JSON can
/// always express.
pub(crate) fn encode<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).expect("the value is plain data")
}

/// How many bytes a value takes as JSON, without making the text.
///
/// For the same values as [`encode`].
pub(crate) fn length<T: Serialize + ?Sized>(value: &T) -> usize {
    let mut length = Length(0);
    serde_json::to_writer(&mut length, value).expect("the value is plain data");
    length.0
}

/// Counts what is written to it.
struct Length(usize);

impl io::Write for Length {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A string as JSON, with its quotes.
pub(crate) fn string(text: &str) -> String {
    encode(text)
}

/// Reads a value; the error is why it cannot. The caller bounds the text.
pub(crate) fn decode<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_that_of_the_text() {
        for value in ["", "é", "\"quoted\"\n", "\u{7}"] {
            assert_eq!(length(value), encode(value).len());
        }
    }
}
