//! Values as JSON text.
//!
//! What comes from a page is not read here: see [`wire`](crate::wire).

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A value as JSON.
///
/// For plain data: strings, numbers, and maps with string keys, which JSON can
/// always express.
pub(crate) fn encode<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).expect("the value is plain data")
}

/// A string as JSON, with its quotes.
pub(crate) fn string(text: &str) -> String {
    encode(text)
}

/// Reads a value; says why it cannot. The caller bounds the text.
pub(crate) fn decode<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}
