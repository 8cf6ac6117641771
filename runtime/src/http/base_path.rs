//! The path below which browsers find docent's own files.

use axum::http::request::Parts;

use crate::http::proxies;
use crate::log_limit::LogLimit;
use crate::server::Docent;
use crate::server::builder::DocentBuilder;

/// What the app has set.
#[derive(Debug, Clone)]
struct BasePath(String);

impl DocentBuilder {
    /// The path below which browsers find the files of [`assets`](crate::assets()), with
    /// or without a slash at its end: none, so that they are at `/docent/…`.
    ///
    /// ```
    /// use axum::Router;
    /// # use docent::prelude::*;
    /// # #[derive(Default)] struct Counter;
    /// # #[live_view(LiveView)] impl Counter {}
    /// # impl View for Counter { fn render(&self) -> Html { Html::default() } }
    ///
    /// // Nested: the page is at /tools/counter, its script at /tools/docent/docent.js.
    /// let tools = Router::new()
    ///     .route("/counter", docent::live(Counter::default))
    ///     .merge(docent::assets());
    /// let app: Router = Router::new().nest("/tools", tools);
    /// let docent = docent::Docent::builder().base_path("/tools").build();
    /// ```
    ///
    /// It is for assets in a nested router, and for a proxy in front that takes a prefix
    /// off each path. Where such a proxy names the prefix and is
    /// [trusted](crate::config::TrustedProxies::prefix), its prefix comes before this
    /// path, and need not be in it. Only links in pages have it: what the server
    /// answers to is what the router has. A page opens its socket at its own URL.
    ///
    /// # Panics
    ///
    /// If it is no path: it begins with one slash and has only letters, digits and
    /// `-._~%!$&'()*+,;=:@/`, without a segment `.` or `..`.
    pub fn base_path(mut self, path: impl AsRef<str>) -> Self {
        let path = path.as_ref();
        let Some(base) = checked(path) else {
            panic!("{path:?} is no path below which files can be: write /tools");
        };
        self.edge().insert(BasePath(base.to_owned()));
        self
    }
}

/// What comes before docent's own paths in the links of a page.
pub(crate) fn of(docent: &Docent, parts: &Parts) -> String {
    let set = docent.edge().get();
    let set = set.map_or("", |BasePath(path)| path.as_str());
    let Some(prefix) = proxies::prefix(docent, parts) else {
        return set.to_owned();
    };
    match checked(prefix) {
        Some(prefix) => format!("{prefix}{set}"),
        None => {
            static NO_PATH: LogLimit = LogLimit::new();
            if let Some(unlogged) = NO_PATH.admit() {
                tracing::warn!(target: "docent::serve", unlogged, "the X-Forwarded-Prefix of a trusted proxy is no path, and does not count: the proxy must set it to the prefix that it takes off");
            }
            set.to_owned()
        }
    }
}

/// A path without the slashes at its end; `None` if links below it could lead to
/// another host, or elsewhere than below it.
fn checked(path: &str) -> Option<&str> {
    let path = path.trim_end_matches('/');
    let is_plain =
        |byte: u8| byte.is_ascii_alphanumeric() || b"-._~%!$&'()*+,;=:@/".contains(&byte);
    let is_below = path.starts_with('/') && !path.starts_with("//");
    let is_fixed = path
        .split('/')
        .all(|segment| segment != "." && segment != "..");
    let is_path = is_below && is_fixed && path.bytes().all(is_plain);
    (path.is_empty() || is_path).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_path_is_a_path_of_this_host() {
        for (path, expected) in [
            ("/tools", Some("/tools")),
            ("/tools/", Some("/tools")),
            ("/a/b.c/%C3%A4", Some("/a/b.c/%C3%A4")),
            ("/", Some("")),
            ("", Some("")),
            ("tools", None),
            ("//evil.example", None),
            ("/\\evil.example", None),
            ("https://evil.example", None),
            ("/a/../b", None),
            ("/.", None),
            ("/a\"><script>", None),
            ("/a b", None),
            ("/a?b", None),
            ("/a#b", None),
        ] {
            assert_eq!(checked(path), expected, "{path}");
        }
    }

    #[test]
    #[should_panic(expected = "is no path")]
    fn another_host_is_no_base_path() {
        drop(Docent::builder().base_path("//evil.example"));
    }
}
