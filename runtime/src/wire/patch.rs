//! A change of the live part, as it travels.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use crate::json;

/// A change of the live part. Its place is that before any change of the same frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Patch<'a> {
    /// All of it is replaced by this markup.
    Whole(Cow<'a, str>),
    /// Some nodes of an element give way to others, or to none.
    Nodes {
        /// The element.
        at: Place<'a>,
        /// How many nodes it has.
        total: u32,
        /// The first of those that change.
        from: u32,
        /// How many of them change.
        count: u32,
        /// The markup of the others.
        html: Cow<'a, str>,
    },
    /// An element gets the attributes of this start tag.
    Tag {
        /// The element.
        at: Place<'a>,
        /// The start tag.
        html: Cow<'a, str>,
    },
}

/// Where an element is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place<'a> {
    /// The way to it from the live part: its place among the nodes of each element.
    pub(crate) path: Vec<u32>,
    /// Its name, by which the page notices if another element is there; empty for the live part.
    pub(crate) name: Cow<'a, str>,
}

impl Patch<'_> {
    /// About how many bytes it takes in a frame.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Whole(html) => html.len(),
            Self::Nodes { at, html, .. } | Self::Tag { at, html } => {
                html.len() + at.name.len() + 4 * at.path.len() + 40
            }
        }
    }

    /// Its JSON.
    pub(crate) fn encode(&self) -> String {
        let mut out = String::new();
        self.write(&mut out).expect("a String takes any text");
        out
    }

    fn write(&self, out: &mut String) -> fmt::Result {
        match self {
            Self::Whole(html) => write!(out, "[\"html\",{}]", json::string(html)),
            Self::Nodes {
                at,
                total,
                from,
                count,
                html,
            } => {
                out.write_str("[\"nodes\",")?;
                at.write(out)?;
                write!(out, ",{total},{from},{count},{}]", json::string(html))
            }
            Self::Tag { at, html } => {
                out.write_str("[\"tag\",")?;
                at.write(out)?;
                write!(out, ",{}]", json::string(html))
            }
        }
    }
}

impl Place<'_> {
    fn write(&self, out: &mut String) -> fmt::Result {
        out.write_char('[')?;
        for (at, place) in self.path.iter().enumerate() {
            let comma = if at > 0 { "," } else { "" };
            write!(out, "{comma}{place}")?;
        }
        write!(out, "],{}", json::string(&self.name))
    }
}
