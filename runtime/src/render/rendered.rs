//! What a session remembers of its view's markup, and what it sends of the next.

use crate::app::view::View;
use crate::html::Html;
use crate::panics::guarded;
use crate::render::diff;
use crate::render::digest::digest;
use crate::render::outline::{Grain, Outline};
use crate::render::parts::Cut;
use crate::tour::TourState;
use crate::wire::Patch;

/// The view as it looks now; `None` if it panicked.
pub(crate) fn render(view: &impl View, tour: &TourState) -> Option<Html> {
    guarded("a render", || view.render_with(tour))
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
    if length < html.len() || grain.always_patches() {
        patches
    } else {
        vec![Patch::Whole(html.into())]
    }
}
