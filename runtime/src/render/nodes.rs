//! The nodes that the scanner reads in some markup, to be compared with a browser's.

use crate::render::scan::{self, Sink, Tag};

/// The nodes, for people and for tests: `(p 'text'[br]!)` is a paragraph with a text, an
/// element that is not looked into, and a comment. `None` where the scanner gives up.
pub(crate) fn nodes(html: &str) -> Option<String> {
    let mut printer = Printer {
        html,
        printed: String::new(),
        whole: 0,
    };
    scan::scan(html, &mut printer).ok()?;
    Some(printer.printed)
}

struct Printer<'h> {
    html: &'h str,
    printed: String,
    /// How many elements are open of which no node is told apart.
    whole: usize,
}

impl<'a> Sink<'a> for Printer<'_> {
    fn open(&mut self, tag: Tag<'a>, _: usize, _: usize) {
        if self.whole == 0 {
            self.printed += &match tag.is_whole {
                true => format!("[{}]", tag.name),
                false => format!("({} ", tag.name),
            };
        }
        self.whole += usize::from(self.whole > 0 || tag.is_whole);
    }

    fn close(&mut self, _: usize, _: usize) {
        match self.whole {
            0 => self.printed.push(')'),
            _ => self.whole -= 1,
        }
    }

    fn node(&mut self, start: usize, end: usize) {
        if self.whole > 0 {
            return;
        }
        let node = &self.html[start..end];
        self.printed += &match node.strip_prefix('<') {
            None => format!("'{node}'"),
            Some(markup) if markup.starts_with('!') => "!".to_owned(),
            Some(tag) => {
                let name = tag.split(|letter: char| !letter.is_alphanumeric()).next();
                format!("[{}]", name.unwrap_or_default())
            }
        };
    }
}
