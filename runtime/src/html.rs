//! Markup on its way to a page.

use std::borrow::Cow;
use std::fmt;

/// A piece of HTML, as any template engine makes it.
///
/// `Html` holds text that *is* markup: nothing is escaped by [`Html::new`] and
/// [`Html::from`], since what an engine gives is a string too, and escaped already.
/// A string that is meant as text goes through [`Html::text`]; where `format!` is the
/// engine, values go through [`escape`].
///
/// ```
/// # use docent::{Html, escape};
/// let name = "<script>";
/// let html = Html::from(format!("<p>{}</p>", escape(name)));
/// assert_eq!(html.as_str(), "<p>&lt;script&gt;</p>");
/// ```
///
/// | engine | |
/// | --- | --- |
/// | askama | `Html::from(template.render()?)`, or `Html::new(template)` |
/// | maud | `Html::from(markup.into_string())` |
/// | minijinja, tera | `Html::from(template.render(values)?)`; they escape in templates whose names end in `.html` |
/// | hypertext | `Html::from(markup.render().into_inner())` |
/// | `format!` | `Html::from(format!(…))`, or `Html::new(format_args!(…))`, with [`escape`] around each value |
/// | axum's `Html` | `Html::from(html)` |
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(Cow<'static, str>);

impl Html {
    /// Anything that prints itself as markup: a maud, askama, tera or minijinja
    /// result, a [`Bubble`](crate::page::Bubble), `format_args!`.
    pub fn new(markup: impl fmt::Display) -> Self {
        Self(Cow::Owned(markup.to_string()))
    }

    /// Text that is no markup: it is [escaped](escape).
    ///
    /// ```
    /// # use docent::Html;
    /// assert_eq!(Html::text("1 < 2").as_str(), "1 &lt; 2");
    /// ```
    pub fn text(text: impl AsRef<str>) -> Self {
        Self::new(escape(text.as_ref()))
    }

    /// The markup.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The markup, owned.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0.into_owned()
    }
}

impl From<String> for Html {
    fn from(markup: String) -> Self {
        Self(Cow::Owned(markup))
    }
}

impl From<&'static str> for Html {
    fn from(markup: &'static str) -> Self {
        Self(Cow::Borrowed(markup))
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Prints `text` so that it is text in an element or in a quoted attribute,
/// for any content: `&`, `<`, `>` and both quotes are escaped.
///
/// ```
/// # use docent::escape;
/// let title = r#""Tea" & 'co'"#;
/// let input = format!("<input value='{}'>", escape(title));
/// assert_eq!(input, "<input value='&quot;Tea&quot; &amp; &#39;co&#39;'>");
/// ```
///
/// # Security
///
/// It is not enough elsewhere: in an attribute without quotes a space ends the value; in a
/// `script`, a `style` or an `on…` attribute the text is code; in an `href` a text may be
/// a `javascript:` URL. For an argument in `dj-click="rename(…)"` there is [`js_arg`].
pub fn escape(text: &str) -> impl fmt::Display + '_ {
    Escaped(text)
}

/// Prints `text` as one argument of a call in an attribute, `dj-click="rename(…)"`, for
/// any content.
///
/// What it prints is still text: like any value it goes through the engine's
/// escaping, or through [`escape`].
///
/// ```
/// # use docent::{escape, js_arg};
/// let title = "'), pay(1, '";
/// let argument = js_arg(title).to_string();
/// let button = format!("<button dj-click=\"say({})\">", escape(&argument));
/// assert_eq!(button, r#"<button dj-click="say(&quot;\u0027), pay(1, \u0027&quot;)">"#);
/// ```
///
/// # Security
///
/// HTML's escaping alone is not enough between the quotes of `say('…')`: the browser
/// turns `&#39;` back into a quote before the call is read, and a title could then add
/// arguments or change them. A `dj-value-title="…"` needs no call, and so none of this:
/// prefer it.
pub fn js_arg(text: &str) -> impl fmt::Display + '_ {
    Argument(text)
}

struct Argument<'a>(&'a str);

impl fmt::Display for Argument<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        for c in self.0.chars() {
            match c {
                '"' | '\\' | '\'' | '<' | '>' | '&' | '\0'..' ' => {
                    write!(f, "\\u{:04x}", u32::from(c))?;
                }
                c => write!(f, "{c}")?,
            }
        }
        f.write_str("\"")
    }
}

struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
            f.write_str(&rest[..at])?;
            f.write_str(match rest.as_bytes()[at] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                _ => "&#39;",
            })?;
            rest = &rest[at + 1..];
        }
        f.write_str(rest)
    }
}
