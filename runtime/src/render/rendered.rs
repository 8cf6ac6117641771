//! A view's markup, and what a session remembers of it.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hasher};

use crate::app::view::View;
use crate::cut::cut;
use crate::html::Html;
use crate::panics::guarded;
use crate::render::diff;
use crate::render::outline::{Grain, Outline};
use crate::render::parts::Cut;
use crate::tour::TourState;
use crate::wire::Patch;

/// The view as it looks now; `None` if it panicked.
pub(crate) fn render(view: &impl View, tour: &TourState) -> Option<Html> {
    guarded("a render", || view.render_with(tour))
}

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

/// What the page shows, as far as its session remembers.
#[derive(Debug, Default)]
pub(crate) struct Rendered {
    digest: Digest,
    /// What the next render is compared with. None of a small page, nor while there is no page.
    outline: Option<Box<Outline>>,
}

impl Rendered {
    /// The page was opened with the render of this digest.
    pub(crate) fn new(digest: u64) -> Self {
        Self {
            digest: Digest::of_text(digest),
            outline: None,
        }
    }

    /// Takes the next render of a page that shows the one before. The changes are empty if it is the same.
    pub(crate) fn update<'a>(&mut self, html: &'a Html) -> Vec<Patch<'a>> {
        self.update_by(html, Grain::DEFAULT)
    }

    /// Takes the next render, and cuts it as fine as this.
    pub(crate) fn update_by<'a>(&mut self, html: &'a Html, grain: Grain) -> Vec<Patch<'a>> {
        let text = html;
        let html = html.as_str();
        let old = self.outline.take();
        let cut = (html.len() >= grain.html)
            .then(|| Cut::of(html, grain, old.as_deref()).ok())
            .flatten();
        let next = cut
            .as_ref()
            .and_then(|cut| cut.outline(html, grain))
            .map(Box::new);
        // A text is read once more only where there are no parts to know it by.
        let of_parts = next.as_ref().map(|next| Digest::of_parts(next.digest()));
        let of_text = || Digest::of_text(digest(text));
        let is_same = match of_parts {
            Some(digest) if !self.digest.is_of_text() => self.digest == digest,
            _ => self.digest == of_text(),
        };
        self.digest = of_parts.unwrap_or_else(of_text);
        self.outline = next;
        match (old, cut) {
            _ if is_same => Vec::new(),
            (Some(old), Some(cut)) => shorter(diff::diff(&old, &cut, html), html, grain),
            _ => vec![Patch::Whole(html.into())],
        }
    }

    /// The page gets the whole of this render.
    pub(crate) fn replace(&mut self, html: &Html) {
        self.outline = None;
        self.update(html);
    }

    /// How many bytes are kept of the render.
    #[cfg(any(test, feature = "internals"))]
    pub(crate) fn kept(&self) -> usize {
        self.outline.as_ref().map_or(0, |kept| kept.size())
    }

    /// The page is away, or has missed something: it will get the whole of a render.
    pub(crate) fn forget(&mut self) {
        self.outline = None;
    }
}

/// Tells the render that the page shows from the next one.
///
/// Of a page that was opened with it, and of one without parts, it is the digest of the
/// text; else that of the parts. The lowest bit is which.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Digest(u64);

impl Digest {
    fn of_text(digest: u64) -> Self {
        Self(digest & !1)
    }

    fn of_parts(digest: u64) -> Self {
        Self(digest | 1)
    }

    fn is_of_text(self) -> bool {
        self.0 & 1 == 0
    }
}

/// The changes, or the whole if that is not longer.
fn shorter<'a>(patches: Vec<Patch<'a>>, html: &'a str, grain: Grain) -> Vec<Patch<'a>> {
    let length: usize = patches.iter().map(Patch::len).sum();
    if length < html.len().max(grain.least_whole()) {
        patches
    } else {
        vec![Patch::Whole(html.into())]
    }
}
