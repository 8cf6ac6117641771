//! How a page's script tag names the render and the title that the page was opened with.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hasher};

use crate::app::view::View;
use crate::cut::cut;
use crate::html::Html;
use crate::panics::guarded;

/// How many bytes of a title count.
const MAX_TITLE: usize = 1024;

/// The title of the view's document, as it is now; `None` if it has none, or panicked.
pub(crate) fn title(view: &impl View) -> Option<String> {
    let title = guarded("a title", || view.title().map(Cow::into_owned)).flatten();
    title.map(|mut title| {
        title.truncate(cut(&title, MAX_TITLE).len());
        title
    })
}

/// Tells one title from another, in every process of one build; 0 is none that is known.
pub(crate) fn title_digest(title: Option<&str>) -> u32 {
    title.map_or(0, |title| (hash(title) as u32).max(1))
}

/// Tells one render from another, in every process of one build.
pub(crate) fn digest(html: &Html) -> u64 {
    hash(html.as_str())
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// The digests of a page's markup and title, as in its script tag.
pub(crate) fn digest_text(digest: u64, title: Option<&str>) -> String {
    match title_digest(title) {
        0 => format!("{digest:016x}"),
        title => format!("{digest:016x}-{title:08x}"),
    }
}

/// Reads what [`digest_text`] writes.
pub(crate) fn read_digest(text: &str) -> Option<(u64, u32)> {
    let (digest, title) = text.split_once('-').unwrap_or((text, "0"));
    let digest = u64::from_str_radix(digest, 16).ok()?;
    Some((digest, u32::from_str_radix(title, 16).ok()?))
}
