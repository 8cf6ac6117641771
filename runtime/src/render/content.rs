//! What a browser's parser does at the start of an element.
//!
//! The rules are those of the HTML standard's "tree construction" stage, as far as it
//! closes, moves or adds elements that are not written. At each of these the scanner gives up;
//! it may give up where the parser would do nothing.

/// What is in an element that is one node.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// No markup.
    Text,
    Options,
    Drawing,
    Template,
}

impl Content {
    pub(super) fn of(name: &str) -> Self {
        match name {
            "select" => Self::Options,
            "svg" | "math" => Self::Drawing,
            "template" => Self::Template,
            _ => Self::Text,
        }
    }
}

/// Whether an element of a drawing is where it is written, in one of this name. Elements of
/// HTML end a drawing, or are HTML inside of it.
pub(super) fn may_be_drawn(around: &str, name: &str) -> bool {
    // In these the parser reads HTML.
    let around = around.to_ascii_lowercase();
    if matches!(&*around, "title" | "mi" | "mo" | "mn" | "ms" | "mtext") {
        return false;
    }
    match &*name.to_ascii_lowercase() {
        "svg" | "math" | "style" | "script" | "title" | "a" => true,
        "b" | "big" | "code" | "em" | "font" | "i" | "listing" | "pre" | "ruby" | "s" | "small"
        | "span" | "strike" | "strong" | "sub" | "sup" | "tt" | "u" | "var" | "foreignobject"
        | "desc" | "annotation-xml" => false,
        lower => Kind::of(lower) == Some(Kind::Flow),
    }
}

/// What the parser does at a start tag of this name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
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
    /// `option` and `optgroup` outside of a `select`.
    Choice,
    /// The parts of a `ruby`.
    Ruby,
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
    pub(super) fn of(name: &str) -> Option<Self> {
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
            b"option" | b"optgroup" => Self::Choice,
            b"rb" | b"rp" | b"rt" | b"rtc" => Self::Ruby,
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
            // Names are compared as they are written, and the parser replaces a NUL.
            _ if name
                .bytes()
                .any(|byte| byte.is_ascii_uppercase() || byte == 0) =>
            {
                return None;
            }
            _ => Self::Flow,
        })
    }

    /// Whether text other than spaces is moved out of it.
    pub(super) fn is_table_part(self) -> bool {
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

/// An element that is not closed yet, and what may not be opened in it.
#[derive(Clone, Copy)]
pub(super) struct Open<'a> {
    pub(super) name: &'a str,
    pub(super) kind: Kind,
    /// The elements around it, and itself, that some start tags close.
    pub(super) around: Around,
}

/// Which elements are open of those that the parser closes at the start of another.
#[derive(Clone, Copy, Default)]
pub(super) struct Around {
    paragraph: bool,
    item: bool,
    button: bool,
    link: bool,
    form: bool,
    /// Markup of others, in which nothing is docent's.
    pub(super) ignored: bool,
}

/// What is open in an element that is opened now; `None` if the parser would close,
/// move or add something.
pub(super) fn enter(parent: Option<Open<'_>>, name: &str, kind: Kind) -> Option<Around> {
    use Kind::{
        Button, Caption, Cell, Choice, Column, Columns, Flow, Form, Heading, Item, Link, Paragraph,
        Row, Rows, Ruby, Table,
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
        || (within == Choice && (kind == Choice || name == "hr"))
        || (matches!(within, Paragraph | Item | Choice | Ruby) && kind == Ruby);
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

#[cfg(test)]
mod tests {
    use crate::render::scan::{Sink, Tag, scan};

    struct Nowhere;

    impl Sink<'_> for Nowhere {
        fn open(&mut self, _: Tag<'_>, _: usize, _: usize) {}
        fn close(&mut self, _: usize, _: usize) {}
        fn node(&mut self, _: usize, _: usize) {}
    }

    #[test]
    fn markup_that_the_parser_leaves_alone_is_regular() {
        for html in [
            "<p>a</p><p>b</p>",
            "<ul><li>a<ul><li>b</li></ul></li></ul>",
            "<dl><dt>a</dt><dd><dl><dt>b</dt></dl></dd></dl>",
            "<table><tbody><tr><td><p>a</p></td></tr></tbody></table>",
            "<table><caption>a</caption><colgroup><col></colgroup><thead></thead></table>",
            // A cell and a button hide what is around them.
            "<p><button><p>a</p></button></p>",
            "<li><table><tbody><tr><td><ul><li>a</li></ul></td></tr></tbody></table></li>",
            "<a><table><tbody><tr><td><a>b</a></td></tr></tbody></table></a>",
            "<svg viewBox='0 0 1 1'><title>x</title><path d='M0 0'/><g><circle r=1></circle></g></svg>",
            "<svg/><i>a</i><svg></svg>",
            "<svg><svg><a></a></svg></svg><math><mi>x</mi></math>",
            "<select><optgroup label=a><option>1<option>2</optgroup><option selected>3</select>",
            "<textarea>a <b> & </textareas> </textarea><script>if (a < b) c()</script>",
            "<a href='x?a=1>2'>it's</a><img src=x alt=\"a > b\"><br/>",
            "<!-- a <p> comment --><!--> a --><!--a--!>",
            "<template><tr><td>x</td></tr><p><template></p></template></template>",
            "<x-card><span slot=a>1</span></x-card>",
            "<p>a <ruby>b<rt>c</rt><rp>d</rp></ruby></p>",
        ] {
            assert!(scan(html, &mut Nowhere).is_ok(), "{html}");
        }
    }

    #[test]
    fn markup_that_the_parser_changes_is_irregular() {
        for html in [
            // It closes an element at the start of another.
            "<p><div></div></p>",
            "<p><b><hr></b></p>",
            "<p><pre></pre></p>",
            "<p>a<p>b</p></p>",
            "<ul><li>a<li>b</li></li></ul>",
            "<li><b><li></li></b></li>",
            "<a><b><a></a></b></a>",
            "<form><div><form></form></div></form>",
            "<button><b><button></button></b></button>",
            "<h1><h2></h2></h1>",
            "<option><option></option></option>",
            "<option><hr></option>",
            "<ruby><p>a<rt>b</rt></p></ruby>",
            "<ruby><dl><dt>a<rt>b</rt></dt></dl></ruby>",
            "<ruby><rt>a<rt>b</rt></rt></ruby>",
            // It adds what a table needs, and moves out of it what has no place there.
            "<table><tr><td>a</td></tr></table>",
            "<table><tbody>text<tr><td>a</td></tr></tbody></table>",
            "<table><colgroup><td></td></colgroup></table>",
            "<table><div></div></table>",
            "<div><tr></tr></div>",
            // An end tag is not that of the element, or is none.
            "<div></span></div>",
            "<div>",
            "</div>",
            "<div/>",
            "<DIV></div>",
            "<div></div/>",
            "<div></div a=\">\">",
            // It knows the end of what is skipped in capitals, and before a slash.
            "<script>a</SCRIPT><script></script>",
            "<select></Select>a</select>",
            "<textarea>a</textarea/><p></p><textarea></textarea>",
            "<textarea>a</textarea b=\">\">c",
            "<template></Template></template>",
            "<template></template/></template>",
            "<template><?</template><i></i><template></template>",
            "<template><textarea></template></textarea></template>",
            "<script><!--<script></script>--></script>",
            // HTML ends a drawing, and so does the end of an element around it.
            "<svg><p></p></svg>",
            "<svg></p></svg>",
            "<math></br></math>",
            "<div><svg></div></svg></div>",
            "<svg><pre></pre></svg>",
            "<svg><listing></listing></svg>",
            "<svg><ruby></ruby></svg>",
            "<svg><g a=b/></svg>",
            // It is HTML inside of a drawing.
            "<svg><title><style></title></style></title></svg>",
            "<math><mi><a><a></a></a></mi></math>",
            "<math><annotation-xml><svg></svg></annotation-xml></math>",
            "<svg><foreignObject><textarea></svg></textarea></foreignObject></svg>",
            "<select><input></select>",
            // Others have rules of their own.
            "a < b",
            "<?php ?>",
            "<!doctype html>",
            "<!-- a",
            "<image>",
            "<body></body>",
            "<x-\0></x-\0>",
            "a\0",
            // A document makes a shadow root of it, and a patch a template.
            "<x-card><template ShadowRootMode=\"open\"></template>a</x-card>",
            // The line break at its start goes.
            "<pre dj-root>\n<b>a</b></pre>",
        ] {
            assert!(scan(html, &mut Nowhere).is_err(), "{html}");
        }
    }

    #[test]
    fn markup_beyond_what_browsers_keep_as_it_is_is_irregular() {
        let nested = |depth| "<i>".repeat(depth) + &"</i>".repeat(depth);
        let text = |length| "x".repeat(length);
        for (regular, irregular) in [(nested(256), nested(257)), (text(60_000), text(60_001))] {
            assert!(scan(&regular, &mut Nowhere).is_ok());
            assert!(scan(&irregular, &mut Nowhere).is_err());
        }
    }
}
