//! The URLs of one tab, as far as docent's commands change them.

/// The entries of a tab's history that are of its page, as a browser has them.
#[derive(Debug, Clone)]
pub(crate) struct History {
    entries: Vec<String>,
    at: usize,
}

impl History {
    /// A page that was opened at this path with its query.
    pub(crate) fn new(url: &str) -> Self {
        Self {
            entries: vec![url.to_owned()],
            at: 0,
        }
    }

    /// Where the page is.
    pub(crate) fn url(&self) -> &str {
        &self.entries[self.at]
    }

    /// The page changes its URL, to one of its own site.
    pub(crate) fn patch(&mut self, url: &str, replaces: bool) {
        let url = resolve(self.url(), url);
        if url == self.url() {
            return;
        }
        if !replaces {
            self.at += 1;
            self.entries.truncate(self.at);
            self.entries.push(url);
        } else {
            self.entries[self.at] = url;
        }
    }

    /// The person goes so many entries forward, or back; `None` if there are not as many.
    pub(crate) fn go(&mut self, by: isize) -> Option<&str> {
        let at = self.at.checked_add_signed(by);
        self.at = at.filter(|at| *at < self.entries.len())?;
        Some(self.url())
    }
}

/// A reference of the page's own site, without its fragment, as a browser resolves it.
fn resolve(base: &str, url: &str) -> String {
    let url = url.split('#').next().unwrap_or_default();
    let path = base.split('?').next().unwrap_or_default();
    if url.is_empty() {
        return base.to_owned();
    }
    if url.starts_with('?') {
        return format!("{path}{url}");
    }
    let folder = &path[..path.rfind('/').map_or(0, |at| at + 1)];
    let whole = match url.starts_with('/') {
        true => url.to_owned(),
        false => format!("{folder}{url}"),
    };
    let (path, query) = whole.split_once('?').unwrap_or((&whole, ""));
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/').skip(1) {
        match segment {
            "." => {}
            ".." => drop(segments.pop()),
            segment => segments.push(segment),
        }
    }
    // What ends in a dot segment is a folder.
    if path.ends_with("/.") || path.ends_with("/..") {
        segments.push("");
    }
    let mark = if query.is_empty() { "" } else { "?" };
    format!("/{}{mark}{query}", segments.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_resolved_as_a_browser_does() {
        for (url, expected) in [
            ("?page=2", "/shop/list?page=2"),
            ("/", "/"),
            ("/a/./b/../c?x=/../y", "/a/c?x=/../y"),
            ("two", "/shop/two"),
            ("../up", "/up"),
            ("..", "/"),
            ("./x/.", "/shop/x/"),
            ("#end", "/shop/list?page=1"),
            ("", "/shop/list?page=1"),
        ] {
            assert_eq!(resolve("/shop/list?page=1", url), expected, "{url}");
        }
    }

    #[test]
    fn a_new_entry_takes_the_place_of_those_ahead() {
        let mut history = History::new("/");
        history.patch("?page=2", false);
        history.patch("?page=3", false);
        assert_eq!(history.go(-1), Some("/?page=2"));
        history.patch("?page=4", false);
        assert_eq!(history.go(1), None);
        assert_eq!(history.go(-1), Some("/?page=2"));
        history.patch("?page=5", true);
        assert_eq!(history.go(-1), Some("/"));
        assert_eq!(history.go(1), Some("/?page=5"));
    }
}
