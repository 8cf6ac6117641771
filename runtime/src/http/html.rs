//! axum's `Html` as a view's markup.

use axum::response;

use crate::html::Html;

/// The markup that a handler of axum's would answer with.
impl<T: Into<Self>> From<response::Html<T>> for Html {
    fn from(response::Html(markup): response::Html<T>) -> Self {
        markup.into()
    }
}
