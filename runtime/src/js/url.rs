//! Whether a URL stays on the app's own site, by its text alone.
//!
//! Browsers drop ASCII tabs and newlines anywhere in a URL and what is at most a space
//! before it, and read `\` as `/` (WHATWG URL, "basic URL parser"); so do the checks.

/// Why a page is not sent to a URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UrlFault {
    /// A redirect that may lead to another site.
    Redirect,
    /// A URL for the page itself that may be of another site.
    Patch,
    /// Its scheme is neither `http` nor `https`, or it names no host.
    NoSite,
}

impl UrlFault {
    /// What is wrong, and what to write.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Redirect => {
                "it is no path of this site: write `/done` or `?page=2`, or `redirect_external` (`Js::navigate_external`) for a URL of another site that the app has chosen"
            }
            Self::Patch => {
                "it is no path of this site: give `patch_url` and `replace_url` a path or a query of it, `/list` or `?page=2`"
            }
            Self::NoSite => {
                "it is no URL of a site: it has to begin with `https://` or `http://` and a host"
            }
        }
    }
}

/// Whether a browser that is at a page of the app stays at the same origin with this URL:
/// a path, a query, or a path relative to the page.
pub(crate) fn is_own(url: &str) -> bool {
    let url = as_read(url);
    let is_slash = |at: usize| matches!(url.as_bytes().get(at), Some(b'/' | b'\\'));
    scheme(&url).is_none() && !(is_slash(0) && is_slash(1))
}

/// Whether it is a whole `http` or `https` URL.
pub(crate) fn is_whole(url: &str) -> bool {
    let url = as_read(url);
    let is_web = scheme(&url).is_some_and(|scheme| {
        scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
    });
    let host = url.split_once("://").map_or("", |(_, host)| host);
    let has_host = !matches!(
        host.as_bytes().first(),
        None | Some(b'/' | b'\\' | b'?' | b'#')
    );
    is_web && has_host
}

/// The URL without what a browser leaves out before it reads its scheme.
fn as_read(url: &str) -> String {
    url.chars()
        .skip_while(|c| *c <= ' ')
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect()
}

/// What is before the first `:`, if a browser takes that for a scheme.
fn scheme(url: &str) -> Option<&str> {
    let end = url.find([':', '/', '\\', '?', '#'])?;
    let scheme = &url[..end];
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    (is_scheme && url[end..].starts_with(':')).then_some(scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_or_a_query_is_of_this_site() {
        for url in [
            "/done",
            "/",
            "",
            "?page=2",
            "#end",
            "next",
            "../up",
            "./a:b",
            "/a:b",
            "/search?next=https://other.example",
            "/a//b",
            "1:2",
        ] {
            assert!(is_own(url), "{url:?}");
        }
    }

    #[test]
    fn what_may_lead_elsewhere_is_of_no_site_of_ours() {
        for url in [
            "https://other.example",
            "HTTPS:other.example",
            "//other.example",
            "/\\other.example",
            "\\\\other.example",
            "/\t/other.example",
            "\n//other.example",
            " \u{1}//other.example",
            "javascript:alert(1)",
            " \u{1}JaVa\nScRiPt\t:alert(1)",
            "data:text/html,x",
            "blob:https://here.example/1",
            "mailto:x",
        ] {
            assert!(!is_own(url), "{url:?}");
        }
    }

    #[test]
    fn another_site_is_reached_by_http_alone() {
        for url in ["https://pay.example/1", "http://pay.example", "HTTPS://x"] {
            assert!(is_whole(url), "{url:?}");
        }
        for url in [
            "/done",
            "//pay.example",
            "https:",
            "https://",
            "https:///x",
            "https:/x",
            "javascript:alert(1)",
            "javascript://x/%0aalert(1)",
            "ftp://pay.example",
            "data:text/html,x",
        ] {
            assert!(!is_whole(url), "{url:?}");
        }
    }
}
