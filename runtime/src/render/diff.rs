//! What of a page has to change to become the next render.

use std::collections::HashMap;

use crate::render::outline::{OldElement, Outline, Siblings, Word};
use crate::render::parts::{Cut, Element, Part};
use crate::wire::{Patch, Place};

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

/// A part of the render before, as far as it is known.
struct Old<'o> {
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
        let new = top(new);
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
fn read(parts: Siblings<'_>) -> Vec<Old<'_>> {
    let mut from = 0;
    parts
        .map(|part| {
            let nodes = part.word.nodes();
            from += nodes;
            Old {
                word: part.word,
                from: from - nodes,
                nodes,
                element: part.element,
            }
        })
        .collect()
}

/// The parts of one element, each with those inside of it.
fn top(mut parts: &[Part]) -> Vec<(&Part, &[Part])> {
    let mut found = Vec::new();
    while let Some((part, rest)) = parts.split_first() {
        let inside = part.element.as_ref().map_or(0, |element| element.parts);
        let (inner, rest) = rest.split_at(inside);
        found.push((part, inner));
        parts = rest;
    }
    found
}

/// Which parts are the same, in order: those of equal text, and between them elements of one kind.
fn pairs(old: &[Old<'_>], new: &[(&Part, &[Part])]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let equal = |a: usize, b: usize| old[a].word == new[b].0.word;
    align(old, new, (0, old.len()), (0, new.len()), &equal, &mut pairs);
    pairs
}

type Range = (usize, usize);

fn align(
    old: &[Old<'_>],
    new: &[(&Part, &[Part])],
    (mut from, mut until): Range,
    (mut start, mut end): Range,
    equal: &impl Fn(usize, usize) -> bool,
    pairs: &mut Vec<(usize, usize)>,
) {
    while from < until && start < end && equal(from, start) {
        pairs.push((from, start));
        (from, start) = (from + 1, start + 1);
    }
    let mut behind = 0;
    while from < until && start < end && equal(until - 1, end - 1) {
        (until, end, behind) = (until - 1, end - 1, behind + 1);
    }
    let anchors = anchors(old, new, (from, until), (start, end));
    if anchors.is_empty() {
        // Elements of one kind in the same order.
        for (at, (part, _)) in new.iter().enumerate().take(end).skip(start) {
            let Some(element) = &part.element else {
                continue;
            };
            let same = |part: &Old<'_>| {
                let known = part.element.as_ref();
                known.is_some_and(|known| known.kind == element.kind)
            };
            if let Some(found) = old[from..until].iter().position(same) {
                pairs.push((from + found, at));
                from += found + 1;
            }
        }
    } else {
        for (old_at, new_at) in anchors.into_iter().chain([(until, end)]) {
            align(old, new, (from, old_at), (start, new_at), equal, pairs);
            if old_at < until {
                pairs.push((old_at, new_at));
            }
            (from, start) = (old_at + 1, new_at + 1);
        }
    }
    pairs.extend((0..behind).map(|at| (until + at, end + at)));
}

/// The longest list of parts that are there once before and once after, in the same order.
fn anchors(
    old: &[Old<'_>],
    new: &[(&Part, &[Part])],
    (from, until): Range,
    (start, end): Range,
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
