//! The document around a view's live part.

use std::borrow::Cow;
use std::fmt;

use axum::http::request::Parts;

use crate::html::{Html, escape};
use crate::http::assets::AssetUrls;
use crate::http::bubble;
use crate::render::comment_length;

/// What docent puts into a page, for the app's own layout to place.
///
/// ```
/// # use docent::Html;
/// # use docent::page::Page;
/// fn layout(page: Page) -> Html {
///     Html::from(format!(
///         "<!doctype html><html lang=\"en\"><head><title>My app</title>{}</head>\
///          <body><header>…</header>{}</body></html>",
///         page.head(),
///         page.body(),
///     ))
/// }
/// ```
///
/// A layout that is for one view is given that too, with
/// [`view_layout`](crate::routing::Route::view_layout). It may fail, as a template does.
pub struct Page {
    style: String,
    /// Without the end of the start tag, where a nonce may follow.
    script: String,
    preload: Option<String>,
    live: Html,
    bubble: Option<Html>,
    title: Cow<'static, str>,
    nonce: Option<String>,
    request: Parts,
}

/// What of a page is proof, or names its build: the attributes of its script.
pub(crate) struct Marks<'a> {
    /// Proves that the page is ours.
    pub(crate) token: &'a str,
    /// Names the render, and the title.
    pub(crate) digest: &'a str,
    /// Names the rest of the page.
    pub(crate) build: &'a str,
}

impl Page {
    pub(crate) fn new(
        html: &Html,
        name: &'static str,
        title: Option<String>,
        marks: &Marks<'_>,
        urls: &AssetUrls,
        request: Parts,
    ) -> Self {
        let brings = Brings::of(html.as_str());
        let live = if brings.root {
            html.clone()
        } else {
            Html::from(format!(
                "<div dj-root dj-view=\"{}\">{html}</div>",
                escape(name)
            ))
        };
        let Marks {
            token,
            digest,
            build,
        } = marks;
        Self {
            style: format!("<link rel=\"stylesheet\" href=\"{}\"", escape(&urls.style)),
            script: format!(
                "<script type=\"module\" src=\"{}\" data-docent=\"{}\" data-digest=\"{}\" data-build=\"{}\"",
                escape(&urls.script),
                escape(token),
                escape(digest),
                escape(build),
            ),
            // Requested with the script, so that it is there when the script loads it.
            preload: urls
                .tour
                .as_deref()
                .map(|url| format!("<link rel=\"modulepreload\" href=\"{}\"", escape(url))),
            live,
            bubble: (!brings.bubble).then(|| Html::new(bubble::bubble())),
            title: title.map_or(Cow::Borrowed(name), Cow::Owned),
            nonce: None,
            request,
        }
    }

    /// The page of a test, where no script shows a bubble.
    #[cfg(any(test, feature = "test"))]
    pub(crate) fn without_bubble(mut self) -> Self {
        self.bubble = None;
        self
    }

    /// For the head: the stylesheet, and the script.
    #[must_use]
    pub fn head(&self) -> Html {
        let nonce = self.nonce_attribute();
        Html::from(format!("{}{nonce}>{}", self.style, self.script()))
    }

    /// For the head of a page that brings its own styles: the script alone.
    #[must_use]
    pub fn script(&self) -> Html {
        let nonce = self.nonce_attribute();
        let preload = self.preload.as_ref();
        let preload = preload.map_or_else(String::new, |link| format!("{link}{nonce}>"));
        Html::from(format!("{}{nonce}></script>{preload}", self.script))
    }

    /// For the body: the view's live part, and after it the bubble, unless the
    /// view renders its own.
    #[must_use]
    pub fn body(&self) -> Html {
        match &self.bubble {
            Some(bubble) => Html::from(format!("{}{bubble}", self.live)),
            None => self.live.clone(),
        }
    }

    /// The view's [title](crate::View::title), for the document's `<title>`; the name of
    /// its type if it has none. It is text, and has to be escaped.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The request that is answered, as its route got it: its URI, its headers, and in
    /// its extensions what the app's middleware has put there.
    #[must_use]
    pub fn request(&self) -> &Parts {
        &self.request
    }

    /// Gives each script, link and preload of [`head`](Self::head) and
    /// [`script`](Self::script) this nonce, for an app whose Content Security Policy
    /// has one.
    ///
    /// The part of the script that shows tours is loaded with it too, also under
    /// `'strict-dynamic'`. `connect-src 'self'` and, for the stylesheet,
    /// `style-src 'self'` or the nonce are still needed.
    ///
    /// ```
    /// # use docent::{Html, escape};
    /// # use docent::page::Page;
    /// /// What the app's middleware puts into each request and its policy.
    /// #[derive(Clone)]
    /// struct Nonce(String);
    ///
    /// fn layout(page: Page) -> Html {
    ///     let nonce = page.request().extensions.get::<Nonce>().cloned();
    ///     let page = match nonce {
    ///         Some(Nonce(nonce)) => page.nonce(nonce),
    ///         None => page,
    ///     };
    ///     let (title, head, body) = (escape(page.title()), page.head(), page.body());
    ///     Html::from(format!("<!doctype html><title>{title}</title>{head}<body>{body}"))
    /// }
    /// ```
    #[must_use]
    pub fn nonce(mut self, nonce: impl Into<String>) -> Self {
        self.nonce = Some(nonce.into());
        self
    }

    fn nonce_attribute(&self) -> String {
        let nonce = self.nonce.as_deref();
        nonce.map_or_else(String::new, |nonce| format!(" nonce=\"{}\"", escape(nonce)))
    }

    /// The page of an app that has no layout of its own.
    pub(crate) fn document(&self) -> Html {
        Html::from(format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{}</title>\n{}\n</head>\n<body>\n{}\n</body>\n</html>\n",
            escape(&self.title),
            self.head(),
            self.body(),
        ))
    }
}

impl fmt::Debug for Page {
    /// Without the request, whose headers hold cookies, and the token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page")
            .field("title", &self.title)
            .finish_non_exhaustive()
    }
}

/// What a view's markup brings itself.
struct Brings {
    /// An element with `dj-root`: the markup is a whole template, as in the guide.
    root: bool,
    /// The bubble.
    bubble: bool,
}

impl Brings {
    fn of(html: &str) -> Self {
        let mut parts = Self {
            root: false,
            bubble: false,
        };
        let mut tags = StartTags(html);
        while let Some(tag) = tags.next() {
            let mut is_ignored = false;
            for (name, value) in Attributes(tag) {
                parts.root |= name.eq_ignore_ascii_case("dj-root");
                parts.bubble |= name.eq_ignore_ascii_case("id") && value == bubble::ID;
                is_ignored |= name.eq_ignore_ascii_case("dj-ignore");
            }
            if is_ignored {
                tags.skip_element(tag);
            }
        }
        parts
    }
}

/// The insides of the start tags of some markup, without comments.
///
/// Not a parser: it only has to distinguish attributes from text, in markup that the
/// app has written.
struct StartTags<'a>(&'a str);

impl<'a> Iterator for StartTags<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        loop {
            let at = self.0.find('<')?;
            let rest = &self.0[at + 1..];
            if let Some(comment) = rest.strip_prefix("!--") {
                self.0 = &comment[comment_length(comment)?..];
            } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
                let end = end_of_tag(rest);
                self.0 = &rest[end..];
                return Some(&rest[..end]);
            } else {
                self.0 = rest;
            }
        }
    }
}

impl StartTags<'_> {
    /// Skips the element of this start tag, which holds markup of others.
    fn skip_element(&mut self, tag: &str) {
        let end = tag.find(|c: char| c.is_ascii_whitespace() || c == '/');
        let name = &tag[..end.unwrap_or(tag.len())];
        let is_named = |text: &str| {
            let after = text.as_bytes().get(name.len());
            text.get(..name.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(name))
                && after.is_none_or(|after| !after.is_ascii_alphanumeric() && *after != b'-')
        };
        let mut depth = 1;
        while depth > 0
            && let Some(at) = self.0.find('<')
        {
            self.0 = &self.0[at + 1..];
            match self.0.strip_prefix('/') {
                Some(end) if is_named(end) => depth -= 1,
                None if is_named(self.0) => depth += 1,
                _ => {}
            }
        }
    }
}

/// Where the `>` is that no quotes hide.
fn end_of_tag(tag: &str) -> usize {
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (None, '>') => return at,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    tag.len()
}

/// The attributes of a start tag's inside.
struct Attributes<'a>(&'a str);

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<(&'a str, &'a str)> {
        let is_space = |c: char| c.is_ascii_whitespace() || c == '/';
        // The first call finds the tag's name here, which is no attribute of interest.
        let rest = self.0.trim_start_matches(is_space);
        if rest.is_empty() {
            return None;
        }
        let end = rest
            .find(|c: char| is_space(c) || c == '=')
            .unwrap_or(rest.len());
        let (name, rest) = rest.split_at(end);
        let Some(value) = rest.trim_start().strip_prefix('=') else {
            self.0 = rest;
            return Some((name, ""));
        };
        let value = value.trim_start();
        let (value, rest) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            _ => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        self.0 = rest;
        Some((name, value))
    }
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;
    use crate::http::assets;

    fn page(html: &str) -> Page {
        titled(html, None)
    }

    fn titled(html: &str, title: Option<&str>) -> Page {
        let marks = Marks {
            token: "token",
            digest: "digest",
            build: "build",
        };
        let (request, ()) = Request::new(()).into_parts();
        Page::new(
            &Html::from(html.to_owned()),
            "View",
            title.map(str::to_owned),
            &marks,
            &assets::urls(false, ""),
            request,
        )
    }

    #[test]
    fn the_title_is_the_views_and_else_its_name() {
        assert_eq!(page("").title(), "View");
        let page = titled("", Some("Tea & <b>"));
        assert_eq!(page.title(), "Tea & <b>");
        let document = page.document().into_string();
        assert!(
            document.contains("<title>Tea &amp; &lt;b&gt;</title>"),
            "{document}"
        );
    }

    #[test]
    fn a_nonce_is_on_all_that_docent_loads() {
        let head = page("").nonce("a\"b").head().into_string();
        let (tags, nonces) = (["<link", "<script"], " nonce=\"a&quot;b\"");
        let loads = tags.map(|tag| head.matches(tag).count());
        assert_eq!(loads, [2, 1], "{head}");
        assert_eq!(head.matches(nonces).count(), 3, "{head}");
        assert!(!page("").head().as_str().contains("nonce"));
    }

    #[test]
    fn the_debug_text_of_a_page_has_no_token() {
        let text = format!("{:?}", page("<p>"));
        assert!(text.contains("View") && !text.contains("token"), "{text}");
    }

    #[test]
    fn markup_is_wrapped_in_a_root_and_gets_a_bubble() {
        let body = page("<p>dj-root</p>").body().into_string();
        assert!(
            body.starts_with(
                "<div dj-root dj-view=\"View\"><p>dj-root</p></div><div id=\"dj-tutorial-bubble\""
            ),
            "{body}"
        );
    }

    #[test]
    fn a_template_that_brings_its_root_and_bubble_is_left_alone() {
        let html = format!(
            "<!-- <div dj-root> --><div class='a > b' dj-root dj-view=\"my.View\"><p>x</p></div>{}",
            bubble::bubble()
        );
        assert_eq!(page(&html).body().as_str(), html);
    }

    #[test]
    fn markup_of_others_has_neither_the_root_nor_the_bubble() {
        let planted = "<div><div dj-root></div><p id=dj-tutorial-bubble></p></div>";
        let html = format!("<div dj-ignore class=x>{planted}</div><p>x</p>");
        let body = page(&html).body().into_string();
        assert!(body.starts_with("<div dj-root dj-view"), "{body}");
        assert!(body.ends_with(&bubble::bubble().to_string()), "{body}");
        let own = format!(
            "<div dj-ignore>{planted}</div><div dj-root></div>{}",
            bubble::bubble()
        );
        assert_eq!(page(&own).body().as_str(), own);
    }

    #[test]
    fn a_root_behind_a_comment_is_one() {
        for comment in ["<!-- a --!>", "<!-->", "<!--->", "<!-- > -->"] {
            let own = format!(
                "{comment}<div dj-root dj-view=\"V\"></div>{}",
                bubble::bubble()
            );
            assert_eq!(page(&own).body().as_str(), own);
        }
    }

    #[test]
    fn a_root_in_a_comment_or_a_value_is_none() {
        for html in [
            "<!-- <div dj-root> -->",
            "<p title='dj-root'>",
            "<p data-x=\"<div dj-root>\">",
        ] {
            let body = page(html).body().into_string();
            assert!(body.starts_with("<div dj-root dj-view"), "{html}");
        }
    }
}
