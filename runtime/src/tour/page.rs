//! Which page a step is shown on, and where that is.
//!
//! The page of the browser is known by its path. What an app writes is below the
//! [base path](crate::config::DocentBuilder::base_path), as its routes are.

use std::sync::Arc;

use docent_check::tour::page_matches;
use smol_str::SmolStr;

/// Where the page of a session is; `None` while that is not known.
pub(crate) type Location = Option<Arc<PagePath>>;

/// The path of the page, as its browser has it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PagePath {
    /// Most are short, and then without an allocation of their own. Empty if it is not
    /// known, as no path is.
    path: SmolStr,
    /// What comes before the app's own paths.
    base: Box<str>,
}

/// What is done on another page than the step's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Elsewhere {
    /// The bubble has the step's text and a link to its page.
    #[default]
    Link,
    /// The browser is sent there, once in a run of each tab; then as with `Link`.
    Go,
    /// Nothing is shown.
    Wait,
}

impl Elsewhere {
    /// The word for it in `tutorial!`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Go => "go",
            Self::Wait => "wait",
        }
    }
}

/// Whether a step is shown where the page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whereabouts {
    Here,
    Elsewhere,
    /// Only the view knows.
    Ask,
}

impl PagePath {
    /// A path, and what of it is before the app's own.
    pub(crate) fn new(path: &str, base: &str) -> Self {
        Self {
            path: path.into(),
            base: base.into(),
        }
    }

    /// A page of which only the base path is known.
    pub(crate) fn unknown(base: &str) -> Self {
        Self::new("", base)
    }

    pub(crate) fn is_known(&self) -> bool {
        !self.path.is_empty()
    }

    /// What comes before the app's own paths.
    pub(crate) fn base(&self) -> &str {
        &self.base
    }

    /// The base path, if the path is there or below it, and the rest.
    fn split(&self) -> (&str, &str) {
        match self.path.strip_prefix(&*self.base) {
            Some("") => (&self.base, "/"),
            Some(rest) if rest.starts_with('/') => (&self.base, rest),
            _ => ("", &self.path),
        }
    }

    /// As the browser has it.
    pub(crate) fn as_str(&self) -> &str {
        &self.path
    }

    /// Whether it is a path of this pattern, or the path of this URL.
    pub(crate) fn is_of(&self, pattern: &str) -> bool {
        let end = pattern.find(['?', '#']).unwrap_or(pattern.len());
        page_matches(&pattern[..end], self.split().1)
    }

    /// A path of the app's, as the browser needs it.
    pub(crate) fn url_of(&self, page: &str) -> String {
        let base = self.split().0;
        let below = match page.strip_prefix('/') {
            // A nested router answers its `/` at the base path without a slash.
            Some(rest) if !base.is_empty() && matches!(rest.as_bytes(), [] | [b'?' | b'#', ..]) => {
                rest
            }
            _ => page,
        };
        [base, below].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_known_by_its_path_below_the_base_path() {
        for (path, base, pattern, expected) in [
            ("/projects", "", "/projects", true),
            ("/tools/projects", "/tools", "/projects", true),
            ("/tools/projects", "/tools", "/tools/projects", false),
            // The app is reached past its proxy.
            ("/projects", "/tools", "/projects", true),
            ("/toolset", "/tools", "/toolset", true),
            ("/tools/", "/tools", "/", true),
            ("/tools", "/tools", "/", true),
            ("/tools", "/tools", "/tools", false),
            ("/projects/7", "", "/projects/{id}", true),
            ("/projects/7", "", "/projects/7?tab=2#top", true),
        ] {
            let page = PagePath::new(path, base);
            assert_eq!(page.is_of(pattern), expected, "{path} {base} {pattern}");
        }
    }

    #[test]
    fn a_page_is_linked_to_below_the_base_path() {
        for (path, base, page, expected) in [
            ("/tools/a", "/tools", "/b?c", "/tools/b?c"),
            ("/tools", "/tools", "/b", "/tools/b"),
            ("/a", "/tools", "/b", "/b"),
            // A nested router answers `/` at its own path alone.
            ("/tools/a", "/tools", "/", "/tools"),
            ("/tools/a", "/tools", "/?c", "/tools?c"),
            ("/a", "", "/", "/"),
        ] {
            let url = PagePath::new(path, base).url_of(page);
            assert_eq!(url, expected, "{path} {base} {page}");
        }
    }
}
