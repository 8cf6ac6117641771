//! The elements of some markup, and which of its tags do not belong together.
//!
//! What HTML allows is no mistake: end tags that may be left out, elements that have
//! none, `/>` in a drawing. A tag that is missing is looked for only where the author
//! must have meant one.

use super::tags::{StartTag, Tags, Token};
use super::{Kind, Mistake};

/// An element, in document order.
#[derive(Debug)]
pub(super) struct Element<'a> {
    pub(super) tag: StartTag<'a>,
    /// Its place among the elements.
    pub(super) parent: Option<usize>,
    /// Whether it is in a `template` or a `noscript`, whose elements are not those of the
    /// page: docent has a script, so its pages have no `noscript`.
    pub(super) is_inert: bool,
    /// Whether it is in a `dj-ignore`, in which nothing is docent's.
    pub(super) is_ignored: bool,
}

/// Elements without content and end tag.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];
/// Elements whose content is text.
const TEXT: [&str; 8] = [
    "script", "style", "textarea", "title", "iframe", "xmp", "noembed", "noframes",
];
/// Elements whose end tag may be left out.
const OPTIONAL_END: [&str; 21] = [
    "html", "head", "body", "p", "li", "dt", "dd", "rb", "rt", "rtc", "rp", "option", "optgroup",
    "colgroup", "caption", "thead", "tbody", "tfoot", "tr", "td", "th",
];
/// Those of them whose start tag may be left out too.
const OPTIONAL_START: [&str; 5] = ["html", "head", "body", "colgroup", "tbody"];
/// Elements that end a paragraph before them.
const ENDS_PARAGRAPH: [&str; 40] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "ul",
    "xmp",
];
/// Elements in which a paragraph outside of them is not ended.
const SCOPES: [&str; 16] = [
    "applet",
    "button",
    "caption",
    "desc",
    "foreignobject",
    "html",
    "marquee",
    "object",
    "select",
    "table",
    "td",
    "template",
    "th",
    "title",
    "annotation-xml",
    "math",
];

/// The elements of some markup. What is wrong with its tags is added to the mistakes.
pub(super) fn elements<'a>(html: &'a str, mistakes: &mut Vec<Mistake>) -> Vec<Element<'a>> {
    let mut builder = Builder {
        elements: Vec::new(),
        open: Vec::new(),
        unmatched: Vec::new(),
        ended: None,
        mistakes,
    };
    let mut tags = Tags::new(html);
    while let Some(token) = tags.next() {
        match token {
            Token::Start(tag) => builder.start(tag, &mut tags),
            Token::End { name, at } => builder.end(&name.to_ascii_lowercase(), at),
            Token::Unfinished { at } => builder.add(
                at,
                "end",
                "the markup ends within a tag or a comment".to_owned(),
            ),
        }
    }
    builder.finish();
    builder.elements
}

struct Builder<'a, 'm> {
    elements: Vec<Element<'a>>,
    open: Vec<Open>,
    /// Names of elements that were ended before their end tags, which may still come.
    unmatched: Vec<String>,
    /// What has ended the last paragraph that was ended by another element.
    ended: Option<String>,
    mistakes: &'m mut Vec<Mistake>,
}

struct Open {
    /// In lower case.
    name: String,
    /// Its place among the elements.
    at: usize,
}

impl Open {
    fn is_any(&self, names: &[&str]) -> bool {
        names.contains(&&*self.name)
    }
}

impl<'a> Builder<'a, '_> {
    fn start(&mut self, tag: StartTag<'a>, tags: &mut Tags<'a>) {
        let name = tag.name.to_ascii_lowercase();
        let is_foreign = self.is_foreign();
        if !is_foreign {
            self.end_implied(&name);
            self.check_paragraph(&name, &tag);
        }
        let parent = self.open.last().map(|open| open.at);
        let around = parent.map(|parent| &self.elements[parent]);
        let is_inert = around.is_some_and(|around| {
            around.is_inert || around.tag.is("template") || around.tag.is("noscript")
        });
        let is_ignored = around
            .is_some_and(|around| around.is_ignored || around.tag.attribute("dj-ignore").is_some());
        let has_slash = tag.has_slash;
        let at = self.elements.len();
        self.elements.push(Element {
            tag,
            parent,
            is_inert,
            is_ignored,
        });
        if (is_foreign || matches!(&*name, "svg" | "math")) && has_slash {
            return;
        }
        if !is_foreign && VOID.contains(&&*name) {
            return;
        }
        self.open.push(Open { name, at });
        if !is_foreign
            && let Some(open) = self.open.last()
            && open.is_any(&TEXT)
        {
            tags.skip_text(&open.name);
        }
    }

    /// Whether elements are now those of a drawing or a formula.
    fn is_foreign(&self) -> bool {
        let mut around = self.open.iter().rev();
        around
            .find(|open| {
                open.is_any(&[
                    "svg",
                    "math",
                    "foreignobject",
                    "annotation-xml",
                    "desc",
                    "title",
                ])
            })
            .is_some_and(|open| open.is_any(&["svg", "math"]))
    }

    /// Ends the elements before a start tag that need no end tag there.
    fn end_implied(&mut self, name: &str) {
        let ended: &[&str] = match name {
            "li" => &["li"],
            "dt" | "dd" => &["dt", "dd"],
            "rb" | "rt" | "rtc" | "rp" => &["rb", "rt", "rtc", "rp"],
            "option" => &["option"],
            "optgroup" => &["option", "optgroup"],
            "hr" => &["p", "option", "optgroup"],
            "td" | "th" => &["td", "th"],
            "tr" => &["td", "th", "tr", "caption", "colgroup"],
            "thead" | "tbody" | "tfoot" => &[
                "td", "th", "tr", "thead", "tbody", "tfoot", "caption", "colgroup",
            ],
            "body" => &["head"],
            _ if ENDS_PARAGRAPH.contains(&name) => &["p"],
            _ => return,
        };
        let run = self.open.iter().rev();
        let run = run.take_while(|open| open.is_any(&OPTIONAL_END)).count();
        let first = self.open.len() - run;
        let is_ended = |open: &Open| open.is_any(ended);
        let Some(found) = self.open[first..].iter().position(is_ended) else {
            return;
        };
        if self.open[first + found].name == "p" {
            self.ended = Some(name.to_owned());
        }
        self.open.truncate(first + found);
    }

    /// A block in a paragraph, with an element between that is not closed, ends them both.
    fn check_paragraph(&mut self, name: &str, tag: &StartTag<'_>) {
        if !ENDS_PARAGRAPH.contains(&name) {
            return;
        }
        let mut around = self.open.iter().rev();
        let found = around.find(|open| open.name == "p" || open.is_any(&SCOPES));
        if found.is_some_and(|open| open.name == "p") {
            let text = format!(
                "`<{name}>` cannot be inside of a `<p>`: the browser ends the paragraph before it"
            );
            self.add(tag.at, name, text);
        }
    }

    fn end(&mut self, name: &str, at: usize) {
        let found = self.open.iter().rposition(|open| open.name == name);
        let Some(found) = found else {
            self.stray(name, at);
            return;
        };
        for open in self.open.split_off(found).into_iter().skip(1) {
            if !open.is_any(&OPTIONAL_END) {
                let start = self.elements[open.at].tag.at;
                let hint = self.hint(open.at);
                let text = format!("`<{}>` is not closed before `</{name}>`{hint}", open.name);
                self.add(start, &open.name, text);
                self.unmatched.push(open.name);
            }
        }
    }

    /// An end tag of which no element is open.
    fn stray(&mut self, name: &str, at: usize) {
        if let Some(found) = self.unmatched.iter().position(|open| open == name) {
            // It was reported as not closed.
            self.unmatched.swap_remove(found);
            return;
        }
        if OPTIONAL_START.contains(&name) {
            return;
        }
        let text = match self.ended.take_if(|_| name == "p") {
            Some(by) => format!(
                "`</p>` closes nothing: `<{by}>` cannot be inside of a `<p>`, and the browser has ended the paragraph before it"
            ),
            None if VOID.contains(&name) => {
                format!("`</{name}>` closes nothing: `<{name}>` has no end tag")
            }
            None => format!("`</{name}>` closes nothing: no `<{name}>` is open there"),
        };
        self.add(at, name, text);
    }

    fn finish(&mut self) {
        for open in std::mem::take(&mut self.open) {
            if !open.is_any(&OPTIONAL_END) {
                let hint = self.hint(open.at);
                let start = self.elements[open.at].tag.at;
                self.add(
                    start,
                    &open.name,
                    format!("`<{}>` is not closed{hint}", open.name),
                );
            }
        }
    }

    fn hint(&self, at: usize) -> &'static str {
        if self.elements[at].tag.has_slash {
            ": HTML takes `/>` for `>`, so write an end tag"
        } else {
            ""
        }
    }

    fn add(&mut self, at: usize, key: &str, text: String) {
        self.mistakes.push(Mistake::new(Kind::Tags, key, at, text));
    }
}
