//! Reads rendered markup into the nodes that a browser would make of it.
//!
//! This is no HTML parser. It follows only markup of which a browser's parser makes
//! exactly the elements that are written: each element closed by its own tag, and
//! nothing where the parser would close, move or add elements that are not written. At
//! anything else it gives up, and the page is sent whole.
//!
//! What is in an element whose content is not ordinary markup (a script, a
//! drawing, a list of options) is skipped: such an element is one node.
//!
//! What the parser does at which element is in [`content`](super::content).

use crate::render::comment::comment_length;
use crate::render::content::{self, Content, Kind, Open, enter};

/// How deep elements may be nested. Browsers flatten markup beyond 512.
const MAX_DEPTH: usize = 256;
/// A longer text is several nodes in some browsers.
const MAX_TEXT: usize = 60_000;

/// Takes the nodes in document order. Positions are bytes of the markup.
pub(super) trait Sink<'a> {
    /// Where the nodes that begin here end, if the sink knows and has taken them: that the
    /// parser leaves them alone here, too.
    fn known(&mut self, _start: usize) -> Option<usize> {
        None
    }
    /// The start tag of an element with content; `start..end` is the tag.
    fn open(&mut self, tag: Tag<'a>, start: usize, end: usize);
    /// The end of the element opened last: its end tag is `start..end`.
    fn close(&mut self, start: usize, end: usize);
    /// A node without nodes of its own that are told apart: text, a comment, or an element.
    fn node(&mut self, start: usize, end: usize);
}

/// A start tag.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// As it is written.
    pub(super) name: &'a str,
    pub(super) id: Option<&'a str>,
    pub(super) key: Option<&'a str>,
    /// The name of a form or a field, and the handler of a form: in another form fields are
    /// other fields.
    pub(super) field: Option<&'a str>,
    pub(super) submits: Option<&'a str>,
    /// Whether it is the live part itself.
    pub(super) is_root: bool,
    /// Whether what is in it is markup of others.
    is_ignore: bool,
    /// Whether its nodes are not those of the markup: the parser drops a line break at its
    /// start, or they belong to the page.
    pub(super) is_whole: bool,
    /// Whether it ends in `/>`, which closes an element of a drawing.
    is_closed: bool,
    /// Whether a document's parser makes a shadow root of it, and another parser a template.
    is_shadow_root: bool,
}

/// The markup is not of the kind that is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Irregular;

/// Hands the nodes of some markup to the sink, in document order.
pub(super) fn scan<'a>(html: &'a str, sink: &mut impl Sink<'a>) -> Result<(), Irregular> {
    Scanner {
        html,
        at: 0,
        open: Vec::new(),
    }
    .run(sink)
}

struct Scanner<'a> {
    html: &'a str,
    at: usize,
    open: Vec<Open<'a>>,
}

impl<'a> Scanner<'a> {
    fn run(mut self, sink: &mut impl Sink<'a>) -> Result<(), Irregular> {
        while self.at < self.html.len() {
            let start = self.at;
            if let Some(end) = sink.known(start) {
                self.at = end;
                continue;
            }
            if self.html.as_bytes()[start] != b'<' {
                self.text()?;
                sink.node(start, self.at);
                continue;
            }
            match self.html.as_bytes().get(start + 1) {
                Some(b'/') => {
                    let name = self.end_tag()?;
                    let open = self.open.pop().ok_or(Irregular)?;
                    if open.name != name {
                        return Err(Irregular);
                    }
                    sink.close(start, self.at);
                }
                Some(b'!') => {
                    self.comment()?;
                    sink.node(start, self.at);
                }
                Some(letter) if letter.is_ascii_alphabetic() => self.element(sink)?,
                // Text, or something that browsers turn into a comment.
                _ => return Err(Irregular),
            }
        }
        if self.open.is_empty() {
            Ok(())
        } else {
            Err(Irregular)
        }
    }

    fn rest(&self) -> &'a str {
        &self.html[self.at..]
    }

    fn kind(&self) -> Kind {
        self.open.last().map_or(Kind::Flow, |open| open.kind)
    }

    fn text(&mut self) -> Result<(), Irregular> {
        let rest = self.rest();
        // Most texts are short, for which a search for a character takes longer.
        let end = position(rest, b'<').unwrap_or(rest.len());
        let text = &rest[..end];
        // Elsewhere in a table the parser moves text out of it.
        let fits = !self.kind().is_table_part() || text.bytes().all(is_space);
        if !fits || end > MAX_TEXT || text.contains('\0') {
            return Err(Irregular);
        }
        self.at += end;
        Ok(())
    }

    fn comment(&mut self) -> Result<(), Irregular> {
        let inside = self.rest().strip_prefix("<!--").ok_or(Irregular)?;
        let length = comment_length(inside).ok_or(Irregular)?;
        self.at += "<!--".len() + length;
        Ok(())
    }

    fn end_tag(&mut self) -> Result<&'a str, Irregular> {
        let inside = &self.rest()["</".len()..];
        let end = position(inside, b'>').ok_or(Irregular)?;
        let name = inside[..end].trim_ascii_end();
        // Others end at a space or a slash, have attributes, or are comments.
        if !name.starts_with(|letter: char| letter.is_ascii_alphabetic())
            || name.bytes().any(|byte| is_space(byte) || byte == b'/')
        {
            return Err(Irregular);
        }
        self.at += "</".len() + end + 1;
        Ok(name)
    }

    fn element(&mut self, sink: &mut impl Sink<'a>) -> Result<(), Irregular> {
        let start = self.at;
        let mut tag = self.start_tag()?;
        tag.is_whole |= matches!(tag.name, "pre" | "listing");
        if tag.is_shadow_root || (tag.is_root && tag.is_whole) {
            return Err(Irregular);
        }
        let kind = Kind::of(tag.name).ok_or(Irregular)?;
        let parent = self.open.last().copied();
        let mut around = enter(parent, tag.name, kind).ok_or(Irregular)?;
        tag.is_root &= !around.ignored;
        around.ignored |= tag.is_ignore;
        match kind {
            Kind::Void | Kind::Column => sink.node(start, self.at),
            Kind::Opaque => {
                self.skip(tag)?;
                sink.node(start, self.at);
            }
            _ if self.open.len() == MAX_DEPTH => return Err(Irregular),
            _ => {
                sink.open(tag, start, self.at);
                self.open.push(Open {
                    name: tag.name,
                    kind,
                    around,
                });
            }
        }
        Ok(())
    }

    /// Reads a start tag as a tokenizer does, to the byte after its `>`.
    fn start_tag(&mut self) -> Result<Tag<'a>, Irregular> {
        let bytes = self.html.as_bytes();
        let mut at = self.at + 1;
        let from = at;
        while *bytes.get(at).ok_or(Irregular)? != b'>' && !is_space(bytes[at]) && bytes[at] != b'/'
        {
            at += 1;
        }
        let mut tag = Tag {
            name: &self.html[from..at],
            ..Tag::default()
        };
        loop {
            tag.is_closed = false;
            while is_space(*bytes.get(at).ok_or(Irregular)?) || bytes[at] == b'/' {
                tag.is_closed = bytes[at] == b'/';
                at += 1;
            }
            if bytes[at] == b'>' {
                self.at = at + 1;
                return Ok(tag);
            }
            let from = at;
            while !matches!(*bytes.get(at).ok_or(Irregular)?, b'=' | b'>' | b'/')
                && !is_space(bytes[at])
            {
                at += 1;
            }
            let name = &self.html[from..at];
            while is_space(*bytes.get(at).ok_or(Irregular)?) {
                at += 1;
            }
            let mut value = "";
            if bytes[at] == b'=' {
                at += 1;
                while is_space(*bytes.get(at).ok_or(Irregular)?) {
                    at += 1;
                }
                let quote = bytes[at];
                if quote == b'"' || quote == b'\'' {
                    let from = at + 1;
                    let length = position(&self.html[from..], quote).ok_or(Irregular)?;
                    value = &self.html[from..from + length];
                    at = from + length + 1;
                } else {
                    let from = at;
                    while *bytes.get(at).ok_or(Irregular)? != b'>' && !is_space(bytes[at]) {
                        at += 1;
                    }
                    value = &self.html[from..at];
                }
            }
            tag.attribute(name, value)?;
        }
    }

    /// Skips the content of an element that was just opened, and its end tag.
    fn skip(&mut self, tag: Tag<'a>) -> Result<(), Irregular> {
        match Content::of(tag.name) {
            Content::Text => self.skip_text(tag.name),
            Content::Options => self.skip_options(),
            Content::Drawing if tag.is_closed => Ok(()),
            Content::Drawing => self.skip_drawing(tag.name),
            Content::Template => self.skip_template(),
        }
    }

    /// Skips to what may begin a tag or a comment.
    fn next_tag(&mut self) -> Result<Next, Irregular> {
        loop {
            self.at += position(self.rest(), b'<').ok_or(Irregular)?;
            match *self.rest().as_bytes().get(1).ok_or(Irregular)? {
                b'/' => return Ok(Next::End),
                b'!' | b'?' => return Ok(Next::Comment),
                letter if letter.is_ascii_alphabetic() => return Ok(Next::Start),
                _ => self.at += 1,
            }
        }
    }

    /// Skips what is no markup: it ends at the first end tag of its name.
    fn skip_text(&mut self, name: &str) -> Result<(), Irregular> {
        loop {
            match self.next_tag()? {
                // In a script a comment may hide an end tag.
                Next::Comment => return Err(Irregular),
                Next::Start => self.at += 1,
                Next::End => {
                    let bytes = &self.rest().as_bytes()["</".len()..];
                    let (found, after) = bytes.split_at_checked(name.len()).ok_or(Irregular)?;
                    let is_end = found.eq_ignore_ascii_case(name.as_bytes())
                        && after
                            .first()
                            .is_some_and(|byte| is_space(*byte) || matches!(byte, b'/' | b'>'));
                    if !is_end {
                        self.at += "</".len();
                    } else if self.end_tag()? == name {
                        return Ok(());
                    } else {
                        return Err(Irregular);
                    }
                }
            }
        }
    }

    fn skip_options(&mut self) -> Result<(), Irregular> {
        loop {
            let is_left = match self.next_tag()? {
                Next::Comment => false,
                Next::Start => matches!(self.start_tag()?.name, "option" | "optgroup" | "hr"),
                Next::End => match self.end_tag()? {
                    "select" => return Ok(()),
                    name => matches!(name, "option" | "optgroup"),
                },
            };
            if !is_left {
                return Err(Irregular);
            }
        }
    }

    /// Skips what is in an `svg` or a `math`, where elements are closed as they are in XML.
    fn skip_drawing(&mut self, name: &'a str) -> Result<(), Irregular> {
        let mut open = vec![name];
        while let Some(around) = open.last() {
            match self.next_tag()? {
                Next::Comment => return Err(Irregular),
                Next::Start => {
                    let tag = self.start_tag()?;
                    if !content::may_be_drawn(around, tag.name) {
                        return Err(Irregular);
                    }
                    if !tag.is_closed {
                        open.push(tag.name);
                    }
                }
                Next::End => {
                    if self.end_tag()? != *around {
                        return Err(Irregular);
                    }
                    open.pop();
                }
            }
        }
        Ok(())
    }

    /// Skips the content of a template, which ends at its end tag, also with elements open in it.
    fn skip_template(&mut self) -> Result<(), Irregular> {
        let mut depth = 1;
        while depth > 0 {
            match self.next_tag()? {
                Next::Comment => return Err(Irregular),
                Next::Start => match self.start_tag()?.name {
                    "template" => depth += 1,
                    name if Kind::of(name).is_none_or(|kind| kind == Kind::Opaque) => {
                        return Err(Irregular);
                    }
                    _ => {}
                },
                Next::End => match self.end_tag()? {
                    "template" => depth -= 1,
                    // Of another spelling, or no end tag at all.
                    name if Kind::of(name).is_none() => return Err(Irregular),
                    _ => {}
                },
            }
        }
        Ok(())
    }
}

/// What a `<` begins where the content of an element is skipped.
enum Next {
    Start,
    End,
    /// A comment, or what the parser makes one of.
    Comment,
}

impl<'a> Tag<'a> {
    fn attribute(&mut self, name: &'a str, value: &'a str) -> Result<(), Irregular> {
        let lower;
        let name = match name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => {
                lower = name.to_ascii_lowercase();
                &*lower
            }
            false => name,
        };
        match name.as_bytes() {
            // Of two equal names the first counts.
            b"id" => self.id = self.id.or(Some(value)),
            b"dj-key" => self.key = self.key.or(Some(value)),
            b"name" => self.field = self.field.or(Some(value)),
            b"dj-submit" => self.submits = self.submits.or(Some(value)),
            b"dj-root" => self.is_root = true,
            b"dj-ignore" => self.is_ignore = true,
            b"dj-update" | b"contenteditable" => self.is_whole = true,
            b"shadowrootmode" => self.is_shadow_root = true,
            // A tag that is not what it seems.
            _ if name.is_empty()
                || name.bytes().any(|byte| matches!(byte, b'"' | b'\'' | b'<')) =>
            {
                return Err(Irregular);
            }
            _ => {}
        }
        Ok(())
    }
}

fn position(text: &str, byte: u8) -> Option<usize> {
    text.bytes().position(|found| found == byte)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}
