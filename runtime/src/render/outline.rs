//! The outline of a render: what is kept of it, so that only what changes next is sent.
//!
//! A render is cut into parts: runs of small nodes of one parent, and elements that
//! are large enough to be cut themselves. Of each part its hash, the number of its
//! nodes and most often its length are kept, and none of the text: about a twentieth of it.

use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::LazyLock;

/// How fine a render is cut.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Grain {
    /// A smaller render is sent whole, in bytes: it is less than a round trip can carry anyway.
    pub(super) html: usize,
    /// A part is at least this long, in bytes, unless an element that is cut or the end follows.
    pub(super) run: usize,
    /// An element of at least this many bytes is cut.
    pub(super) element: usize,
    /// The most that is kept of a render, in percent, beyond 128 bytes.
    share: usize,
}

impl Grain {
    pub(crate) const DEFAULT: Self = Self {
        html: 2048,
        run: 136,
        element: 1024,
        share: 10,
    };
    /// Each node is a part, so that small pages show what large ones would.
    #[cfg(any(test, feature = "test"))]
    pub(crate) const FINE: Self = Self {
        html: 0,
        run: 1,
        element: 1,
        share: 10_000,
    };

    /// Whether patches are sent even if the whole is shorter.
    pub(super) fn always_patches(self) -> bool {
        self.html == 0
    }

    /// The most bytes that are kept of a render of this length.
    pub(super) fn most_kept(self, html: usize) -> usize {
        html * self.share / 100 + 128
    }
}

/// The most words that are kept for one session; a render that needs more is sent whole.
pub(crate) const MAX_WORDS: usize = 32 * 1024;
/// The most nodes of one part: their number is kept in five bits.
pub(super) const MAX_NODES: u32 = 31;
/// The words of an element that is cut: its own, its start tag's hash, and its kind with the number of its inner words.
pub(super) const ELEMENT_WORDS: usize = 3;

/// Seeded, so that nobody can write two texts that look the same to it.
static HASHER: LazyLock<RandomState> = LazyLock::new(RandomState::new);

pub(super) fn hash(value: impl Hash) -> u64 {
    HASHER.hash_one(value)
}

/// What is kept of a part. Parts of equal words are taken for equal texts.
///
/// From the lowest bit: the number of its nodes in five bits, its length in ten, and 49 bits
/// of its hash. Of an element that is cut it is 0 in five bits, and 59 bits of its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Word(u64);

impl Word {
    const NODES: u64 = 0x1f;
    const LENGTH: u64 = 0x3ff;
    const HASH: u64 = !((Self::LENGTH << 5) | Self::NODES);

    /// Of a run of nodes. The length is given if these nodes are a part wherever they are.
    pub(super) fn run(hash: u64, nodes: u32, length: Option<usize>, grain: Grain) -> Self {
        // 1 for the shortest part. The few that are much longer have no length.
        let length = length
            .and_then(|length| (length + 1).checked_sub(grain.run))
            .map_or(0, |length| length as u64);
        let length = if length > Self::LENGTH { 0 } else { length };
        Self((hash & Self::HASH) | (length << 5) | u64::from(nodes))
    }

    /// Of an element that is cut.
    pub(super) fn element(hash: u64) -> Self {
        Self(hash & !Self::NODES)
    }

    pub(super) fn nodes(self) -> u32 {
        match (self.0 & Self::NODES) as u32 {
            0 => 1,
            nodes => nodes,
        }
    }

    pub(super) fn is_element(self) -> bool {
        self.0 & Self::NODES == 0
    }

    /// Of a run, if it is known.
    pub(super) fn length(self, grain: Grain) -> Option<usize> {
        let length = (self.0 >> 5) & Self::LENGTH;
        let is_known = length > 0 && !self.is_element();
        is_known.then_some(length as usize + grain.run - 1)
    }
}

/// What is kept of a render.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Outline(Box<[u64]>);

impl Outline {
    /// An outline of as many words, and of the live part whose start tag has this hash: 0 if
    /// the render does not contain it.
    pub(super) fn new(length: usize, root: u64, write: impl FnOnce(&mut Writer)) -> Self {
        let mut words = Vec::with_capacity(length);
        words.push(root);
        let mut writer = Writer(words);
        write(&mut writer);
        Self(writer.0.into_boxed_slice())
    }

    pub(super) fn root(&self) -> u64 {
        self.0[0]
    }

    /// The parts of the live part.
    pub(super) fn parts(&self) -> Siblings<'_> {
        Siblings(&self.0[1..])
    }

    /// How many bytes it takes.
    #[cfg(any(test, feature = "internals"))]
    pub(super) fn size(&self) -> usize {
        size_of_val(&*self.0)
    }

    /// Tells one render from another in this process, by the hashes of its parts.
    pub(super) fn digest(&self) -> u64 {
        hash(&self.0)
    }
}

/// Writes the words of an outline.
pub(super) struct Writer(Vec<u64>);

impl Writer {
    pub(super) fn run(&mut self, word: Word) {
        self.0.push(word.0);
    }

    /// An element that is cut, and the parts in it.
    pub(super) fn element(
        &mut self,
        word: Word,
        tag: u64,
        kind: u32,
        inside: impl FnOnce(&mut Self),
    ) {
        self.0.extend([word.0, tag, 0]);
        let place = self.0.len();
        inside(self);
        let words = (self.0.len() - place) as u64;
        self.0[place - 1] = (u64::from(kind) << 32) | words;
    }
}

/// The parts of one element in an outline.
#[derive(Debug, Clone, Default)]
pub(super) struct Siblings<'o>(&'o [u64]);

/// A part of the render before, as far as it is known.
#[derive(Debug, Clone)]
pub(super) struct OldPart<'o> {
    pub(super) word: Word,
    pub(super) element: Option<OldElement<'o>>,
}

/// An element that was cut.
#[derive(Debug, Clone)]
pub(super) struct OldElement<'o> {
    /// The hash of its start tag.
    pub(super) tag: u64,
    pub(super) kind: u32,
    pub(super) parts: Siblings<'o>,
}

impl<'o> Iterator for Siblings<'o> {
    type Item = OldPart<'o>;

    fn next(&mut self) -> Option<OldPart<'o>> {
        let (word, rest) = self.0.split_first()?;
        let word = Word(*word);
        let mut element = None;
        self.0 = rest;
        if word.is_element()
            && let [tag, sizes, rest @ ..] = rest
        {
            let (inner, rest) = rest.split_at((*sizes as u32 as usize).min(rest.len()));
            element = Some(OldElement {
                tag: *tag,
                kind: (sizes >> 32) as u32,
                parts: Siblings(inner),
            });
            self.0 = rest;
        }
        Some(OldPart { word, element })
    }
}
