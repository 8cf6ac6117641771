//! What of a page has to change to become the next render.

use std::collections::{HashMap, VecDeque};

use crate::render::outline::{OldElement, Outline, Siblings, Word};
use crate::render::parts::{Cut, Element, Part, siblings};
use crate::wire::{Patch, Place};

/// How often a stretch of parts is split at those that are there once in it. Each split may make
/// others unique: texts that repeat in a staircase go down one step at a time.
const MAX_SPLITS: u32 = 32;

/// The changes that lead from a render to the next one, in document order.
pub(super) fn diff<'a>(old: &Outline, new: &Cut, html: &'a str) -> Vec<Patch<'a>> {
    let root = old.root();
    // In one of them the live part is docent's own element.
    if new.root.is_some() != (root != 0) {
        return vec![Patch::Whole(html.into())];
    }
    let mut diff = Diff {
        html,
        path: Vec::new(),
        patches: Vec::new(),
    };
    let end = match &new.root {
        Some(element) if element.tag != root => {
            diff.tag("", element);
            element.tag_end
        }
        Some(element) => element.tag_end,
        None => 0,
    };
    diff.children("", old.parts(), &new.parts, end);
    diff.patches
}

struct Diff<'a> {
    html: &'a str,
    path: Vec<u32>,
    patches: Vec<Patch<'a>>,
}

/// A part of the render before, and where its nodes are.
struct Placed<'o> {
    word: Word,
    /// The place of its first node, and how many it has.
    from: u32,
    nodes: u32,
    element: Option<OldElement<'o>>,
}

impl<'a> Diff<'a> {
    /// Compares the parts of one element. The nodes of an empty list would be at `start`.
    fn children(&mut self, name: &'a str, old: Siblings<'_>, new: &[Part], start: usize) {
        let old = read(old);
        let new: Vec<_> = siblings(new).collect();
        let total = old.last().map_or(0, |part| part.from + part.nodes);
        let mut from = 0;
        let mut to = 0;
        let mut at = start;
        // Behind the last pair everything that is left gives way.
        let end = (old.len(), new.len());
        for (old_at, new_at) in pairs(&old, &new).into_iter().chain([end]) {
            let text = at..new
                .get(to..new_at)
                .and_then(|parts| parts.last())
                .map_or(at, |(part, _)| part.end);
            if old_at > from || new_at > to {
                let first = old.get(from).map_or(total, |part| part.from);
                let next = old.get(old_at).map_or(total, |part| part.from);
                self.patches.push(Patch::Nodes {
                    at: self.place(name),
                    total,
                    from: first,
                    count: next - first,
                    html: self.html[text].into(),
                });
            }
            let (Some(before), Some((after, inner))) = (old.get(old_at), new.get(new_at)) else {
                break;
            };
            if let (Some(known), Some(element)) = (&before.element, &after.element)
                && before.word != after.word
            {
                self.path.push(before.from);
                let name = &self.html[element.start + 1..element.name_end];
                if known.tag != element.tag {
                    self.tag(name, element);
                }
                self.children(name, known.parts.clone(), inner, element.tag_end);
                self.path.pop();
            }
            (from, to, at) = (old_at + 1, new_at + 1, after.end);
        }
    }

    fn tag(&mut self, name: &'a str, element: &Element) {
        self.patches.push(Patch::Tag {
            at: self.place(name),
            html: self.html[element.start..element.tag_end].into(),
        });
    }

    fn place(&self, name: &'a str) -> Place<'a> {
        Place {
            path: self.path.clone(),
            name: name.into(),
        }
    }
}

/// The parts of one element, each with its place.
fn read(parts: Siblings<'_>) -> Vec<Placed<'_>> {
    let mut from = 0;
    parts
        .map(|part| {
            let nodes = part.word.nodes();
            from += nodes;
            Placed {
                word: part.word,
                from: from - nodes,
                nodes,
                element: part.element,
            }
        })
        .collect()
}

/// Which parts are the same, in order: those of equal text, and between them elements of one kind.
fn pairs(old: &[Placed<'_>], new: &[(&Part, &[Part])]) -> Vec<(usize, usize)> {
    let mut aligner = Aligner {
        old,
        new,
        pairs: Vec::new(),
    };
    aligner.align((0, old.len()), (0, new.len()), MAX_SPLITS);
    aligner.pairs
}

/// Parts that follow each other: the first, and the one behind the last.
type Stretch = (usize, usize);

struct Aligner<'p, 'o> {
    old: &'p [Placed<'o>],
    new: &'p [(&'p Part, &'p [Part])],
    pairs: Vec<(usize, usize)>,
}

impl Aligner<'_, '_> {
    fn are_equal(&self, old_at: usize, new_at: usize) -> bool {
        self.old[old_at].word == self.new[new_at].0.word
    }

    fn align(
        &mut self,
        (mut from, mut until): Stretch,
        (mut start, mut end): Stretch,
        splits: u32,
    ) {
        while from < until && start < end && self.are_equal(from, start) {
            self.pairs.push((from, start));
            (from, start) = (from + 1, start + 1);
        }
        let mut behind = 0;
        while from < until && start < end && self.are_equal(until - 1, end - 1) {
            (until, end, behind) = (until - 1, end - 1, behind + 1);
        }
        let anchors = match splits {
            0 => Vec::new(),
            _ => anchors(self.old, self.new, (from, until), (start, end)),
        };
        if anchors.is_empty() {
            self.pair_by_kind((from, until), (start, end));
        } else {
            for (old_at, new_at) in anchors.into_iter().chain([(until, end)]) {
                self.align((from, old_at), (start, new_at), splits - 1);
                if old_at < until {
                    self.pairs.push((old_at, new_at));
                }
                (from, start) = (old_at + 1, new_at + 1);
            }
        }
        self.pairs
            .extend((0..behind).map(|at| (until + at, end + at)));
    }

    /// Pairs elements of one kind in the same order: each with the first that is left.
    fn pair_by_kind(&mut self, (mut from, until): Stretch, (start, end): Stretch) {
        let mut of_kind: HashMap<u32, VecDeque<usize>> = HashMap::new();
        for (at, part) in self.old.iter().enumerate().take(until).skip(from) {
            if let Some(known) = &part.element {
                of_kind.entry(known.kind).or_default().push_back(at);
            }
        }
        for (at, (part, _)) in self.new.iter().enumerate().take(end).skip(start) {
            let kind = part.element.as_ref().map(|element| element.kind);
            let Some(left) = kind.and_then(|kind| of_kind.get_mut(&kind)) else {
                continue;
            };
            while left.front().is_some_and(|old_at| *old_at < from) {
                left.pop_front();
            }
            if let Some(old_at) = left.pop_front() {
                self.pairs.push((old_at, at));
                from = old_at + 1;
            }
        }
    }
}

/// The longest list of parts that are there once before and once after, in the same order.
fn anchors(
    old: &[Placed<'_>],
    new: &[(&Part, &[Part])],
    (from, until): Stretch,
    (start, end): Stretch,
) -> Vec<(usize, usize)> {
    // Where the text is in each list; `None` if it is there more than once.
    let mut places: HashMap<Word, (Option<usize>, Option<usize>, usize)> =
        HashMap::with_capacity(until - from);
    for (at, part) in old.iter().enumerate().take(until).skip(from) {
        let place = places.entry(part.word).or_insert((Some(at), None, 0));
        if place.0 != Some(at) {
            place.0 = None;
        }
    }
    for (at, (part, _)) in new.iter().enumerate().take(end).skip(start) {
        if let Some(place) = places.get_mut(&part.word) {
            place.1 = Some(at);
            place.2 += 1;
        }
    }
    let mut both: Vec<_> = places
        .into_values()
        .filter_map(|(old, new, times)| (times == 1).then_some(old.zip(new)).flatten())
        .collect();
    both.sort_unstable_by_key(|(_, new_at)| *new_at);
    longest_ascending(&both)
}

/// The longest selection, in order, whose first numbers ascend.
fn longest_ascending(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // For each length the pair that ends such a selection with the least number.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (at, (old_at, _)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].0 < *old_at);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut selection = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(at) = next {
        selection.push(pairs[at]);
        next = before[at];
    }
    selection.reverse();
    selection
}
