//! Cuts a render into parts.

use crate::render::follow::Follow;
use crate::render::outline::{ELEMENT_WORDS, Grain, MAX_NODES, MAX_WORDS, Outline, Word, Writer};
use crate::render::outline::{Siblings, hash};
use crate::render::scan::{self, Irregular, Sink, Tag};

/// A part ends, although none of its nodes is a good place, when it has this many times the least length.
const MAX_RUNS: usize = 3;

/// A render that is cut into parts.
#[derive(Debug)]
pub(super) struct Cut {
    /// In document order, an element before its inner parts.
    pub(super) parts: Vec<Part>,
    /// The start tag of the live part, if the render contains it.
    pub(super) root: Option<Element>,
}

/// A run of nodes of one parent.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) word: Word,
    pub(super) end: usize,
    /// For an element that is cut.
    pub(super) element: Option<Element>,
}

/// An element that is cut.
#[derive(Debug, Clone)]
pub(super) struct Element {
    /// The hash of its start tag.
    pub(super) tag: u64,
    /// Elements of different kinds are never the same element: their name, id or key differs.
    pub(super) kind: u32,
    /// Where its start tag is, and its name in it.
    pub(super) start: usize,
    pub(super) tag_end: usize,
    pub(super) name_end: usize,
    /// How many of the following parts are inside of it.
    pub(super) parts: usize,
}

impl Cut {
    /// Cuts a render. The outline of the render before makes it faster and changes nothing else.
    pub(super) fn of(
        html: &str,
        grain: Grain,
        before: Option<&Outline>,
    ) -> Result<Self, Irregular> {
        let mut builder = Builder::new(html, grain, before);
        scan::scan(html, &mut builder)?;
        Ok(builder.finish())
    }

    /// What is kept of it; `None` if that is too much, as for elements that are
    /// nested deep and hold little else.
    pub(super) fn outline(&self, html: &str, grain: Grain) -> Option<Outline> {
        let elements = self.parts.iter().filter(|part| part.element.is_some());
        let length = self.parts.len() + elements.count() * (ELEMENT_WORDS - 1) + 1;
        if length > MAX_WORDS || length * size_of::<u64>() > grain.most_kept(html.len()) {
            return None;
        }
        let root = self.root.as_ref().map_or(0, |root| root.tag);
        Some(Outline::new(length, root, |words| {
            write(&self.parts, words);
        }))
    }
}

fn write(parts: &[Part], words: &mut Writer) {
    for (part, inside) in siblings(parts) {
        match &part.element {
            None => words.run(part.word),
            Some(element) => words.element(part.word, element.tag, element.kind, |words| {
                write(inside, words);
            }),
        }
    }
}

/// The parts of one element, each with those inside of it.
pub(super) fn siblings(mut parts: &[Part]) -> impl Iterator<Item = (&Part, &[Part])> {
    std::iter::from_fn(move || {
        let (part, rest) = parts.split_first()?;
        let inside = part.element.as_ref().map_or(0, |element| element.parts);
        let inner;
        (inner, parts) = rest.split_at(inside);
        Some((part, inner))
    })
}

struct Builder<'a, 'o> {
    html: &'a str,
    grain: Grain,
    parts: Vec<Part>,
    /// The elements that are open; the first is the live part around the render.
    open: Vec<Level<'a, 'o>>,
    /// Whether the live part has begun: one inside of it, or behind it, is none.
    has_root: bool,
    root: Option<(Element, Vec<Part>)>,
    /// The live part of the render before, if that contained it: the hash of its start tag,
    /// and its parts.
    root_before: Option<(u64, Siblings<'o>)>,
}

/// An open element, and the run in it that is not finished.
#[derive(Default)]
struct Level<'a, 'o> {
    tag: Tag<'a>,
    start: usize,
    tag_end: usize,
    /// How many parts there were before it.
    first: usize,
    run_start: usize,
    run_nodes: u32,
    follow: Follow<'o>,
}

impl<'a, 'o> Builder<'a, 'o> {
    fn new(html: &'a str, grain: Grain, before: Option<&'o Outline>) -> Self {
        let mut level = Level::default();
        let mut root_before = None;
        if let Some(before) = before {
            match before.root() {
                0 => level.follow = Follow::new(before.parts()),
                tag => root_before = Some((tag, before.parts())),
            }
        }
        Self {
            html,
            grain,
            parts: Vec::new(),
            open: vec![level],
            has_root: false,
            root: None,
            root_before,
        }
    }

    fn level(&mut self) -> &mut Level<'a, 'o> {
        let last = self.open.len() - 1;
        &mut self.open[last]
    }

    fn finish(mut self) -> Cut {
        if let Some((element, parts)) = self.root {
            return Cut {
                parts,
                root: Some(element),
            };
        }
        self.end_run(self.html.len(), false);
        Cut {
            parts: self.parts,
            root: None,
        }
    }

    /// Makes a part of the run that is not finished, if there is one.
    fn end_run(&mut self, end: usize, has_length: bool) {
        let part = self.take_run(end, has_length);
        self.parts.extend(part);
    }

    /// The part of the run that is not finished. It has a length if its nodes are a part
    /// wherever they are.
    fn take_run(&mut self, end: usize, has_length: bool) -> Option<Part> {
        let (html, grain) = (self.html, self.grain);
        let level = self.level();
        let (start, nodes) = (level.run_start, level.run_nodes);
        (level.run_start, level.run_nodes) = (end, 0);
        if nodes == 0 {
            return None;
        }
        let word = run(&html[start..end], nodes, has_length, grain);
        level.follow.read(word);
        Some(Part {
            word,
            end,
            element: None,
        })
    }

    /// Adds a node to the run.
    fn add(&mut self, start: usize, end: usize) {
        let (html, grain) = (self.html, self.grain);
        let level = self.level();
        level.run_nodes += 1;
        let length = end - level.run_start;
        let is_text = html.as_bytes()[start] != b'<';
        // The same nodes end a run wherever they are, so that what is inserted changes no run but its own.
        let ends = end - start >= grain.run
            || (length >= grain.run && !is_text && is_marked(&html[start..end]));
        if ends || length >= MAX_RUNS * grain.run || level.run_nodes == MAX_NODES {
            // A text may be longer in another place.
            self.end_run(end, !is_text);
        }
    }

    fn element(&self, level: &Level<'_, '_>, first: usize) -> Element {
        let Tag {
            name,
            id,
            key,
            field,
            submits,
            ..
        } = level.tag;
        Element {
            tag: hash(&self.html[level.start..level.tag_end]),
            kind: hash((name, id, key, field, submits)) as u32,
            start: level.start,
            tag_end: level.tag_end,
            name_end: level.start + 1 + name.len(),
            parts: self.parts.len() - first,
        }
    }

    /// What the render before had in the element of this start tag.
    fn follow(&mut self, tag: Tag<'a>, text: &'a str) -> Follow<'o> {
        // With nothing around it: what the parser leaves alone in other elements it leaves
        // alone there as well.
        let is_root = tag.is_root && self.open.len() == 1;
        match &self.root_before {
            Some((root, parts)) if is_root && *root == hash(text) => Follow::new(parts.clone()),
            Some(_) if is_root => Follow::default(),
            _ => self.level().follow.enter(|| hash(text)),
        }
    }
}

fn run(text: &str, nodes: u32, has_length: bool, grain: Grain) -> Word {
    let length = has_length.then_some(text.len());
    Word::run(hash(text), nodes, length, grain)
}

/// Every second text is. Eight bytes at a time, for each node is asked.
fn is_marked(text: &str) -> bool {
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let words = words.iter().map(|word| u64::from_le_bytes(*word));
    let rest = rest.iter().map(|byte| u64::from(*byte));
    // An odd number without a pattern (2⁶⁴ by the golden ratio), so that all bits reach the highest.
    let sum = words.chain(rest).fold(0_u64, |sum, word| {
        (sum.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    });
    sum >> 63 == 0
}

impl<'a> Sink<'a> for Builder<'a, '_> {
    fn known(&mut self, start: usize) -> Option<usize> {
        let (html, grain) = (self.html, self.grain);
        let level = self.level();
        let word = level.follow.expected().filter(|_| level.run_nodes == 0)?;
        let end = start + word.length(grain)?;
        let text = html.get(start..end);
        let is_here = text.is_some_and(|text| run(text, word.nodes(), true, grain) == word);
        level.follow.meets(is_here);
        if !is_here {
            return None;
        }
        level.run_start = end;
        self.parts.push(Part {
            word,
            end,
            element: None,
        });
        Some(end)
    }

    fn open(&mut self, mut tag: Tag<'a>, start: usize, end: usize) {
        tag.is_root &= !self.has_root;
        self.has_root |= tag.is_root;
        let follow = self.follow(tag, &self.html[start..end]);
        self.open.push(Level {
            tag,
            start,
            tag_end: end,
            first: self.parts.len(),
            run_start: end,
            run_nodes: 0,
            follow,
        });
    }

    fn close(&mut self, start: usize, end: usize) {
        let is_root = self.level().tag.is_root;
        let is_cut = is_root || {
            let least = self.grain.element;
            let level = self.level();
            end - level.start >= least && !level.tag.is_whole
        };
        if is_cut {
            self.end_run(start, false);
        }
        let Some(level) = self.open.pop() else { return };
        let first = level.first;
        if is_root {
            let element = self.element(&level, first);
            self.root = Some((element, self.parts.split_off(first)));
            self.add(level.start, end);
        } else if is_cut {
            let element = self.element(&level, first);
            let inner = siblings(&self.parts[first..]).map(|(part, _)| part.word);
            let word = Word::element(hash((element.tag, inner.collect::<Vec<_>>())));
            let before = self.take_run(level.start, false);
            let around = self.level();
            around.run_start = end;
            around.follow.leave(word, &level.follow);
            let part = Part {
                word,
                end,
                element: Some(element),
            };
            // Before the parts inside of it.
            self.parts
                .splice(first..first, before.into_iter().chain([part]));
        } else {
            self.parts.truncate(first);
            self.add(level.start, end);
        }
    }

    fn node(&mut self, start: usize, end: usize) {
        self.add(start, end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counts the bytes that are read and not known.
    struct Counted<'a, 'o> {
        builder: Builder<'a, 'o>,
        known: usize,
    }

    impl<'a> Sink<'a> for Counted<'a, '_> {
        fn known(&mut self, start: usize) -> Option<usize> {
            let end = self.builder.known(start)?;
            self.known += end - start;
            Some(end)
        }

        fn open(&mut self, tag: Tag<'a>, start: usize, end: usize) {
            self.builder.open(tag, start, end);
        }

        fn close(&mut self, start: usize, end: usize) {
            self.builder.close(start, end);
        }

        fn node(&mut self, start: usize, end: usize) {
            self.builder.node(start, end);
        }
    }

    /// How many bytes of the second render are read.
    fn read(before: &str, after: &str) -> usize {
        let grain = Grain::DEFAULT;
        let outline = Cut::of(before, grain, None)
            .expect("regular markup")
            .outline(before, grain);
        let mut counted = Counted {
            builder: Builder::new(after, grain, outline.as_ref()),
            known: 0,
        };
        scan::scan(after, &mut counted).expect("regular markup");
        after.len() - counted.known
    }

    fn page(head: &str, rows: &[String]) -> String {
        let foot = "<p>The last paragraph of the page, with some text in it.</p>".repeat(20);
        format!(
            "<h1>{head}</h1><table><tbody>{}</tbody></table><section>{foot}</section>",
            rows.concat()
        )
    }

    fn row(text: &str) -> String {
        let cells = ["number", "name", "owner", "state"]
            .map(|class| format!("<td class=\"{class}\"><b>{text}</b></td>"));
        format!("<tr>{}</tr>", cells.concat())
    }

    #[test]
    fn what_is_as_it_was_is_not_read_again() {
        let rows: Vec<_> = (0..1000).map(|at| row(&format!("Row {at}"))).collect();
        let before = page("1000 rows", &rows);
        let read = |head: &str, change: fn(&mut Vec<String>)| {
            let mut rows = rows.clone();
            change(&mut rows);
            read(&before, &page(head, &rows))
        };
        let most = 3_000;
        assert!(before.len() > 30 * most);
        assert!(read("1000 rows", |_| {}) < 2_000);
        assert!(read("1001 rows", |rows| rows[250] = row("Another")) < most);
        assert!(read("1001 rows", |rows| rows.insert(0, row("First"))) < most);
        assert!(read("999 rows", |rows| drop(rows.remove(100))) < most);
        assert!(read("990 rows", |rows| drop(rows.drain(100..110))) < most);
        assert!(read("1000 rows", |rows| rows.rotate_right(1)) < most);
        let each = |rows: &mut Vec<String>| {
            for row in rows {
                *row = row.replace("Row", "Line");
            }
        };
        assert!(
            read("1000 rows", each) > before.len() / 2,
            "each has changed"
        );
    }

    #[test]
    fn elements_that_come_and_go_keep_the_others_known() {
        let card = |at: usize| {
            let lines = (0..60).map(|line| format!("<p>Line {line} of card {at}</p>"));
            format!("<article>{}</article>", lines.collect::<String>())
        };
        let cards: Vec<_> = (0..100).map(card).collect();
        let before = cards.concat();
        let read = |change: fn(&mut Vec<String>)| {
            let mut cards = cards.clone();
            change(&mut cards);
            read(&before, &cards.concat())
        };
        // Of each card its tags and its last lines.
        let least = read(|_| {});
        assert!(least < before.len() / 3, "{least} of {}", before.len());
        let card = before.len() / 100;
        type Change = fn(&mut Vec<String>);
        let changes: [(Change, usize); 4] = [
            (
                |cards| cards.insert(0, "<article><p>New</p></article>".repeat(9)),
                card / 2,
            ),
            (|cards| cards.insert(50, cards[3].clone()), card),
            (|cards| drop(cards.remove(50)), card),
            // What follows it is known, although it is another one.
            (
                |cards| cards[50] = cards[50].replace("Line 3 ", "Changed "),
                card / 2,
            ),
        ];
        for (change, most) in changes {
            let more = read(change) - least;
            assert!(more < most, "{more} of {most}");
        }
    }
}
