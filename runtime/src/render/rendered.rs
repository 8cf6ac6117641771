//! A view's markup, and the digest by which two renders are compared.

use std::hash::{DefaultHasher, Hasher};

use crate::app::view::View;
use crate::html::Html;
use crate::panics::guarded;
use crate::tour::TourState;

/// The view as it looks now; `None` if it panicked.
pub(crate) fn render(view: &impl View, tour: &TourState) -> Option<Html> {
    guarded("a render", || view.render_with(tour))
}

/// Tells one render from another, in every process of one build.
pub(crate) fn digest(html: &Html) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(html.as_str().as_bytes());
    hasher.finish()
}

/// A digest as in the page's markup.
pub(crate) fn digest_text(digest: u64) -> String {
    format!("{digest:016x}")
}

/// Reads what [`digest_text`] writes.
pub(crate) fn read_digest(text: &str) -> Option<u64> {
    u64::from_str_radix(text, 16).ok()
}
