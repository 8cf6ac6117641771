//! Where in the outline of the render before a cut has arrived.
//!
//! Most of a render is what it was. A part whose text still has the hash that was kept is
//! not read again: to hash a text takes a fifth of the time of reading its tags.

use crate::render::outline::{Siblings, Word};

/// How many parts are looked through for one that was found again.
const AHEAD: usize = 32;

/// The parts of one element that the next render may have as well.
#[derive(Default)]
pub(super) struct Follow<'o> {
    rest: Siblings<'o>,
    /// Whether the next part is expected where the cut is.
    in_step: bool,
    /// Whether any part of the element is what it was: if so it is the same element.
    has_known_part: bool,
}

impl<'o> Follow<'o> {
    pub(super) fn new(parts: Siblings<'o>) -> Self {
        Self {
            rest: parts,
            in_step: true,
            has_known_part: false,
        }
    }

    /// The part that is expected here.
    pub(super) fn expected(&self) -> Option<Word> {
        let next = self.rest.clone().next().filter(|_| self.in_step)?;
        Some(next.word)
    }

    /// The part that was expected here is here, or is not.
    pub(super) fn meets(&mut self, is_here: bool) {
        self.in_step = is_here;
        self.has_known_part |= is_here;
        if is_here {
            self.rest.next();
        }
    }

    /// A part was read. If it was there before, what followed it is expected next.
    pub(super) fn read(&mut self, word: Word) -> bool {
        let mut rest = self.rest.clone();
        let is_known = rest.by_ref().take(AHEAD).any(|old| old.word == word);
        if is_known {
            self.rest = rest;
            self.in_step = true;
            self.has_known_part = true;
        }
        is_known
    }

    /// What is expected in an element whose start tag has this hash, if the element that is
    /// cut next has the same: what is around them is the same as well.
    pub(super) fn enter(&self, tag: impl FnOnce() -> u64) -> Self {
        let mut next = self.rest.clone().take(AHEAD).filter_map(|old| old.element);
        match next.next() {
            Some(element) if element.tag == tag() => Self::new(element.parts),
            _ => Self::default(),
        }
    }

    /// An element was read that was cut.
    pub(super) fn leave(&mut self, word: Word, inside: &Self) {
        if !self.read(word) && inside.has_known_part {
            self.in_step = self
                .rest
                .by_ref()
                .take(AHEAD)
                .any(|old| old.element.is_some());
            self.has_known_part = true;
        }
    }
}
