//! The tags of some markup, as a browser's tokenizer finds them.
//!
//! Unlike `scan` it takes any markup: what is wrong in it is what the lints look for.

use crate::render::comment::comment_length;

/// A start or an end tag. `at` is the byte at which it begins.
#[derive(Debug)]
pub(super) enum Token<'a> {
    Start(StartTag<'a>),
    End {
        name: &'a str,
        at: usize,
    },
    /// A comment or a tag that the markup ends in.
    Unfinished {
        at: usize,
    },
}

#[derive(Debug)]
pub(super) struct StartTag<'a> {
    /// As it is written.
    pub(super) name: &'a str,
    pub(super) attributes: Vec<(&'a str, &'a str)>,
    /// Whether it ends with `/>`.
    pub(super) has_slash: bool,
    pub(super) at: usize,
}

impl<'a> StartTag<'a> {
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The value of an attribute as it is written; of two of one name the first counts.
    pub(super) fn attribute(&self, name: &str) -> Option<&'a str> {
        let mut attributes = self.attributes.iter();
        let (_, value) = attributes.find(|(own, _)| own.eq_ignore_ascii_case(name))?;
        Some(value)
    }
}

pub(super) struct Tags<'a> {
    html: &'a str,
    at: usize,
}

impl<'a> Tags<'a> {
    pub(super) fn new(html: &'a str) -> Self {
        Self { html, at: 0 }
    }

    /// Skips the content of an element that holds text and no tags; false if it does not end.
    pub(super) fn skip_text(&mut self, name: &str) -> bool {
        let is_end = |text: &str| {
            text.get(..name.len())
                .is_some_and(|end| end.eq_ignore_ascii_case(name))
                && text[name.len()..]
                    .starts_with(|c: char| c.is_ascii_whitespace() || "/>".contains(c))
        };
        while let Some(found) = self.html[self.at..].find("</") {
            self.at += found;
            if is_end(&self.html[self.at + 2..]) {
                return true;
            }
            self.at += 2;
        }
        self.at = self.html.len();
        false
    }

    fn rest(&self) -> &'a str {
        &self.html[self.at..]
    }

    /// Skips to behind the next `end`; false if there is none.
    fn skip_past(&mut self, end: &str) -> bool {
        let found = self.rest().find(end);
        self.at = found.map_or(self.html.len(), |found| self.at + found + end.len());
        found.is_some()
    }

    fn start_tag(&mut self, at: usize) -> Token<'a> {
        let mut tag = StartTag {
            name: self.word(|c| c == '/'),
            attributes: Vec::new(),
            has_slash: false,
            at,
        };
        loop {
            let skipped = self
                .rest()
                .trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            self.at = self.html.len() - skipped.len();
            if skipped.starts_with('>') {
                tag.has_slash = self.html[..self.at].ends_with('/');
                self.at += 1;
                return Token::Start(tag);
            }
            if skipped.is_empty() {
                return Token::Unfinished { at };
            }
            let from = self.at;
            // An equals sign at its start is part of a name.
            self.at += usize::from(skipped.starts_with('='));
            self.word(|c| matches!(c, '/' | '='));
            let name = &self.html[from..self.at];
            let Some(value) = self.value() else {
                return Token::Unfinished { at };
            };
            tag.attributes.push((name, value));
        }
    }

    /// What comes before a space, the end of the tag, or one of these.
    fn word(&mut self, ends: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '>' || ends(c));
        let word = &rest[..end.unwrap_or(rest.len())];
        self.at += word.len();
        word
    }

    /// The value behind an attribute's name, which may be none; `None` if its quote does not end.
    fn value(&mut self) -> Option<&'a str> {
        let after = self.rest().trim_ascii_start();
        let Some(value) = after.strip_prefix('=') else {
            return Some("");
        };
        let value = value.trim_ascii_start();
        self.at = self.html.len() - value.len();
        let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
            return Some(self.word(|_| false));
        };
        let length = value[1..].find(quote)?;
        self.at += length + 2;
        Some(&value[1..=length])
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            self.at += self.rest().find('<')?;
            let at = self.at;
            self.at += 1;
            let rest = self.rest();
            let is_finished = if let Some(comment) = rest.strip_prefix("!--") {
                let length = comment_length(comment);
                self.at = match length {
                    Some(length) => self.html.len() - comment.len() + length,
                    None => self.html.len(),
                };
                length.is_some()
            } else if rest.starts_with("![CDATA[") {
                self.skip_past("]]>")
            } else if rest.starts_with(['!', '?']) {
                self.skip_past(">")
            } else if let Some(end) = rest.strip_prefix('/') {
                self.at += 1;
                if end.starts_with(|c: char| c.is_ascii_alphabetic()) {
                    let name = self.word(|c| c == '/');
                    if self.skip_past(">") {
                        return Some(Token::End { name, at });
                    }
                    false
                } else {
                    self.skip_past(">")
                }
            } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
                return Some(self.start_tag(at));
            } else {
                true
            };
            if !is_finished {
                return Some(Token::Unfinished { at });
            }
        }
    }
}
