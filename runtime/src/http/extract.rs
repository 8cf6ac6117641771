//! The server as an extractor of the app's own handlers.

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;

use crate::log_limit::LogLimit;
use crate::server::Docent;

impl<S: Sync> FromRequestParts<S> for Docent {
    type Rejection = (StatusCode, &'static str);

    /// The server that the request came to, for instance to
    /// [send](Docent::visitor) an event to the pages of its visitor.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| {
            static NO_SERVER: LogLimit = LogLimit::new();
            if let Some(unlogged) = NO_SERVER.admit() {
                tracing::error!(
                target: "docent::serve",
                unlogged,
                "a handler asked for `Docent`, and the app has none: serve it with `Docent::serve`, or add `.layer(axum::Extension(docent))`",
            );
            }
            (StatusCode::INTERNAL_SERVER_ERROR, "the server is misconfigured")
        })
    }
}
