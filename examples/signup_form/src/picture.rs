//! The picture, which goes to a route of its own: no event has a file.

use axum::body::Bytes;
use axum::http::StatusCode;
use docent::{Docent, Visitor};

/// The largest picture, in bytes, with what a form adds to it.
pub(crate) const MAX_BYTES: usize = 1024 * 1024;

/// Emitted when a picture of the visitor's has arrived.
pub(crate) struct PictureUploaded;

/// Takes a picture. In a product it reads the body with axum's `Multipart`, checks what it is,
/// keeps it, and answers with what the frame shows.
pub(crate) async fn upload(
    docent: Docent,
    visitor: Visitor,
    body: Bytes,
) -> (StatusCode, &'static str) {
    if body.is_empty() {
        return (StatusCode::BAD_REQUEST, "Choose a picture first.");
    }
    docent.visitor(&visitor).emit(PictureUploaded);
    (StatusCode::OK, "Your picture is here.")
}
