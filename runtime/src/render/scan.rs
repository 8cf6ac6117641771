//! Reads rendered markup into the nodes that a browser would make of it.
//!
//! This is no HTML parser. It follows only markup of which a browser's parser makes
//! exactly the elements that are written: each element closed by its own tag, and
//! nothing where the parser would close, move or add elements that are not written. At
//! anything else it gives up, and the page is sent whole.
//!
//! What is in an element whose content is not ordinary markup (a script, a
//! drawing, a list of options) is skipped: such an element is one node.

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
    /// The name of a form or a field, and what the form sends: in another form fields are other fields.
    pub(super) form: (Option<&'a str>, Option<&'a str>),
    /// Whether it is the live part itself.
    pub(super) is_root: bool,
    /// Whether what is in it is markup of others.
    is_ignore: bool,
    /// Whether its nodes are not those of the markup: the parser drops a line break at its
    /// start, or they belong to the page.
    pub(super) is_whole: bool,
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

/// An element that is not closed yet, and what may not be opened in it.
#[derive(Clone, Copy)]
struct Open<'a> {
    name: &'a str,
    kind: Kind,
    /// The elements around it, and itself, that some start tags close.
    around: Around,
}

/// Which elements are open of those that the parser closes at the start of another.
#[derive(Clone, Copy, Default)]
struct Around {
    paragraph: bool,
    item: bool,
    button: bool,
    link: bool,
    form: bool,
    /// Markup of others, in which nothing is docent's.
    ignored: bool,
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
        let end = inside.find("-->").ok_or(Irregular)?;
        let text = &inside[..end];
        if text.starts_with('>') || text.starts_with("->") || text.contains("--!>") {
            return Err(Irregular);
        }
        self.at += "<!--".len() + end + "-->".len();
        Ok(())
    }

    fn end_tag(&mut self) -> Result<&'a str, Irregular> {
        let inside = &self.rest()["</".len()..];
        let end = position(inside, b'>').ok_or(Irregular)?;
        self.at += "</".len() + end + 1;
        Ok(inside[..end].trim_ascii_end())
    }

    fn element(&mut self, sink: &mut impl Sink<'a>) -> Result<(), Irregular> {
        let start = self.at;
        let mut tag = self.start_tag()?;
        tag.is_whole |= matches!(tag.name, "pre" | "listing");
        let kind = Kind::of(tag.name).ok_or(Irregular)?;
        let parent = self.open.last().copied();
        let mut around = enter(parent, tag.name, kind).ok_or(Irregular)?;
        tag.is_root &= !around.ignored;
        around.ignored |= tag.is_ignore;
        match kind {
            Kind::Void | Kind::Column => sink.node(start, self.at),
            Kind::Opaque => {
                self.skip(tag.name)?;
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
            while is_space(*bytes.get(at).ok_or(Irregular)?) || bytes[at] == b'/' {
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
            match name.as_bytes() {
                b"id" => tag.id = Some(value),
                b"dj-key" => tag.key = Some(value),
                b"name" => tag.form.0 = Some(value),
                b"dj-submit" => tag.form.1 = Some(value),
                b"dj-root" => tag.is_root = true,
                b"dj-ignore" => tag.is_ignore = true,
                b"dj-update" | b"contenteditable" => tag.is_whole = true,
                // The same attribute in another spelling, or a tag that is not what it seems.
                _ if name.is_empty()
                    || name.bytes().any(|byte| matches!(byte, b'"' | b'\'' | b'<')) =>
                {
                    return Err(Irregular);
                }
                _ => {}
            }
        }
    }

    /// Skips the content of an element that was just opened, and its end tag.
    fn skip(&mut self, name: &str) -> Result<(), Irregular> {
        let content = Content::of(name);
        let mut depth = 1;
        while depth > 0 {
            let next = self.rest().find('<').ok_or(Irregular)?;
            self.at += next;
            let rest = self.rest();
            if let Some(end) = rest.strip_prefix("</") {
                let after = end
                    .strip_prefix(name)
                    .and_then(|after| after.bytes().next());
                if after.is_some_and(|byte| is_space(byte) || byte == b'>') {
                    self.end_tag()?;
                    depth -= 1;
                } else {
                    self.at += "</".len();
                }
            } else if rest.starts_with("<!") {
                // A comment may hide an end tag.
                return Err(Irregular);
            } else if content == Content::Text
                || !rest.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic)
            {
                self.at += 1;
            } else {
                let inner = self.start_tag()?;
                let is_closed = content == Content::Drawing && self.html[..self.at].ends_with("/>");
                if !content.may_contain(inner.name) {
                    return Err(Irregular);
                }
                depth += usize::from(inner.name == name && !is_closed);
            }
        }
        Ok(())
    }
}

/// What is in an element that is one node.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    /// No markup: it ends at the first end tag.
    Text,
    Options,
    Drawing,
    Template,
}

impl Content {
    fn of(name: &str) -> Self {
        match name {
            "select" => Self::Options,
            "svg" | "math" => Self::Drawing,
            "template" => Self::Template,
            _ => Self::Text,
        }
    }

    /// Whether the parser leaves such an element where it is written, and its content is markup.
    fn may_contain(self, name: &str) -> bool {
        match self {
            Self::Text => true,
            Self::Options => matches!(name, "option" | "optgroup" | "hr"),
            // Elements of HTML end a drawing, or are HTML inside of it.
            Self::Drawing => match &*name.to_ascii_lowercase() {
                "svg" | "math" | "style" | "script" | "title" | "a" | "text" => true,
                "b" | "big" | "code" | "em" | "font" | "i" | "s" | "small" | "span" | "strike"
                | "strong" | "sub" | "sup" | "tt" | "u" | "var" | "foreignobject" | "desc"
                | "annotation-xml" => false,
                lower => Kind::of(lower) == Some(Kind::Flow),
            },
            Self::Template => {
                name == "template" || Kind::of(name).is_some_and(|kind| kind != Kind::Opaque)
            }
        }
    }
}

/// What the parser does at a start tag of this name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// An element of ordinary content.
    Flow,
    /// Ordinary content, and an end to paragraphs before it.
    Block,
    Heading,
    Paragraph,
    /// `li`, `dt`, `dd`.
    Item,
    Button,
    Link,
    Form,
    /// `option` and `optgroup` outside of a `select`, and the parts of `ruby`.
    Choice,
    Table,
    /// `thead`, `tbody`, `tfoot`.
    Rows,
    Row,
    Cell,
    Caption,
    Columns,
    /// Without content and end tag.
    Void,
    /// `col`, which is void.
    Column,
    /// One node, regardless of its content.
    Opaque,
}

impl Kind {
    /// `None` for names that this module does not follow.
    fn of(name: &str) -> Option<Self> {
        // As bytes, which are told apart by their length and one after the other.
        Some(match name.as_bytes() {
            b"div" | b"ul" | b"ol" | b"section" | b"article" | b"header" | b"footer" | b"main"
            | b"nav" | b"aside" | b"dl" | b"fieldset" | b"figure" | b"figcaption" | b"details"
            | b"summary" | b"dialog" | b"address" | b"blockquote" | b"menu" | b"search"
            | b"hgroup" | b"center" | b"dir" => Self::Block,
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Self::Heading,
            b"p" => Self::Paragraph,
            b"li" | b"dt" | b"dd" => Self::Item,
            b"button" => Self::Button,
            b"a" => Self::Link,
            b"form" => Self::Form,
            b"option" | b"optgroup" | b"rb" | b"rp" | b"rt" | b"rtc" => Self::Choice,
            b"table" => Self::Table,
            b"thead" | b"tbody" | b"tfoot" => Self::Rows,
            b"tr" => Self::Row,
            b"td" | b"th" => Self::Cell,
            b"caption" => Self::Caption,
            b"colgroup" => Self::Columns,
            b"col" => Self::Column,
            b"hr" | b"br" | b"img" | b"input" | b"link" | b"meta" | b"area" | b"base"
            | b"embed" | b"source" | b"track" | b"wbr" => Self::Void,
            b"script" | b"style" | b"textarea" | b"title" | b"iframe" | b"xmp" | b"noembed"
            | b"noframes" | b"svg" | b"math" | b"select" | b"template" => Self::Opaque,
            b"html" | b"head" | b"body" | b"frame" | b"frameset" | b"image" | b"plaintext"
            | b"param" | b"nobr" | b"noscript" | b"applet" | b"marquee" | b"keygen"
            | b"bgsound" | b"basefont" => {
                return None;
            }
            // Names are compared as they are written.
            _ if name.bytes().any(|byte| byte.is_ascii_uppercase()) => return None,
            _ => Self::Flow,
        })
    }

    /// Whether text other than spaces is moved out of it.
    fn is_table_part(self) -> bool {
        matches!(self, Self::Table | Self::Rows | Self::Row | Self::Columns)
    }

    /// Whether it ends paragraphs before it.
    fn is_block(self) -> bool {
        matches!(
            self,
            Self::Block | Self::Heading | Self::Paragraph | Self::Item | Self::Form | Self::Table
        )
    }
}

/// What is open in an element that is opened now; `None` if the parser would close,
/// move or add something.
fn enter(parent: Option<Open<'_>>, name: &str, kind: Kind) -> Option<Around> {
    use Kind::{
        Button, Caption, Cell, Choice, Column, Columns, Flow, Form, Heading, Item, Link, Paragraph,
        Row, Rows, Table,
    };
    let around = parent.map_or(Around::default(), |open| open.around);
    let within = parent.map_or(Flow, |open| open.kind);
    let is_placed = match within {
        Table => matches!(kind, Rows | Caption | Columns),
        Rows => kind == Row,
        Row => kind == Cell,
        Columns => kind == Column,
        _ => !matches!(kind, Rows | Caption | Columns | Row | Cell | Column),
    };
    let ends_paragraph = || kind.is_block() || matches!(name, "hr" | "pre" | "listing" | "xmp");
    let is_closed = (around.paragraph && ends_paragraph())
        || (around.item && kind == Item)
        || (around.button && kind == Button)
        || (around.link && kind == Link)
        || (around.form && kind == Form)
        || (within == Heading && kind == Heading)
        || (within == Choice && (kind == Choice || name == "hr"));
    if !is_placed || is_closed {
        return None;
    }
    // In a cell, a caption or a button nothing outside is closed.
    let is_scope = matches!(kind, Cell | Caption);
    let is_list = || matches!(name, "ul" | "ol" | "dl" | "menu" | "dir");
    Some(Around {
        paragraph: kind == Paragraph || (around.paragraph && !is_scope && kind != Button),
        item: kind == Item || (around.item && !is_scope && !is_list()),
        button: kind == Button || (around.button && !is_scope),
        link: kind == Link || (around.link && !is_scope),
        form: kind == Form || around.form,
        ignored: around.ignored,
    })
}

fn position(text: &str, byte: u8) -> Option<usize> {
    text.bytes().position(|found| found == byte)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}
