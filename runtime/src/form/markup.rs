//! A field of a form in markup of any template engine.

use std::fmt::{self, Display};

use crate::html::escape;

/// A field of a [`Form`](super::Form), as markup.
///
/// What the methods print is markup whose texts are escaped: an engine with escaping of
/// its own is told not to escape it again (`|safe` in askama and minijinja). Where an engine
/// takes no attributes as text, as maud, it is given what they are made of: [`id`](Field::id),
/// [`error_id`](Field::error_id), [`error`](Field::error) and the values of the form.
///
/// ```
/// use docent::form::Form;
///
/// let form = Form::<()>::new("signup").with("email", "ada@example.org");
/// assert_eq!(
///     form.field("email").text().to_string(),
///     r#"id="signup-email" name="email" aria-describedby="signup-email-error" value="ada@example.org""#,
/// );
/// ```
///
/// # Ids
///
/// That of the field `email` of the form `signup` is `signup-email`, that of its error
/// `signup-email-error`, and that of its choice `on` `signup-email--on`. In a name or a value
/// a space is written as `%20`, and so are a `%` and a hyphen that would make two ids equal.
#[derive(Clone)]
pub struct Field<'a> {
    pub(super) form: &'a str,
    pub(super) name: &'a str,
    pub(super) texts: Vec<&'a str>,
    pub(super) error: Option<&'a str>,
}

impl Field<'_> {
    /// The id of the control.
    #[must_use]
    pub fn id(&self) -> String {
        let name = encoded(self.name);
        // The end is that of an error's id.
        match name.strip_suffix("-error") {
            Some(start) => format!("{}-{start}%2Derror", self.form),
            None => format!("{}-{name}", self.form),
        }
    }

    /// The id of the line that has its error.
    #[must_use]
    pub fn error_id(&self) -> String {
        format!("{}-error", self.id())
    }

    /// The error, if it is to be shown.
    #[must_use]
    pub fn error(&self) -> Option<&str> {
        self.error
    }

    /// The attributes of any control: id, name, and what ties it to its error.
    ///
    /// For a `<select>`, a `<textarea>`, a file, and a password, which is not sent back.
    pub fn attributes(&self) -> impl Display {
        let (id, name) = (self.id(), self.name);
        Markup(move |f: &mut fmt::Formatter<'_>| {
            write!(f, r#"id="{}" name="{}" "#, escape(&id), escape(name))?;
            self.described(f)
        })
    }

    /// The attributes of an `<input>` for text: those of any control, and its value.
    pub fn text(&self) -> impl Display {
        let text = self.texts.first().copied().unwrap_or_default();
        Markup(move |f: &mut fmt::Formatter<'_>| {
            write!(f, r#"{} value="{}""#, self.attributes(), escape(text))
        })
    }

    /// The attributes of a checkbox or a radio button with this value.
    pub fn choice<'b>(&'b self, value: &'b str) -> impl Display + 'b {
        let id = format!("{}--{}", self.id(), encoded(value));
        Markup(move |f: &mut fmt::Formatter<'_>| {
            let (name, text) = (escape(self.name), escape(value));
            write!(f, r#"id="{}" name="{name}" value="{text}" "#, escape(&id))?;
            self.described(f)?;
            f.write_str(if self.has(value) { " checked" } else { "" })
        })
    }

    /// The attributes of an `<option>` with this value.
    pub fn option<'b>(&'b self, value: &'b str) -> impl Display + 'b {
        Markup(move |f: &mut fmt::Formatter<'_>| {
            write!(f, r#"value="{}""#, escape(value))?;
            f.write_str(if self.has(value) { " selected" } else { "" })
        })
    }

    /// The line for its error: a `<span class="dj-error">`, empty if nothing is wrong. It is
    /// always there, so that a screen reader reads what comes into it.
    pub fn error_line(&self) -> impl Display {
        let text = self.error.unwrap_or_default();
        Markup(move |f: &mut fmt::Formatter<'_>| {
            let (id, text) = (self.error_id(), escape(text));
            let id = escape(&id);
            write!(
                f,
                r#"<span id="{id}" class="dj-error" aria-live="polite">{text}</span>"#
            )
        })
    }

    fn has(&self, value: &str) -> bool {
        self.texts.contains(&value)
    }

    fn described(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, r#"aria-describedby="{}""#, escape(&self.error_id()))?;
        f.write_str(if self.error.is_some() {
            r#" aria-invalid="true""#
        } else {
            ""
        })
    }
}

/// Of what was entered nothing: it may be personal data.
impl fmt::Debug for Field<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Field")
            .field("form", &self.form)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// A name or a value as a part of an id, without spaces and without a hyphen at an end or
/// behind another one: `--` comes before a choice only.
fn encoded(text: &str) -> String {
    let mut part = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    let mut is_behind_hyphen = true;
    while let Some(c) = rest.next() {
        let is_hyphen = c == '-';
        let is_unclear = is_hyphen && (is_behind_hyphen || rest.peek().is_none());
        if is_unclear || c == '%' || c.is_ascii_whitespace() {
            part.push_str(&format!("%{:02X}", u32::from(c)));
        } else {
            part.push(c);
        }
        is_behind_hyphen = is_hyphen;
    }
    part
}

/// Markup that is written where it is printed. `std::fmt::FromFn` is not in the oldest Rust
/// that docent compiles with.
struct Markup<F>(F);

impl<F: Fn(&mut fmt::Formatter<'_>) -> fmt::Result> Display for Markup<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.0)(f)
    }
}
