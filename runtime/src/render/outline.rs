//! The outline of a render: what is kept of it, so that only what changes next is sent.
//!
//! A render is cut into parts: runs of small nodes of one parent, and elements that
//! are large enough to be cut themselves. Of each part its hash and the number of
//! its nodes are kept, and none of the text: about a thirtieth of it.

use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;

use crate::render::scan::{self, Irregular, Sink, Tag};

/// How fine a render is cut.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Grain {
    /// A smaller render is sent whole, in bytes: it is less than a round trip can carry anyway.
    pub(super) html: usize,
    /// A part is at least this long, in bytes, unless an element that is cut or the end follows.
    run: usize,
    /// An element of at least this many bytes is cut.
    branch: usize,
    /// The most that is kept of a render, in percent, beyond 128 bytes.
    share: usize,
}

impl Grain {
    pub(crate) const DEFAULT: Self = Self {
        html: 2048,
        run: 136,
        branch: 1024,
        share: 6,
    };
    /// Each node is a part, so that small pages show what large ones would.
    #[cfg(any(test, feature = "test"))]
    pub(crate) const FINE: Self = Self {
        html: 0,
        run: 1,
        branch: 1,
        share: 10_000,
    };
}

impl Grain {
    /// Patches shorter than this are sent however short the whole is.
    pub(super) fn least_whole(self) -> usize {
        if self.html == 0 { usize::MAX } else { 0 }
    }
}

/// The most words that are kept for one session; a render that needs more is sent whole.
pub(crate) const MAX_WORDS: usize = 32 * 1024;
/// A part ends, although none of its nodes is a good place, when it has this many times the least length.
const MAX_RUNS: usize = 3;
/// The most nodes of one part: its number is kept in a byte.
const MAX_NODES: u32 = 100;

/// The low byte of a part's word is the number of its nodes, 0 for an element that is cut.
const NODES: u64 = 0xff;
/// The words of such an element: its hash, its start tag's, and its kind with the number of its inner words.
const BRANCH_WORDS: usize = 3;

/// Seeded, so that nobody can write two texts that look the same to it.
static HASHER: LazyLock<RandomState> = LazyLock::new(RandomState::new);

/// What is kept of a render.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Outline(Box<[u64]>);

impl Outline {
    pub(super) fn words(&self) -> &[u64] {
        &self.0
    }

    /// Tells one render from another in this process, by the hashes of its parts.
    pub(super) fn digest(&self) -> u64 {
        HASHER.hash_one(&self.0)
    }
}

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
    hash: u64,
    /// How many nodes it has.
    pub(super) nodes: u32,
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

impl Part {
    /// Its word: equal words are equal texts.
    pub(super) fn word(&self) -> u64 {
        let nodes = if self.element.is_some() {
            0
        } else {
            self.nodes
        };
        (self.hash & !NODES) | u64::from(nodes)
    }
}

impl Cut {
    pub(super) fn of(html: &str, grain: Grain) -> Result<Self, Irregular> {
        let mut builder = Builder {
            html,
            grain,
            parts: Vec::new(),
            open: vec![Level::default()],
            root: None,
        };
        scan::scan(html, &mut builder)?;
        Ok(builder.finish())
    }

    /// What is kept of it; `None` if that is too much, as for elements that are
    /// nested deep and hold little else.
    pub(super) fn outline(&self, html: &str, grain: Grain) -> Option<Outline> {
        let branches = self.parts.iter().filter(|part| part.element.is_some());
        let length = self.parts.len() + branches.count() * (BRANCH_WORDS - 1) + 1;
        if length > MAX_WORDS || length * size_of::<u64>() > html.len() * grain.share / 100 + 128 {
            return None;
        }
        let mut words = Vec::with_capacity(length);
        words.push(self.root.as_ref().map_or(0, |root| root.tag));
        write(&self.parts, &mut words);
        Some(Outline(words.into_boxed_slice()))
    }
}

fn write(parts: &[Part], words: &mut Vec<u64>) {
    let mut at = 0;
    while let Some(part) = parts.get(at) {
        words.push(part.word());
        at += 1;
        if let Some(element) = &part.element {
            let place = words.len() + 1;
            words.extend([element.tag, 0]);
            write(&parts[at..at + element.parts], words);
            let inner = (words.len() - place - 1) as u64;
            words[place] = (u64::from(element.kind) << 32) | inner;
            at += element.parts;
        }
    }
}

struct Builder<'a> {
    html: &'a str,
    grain: Grain,
    parts: Vec<Part>,
    /// The elements that are open; the first is the live part around the render.
    open: Vec<Level<'a>>,
    root: Option<(Element, Vec<Part>)>,
}

/// An open element, and the run in it that is not finished.
#[derive(Default)]
struct Level<'a> {
    tag: Tag<'a>,
    start: usize,
    tag_end: usize,
    /// How many parts there were before it.
    first: usize,
    run_start: usize,
    run_nodes: u32,
}

impl<'a> Builder<'a> {
    fn level(&mut self) -> &mut Level<'a> {
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
        self.end_run(self.html.len());
        Cut {
            parts: self.parts,
            root: None,
        }
    }

    /// Makes a part of the run that is not finished, if there is one.
    fn end_run(&mut self, end: usize) {
        let level = self.level();
        let (start, nodes) = (level.run_start, level.run_nodes);
        (level.run_start, level.run_nodes) = (end, 0);
        if nodes > 0 {
            let part = self.run(start, end, nodes);
            self.parts.push(part);
        }
    }

    fn run(&self, start: usize, end: usize, nodes: u32) -> Part {
        Part {
            hash: HASHER.hash_one(&self.html[start..end]),
            nodes,
            end,
            element: None,
        }
    }

    /// Adds a node to the run.
    fn add(&mut self, start: usize, end: usize) {
        let (html, grain) = (self.html, self.grain);
        let level = self.level();
        level.run_nodes += 1;
        let length = end - level.run_start;
        // The same nodes end a run wherever they are, so that what is inserted changes no run but its own.
        let ends = end - start >= grain.run
            || (length >= grain.run
                && html.as_bytes()[start] == b'<'
                && is_marked(&html[start..end]));
        if ends || length >= MAX_RUNS * grain.run || level.run_nodes == MAX_NODES {
            self.end_run(end);
        }
    }

    fn element(&self, level: &Level<'_>, first: usize) -> Element {
        let Tag {
            name,
            id,
            key,
            form,
            ..
        } = level.tag;
        Element {
            tag: HASHER.hash_one(&self.html[level.start..level.tag_end]),
            kind: HASHER.hash_one((name, id, key, form)) as u32,
            start: level.start,
            tag_end: level.tag_end,
            name_end: level.start + 1 + name.len(),
            parts: self.parts.len() - first,
        }
    }
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

impl<'a> Sink<'a> for Builder<'a> {
    fn open(&mut self, tag: Tag<'a>, start: usize, end: usize) {
        self.open.push(Level {
            tag,
            start,
            tag_end: end,
            first: self.parts.len(),
            run_start: end,
            run_nodes: 0,
        });
    }

    fn close(&mut self, start: usize, end: usize) {
        let is_root = self.level().tag.is_root && self.root.is_none();
        let is_cut = is_root || {
            let least = self.grain.branch;
            let level = self.level();
            end - level.start >= least && !level.tag.is_whole
        };
        if is_cut {
            self.end_run(start);
        }
        let Some(level) = self.open.pop() else { return };
        let first = level.first;
        if is_root {
            let element = self.element(&level, first);
            self.root = Some((element, self.parts.split_off(first)));
            self.add(level.start, end);
        } else if is_cut {
            let element = self.element(&level, first);
            let inner = self.parts[first..]
                .iter()
                .map(Part::word)
                .collect::<Vec<_>>();
            let part = Part {
                hash: HASHER.hash_one((element.tag, inner)),
                nodes: 1,
                end,
                element: Some(element),
            };
            let around = self.level();
            let (run_start, run_nodes) = (around.run_start, around.run_nodes);
            (around.run_start, around.run_nodes) = (end, 0);
            let before = (run_nodes > 0).then(|| self.run(run_start, level.start, run_nodes));
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
