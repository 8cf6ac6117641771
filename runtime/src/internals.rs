//! docent's inside, for docent's own benchmarks and fuzz targets.
//!
//! Behind the feature `internals`, hidden from the documentation, and free to
//! change with every release. An app has no use for it.

use crate::event::Params;
use crate::html::Html;
use crate::render::Rendered;
use crate::tour::{Input, Run, Tour, TourRef};
use crate::visitor::Visitor;
use crate::wire::{self, ClientFrame, Patch, ProtocolError};

/// A frame of a page's that keeps to the protocol.
#[derive(Debug)]
pub struct Frame(ClientFrame);

/// Reads a frame as a session does.
///
/// # Errors
///
/// The reason that the close frame would have.
pub fn decode(text: &str) -> Result<Frame, &'static str> {
    match wire::decode(text) {
        Ok(frame) => Ok(Frame(frame)),
        Err(ProtocolError(reason)) => Err(reason),
    }
}

impl Frame {
    /// The parameters of an event.
    #[must_use]
    pub fn into_params(self) -> Option<Params> {
        match self.0 {
            ClientFrame::Event { params, .. } => Some(params),
            _ => None,
        }
    }
}

/// What a session keeps of a render, and what it sends for the next one.
#[derive(Debug, Default)]
pub struct Shown(Rendered);

impl Shown {
    /// The changes that are sent for the next render.
    pub fn update(&mut self, html: &Html) -> String {
        let patches = self.0.update(html);
        patches.iter().map(Patch::encode).collect()
    }

    /// What is sent where the page gets all of it.
    pub fn replace(&mut self, html: &Html) -> String {
        self.0.replace(html);
        Patch::Whole(html.as_str().into()).encode()
    }

    /// How many bytes are kept of the render.
    #[must_use]
    pub fn kept(&self) -> usize {
        self.0.kept()
    }
}

/// Leads one run of a tour through so many steps, each ended by its event,
/// with nothing around it; returns how many inputs its machine has taken.
pub fn walk_machine<V>(tour: &'static Tour<V>, steps: usize) -> usize {
    let mut out = Vec::new();
    let mut run = Run::start(TourRef::Static(tour), 1, 0, Vec::new(), None, &mut out);
    let inputs = [Input::Saved, Input::Completed];
    for _ in 0..steps {
        for input in inputs {
            out.clear();
            run.apply(input, &mut out);
        }
    }
    steps * inputs.len()
}

/// A visitor who was never here before.
#[must_use]
pub fn visitor() -> Visitor {
    Visitor::new()
}
