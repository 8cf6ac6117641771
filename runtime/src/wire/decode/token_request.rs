//! What a page sends when it asks for a token.

use crate::event::Value;
use crate::wire::decode::{MAX_DEPTH, MAX_HELLO, ProtocolError, plain};

/// What a page sends when it asks for a token.
#[derive(Debug, PartialEq, Default)]
pub(crate) struct TokenRequest {
    /// The token that it has; empty if it has none, or none that is good.
    pub(crate) token: String,
    /// Its origin, if its upgrade was refused.
    pub(crate) origin: Option<String>,
    /// Whether it is in a frame.
    pub(crate) is_framed: bool,
    /// Whether it shows a tour: its visitor is to be known again.
    pub(crate) has_tour: bool,
}

/// Reads what a page sends when it asks for a token.
pub(crate) fn token_request(text: &str) -> Result<TokenRequest, ProtocolError> {
    if text.len() > MAX_HELLO {
        return Err(ProtocolError("the request is too large"));
    }
    let Ok(Value::Map(entries)) = plain(text, MAX_DEPTH) else {
        return Err(ProtocolError("the request is a JSON object"));
    };
    let mut request = TokenRequest::default();
    for (key, value) in entries {
        match (key.as_str(), value) {
            ("token", value) => request.token = super::text(value)?,
            ("origin", value) => request.origin = Some(super::text(value)?),
            ("framed", Value::Bool(is_framed)) => request.is_framed = is_framed,
            ("tour", Value::Bool(has_tour)) => request.has_tour = has_tour,
            _ => return Err(ProtocolError("the request has an unknown key")),
        }
    }
    Ok(request)
}
