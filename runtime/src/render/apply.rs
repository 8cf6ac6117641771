//! Applies patches to text, as the page applies them to its nodes.

use crate::render::scan::{self, Sink, Tag};
use crate::wire::{Patch, Place};

/// The render that the patches make of the one before; `None` if they do not fit it.
pub(crate) fn apply(html: &str, patches: &[Patch<'_>]) -> Option<String> {
    let mut edits = Vec::new();
    for patch in patches {
        match patch {
            Patch::Whole(whole) => return Some(whole.clone().into_owned()),
            Patch::Nodes {
                at,
                total,
                from,
                count,
                html: text,
            } => {
                let element = find(html, at)?;
                let starts = element.nodes;
                if starts.len() != *total as usize {
                    return None;
                }
                let start = |node: u32| starts.get(node as usize).copied().unwrap_or(element.end);
                edits.push((start(*from), start(from + count), text));
            }
            Patch::Tag { at, html: tag } => {
                let element = find(html, at)?;
                edits.push((element.start, element.tag_end, tag));
            }
        }
    }
    let mut next = String::new();
    let mut done = 0;
    for (start, end, text) in edits {
        next.push_str(html.get(done..start)?);
        next.push_str(text);
        done = end;
    }
    next.push_str(&html[done..]);
    Some(next)
}

/// An element of the markup.
struct Found {
    start: usize,
    tag_end: usize,
    /// Where each of its nodes starts.
    nodes: Vec<usize>,
    /// Where its content ends.
    end: usize,
}

fn find(html: &str, place: &Place<'_>) -> Option<Found> {
    let mut finder = Finder {
        path: &place.path,
        open: vec![Open::default()],
        found: None,
        root: None,
    };
    scan::scan(html, &mut finder).ok()?;
    let top = finder.open.pop()?;
    let (path, root) = (&place.path, finder.root);
    if path.is_empty() {
        let whole = Found {
            start: 0,
            tag_end: 0,
            nodes: top.nodes,
            end: html.len(),
        };
        return Some(root.unwrap_or(whole));
    }
    let found = finder.found?;
    let tag = html[found.start + 1..].strip_prefix(&*place.name)?;
    let is_its_name =
        tag.starts_with(|after: char| after.is_ascii_whitespace() || "/>".contains(after));
    is_its_name.then_some(found)
}

struct Finder<'p> {
    path: &'p [u32],
    open: Vec<Open>,
    found: Option<Found>,
    root: Option<Found>,
}

#[derive(Default)]
struct Open {
    start: usize,
    tag_end: usize,
    nodes: Vec<usize>,
    /// Its way from the live part; `None` outside of it.
    path: Option<Vec<u32>>,
    is_root: bool,
}

impl Finder<'_> {
    fn count(&mut self, start: usize) -> Option<Vec<u32>> {
        let is_top = self.open.len() == 1;
        let around = self.open.last_mut()?;
        let place = around.nodes.len() as u32;
        around.nodes.push(start);
        let path = if is_top {
            Some(Vec::new())
        } else {
            around.path.clone()
        };
        path.map(|path| [path, vec![place]].concat())
    }
}

impl<'a> Sink<'a> for Finder<'_> {
    fn open(&mut self, tag: Tag<'a>, start: usize, end: usize) {
        let path = self.count(start);
        let is_root =
            tag.is_root && self.root.is_none() && self.open.iter().all(|open| !open.is_root);
        self.open.push(Open {
            start,
            tag_end: end,
            nodes: Vec::new(),
            path: if is_root { Some(Vec::new()) } else { path },
            is_root,
        });
        if is_root {
            self.found = None;
        }
    }

    fn close(&mut self, start: usize, _: usize) {
        let Some(open) = self.open.pop() else { return };
        let found = Found {
            start: open.start,
            tag_end: open.tag_end,
            nodes: open.nodes,
            end: start,
        };
        if open.is_root {
            self.root = Some(found);
        } else if open.path.as_deref() == Some(self.path) && self.found.is_none() {
            self.found = Some(found);
        }
    }

    fn node(&mut self, start: usize, _: usize) {
        self.count(start);
    }
}
